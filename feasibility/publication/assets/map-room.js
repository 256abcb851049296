/* Where things go when there is not room for all: markers stand side by side, and as many names as fit are lettered. */
"use strict";

const NAME_SIDES = ["right", "left", "above", "below"];

/* Spots for a marker, from its true place outwards in rings. */
function spotsAround(centre) {
  const found = [centre];
  for (let far = 6; far <= 84; far += 6) {
    for (let turn = 0; turn < 16; turn += 1) {
      const angle = (Math.PI * turn) / 8;
      found.push(centre.add([far * Math.cos(angle), far * Math.sin(angle)]));
    }
  }
  return found;
}

/* Moves markers apart where places are close, the better first, and ties each moved one to its place by a line.
   Their squares must not touch: what is pressed is a square, however round it looks. */
function standSideBySide(map, markers, truePlaces, tails) {
  const taken = [];
  tails.clearLayers();
  markers.forEach((marker, siteId) => {
    const centre = map.latLngToLayerPoint(truePlaces.get(siteId));
    const half = marker.options.icon.options.iconSize[0] / 2 + 1;
    const clear = (spot) => taken.every((other) =>
      Math.max(Math.abs(spot.x - other.spot.x), Math.abs(spot.y - other.spot.y)) >= half + other.half);
    const spot = spotsAround(centre).find(clear) || centre;
    taken.push({ spot, half });
    marker.setLatLng(map.layerPointToLatLng(spot));
    if (spot === centre) return;
    const line = { color: "#1d1d1b", weight: 1.5, interactive: false, className: "tail" };
    L.polyline([truePlaces.get(siteId), marker.getLatLng()], line).addTo(tails);
    L.circleMarker(truePlaces.get(siteId), { ...line, radius: 2.5, fillOpacity: 1 }).addTo(tails);
  });
}

/* The box of a name of some size on a side of its marker, as the style sheet places it. */
function boxBeside(side, mark, width, height) {
  const middle = (mark.left + mark.right) / 2;
  const level = (mark.top + mark.bottom) / 2;
  const left = { right: mark.right + 5, left: mark.left - 5 - width }[side] ?? middle - width / 2;
  const top = { above: mark.top - 3 - height, below: mark.bottom + 3 }[side] ?? level - height / 2;
  return { left, top, right: left + width, bottom: top + height };
}

/* Letters names in order of weight and hides those that would cover another, a marker or a control.
   Everything is measured before anything is changed: one layout of the page, not one a name. */
function makeRoom(map) {
  const root = map.getContainer();
  const frame = root.getBoundingClientRect();
  const taken = [...root.querySelectorAll(".leaflet-control, .site .mark")].map((element) => element.getBoundingClientRect());
  const wanted = [
    [".site .people:not(:empty)", [...NAME_SIDES].reverse()],
    [".site:not(.kind-excluded):not(.kind-unavailable) .name", NAME_SIDES],
    [".area-label span:not(:empty)", null],
    [".place.town span", null],
    [".site.kind-excluded .name, .site.kind-unavailable .name", NAME_SIDES],
    [".place.village span", null],
  ].flatMap(([selector, sides]) => [...root.querySelectorAll(selector)].map((element) => {
    const own = element.getBoundingClientRect();
    const mark = sides && element.closest(".site").getBoundingClientRect();
    const boxes = sides ? sides.map((side) => [side, boxBeside(side, mark, own.width, own.height)]) : [["", own]];
    return { element, boxes };
  }));
  const overlaps = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  const free = (box) => box.left >= frame.left && box.right <= frame.right && box.top >= frame.top
    && box.bottom <= frame.bottom && !taken.some((other) => overlaps(box, other));
  wanted.forEach(({ element, boxes }) => {
    const found = boxes.find(([, box]) => free(box));
    element.classList.toggle("crowded", !found);
    if (!found) return;
    taken.push(found[1]);
    if (!found[0]) return;
    element.classList.remove(...NAME_SIDES);
    element.classList.add(found[0]);
  });
}

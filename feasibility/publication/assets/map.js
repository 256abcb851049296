/* The page's own script: one option at a time, a card for each site, as many names as there is room for. */
"use strict";

function studyMap(parts) {
  const map = parts.map;
  const figures = JSON.parse(document.getElementById("figures").textContent);
  const areaNames = new Map(figures.areas.map((area) => [area.id, area]));
  const markers = new Map();
  const truePlaces = new Map();
  const tails = L.layerGroup();
  const areaLayers = new Map();
  const areaLabels = L.layerGroup();
  const choice = document.getElementById("option");
  let shown = figures.options.find((option) => option.id === choice.value);

  function text(tag, words, className) {
    const element = document.createElement(tag);
    element.textContent = words;
    if (className) element.className = className;
    return element;
  }

  // -------------------------------------------------------------- one option at a time

  function changeOf(areaId) {
    return shown && shown.areas.find((change) => change.area === areaId);
  }

  function areaWords(areaId) {
    const area = areaNames.get(areaId);
    const change = changeOf(areaId);
    const box = document.createElement("div");
    box.append(text("strong", area ? area.name : areaId), document.createElement("br"));
    // Where too few staff live the two lines would say the same.
    if (area && (!change || area.staff !== change.words)) box.append(area.staff, document.createElement("br"));
    if (change) box.append(change.words);
    return box;
  }

  function showOption(id) {
    shown = figures.options.find((option) => option.id === id) || shown;
    areaLayers.forEach((layer, areaId) => {
      const change = changeOf(areaId);
      layer.setStyle({ fillColor: change ? `url(#band-${change.band})` : "none", fillOpacity: change ? 0.92 : 0 });
    });
    areaLabels.eachLayer((label) => {
      const change = changeOf(label.options.areaId);
      label.options.icon.options.html.textContent = change ? change.label : "";
    });
    markers.forEach((marker, siteId) => {
      marker.getElement().querySelector(".mark").classList.toggle("used", Boolean(shown) && shown.sites.includes(siteId));
    });
    document.querySelectorAll("#homes-rows tr").forEach((row) => {
      const change = changeOf(row.dataset.area);
      row.querySelector(".change").textContent = change ? change.words : "–";
    });
    if (!shown) return;
    document.getElementById("summary").textContent = shown.summary;
    document.getElementById("homes-option").textContent = shown.label;
    makeRoom();
  }

  parts.areas.eachLayer((layer) => {
    const areaId = layer.feature.properties.area_id;
    areaLayers.set(areaId, layer);
    layer.bindTooltip(() => areaWords(areaId), { sticky: true });
    layer.getElement?.()?.setAttribute("data-area", areaId);
    const [latitude, longitude] = layer.feature.properties.label;
    const icon = L.divIcon({ html: text("span", ""), iconSize: [0, 0], className: "area-label" });
    L.marker([latitude, longitude], { icon, areaId, interactive: false, keyboard: false }).addTo(areaLabels);
  });
  areaLabels.addTo(map);
  map.on("layeradd layerremove", (event) => {
    if (event.layer !== parts.areas) return;
    if (event.type === "layeradd") areaLabels.addTo(map); else areaLabels.remove();
    showOption(choice.value);
  });

  // -------------------------------------------------------------- cards

  parts.sites.eachLayer((marker) => {
    const siteId = marker.options.siteId;
    const card = document.getElementById(`card-${siteId}`);
    markers.set(siteId, marker);
    truePlaces.set(siteId, marker.getLatLng());
    const mark = marker.getElement();
    mark.setAttribute("aria-label", `${mark.textContent.trim()}: open the card`); // what is seen, then what it does
    mark.classList.add(`kind-${mark.querySelector(".mark").classList[1]}`);
    marker.bindPopup(card, {
      maxWidth: Math.min(330, map.getSize().x - 40),
      minWidth: 240,
      maxHeight: Math.max(180, map.getSize().y - 110), // a taller card scrolls, and keeps its heading in sight
      autoPanPadding: [12, 12],
    });
    marker.on("popupopen", () => card.querySelector("h2").focus({ preventScroll: true }));
    marker.on("popupclose", () => { if (card.contains(document.activeElement)) mark.focus({ preventScroll: true }); });
    card.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      marker.closePopup();
      mark.focus({ preventScroll: true });
    });
  });

  document.querySelectorAll("button.show").forEach((button) => {
    button.addEventListener("click", () => {
      document.querySelector(".screen").scrollIntoView();
      if (!map.hasLayer(parts.sites)) parts.sites.addTo(map);
      markers.get(button.dataset.site).openPopup();
    });
  });

  // -------------------------------------------------------------- markers side by side where places are close

  function spots(centre) {
    const found = [centre];
    for (let far = 6; far <= 72; far += 6) {
      for (let turn = 0; turn < 16; turn += 1) {
        const angle = (Math.PI * turn) / 8;
        found.push(centre.add([far * Math.cos(angle), far * Math.sin(angle)]));
      }
    }
    return found;
  }

  function sideBySide() {
    const taken = [];
    tails.clearLayers();
    markers.forEach((marker, siteId) => {
      const centre = map.latLngToLayerPoint(truePlaces.get(siteId));
      const radius = marker.options.icon.options.iconSize[0] / 2 + 2;
      const free = spots(centre).find((spot) => taken.every((other) => spot.distanceTo(other.spot) >= radius + other.radius));
      const spot = free || centre;
      taken.push({ spot, radius });
      marker.setLatLng(map.layerPointToLatLng(spot));
      if (spot === centre) return;
      const line = { color: "#1d1d1b", weight: 1.5, interactive: false, className: "tail" };
      L.polyline([truePlaces.get(siteId), marker.getLatLng()], line).addTo(tails);
      L.circleMarker(truePlaces.get(siteId), { ...line, radius: 2.5, fillOpacity: 1 }).addTo(tails);
    });
  }

  // -------------------------------------------------------------- names, as many as there is room for

  function overlaps(a, b) {
    return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  }

  function fits(element, taken, frame) {
    const box = element.getBoundingClientRect();
    const inside = box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom;
    return inside && !taken.some((other) => overlaps(box, other));
  }

  function place(element, sides, taken, frame) {
    for (const side of sides) {
      if (side) element.className = `name ${side}`;
      element.classList.remove("crowded");
      if (fits(element, taken, frame)) {
        taken.push(element.getBoundingClientRect());
        return;
      }
    }
    element.classList.add("crowded");
  }

  function makeRoom() {
    const root = map.getContainer();
    const frame = root.getBoundingClientRect();
    const corners = root.querySelectorAll(".leaflet-control, .site .mark");
    const taken = [...corners].map((element) => element.getBoundingClientRect());
    const names = (selector) => [...root.querySelectorAll(selector)];
    names(".site:not(.kind-excluded):not(.kind-unavailable) .name")
      .forEach((name) => place(name, ["right", "left", "above", "below"], taken, frame));
    names(".area-label span").forEach((label) => place(label, [""], taken, frame));
    names(".place.town span").forEach((name) => place(name, [""], taken, frame));
    names(".site.kind-excluded .name, .site.kind-unavailable .name")
      .forEach((name) => place(name, ["right", "left", "above", "below"], taken, frame));
    names(".place.village span").forEach((name) => place(name, [""], taken, frame));
  }

  parts.rails.eachLayer((group) => group.eachLayer((layer) => {
    const name = layer.feature.properties.name;
    if (name) layer.bindTooltip(text("span", name));
  }));

  // -------------------------------------------------------------- the first view

  const south = parts.bounds[0], north = parts.bounds[1];
  const study = L.latLngBounds(south, north);
  map.setMaxBounds(study.pad(1)); // room enough to bring a whole card into sight
  map.fitBounds(study, { padding: [6, 6], animate: false });
  map.on("layeradd layerremove", (event) => {
    if (event.layer !== parts.sites) return;
    if (event.type === "layeradd") tails.addTo(map); else tails.remove();
  });
  map.on("zoomend", sideBySide);
  map.on("zoomend moveend resize", makeRoom);
  tails.addTo(map);
  sideBySide();
  choice.addEventListener("change", () => showOption(choice.value));
  showOption(choice.value);
}

/* One map: folium's layers, dressed with names, filled with the changes of one option. Every name is set as text. */
"use strict";

function text(tag, words, className) {
  const element = document.createElement(tag);
  element.textContent = words;
  if (className) element.className = className;
  return element;
}

/* Draws folium's map in an element. Folium knows one id only, so the element bears it while it is drawn. */
function drawnIn(element) {
  const ownId = element.id;
  element.id = element.dataset.drawnAs;
  const parts = foliumMap();
  element.id = ownId;
  return parts;
}

function sideMap(element, data, openCard) {
  const { map, layers, bounds } = drawnIn(element);
  const areaNames = new Map(data.areas.map((area) => [area.id, area]));
  const siteFacts = new Map(data.sites.map((site) => [site.id, site]));
  const markers = new Map();
  const truePlaces = new Map();
  const areaLayers = new Map();
  const areaLabels = L.layerGroup();
  const tails = L.layerGroup();
  let changes = new Map();
  let used = [];
  let reach = null;
  let soon = 0;

  function roomSoon() {
    clearTimeout(soon);
    soon = setTimeout(() => makeRoom(map), 40);
  }

  /* Chromium stops at every drawn shape that has a tooltip; search and tables are quicker than hundreds of stops. */
  function passBy(layer) {
    const skip = () => layer.getElement()?.setAttribute("tabindex", "-1");
    layer.on("add", skip);
    skip();
  }

  // ---------------------------------------------------------------- home areas

  function areaWords(areaId) {
    const area = areaNames.get(areaId);
    const change = changes.get(areaId);
    const box = document.createElement("div");
    box.append(text("strong", area ? area.name : areaId));
    // Where too few staff live the two lines would say the same.
    if (area && (!change || area.staff !== change.words)) box.append(text("div", area.staff));
    if (change) box.append(text("div", change.words));
    return box;
  }

  layers.areas.eachLayer((layer) => {
    const { area_id: areaId, label } = layer.feature.properties;
    areaLayers.set(areaId, layer);
    layer.bindTooltip(() => areaWords(areaId), { sticky: true });
    passBy(layer);
    const icon = L.divIcon({ html: text("span", ""), iconSize: [0, 0], className: "area-label" });
    L.marker(label, { icon, areaId, interactive: false, keyboard: false }).addTo(areaLabels);
  });

  function fillAreas() {
    areaLayers.forEach((layer, areaId) => {
      const change = changes.get(areaId);
      layer.setStyle({ fillColor: change ? `url(#band-${change.band})` : "none", fillOpacity: change ? 0.92 : 0 });
    });
    areaLabels.eachLayer((label) => {
      const change = changes.get(label.options.areaId);
      label.options.icon.options.html.textContent = change ? change.label : "";
    });
  }

  // ---------------------------------------------------------------- sites

  function ring() {
    markers.forEach((marker, siteId) => {
      marker.options.icon.options.html.querySelector(".mark").classList.toggle("used", used.includes(siteId));
    });
  }

  /* What is seen, then what it does. */
  function nameMark(marker, site) {
    const people = marker.options.icon.options.html.querySelector(".people").textContent;
    const seen = `${site.mark} ${site.name}${people ? ` ${people} people of working age` : ""}`;
    marker.getElement()?.setAttribute("aria-label", `${seen}: open the card`);
  }

  /* Leaflet makes the element anew whenever the layer is switched on. */
  function reachable(marker, site) {
    const mark = marker.getElement();
    nameMark(marker, site);
    mark.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      openCard(site.id);
    });
  }

  layers.sites.eachLayer((marker) => {
    const site = siteFacts.get(marker.options.siteId);
    const shown = document.createElement("div");
    const mark = text("span", "", `mark ${site.kind}`);
    mark.append(text("b", site.mark));
    shown.append(mark, " ", text("span", site.name, "name right"), " ", text("span", "", "people below"));
    marker.setIcon(L.divIcon({ ...marker.options.icon.options, html: shown }));
    markers.set(site.id, marker);
    truePlaces.set(site.id, marker.getLatLng());
    marker.on("click", () => openCard(site.id));
    marker.on("add", () => reachable(marker, site));
    if (marker.getElement()) reachable(marker, site);
  });

  // ---------------------------------------------------------------- people within reach of a site

  function fillReach() {
    const people = new Map(reach ? reach.discs.map((disc) => [disc.site, disc]) : []);
    layers.reach.eachLayer((disc) => {
      const found = people.get(disc.feature.properties.site_id);
      disc.setRadius(found ? found.radius : 0).setStyle({ opacity: found ? 1 : 0 });
    });
    const on = map.hasLayer(layers.reach);
    markers.forEach((marker, siteId) => {
      const found = on && people.get(siteId);
      marker.options.icon.options.html.querySelector(".people").textContent = found ? found.people : "";
      nameMark(marker, siteFacts.get(siteId));
    });
  }

  // ---------------------------------------------------------------- names of stations and places

  layers.rails.eachLayer((group) => group.eachLayer((layer) => {
    const station = data.stations[layer.feature.properties.number];
    if (!station) return;
    layer.bindTooltip(text("span", station.name));
    passBy(layer);
  }));
  layers.places.eachLayer((marker) => {
    const place = data.places[marker.options.place];
    const className = `place ${place.large ? "town" : "village"}`;
    marker.setIcon(L.divIcon({ html: text("span", place.name), iconSize: [0, 0], className }));
  });

  // ---------------------------------------------------------------- what the page may ask of a map

  function show(option) {
    changes = new Map(option.areas.map((change) => [change.area, change]));
    used = option.sites;
    fillAreas();
    ring();
    element.setAttribute("aria-label", `Map of option ${option.label}. Arrow keys move it, plus and minus zoom.`);
    makeRoom(map);
  }

  function switchLayer(key, on) {
    const together = { areas: [layers.areas, areaLabels], sites: [layers.sites, tails] };
    for (const layer of together[key] || [layers[key]]) {
      if (on) layer.addTo(map); else layer.remove();
    }
    if (key === "tiles") element.classList.toggle("tiles-on", on);
    if (key === "areas" && on) fillAreas();
    if (key === "reach" || key === "sites") fillReach();
    roomSoon();
  }

  function showReach(chosen) {
    reach = chosen;
    fillReach();
    roomSoon();
  }

  /* Brings a place into sight and says what it is. */
  function point(at, words) {
    if (map.getZoom() < 12) map.setView(at, 12, { animate: false });
    L.popup({ maxWidth: 240 }).setLatLng(at).setContent(words).openOn(map);
  }

  function mark(siteId, on) {
    const found = markers.get(siteId).getElement();
    if (!found) return;
    found.classList.toggle("open", on);
    if (on && !map.getBounds().pad(-0.1).contains(truePlaces.get(siteId))) map.panTo(truePlaces.get(siteId), { animate: false });
  }

  /* The element took another size: the whole study fills it, or what the reader chose to look at stays in the middle. */
  function resize(view) {
    map.invalidateSize({ animate: false, pan: false });
    if (view.whole) map.fitBounds(bounds, { padding: [6, 6], animate: false });
    else map.setView(view.centre, view.zoom, { animate: false });
    standSideBySide(map, markers, truePlaces, tails);
    makeRoom(map);
  }

  function view() {
    return { centre: map.getCenter(), zoom: map.getZoom(), whole: map.getBounds().contains(bounds) };
  }

  element.setAttribute("role", "group");
  element.querySelectorAll(".leaflet-control-zoom a").forEach((button) => {
    button.addEventListener("keydown", (event) => {
      if (event.key !== " ") return; // a link that is said to be a button must heed the space bar as well
      event.preventDefault();
      button.click();
    });
  });
  map.setMaxBounds(L.latLngBounds(bounds).pad(1));
  map.fitBounds(bounds, { padding: [6, 6], animate: false });
  areaLabels.addTo(map);
  tails.addTo(map);
  map.on("zoomend", () => standSideBySide(map, markers, truePlaces, tails));
  map.on("zoomend moveend resize", roomSoon);
  standSideBySide(map, markers, truePlaces, tails);
  return { map, show, view, switchLayer, showReach, point, areaWords, mark, resize };
}

/* Two maps that always show the same land. */
function keepTogether(one, other) {
  let following = false;
  const follow = (leader, follower) => leader.on("move", () => {
    if (following) return;
    following = true;
    follower.setView(leader.getCenter(), leader.getZoom(), { animate: false });
    following = false;
  });
  follow(one, other);
  follow(other, one);
}

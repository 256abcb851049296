"""The layers of the map in folium's terms, one function each, from the bottom of the map to the top.

They hold geometry, ids and numbers and no name: every name reaches the page as data, and its script sets it as text.
"""

from collections.abc import Mapping

import folium
import geopandas as gpd
from folium.map import CustomPane
from shapely.geometry.base import BaseGeometry

from feasibility.publication.map import gazetteer, geography
from feasibility.publication.map.standing import Standing
from feasibility.publication.release import Layers
from feasibility.scenario.publication import Tiles

LAND = "#fbfaf7"
NEIGHBOUR = "#efede8"
INK = "#1d1d1b"
CORRIDOR = "#e6ab02"
ROAD = "#a39b8b"
RAIL = "#4d4d4d"
BORDER = "#7a0177"

REACH = "#4a5a2a"

PANES = {"land": 310, "band": 315, "areas": 320, "lines": 330, "veil": 340, "edge": 345, "border": 350, "reach": 360}
"""Drawing order by name: Leaflet's own overlays lie at 400, markers at 600."""

MARK_PX = {"best": 34, "near-tie": 30, "behind": 26, "unavailable": 24, "present": 26, "excluded": 24}
"""Width of a marker by kind: the better, the larger; 24 is the least for a finger (WCAG 2.2, 2.5.8)."""


def land(layers: Layers, area: BaseGeometry) -> folium.GeoJson:
    """Boroughs: those of the study light, their neighbours darker."""
    shown = geography.outlines(layers.authorities, area)
    partner = {str(number): bool(is_partner) for number, is_partner in enumerate(shown["partner"])}
    return folium.GeoJson(
        geography.degrees(shown),
        name="Boroughs",
        control=False,
        style_function=lambda feature: {
            "fillColor": LAND if partner[feature["id"]] else NEIGHBOUR,
            "fillOpacity": 1,
            "color": "#6b6b6b" if partner[feature["id"]] else "#c9c5bb",
            "weight": 1.5 if partner[feature["id"]] else 1,
        },
        interactive=False,
        pane="land",
    )


def outlines(layers: Layers, area: BaseGeometry) -> folium.GeoJson:
    """The outlines of the partner authorities, above the home areas."""
    shown = geography.outlines(layers.authorities[layers.authorities["partner"]], area)
    layer = _drawn(shown, "Outlines", "veil", {"color": "#3b3b3b", "weight": 1.6, "fill": False})
    layer.control = False
    return layer


def areas(shown: gpd.GeoDataFrame) -> folium.GeoJson:
    """Home areas, plain until the page's script fills them with the change of the option chosen."""
    where = geography.positions(shown, "area_id")
    labelled = shown.assign(label=[list(where[area_id]) for area_id in shown["area_id"].astype(str)])
    return folium.GeoJson(
        geography.degrees(labelled, ["area_id", "label"]),
        name="Change in staff journeys, by home area",
        style_function=lambda _: {"color": "#5f5f5f", "weight": 1, "fillColor": "#ffffff", "fillOpacity": 0},
        pane="areas",
    )


def corridor(layers: Layers, area: BaseGeometry) -> folium.FeatureGroup:
    """The band of land near enough to the border: tinted under the home areas, edged above them."""
    shown = geography.outlines(layers.corridor, area)
    group = folium.FeatureGroup(name="Corridor along the border")
    _drawn(shown, "Band", "band", {"stroke": False, "fillColor": CORRIDOR, "fillOpacity": 0.25}).add_to(group)
    for colour, weight, dashes in (("#ffffff", 4, None), ("#8a6100", 2, "6 4")):
        style = {"color": colour, "weight": weight, "opacity": 0.9, "dashArray": dashes, "fill": False}
        _drawn(shown, "Edge", "edge", style).add_to(group)
    return group


def veil(layers: Layers) -> folium.GeoJson:
    """A light veil over all land outside the study, so that the eye goes to the study."""
    style = {"stroke": False, "fillColor": "#f3f3f1", "fillOpacity": 0.55}
    layer = _drawn(geography.surroundings(layers), "Surroundings", "veil", style)
    layer.control = False
    return layer


def border(layers: Layers, area: BaseGeometry) -> folium.FeatureGroup:
    """The shared border: a strong line on a white one, so that it shows on any ground."""
    line = geography.lines(layers.border, area)
    group = folium.FeatureGroup(name="Shared border")
    for colour, weight in (("#ffffff", 7), (BORDER, 3.5)):
        _drawn(line, "Shared border", "border", {"color": colour, "weight": weight, "fill": False}).add_to(group)
    return group


def roads(layers: Layers, area: BaseGeometry) -> folium.GeoJson:
    """Motorways and main roads."""
    style = {"color": ROAD, "weight": 1.6, "opacity": 0.9, "fill": False}
    return _drawn(geography.lines(layers.roads, area), "Main roads", "lines", style)


def railways(layers: Layers, area: BaseGeometry) -> folium.FeatureGroup:
    """Railways as broken lines, stations as small rings."""
    group = folium.FeatureGroup(name="Railways and stations")
    style = {"color": RAIL, "weight": 1.4, "dashArray": "5 3", "fill": False}
    _drawn(geography.lines(layers.railways, area), "Railways", "lines", style).add_to(group)
    ring = folium.CircleMarker(radius=3, color=RAIL, weight=1.2, fill=True, fill_color="#ffffff", fill_opacity=1)
    folium.GeoJson(
        geography.degrees(gazetteer.stations(layers), ["number"]),
        name="Stations",
        marker=ring,
        style_function=lambda _: {"pane": "lines"},
    ).add_to(group)
    return group


def places(layers: Layers) -> folium.FeatureGroup:
    """Where names of places stand, the most populous first: the page's script letters as many as there is room for."""
    group = folium.FeatureGroup(name="Place names")
    shown = gazetteer.places(layers)
    where = geography.positions(shown.assign(key=shown["number"].astype(str)), "key")
    for number, position in where.items():
        icon = folium.DivIcon(icon_size=(0, 0), class_name="place")
        folium.Marker(position, icon=icon, place=int(number), interactive=False, keyboard=False).add_to(group)
    return group


def sites(layers: Layers, standings: tuple[Standing, ...]) -> folium.FeatureGroup:
    """Every place considered, the better above the worse: the page's script puts rank and name into the marker."""
    group = folium.FeatureGroup(name="Sites")
    where = geography.positions(layers.sites, "site_id")
    for order, standing in enumerate(standings):
        width = MARK_PX[standing.kind]
        folium.Marker(
            where[standing.site_id],
            icon=folium.DivIcon(icon_size=(width, width), class_name=f"site kind-{standing.kind}"),
            site_id=standing.site_id,
            z_index_offset=1000 - order,
        ).add_to(group)
    return group


def reach(layers: Layers) -> folium.GeoJson:
    """A disc at each site; the page's script gives it the size of the people of working age who could reach it."""
    disc = folium.CircleMarker(radius=1, color=REACH, weight=2, fill=True, fill_color=REACH, fill_opacity=0.07)
    return folium.GeoJson(
        geography.degrees(layers.sites, ["site_id"]),
        name="Working-age people within reach",
        marker=disc,
        style_function=lambda _: {"pane": "reach", "interactive": False},
        show=False,
    )


def tiles(asked: Tiles) -> folium.TileLayer:
    """Pictures of a base map from the internet, off until the reader switches them on."""
    return folium.TileLayer(asked.url, attr=asked.attribution, name="Base map", overlay=True, show=False)


def panes() -> Mapping[str, CustomPane]:
    """The panes the layers are drawn in, so that switching one off and on keeps the order."""
    return {name: CustomPane(name, z_index=height, pointer_events=name == "areas") for name, height in PANES.items()}


def _drawn(frame: gpd.GeoDataFrame, name: str, pane: str, style: Mapping[str, object]) -> folium.GeoJson:
    return folium.GeoJson(
        geography.degrees(frame), name=name, style_function=lambda _: dict(style), interactive=False, pane=pane
    )

"""The map as folium holds it, and the script folium makes of it: a function that draws it, once for each side."""

import re

import folium
from branca.element import Figure, MacroElement
from folium.template import Template as MacroTemplate

from feasibility.publication.map import geography, layers
from feasibility.publication.map.standing import standings
from feasibility.publication.release import Release

_RANDOM_ID = re.compile(r"(?<=_)[0-9a-f]{32}")


class _Handed(MacroElement):
    """Hands folium's map and layers to the page's own scripts."""

    _template = MacroTemplate(
        """{% macro script(this, kwargs) %}
        return {map: {{ this.drawn.get_name() }}, bounds: {{ this.bounds|tojson }}, layers: {
            {% for key, layer in this.parts.items() %}{{ key }}: {{ layer.get_name() }}, {% endfor %}}};
        {% endmacro %}"""
    )

    def __init__(self, drawn: folium.Map, bounds: list[list[float]], parts: dict[str, folium.map.Layer]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Handed"
        self.drawn, self.bounds, self.parts = drawn, bounds, parts


def draw(release: Release) -> folium.Map:
    """The map alone, as folium holds it: drawn layers, and tiles only where the scenario asks for them."""
    study = geography.study_area(release.layers)
    south_west, north_east = geography.corners(study, release.layers.authorities.crs)
    drawn = folium.Map(
        location=[round((south + north) / 2, 5) for south, north in zip(south_west, north_east, strict=True)],
        zoom_start=11,
        tiles=None,
        control_scale=True,
        attribution_control=False,  # it would write the attribution as markup: the page writes it as text
        zoom_animation=False,  # two maps side by side move as one
        fade_animation=False,
        zoom_snap=0.25,
        zoom_delta=0.5,
        min_zoom=9,
        max_zoom=16,
        max_bounds_viscosity=0.8,
    )
    Figure().add_child(drawn)
    for pane in layers.panes().values():
        pane.add_to(drawn)
    parts = _parts(release)
    for layer in parts.values():
        layer.add_to(drawn)
    _Handed(drawn, [south_west, north_east], parts).add_to(drawn)
    return drawn


def _parts(release: Release) -> dict[str, folium.map.Layer]:
    """Every layer by the name that the page's scripts know it by, from the bottom of the map to the top."""
    area, of = geography.window(release.layers), release.layers
    tiles = {"tiles": layers.tiles(release.tiles)} if release.tiles else {}
    return tiles | {
        "land": layers.land(of, area),
        "areas": layers.areas(geography.outlines(of.areas, area)),
        "corridor": layers.corridor(of, area),
        "roads": layers.roads(of, area),
        "rails": layers.railways(of, area),
        "veil": layers.veil(of),
        "outlines": layers.outlines(of, area),
        "border": layers.border(of, area),
        "reach": layers.reach(of),
        "places": layers.places(of),
        "sites": layers.sites(of, standings(release)),
    }


def script(drawn: folium.Map) -> tuple[str, str]:
    """The id of the element that the map is drawn in, and a script that defines `foliumMap()`, which draws it.

    Folium's random ids are numbered in order of appearance, so that the same release gives the same script.
    """
    figure = drawn.get_root()
    assert isinstance(figure, Figure)
    figure.render()
    numbers: dict[str, str] = {}

    def numbered(match: re.Match[str]) -> str:
        return numbers.setdefault(match[0], str(len(numbers) + 1))

    lines = (_RANDOM_ID.sub(numbered, figure.script.render())).splitlines()
    body = "\n".join(line.strip() for line in lines if line.strip())
    return _RANDOM_ID.sub(numbered, drawn.get_name()), f'function foliumMap() {{\n"use strict";\n{body}\n}}\n'

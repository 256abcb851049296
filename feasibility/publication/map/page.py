"""A release as one HTML page: folium writes the layers, every script and style stands inside the page."""

import re
from importlib import resources

import folium
from branca.element import Figure, MacroElement
from folium.template import Template as MacroTemplate
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from feasibility.publication.map import figures, geography, layers
from feasibility.publication.map.bands import BANDS, LONGER, SAME, SHORTER, SUPPRESSED, suppressed_words
from feasibility.publication.map.facts import facts
from feasibility.publication.map.standing import KIND_WORDS, shown_first, standings
from feasibility.publication.release import Release

POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'"
"""Content security policy: the page may ask nothing of anybody."""

_RANDOM_ID = re.compile(r"(?<=_)[0-9a-f]{32}")


class _Behaviour(MacroElement):
    """Hands folium's layers to the page's own script."""

    _template = MacroTemplate(
        """{% macro script(this, kwargs) %}
        studyMap({map: {{ this.map.get_name() }},
            areas: {{ this.areas.get_name() }}, sites: {{ this.sites.get_name() }},
            places: {{ this.places.get_name() }}, rails: {{ this.rails.get_name() }},
            bounds: {{ this.bounds|tojson }}});
        {% endmacro %}"""
    )

    def __init__(self, drawn: folium.Map, bounds: list[list[float]], **parts: folium.map.Layer) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Behaviour"
        self.map, self.bounds = drawn, bounds
        self.areas, self.sites, self.places, self.rails = (
            parts["areas"],
            parts["sites"],
            parts["places"],
            parts["rails"],
        )


def page(release: Release) -> str:
    """The whole page. The same release gives the same page to the byte."""
    map_html, map_script = _rendered(draw(release))
    options = figures.options_shown(release)
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(_asset("map.html.jinja")).render(
        policy=POLICY,
        heading=release.heading,
        verdict=release.verdict,
        warnings=release.warnings,
        leaflet_css=Markup(_leaflet_css()),
        leaflet_js=Markup(_leaflet_js()),
        leaflet_licence=Markup(_asset("leaflet-LICENSE.txt")),
        own_css=Markup(_asset("map.css")),
        own_js=Markup(_asset("map.js")),
        map_html=Markup(map_html),
        map_script=Markup(map_script),
        bands=BANDS,
        longer=LONGER,
        same=SAME,
        shorter=SHORTER,
        suppressed=SUPPRESSED,
        suppressed_words=suppressed_words(release.suppression_heads_min),
        kinds=[(kind, words) for kind, words in KIND_WORDS.items() if kind in {s.kind for s in standings(release)}],
        corridor_km=[f"{km:g} km" for km in release.layers.corridor["corridor_km"]],
        facts=facts(release),
        figures={"options": options, "areas": figures.areas_shown(release)},
        shown=next(option for option in options if option["id"] == shown_first(release)),
    )


def draw(release: Release) -> folium.Map:
    """The map alone, as folium holds it: no tiles, drawn layers only."""
    area = geography.window(release.layers)
    study = geography.study_area(release.layers)
    crs = release.layers.authorities.crs
    south_west, north_east = geography.corners(study, crs)
    drawn = folium.Map(
        location=[round((south + north) / 2, 5) for south, north in zip(south_west, north_east, strict=True)],
        zoom_start=11,
        tiles=None,
        control_scale=True,
        attribution_control=False,
        zoom_snap=0.25,
        zoom_delta=0.5,
        min_zoom=9,
        max_zoom=16,
        max_bounds_viscosity=0.8,
    )
    Figure().add_child(drawn)
    for pane in layers.panes().values():
        pane.add_to(drawn)
    parts = {
        "areas": layers.areas(geography.outlines(release.layers.areas, area)),
        "rails": layers.railways(release.layers, area),
        "places": layers.places(release.layers),
        "sites": layers.sites(release.layers, standings(release)),
    }
    under = (layers.land(release.layers, area), parts["areas"], layers.corridor(release.layers, area))
    lines = (
        layers.roads(release.layers, area),
        parts["rails"],
        layers.veil(release.layers),
        layers.outlines(release.layers, area),
    )
    for layer in (*under, *lines, layers.border(release.layers, area), parts["places"], parts["sites"]):
        layer.add_to(drawn)
    folium.LayerControl(position="topright", collapsed=True).add_to(drawn)
    _Behaviour(drawn, [south_west, north_east], **parts).add_to(drawn)
    return drawn


def _rendered(drawn: folium.Map) -> tuple[str, str]:
    """The map's element and its script, with folium's random ids numbered in order of appearance."""
    figure = drawn.get_root()
    assert isinstance(figure, Figure)
    figure.render()
    numbers: dict[str, str] = {}

    def numbered(match: re.Match[str]) -> str:
        return numbers.setdefault(match[0], str(len(numbers) + 1))

    return _RANDOM_ID.sub(numbered, figure.html.render()), _RANDOM_ID.sub(numbered, figure.script.render())


def _asset(name: str) -> str:
    return (resources.files("feasibility.publication") / "assets" / name).read_text(encoding="utf-8")


def _leaflet_css() -> str:
    """Leaflet's styles without its pictures, which would be asked for as files beside the page."""
    return re.sub(r"[^\n;{]*url\(images/[^)]*\)[^\n;]*;", "", _asset("leaflet.css"))


def _leaflet_js() -> str:
    """Leaflet without its pointer to a source map, which developer tools would ask for."""
    return re.sub(r"\n//# sourceMappingURL=.*", "", _asset("leaflet.js"))

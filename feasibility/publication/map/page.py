"""A release as one HTML page that opens with the network unplugged: every script and style stands inside it."""

import re
from importlib import resources
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from feasibility.publication.map import reach
from feasibility.publication.map.bands import BANDS, LONGER, SAME, SHORTER, SUPPRESSED, suppressed_words
from feasibility.publication.map.cards import cards
from feasibility.publication.map.drawn import draw, script
from feasibility.publication.map.figures import figures
from feasibility.publication.map.policy import policy
from feasibility.publication.map.standing import KIND_WORDS, shown_first, shown_second, standings
from feasibility.publication.release import Release

OWN_SCRIPTS = ("room", "sidemap", "gains", "card", "search", "compare", "print", "start")
"""The page's own scripts, each with one purpose, in the order they need one another."""


def page(release: Release) -> str:
    """The whole page. The same release gives the same page to the byte."""
    element_id, drawing = script(draw(release))
    scripts = (_leaflet_js(), drawing, *(_asset(f"map-{name}.js") for name in OWN_SCRIPTS))
    styles = (_leaflet_css(), _asset("map.css"))
    data = figures(release)
    by_id = {option["id"]: option for option in data["options"]}
    return (
        _environment()
        .get_template("map.html.jinja")
        .render(
            policy=policy(scripts, styles, release.tiles),
            scripts=[Markup(text) for text in scripts],
            styles=[Markup(text) for text in styles],
            element_id=element_id,
            heading=release.heading,
            marking=release.marking,
            exempt=release.edition == "exempt",
            verdict=release.verdict,
            warnings=release.warnings,
            authorities=list(release.authority_names.values()),
            tiles_host=urlsplit(release.tiles.url).netloc if release.tiles else "",
            tiles_owner=release.tiles.attribution if release.tiles else "",
            bands=BANDS,
            longer=LONGER,
            same=SAME,
            shorter=SHORTER,
            suppressed=SUPPRESSED,
            suppressed_words=suppressed_words(release.suppression_heads_min),
            kinds=[(kind, words) for kind, words in KIND_WORDS.items() if kind in {s.kind for s in standings(release)}],
            corridor_km=[f"{km:g} km" for km in release.layers.corridor["corridor_km"]],
            cards=cards(release),
            counted_where=reach.counted_where(release),
            figures=data,
            sides=(by_id[shown_first(release)], by_id[shown_second(release)]),
        )
    )


def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("feasibility.publication", "assets"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _asset(name: str) -> str:
    return (resources.files("feasibility.publication") / "assets" / name).read_text(encoding="utf-8")


def _leaflet_css() -> str:
    """Leaflet's styles without its pictures, which would be asked for as files beside the page."""
    return re.sub(r"[^\n;{]*url\(images/[^)]*\)[^\n;]*;", "", _asset("leaflet.css"))


def _leaflet_js() -> str:
    """Leaflet with its licence, and without its pointer to a source map, which developer tools would ask for."""
    library = re.sub(r"\n//# sourceMappingURL=.*", "", _asset("leaflet.js"))
    return f"/*\n{_asset('leaflet-LICENSE.txt')}*/\n{library}"

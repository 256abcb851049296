"""Layer styles in the table `layer_styles`, from which QGIS draws each layer by itself.

Form: QGIS 3 style files (QML): a renderer, its symbols, and labels. Classes have the colours and the patterns of the
map: dots for shorter journeys, lines for longer ones, closer the greater the change, a cross where nothing is shown.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from feasibility.publication.geopackage import symbols
from feasibility.publication.geopackage.symbols import DARK, LAND, LINE_BLUE, PALE_BLUE, SITES, WHITE, Element
from feasibility.publication.map import bands
from feasibility.publication.map.standing import KIND_WORDS
from feasibility.publication.release import Release

VERSION = "3.28.0"
"""Release of QGIS whose style files have this form; later ones read them."""
NAME_MAX = 30
"""Characters of a style's name (form of the table)."""
_TABLE = """CREATE TABLE layer_styles (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256), f_table_schema TEXT(256),
  f_table_name TEXT(256), f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT, styleSLD TEXT,
  useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30), update_time DATETIME)"""


@dataclass(frozen=True)
class Label:
    """What stands beside each shape."""

    expression: str
    points: float
    bold: bool = False


@dataclass(frozen=True)
class Style:
    """How a layer is drawn."""

    name: str
    said: str
    classes: Sequence[tuple[str, str, Element]]
    """Value, words in the legend, symbol; one without a value where all shapes are alike."""
    column: str = ""
    label: Label | None = None


def save(database: sqlite3.Connection, release: Release, moment: str) -> None:
    """Write the table `layer_styles`, listed among the contents so that every programme finds it."""
    database.execute(_TABLE)
    for layer, style in all_styles(release).items():
        database.execute(
            "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName, "
            "styleQML, styleSLD, useAsDefault, description, owner, ui, update_time) "
            "VALUES ('', '', ?, 'geometry', ?, ?, '', 1, ?, '', NULL, ?)",
            (layer, style.name[:NAME_MAX], qml(style), style.said, moment),
        )
    database.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change, srs_id) "
        "VALUES ('layer_styles', 'attributes', 'layer_styles', 'Styles that QGIS draws the layers with.', ?, 0)",
        (moment,),
    )


def all_styles(release: Release) -> dict[str, Style]:
    """The style of every layer, by its name."""
    changes = [(b.words, b.words, symbols.of_band(b)) for b in bands.BANDS]
    hidden = (bands.SUPPRESSED.words, bands.suppressed_words(release.suppression_heads_min))
    changes.append((*hidden, symbols.of_band(bands.SUPPRESSED)))
    shown = [("false", "Home area", symbols.fill(PALE_BLUE, DARK))]
    shown.append(("true", hidden[1], symbols.of_band(bands.SUPPRESSED)))
    sites = [(words, words, symbols.marker(*SITES[kind])) for kind, words in KIND_WORDS.items()]
    partners = [
        ("true", "Partner", symbols.fill(WHITE, DARK, width_mm=0.6)),
        ("false", "Neighbour", symbols.fill(LAND, DARK)),
    ]
    return {
        "authorities": Style(
            "Authorities", "Partners and neighbours", partners, "partner", Label('"name"', 10, bold=True)
        ),
        "border": Style(
            "Shared border", "A broken line", [("", "Shared border", symbols.line(DARK, 1.2, dashed=True))]
        ),
        "corridor": Style("Corridor", "Sparse lines", [("", "Corridor along the border", symbols.hatched(LINE_BLUE))]),
        "areas": Style("Home areas", "Whether figures are shown", shown, "suppressed"),
        "area_changes": Style("Change in journey", "Classes of the map: colour and pattern", changes, "band"),
        "sites": Style(
            "Sites by verdict", "Shape and colour by verdict, rank beside it", sites, "verdict", _SITE_LABEL
        ),
        "stations": Style("Stations", "A square", [("", "Station", symbols.marker("square", DARK, 2.0))], "", _NAME),
        "places": Style("Places", "Names alone", [("", "Place", symbols.marker("circle", DARK, 0.6))], "", _PLACE),
    }


_SITE_LABEL = Label(
    "\"name\" || if(\"best_rank\" IS NULL, '', ' (rank ' || to_int(\"best_rank\") || ')')", 9, bold=True
)
_NAME, _PLACE = Label('"name"', 7), Label('"name"', 8)


def qml(style: Style) -> str:
    """The style as QGIS reads it."""
    root = ET.Element(
        "qgis",
        {"version": VERSION, "styleCategories": "Symbology|Labeling", "labelsEnabled": "1" if style.label else "0"},
    )
    kind = "categorizedSymbol" if style.column else "singleSymbol"
    renderer = ET.SubElement(root, "renderer-v2", {"type": kind, "symbollevels": "0", "enableorderby": "0"})
    if style.column:
        renderer.set("attr", style.column)
        categories = ET.SubElement(renderer, "categories")
        for place, (value, words, _) in enumerate(style.classes):
            said = {"value": value, "type": "string", "symbol": str(place), "label": words, "render": "true"}
            ET.SubElement(categories, "category", said)
    drawn = ET.SubElement(renderer, "symbols")
    for place, (_, _, symbol) in enumerate(style.classes):
        drawn.append(symbols.numbered(symbol, str(place)))
    if style.label:
        root.append(symbols.labels(style.label.expression, style.label.points, bold=style.label.bold))
    ET.indent(root)
    return f"<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n{ET.tostring(root, encoding='unicode')}\n"

"""Symbols of QGIS style files: fills, patterns, lines, markers and labels."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Literal
from xml.etree import ElementTree as ET

from feasibility.publication.map.bands import Band
from feasibility.publication.map.standing import Kind

Element = ET.Element
DARK, WHITE, LAND, PALE_BLUE, LINE_BLUE = "#333333", "#ffffff", "#f0f0ee", "#e4edf5", "#1d4f7c"
SITES: Mapping[Kind, tuple[str, str, float]] = {
    "best": ("star", "#1b5b9b", 6.0),
    "near-tie": ("diamond", "#1b5b9b", 4.6),
    "behind": ("circle", "#ffffff", 3.6),
    "unavailable": ("triangle", "#ffffff", 3.6),
    "present": ("square", "#333333", 3.6),
    "excluded": ("cross2", "#333333", 3.0),
}
"""Kind of a site to the shape, colour and millimetres of its marker: shapes alone tell the kinds apart."""
_PATTERN_MM_PER_STEP = 0.35
"""Millimetres of paper to a step of a band's spacing, which is in pixels of the screen: as close as on the map."""
_ANGLE = "45"


def fill(colour: str, outline: str, *, width_mm: float = 0.2) -> Element:
    """A plain fill with an outline."""
    return _symbol("fill", _plain(colour, outline, width_mm))


def of_band(band: Band) -> Element:
    """The colour of a class with its pattern: dots, lines, a cross of lines, or none."""
    distance = band.spacing * _PATTERN_MM_PER_STEP
    layers = [_plain(band.colour, DARK, 0.2)]
    if band.pattern == "dots":
        layers.append(_dots(distance))
    elif band.pattern in ("lines", "cross"):
        layers += [
            _lines(angle, distance, DARK) for angle in ((_ANGLE, "135") if band.pattern == "cross" else (_ANGLE,))
        ]
    return _symbol("fill", *layers)


def hatched(colour: str) -> Element:
    """Sparse lines and an outline over whatever lies below."""
    outline = _layer("SimpleFill", color=_rgba(WHITE, 0), style="no", outline_color=_rgba(colour), outline_style="dash",
                     outline_width="0.4", outline_width_unit="MM")  # fmt: skip
    return _symbol("fill", outline, _lines("0", 4.0, colour))


def line(colour: str, width_mm: float, *, dashed: bool = False) -> Element:
    """A line, broken or not."""
    style = "dash" if dashed else "solid"
    return _symbol("line", _stroke(colour, width_mm, style))


def marker(shape: str, colour: str, size_mm: float) -> Element:
    """A marker of a point."""
    return _symbol("marker", _mark(shape, colour, size_mm))


def numbered(symbol: Element, name: str) -> Element:
    """The symbol under the name that its renderer knows it by; symbols within it are named after that."""
    named = deepcopy(symbol)
    named.set("name", name)
    for place, layer in enumerate(named.findall("layer")):
        for inner in layer.findall("symbol"):
            inner.set("name", f"@{name}@{place}")
    return named


def labels(expression: str, points: float, *, bold: bool) -> Element:
    """Text beside each shape, on a white ground so that it can be read over anything."""
    root = ET.Element("labeling", {"type": "simple"})
    settings = ET.SubElement(root, "settings", {"calloutType": "simple"})
    text = ET.SubElement(
        settings,
        "text-style",
        {
            "fieldName": expression, "isExpression": "1", "fontFamily": "Arial", "fontSize": f"{points:g}",
            "fontSizeUnit": "Point", "fontWeight": "75" if bold else "50", "textColor": _rgba(DARK), "textOpacity": "1",
        },
    )  # fmt: skip
    ET.SubElement(
        text,
        "text-buffer",
        {
            "bufferDraw": "1",
            "bufferSize": "1",
            "bufferSizeUnits": "MM",
            "bufferColor": _rgba(WHITE),
            "bufferOpacity": "1",
        },
    )
    # Names of a layer above may stand within the shapes of this one.
    ET.SubElement(settings, "rendering", {"obstacle": "0"})
    return root


def _symbol(kind: Literal["fill", "line", "marker"], *layers: Element) -> Element:
    symbol = ET.Element("symbol", {"type": kind, "name": "", "alpha": "1", "clip_to_extent": "1", "force_rhr": "0"})
    symbol.extend(layers)
    return symbol


def _layer(drawn: str, **options: str) -> Element:
    layer = ET.Element("layer", {"class": drawn, "enabled": "1", "locked": "0", "pass": "0"})
    table = ET.SubElement(layer, "Option", {"type": "Map"})
    for name, value in options.items():
        ET.SubElement(table, "Option", {"type": "QString", "name": name, "value": value})
    return layer


def _plain(colour: str, outline: str, width_mm: float) -> Element:
    return _layer("SimpleFill", color=_rgba(colour), style="solid", joinstyle="bevel", outline_color=_rgba(outline),
                  outline_style="solid", outline_width=f"{width_mm:g}", outline_width_unit="MM")  # fmt: skip


def _stroke(colour: str, width_mm: float, style: str) -> Element:
    return _layer("SimpleLine", line_color=_rgba(colour), line_style=style, line_width=f"{width_mm:g}",
                  line_width_unit="MM", capstyle="flat", joinstyle="bevel")  # fmt: skip


def _mark(shape: str, colour: str, size_mm: float) -> Element:
    return _layer("SimpleMarker", name=shape, color=_rgba(colour), size=f"{size_mm:g}", size_unit="MM",
                  outline_color=_rgba(DARK), outline_style="solid", outline_width="0.4", outline_width_unit="MM",
                  scale_method="diameter")  # fmt: skip


def _lines(angle: str, distance_mm: float, colour: str) -> Element:
    layer = _layer("LinePatternFill", angle=angle, distance=f"{distance_mm:g}", distance_unit="MM", offset="0",
                   color=_rgba(colour), line_width="0.2", line_width_unit="MM")  # fmt: skip
    layer.append(_symbol("line", _stroke(colour, 0.2, "solid")))
    return layer


def _dots(distance_mm: float) -> Element:
    between = f"{distance_mm:g}"
    layer = _layer("PointPatternFill", distance_x=between, distance_y=between, distance_x_unit="MM",
                   distance_y_unit="MM", displacement_x="0", displacement_y="0")  # fmt: skip
    layer.append(_symbol("marker", _mark("circle", DARK, 0.5)))
    return layer


def _rgba(colour: str, opacity: int = 255) -> str:
    """`#1d4f7c` as QGIS writes it: `29,79,124,255`."""
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return f"{red},{green},{blue},{opacity}"

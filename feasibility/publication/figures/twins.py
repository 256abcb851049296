"""Print twins: every map and chart as SVG and as PNG at 300 dots an inch, for both editions at once."""

import io
from collections.abc import Mapping
from dataclasses import replace

from PIL import Image

from feasibility.publication.figures import programme_chart
from feasibility.publication.figures.chart import Chart
from feasibility.publication.figures.drawn import charts
from feasibility.publication.figures.locator import locator
from feasibility.publication.figures.print_map import maps
from feasibility.publication.figures.sheet import MARKING_PX, PX_PER_MM, Sheet, framed, stripe, whole_sheet
from feasibility.publication.release import Release
from feasibility.publication.report.colours import few_colours
from feasibility.publication.report.raster import COMPRESSION, PRINT_DPI, drawn

Twins = dict[str, bytes]
"""File name to file."""


def twins(releases: Mapping[str, Release]) -> dict[str, Twins]:
    """Edition to its pictures. A picture that is the same in several editions is drawn once; each has its marking."""
    known: dict[str, Image.Image] = {}
    return {edition: _of_edition(release, known) for edition, release in releases.items()}


def sheets(release: Release) -> tuple[Sheet, ...]:
    """Every map and chart of a release on paper, without the marking of its edition."""
    plain = replace(release, marking="")
    sites = plain.layers.sites["site_id"].astype(str)
    small: list[Chart] = [locator(plain, site_id) for site_id in sites]
    programme = programme_chart.chart(plain)
    drawn_up = (*charts(plain).values(), *((programme,) if programme else ()), *small)
    return (
        *(whole_sheet(chart) for chart in maps(plain).values()),
        *(framed(chart, plain.heading) for chart in drawn_up),
    )


def _of_edition(release: Release, known: dict[str, Image.Image]) -> Twins:
    made: Twins = {}
    for sheet in sheets(release):
        made[f"{sheet.key}.svg"] = f"{sheet.svg(release.marking)}\n".encode()
        made[f"{sheet.key}.png"] = _png(sheet, release.marking, known)
    return made


def _png(sheet: Sheet, marking: str, known: dict[str, Image.Image]) -> bytes:
    plain = sheet.svg()
    if plain not in known:
        known[plain] = few_colours(drawn(plain, width_mm=sheet.width_mm))
    picture = known[plain]
    if marking:
        picture = picture.copy()
        picture.paste(_strip(sheet, marking, picture), (0, 0))
    file = io.BytesIO()
    picture.save(file, "PNG", dpi=(PRINT_DPI, PRINT_DPI), compress_level=COMPRESSION)
    return file.getvalue()


def _strip(sheet: Sheet, marking: str, of: Image.Image) -> Image.Image:
    """The marking, as wide as the picture and in its colours."""
    view = f'viewBox="0 0 {sheet.width_px:g} {MARKING_PX}" width="{sheet.width_px:g}" height="{MARKING_PX}"'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" {view} font-family="Helvetica, Arial, sans-serif">'
    strip = drawn(f"{svg}{stripe(marking, sheet.width_px)}</svg>", width_mm=sheet.width_px / PX_PER_MM)
    return few_colours(strip, of)

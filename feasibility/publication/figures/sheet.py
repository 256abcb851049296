"""A picture on paper by itself: title above, source, date, prices, run and owners below."""

import re
from dataclasses import dataclass

from feasibility.publication.figures import drawing, lettering
from feasibility.publication.figures.chart import Chart
from feasibility.publication.release import Heading

A4_PX = (794.0, 1123.0)
"""Width and height of A4, upright, at 96 pixels an inch: no sheet is taller."""
MARKING_PX = 26
"""Height of the strip above every sheet, which holds the marking of an edition that has one."""
PX_PER_MM = 96 / 25.4
_MARGIN, _SMALL_MARGIN = 34.0, 14.0
_TITLE, _SMALL_TITLE, _WORDS, _OWNERS = 17.0, 13.0, 10.5, 8.5


@dataclass(frozen=True)
class Sheet:
    """A picture ready to be printed."""

    key: str
    width_px: float
    height_px: float
    title: str
    body: str

    @property
    def width_mm(self) -> float:
        """Width on paper."""
        return self.width_px / PX_PER_MM

    def svg(self, marking: str = "") -> str:
        """The sheet as a picture of its own, marked."""
        strip = stripe(marking, self.width_px) if marking else ""
        key = f"{self.key}-sheet"
        return drawing.whole(key, self.title, "", self.height_px, [self.body, strip], self.width_px)


def framed(chart: Chart, heading: Heading) -> Sheet:
    """A chart or a small map with its title above it, and below it what a reader must know of it."""
    width, height = _size(chart.svg)
    small = width < A4_PX[0] / 2
    margin, size = (_SMALL_MARGIN, _SMALL_TITLE) if small else (_MARGIN, _TITLE)
    wide = width + 2 * margin if small else A4_PX[0]
    room = wide - 2 * margin
    title = lettering.lines(chart.title, room, size, most=3, strong=True)
    foot = _foot(chart, heading, room, small=small)
    above = MARKING_PX + 10 + (size + 4) * len(title) + 10
    below = sum(step for _, _, step in foot) + 22
    scale = min(room / width, (A4_PX[1] - above - below) / height)
    drawn = [drawing.text(margin, MARKING_PX + 8 + (size + 4) * (n + 1) - 4, line, size, strong=True)
             for n, line in enumerate(title)]  # fmt: skip
    y = above + height * scale + 8
    drawn.append(placed(chart.svg, (margin, above), (width * scale, height * scale)))
    for words, letters, step in foot:
        y += step
        drawn.append(drawing.text(margin, y, words, letters, ink=drawing.QUIET))
    back = f'<rect width="{wide:g}" height="{y + 14:.0f}" fill="{drawing.PAPER}"/>'
    return Sheet(chart.key, wide, round(y + 14), chart.title, back + "".join(drawn))


def whole_sheet(chart: Chart) -> Sheet:
    """A picture that is a sheet already, with room above it for a marking."""
    width, height = _size(chart.svg)
    back = f'<rect width="{width:g}" height="{height + MARKING_PX:g}" fill="{drawing.PAPER}"/>'
    shrunk = (height - MARKING_PX) / height
    body = placed(chart.svg, (width * (1 - shrunk) / 2, MARKING_PX), (width * shrunk, height * shrunk))
    return Sheet(chart.key, width, height, chart.title, back + body)


def stripe(marking: str, width_px: float) -> str:
    """The marking in white on black, across the head of a sheet."""
    words = lettering.shortened(marking, width_px - 20, 12, strong=True)
    return (
        f'<rect width="{width_px:g}" height="{MARKING_PX}" fill="{drawing.INK}"/>'
        + drawing.text(width_px / 2, 17.5, words, 12, strong=True, anchor=drawing.MIDDLE, ink=drawing.PAPER)
    )  # fmt: skip


def placed(svg: str, corner: tuple[float, float], size: tuple[float, float]) -> str:
    """A whole picture as a part of another one."""
    where = f' overflow="visible" x="{corner[0]:.1f}" y="{corner[1]:.1f}" width="{size[0]:.1f}" height="{size[1]:.1f}"'
    return _SIZE.sub(where, svg, count=1)


_SIZE = re.compile(r' width="([\d.]+)" height="([\d.]+)"')


def _size(svg: str) -> tuple[float, float]:
    found = _SIZE.search(svg)
    if found is None:
        msg = "a picture says how wide and high it is"
        raise ValueError(msg)
    return float(found.group(1)), float(found.group(2))


def _foot(chart: Chart, heading: Heading, room: float, *, small: bool) -> list[tuple[str, float, float]]:
    """Lines below the picture: words, size of letters and how far below the line before each stands."""
    stamp = f"{heading.title}. As at {heading.as_at}; {heading.price_base}; run {heading.run_id}."
    if small:
        return [(line, 8.0, 10.5) for line in lettering.lines(stamp, room, 8, most=3)]
    draft = "Draft: not every figure behind it has been validated. " if heading.draft else ""
    said = f"{heading.title}. {chart.source} {draft}{heading.firmness}"
    words = [(line, _WORDS, 14.0) for line in lettering.lines(said, room, _WORDS, most=6)]
    owned = lettering.lines("; ".join(heading.licence_lines), room, _OWNERS, most=999)
    return words + [(line, _OWNERS, 11.0 + 3 * (n == 0)) for n, line in enumerate(owned)]

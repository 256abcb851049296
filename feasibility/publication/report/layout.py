"""How tables lie on A4 paper: upright or across, how large their letters, how wide each column.

Word and PDF are laid out by the same rules; only the width of their letters differs.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from math import ceil, floor

from feasibility.publication.report.blocks import Block, NewPage, Part, Subheading, Table
from feasibility.publication.views.view import HeadCell, View

MARGIN_MM = 20.0
UPRIGHT_MM, ACROSS_MM = 210 - 2 * MARGIN_MM, 297 - 2 * MARGIN_MM
"""Width of the text on an A4 page, by its longer or shorter side."""
PADDING_MM = 3.0
"""White beside the words of a cell, both sides together."""
SLACK_MM = 0.7
"""Letters are not all of one width: a word of wide ones is not to be broken for that."""
HEADING_WIDER = 1.12
"""Headings are bold, and bold letters are wider."""
HEADING_LINES = 3
"""A heading may be set in this many lines before it asks for a wider column."""
UPRIGHT_POINTS, ACROSS_POINTS, LEAST_POINTS = 9.0, 8.5, 6.5
"""Sizes of letters in tables; the least is the smallest that reads in print."""
CELL_CHARACTERS_MAX = 70
"""A cell asks for no more than this on one line: longer text is set in lines."""
COMFORTABLE_CHARACTERS = 16
"""Text set narrower than this is all hyphens and gaps."""
LINES_A_ROW_MAX = 5.0
"""A table whose rows are taller than this on average, upright, is turned."""
LINES_TOGETHER = {False: 34, True: 22}
"""Lines of a table that is not split between pages: about two thirds of a page, upright and across."""
MM_PER_POINT = 25.4 / 72
MM_PER_PIXEL = 25.4 / 96
"""As CSS and SVG have it."""
PICTURE_UPRIGHT_MM, PICTURE_ACROSS_MM = 190.0, 125.0
"""The tallest picture on a page that also has a heading, a caption and a note."""
_SIZE = re.compile(r"""<svg[^>]*?\sviewBox=["'][\d.eE+-]+[ ,]+[\d.eE+-]+[ ,]+([\d.]+)[ ,]+([\d.]+)["']""")


@dataclass(frozen=True)
class Laid:
    """A table on paper."""

    across: bool
    """True on a page turned on its side."""
    points: float
    """Size of its letters."""
    widths_mm: tuple[float, ...]
    together: bool
    """True where the table is short enough to stand on one page whole."""


@dataclass(frozen=True)
class Stretch:
    """Neighbouring blocks on pages that lie the same way."""

    across: bool
    blocks: tuple[Block, ...]


def laid(view: View, *, across: bool, em_per_character: float) -> Laid:
    """How a table lies on a page that is upright or across.

    `em_per_character` is the width of a character over the size of its letter: 0.5 in a narrow font, 0.56 in Arial.
    """
    room_mm = ACROSS_MM if across else UPRIGHT_MM
    points = ACROSS_POINTS if across else UPRIGHT_POINTS
    least = _least_characters(view)
    asked_mm = _millimetres(least, points, em_per_character)
    if sum(asked_mm) > room_mm:
        white_mm = (PADDING_MM + SLACK_MM) * len(least)
        points = max(LEAST_POINTS, floor(2 * points * (room_mm - white_mm) / (sum(asked_mm) - white_mm)) / 2)
        asked_mm = _millimetres(least, points, em_per_character)
    widths_mm = _shared(asked_mm, _millimetres(_most_characters(view), points, em_per_character), room_mm)
    if view.fixed:
        whole = sum(head.width for head in view.columns)
        widths_mm = tuple(room_mm * head.width / whole for head in view.columns)
    lines = sum(_lines(view, widths_mm, points * MM_PER_POINT * em_per_character))
    return Laid(across, points, widths_mm, together=lines <= LINES_TOGETHER[across])


def needs_width(view: View, *, em_per_character: float = 0.5) -> bool:
    """Whether a table cannot be read on an upright page: its words would break, or its sentences be set in slivers."""
    comfortable = tuple(
        max(least, min(most, COMFORTABLE_CHARACTERS))
        for least, most in zip(_least_characters(view), _most_characters(view), strict=True)
    )
    if sum(_millimetres(comfortable, UPRIGHT_POINTS, em_per_character)) > UPRIGHT_MM:
        return True
    lies = laid(view, across=False, em_per_character=em_per_character)
    lines = _lines(view, lies.widths_mm, lies.points * MM_PER_POINT * em_per_character)
    return sum(lines) > LINES_A_ROW_MAX * max(1, len(lines))


def _lines(view: View, widths_mm: tuple[float, ...], character_mm: float) -> list[int]:
    """How many lines each row is tall, about."""
    room = [max(1.0, (width - PADDING_MM) / character_mm) for width in widths_mm]
    return [
        max(ceil(len(cell) / characters) for cell, characters in zip(row, room, strict=True)) or 1
        for group in view.groups
        for row in group.rows
    ]


def picture_width_mm(svg: str, *, across: bool) -> float:
    """How wide a picture is shown: as it was drawn, or less where the page or its height asks for less."""
    found = _SIZE.search(svg)
    width, height = (float(found[1]), float(found[2])) if found else (1.0, 1.0)
    room_mm, tallest_mm = (ACROSS_MM, PICTURE_ACROSS_MM) if across else (UPRIGHT_MM, PICTURE_UPRIGHT_MM)
    return min(room_mm, width * MM_PER_PIXEL if found else room_mm, tallest_mm * width / height)


def stretches(part: Part) -> Iterator[Stretch]:
    """The blocks of a part by how their pages lie: what stands under one subheading stays together."""
    sections: list[list[Block]] = [[]]
    for block in part.blocks:
        if isinstance(block, Subheading | NewPage) and any(not isinstance(b, Subheading) for b in sections[-1]):
            sections.append([])
        sections[-1].append(block)
    for across, group in groupby(sections, key=_across):
        yield Stretch(across, tuple(block for section in group for block in section))


def _across(section: list[Block]) -> bool:
    return any(isinstance(block, Table) and needs_width(block.view) for block in section)


def _least_characters(view: View) -> tuple[float, ...]:
    """The longest word of each column; figures are never broken over lines."""
    return tuple(
        max(HEADING_WIDER * _word(head.text), *(_unbroken(cell, figures=head.figures) for cell in cells), 1)
        for head, cells in _columns(view)
    )


def _most_characters(view: View) -> tuple[float, ...]:
    """The longest cell of each column on one line, within reason."""
    return tuple(
        max(
            HEADING_WIDER * max(_word(head.text), len(head.text) / HEADING_LINES),
            *(min(len(cell), CELL_CHARACTERS_MAX) for cell in cells),
            1,
        )
        for head, cells in _columns(view)
    )


def _columns(view: View) -> Iterator[tuple[HeadCell, list[str]]]:
    for place, head in enumerate(view.columns):
        yield head, [row[place] for group in view.groups for row in group.rows]


def _unbroken(cell: str, *, figures: bool) -> int:
    return len(cell) if figures and len(cell) <= COMFORTABLE_CHARACTERS else _word(cell)


def _word(text: str) -> int:
    return max(map(len, text.replace("-", "- ").replace("/", "/ ").split()), default=1)


def _millimetres(characters: tuple[float, ...], points: float, em_per_character: float) -> tuple[float, ...]:
    return tuple(count * points * MM_PER_POINT * em_per_character + PADDING_MM + SLACK_MM for count in characters)


def _shared(least_mm: tuple[float, ...], most_mm: tuple[float, ...], room_mm: float) -> tuple[float, ...]:
    """Widths that fill the room: each column has its least, and what is left goes where more is asked for."""
    if sum(least_mm) >= room_mm:
        return tuple(width * room_mm / sum(least_mm) for width in least_mm)
    if sum(most_mm) <= room_mm:
        return tuple(width * room_mm / sum(most_mm) for width in most_mm)
    share = (room_mm - sum(least_mm)) / (sum(most_mm) - sum(least_mm))
    return tuple(least + share * (most - least) for least, most in zip(least_mm, most_mm, strict=True))

"""The rows below a sheet's headings, written as the XML of their cells.

A run has some hundred thousand cells; as objects of openpyxl they would take longer than all its figures. The elements
are those that openpyxl writes through lxml, to the byte: text within its cell, figures in the style of their column.
"""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from openpyxl.cell.cell import Cell
from openpyxl.utils import get_column_letter

FIRST_ROW = 2
"""Row 1 holds the headings."""
_DIMENSION = re.compile(rb'<dimension ref="[A-Z0-9:]+" ?/>')


@dataclass(frozen=True)
class Rows:
    """What a sheet holds below its headings."""

    xml: bytes
    reference: str
    """Headings and rows together, such as `A1:X243`."""


def figures(values: Iterable[float | None], style: Cell) -> list[str]:
    """Each figure as the XML of its cell, less the reference; blank where there is none."""
    start = f'{_styled(style)} t="n"><v>'
    return ["" if v is None or not math.isfinite(v) else f"{start}{v:.16g}</v></c>" for v in values]


def sums(formulas: Iterable[str], values: Iterable[float | None], style: Cell) -> list[str]:
    """Each formula with the figure it gives, for readers that do not work it out; the figure where it is blank."""
    start, plain = _styled(style), figures(values, style)
    return [
        f"{start}><f>{escape(formula)}</f>{cell.partition('>')[2]}" if formula and cell else cell
        for formula, cell in zip(formulas, plain, strict=True)
    ]


def text(value: str, style: Cell | None = None) -> str:
    """A text as the XML of its cell, less the reference."""
    start = f'{"" if style is None else _styled(style)} t="inlineStr"'
    if not value:
        return f"{start}></c>"
    kept = ' xml:space="preserve"' if value.strip() not in ("", value) else ""
    return f"{start}><is><t{kept}>{escape(value)}</t></is></c>"


def rows(columns: Sequence[Sequence[str]]) -> Rows:
    """Rows of columns of cells, from `figures` and `text`; blank where there is no cell."""
    letters = [get_column_letter(number) for number in range(1, len(columns) + 1)]
    found, last = [], FIRST_ROW - 1
    for last, cells in enumerate(zip(*columns, strict=True), start=FIRST_ROW):
        if any(cells):
            written = [f'<c r="{at}{last}"{cell}' for at, cell in zip(letters, cells, strict=True) if cell]
            found.append(f'<row r="{last}">{"".join(written)}</row>')
    return Rows("".join(found).encode(), f"A1:{letters[-1]}{last}")


def placed(sheet: bytes, below: Rows) -> bytes:
    """The XML of a sheet that has its headings alone, with the rows below them."""
    head, end, tail = sheet.partition(b"</sheetData>")
    if not end:
        raise ValueError("the sheet has no rows to put others below")
    dimension = f'<dimension ref="{below.reference}"/>'.encode()
    return _DIMENSION.sub(dimension, head, count=1) + below.xml + end + tail


def _styled(style: Cell) -> str:
    return f' s="{style.style_id}"' if style.has_style else ""

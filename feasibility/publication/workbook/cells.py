"""A sheet laid out as one table: a row of headings, frozen, and columns of cells of one kind below it."""

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from feasibility.publication import sheet_rows
from feasibility.publication.csvs import FORMULA_MARKS
from feasibility.publication.sheet_rows import Rows

BOLD = Font(name="Calibri", sz=11, bold=True)
"""In the letters of every other cell."""
WRAPPED = Alignment(wrap_text=True, vertical="top")
WIDTH_MIN, WIDTH_MAX = 9, 48
"""Characters: a heading's longest word still fits the one, a sentence wraps within the other."""
_HEADER_FILL = PatternFill("solid", fgColor="DDE3EA")
_PLAIN = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
_PART_MAX = 255
"""Characters that a printed header or footer may have in all (Office Open XML, CT_HeaderFooter)."""
_BEFORE_CUT = 60
"""Characters of the title in a footer, which may be as long as a sentence."""
_LINE_POINTS = 15
"""Height of a line of letters of 11 points."""
_MARGIN = 2
"""Characters of a column's width that its margins, and letters wider than a figure, take."""
_FITS = 220
"""Characters across that can still be read when fitted to the width of a page: letters of some five points."""


@dataclass(frozen=True)
class Column:
    """A column of a sheet: figures where it has a number format, else texts."""

    heading: str
    cells: Sequence[float | str | None]
    """None leaves the cell empty."""
    number_format: str = ""
    formulas: Sequence[str] = ()
    """What gives each figure, without the sign of equality; blank where the figure itself stands."""
    width: int = WIDTH_MIN


@dataclass(frozen=True)
class SumSheet:
    """A sheet of sums: its columns, what each means, and the names of cells or ranges on it."""

    title: str
    about: str
    columns: tuple[Column, ...]
    meanings: tuple[str, ...]
    names: Mapping[str, str]
    """Name to range, without the sheet: `$B$2`."""


def laid_out(sheet: Worksheet, columns: Sequence[Column], name: str) -> Rows:
    """The headings in the sheet, frozen and marked as those of a table; the rows below them are given back.

    `name` is that of the table in the file, unlike that of any other.
    """
    for number, column in enumerate(columns, start=1):
        header = put(sheet.cell(1, number), column.heading)
        header.font, header.fill, header.alignment = BOLD, _HEADER_FILL, WRAPPED
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    sheet.row_dimensions[1].height = height([(column.heading, column.width) for column in columns])
    below = sheet_rows.rows([_written(sheet, column) for column in columns])
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    if columns[0].cells:
        sheet.add_table(_table(columns, name, below.reference))
    else:  # a table needs a row
        sheet.auto_filter.ref = below.reference
    return below


def put(cell: Cell, text: str) -> Cell:
    """Put text in a cell as text, whatever it begins with."""
    cell.value = clean(text)
    cell.data_type = "s"
    if text.startswith(FORMULA_MARKS):
        cell.quotePrefix = True
    return cell


def clean(text: str) -> str:
    """Text without the characters that no workbook can hold."""
    return str(ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", text))


def printed(sheet: Worksheet, marking: str, title: str, colour: str) -> None:
    """Landscape A4, as wide as the page where that can be read; the marking above, the title and the page below.

    The tab of a marked sheet is coloured beside that.
    """
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    if sum(dimension.width for dimension in sheet.column_dimensions.values()) <= _FITS:
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.page_setup.fitToHeight = 0
    cut = title if len(title) <= _BEFORE_CUT else title[: _BEFORE_CUT - 1] + "…"
    sheet.oddHeader.center.text = _in_header(marking)
    sheet.oddFooter.left.text = _in_header(cut)
    sheet.oddFooter.right.text = "Page &P of &N"
    if marking:
        sheet.sheet_properties.tabColor = colour


def height(cells: Sequence[tuple[str, float]]) -> float:
    """Points that a row needs for its texts, each wrapped in a column so many characters wide.

    Programmes that do not fit rows to wrapped text by themselves would else cut it off.
    """
    lines = [len(textwrap.wrap(text, max(int(wide) - _MARGIN, 1))) for text, wide in cells]
    return float(_LINE_POINTS * max([1, *lines]))


def width(heading: str, shown: Sequence[str]) -> int:
    """Characters that the longest word of the heading, and the longest cell shown, need."""
    longest = max([*map(len, heading.split()), *map(len, shown)], default=0)
    return min(max(longest + 3, WIDTH_MIN), WIDTH_MAX)


def _in_header(text: str) -> str | None:
    """Text for a header: the sign & begins a code there, and a figure after a code would be read as a size."""
    return f" {clean(text)[: _PART_MAX // 2]}".replace("&", "&&") if text else None


def _table(columns: Sequence[Column], name: str, reference: str) -> Table:
    table = Table(displayName=name, ref=reference, tableStyleInfo=_PLAIN, autoFilter=AutoFilter(ref=reference))
    table.tableColumns = [TableColumn(id=n, name=column.heading) for n, column in enumerate(columns, start=1)]
    return table


def _written(sheet: Worksheet, column: Column) -> list[str]:
    if not column.number_format:
        return _texts(sheet, [None if value is None else str(value) for value in column.cells])
    style = Cell(sheet, row=1, column=1)
    style.number_format = column.number_format
    figures = [None if value is None else float(value) for value in column.cells]
    if column.formulas:
        return sheet_rows.sums(column.formulas, figures, style)
    return sheet_rows.figures(figures, style)


def _texts(sheet: Worksheet, given: Sequence[str | None]) -> list[str]:
    """Texts that no spreadsheet takes for a formula."""
    guarded = Cell(sheet, row=1, column=1)
    guarded.quotePrefix = True
    marks = {text: text.startswith(FORMULA_MARKS) for text in given if text is not None}
    cells = {text: sheet_rows.text(clean(text), guarded if risky else None) for text, risky in marks.items()}
    return ["" if text is None else cells[text] for text in given]

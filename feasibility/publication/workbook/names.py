"""Names of tables, cells and ranges that formulas may use."""

import re

from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName

from feasibility.publication.sheet_rows import Rows
from feasibility.publication.workbook.cells import SumSheet

_TAKEN = re.compile(r"[a-z]{1,3}\d+|r\d*c\d*|r\d*|c\d*|true|false", re.IGNORECASE)
"""What a spreadsheet takes for a cell, a row, a column or a truth, and so for no name."""


def valid(name: str) -> str:
    """The name, or one like it where a spreadsheet would take it for something else: `q1` is `q1_table`."""
    return f"{name}_table" if _TAKEN.fullmatch(name) else name


def of_table(book: Workbook, name: str, title: str, below: Rows) -> None:
    """Name a whole table, its headings among it."""
    first, _, last = below.reference.partition(":")
    _add(book, valid(name), title, f"{_fixed(first)}:{_fixed(last)}")


def of_sums(book: Workbook, sheet: SumSheet) -> None:
    """Name the cells and ranges that a sheet of sums declares."""
    for name, cells in sheet.names.items():
        _add(book, name, sheet.title, cells)


def _add(book: Workbook, name: str, title: str, cells: str) -> None:
    if name in book.defined_names:
        raise ValueError(f"two ranges of the workbook are named {name}")
    book.defined_names[name] = DefinedName(name, attr_text=f"'{title}'!{cells}")


def _fixed(cell: str) -> str:
    return re.sub(r"([A-Z]+)(\d+)", r"$\1$\2", cell)

"""Rows written as XML against the same cells written by openpyxl."""

import io
import zipfile

import pytest
from openpyxl import Workbook
from openpyxl.cell.cell import Cell

from feasibility.publication import sheet_rows

FIGURES = [1, 2.5, -0.1 + 0.2, None, 1e15, 0.0, 123456.789]
TEXTS = ["plain", "", "a & b < c > d", " spaces ", None, '"quoted"', "two\nlines"]


def part_of(book: Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    with zipfile.ZipFile(file) as archive:
        return archive.read("xl/worksheets/sheet1.xml")


def headed() -> Workbook:
    book = Workbook()
    book.active["A1"], book.active["B1"] = "Figure", "Text"
    return book


def test_the_elements_are_those_of_openpyxl():
    whole, bare = headed(), headed()
    for row, (figure, text) in enumerate(zip(FIGURES, TEXTS, strict=True), start=2):
        if figure is not None:
            whole.active.cell(row, 1, figure).number_format = "0.00"
        if text is not None:
            cell = whole.active.cell(row, 2)
            cell.value, cell.data_type, cell.quotePrefix = text, "s", text == "plain"
    style, quoted = (Cell(bare.active, row=1, column=1) for _ in range(2))
    style.number_format, quoted.quotePrefix = "0.00", True
    figures = sheet_rows.figures(FIGURES, style)  # first, since styles are numbered in the order they are used
    texts = ["" if t is None else sheet_rows.text(t, quoted if t == "plain" else None) for t in TEXTS]
    below = sheet_rows.rows([figures, texts])
    assert sheet_rows.placed(part_of(bare), below) == part_of(whole)


def test_figures_that_no_cell_can_hold_are_blank():
    style = Cell(Workbook().active, row=1, column=1)
    assert sheet_rows.figures([float("nan"), float("inf"), 1.0], style) == ["", "", ' t="n"><v>1</v></c>']


def test_a_table_without_rows_keeps_its_headings():
    below = sheet_rows.rows([[], []])
    assert (below.xml, below.reference) == (b"", "A1:B1")


def test_a_sheet_without_headings_is_refused():
    with pytest.raises(ValueError, match="no rows"):
        sheet_rows.placed(b"<worksheet><sheetData/></worksheet>", sheet_rows.rows([["x"]]))

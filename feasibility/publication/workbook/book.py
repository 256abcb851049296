"""Published tables into one Excel workbook: a sheet of notes, then one sheet a table."""

import io
import re
import zipfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.packaging.core import DocumentProperties
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.functions import tostring
from pandas.api.types import is_bool_dtype, is_numeric_dtype

from feasibility import tables, wording
from feasibility.publication import sheet_rows
from feasibility.publication.csvs import FORMULA_MARKS
from feasibility.publication.release import Release
from feasibility.publication.sheet_rows import Rows

FIXED_DATE = datetime(1980, 1, 1)
"""Date of every part of the file, the earliest a zip archive can hold: the same run gives the same bytes on any day."""
NOTES = "Notes"

_BOLD = Font(bold=True)
_HEADER_FILL = PatternFill("solid", fgColor="DDE3EA")
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_WIDTH_MIN, _WIDTH_MAX = 9, 48


def save(release: Release, path: Path) -> None:
    """Write the workbook. No text in it is a formula, and its bytes depend on the release alone."""
    book = Workbook()
    notes = book.active
    notes.title = NOTES
    _fill_notes(notes, release)
    below = {}
    for name, schema in tables.PUBLISHED.items():
        sheet = book.create_sheet(wording.worded(name))
        below[f"xl/worksheets/sheet{len(book.worksheets)}.xml"] = _fill(sheet, release.tables[name], schema)
    book.properties = DocumentProperties(
        creator="feasibility", title=_clean(release.heading.title), created=FIXED_DATE, modified=FIXED_DATE
    )
    path.write_bytes(settled(book, below))


def _fill(sheet: Worksheet, frame: pd.DataFrame, schema: type[tables.Table]) -> Rows:
    """A table with its headings frozen, widths to fit, a filter on each column, and cells in the format of the unit.

    The headings are put in the sheet; the rows below them are given back.
    """
    columns = []
    for number, (column, (title, _)) in enumerate(tables.headings(schema).items(), start=1):
        header = _text(sheet.cell(1, number), title)
        header.font, header.fill, header.alignment = _BOLD, _HEADER_FILL, _WRAPPED
        values = frame[column]
        if is_numeric_dtype(values) and not is_bool_dtype(values):
            columns.append(_figures(sheet, values, wording.measure(column)))
        else:
            columns.append(_texts(sheet, values))
        shown = [wording.figure(column, value) for value in values.head(200)]
        longest = max([max(map(len, title.split())), *map(len, shown)])
        width = min(max(longest + 3, _WIDTH_MIN), _WIDTH_MAX)
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(frame.columns))}{len(frame) + 1}"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    return sheet_rows.rows(columns)


def _figures(sheet: Worksheet, values: pd.Series, measure: wording.Measure) -> list[str]:
    """Figures with the decimals of the CSV file: the same in both, and on every machine."""
    style = Cell(sheet, row=1, column=1)
    style.number_format = measure.number_format
    given = [
        (round(value, measure.file_decimals) if isinstance(value, float) else value) if known else None
        for value, known in zip(values.tolist(), values.notna(), strict=True)
    ]
    return sheet_rows.figures(given, style)


def _texts(sheet: Worksheet, values: pd.Series) -> list[str]:
    """Texts that no spreadsheet takes for a formula."""
    guarded = Cell(sheet, row=1, column=1)
    guarded.quotePrefix = True
    given = [
        wording.figure("", value) if known else None
        for value, known in zip(values.tolist(), values.notna(), strict=True)
    ]
    marked = {text: text.startswith(FORMULA_MARKS) for text in given if text is not None}
    cells = {text: sheet_rows.text(_clean(text), guarded if risky else None) for text, risky in marked.items()}
    return ["" if text is None else cells[text] for text in given]


def _text(cell: Cell, text: str) -> Cell:
    """Put text in a cell as text, whatever it begins with."""
    cell.value = _clean(text)
    cell.data_type = "s"
    if text.startswith(FORMULA_MARKS):
        cell.quotePrefix = True
    return cell


def _clean(text: str) -> str:
    return str(ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", text))


def _fill_notes(sheet: Worksheet, release: Release) -> None:
    heading = release.heading
    status = "Draft: not every figure behind the answer is validated" if heading.draft else "Validated"
    lines: list[tuple[str, ...]] = [
        (heading.title,),
        (heading.subtitle,),
        (),
        ("As at", heading.as_at),
        ("Prices", heading.price_base),
        ("Run", heading.run_id),
        ("Status", status),
        ("Firmness", heading.firmness),
        *(("Licence", line) for line in heading.licence_lines),
        *(("Answer", sentence) for sentence in release.verdict),
        *(("Warning", warning) for warning in release.warnings),
        (),
        ("Sheet", "What it holds", "Rows"),
    ]
    lines += [(wording.worded(n), _description(s), str(len(release.tables[n]))) for n, s in tables.PUBLISHED.items()]
    lines += [(), ("Sheet", "Column", "Meaning")]
    for name, schema in tables.PUBLISHED.items():
        lines += [(wording.worded(name), *texts) for texts in tables.headings(schema).values()]
    for row, line in enumerate(lines, start=1):
        for number, text in enumerate(line, start=1):
            cell = _text(sheet.cell(row, number), text)
            cell.alignment = _WRAPPED if number > 1 else Alignment(vertical="top")
            if row == 1 or line[0] == "Sheet":
                cell.font = _BOLD
    for letter, width in (("A", 18), ("B", 70), ("C", 70)):
        sheet.column_dimensions[letter].width = width


def _description(schema: type[tables.Table]) -> str:
    """The docstring of a table without the name of its file, such as `Every option, best first`."""
    line = (schema.__doc__ or "").strip().splitlines()[0]
    text = re.sub(r"^\w+\.csv: ", "", line)
    return text[:1].upper() + text[1:]


def settled(book: Workbook, below: Mapping[str, Rows] | None = None) -> bytes:
    """The file's bytes with every date fixed: openpyxl stamps the moment of saving on archive and properties.

    `below` gives parts of the file, such as `xl/worksheets/sheet2.xml`, rows to stand below the headings of the sheet.
    """
    rows = below or {}
    stamped, fixed = io.BytesIO(), io.BytesIO()
    book.save(stamped)
    book.properties.modified = FIXED_DATE
    with zipfile.ZipFile(stamped) as source, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as target:
        for part in sorted(source.namelist()):
            content = tostring(book.properties.to_tree()) if part == "docProps/core.xml" else source.read(part)
            target.writestr(_entry(part), sheet_rows.placed(content, rows[part]) if part in rows else content)
    return fixed.getvalue()


def _entry(part: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(part, FIXED_DATE.timetuple()[:6])
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 0  # the same on every operating system
    return entry

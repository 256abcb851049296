"""Sheets of a template into one Excel workbook: notes, a sheet a table with its checks, and the lists of words."""

from collections.abc import Mapping
from pathlib import Path

from openpyxl import Workbook
from openpyxl.packaging.core import DocumentProperties
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from feasibility.inputs import dates
from feasibility.publication.workbook import FIXED_DATE, settled
from feasibility.template.layout import Bounds, Column, Sheet

NOTES, LISTS = "Notes", "Lists"
LAST_ROW = 2_000
"""Rows that the checks of a sheet reach to. Those below are read as well."""
TITLE_CHARACTERS, PROMPT_CHARACTERS = 32, 255
"""Longest heading and longest text of a note at a cell, by the file format."""
NUMBER_FORMATS = {"date": "yyyy-mm-dd", "text": "@", "words": "@", "year": "@", "whole": "0", "number": "General"}
"""Text stays text: Excel would make a date of `2010-11` and a time of `09:30`."""
HOW = (
    'Fill a sheet, and name this file in the scenario under the sheet\'s name: [files] {role} = "this-file.xlsx". '
    "Each role reads the sheet of its own name. A sheet that stays empty need not be named.",
    "Leave the first row of a sheet as it is. A row is one record; blank rows are passed over.",
    "Each column says at its cells what to write, and takes nothing else where that can be told. "
    "The programme checks everything again, and names sheet, row and column of whatever is wrong.",
    "Money is in pounds, not thousands or pence, in the prices of the study's base year. Shares are of 1, not per "
    "cent.",
)
PRIVATE = "The sheet staff is private: keep this file as you keep the HR extract, and do not pass it on."

_BOLD = Font(bold=True)
_NEEDED, _MAY_BE_BLANK = PatternFill("solid", fgColor="C9D7E5"), PatternFill("solid", fgColor="ECEFF2")
_WRAPPED = Alignment(wrap_text=True, vertical="top")


def save(sheets: Mapping[str, Sheet], path: Path) -> None:
    """Write the workbook. Its tables hold no record, and its bytes depend on the sheets alone."""
    book = Workbook()
    notes = book.active
    notes.title = NOTES
    _fill_notes(notes, sheets)
    ranges = _ranges(sheets)
    for role, sheet in sheets.items():
        _fill(book.create_sheet(role), sheet, ranges, site_ids=role != "sites" and "sites" in sheets)
    _fill_lists(book.create_sheet(LISTS), ranges)
    book.properties = DocumentProperties(
        creator="feasibility", title="Tables of a study", created=FIXED_DATE, modified=FIXED_DATE
    )
    path.write_bytes(settled(book))


def _ranges(sheets: Mapping[str, Sheet]) -> dict[tuple[str, ...], str]:
    """Each list of words and the cells that hold it: written in the check itself, a long one would not fit."""
    found = dict.fromkeys(column.words for sheet in sheets.values() for column in sheet.columns if column.words)
    letters = {words: get_column_letter(number) for number, words in enumerate(found, start=1)}
    return {words: f"{LISTS}!${letter}$1:${letter}${len(words)}" for words, letter in letters.items()}


def _fill_lists(sheet: Worksheet, ranges: Mapping[tuple[str, ...], str]) -> None:
    for number, words in enumerate(ranges, start=1):
        for row, word in enumerate(words, start=1):
            sheet.cell(row, number, word)
    sheet.sheet_state = "hidden"


def _fill(sheet: Worksheet, layout: Sheet, ranges: Mapping[tuple[str, ...], str], *, site_ids: bool) -> None:
    """An empty table: headings frozen, and at each column's cells a note, a format and a check."""
    for number, column in enumerate(layout.columns, start=1):
        letter = get_column_letter(number)
        header = sheet.cell(1, number, column.name)
        header.font, header.alignment = _BOLD, _WRAPPED
        header.fill = _MAY_BE_BLANK if column.may_be_blank else _NEEDED
        sheet.column_dimensions[letter].width = max(12, min(len(column.name) + 3, 30))
        sheet.column_dimensions[letter].number_format = NUMBER_FORMATS[column.kind]
        check = _check(column, f"{letter}2", ranges)
        if site_ids and column.name == "site_id":
            check = DataValidation(type="list", formula1=f"sites!$A$2:$A${LAST_ROW}")
        _told(check, column)
        check.add(f"{letter}2:{letter}{LAST_ROW}")
        sheet.add_data_validation(check)
    sheet.freeze_panes = "A2"


def _check(column: Column, cell: str, ranges: Mapping[tuple[str, ...], str]) -> DataValidation:
    """What a cell of the column may hold, as the spreadsheet checks it. Text is not checked, only told of."""
    if column.kind == "words":
        return DataValidation(type="list", formula1=ranges[column.words])
    if column.kind == "date":
        years = (f"DATE({dates.YEARS[0]},1,1)", f"DATE({dates.YEARS[-1]},12,31)")
        return DataValidation(type="date", operator="between", formula1=years[0], formula2=years[1])
    if column.kind in ("number", "whole"):
        return DataValidation(type="custom", formula1=_formula(column, cell))
    return DataValidation()


def _formula(column: Column, cell: str) -> str:
    """True for a figure within the bounds: one formula, since a check of the spreadsheet knows no `above`."""
    bounds: Bounds = column.bounds
    parts = [f"ISNUMBER({cell})", *([f"{cell}=INT({cell})"] if column.kind == "whole" else [])]
    if bounds.least is not None:
        parts.append(f"{cell}{'>=' if bounds.least_itself else '>'}{bounds.least:g}")
    if bounds.most is not None:
        parts.append(f"{cell}{'<=' if bounds.most_itself else '<'}{bounds.most:g}")
    return f"AND({','.join(parts)})"


def _told(check: DataValidation, column: Column) -> None:
    """The note that shows at a cell, and the words for one that the check refuses."""
    check.allow_blank = True
    check.showInputMessage = check.showErrorMessage = True
    check.promptTitle = _cut(column.title, TITLE_CHARACTERS)
    meaning = f"{column.meaning} ({column.unit})." if column.unit else f"{column.meaning}."
    check.prompt = _cut(f"{meaning} Write {column.what_to_write}.", PROMPT_CHARACTERS)
    check.errorTitle = _cut(column.title, TITLE_CHARACTERS)
    check.error = _cut(f"Write {column.what_to_write}.", PROMPT_CHARACTERS)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def _fill_notes(sheet: Worksheet, sheets: Mapping[str, Sheet]) -> None:
    """How to fill, what each sheet holds, and each column with its meaning and an example."""
    role = next(iter(sheets))
    lines: list[tuple[str, ...]] = [("Tables of a study",), ()]
    lines += [(text.format(role=role),) for text in HOW] + ([(PRIVATE,)] if "staff" in sheets else [])
    lines += [(), ("Sheet", "What it holds")]
    lines += [(name, layout.about) for name, layout in sheets.items()]
    lines += [
        (),
        ("Sheet", "Column", "Title", "Meaning", "Unit", "What to write", "Example: one row, not in the sheet"),
    ]
    for name, layout in sheets.items():
        lines += [
            (name, c.name, c.title, c.meaning, c.unit, c.what_to_write, layout.example.get(c.name, ""))
            for c in layout.columns
        ]
    for row, line in enumerate(lines, start=1):
        for number, text in enumerate(line, start=1):
            cell = sheet.cell(row, number, text)
            cell.data_type = "s"
            cell.alignment = _WRAPPED if len(line) > 1 else Alignment(vertical="top")
            if row == 1 or line[0] == "Sheet":
                cell.font = _BOLD
    for letter, width in zip("ABCDEFG", (20, 34, 24, 60, 22, 44, 30), strict=True):
        sheet.column_dimensions[letter].width = width

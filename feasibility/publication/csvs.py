"""Published tables into CSV files that are the same to the byte on every machine.

Figures have fixed decimals by unit (`wording.Measure.file_decimals`). A text cell that a spreadsheet would take for a
formula is written with an apostrophe before it; a text that is only a number, such as `-0.5`, is left as it is.
"""

import csv
import re
from pathlib import Path

import pandas as pd
from pandas.api.types import is_bool_dtype, is_integer_dtype, is_numeric_dtype

from feasibility import tables, wording
from feasibility.publication.release import Release

FORMULA_MARKS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""First characters that make a spreadsheet run a cell. Source: OWASP, "CSV Injection", with the full-width forms."""

_LINE_BREAK = re.compile(r"\r\n?")
"""Breaks of other systems; a lone carriage return would split the row, since the csv module does not quote it."""
_PLAIN_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")


def guarded(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    if text.startswith(FORMULA_MARKS) and not _PLAIN_NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def save(release: Release, folder: Path) -> None:
    """Write every published table as `<name>.csv`: UTF-8, line feeds, rows as given, each table checked first."""
    for name, schema in tables.PUBLISHED.items():
        save_table(release.tables[name], schema, folder / f"{name}.csv")


def save_table(table: pd.DataFrame, schema: type[tables.Table], path: Path) -> None:
    """Write one table, checked first; raises `InputError` for rows that do not fit the schema."""
    columns = in_text(table, schema, path.name)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(zip(*columns.values(), strict=True))


def in_text(table: pd.DataFrame, schema: type[tables.Table], where: str) -> dict[str, list[str]]:
    """The columns of a table as the text of its file, checked first; raises as `save_table` does."""
    frame = tables.checked(table, schema, where)
    return {column: _cells(column, frame[column]) for column in frame.columns}


def _cells(column: str, values: pd.Series) -> list[str]:
    if is_bool_dtype(values):
        return ["true" if value else "false" for value in values]
    if is_integer_dtype(values):
        return ["" if pd.isna(value) else str(value) for value in values]
    if is_numeric_dtype(values):
        return [wording.tidy(column, value) for value in values.tolist()]
    texts = [str(value) if known else "" for value, known in zip(values.tolist(), values.notna(), strict=True)]
    written = {text: guarded(_LINE_BREAK.sub("\n", text)) for text in set(texts)}
    return [written[text] for text in texts]

"""Frames of text into typed frames that fit a declared schema, with every fault in an officer's words."""

import difflib
import re
from collections.abc import Sequence

import pandas as pd
import pandera.pandas as pa

from feasibility.inputs.sheets import letter
from feasibility.tables import Table

ROWS_SHOWN = 10
NUMBER_MOST = 1e12
"""No figure of a study is larger; one that is has a unit too many."""
PLAIN_NUMBER = r"-?(?:\d+|\d{1,3}(?:,\d{3})+)?(?:\.\d*)?(?:[eE][-+]?\d+)?"
"""A number as an officer types it. A comma marks thousands only where three digits follow."""
YES, NO = ("yes", "y", "true", "1"), ("no", "n", "false", "0")
NUMBER_WORDS = "write a number such as 1250 or 12.5, without unit or pound sign"
CHECK_WORDS = (
    (r"greater_than_or_equal_to\((.*)\)", "must be {} or more"),
    (r"greater_than\((.*)\)", "must be above {}"),
    (r"less_than_or_equal_to\((.*)\)", "must be {} or less"),
    (r"less_than\((.*)\)", "must be below {}"),
    (r"isin\([\[(](.*)[\])]\)", "must be one of {}"),
    (r"str_matches\(.*\)", "use small letters, digits and hyphens"),
    (r"field_uniqueness", "stands more than once; each must differ"),
    (r"not_nullable", "is blank; fill it in"),
)


def column_faults(
    raw: pd.DataFrame, required: Sequence[str], known: Sequence[str], *, private: bool = False
) -> list[str]:
    """Columns that are missing, each with the nearest name found, and columns that nobody knows.

    Of a `private` table only the place of a strange heading is told: a record may stand where the heading should.
    """
    if not set(required) & set(raw.columns):
        return [f"has none of its columns; its first row must be the heading {', '.join(required)}"]
    strange = {name: letter(i) for i, name in enumerate(raw.columns) if name not in known}
    faults = []
    for name in required:
        if name in raw.columns:
            continue
        near = difflib.get_close_matches(name, list(strange), n=1, cutoff=0.6)
        hint = [f"; is it column {_told(c, strange.pop(c), private)}? Name it {name}" for c in near]
        faults.append(f"column {name}: is missing{''.join(hint)}")
    faults += [
        f"column {_told(name, place, private)}: is not a known column; take it out" for name, place in strange.items()
    ]
    return faults


def _told(name: str, place: str, private: bool) -> str:
    return place if private else name


def in_rows(column: str, rows: "pd.Index[int]", words: str) -> list[str]:
    """One fault for all the rows of a column that share it; none where there are no rows. Quotes no cell."""
    if rows.empty:
        return []
    return [f"column {column}: {row_words(rows)}: {words}"]


def row_words(rows: "pd.Index[int]") -> str:
    """Every row number, neighbours as ranges: `rows 2-5, 9`."""
    numbers = sorted(int(row) for row in rows)
    starts = [n for i, n in enumerate(numbers) if i == 0 or numbers[i - 1] != n - 1]
    ends = [n for i, n in enumerate(numbers) if i == len(numbers) - 1 or numbers[i + 1] != n + 1]
    spans = [str(a) if a == b else f"{a}-{b}" for a, b in zip(starts, ends, strict=True)]
    return f"row{'s' if len(numbers) > 1 else ''} {', '.join(spans)}"


def yes_or_no(
    raw: pd.DataFrame, name: str, where_blank: "pd.Series[bool]", words: str
) -> tuple["pd.Series[bool]", list[str]]:
    """A column of yes and no, and a fault for the rows that say neither. `words` tell what a blank stands for."""
    told = raw[name].str.lower()
    faults = in_rows(name, raw.index[~told.isin([*YES, *NO, ""])], f"write yes or no, or leave it blank: {words}")
    return told.isin(YES) | (where_blank & ~told.isin(NO)), faults


def numbers(
    raw: pd.DataFrame, columns: Sequence[str], *, show: bool, may_be_blank: Sequence[str] = ()
) -> tuple[pd.DataFrame, list[str]]:
    """The frame with `columns` as numbers, and a fault for each cell that is none. `show` quotes what was found.

    A blank is a fault too, but in the columns that `may_be_blank`.
    """
    frame, faults = raw.copy(), []
    for name in columns:
        typed = frame[name].where(frame[name].str.fullmatch(PLAIN_NUMBER), "")
        parsed = pd.to_numeric(typed.str.replace(",", "", regex=False), errors="coerce").astype(float)
        parsed = parsed.where(parsed.abs() <= NUMBER_MOST)
        blank, wrong = frame[name] == "", parsed.isna() & (frame[name] != "")
        if name not in may_be_blank:
            faults += in_rows(name, frame.index[blank], "is blank; write a number")
        shown = frame.index[wrong][:ROWS_SHOWN] if show else frame.index[:0]
        faults += [f'row {row}, column {name}: found "{frame.at[row, name][:40]}"; {NUMBER_WORDS}' for row in shown]
        faults += in_rows(name, frame.index[wrong].difference(shown), f"not a number; {NUMBER_WORDS}")
        frame[name] = parsed
    return frame, faults


def schema_faults(frame: pd.DataFrame, schema: type[Table], *, show: bool) -> list[str]:
    """Every row and column of the frame that breaks its schema. `show` quotes what was found."""
    try:
        schema.to_schema().validate(frame, lazy=True)
    except pa.errors.SchemaErrors as err:
        return _sentences(err.failure_cases, show)
    return []


def _sentences(cases: pd.DataFrame, show: bool) -> list[str]:
    # A cell that is not a number has been reported by `numbers` already.
    spoken = cases[(cases["check"] != "not_nullable") & cases["index"].notna()]
    faults = []
    for (name, check), alike in spoken.groupby(["column", "check"], sort=False):
        words = _words(str(check))
        found = dict(list(zip(alike["index"], alike["failure_case"], strict=True))[: ROWS_SHOWN if show else 0])
        faults += [f"row {int(row)}, column {name}: found {_shown(value)}; {words}" for row, value in found.items()]
        faults += in_rows(str(name), pd.Index(alike["index"].astype(int)).difference(list(found)), words)
    return faults


def _shown(value: object) -> str:
    if value == "":
        return "nothing"
    return f"{value:g}" if isinstance(value, (int, float)) else f'"{str(value)[:40]}"'


def _words(check: str) -> str:
    for pattern, words in CHECK_WORDS:
        match = re.fullmatch(pattern, check)
        if match:
            return words.format(*(group.replace("'", "") for group in match.groups()))
    return f"fails {check}"

"""Dates and financial years as officers type them, and as Excel gives them, into one form of each."""

import re
from collections.abc import Sequence
from datetime import date

import pandas as pd

from feasibility.inputs import typed

YEARS = range(1900, 2201)
"""No lease or cost of a study falls outside these years (assumed); a date that does is a slip of the keys."""
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
DATE_WORDS = "write year, month, day, such as 2012-04-01"
YEAR_WORDS = "write a financial year such as 2010-11"
ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[ T]00:00(?::00(?:\.0+)?)?)?")
"""A date, or what Excel makes of one: midnight of the day."""
SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
NAMED = re.compile(r"(\d{1,2})[ -]([A-Za-z]{3,9})\.?[ -](\d{4})")
SERIAL = re.compile(r"\d{5}(\.\d+)?")
FINANCIAL_YEAR = re.compile(r"(\d{4})\s*[-/–]\s*(?:20|19)?(\d{2})")


def days(
    raw: pd.DataFrame, columns: Sequence[str], *, may_be_blank: Sequence[str] = ()
) -> tuple[pd.DataFrame, list[str]]:
    """The frame with `columns` as `2012-04-01`, blank where a cell is, and a fault for each cell that is no date.

    A blank is a fault too, but in the columns that `may_be_blank`.
    """
    frame, faults = raw.copy(), []
    for name in columns:
        read = {row: _read(text) for row, text in raw[name].items()}
        frame[name] = pd.Series({row: found for row, (found, _) in read.items()}, index=raw.index, dtype=object)
        faults += [f"row {row}, column {name}: {words}" for row, (_, words) in read.items() if words]
        if name not in may_be_blank:
            faults += typed.in_rows(name, raw.index[raw[name] == ""], f"is blank; {DATE_WORDS}")
    return frame, faults


def day(iso: str) -> date | None:
    """The day that `days` wrote; None for a blank."""
    return date.fromisoformat(iso) if iso else None


def _read(text: str) -> tuple[str, str]:
    """A cell as `2012-04-01` and what is wrong with it, one of the two blank."""
    shown = f'found "{text[:40]}"'
    iso, slashed, named = (form.fullmatch(text) for form in (ISO, SLASHED, NAMED))
    if iso:
        return _told(int(iso[1]), int(iso[2]), int(iso[3]), shown)
    if slashed:
        return _slashed(int(slashed[1]), int(slashed[2]), int(slashed[3]), shown)
    if named and named[2][:3].lower() in MONTHS:
        return _told(int(named[3]), MONTHS.index(named[2][:3].lower()) + 1, int(named[1]), shown)
    kept = ", the number that Excel keeps for a day; format the cell as a date, or" if SERIAL.fullmatch(text) else ";"
    return "", f"{shown}{kept} {DATE_WORDS}" if text else ""


def _slashed(first: int, second: int, year: int, shown: str) -> tuple[str, str]:
    """Day and month in either order, where only one order makes a day of the calendar."""
    if first != second and max(first, second) <= len(MONTHS):
        return "", f"{shown}, which may be either of two days; {DATE_WORDS}"
    return _told(year, min(first, second), max(first, second), shown)


def _told(year: int, month: int, day_of_month: int, shown: str) -> tuple[str, str]:
    try:
        found = date(year, month, day_of_month)
    except ValueError:
        return "", f"{shown}, a day that no calendar has; {DATE_WORDS}"
    if year not in YEARS:
        return "", f"{shown}, outside the years {YEARS[0]} to {YEARS[-1]}; {DATE_WORDS}"
    return found.isoformat(), ""


def financial_years(raw: pd.DataFrame, columns: Sequence[str]) -> tuple[pd.DataFrame, list[str]]:
    """The frame with `columns` as `2010-11`, and a fault for each cell that is no financial year.

    Excel makes a date of `2010-11` where the cell is not text: November 2010 is taken for the year it was typed as.
    """
    frame, faults = raw.copy(), []
    for name in columns:
        read = {row: _financial_year(text) for row, text in raw[name].items()}
        frame[name] = pd.Series(read, index=raw.index, dtype=object)
        faults += typed.in_rows(name, raw.index[raw[name] == ""], f"is blank; {YEAR_WORDS}")
        faults += [
            f'row {row}, column {name}: found "{raw.at[row, name][:40]}"; {YEAR_WORDS}'
            for row, found in read.items()
            if not found and raw.at[row, name]
        ]
    return frame, faults


def _financial_year(text: str) -> str:
    """`2010-11`, or blank where the text is no financial year."""
    found = FINANCIAL_YEAR.fullmatch(text)
    iso = ISO.fullmatch(text)
    begins, ends = (int(found[1]), int(found[2])) if found else (int(iso[1]), int(iso[2])) if iso else (0, 0)
    whole = begins in YEARS and ends == (begins + 1) % 100
    if iso and int(iso[3]) != 1:
        whole = False
    return f"{begins}-{ends:02d}" if whole else ""

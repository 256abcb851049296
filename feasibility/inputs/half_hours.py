"""Shares of a day's contacts by half-hour, from the officer's file."""

import re
from pathlib import Path

import pandas as pd

from feasibility.errors import InputError, raise_all
from feasibility.inputs import sheets, typed
from feasibility.tables import HalfHours, headings
from feasibility.tables.seats import HALF_HOUR

KEY = ["authority", "day", "starts"]
SUM_TOLERANCE = 0.005
"""Shares are typed to a few decimals: a sum this near to 1 is 1, and is made so."""
CLOCK = re.compile(r"(\d{1,2}):([0-5]\d)(?::00)?")
"""A time of day, also as Excel gives it: 9:30 or 09:30:00."""


def of_file(path: Path) -> pd.DataFrame:
    """The shares of a CSV or XLSX file. Raises `InputError`."""
    return read(*sheets.of_role(path, "half_hours"))


def read(raw: pd.DataFrame, where: str) -> pd.DataFrame:
    """tables.HalfHours, in the order of the day.

    Raises `InputError` for times that begin no half-hour, half-hours that stand twice, shares that are none, and a day
    whose shares do not sum to 1, each with its rows. Whether half-hours fit the opening hours is told by the seats.
    """
    columns = list(headings(HalfHours))
    raise_all(InputError, where, typed.column_faults(raw, columns, columns))
    frame, faults = typed.numbers(raw[columns], ["share"], show=True)
    frame = frame.assign(
        authority=frame["authority"].str.lower(), day=frame["day"].str.lower(), starts=frame["starts"].map(_clock)
    )
    begins = frame["starts"].str.fullmatch(HALF_HOUR)
    faults += [
        f'row {row}, column starts: found "{frame.at[row, "starts"][:40]}"; write a full or half hour such as 09:30'
        for row in frame.index[~begins]
    ]
    faults += typed.schema_faults(frame[begins], HalfHours, show=True)
    faults += blank_faults(frame)
    twice = frame.duplicated(KEY, keep=False)
    faults += typed.in_rows("starts", frame.index[twice], "give one half-hour of a day more than once; keep one")
    faults += sum_faults(frame, ["authority", "day"], "share")
    raise_all(InputError, where, faults)
    return frame.sort_values(KEY, kind="stable").reset_index(drop=True)


def blank_faults(frame: pd.DataFrame) -> list[str]:
    """Rows of a table of demand that name no authority or no source."""
    return [
        *typed.in_rows("authority", frame.index[frame["authority"] == ""], "is blank; write an authority id or all"),
        *typed.in_rows("source", frame.index[frame["source"] == ""], "is blank; say where the figures come from"),
    ]


def sum_faults(frame: pd.DataFrame, by: list[str], column: str) -> list[str]:
    """A fault for each group of rows whose shares do not sum to 1; none of a group with a cell that is no number."""
    faults = []
    for key, rows in frame.groupby(by, sort=True):
        total = float(rows[column].sum())
        if rows[column].notna().all() and abs(total - 1) > SUM_TOLERANCE:
            hint = "; are these per cents? Write 0.05 for 5 %" if abs(total - 100) < 5 else ""
            words = f"the shares of {', '.join(str(part) for part in key)} sum to {total:.4g}; they must sum to 1{hint}"
            faults += typed.in_rows(column, rows.index, words)
    return faults


def _clock(text: str) -> str:
    found = CLOCK.fullmatch(text)
    return f"{int(found[1]):02d}:{found[2]}" if found else text

"""Contacts of each month over those of a mean month, from the officer's file."""

from pathlib import Path

import pandas as pd

from feasibility.errors import InputError, raise_all
from feasibility.inputs import sheets, typed
from feasibility.inputs.half_hours import blank_faults
from feasibility.tables import Months, headings

NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MEAN_TOLERANCE = 0.01
"""Factors are typed to two decimals: a mean this near to 1 is 1, and is made so."""


def of_file(path: Path) -> pd.DataFrame:
    """The factors of a CSV or XLSX file. Raises `InputError`."""
    return read(*sheets.of_role(path, "months"))


def read(raw: pd.DataFrame, where: str) -> pd.DataFrame:
    """tables.Months, twelve rows an authority in the order of the calendar.

    A month is a number or a name. Raises `InputError` for months that are none, stand twice or are missing, factors
    that are none, and factors whose mean is not 1, each with its rows.
    """
    columns = list(headings(Months))
    raise_all(InputError, where, typed.column_faults(raw, columns, columns))
    frame, faults = typed.numbers(raw[columns], ["factor"], show=True)
    numbers = frame["month"].map(_number)
    faults += [
        f'row {row}, column month: found "{str(frame.at[row, "month"])[:40]}"; write 1 to 12, or a name such as March'
        for row in frame.index[numbers == 0]
    ]
    frame = frame.assign(authority=frame["authority"].str.lower(), month=numbers)
    faults += typed.schema_faults(frame[frame["month"] > 0], Months, show=True)
    faults += blank_faults(frame)
    twice = frame.duplicated(["authority", "month"], keep=False) & (frame["month"] > 0)
    faults += typed.in_rows("month", frame.index[twice], "give one month more than once; keep one")
    faults += [] if twice.any() or (numbers == 0).any() else _year_faults(frame)
    raise_all(InputError, where, faults)
    return frame.sort_values(["authority", "month"]).reset_index(drop=True)


def _year_faults(frame: pd.DataFrame) -> list[str]:
    faults = []
    for authority, rows in frame.groupby("authority", sort=True):
        missing = sorted(set(range(1, 13)) - set(rows["month"]))
        if missing:
            named = ", ".join(NAMES[month - 1].capitalize() for month in missing)
            faults += typed.in_rows("month", rows.index, f"{authority} has no {named}; give all twelve months")
            continue
        mean = float(rows["factor"].mean())
        if rows["factor"].notna().all() and abs(mean - 1) > MEAN_TOLERANCE:
            words = (
                f"the mean over the months of {authority} is {mean:.4g} and must be 1: divide each month's contacts by "
                "those of the mean month"
            )
            faults += typed.in_rows("factor", rows.index, words)
    return faults


def _number(text: str) -> int:
    """1 to 12, or 0 where the text is no month."""
    if text.isdigit():
        return int(text) if 1 <= int(text) <= 12 else 0
    short = text.strip().lower()[:3]
    return NAMES.index(short) + 1 if short in NAMES else 0

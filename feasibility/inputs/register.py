"""The register of assumptions and the list of data sources."""

import pandas as pd

from feasibility.errors import InputError, raise_all
from feasibility.inputs import typed
from feasibility.tables import Assumptions, SourcesTable, headings

MAY_BE_LEFT_OUT = ("price_year", "low", "high")
"""Columns that an older register lacks."""
RANGE = ("low", "high")


def read(raw: pd.DataFrame, where: str) -> pd.DataFrame:
    """The register, one row a setting.

    Raises `InputError` for unknown columns, repeated ids, unknown statuses, a price year that is no year, and a range
    that is half stated, no numbers, the wrong way round, or without the value in it.
    """
    columns = list(headings(Assumptions))
    required = [name for name in columns if name not in MAY_BE_LEFT_OUT]
    raise_all(InputError, where, typed.column_faults(raw, required, columns))
    frame = raw.reindex(columns=columns, fill_value="")
    faults = typed.schema_faults(frame, Assumptions, show=True)
    for name in ("assumption_id", "value", "source"):
        faults += typed.in_rows(name, frame.index[frame[name] == ""], "is blank; fill it in")
    year = frame["price_year"]
    no_year = frame.index[(year != "") & ~year.str.fullmatch(r"(?:19|20)\d{2}")]
    faults += typed.in_rows("price_year", no_year, "is no year; write such as 2010, or leave it blank")
    faults += _range_faults(frame)
    raise_all(InputError, where, faults)
    return frame.reset_index(drop=True)


def _range_faults(frame: pd.DataFrame) -> list[str]:
    """Ranges half stated, not in numbers, the wrong way round or beside their value."""
    figures, faults = typed.numbers(frame, RANGE, show=True, may_be_blank=RANGE)
    low, high, rows = figures["low"], figures["high"], frame.index
    for one, other in (RANGE, RANGE[::-1]):
        half = rows[(frame[one] == "") & (frame[other] != "")]
        faults += typed.in_rows(one, half, f"is blank beside {other}; state both ends of the range, or neither")
    faults += typed.in_rows("low", rows[low > high], "is above high; change them over")
    plain = frame["value"].str.fullmatch(typed.PLAIN_NUMBER)
    value = pd.to_numeric(frame["value"].where(plain, "").str.replace(",", "", regex=False), errors="coerce")
    stated = low.notna() & high.notna()
    no_figure = rows[stated & value.isna()]
    faults += typed.in_rows("low", no_figure, "has a range, and the value is no number; clear low and high")
    outside = rows[stated & (low <= high) & ((value < low) | (value > high))]
    return faults + typed.in_rows("value", outside, "lies outside its range; mend the value, low or high")


def read_sources(raw: pd.DataFrame, where: str) -> pd.DataFrame:
    """Source, date and licence of every data file. Raises `InputError` for missing columns or blank licences."""
    columns = list(headings(SourcesTable))
    raise_all(InputError, where, typed.column_faults(raw, columns, [*columns, "sha256"]))
    frame = raw[columns]
    faults = typed.in_rows("licence", frame.index[frame["licence"] == ""], "is blank; state it")
    raise_all(InputError, where, faults)
    return frame.reset_index(drop=True)

"""Business rates multipliers by financial year, from the officer's file."""

from pathlib import Path

import pandas as pd

from feasibility.errors import InputError, raise_all
from feasibility.inputs import dates, sheets, typed
from feasibility.tables import RatesMultipliers, headings

FIGURES = ("standard", "small", "high")
PENCE_ABOVE = 2.0
"""Multipliers are near half a pound; what is above this was meant as pence (assumed)."""


def of_file(path: Path) -> pd.DataFrame:
    """The multipliers of a CSV or XLSX file. Raises `InputError`."""
    return read(*sheets.of_role(path, "rates_multipliers"))


def read(raw: pd.DataFrame, where: str) -> pd.DataFrame:
    """tables.RatesMultipliers in the order of the years, which are written `2010-11`.

    Raises `InputError` for years that are none or stand twice, multipliers in pence, and blank sources.
    """
    columns = list(headings(RatesMultipliers))
    raise_all(InputError, where, typed.column_faults(raw, columns, columns))
    frame, faults = typed.numbers(raw[columns], FIGURES, show=True, may_be_blank=["high"])
    frame, year_faults = dates.financial_years(frame, ["year"])
    faults += year_faults
    for name in FIGURES:
        pence = frame[name] > PENCE_ABOVE
        words = f"is above {PENCE_ABOVE:g}: is it pence? Write pounds, such as 0.414 for 41.4p"
        faults += typed.in_rows(name, frame.index[pence], words)
        frame[name] = frame[name].mask(pence)  # told once
    read_years = frame[frame["year"] != ""]
    faults += typed.schema_faults(read_years.drop_duplicates("year"), RatesMultipliers, show=True)
    twice = read_years.index[read_years.duplicated("year", keep=False)]
    faults += typed.in_rows("year", twice, "give one year more than once; keep one")
    faults += typed.in_rows("source", frame.index[frame["source"] == ""], "is blank; say where the figures come from")
    raise_all(InputError, where, faults)
    return frame.astype(dict.fromkeys(FIGURES, float)).sort_values("year").reset_index(drop=True)


def year_faults(table: pd.DataFrame | None, year: str, where: str, because: str) -> list[str]:
    """The fault of a financial year that the table lacks, with the nearest it has; none where it has the year.

    `table` is tables.RatesMultipliers or None where the scenario names none; `where` is its file, and `because` says
    what needs the year.
    """
    if table is None:
        return [
            f"files.rates_multipliers: no table is named, but {because}; name one that has {year}, such as "
            "data/reference/rates_multipliers.csv, or give rateable values of 0"
        ]
    if year in set(table["year"]):
        return []
    known = sorted(table["year"])
    nearest = min(known, key=lambda other: abs(_begins(other) - _begins(year)))
    span = known[0] if len(known) == 1 else f"{known[0]} to {known[-1]}"
    return [
        f"{where}: column year: has no row {year}, which costs.rates.year asks for: {because}; the table has {span}, "
        f"the nearest year is {nearest}; add the row, or change the setting"
    ]


def _begins(year: str) -> int:
    return int(year[:4])

"""Price deflators by year, from the officer's file."""

from pathlib import Path

import pandas as pd

from feasibility.errors import InputError, raise_all
from feasibility.inputs import sheets, typed
from feasibility.tables import Deflators, headings

FIRST_YEAR, LAST_YEAR = 1900, 2200


def of_file(path: Path) -> pd.DataFrame:
    """The deflators of a CSV or XLSX file. Raises `InputError`."""
    return read(*sheets.of_role(path, "deflators"))


def read(raw: pd.DataFrame, where: str) -> pd.DataFrame:
    """tables.Deflators in the order of the years.

    Raises `InputError` for years that are none, stand twice or leave a gap between them, an index of 0 or less, and
    blank sources.
    """
    columns = list(headings(Deflators))
    raise_all(InputError, where, typed.column_faults(raw, columns, columns))
    frame, faults = typed.numbers(raw[columns], ["year", "index"], show=True)
    year = frame["year"]
    whole = (year % 1 == 0) & year.between(FIRST_YEAR, LAST_YEAR)
    faults += typed.in_rows("year", frame.index[year.notna() & ~whole], "is no year; write such as 2010")
    told = frame[whole].drop_duplicates("year")
    faults += typed.schema_faults(told.astype({"year": int}), Deflators, show=True)
    twice = frame.index[whole & frame.duplicated("year", keep=False)]
    faults += typed.in_rows("year", twice, "give one year more than once; keep one")
    faults += typed.in_rows("source", frame.index[frame["source"] == ""], "is blank; say where the index comes from")
    faults += _gap_faults(sorted(told["year"].astype(int)))
    raise_all(InputError, where, faults)
    return frame.astype({"year": int, "index": float}).sort_values("year").reset_index(drop=True)


def _gap_faults(years: list[int]) -> list[str]:
    """A missing year would make the rise of prices over it anybody's guess."""
    if not years:
        return []
    missing = sorted(set(range(years[0], years[-1])) - set(years))
    if not missing:
        return []
    shown = ", ".join(str(year) for year in missing)
    return [f"column year: {shown} of {years[0]} to {years[-1]} {'is' if len(missing) == 1 else 'are'} missing; add "
            "each, with status assumed where it is judged"]  # fmt: skip

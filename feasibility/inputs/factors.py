"""What a km of each mode burns and costs, from the officer's file."""

from pathlib import Path

import pandas as pd

from feasibility.errors import InputError, raise_all
from feasibility.inputs import sheets, typed
from feasibility.tables import EmissionFactors, headings

FIGURES = ("kgco2e_per_km", "gbp_per_km", "gbp_per_journey")
KG_PER_KM_MOST = 2.0
"""No vehicle of a journey to work burns more for one traveller; what is above it was meant as grams (assumed)."""
TRANSIT, VEHICLES = "transit", ("bus", "rail")
"""Public transport is told apart by these two."""
KEY = ["mode", "vehicle", "year"]


def of_file(path: Path) -> pd.DataFrame:
    """The factors of a CSV or XLSX file. Raises `InputError`."""
    return read(sheets.read(path), path.name)


def read(raw: pd.DataFrame, where: str) -> pd.DataFrame:
    """tables.EmissionFactors, one row a mode, vehicle and year.

    Raises `InputError` for missing columns, figures that are none or look like grams, a vehicle of public transport
    that is neither bus nor rail, rows that stand twice, or a blank source.
    """
    columns = list(headings(EmissionFactors))
    raise_all(InputError, where, typed.column_faults(raw, columns, columns))
    frame, faults = typed.numbers(raw[columns], ["year", *FIGURES], show=True)
    rows, year = frame.index, frame["year"]
    faults += typed.in_rows("year", rows[year.notna() & (year % 1 != 0)], "is no whole year; write such as 2010")
    grams = frame["kgco2e_per_km"] > KG_PER_KM_MOST
    faults += typed.in_rows(
        "kgco2e_per_km", rows[grams], f"is above {KG_PER_KM_MOST:g}: are these grams? Give kilograms a km"
    )
    # What has its own words above is not told a second time by the schema.
    told = frame.loc[~(grams | year.isna() | (year % 1 != 0))]
    faults += typed.schema_faults(told.astype({"year": int}), EmissionFactors, show=True)
    other = (frame["mode"] == TRANSIT) & ~frame["vehicle"].isin(VEHICLES)
    faults += typed.in_rows("vehicle", rows[other], f"of public transport, write {' or '.join(VEHICLES)}")
    twice = frame.duplicated(KEY, keep=False) & year.notna()
    faults += typed.in_rows("year", rows[twice], "give one mode, vehicle and year more than once; keep one")
    faults += typed.in_rows("source", rows[frame["source"] == ""], "is blank; say where the figures come from")
    raise_all(InputError, where, faults)
    return frame.astype({"year": int, **dict.fromkeys(FIGURES, float)}).reset_index(drop=True)

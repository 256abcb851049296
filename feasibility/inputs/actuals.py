"""What the authorities really spend now, from the officer's file."""

from collections.abc import Collection
from pathlib import Path

import pandas as pd

from feasibility.errors import InputError, raise_all
from feasibility.inputs import dates, sheets, typed
from feasibility.tables.base import headings
from feasibility.tables.funding import Actuals

KEY = ["authority", "item", "financial_year"]


def of_file(path: Path, authorities: Collection[str]) -> pd.DataFrame:
    """The actuals of a CSV or XLSX file. Raises `InputError`."""
    raw, where = sheets.of_role(path, "actuals")
    return read(raw, authorities, where)


def read(raw: pd.DataFrame, authorities: Collection[str], where: str) -> pd.DataFrame:
    """tables.Actuals, one row an authority, item and financial year.

    Raises `InputError` for missing columns, figures that are none, an authority that the scenario does not know, a
    year that is no financial year, rows that stand twice, or a blank item or source.
    """
    columns = list(headings(Actuals))
    raise_all(InputError, where, typed.column_faults(raw, columns, columns))
    frame, faults = typed.numbers(raw[columns], ["amount_gbp"], show=True)
    frame, year_faults = dates.financial_years(frame, ["financial_year"])
    faults += year_faults
    strange = ~frame["authority"].isin(authorities)
    faults += typed.in_rows("authority", frame.index[strange], f"must be one of {', '.join(sorted(authorities))}")
    for name, words in (("item", "say what was paid for"), ("source", "say where the figure comes from")):
        faults += typed.in_rows(name, frame.index[frame[name] == ""], f"is blank; {words}")
    faults += typed.schema_faults(frame, Actuals, show=True)
    alike = frame.assign(item=frame["item"].str.casefold())
    twice = alike.duplicated(KEY, keep=False) & (frame["financial_year"] != "")
    faults += typed.in_rows("item", frame.index[twice], "give one item of an authority and year twice; add them up")
    raise_all(InputError, where, faults)
    return frame.astype({"amount_gbp": float}).reset_index(drop=True)

"""Savings that an earlier document states, from the officer's file."""

from collections.abc import Collection
from pathlib import Path

import pandas as pd

from feasibility.errors import InputError, raise_all
from feasibility.inputs import sheets, typed
from feasibility.tables import ALL, headings
from feasibility.tables.channel_shift import Claims


def of_file(path: Path, authorities: Collection[str]) -> pd.DataFrame:
    """The claims of a CSV or XLSX file. Raises `InputError`."""
    raw, where = sheets.of_role(path, "claims")
    return read(raw, authorities, where)


def read(raw: pd.DataFrame, authorities: Collection[str], where: str) -> pd.DataFrame:
    """tables.channel_shift.Claims, one row a statement.

    Raises `InputError` for missing columns, figures that are none, a take-up written as a per cent, an authority that
    the scenario does not know, a claim that stands twice, or one without its place or its words.
    """
    columns = list(headings(Claims))
    raise_all(InputError, where, typed.column_faults(raw, columns, columns))
    frame, faults = typed.numbers(
        raw[columns], ["take_up_share", "stated_gbp"], show=True, may_be_blank=["take_up_share"]
    )
    rows, take_up = frame.index, frame["take_up_share"]
    per_cent = take_up >= 1
    faults += typed.in_rows("take_up_share", rows[per_cent], "is 1 or more; write a share, such as 0.1 for 10 %")
    known = sorted({*authorities, ALL})
    strange = ~frame["authority"].isin(known)
    faults += typed.in_rows("authority", rows[strange], f"must be one of {', '.join(known)}")
    for name in ("what", "where", "quoted"):
        faults += typed.in_rows(name, rows[frame[name] == ""], "is blank; fill it in")
    # What has its own words above is not told a second time by the schema.
    faults += typed.schema_faults(frame.loc[~per_cent & (frame["what"] != "")], Claims, show=True)
    raise_all(InputError, where, faults)
    return frame.reset_index(drop=True)

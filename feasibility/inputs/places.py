"""Where a row is: by postcode or by grid reference, checked to lie in England or Wales."""

import numpy as np
import pandas as pd

from feasibility.inputs.postcodes import compact

ENGLAND_AND_WALES_M = (80_000.0, 5_000.0, 656_000.0, 658_000.0)
"""Least and greatest easting and northing of England and Wales on the National Grid, metres (Ordnance Survey grid)."""


def located(raw: pd.DataFrame, directory: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """Easting and northing (metres) of each row of `raw`, which has site_id, postcode, easting and northing as text.

    A grid reference wins over a postcode. Returns the positions and a fault for each row that cannot be placed.
    """
    given = {name: pd.to_numeric(raw[name], errors="coerce") for name in ("easting", "northing")}
    by_postcode = directory.reindex(compact(raw["postcode"])).set_axis(raw.index)
    # A row with half a grid reference is a fault: its postcode must not fill the other half.
    by_grid = (raw["easting"] != "") | (raw["northing"] != "")
    positions = pd.DataFrame({name: given[name].where(by_grid, by_postcode[name]) for name in given}).astype(float)
    faults = [_fault(row, *position) for (_, row), position in zip(raw.iterrows(), positions.to_numpy(), strict=True)]
    return positions, [fault for fault in faults if fault]


def _fault(row: "pd.Series[str]", easting: float, northing: float) -> str:
    place = f"row {row.name} ({row['site_id']})"
    given = [n for n in ("easting", "northing") if row[n] != ""]
    if len(given) == 1:
        return f"{place}: has {given[0]} alone; give both easting and northing, or a postcode"
    if not given and row["postcode"] == "":
        return f"{place}: has neither postcode nor easting and northing; give one"
    if given and not np.isfinite([easting, northing]).all():
        return f'{place}: found easting "{row["easting"]}", northing "{row["northing"]}"; write metres such as 545880'
    if pd.isna(easting) or pd.isna(northing):
        return f'{place}, column postcode: "{row["postcode"]}" is not a known postcode of England or Wales'
    west, south, east, north = ENGLAND_AND_WALES_M
    if west <= easting <= east and south <= northing <= north:
        return ""
    degrees = abs(easting) <= 180 and abs(northing) <= 180
    return (
        f"{place}: easting {easting:g}, northing {northing:g} lie outside England and Wales; "
        f"{'they look like degrees; ' if degrees else ''}give British National Grid metres"
    )

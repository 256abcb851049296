"""Where a row is: by postcode or by grid reference, checked to lie in England or Wales."""

import pandas as pd

from feasibility.inputs.postcodes import compact

ENGLAND_AND_WALES_M = (80_000.0, 5_000.0, 656_000.0, 658_000.0)
"""Least and greatest easting and northing of England and Wales on the National Grid, metres (Ordnance Survey grid)."""


def located(raw: pd.DataFrame, directory: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """Easting and northing (metres) of each row of `raw`, which has postcode, easting and northing as text.

    A grid reference wins over a postcode. Returns the positions and a fault for each row that cannot be placed.
    """
    eastings = pd.to_numeric(raw["easting"], errors="coerce")
    northings = pd.to_numeric(raw["northing"], errors="coerce")
    by_postcode = directory.reindex(compact(raw["postcode"]))
    positions = pd.DataFrame(
        {
            "easting": eastings.fillna(pd.Series(by_postcode["easting"].to_numpy(), index=raw.index)),
            "northing": northings.fillna(pd.Series(by_postcode["northing"].to_numpy(), index=raw.index)),
        }
    )
    faults = [
        fault
        for row in raw.index
        if (fault := _fault(raw.loc[row], float(positions.at[row, "easting"]), float(positions.at[row, "northing"])))
    ]
    return positions, [f for f in faults if f]


def _fault(row: "pd.Series[str]", easting: float, northing: float) -> str:
    given = [n for n in ("easting", "northing") if row[n] != ""]
    if len(given) == 1:
        return f"row {row.name}: has {given[0]} alone; give both easting and northing, or a postcode"
    if not given and row["postcode"] == "":
        return f"row {row.name}: has neither postcode nor easting and northing; give one"
    if pd.isna(easting) or pd.isna(northing):
        if given:
            return f'row {row.name}: found "{row["easting"]}", "{row["northing"]}" as grid reference; write metres'
        return f'row {row.name}, column postcode: "{row["postcode"]}" is not a known postcode of England or Wales'
    west, south, east, north = ENGLAND_AND_WALES_M
    if west <= easting <= east and south <= northing <= north:
        return ""
    degrees = abs(easting) <= 180 and abs(northing) <= 180
    hint = "they look like degrees; " if degrees else ""
    return (
        f"row {row.name}: easting {easting:g}, northing {northing:g} lie outside England and Wales; "
        f"{hint}give British National Grid metres"
    )

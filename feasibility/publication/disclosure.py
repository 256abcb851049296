"""The one border that everything published passes: small numbers about people are taken out here, and nowhere else."""

import geopandas as gpd
import pandas as pd

from feasibility.errors import InputError
from feasibility.tables import AreaChangesTable, AreasTable, AssignmentsTable, headings

SHARE_STEP = 0.05
"""Shares of staff are published in steps of five points, so that no share stands for one known person."""
MINUTES_DECIMALS = 1
EVERYBODY = "all"


def journeys(table: pd.DataFrame, heads_min: int) -> pd.DataFrame:
    """Journey statistics fit to publish: employers only where each has `heads_min` staff, else everybody together.

    One employer under the threshold takes out all of them, because the rest would give it away by subtraction.
    Raises `InputError` where all staff together are too few.
    """
    everybody = table[table["employer"] == EVERYBODY]
    if (everybody["heads"] < heads_min).any():
        raise InputError("staff", [f"fewer than {heads_min} staff in all; nothing about journeys may be published"])
    small = (table["heads"] < heads_min).any()
    kept = everybody if small else table
    shares = {c: _stepped(kept[c]) for c in kept.columns if c.endswith("_share")}
    minutes = {c: kept[c].round(MINUTES_DECIMALS) for c in kept.columns if "_minutes_" in c}
    return kept.assign(**shares, **minutes).reset_index(drop=True)


def options(table: pd.DataFrame) -> pd.DataFrame:
    """The ranking with shares of staff in steps."""
    shares = {c: _stepped(table[c]) for c in ("worse_15_share", "worse_30_share")}
    minutes = table["travel_change_minutes_mean"].round(MINUTES_DECIMALS)
    return table.assign(**shares, travel_change_minutes_mean=minutes)


def _stepped(shares: "pd.Series[float]") -> "pd.Series[float]":
    return (shares / SHARE_STEP).round() * SHARE_STEP


def areas(joined: gpd.GeoDataFrame, heads_min: int) -> gpd.GeoDataFrame:
    """Home areas with numbers only where there are `heads_min` staff.

    Where just one area is too small, the next smallest is taken out with it: the total would give the one away.
    """
    staffed = joined[joined["heads"] > 0].assign(area_id=lambda f: f.index)
    small = staffed["heads"] < heads_min
    if small.sum() == 1 and len(staffed) > 1:
        small = small | (staffed["heads"] == staffed.loc[~small, "heads"].min())
    cleared = staffed.assign(suppressed=small, heads=staffed["heads"].astype(float).mask(small))
    return cleared[[*headings(AreasTable), "geometry"]].reset_index(drop=True)


def area_changes(table: pd.DataFrame, cleared: gpd.GeoDataFrame) -> pd.DataFrame:
    """Mean change by area, blank for the areas that `areas` has taken out."""
    hidden = set(cleared.loc[cleared["suppressed"], "area_id"])
    small = table["area_id"].isin(hidden)
    numbers = {c: table[c].astype(float).mask(small) for c in ("heads", "change_minutes_mean")}
    rounded = numbers | {"change_minutes_mean": numbers["change_minutes_mean"].round(MINUTES_DECIMALS)}
    return table.assign(**rounded, suppressed=small)[list(headings(AreaChangesTable))]


def assignments(table: pd.DataFrame, cleared: gpd.GeoDataFrame, heads_min: int) -> pd.DataFrame:
    """Staff by area and site, with small cells and those that would give them away taken out, option by option."""
    hidden = list(cleared.loc[cleared["suppressed"], "area_id"])
    parts = []
    for option_id, rows in table.groupby("option_id", sort=False):
        counts = rows.pivot(index="area_id", columns="site_id", values="heads").fillna(0.0)
        small = suppressed_cells(counts, heads_min, hidden)
        cells = counts.mask(small).stack(future_stack=True).rename("heads").reset_index()
        flags = small.stack(future_stack=True).rename("suppressed").reset_index()
        cells = cells.merge(flags, on=["area_id", "site_id"], validate="one_to_one").assign(option_id=option_id)
        parts.append(cells[(cells["heads"] > 0) | cells["suppressed"]])
    return pd.concat(parts, ignore_index=True)[list(headings(AssignmentsTable))]


def suppressed_cells(counts: pd.DataFrame, heads_min: int, hidden: list[str]) -> pd.DataFrame:
    """Which cells of an area-by-site table to take out.

    First every count from 1 to under `heads_min`, and every cell of a hidden area. Then, until nothing changes, one
    more cell in each row and column that has just one taken out: the totals of areas and of sites are known, and a
    lone gap could be worked out. The smallest other count goes; a nought goes only where there is nothing else.
    """
    out = (counts > 0) & (counts < heads_min)
    out.loc[[a for a in hidden if a in out.index]] = True
    if counts.shape[1] == 1:
        return out  # the cells are the areas' own totals, cleared by `areas`
    while True:
        gap = _row_with_lone_gap(counts, out)
        gap = gap if gap is not None else _column_with_lone_gap(counts, out)
        if gap is None:
            return out
        out.loc[gap] = True


def _row_with_lone_gap(counts: pd.DataFrame, out: pd.DataFrame) -> tuple[str, str] | None:
    """The cell to take out beside the only gap of a row."""
    for area in out.index[out.sum(axis=1) == 1]:
        others = counts.loc[area][~out.loc[area]]
        return str(area), str(_least(others))
    return None


def _column_with_lone_gap(counts: pd.DataFrame, out: pd.DataFrame) -> tuple[str, str] | None:
    """The cell to take out beside the only gap of a column; none where the column has no other cell."""
    for site in out.columns[out.sum(axis=0) == 1]:
        others = counts[site][~out[site]]
        if len(others):
            return str(_least(others)), str(site)
    return None


def _least(cells: "pd.Series[float]") -> object:
    staffed = cells[cells > 0]
    return (staffed if len(staffed) else cells).sort_values(kind="stable").index[0]

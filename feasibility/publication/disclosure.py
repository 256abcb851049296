"""The one border that everything published passes: small numbers about people are taken out here, and nowhere else."""

from typing import TypeAlias

import geopandas as gpd
import numpy as np
import pandas as pd

from feasibility.errors import InputError
from feasibility.tables import ALL, AreaChangesTable, AreasTable, AssignmentsTable, headings

SHARE_STEP = 0.05
"""Shares of staff are published in steps of five points, so that no share stands for one known person."""
MINUTES_DECIMALS = 1
Cell: TypeAlias = tuple[str, str]
"""An area and a site."""
Heads: TypeAlias = dict[Cell, float]


def journeys(table: pd.DataFrame, heads_min: int) -> pd.DataFrame:
    """Journey statistics fit to publish: employers only where each has `heads_min` staff, else everybody together.

    One employer under the threshold takes out all of them, because the rest would give it away by subtraction.
    Raises `InputError` where all staff together are too few.
    """
    everybody = table[table["employer"] == ALL]
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

    Where any area is too small, the next smallest are taken out with it until those taken out are two or more and hold
    `heads_min` staff together: the total would give away a lone gap, or a group too small.
    """
    staffed = joined[joined["heads"] > 0].assign(area_id=lambda f: f.index)
    small = staffed["heads"] < heads_min
    for area_id in staffed.index[~small][staffed.loc[~small, "heads"].argsort(kind="stable")]:
        gaps = staffed.loc[small, "heads"]
        if gaps.empty or (len(gaps) > 1 and gaps.sum() >= heads_min):
            break
        small[area_id] = True
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
    """Staff by area and site, with small cells and those that would give them away taken out, option by option.

    Members of a group that splits between two sites count at each with a share; what is shown is to the nearest whole.
    """
    hidden = list(cleared.loc[cleared["suppressed"], "area_id"])
    parts = []
    for option_id, rows in table.groupby("option_id", sort=False):
        counts = rows.set_index(["area_id", "site_id"])["heads"].unstack(fill_value=0.0)  # noqa: PD010 - one row a cell
        small = suppressed_cells(counts, heads_min, hidden).to_numpy()
        area, site = np.nonzero((counts.to_numpy() > 0) | small)
        parts.append(
            pd.DataFrame(
                {
                    "option_id": option_id,
                    "area_id": counts.index.to_numpy()[area],
                    "site_id": counts.columns.to_numpy()[site],
                    "heads": np.where(small, np.nan, counts.to_numpy().round())[area, site],
                    "suppressed": small[area, site],
                }
            )
        )
    return pd.concat(parts, ignore_index=True)[list(headings(AssignmentsTable))]


def suppressed_cells(counts: pd.DataFrame, heads_min: int, hidden: list[str]) -> pd.DataFrame:
    """Which cells of an area-by-site table to take out.

    First every count from 1 to under `heads_min`, and every cell of a hidden area. The totals of areas and of sites are
    known, so more cells follow until the gaps of each row and column are two or more that hold `heads_min` staff
    together, and until no small count could be worked out exactly from the totals and the cells still shown. The
    smallest other count goes first; a nought goes only where there is nothing else.
    """
    heads = {(str(a), str(s)): float(n) for a, row in counts.to_dict("index").items() for s, n in row.items()}
    gaps = {cell for cell, n in heads.items() if 0 < n < heads_min or cell[0] in hidden}
    # In a table of one site the cells are the areas' own totals, which `areas` has cleared.
    while counts.shape[1] > 1:
        cell = _beside_a_weak_gap(heads, gaps, heads_min, hidden) or _beside_a_fixed_cell(
            heads, gaps, heads_min, hidden
        )
        if cell is None:
            break
        gaps.add(cell)
    return pd.DataFrame(
        [[(str(a), str(s)) in gaps for s in counts.columns] for a in counts.index], counts.index, counts.columns
    )


def _beside_a_weak_gap(heads: Heads, gaps: set[Cell], heads_min: int, hidden: list[str]) -> Cell | None:
    """A cell to take out in a row or column whose gaps are too few or hold too few staff."""
    rows: dict[str, list[Cell]] = {}
    columns: dict[str, list[Cell]] = {}
    for area, site in heads:
        rows.setdefault(area, []).append((area, site))
        columns.setdefault(site, []).append((area, site))
    known = [row for area, row in rows.items() if area not in hidden]  # the total of a hidden area is not known
    for line in [*known, *columns.values()]:
        out = [cell for cell in line if cell in gaps]
        if 0 < len(out) < len(line) and (len(out) == 1 or 0 < sum(heads[cell] for cell in out) < heads_min):
            return _least(line, heads, gaps)
    return None


def _least(line: list[Cell], heads: Heads, gaps: set[Cell]) -> Cell:
    """The cell with fewest staff among those shown; one without any only where all are."""
    return min((cell for cell in line if cell not in gaps), key=lambda cell: (heads[cell] == 0, heads[cell]))


def _beside_a_fixed_cell(heads: Heads, gaps: set[Cell], heads_min: int, hidden: list[str]) -> Cell | None:
    """A cell to take out because a small count, though a gap, follows from the totals; none where all are in doubt."""
    for area, site in heads:
        small = (area, site) in gaps and 0 < heads[area, site] < heads_min
        if small and not _in_doubt((area, site), heads, gaps, hidden):
            shown = [cell for cell in heads if cell not in gaps]
            near = [cell for cell in shown if cell[0] == area or cell[1] == site]
            if shown:
                return _least(near or shown, heads, gaps)
    return None


def _in_doubt(cell: Cell, heads: Heads, gaps: set[Cell], hidden: list[str]) -> bool:
    """Whether another table with the same totals and the same cells shown has another count in `cell`.

    Heads can be shifted around a ring of gaps: into any gap, and out of a gap that holds some. So the count can grow
    or shrink just where such a ring runs through the cell (residual graph of a transport problem). Hidden areas share
    one unknown total, hence one node.
    """
    ways: dict[Cell, set[Cell]] = {}
    for area, site in gaps - {cell}:
        row, column = _node(area, hidden), ("site", site)
        ways.setdefault(row, set()).add(column)
        if heads[area, site] > 0:
            ways.setdefault(column, set()).add(row)
    row, column = _node(cell[0], hidden), ("site", cell[1])
    return _reaches(column, row, ways) or (heads[cell] > 0 and _reaches(row, column, ways))


def _node(area: str, hidden: list[str]) -> Cell:
    return ("hidden", "") if area in hidden else ("area", area)


def _reaches(start: Cell, end: Cell, ways: dict[Cell, set[Cell]]) -> bool:
    seen, to_see = {start}, [start]
    while to_see:
        fresh = ways.get(to_see.pop(), set()) - seen
        seen |= fresh
        to_see += fresh
    return end in seen

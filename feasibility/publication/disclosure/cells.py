"""Small counts of a two-way table taken out, with those that would give them away by the totals."""

from typing import TypeAlias

import geopandas as gpd
import numpy as np
import pandas as pd

from feasibility.tables import AssignmentsTable, headings

Cell: TypeAlias = tuple[str, str]
"""An area and a site; or whatever else makes the rows and columns of the table."""
Heads: TypeAlias = dict[Cell, float]


def assignments(table: pd.DataFrame, cleared: gpd.GeoDataFrame, heads_min: int) -> pd.DataFrame:
    """Staff by area and site, with small cells and those that would give them away taken out, option by option.

    Members of a group that splits between two sites count at each with a share; what is shown is to the nearest whole.
    """
    hidden = list(cleared.loc[cleared["suppressed"], "area_id"])
    columns = [table[name].tolist() for name in ("option_id", "area_id", "site_id", "heads")]
    of_option: dict[str, Heads] = {}
    for option_id, area, site, count in zip(*columns, strict=True):
        of_option.setdefault(str(option_id), {})[str(area), str(site)] = float(count)
    rows = []
    for option_id, known in of_option.items():
        areas, sites = sorted({area for area, _ in known}), sorted({site for _, site in known})
        heads = {(area, site): known.get((area, site), 0.0) for area in areas for site in sites}
        gaps = _gaps(heads, heads_min, hidden, several=len(sites) > 1)
        rows += [
            (option_id, *cell, np.nan if cell in gaps else float(round(count)), cell in gaps)
            for cell, count in heads.items()
            if count > 0 or cell in gaps
        ]
    return pd.DataFrame(rows, columns=list(headings(AssignmentsTable))).astype(
        {"option_id": "str", "area_id": "str", "site_id": "str", "heads": "float64", "suppressed": "bool"}
    )


def suppressed_cells(counts: pd.DataFrame, heads_min: int, hidden: list[str]) -> pd.DataFrame:
    """Which cells of an area-by-site table to take out.

    First every count from 1 to under `heads_min`, and every cell of a hidden area. The totals of areas and of sites are
    known, so more cells follow until the gaps of each row and column are two or more that hold `heads_min` staff
    together, and until no small count could be worked out exactly from the totals and the cells still shown. The
    smallest other count goes first; a nought goes only where there is nothing else.
    """
    heads = {(str(a), str(s)): float(n) for a, row in counts.to_dict("index").items() for s, n in row.items()}
    gaps = _gaps(heads, heads_min, hidden, several=counts.shape[1] > 1)
    return pd.DataFrame(
        [[(str(a), str(s)) in gaps for s in counts.columns] for a in counts.index], counts.index, counts.columns
    )


def _gaps(heads: Heads, heads_min: int, hidden: list[str], *, several: bool) -> set[Cell]:
    """The cells to take out; `several` is whether the table has more sites than one."""
    gaps = {cell for cell, n in heads.items() if 0 < n < heads_min or cell[0] in hidden}
    # In a table of one site the cells are the areas' own totals, which `areas` has cleared.
    while several:
        cell = _beside_a_weak_gap(heads, gaps, heads_min, hidden) or _beside_a_fixed_cell(
            heads, gaps, heads_min, hidden
        )
        if cell is None:
            break
        gaps.add(cell)
    return gaps


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

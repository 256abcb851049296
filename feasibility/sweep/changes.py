"""What each setting changes by itself: cells alike in all else, held against one another."""

import pandas as pd

from feasibility.publication.views.view import Column, View, tabulate
from feasibility.sweep.grid import Grid
from feasibility.tables.sweep import ANSWERED


def changes(grid: Grid, table: pd.DataFrame) -> View:
    """For each setting: in how many sets of cells alike in all else it changes the best option, and what it moves."""
    rows = [_of_axis(grid, table, axis.key) for axis in grid.axes if len(axis.choices) > 1]
    columns = (
        Column("setting", "Setting"),
        Column("sets", "Sets of cells alike in all else"),
        Column("best_changes", "Sets in which the best option changes"),
        Column("moving_changes", "Sets in which the cheapest move changes"),
        Column("had_changes", "Sets in which whether a shared option can be had changes"),
        Column("best_moves_gbp", "Most that the total of the best moves (£)"),
        Column("moving_moves_gbp", "Most that the total of the cheapest move moves (£)"),
        Column("do_nothing_moves_gbp", "Most that doing nothing moves (£)"),
    )
    frame = pd.DataFrame(rows, columns=[column.name for column in columns])
    return tabulate(frame, "What each setting changes by itself", columns, row_heading="setting")


def _of_axis(grid: Grid, table: pd.DataFrame, key: str) -> dict[str, object]:
    place = [axis.key for axis in grid.axes].index(key)
    rest = ["\x1f".join((*cell.labels[:place], *cell.labels[place + 1 :])) for cell in grid.cells]
    table = table.assign(answered=table["state"] == ANSWERED)
    sets = table.groupby(pd.Series(rest, index=table.index), sort=False)
    return {
        "setting": key,
        "sets": sets.ngroups,
        "best_changes": sum(_several(of.loc[of["answered"], "best_option_id"]) for _, of in sets),
        "moving_changes": sum(_several(of.loc[of["answered"], "moving_option_id"]) for _, of in sets),
        "had_changes": sum(_several(of["answered"]) for _, of in sets),
        "best_moves_gbp": _most(sets["best_total_npc_gbp"]),
        "moving_moves_gbp": _most(sets["moving_total_npc_gbp"]),
        "do_nothing_moves_gbp": _most(sets["do_nothing_total_npc_gbp"]),
    }


def _most(sets: "pd.api.typing.SeriesGroupBy") -> float:
    return float((sets.max() - sets.min()).max())


def _several(values: "pd.Series[object]") -> bool:
    return len(set(values)) > 1

"""A sweep as one page of HTML that asks no host for anything: what varied, who wins where, what changes."""

from collections.abc import Sequence

import pandas as pd

from feasibility import wording
from feasibility.options import DO_NOTHING
from feasibility.publication.report.templates import POLICY, environment, style
from feasibility.publication.views.view import Column, View, numbered, tabulate
from feasibility.scenario.model import flat_settings
from feasibility.sweep.changes import changes
from feasibility.sweep.grid import Grid, short_keys
from feasibility.sweep.matrix import brief, matrix
from feasibility.tables.sweep import ANSWERED, NOTHING_SHARED

SHOWN = 1_000
"""Cells shown one by one; more would not be read on a page, and stand in the file."""
NAMED = 6
"""Options named in the sentence on who wins; the rest are counted."""


def _or_dash(column: str, value: float) -> str:
    """A figure; a dash where the cell has none."""
    return "–" if pd.isna(value) else wording.figure(column, value)


def _thousands(column: str, value: float) -> str:
    return "–" if pd.isna(value) else wording.thousands(column, value)


OF_CELLS = (
    Column("name", "Cell"),
    Column("best_option", "Best option"),
    Column("best_total_npc_gbp", "Total (£)", "Best", write=_thousands),
    Column("travel_change_minutes_mean", "Mean change (minutes)", "Best", write=_or_dash),
    Column("next_option", "Next option"),
    Column("gap_gbp", "Gap to the next (£)", write=_thousands),
    Column("near_ties", "Near-ties"),
    Column("moving_option", "Cheapest move"),
    Column("moving_total_npc_gbp", "Total of that (£)", write=_thousands),
    Column("do_nothing_total_npc_gbp", "Total (£)", "Do nothing", write=_thousands),
    Column("do_nothing_rank", "Rank", "Do nothing", write=_or_dash),
)
"""Columns of the table of answers."""
OF_NEED = (
    Column("name", "Cell"),
    Column("options_had", "Options that can be had"),
    Column("options_listed", "Options compared"),
    Column("workstations_now", "Now", "Workstations", write=_or_dash),
    Column("workstations_apart", "Apart", "Workstations", write=_or_dash),
    Column("workstations_pooled", "Pooled", "Workstations", write=_or_dash),
    Column("workstations_virtual", "Virtual pool", "Workstations", write=_or_dash),
    Column("proved", "Proved"),
)
"""Columns of the table of seats; a way of working that no cell compares is left out."""


def page(grid: Grid, table: pd.DataFrame, name: str, licence_lines: Sequence[str] = ()) -> str:
    """The page; `table` is tables.sweep.SweepTable with the settings that vary, `name` that of the sweep."""
    study, marking = grid.base.study, grid.base.publication.exempt_words  # pounds are as audited, not rounded
    text = environment().get_template("sweep.html.jinja").render(
        title=study.title,
        subtitle=study.subtitle,
        as_at=study.as_at,
        price_base=f"{study.price_base_year} prices",
        name=name,
        cells=wording.counted(len(table), "cell"),
        sentences=in_short(table),
        views=_tables(grid, table),
        left_out=max(0, len(table) - SHOWN),
        licence_lines=licence_lines,
        marking=marking,
        policy=POLICY,
        style=style("appendix.css", marking=marking, foot=f"{study.title} · sweep {name} · Draft"),
    )  # fmt: skip
    return text.lstrip()


def in_short(table: pd.DataFrame) -> tuple[str, ...]:
    """Who wins in how many cells, where doing nothing stands, and how many cells have no answer."""
    answered = table[table["state"] == ANSWERED]
    told = _winners(answered, len(table)) if len(answered) else []
    told += _do_nothing(answered) if len(answered) else []
    close = int((answered["near_ties"] > 0).sum())
    if close:
        told.append(f"In {_of(close, len(table))} the best cannot be told apart from others on this evidence.")
    without = len(table) - len(answered)
    if without:
        told.append(f"In {_of(without, len(table))} no shared option can be had.")
    unproved = int((~table["proved"]).sum())
    told.append(
        f"In {_of(unproved, len(table))} the search ended before the best was proved."
        if unproved else "Every answer is proved: optimiser and enumeration agree."
    )  # fmt: skip
    return tuple(told)


def _winners(answered: pd.DataFrame, total: int) -> list[str]:
    # Of as many cells the option met first stands first.
    wins = (
        answered.groupby(answered["best_option"].map(brief), sort=False)
        .size()
        .sort_values(ascending=False, kind="stable")
    )
    if len(wins) == 1:
        return [f"{wins.index[0]} is best in {'every cell' if wins.iloc[0] == total else 'every cell with an answer'}."]
    first = tuple(f"{option} in {wording.counted(int(count), 'cell')}" for option, count in wins.head(NAMED).items())
    rest = len(wins) - NAMED
    more = f"; {wording.counted(rest, 'further option')} in the others" if rest > 0 else ""
    return [f"The best option changes: {'; '.join(first)}{more}."]


def _do_nothing(answered: pd.DataFrame) -> list[str]:
    ranks = answered["do_nothing_rank"]
    best = int((answered["best_option_id"] == DO_NOTHING).sum())
    spread = f"{ranks.min():.0f}" if ranks.min() == ranks.max() else f"{ranks.min():.0f} to {ranks.max():.0f}"
    if best == len(answered):
        return []
    return [f"Doing nothing is best in {_of(best, len(answered))} with an answer; its rank is {spread}."]


def _of(count: int, total: int) -> str:
    return f"{'none' if count == 0 else count} of {wording.counted(total, 'cell')}"


def _tables(grid: Grid, table: pd.DataFrame) -> dict[str, tuple[View, ...]]:
    """Every table of the page in reading order, numbered. A table without rows is left out."""
    shown = table.head(SHOWN)
    none = table[table["state"] == NOTHING_SHARED].head(SHOWN)
    found = {
        "varied": (_varied(grid),),
        "matrix": (matrix(grid, table),) if len(table) <= SHOWN else (),
        "changes": (changes(grid, table),),
        "cells": (
            tabulate(_with_words(shown), "The answer of every cell", OF_CELLS, row_heading="name"),
            tabulate(shown, "Options, and workstations needed by way of working", _columns(table), row_heading="name"),
        ),
        "none": (tabulate(none, "Cells in which no shared option can be had", (
            Column("name", "Cell", width=30), Column("reason", "Why", width=70)), row_heading="name"),),
    }  # fmt: skip
    return numbered({key: tuple(view for view in group if view.groups) for key, group in found.items()})


def _varied(grid: Grid) -> View:
    rows = pd.DataFrame(
        {
            "setting": [axis.key for axis in grid.axes],
            "values": [", ".join(choice.label for choice in axis.choices) for axis in grid.axes],
            "base": [_stated(grid, axis.key) for axis in grid.axes],
        }
    )
    columns = (Column("setting", "Setting"), Column("values", "Values"), Column("base", "In the scenario itself"))
    caption = f"What varies: {wording.joined(short_keys(grid.axes))}"
    return tabulate(rows, caption, columns, row_heading="setting")


def _stated(grid: Grid, key: str) -> str:
    """The value that the scenario itself has; blank where several settings vary together, or a file does."""
    return flat_settings(grid.base).get(key, "")


def _with_words(table: pd.DataFrame) -> pd.DataFrame:
    none = table["state"] == NOTHING_SHARED
    told = {name: table[name].map(brief) for name in ("best_option", "next_option")}
    return table.assign(**told).assign(best_option=told["best_option"].mask(none, NOTHING_SHARED))


def _columns(table: pd.DataFrame) -> tuple[Column, ...]:
    return tuple(column for column in OF_NEED if not table[column.name].isna().all())

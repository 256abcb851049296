"""Tables of a sweep's folder; no run publishes them."""

import pandas as pd
from pandera.typing.pandas import Series

from feasibility.tables.base import CANNOT_BE_HAD, Table, column

ANSWERED = "answered"
NOTHING_SHARED = "no shared option"
"""State of a cell in which no shared option can be had: a run of it would say so and end there."""


class SweepTable(Table):
    """sweep.csv: a row a cell; after the name stand the settings that vary, one column each under its dotted key."""

    class Config:  # noqa: D106 - how pandera is told
        strict = False  # which settings vary is the officer's affair
        ordered = False

    cell: Series[int] = column("Cell", "Number, in the order in which the settings are stated", ge=1, unique=True)
    name: Series[str] = column("Name", "What varies")
    state: Series[str] = column("State", "Whether a shared option can be had at all", isin=(ANSWERED, NOTHING_SHARED))
    best_option_id: Series[str] = column("Best option id", "Blank where no shared option can be had")
    best_option: Series[str] = column("Best option", "What the best option is")
    best_total_npc_gbp: Series[float] = column(
        "Total of the best (£)", "Net present cost with staff travel", nullable=True
    )
    next_option_id: Series[str] = column("Next option id", "The option that comes next; blank where there is none")
    next_option: Series[str] = column("Next option", "What the next option is")
    gap_gbp: Series[float] = column("Gap (£)", "Total of the next less that of the best", nullable=True)
    moving_option_id: Series[str] = column(
        "Cheapest move, id", "The first option in which staff move; blank where none can be had"
    )
    moving_option: Series[str] = column("Cheapest move", "What that option is")
    moving_total_npc_gbp: Series[float] = column(
        "Total of the cheapest move (£)", "Net present cost with staff travel", nullable=True
    )
    near_ties: Series[int] = column("Near-ties", "Options that cannot be told apart from the best", ge=0)
    do_nothing_total_npc_gbp: Series[float] = column("Do nothing (£)", "Total of doing nothing", nullable=True)
    do_nothing_rank: Series[pd.Int64Dtype] = column(
        "Rank of doing nothing", "Among the options that can be had", nullable=True
    )
    options_had: Series[int] = column("Options that can be had", "Ways of staying among them", ge=0)
    options_listed: Series[int] = column("Options compared", "Those that cannot be had among them", ge=0)
    workstations_now: Series[pd.Int64Dtype] = column(
        "Workstations now", "Each authority at its own centre", nullable=True
    )
    workstations_apart: Series[pd.Int64Dtype] = column(
        "Workstations apart", "In one building, each with its own queue; blank where not compared", nullable=True
    )
    workstations_pooled: Series[pd.Int64Dtype] = column(
        "Workstations pooled", "In one building, one queue; blank where not compared", nullable=True
    )
    workstations_virtual: Series[pd.Int64Dtype] = column(
        "Workstations, virtual pool", "One queue over the present centres; blank where not compared", nullable=True
    )
    travel_change_minutes_mean: Series[float] = column(
        "Mean change (minutes)", "Of the best option: one way, mean over all staff", nullable=True
    )
    proved: Series[bool] = column("Proved", "True where optimiser and enumeration agree and the proof is complete")
    reason: Series[str] = column("Reason", "Why no shared option can be had; blank otherwise")


class SweepOptionsTable(Table):
    """sweep_options.csv: every option of every cell, best first; a cell without a shared option has ways of staying."""

    cell: Series[int] = column("Cell", "Number of the cell", ge=1)
    option_id: Series[str] = column("Option id", "Short id")
    option: Series[str] = column("Option", "What the option is")
    working: Series[str] = column(
        "Way of working", "As now, apart, pooled, or one queue without a move (virtual)",
        isin=("now", "apart", "pooled", "virtual"),
    )  # fmt: skip
    rank: Series[int] = column("Rank", "Place in the cell", ge=1)
    verdict: Series[str] = column(
        "Verdict", "best, near-tie, behind, or cannot be had", isin=("best", "near-tie", "behind", CANNOT_BE_HAD)
    )
    total_npc_gbp: Series[float] = column("Total (£)", "Net present cost with staff travel", nullable=True)
    above_best_gbp: Series[float] = column("Above best (£)", "Total less the best option's total", nullable=True)

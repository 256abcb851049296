"""Runs into rides: every ordered pair of stops on one line."""

import numpy as np

from feasibility.travel.street import Bools, Ints
from feasibility.travel.transit.value import Rides, Runs


def rides(runs: Runs, rail_line: Bools) -> Rides:
    """The rides of all runs. Where a run passes a stop twice, the quickest ride between the two stops counts."""
    parts = [_pairs(np.flatnonzero(runs.run == run)) for run in range(int(runs.run.max(initial=-1)) + 1)]
    empty = np.empty(0, dtype=np.int64)
    board = np.concatenate([first for first, _ in parts] or [empty])
    alight = np.concatenate([second for _, second in parts] or [empty])
    start, end = runs.stop[board], runs.stop[alight]
    minutes = runs.minutes[alight] - runs.minutes[board]
    rail = rail_line[runs.line[board]]
    run = runs.run[board]
    order = np.lexsort((board, minutes, run, rail, end, start))
    order = order[start[order] != end[order]]
    key = np.stack([start[order], end[order], run[order]])
    order = order[np.concatenate([[True], (key[:, 1:] != key[:, :-1]).any(axis=0)])[: len(order)]]
    order = order[np.lexsort((board[order], minutes[order], rail[order], end[order], start[order]))]
    return Rides(
        call=board[order],
        start=start[order],
        end=end[order],
        rail=rail[order],
        minutes=minutes[order],
        km=(runs.metres[alight] - runs.metres[board])[order] / 1000,
    )


def _pairs(calls: Ints) -> tuple[Ints, Ints]:
    first, second = np.triu_indices(len(calls), k=1)
    return calls[first], calls[second]

"""A measure as figures of columns."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from feasibility.measures import Measure
from feasibility.model_at_size.columns import Columns, Floats, Ints, table
from feasibility.problem import Problem


@dataclass(frozen=True)
class Amount:
    """Columns, and what one of each adds. A column may stand more than once: what it adds is added up."""

    column: Ints
    value: Floats


def amount(problem: Problem, columns: Columns, measure: Measure, *, staying: bool) -> Amount:
    """What a measure comes to; `staying` says whether ways of staying count with their own figures, or with nought."""
    seats, parked = columns.seats, columns.parked
    parts = [
        (np.array([columns.moves]), np.array([measure.moving])),
        (columns.opened, _by_site(measure.opened, problem)),
        (columns.beyond, _by_site(measure.workstation, problem)),
        (seats.column, table(measure.head, problem)[seats.group, seats.site]),
        (parked.column, table(measure.space, problem)[parked.group, parked.site]),
    ]
    if staying:
        figures = [float(measure.staying.get(option_id, 0.0)) for option_id in problem.staying_gbp]
        parts.append((columns.stays, np.array(figures, dtype=float)))
    if not measure.worst.empty:
        worst = next(w for w in columns.worst if w.measure is measure)
        parts.append((np.array([worst.level]), np.array([float(measure.worst_heads)])))
        parts.append((worst.above, np.ones(len(worst.above))))
    return Amount(np.concatenate([c for c, _ in parts]), np.concatenate([v for _, v in parts]).astype(float))


def unit_figures(problem: Problem, columns: Columns, figures: pd.DataFrame) -> Floats:
    """The figure of each head at each of its seats, in the order of `columns.units`."""
    seat = columns.units.site
    found: Floats = table(figures, problem)[columns.seats.group[seat], columns.seats.site[seat]]
    return found


def _by_site(figures: "pd.Series[float]", problem: Problem) -> Floats:
    if figures.empty:
        return np.zeros(len(problem.sites))
    found: Floats = figures.reindex(problem.sites.index).fillna(0.0).to_numpy(dtype=float)
    return found

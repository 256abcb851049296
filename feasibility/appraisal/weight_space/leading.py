"""Which options can be first at all: exactly, by linear programme, so that 0% of draws is not taken for impossible."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from feasibility.appraisal.weight_space import ranks, regions
from feasibility.appraisal.weight_space.regions import Array, Region
from feasibility.siting import highs
from feasibility.siting.arrays import Limits

LEAST_LEAD = 1e-6
"""Points, of 100, by which an option must be ahead to be first: above what the solver's figures are out by (1e-7)."""
LIMITS = Limits(seconds=60.0, gap_share=0.0, seed=0)
"""A programme of a dozen weights takes milliseconds; a minute is never met."""


def can_lead(values: pd.DataFrame, region: Region, *, known: pd.Series, anywhere: pd.Series | None = None) -> pd.Series:
    """Whether there are weights in the region for which the option is ahead of all others: True or False by option.

    Options with the same values throughout lead together. An option that is at best level with another, as a dominated
    one is, does not lead. `known` is True where a draw has shown it already; `anywhere` is the answer for all weights,
    where it is known: the others need not be looked at, neither as leaders nor as rivals. Raises `RuntimeError` where
    the solver gives no answer, which no values in range bring about.
    """
    moved = regions.moved(region)
    namesakes = ranks.alike(values[moved])
    differing = values.loc[namesakes.unique(), moved]
    if anywhere is not None:
        differing = differing[anywhere.groupby(namesakes).any().reindex(differing.index)]
    front = differing[undominated(differing)]
    rivals = front.to_numpy(dtype=np.float64)
    criteria = list(region.tree.shares)
    limits = regions.bounds(region)[:, [criteria.index(c) for c in moved]]
    led = {
        option: bool(known[option]) or _largest_lead(points, rivals, limits) > LEAST_LEAD
        for option, points in zip(front.index, rivals, strict=True)
    }
    return namesakes.map(led).eq(True)


def undominated(values: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """True for options that no other matches on every criterion while beating it on one; rows are all different."""
    points = values.to_numpy(dtype=np.float64)
    kept = np.zeros(len(points), dtype=bool)
    front = np.empty((0, points.shape[1]))
    # Whoever dominates has the greater sum, or by rounding the same, and is then first among its own criteria too.
    for row in np.lexsort((*-points.T[::-1], -points.sum(axis=1).round(9))):
        if not (front >= points[row]).all(axis=1).any():
            kept[row] = True
            front = np.concatenate([front, points[[row]]])
    return kept


def _largest_lead(points: Array, rivals: Array, limits: Array) -> float:
    """Points by which the option is ahead of the best of its rivals where the weights suit it best.

    Maximise d over weights w and d, where w·(points - rival) >= d for every rival. The option itself is no rival.
    """
    others = rivals[(rivals != points).any(axis=1)]
    if not len(others):
        return np.inf
    criteria = len(points)
    rows = np.vstack(
        [
            np.column_stack([others - points, np.ones(len(others))]),
            np.column_stack([limits, np.zeros(len(limits))]),
            np.append(np.ones(criteria), 0.0),
        ]
    )
    upper = np.append(np.zeros(len(rows) - 1), 1.0)
    solved = highs.solve(
        highs.Program(
            cost=np.append(np.zeros(criteria), -1.0),
            lower=np.append(np.zeros(criteria), -np.inf),
            upper=np.append(np.ones(criteria), np.inf),
            whole=np.zeros(criteria + 1, dtype=bool),
            rows=rows,
            row_lower=np.append(np.full(len(rows) - 1, -np.inf), 1.0),
            row_upper=upper,
        ),
        LIMITS,
    )
    found = solved.values  # noqa: PD011 - an array, not a frame
    if found is None or not solved.outcome.proved_best:
        raise RuntimeError(f"the solver gave no lead: {solved.outcome.words}")
    return float(found[-1])

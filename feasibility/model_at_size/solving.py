"""A problem into arrays, solved, and back into a plan."""

import numpy as np
import pandas as pd
from scipy import sparse

from feasibility.measures import Measure
from feasibility.model_at_size.amounts import amount
from feasibility.model_at_size.columns import Columns, Floats, Pairs, columns
from feasibility.model_at_size.rows import every_rule
from feasibility.outcome import Outcome
from feasibility.plan import Plan, seated, staying
from feasibility.problem import Problem
from feasibility.scenario.sections import Solver
from feasibility.siting.arrays import Limits
from feasibility.siting.highs import Program
from feasibility.siting.highs import solve as run

PAIRS_MIN = 3_000
"""Pairs of group and site from which PuLP takes half a second and more to write the model down (measured: 0.25 s for
1,440 pairs, the same again for as many more), and the arrays do not."""


def large(problem: Problem) -> bool:
    """Whether the problem is so large that its model is better written as arrays."""
    return len(problem.heads) * len(problem.sites) >= PAIRS_MIN


def solve(problem: Problem, settings: Solver, aim: Measure | None = None) -> tuple[Plan | None, Outcome]:
    """The plan with the least of `aim` (cost, where none is given), and how the search ended: as `model.solve`."""
    made_small = problem.cost if aim is None else aim
    unknowns = columns(problem, [made_small, *(bound.measure for bound in problem.bounds)])
    limits = Limits(settings.time_limit_seconds, settings.gap_share, settings.seed)
    solved = run(program(problem, unknowns, made_small), limits)
    values = solved.values  # noqa: PD011 - no frame
    return (None if values is None else _plan(problem, unknowns, values)), solved.outcome


def program(problem: Problem, unknowns: Columns, aim: Measure) -> Program:
    """The problem as arrays."""
    cost = np.zeros(unknowns.count)
    made_small = amount(problem, unknowns, aim, staying=True)
    np.add.at(cost, made_small.column, made_small.value)
    rules = list(every_rule(problem, unknowns))
    lower, upper, whole = _limits(problem, unknowns)
    return Program(
        cost=cost, lower=lower, upper=upper, whole=whole,
        rows=sparse.vstack([rule.matrix for rule in rules], format="csr"),
        row_lower=np.concatenate([rule.lower for rule in rules]),
        row_upper=np.concatenate([rule.upper for rule in rules]),
    )  # fmt: skip


def _limits(problem: Problem, unknowns: Columns) -> tuple[Floats, Floats, "np.typing.NDArray[np.bool_]"]:
    """Least and most of each column, and which are whole. A site that is not ready in time has a most of 0."""
    lower, upper = np.zeros(unknowns.count), np.ones(unknowns.count)
    whole = np.ones(unknowns.count, dtype=bool)
    heads, most = problem.heads.to_numpy(dtype=float), problem.sites["workstations_max"].to_numpy(dtype=float)
    upper[unknowns.opened] = problem.sites["ready"].to_numpy(dtype=float)
    upper[unknowns.workstations] = most
    widest = [max(problem.tiers.get(str(s), (0,))) for s in problem.sites.index]
    upper[unknowns.beyond] = np.maximum(most, widest)
    whole[unknowns.beyond] = False  # a sum of whole columns
    upper[unknowns.seats.column] = heads[unknowns.seats.group]
    upper[unknowns.parked.column] = heads[unknowns.parked.group]
    for worst in unknowns.worst:
        lower[worst.level], upper[worst.level], whole[worst.level] = -np.inf, np.inf, False
        upper[worst.above], whole[worst.above] = np.inf, False
    return lower, upper, whole


def _plan(problem: Problem, unknowns: Columns, values: Floats) -> Plan:
    stays_as = [
        option_id for option_id, place in zip(problem.staying_gbp, unknowns.stays, strict=True) if values[place] > 0.5
    ]
    if stays_as:
        return staying(problem, stays_as[0])
    opened = problem.sites.index[values[unknowns.opened] > 0.5]
    parked = None
    if problem.parking is not None:
        limited = [s for s in opened if s in problem.parking.spaces_days.index]
        parked = _heads(problem, unknowns.parked, values)[limited] if limited else None
    return seated(problem, _heads(problem, unknowns.seats, values)[list(opened)], parked)


def _heads(problem: Problem, pairs: Pairs, values: Floats) -> pd.DataFrame:
    counts = np.zeros((len(problem.heads), len(problem.sites)), dtype=np.int64)
    counts[pairs.group, pairs.site] = values[pairs.column].round().astype(np.int64)
    return pd.DataFrame(counts, index=problem.heads.index, columns=problem.sites.index)

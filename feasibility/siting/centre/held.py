"""The p-centre with capacities: the same ladder of travels, each rung a question of who fits where.

A radius is enough if the clients fit into at most p sites within it. The radius without capacities is a lower end; the
linear relaxation of the model with capacities lifts it, and plans bring the upper end down. Compare Kramer, Iori, Vidal
(2020), Mathematical models and search algorithms for the capacitated p-center problem, INFORMS Journal on Computing 32.
"""

from dataclasses import dataclass, replace

import numpy as np

from feasibility.outcome import searched
from feasibility.siting import deadline, highs, plain
from feasibility.siting.arrays import Arrays, Floats, Found, Limits
from feasibility.siting.centre import rungs
from feasibility.siting.covering.cover import NONE_EXISTS

PART_WITHOUT_CAPACITY = 0.25
"""Share of the time that the radius without capacities, which is only a lower end, may take."""
FIRST_TRY = 1.25
"""The first plan is sought at the lower end and a quarter more: few pairs, so a small model, and most often enough."""
ROUTE = "p-centre with capacities by rungs of travel"


@dataclass(frozen=True)
class _Ends:
    least: int
    """No plan does with a lower rung."""
    known: int
    """A plan with this rung is at hand; the number of rungs where none is."""
    plan: Found | None


def solve(arrays: Arrays, limits: Limits) -> Found:
    """The least largest travel of any pair in use, capacities, whole clients and the number of sites kept."""
    until = deadline.of(limits)
    bare = replace(arrays, capacity=np.full(len(arrays.fixed), np.inf))
    without = rungs.solve(bare, replace(limits, seconds=limits.seconds * PART_WITHOUT_CAPACITY))
    if without.outcome.no_plan_exists or arrays.sites_min > len(arrays.fixed):
        return Found(None, None, NONE_EXISTS, ROUTE)
    ladder = rungs.ladder(arrays.cost)
    low = -np.inf if without.outcome.bound is None else without.outcome.bound
    ends = _Ends(int(np.searchsorted(ladder, low)), len(ladder), None)
    ends = _by_relaxations(arrays, ladder, ends, deadline.left(limits, until))
    ends, stopped = _by_plans(arrays, ladder, ends, deadline.left(limits, until))
    if ends.plan is None:
        return Found(None, None, searched(None, np.inf, limits.gap_share, stopped_early=stopped), ROUTE)
    best = float(ladder[ends.known])
    outcome = searched(best, float(ladder[ends.least]), limits.gap_share, stopped_early=stopped)
    return replace(ends.plan, outcome=outcome)


def within(arrays: Arrays, limit: float) -> Arrays:
    """Only the pairs within the limit, all at no cost, and a site a cost of 1: opened for room, not for need."""
    return replace(arrays, cost=np.where(arrays.cost <= limit, 0.0, np.inf), fixed=np.ones(len(arrays.fixed)))


def _by_relaxations(arrays: Arrays, ladder: Floats, ends: _Ends, limits: Limits) -> _Ends:
    until, high = deadline.of(limits), ends.known
    while ends.least < high and not deadline.passed(until):
        middle = (ends.least + high) // 2
        program = plain.program(within(arrays, ladder[middle]))
        solved = highs.solve(replace(program, whole=np.zeros_like(program.whole)), deadline.left(limits, until))
        if solved.outcome.no_plan_exists:
            ends = replace(ends, least=middle + 1)
        elif solved.outcome.proved_best:
            high = middle
        else:
            break
    return ends


def _by_plans(arrays: Arrays, ladder: Floats, ends: _Ends, limits: Limits) -> tuple[_Ends, bool]:
    """The ends brought together, or to within the gap allowed, and whether the time limit came first."""
    until = deadline.of(limits)
    rung = int(np.searchsorted(ladder, ladder[ends.least] * FIRST_TRY)) if ends.least < len(ladder) else len(ladder)
    while ends.least < ends.known:
        if ends.plan is not None:
            if ladder[ends.known] - ladder[ends.least] <= limits.gap_share * ladder[ends.known]:
                break
            rung = (ends.least + ends.known) // 2
        if deadline.passed(until):
            return ends, True
        plan = _plan(arrays, ladder[min(rung, len(ladder) - 1)], deadline.left(limits, until))
        if plan.share is not None:
            reached = float(arrays.cost[plan.share > 0].max())
            ends = replace(ends, known=int(np.searchsorted(ladder, reached)), plan=plan)
        elif plan.outcome.no_plan_exists:
            ends = replace(ends, least=min(rung, len(ladder) - 1) + 1)
            rung = len(ladder) - 1
        else:
            return ends, True
    return ends, False


def _plan(arrays: Arrays, limit: float, limits: Limits) -> Found:
    """Any plan within the limit, the first that is found."""
    inside = within(arrays, limit)
    solved = highs.solve(plain.program(inside), limits, options=rungs.FIRST_PLAN)
    return plain.found(inside, solved, ROUTE, limits)

"""The p-centre without capacities: between which travels the radius must lie, narrowed until they meet.

A radius is enough if at most p sites reach everyone within it (Minieka 1970, The m-center problem, SIAM Review 12).
The radius is one of the travels given, so the search is for the first rung of a ladder. Quick covers and exchanges
bring the upper end down, linear relaxations the lower end up, and whole covers are sought in what is left between.
"""

from dataclasses import dataclass, replace

import numpy as np

from feasibility.outcome import searched
from feasibility.siting import deadline, plain
from feasibility.siting.arrays import Arrays, Flags, Floats, Found, Limits
from feasibility.siting.centre import swap
from feasibility.siting.covering import cover
from feasibility.siting.covering.cover import NONE_EXISTS, Question

PATIENCE_FIRST = 200
"""Turns without gain in the exchanges before the relaxations: enough for the optimum of each of pmed1 to pmed20."""
PATIENCE_AFTER = 2000
"""And in those after them, where the ends have not met: 1,000 random points gain another 2 % of the radius."""
ROUNDING = 1e-6
"""A relaxation this far above a whole number of sites may be rounding: the solver's tolerance."""


@dataclass(frozen=True)
class Ends:
    """What is known of the radius, as rungs of the ladder of travels."""

    least: int
    """No plan does with a lower rung."""
    known: int
    """A plan with this rung is at hand; the number of rungs where none is."""
    opened: Flags | None
    """That plan."""

    @property
    def met(self) -> bool:
        """Whether nothing is left to search."""
        return self.least >= self.known


def ladder(travel: Floats) -> Floats:
    """The distinct travels that are not infinite, in order."""
    return np.unique(travel[np.isfinite(travel)])


def solve(arrays: Arrays, limits: Limits) -> Found:
    """The least largest travel with `sites_min` to `sites_max` sites; each client at the nearest, the first of equals.

    Where fewer than `sites_min` sites are needed, the first others make up the number.
    """
    until = deadline.of(limits)
    if arrays.required.sum() > arrays.sites_max or not np.isfinite(arrays.cost).any(axis=1).all():
        return Found(None, None, NONE_EXISTS, "no radius is enough")
    rungs = ladder(arrays.cost)
    ends = Ends(int(np.searchsorted(rungs, arrays.cost.min(axis=1).max())), len(rungs), None)
    ends = _by_quick_covers(arrays, rungs, ends)
    ends = _by_exchanges(arrays, rungs, ends, PATIENCE_FIRST, until)
    ends = _by_relaxations(arrays, rungs, ends, deadline.left(limits, until))
    ends = _by_exchanges(arrays, rungs, ends, PATIENCE_AFTER, until)
    ends, stopped = _by_whole_covers(arrays, rungs, ends, deadline.left(limits, until))
    return _found(arrays, rungs, ends, limits, stopped)


def _found(arrays: Arrays, rungs: Floats, ends: Ends, limits: Limits, stopped: bool) -> Found:
    route = "p-centre by rungs of travel"
    if ends.opened is None:
        return Found(None, None, searched(None, np.inf, limits.gap_share, stopped_early=stopped), route)
    opened = ends.opened.copy()
    opened[np.flatnonzero(~opened)[: max(arrays.sites_min - int(opened.sum()), 0)]] = True
    share = plain.cheapest(arrays, opened)
    best = float(arrays.cost[share > 0].max())
    bound = min(float(rungs[ends.least]), best)
    return Found(opened, share, searched(best, bound, limits.gap_share, stopped_early=stopped), route)


def _question(arrays: Arrays, radius: float) -> Question:
    """Fewest sites within the radius."""
    return Question(arrays.cost <= radius, np.ones(len(arrays.fixed)), arrays.required, 0, arrays.sites_max)


def _lowered(arrays: Arrays, rungs: Floats, ends: Ends, opened: Flags) -> Ends:
    """With a plan at hand, whose own radius may be below the one asked for."""
    radius = arrays.cost[:, opened].min(axis=1).max()
    return replace(ends, known=int(np.searchsorted(rungs, radius)), opened=opened)


def _by_quick_covers(arrays: Arrays, rungs: Floats, ends: Ends) -> Ends:
    low = ends.least
    while low < ends.known:
        middle = (low + min(ends.known, len(rungs) - 1)) // 2
        opened = cover.quick(_question(arrays, rungs[middle]))
        if opened is not None and opened.sum() <= arrays.sites_max:
            ends = _lowered(arrays, rungs, ends, opened)
        else:
            low = middle + 1
    return ends


def _by_exchanges(arrays: Arrays, rungs: Floats, ends: Ends, patience: int, until: float) -> Ends:
    while ends.opened is not None and not ends.met:
        start = ends.opened.copy()
        start[np.flatnonzero(~start)[: arrays.sites_max - int(start.sum())]] = True
        opened = swap.cover(arrays.cost <= rungs[ends.known - 1], start, arrays.required, patience, until)
        if opened is None:
            break
        ends = _lowered(arrays, rungs, ends, opened)
    return ends


def _by_relaxations(arrays: Arrays, rungs: Floats, ends: Ends, limits: Limits) -> Ends:
    """Rungs on which even parts of sites cannot reach everyone are below the radius."""
    until, high = deadline.of(limits), ends.known
    while ends.least < high and not deadline.passed(until):
        middle = (ends.least + high) // 2
        sites = cover.bound(_question(arrays, rungs[middle]), deadline.left(limits, until))
        if sites is None:
            break
        if sites > arrays.sites_max + ROUNDING:
            ends = replace(ends, least=middle + 1)
        else:
            high = middle
    return ends


def _by_whole_covers(arrays: Arrays, rungs: Floats, ends: Ends, limits: Limits) -> tuple[Ends, bool]:
    """The ends brought together, or to within the gap allowed, and whether the time limit came first."""
    until = deadline.of(limits)
    while not ends.met:
        if ends.opened is not None and rungs[ends.known] - rungs[ends.least] <= limits.gap_share * rungs[ends.known]:
            break
        if deadline.passed(until):
            return ends, True
        middle = (ends.least + ends.known) // 2 if ends.opened is not None else len(rungs) - 1
        question = _question(arrays, rungs[middle])
        left = replace(deadline.left(limits, until), gap_share=0.0)
        opened, outcome = cover.cheapest(question, left, options=FIRST_PLAN)
        if opened is not None:
            ends = _lowered(arrays, rungs, ends, opened)
        elif outcome.no_plan_exists:
            ends = replace(ends, least=middle + 1)
        else:
            return ends, True
    return ends, False


FIRST_PLAN = (("mip_max_improving_sols", 1),)
"""HiGHS stops at the first plan. It finds one sooner with the number of sites as its cost than with no cost at all."""

"""Exact p-median and uncapacitated facility location at size.

Greedy and swaps give a plan, a Lagrangian relaxation a bound; sites leave while the bound climbs; what is left goes to
HiGHS where few pairs are left, else to a search that opens and shuts doubtful sites with the same bound.
"""

import math

import numpy as np

from feasibility.outcome import searched as outcome_of
from feasibility.siting import deadline
from feasibility.siting.arrays import Arrays, Found, Limits
from feasibility.siting.median import branch, residual, root, swap
from feasibility.siting.median.eliminate import only_plan, unserved
from feasibility.siting.median.instance import NO_PLAN, Best, Instance, Wanted, cheaper, from_arrays, whole_costs
from feasibility.siting.plain import cheapest

ROUTE = "prices on clients, sites eliminated"
RESIDUAL_PAIRS = 4000
"""Up to so many pairs HiGHS ends the search: on pmed9 (40 of 200 open) in a tenth of what branching took; with 5 or 10
open branching took about half of HiGHS' time or as long."""


def fits(arrays: Arrays) -> bool:
    """Whether this route solves the instance: no site is limited, so each client goes to its cheapest open site."""
    return not arrays.capacitated


def solve(arrays: Arrays, limits: Limits) -> Found:
    """The cheapest plan, proved to within the gap allowed; the best found and its gap where the time is up first."""
    until = deadline.of(limits)
    instance = from_arrays(arrays)
    best, possible = _first_plan(instance, limits, until)
    if not math.isfinite(best.cost):
        outcome = outcome_of(None, -math.inf, limits.gap_share, stopped_early=possible)
        return Found(None, None, outcome, ROUTE)
    wanted = Wanted(whole_costs(instance), limits.gap_share)
    best, bound, ended, route = _proved(instance, best, wanted, limits, until)
    outcome = outcome_of(best.cost, bound, limits.gap_share, stopped_early=not ended)
    opened = np.zeros(len(arrays.fixed), dtype=bool)
    opened[best.opened] = True
    return Found(opened, cheapest(arrays, opened), outcome, route)


def _first_plan(instance: Instance, limits: Limits, until: float) -> tuple[Best, bool]:
    """A plan by greedy and swaps (where that leaves a client unserved, by a covering model), and whether one may be."""
    must = int(instance.required.sum())
    if instance.sites_min > instance.sites_max or must > instance.sites_max or unserved(instance.cost):
        return NO_PLAN, False
    best = cheaper(instance, swap.improved(instance, swap.greedy(instance), until), NO_PLAN)
    if not math.isfinite(best.cost):
        covering = residual.covering(instance, deadline.left(limits, until))
        if covering.values is None:
            return NO_PLAN, not covering.outcome.no_plan_exists
        best = cheaper(instance, swap.improved(instance, covering.values > 0.5, until), NO_PLAN)
    return best, True


def _proved(
    instance: Instance, best: Best, wanted: Wanted, limits: Limits, until: float
) -> tuple[Best, float, bool, str]:
    """The best plan, what no plan goes below, whether the search came to its end, and how."""
    rooted = root.climbed_from(instance, best, wanted, until)
    best, ascent = rooted.best, rooted.ascent
    cut_off = wanted.cut_off(best.cost)
    if ascent.bound > cut_off:
        return best, wanted.bound(best.cost), True, ROUTE
    if (plan := only_plan(rooted.instance)) is not None:
        best = cheaper(rooted.instance, plan, best)
        return best, wanted.bound(best.cost), True, ROUTE
    usable = residual.pairs_left(rooted.instance, rooted.pairs, ascent.prices, cut_off)
    if usable.sum() <= RESIDUAL_PAIRS and not deadline.passed(until):
        plan, solved = residual.finished(rooted.instance, usable, deadline.left(limits, until))
        best = best if plan is None else cheaper(rooted.instance, plan, best)
        if solved is None or solved.outcome.no_plan_exists or solved.outcome.proved_best:
            return best, wanted.bound(best.cost), True, f"{ROUTE}, HiGHS over the pairs left"
        bound = max(ascent.bound, min(solved.outcome.bound or -math.inf, wanted.bound(best.cost)))
        return best, bound, False, f"{ROUTE}, HiGHS over the pairs left"
    found = branch.searched(rooted.instance, rooted.pairs, ascent, best, wanted, until)
    return found.best, found.bound, found.ended, f"{ROUTE}, {found.nodes} nodes"

"""Sites with limited capacity and fixed costs: whom each serves at least cost, proved; see `solve`."""

import time
from dataclasses import dataclass, replace

import numpy as np

from feasibility.outcome import searched
from feasibility.siting.arrays import Arrays, Found, Limits
from feasibility.siting.capacitated import incumbent
from feasibility.siting.capacitated.bound import PATIENCE, Climb, Relaxed, first_prices, relaxed
from feasibility.siting.capacitated.branch import Node, Search, branched, target
from feasibility.siting.capacitated.fix import decided
from feasibility.siting.capacitated.ground import Ground, Standing, enough, laid_out, undecided
from feasibility.siting.capacitated.knapsack import fewest
from feasibility.siting.capacitated.transport import Served
from feasibility.siting.capacitated.whole import one_site_each

__all__ = ["fits", "solve"]

PAIRS_MIN = 2_000
"""Client-site pairs from which the bound pays. OR-Library's cap instances (800 to 1,250 pairs) take the plain model a
tenth to six tenths of the time; points in the plane take as long either way at 1,500 pairs, and the plain model several
times longer from 3,000 on."""
WHOLE_PAIRS_MIN = 800
"""The same where each client has one site. From 900 to 2,000 pairs in the plane the plain model took 0.5 to 9 times as
long, behind only where either takes a third of a second; from 4,500 on 3 to 14 times as long."""
ROUNDS = ((60, 2.0), (60, 1.0), (100, 1.0), (100, 0.5), (100, 0.25))
"""Steps and first step of each climb; sites are fixed and plans tried between them."""

WORTH_IMPROVING = 0.05
"""A plan is worth swapping sites in once the bound is this near: before, most sites are free and the prices rough."""


def fits(arrays: Arrays) -> bool:
    """Whether this route is likely to be faster than the plain model handed to HiGHS."""
    least = WHOLE_PAIRS_MIN if arrays.single_source else PAIRS_MIN
    return arrays.capacitated and int(np.isfinite(arrays.cost).sum()) >= least


@dataclass(frozen=True)
class Rooted:
    """What the climbs at the root came to."""

    standing: Standing
    relaxed: Relaxed
    best: Served | None
    """Splittable, whatever is asked."""


def solve(arrays: Arrays, limits: Limits) -> Found:
    """The least cost of serving everybody within capacities, and its proof.

    The bound prices 'every client is served' (Lagrangian relaxation: a continuous knapsack a site, and a knapsack of
    capacity over the sites; Beasley 1988, Cornuejols, Sridharan and Thizy 1991). Sites that it proves open or shut are
    fixed; the rest is branched on. Where each client has one site, HiGHS places the clients once the sites are decided.
    """
    until = time.perf_counter() + limits.seconds
    ground, standing = laid_out(arrays), undecided(arrays)
    if _impossible(ground, standing):
        return _told(arrays, Search(None, np.inf, 0, stopped_early=False), limits)
    beyond = float(np.where(np.isfinite(ground.cost), ground.cost, 0.0).max(axis=0).sum())
    beyond += float(np.maximum(ground.fixed, 0.0).sum()) + 1.0
    if arrays.single_source:  # the root fixes sites against a plan in shares, which need not hold for whole clients
        exact = replace(limits, gap_share=0.0)
        root = rooted(ground, standing, beyond, exact, until)
        node = Node(min(root.relaxed.value, target(root.best, beyond, exact)), standing, root.relaxed.prices)
        return _told(arrays, one_site_each(ground, node, root.best, beyond, limits, until), limits)
    root = rooted(ground, standing, beyond, limits, until)
    node = Node(root.relaxed.value, root.standing, root.relaxed.prices)
    return _told(arrays, branched(ground, node, root.best, beyond, limits, until), limits)


def rooted(ground: Ground, standing: Standing, beyond: float, limits: Limits, until: float) -> Rooted:
    """Climbs from the first prices, with plans tried and sites fixed between them."""
    found = relaxed(ground, standing, first_prices(ground.cost), beyond, Climb(1, PATIENCE, 2.0, until))
    best = incumbent.from_pattern(ground, standing, found)
    for steps, first_step in ROUNDS:
        if found.value >= target(best, beyond, limits) or time.perf_counter() > until:
            break
        aim = target(best, beyond, limits)
        climbed = relaxed(ground, standing, found.prices, aim, Climb(steps, PATIENCE // 2, first_step, until))
        found = climbed if climbed.value >= found.value else replace(climbed, value=found.value)
        best = incumbent.better(best, incumbent.from_pattern(ground, standing, climbed))
        standing = decided(ground, standing, climbed, target(best, beyond, limits))
        if best is not None and climbed.value > (1.0 - WORTH_IMPROVING) * best.cost and time.perf_counter() < until:
            best = incumbent.improved(ground, standing, best, until)
            standing = decided(ground, standing, climbed, target(best, beyond, limits))
    return Rooted(standing, found, best)


def _impossible(ground: Ground, standing: Standing) -> bool:
    """Whether so many sites cannot be, cannot hold everybody, or leave somebody unreached."""
    alive = int(standing.alive.sum())
    return bool(
        ground.least > min(ground.most, alive)
        or not np.isfinite(ground.cost).any(axis=0).all()
        or fewest(ground.capacity, float(ground.demand.sum())) > ground.most
        or not enough(float(ground.capacity.sum()), float(ground.demand.sum()))
    )


def _told(arrays: Arrays, search: Search, limits: Limits) -> Found:
    best = search.best
    outcome = searched(
        None if best is None else best.cost, search.bound, limits.gap_share, stopped_early=search.stopped_early
    )
    placing = ", clients placed by HiGHS" if arrays.single_source else ""
    route = f"bound by prices, sites branched on{placing}"
    if best is None:
        return Found(None, None, outcome, route)
    share = np.zeros(arrays.cost.shape)
    share[:, best.opened] = best.share.T
    return Found(best.opened, share, outcome, route)

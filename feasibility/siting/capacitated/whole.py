"""One site for each client: sites are branched on as if clients could be split, then clients are placed whole."""

import heapq
import itertools
import time
from dataclasses import dataclass, replace

import numpy as np

from feasibility.siting.arrays import Limits
from feasibility.siting.capacitated import incumbent
from feasibility.siting.capacitated.bound import Climb, relaxed
from feasibility.siting.capacitated.branch import (
    ROUNDING,
    WELL_WITHIN,
    Node,
    Search,
    doubtful,
    keeps_number,
)
from feasibility.siting.capacitated.fix import decided
from feasibility.siting.capacitated.ground import Ground
from feasibility.siting.capacitated.placing import placed, rounded
from feasibility.siting.capacitated.transport import Served, served

NODE_CLIMB = Climb(steps=25, patience=8, first_step=0.5, until=np.inf)
"""From the prices of the node above; 40 steps took a quarter to a half longer on 70 to 200 clients, 20 with less
patience left more nodes."""
NEAR_SHARES = (0.005, 0.02, np.inf)
"""A first plan of given sites is sought within so much of what it costs with clients split: so near, few pairs are
left to choose from, and a good plan is mostly found in a tenth of a second."""
FIRST_PLAN = (("mip_max_nodes", 100), ("mip_rel_gap", 0.002))
"""A first plan need only be good: the search betters it."""
FIRST_PLAN_TIME_SHARE = 0.1
FIRST_PLAN_SECONDS_MIN = 0.2
"""Even where the time is up: a plan is worth it."""
HALF = 0.5
"""Where every cost is a whole number a better plan costs 1 less; half of it leaves room for rounding."""
WHOLE_MAX = 1e9
"""Costs that sum to more are not told apart to the unit by a solver with sixteen figures and a tolerance."""


@dataclass(frozen=True)
class Aim:
    """What a plan must cost less than to matter."""

    beyond: float
    """A cost that no plan reaches."""
    gap_share: float
    whole_costs: bool

    def below(self, best: Served | None) -> float:
        """The cost that a bound must reach to end a node."""
        if best is None:
            return self.beyond
        step = HALF if self.whole_costs else ROUNDING * abs(best.cost)
        return best.cost - max(self.gap_share * WELL_WITHIN * abs(best.cost), step)

    def proved(self, bound: float) -> float:
        """The bound, lifted to the next whole cost where every cost is one."""
        return float(np.ceil(bound - ROUNDING * abs(bound))) if self.whole_costs and np.isfinite(bound) else bound


def one_site_each(
    ground: Ground, root: Node, split: Served | None, beyond: float, limits: Limits, until: float
) -> Search:
    """The best plan of `root`'s standing with one site a client, by the node of least bound first.

    Sites that are all decided make an end, which waits with what it costs with clients split as its bound; only ends
    cheaper than the best plan are placed whole. `split` is a good plan with clients split.
    """
    aim = Aim(beyond, limits.gap_share, whole_costs(ground))
    best = None if split is None else _first_plan(ground, split, aim.beyond, limits, until)
    nearest = np.inf if split is None else split.cost
    counter, nodes, closed = itertools.count(), 0, np.inf
    heap: list[tuple[float, int, Node | Served]] = [(root.bound, next(counter), root)]
    while heap and heap[0][0] < aim.below(best) and time.perf_counter() < until:
        _, _, item = heapq.heappop(heap)
        if isinstance(item, Served):
            plan, bound = placed(ground, item, aim.below(best), _rest(limits, until))
            best, closed = incumbent.better(best, plan), min(closed, bound)
            continue
        nodes += 1
        below, bound = _below(ground, item, aim.below(best), until)
        closed = min(closed, bound)
        for bound, child in below:
            heapq.heappush(heap, (bound, next(counter), child))
            if isinstance(child, Served) and child.cost < nearest:
                nearest = child.cost
                best = incumbent.better(best, _first_plan(ground, child, aim.below(best), limits, until))
    lowest = min([closed, *(bound for bound, _, _ in heap)])
    return Search(best, aim.proved(lowest), nodes, stopped_early=lowest < aim.below(best))


def _below(ground: Ground, node: Node, below: float, until: float) -> tuple[list[tuple[float, Node | Served]], float]:
    """What is left under a node, each with its bound, and the bound of what was closed here."""
    found = relaxed(ground, node.standing, node.prices, below, replace(NODE_CLIMB, until=until))
    bound = max(found.value, node.bound)
    if bound >= below:
        return [], bound
    standing = decided(ground, node.standing, found, below)
    if standing.free.any():
        site = doubtful(standing, found)
        return [(bound, Node(bound, standing.with_site(site, opened=o), found.prices)) for o in (True, False)], below
    if not keeps_number(ground, standing):
        return [], below
    end = served(ground, standing.opened, found.room_prices[standing.opened])
    return ([], below) if end is None else ([(max(end.cost, bound), end)], below)


def _first_plan(ground: Ground, split: Served, below: float, limits: Limits, until: float) -> Served | None:
    best = rounded(ground, split)
    for share in NEAR_SHARES:
        if best is not None and time.perf_counter() > until:
            return best
        near = min(split.cost + share * abs(split.cost), below, np.inf if best is None else best.cost)
        seconds = max(_rest(limits, until).seconds * FIRST_PLAN_TIME_SHARE, FIRST_PLAN_SECONDS_MIN)
        plan, _ = placed(ground, split, near, replace(limits, seconds=seconds), FIRST_PLAN)
        if plan is not None or near >= below:
            return incumbent.better(best, plan)
    return best


def whole_costs(ground: Ground) -> bool:
    """Whether every plan costs a whole number of units."""
    figures = np.concatenate((ground.cost[np.isfinite(ground.cost)], ground.fixed))
    return bool((figures == np.round(figures)).all() and figures.sum() < WHOLE_MAX)


def _rest(limits: Limits, until: float) -> Limits:
    return replace(limits, seconds=max(until - time.perf_counter(), 0.0))

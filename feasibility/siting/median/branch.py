"""The search to its end: one doubtful site opened in one half and shut in the other, with the bound in each."""

import heapq
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from feasibility.siting.arrays import Flags, Floats
from feasibility.siting.median.bound import Ascent, climbed, started
from feasibility.siting.median.eliminate import left, only_plan
from feasibility.siting.median.instance import Best, Instance, Wanted, cheaper
from feasibility.siting.median.pairs import Pairs, held, kept, widened
from feasibility.siting.median.swap import improved

STEPS = 30
"""Steps of a node's climb. On eight graphs of 500-900 nodes with 5 or 10 open, 20, 30 and 40 took about as long."""
PACE = 2.0
"""First step of a node's climb; 0.15 left four to nine times the nodes on four of these graphs, 3 took longer on
average."""


@dataclass(frozen=True)
class Searched:
    """The best plan, what no plan goes below, and how many nodes were looked at."""

    best: Best
    bound: float
    nodes: int
    ended: bool
    """Whether the search came to its end in time."""


@dataclass(frozen=True)
class _Node:
    """What is decided, by site of the instance that the search began with, and the prices to start from."""

    bound: float
    keep: Flags
    required: Flags
    prices: Floats


def searched(instance: Instance, pairs: Pairs, ascent: Ascent, best: Best, wanted: Wanted, deadline: float) -> Searched:
    """The least cost over the instance's plans, the node of the lowest bound first, the older one at a tie."""
    root = _Node(ascent.bound, np.ones(len(instance.fixed), dtype=bool), instance.required, ascent.prices)
    open_nodes, made, done = [(root.bound, 0, root)], 1, 0
    while open_nodes and open_nodes[0][0] <= wanted.cut_off(best.cost):
        if time.monotonic() > deadline:
            return Searched(best, min(open_nodes[0][0], best.cost), done, False)
        before, node = best.cost, heapq.heappop(open_nodes)[2]
        part, climb, best = _bounded(instance, pairs, node, best, wanted, deadline)
        done += 1
        if best.cost < before:
            best = _polished(instance, best, deadline)
        if climb is None or climb.bound > wanted.cut_off(best.cost):
            continue
        for child in _halves(instance, part, climb):
            heapq.heappush(open_nodes, (child.bound, made, child))
            made += 1
    return Searched(best, wanted.bound(best.cost), done, True)


def _bounded(
    instance: Instance, above: Pairs, node: _Node, best: Best, wanted: Wanted, deadline: float
) -> tuple[Instance, Ascent | None, Best]:
    """The node's instance and climb; no climb where nothing is left to choose."""
    part = instance.within(node.keep, node.required)
    if (plan := only_plan(part)) is not None:
        return part, None, cheaper(part, plan, best)
    pairs = kept(above, node.keep)
    if (node.prices >= pairs.reach).any():
        pairs = held(part.cost, widened(part.cost, node.prices, pairs.reach), pairs.grain)
    climb = climbed(
        part, pairs, started(part, node.prices, PACE), target=best.cost, cut_off=wanted.cut_off(best.cost),
        steps=STEPS, deadline=deadline,
    )  # fmt: skip
    best = cheaper(part, climb.opened, best)
    part, climb = left(part, replace(climb, bound=max(climb.bound, node.bound)))
    if climb.bound <= wanted.cut_off(best.cost) and (plan := only_plan(part)) is not None:
        return part, None, cheaper(part, plan, best)
    return part, climb, best


def _halves(instance: Instance, part: Instance, climb: Ascent) -> Iterator[_Node]:
    """The site that the relaxation opened about every other time: with it, and without it."""
    places = np.searchsorted(instance.sites, part.sites)
    keep, required = np.zeros((2, len(instance.fixed)), dtype=bool)
    keep[places], required[places] = True, part.required
    doubt = np.where(part.required, np.inf, np.abs(climb.share - 0.5))
    site = places[int(doubt.argmin())]
    opened, shut = required.copy(), keep.copy()
    opened[site], shut[site] = True, False
    yield _Node(climb.bound, keep, opened, climb.prices)
    yield _Node(climb.bound, shut, required, climb.prices)


def _polished(instance: Instance, best: Best, deadline: float) -> Best:
    """The best plan after swaps among the sites that are left."""
    opened = np.isin(instance.sites, best.opened)
    if int(opened.sum()) != len(best.opened):
        return best
    return cheaper(instance, improved(instance, opened, deadline), best)

"""The first and longest climb: the bound rises, sites leave, and better plans are sought from what it opens."""

import time
from dataclasses import dataclass

import numpy as np

from feasibility.siting.arrays import Floats
from feasibility.siting.median.bound import Ascent, climbed, started
from feasibility.siting.median.eliminate import left, only_plan
from feasibility.siting.median.instance import Best, Instance, Wanted, cheaper
from feasibility.siting.median.pairs import Pairs, grain_of, held, kept, widened
from feasibility.siting.median.swap import improved

ROUND_STEPS = 50
"""Steps between two looks at what has been reached."""
PACE = 1.5
"""Polyak's step, half as long again: from 1, three graphs of 200-700 nodes were left unproved by the climb that
proved them from 1.5 and 2."""
LAST_PACE = 1 / 512
"""So far the step is halved before the climb ends: a longer climb finds better plans on 2,000 points in the plane."""
SHRINK_SHARE = 0.9
"""The arrays are laid anew once fewer than this share of their sites is left."""
STEPS_MAX = 5000
"""So that a climb that gains ever less still ends; none that was tried took half as many."""
NEAREST = 4
"""Prices begin between a client's first and second open site; pairs are held up to this one, or on where prices rise
so far."""


@dataclass(frozen=True)
class Rooted:
    """What the first climb left."""

    instance: Instance
    pairs: Pairs
    ascent: Ascent
    best: Best


def climbed_from(instance: Instance, best: Best, wanted: Wanted, deadline: float) -> Rooted:
    """The climb from the best plan's prices until the plan is proved, the steps are spent or the time is up."""
    prices, reach = _first_prices(instance, best)
    grain = grain_of(instance.cost, float(prices.sum())) if wanted.whole else None
    pairs, ascent = held(instance.cost, reach, grain), started(instance, prices, PACE)
    tried: set[bytes] = set()
    rounds = 0
    while ascent.pace > LAST_PACE and rounds * ROUND_STEPS < STEPS_MAX and time.monotonic() < deadline:
        ascent = climbed(
            instance, pairs, ascent, target=best.cost, cut_off=wanted.cut_off(best.cost), steps=ROUND_STEPS,
            deadline=deadline,
        )  # fmt: skip
        rounds += 1
        best = cheaper(instance, ascent.opened, best)
        if ascent.bound <= wanted.cut_off(best.cost) and _look_for_plans(rounds):
            plan = instance.sites[ascent.opened].tobytes()
            if plan not in tried:
                tried.add(plan)
                best = cheaper(instance, improved(instance, ascent.opened, deadline), best)
        if ascent.bound > wanted.cut_off(best.cost):
            break
        instance, pairs, ascent = _shrunk(instance, pairs, ascent)
        if only_plan(instance) is not None:
            break
    instance, pairs, ascent = _shrunk(instance, pairs, ascent, share=1.0)
    return Rooted(instance, pairs, ascent, best)


def _first_prices(instance: Instance, best: Best) -> tuple[Floats, Floats]:
    opened = np.isin(instance.sites, best.opened)
    places = min(NEAREST, int(opened.sum()))
    near = np.sort(np.partition(instance.cost[:, opened], places - 1, axis=1)[:, :places], axis=1)
    second = near[:, min(1, places - 1)]
    prices = np.where(np.isfinite(second), (near[:, 0] + second) / 2, near[:, 0])
    reach = near[:, -1] if places == NEAREST else np.full(len(near), np.inf)
    return prices, np.maximum(reach, prices)


def _look_for_plans(rounds: int) -> bool:
    """After each of the first eight rounds, then every eighth: late climbs open much the same sites."""
    return rounds <= 8 or rounds % 8 == 0


def _shrunk(
    instance: Instance, pairs: Pairs, ascent: Ascent, share: float = SHRINK_SHARE
) -> tuple[Instance, Pairs, Ascent]:
    keep = ~ascent.never
    if keep.sum() < share * len(keep) or ascent.always.any():
        instance, ascent = left(instance, ascent)
        pairs = kept(pairs, keep)
    if len(instance.fixed) and (ascent.prices >= pairs.reach).any():
        pairs = held(instance.cost, widened(instance.cost, ascent.prices, pairs.reach), pairs.grain)
    return instance, pairs, ascent

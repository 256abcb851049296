"""What no plan can go below: 'every client is served once' is priced, and the prices climb by subgradient."""

import time
from dataclasses import dataclass

import numpy as np

from feasibility.siting.arrays import Floats, Whole
from feasibility.siting.capacitated.ground import Ground, Standing
from feasibility.siting.capacitated.knapsack import NONE_SUITS, Opening, filled, opening


@dataclass(frozen=True)
class Relaxed:
    """The best bound found, and what it was found at."""

    value: float
    prices: Floats
    """By client: what being served is worth."""
    worth: Floats
    """By site, at these prices: fixed cost and what its clients add; infinite of a site that is shut."""
    room_prices: Floats
    """By site: what one more unit of its capacity would gain."""
    opening: Opening
    """Of the free sites, at these prices."""
    pattern: Floats
    """By site: how far it was open, averaged over the last steps."""


@dataclass(frozen=True)
class Climb:
    """How long to climb."""

    steps: int
    patience: int
    """Steps without gain after which the step is halved; see PATIENCE."""
    first_step: float
    until: float
    """`time.perf_counter()` at which to stop."""


PATIENCE = 40
"""Fewer steps of patience, or deflected directions, left three to six times the gap where distances are Euclidean."""
FADING = 0.95
"""Of the averaged pattern: about the last twenty steps count."""
SMALLEST_STEP = 1e-3
"""A step of this share of Polyak's gains nothing more."""
MARKED_GAIN = 1e-7
"""As a share of the bound: less is no gain, or patience would never end."""


def first_prices(cost: Floats) -> Floats:
    """The second least cost of each client, where two sites reach it: nobody pays more for the nearest site."""
    if len(cost) == 1:
        return np.array(cost[0])
    two = np.partition(cost, 1, axis=0)[:2]
    return np.asarray(np.where(np.isfinite(two[1]), two[1], two[0]))


Best = tuple[float, Floats, Floats, Floats, Opening]
"""Bound, prices, worth and room prices of the sites looked at, and the opening."""


def relaxed(ground: Ground, standing: Standing, prices: Floats, target: float, climb: Climb) -> Relaxed:
    """The bound after climbing from `prices`, or as soon as it passes `target` (the cost to beat)."""
    rows = np.flatnonzero(standing.alive)
    cost, fixed, capacity = ground.cost[rows], ground.fixed[rows], ground.capacity[rows]
    free, share = standing.free[rows], standing.opened[rows].astype(np.float64)
    needed = float(ground.demand.sum() - capacity[~free].sum())
    least, most = ground.least - int((~free).sum()), ground.most - int((~free).sum())
    best: Best = (-np.inf, prices, fixed, fixed, NONE_SUITS)
    pattern, step, stalled = share.copy(), climb.first_step, 0
    for turn in range(climb.steps):
        knapsacks = filled(cost, prices, ground.demand, capacity)
        worth = fixed + knapsacks.worth
        found = opening(worth[free], capacity[free], needed, max(least, 0), most)
        value = float(prices.sum() + worth[~free].sum() + found.value)
        gained = value > best[0] + MARKED_GAIN * abs(value) or turn == 0
        stalled = 0 if gained else stalled + 1
        if value > best[0]:
            best = (value, prices, worth, knapsacks.room_price, found)
        if value >= target or step < SMALLEST_STEP or time.perf_counter() > climb.until:
            break
        if stalled >= climb.patience:
            step, stalled, prices = step / 2.0, 0, best[1]
        share[free] = found.share
        pattern = FADING * pattern + (1.0 - FADING) * share if turn else share.copy()
        slope = knapsacks.unserved(share, len(prices))
        steepness = float(slope @ slope)
        if steepness < 1e-12:
            break
        prices = prices + step * (target - value) / steepness * slope
    return _spread(best, pattern, rows, len(standing.free))


def _spread(best: Best, pattern: Floats, rows: Whole, sites: int) -> Relaxed:
    value, prices, worth, room_prices, found = best
    every_worth, every_room, every_pattern = np.full(sites, np.inf), np.zeros(sites), np.zeros(sites)
    every_worth[rows], every_room[rows], every_pattern[rows] = worth, room_prices, pattern
    return Relaxed(value, prices, every_worth, every_room, found, every_pattern)

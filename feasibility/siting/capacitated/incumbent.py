"""A good plan: the sites that the relaxation would open, then sites added, dropped and swapped while it saves."""

import time

import numpy as np

from feasibility.siting.arrays import Flags, Floats, Whole
from feasibility.siting.capacitated.bound import Relaxed
from feasibility.siting.capacitated.ground import TINY, Ground, Standing, enough
from feasibility.siting.capacitated.knapsack import filled
from feasibility.siting.capacitated.transport import Served, served

TRIED_AT_MOST = 30
"""Neighbours of one plan that are solved exactly; they are ranked by a bound, so later ones rarely save."""


def better(best: Served | None, other: Served | None) -> Served | None:
    """The cheaper one; the first where they cost the same."""
    if best is None or other is None:
        return other if best is None else best
    return other if other.cost < best.cost - 1e-9 * abs(best.cost) else best


def from_pattern(ground: Ground, standing: Standing, relaxed: Relaxed) -> Served | None:
    """The best plan among those that open the sites ranked highest by the pattern: as few as may do, or a few more."""
    best: Served | None = None
    most = min(ground.most, int(standing.alive.sum()))
    ranked = _ranked(standing, relaxed)
    fewest = next((n for n in range(_least(ground, standing), most + 1) if _may_do(ground, ranked[:n])), most)
    usual = round(float(relaxed.pattern.sum()))
    for number in sorted({*range(fewest, fewest + 3), *range(max(usual - 1, fewest), usual + 2)}):
        if number <= most:
            opened = _flags(ranked[:number], len(standing.free))
            best = better(best, served(ground, opened, relaxed.room_prices[opened]))
    if best is None:
        best = served(ground, _largest(ground, standing, ranked, most))
    return best


def pattern_sites(ground: Ground, standing: Standing, relaxed: Relaxed) -> Flags | None:
    """As many sites as the pattern opens, those it opens furthest; more where they could not serve everybody."""
    most = min(ground.most, int(standing.alive.sum()))
    ranked, usual = _ranked(standing, relaxed), round(float(relaxed.pattern.sum()))
    for number in range(min(max(usual, _least(ground, standing)), most), most + 1):
        if _may_do(ground, ranked[:number]):
            return _flags(ranked[:number], len(standing.free))
    return None


def _least(ground: Ground, standing: Standing) -> int:
    """Fewest sites of any plan: those that are sure to open, required ones among them, all do."""
    return max(ground.least, int(standing.opened.sum()))


def improved(ground: Ground, standing: Standing, plan: Served, until: float) -> Served:
    """The plan after adding, dropping and swapping alive sites as long as that saves.

    The prices of a plan bound what any neighbour costs from below: for a site dropped, every client's price rises to
    the next open site; a site added is worth its knapsack at those prices. Only neighbours whose bound beats the plan
    are solved, best first.
    """
    tried = {plan.opened.tobytes()}
    while True:
        follower = None
        for opened, prices in _neighbours(ground, standing, plan):
            if time.perf_counter() > until or len(tried) > TRIED_AT_MOST * 10:
                return plan
            if opened.tobytes() in tried:
                continue
            tried.add(opened.tobytes())
            follower = served(ground, opened, prices)
            if follower is not None and follower.cost < plan.cost - 1e-9 * abs(plan.cost):
                break
            follower = None
        if follower is None:
            return plan
        plan = follower


def _neighbours(ground: Ground, standing: Standing, plan: Served) -> list[tuple[Flags, Floats]]:
    inside = np.flatnonzero(plan.opened)
    outside = np.flatnonzero(standing.alive & ~plan.opened)
    capacity, total = ground.capacity, float(ground.demand.sum())
    here = float(capacity[inside].sum())
    priced = ground.cost[inside] + plan.site_prices[:, None] * ground.demand
    ceiling = np.where(np.isfinite(ground.cost), ground.cost, 0.0).max(axis=0)
    ranked: list[tuple[float, int, int]] = []
    for left in (-1, *np.flatnonzero(standing.free[inside])):
        kept = np.ones(len(inside), dtype=bool)
        if left >= 0:
            kept[left] = False
        prices = np.minimum(priced[kept].min(axis=0), ceiling) if kept.any() else ceiling
        base = prices.sum() - (capacity[inside] * plan.site_prices)[kept].sum() + ground.fixed[inside][kept].sum()
        number = int(kept.sum())
        gone = -1 if left < 0 else int(inside[left])
        room = here - (capacity[gone] if left >= 0 else 0.0)
        if left >= 0 and number >= ground.least and base < plan.cost and enough(room, total):
            ranked.append((float(base), gone, -1))
        if number < ground.most and len(outside):
            cost = (
                base
                + ground.fixed[outside]
                + filled(ground.cost[outside], prices, ground.demand, capacity[outside]).worth
            )
            ranked += [
                (float(value), gone, int(site))
                for value, site in zip(cost, outside, strict=True)
                if value < plan.cost and enough(room + capacity[site], total)
            ]
    return [_moved(plan, gone, come) for _, gone, come in sorted(ranked)[:TRIED_AT_MOST]]


def _moved(plan: Served, gone: int, come: int) -> tuple[Flags, Floats]:
    opened, prices = plan.opened.copy(), np.zeros(len(plan.opened))
    prices[plan.opened] = plan.site_prices
    if gone >= 0:
        opened[gone] = False
    if come >= 0:
        opened[come] = True
    return opened, prices[opened]


def _ranked(standing: Standing, relaxed: Relaxed) -> Whole:
    """Sites that are open, then free ones as the pattern opens them, by value where it opens them alike."""
    alive = np.flatnonzero(standing.alive)
    keys = (relaxed.worth[alive], -np.round(relaxed.pattern[alive], 6), ~standing.opened[alive])
    return np.asarray(alive[np.lexsort(keys)])


def _may_do(ground: Ground, sites: Whole) -> bool:
    return enough(float(ground.capacity[sites].sum()), float(ground.demand.sum())) and bool(
        np.isfinite(ground.cost[sites]).any(axis=0).all() if len(sites) else False
    )


def _largest(ground: Ground, standing: Standing, ranked: Whole, most: int) -> Flags:
    """As many sites as may be open: those that serve most of what the ones before do not reach, then the largest."""
    flags = standing.opened.copy()
    reach = np.isfinite(ground.cost)
    unreached = ~reach[flags].any(axis=0)
    for _ in range(most - int(flags.sum())):
        left = ranked[~flags[ranked]]
        if not len(left):
            break
        gain = (reach[left] & unreached) @ np.maximum(ground.demand, TINY)
        pick = left[np.lexsort((-ground.capacity[left], -np.minimum(gain, ground.capacity[left])))[0]]
        flags[pick] = True
        unreached &= ~reach[pick]
    return flags


def _flags(sites: Whole, number: int) -> Flags:
    flags = np.zeros(number, dtype=bool)
    flags[sites] = True
    return flags

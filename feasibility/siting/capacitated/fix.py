"""Sites decided by the bound: one that would lift it past the best plan known, if flipped, stands as it is."""

import numpy as np

from feasibility.siting.arrays import Floats
from feasibility.siting.capacitated.bound import Relaxed
from feasibility.siting.capacitated.ground import Ground, Standing


def decided(ground: Ground, standing: Standing, relaxed: Relaxed, target: float) -> Standing:
    """The standing with every free site fixed open or shut that no plan below `target` has otherwise."""
    free = np.flatnonzero(standing.free)
    if not len(free) or not np.isfinite(relaxed.value):
        return standing
    into, out = flipped(ground, standing, relaxed)
    now_open, still = standing.opened.copy(), standing.free.copy()
    must, never = relaxed.value + out >= target, relaxed.value + into >= target
    now_open[free[must & ~never]] = True
    still[free[must | never]] = False
    return Standing(now_open, still)


def flipped(ground: Ground, standing: Standing, relaxed: Relaxed) -> tuple[Floats, Floats]:
    """By free site: by how much the bound rises with the site open, and with the site shut.

    At the price of capacity of the best opening, sites rank by value less the worth of their capacity. Opening one
    more takes the place of the last one chosen where the number of sites is at its end; shutting one lets the next in.
    """
    free = standing.free
    worth = relaxed.worth[free] - relaxed.opening.capacity_price * ground.capacity[free]
    settled = int(standing.opened.sum())
    least, most = relaxed.opening.least, ground.most - settled
    below = int((worth < 0.0).sum())
    number = min(max(below, least), most, len(worth))
    ranked = np.sort(worth)
    is_in = np.zeros(len(worth), dtype=bool)
    is_in[np.argsort(worth, kind="stable")[:number]] = True
    last = ranked[number - 1] if number and (below >= most or below < least) else 0.0
    into = worth - last if number or most > 0 else np.full(len(worth), np.inf)
    if number < len(worth):
        following = ranked[number] if below <= least or below > most else 0.0
    else:
        following = np.inf if below <= least else 0.0
    return np.where(is_in, 0.0, into), np.where(is_in, following - worth, 0.0)

"""Which way an instance is searched, by its measured size, and why."""

from dataclasses import replace

import numpy as np

from feasibility.siting import capacitated, median, plain
from feasibility.siting.arrays import Arrays, Found, Limits

MEDIAN_PAIRS_MIN = 1_000
"""From so many pairs on, prices on clients beat the plain model on every instance measured: 1.7 to 30 times on points
in the plane and car minutes (2,400 to 11,000 pairs), 1.2 to 4 times on random costs, the hardest there are. Below it
either takes hundredths of a second in the plane, and on random costs the plain model was sometimes first."""


def least_cost(arrays: Arrays, limits: Limits) -> Found:
    """The least cost of opening and serving, by the route that is fastest at this size."""
    pairs = int(np.isfinite(arrays.cost).sum())
    if median.fits(arrays) and pairs >= MEDIAN_PAIRS_MIN:
        return _because(median.solve(arrays, limits), f"{pairs:,} pairs, no site limited")
    if capacitated.fits(arrays):
        return _because(capacitated.solve(arrays, limits), f"{pairs:,} pairs, sites limited")
    if pairs < MEDIAN_PAIRS_MIN:
        return _because(plain.solve(arrays, limits), f"{pairs:,} pairs, too few to gain by another way")
    return _because(plain.solve(arrays, limits), f"{pairs:,} pairs, sites limited, too few to gain by another way")


def _because(found: Found, why: str) -> Found:
    return replace(found, route=f"{found.route} ({why})")

"""Which way an instance is searched, by its measured size, and why."""

import time
from dataclasses import replace

import numpy as np

from feasibility.siting import capacitated, median, plain
from feasibility.siting.arrays import Arrays, Found, Limits

MEDIAN_PAIRS_MIN = 1_000
"""From so many pairs on, prices on clients beat the plain model on every instance measured: 1.7 to 30 times on points
in the plane and car minutes (2,400 to 11,000 pairs), 1.2 to 4 times on random costs, the hardest there are. Below it
either takes hundredths of a second in the plane, and on random costs the plain model was sometimes first."""

PLAIN_FIRST_PAIRS_MAX = 6_500
"""Up to so many pairs the plain model is tried first where pairs are forbidden, sites required or clients split: there
it is often done in tenths of a second where prices on clients take many. Whole clients free to go anywhere are not:
its first node alone takes 5 to 10 s on Holmberg's p26 to p30 (4,500 pairs), prices on clients 0.3 to 6 s in all."""
PLAIN_NODES = 1
"""Nodes after which the plain model is given up; nodes, not seconds, so that two runs take the same way."""


def least_cost(arrays: Arrays, limits: Limits) -> Found:
    """The least cost of opening and serving, by the route that is fastest at this size."""
    pairs = int(np.isfinite(arrays.cost).sum())
    if median.fits(arrays) and pairs >= MEDIAN_PAIRS_MIN:
        return _because(median.solve(arrays, limits), f"{pairs:,} pairs, no site limited")
    if capacitated.fits(arrays):
        return _limited(arrays, limits, pairs)
    if pairs < MEDIAN_PAIRS_MIN:
        return _because(plain.solve(arrays, limits), f"{pairs:,} pairs, too few to gain by another way")
    return _because(plain.solve(arrays, limits), f"{pairs:,} pairs, sites limited, too few to gain by another way")


def _limited(arrays: Arrays, limits: Limits, pairs: int) -> Found:
    """Sites limited: the plain model where its first node may settle it, else prices on clients; the better plan."""
    until = time.monotonic() + limits.seconds
    bound_by_rules = pairs < arrays.cost.size or arrays.required.any() or not arrays.single_source
    first = pairs <= PLAIN_FIRST_PAIRS_MAX and bool(bound_by_rules)
    tried = plain.solve(arrays, limits, nodes=PLAIN_NODES) if first else None
    if tried is not None and (tried.outcome.proved_best or tried.outcome.no_plan_exists):
        return _because(tried, f"{pairs:,} pairs, settled at once")
    left = replace(limits, seconds=max(0.0, until - time.monotonic()))
    found = _because(capacitated.solve(arrays, left), f"{pairs:,} pairs, sites limited")
    if tried is None or tried.opened is None or _cost(arrays, found) <= _cost(arrays, tried):
        return found
    return _because(tried, f"{pairs:,} pairs, a better plan than by prices on clients")


def _cost(arrays: Arrays, found: Found) -> float:
    if found.opened is None or found.share is None:
        return np.inf
    served = np.where(found.share > 0, arrays.cost, 0.0)
    return float(arrays.fixed @ found.opened + (served * found.share).sum())


def _because(found: Found, why: str) -> Found:
    return replace(found, route=f"{found.route} ({why})")

"""What each site is worth to a relaxation: over the whole matrix, or over the pairs that can still count."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from feasibility.siting.arrays import Flags, Floats

BLOCK_BYTES = 2**19
"""Taken at a time: half a megabyte stays in a core's second-level cache."""
SPARSE_SHARE = 0.25
"""Below this share of all cells the list of pairs is quicker than the matrix: a listed pair is reckoned at four times a
cell, for its price is fetched by position (an estimate)."""


EXACT_FLOAT32 = 2.0**24
"""Single precision holds every whole number up to here."""
GRAIN_MAX = 2.0**-4
"""Beyond a sixteenth, prices would be too coarse for costs of a few units, and doubles are used (a judgement)."""


@dataclass(frozen=True)
class Matrix:
    """Every pair, a row a site."""

    cost: Any
    """In single precision where there is a grain, else in double."""
    reach: Floats
    """By client: pairs are held up to this cost; infinite in a matrix, which holds them all."""
    grain: float | None
    """Prices are multiples of this power of two, so that sums in single precision are exact; None where they are not
    held to one."""


@dataclass(frozen=True)
class Listed:
    """The pairs that cost less than `reach`, site by site."""

    cost: Floats
    client: Any
    starts: Any
    """Where each site's pairs begin; one more for the end."""
    reach: Floats
    grain: float | None
    """Of the matrix that these pairs may become; a list is in double precision."""


Pairs = Matrix | Listed


def grain_of(cost: Floats, sum_of_prices: float) -> float | None:
    """The grain for whole costs from nought up, with room for prices to grow by a quarter; None: too coarse.

    A sum over clients of min(cost, price) is then a multiple of the grain below 2^24 grains: exact in any order.
    """
    if not cost.size or cost.min() < 0 or not 0 < sum_of_prices < np.inf:
        return None
    grain = float(2.0 ** np.ceil(np.log2(1.25 * sum_of_prices / EXACT_FLOAT32)))
    return grain if grain <= GRAIN_MAX else None


def on_grain(pairs: Pairs, prices: Floats) -> Floats:
    """Prices that the pairs reckon with exactly: multiples of the grain, scaled down where their sum has no room."""
    if isinstance(pairs, Listed) or pairs.grain is None:
        return prices
    room = EXACT_FLOAT32 * pairs.grain - len(prices) * pairs.grain  # rounding adds up to half a grain each
    if (total := float(prices.sum())) > room:
        prices = prices * (room / total)
    grained: Floats = np.rint(prices / pairs.grain) * pairs.grain
    return grained


def held(cost: Floats, reach: Floats, grain: float | None = None) -> Pairs:
    """The pairs of a clients-by-sites matrix that cost less than the client's reach, in the quicker of two forms."""
    near = cost < reach[:, None]
    if near.mean() > SPARSE_SHARE:
        kind = np.float64 if grain is None else np.float32
        return Matrix(np.ascontiguousarray(cost.T, dtype=kind), np.full(len(cost), np.inf), grain)
    site, client = np.nonzero(near.T)
    starts = np.searchsorted(site, np.arange(cost.shape[1] + 1))
    return Listed(cost[client, site], client, starts, reach, grain)


def widened(cost: Floats, prices: Floats, reach: Floats) -> Floats:
    """A reach that leaves each price room to double its distance from the client's cheapest site."""
    wide: Floats = np.maximum(reach, 2.0 * prices - cost.min(axis=1))
    return wide


def kept(pairs: Pairs, keep: Flags) -> Pairs:
    """The pairs of the kept sites."""
    if isinstance(pairs, Matrix):
        return Matrix(pairs.cost[keep], pairs.reach, pairs.grain)
    lengths = np.diff(pairs.starts)
    cells = np.repeat(keep, lengths)
    starts = np.concatenate([[0], np.cumsum(lengths[keep])])
    return Listed(pairs.cost[cells], pairs.client[cells], starts, pairs.reach, pairs.grain)


def site_values(pairs: Pairs, prices: Floats) -> Floats:
    """By site: the sum over clients of min(0, cost - price)."""
    if isinstance(pairs, Matrix):
        return _matrix_values(pairs, prices)
    saved = pairs.cost - prices[pairs.client]
    np.minimum(saved, 0.0, out=saved)
    values = np.zeros(len(pairs.starts) - 1)
    filled = pairs.starts[1:] > pairs.starts[:-1]
    if filled.any():
        values[filled] = np.add.reduceat(saved, pairs.starts[:-1][filled])
    return values


def _matrix_values(pairs: Matrix, prices: Floats) -> Floats:
    cost = pairs.cost
    asked = prices.astype(cost.dtype)
    values = np.empty(len(cost), cost.dtype)
    rows = max(1, BLOCK_BYTES // max(1, cost.itemsize * cost.shape[1]))
    room = np.empty((min(rows, len(cost)), cost.shape[1]), cost.dtype)
    for first in range(0, len(cost), rows):
        block = cost[first : first + rows]
        np.einsum("ij->i", np.minimum(block, asked, out=room[: len(block)]), out=values[first : first + rows])
    saved: Floats = values.astype(float) - prices.sum()
    return saved


def times_served(pairs: Pairs, prices: Floats, opened: Flags) -> Floats:
    """By client: how many of the opened sites cost less than its price."""
    if isinstance(pairs, Matrix):
        times: Floats = (pairs.cost[opened] < prices.astype(pairs.cost.dtype)).sum(axis=0).astype(float)
        return times
    chosen = np.flatnonzero(opened)
    slices = [slice(pairs.starts[site], pairs.starts[site + 1]) for site in chosen]
    if not slices:
        return np.zeros(len(prices))
    client = np.concatenate([pairs.client[part] for part in slices])
    cost = np.concatenate([pairs.cost[part] for part in slices])
    counted: Floats = np.bincount(client, minlength=len(prices), weights=cost < prices[client]).astype(float)
    return counted

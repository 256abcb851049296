"""What each site is worth to a relaxation: over the whole matrix, or over the pairs that can still count."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from feasibility.siting.arrays import Flags, Floats

BLOCK_CELLS = 2**15
"""Cells taken at a time: a quarter of a megabyte stays in a core's second-level cache."""
SPARSE_SHARE = 0.25
"""Below this share of all cells the list of pairs is quicker than the matrix: a listed pair is reckoned at four times a
cell, for its price is fetched by position (an estimate)."""


@dataclass(frozen=True)
class Matrix:
    """Every pair, a row a site."""

    cost: Floats
    reach: Floats
    """By client: pairs are held up to this cost; infinite in a matrix, which holds them all."""


@dataclass(frozen=True)
class Listed:
    """The pairs that cost less than `reach`, site by site."""

    cost: Floats
    client: Any
    starts: Any
    """Where each site's pairs begin; one more for the end."""
    reach: Floats


Pairs = Matrix | Listed


def held(cost: Floats, reach: Floats) -> Pairs:
    """The pairs of a clients-by-sites matrix that cost less than the client's reach, in the quicker of two forms."""
    near = cost < reach[:, None]
    if near.mean() > SPARSE_SHARE:
        return Matrix(np.ascontiguousarray(cost.T), np.full(len(cost), np.inf))
    site, client = np.nonzero(near.T)
    starts = np.searchsorted(site, np.arange(cost.shape[1] + 1))
    return Listed(cost[client, site], client, starts, reach)


def widened(cost: Floats, prices: Floats, reach: Floats) -> Floats:
    """A reach that leaves each price room to double its distance from the client's cheapest site."""
    wide: Floats = np.maximum(reach, 2.0 * prices - cost.min(axis=1))
    return wide


def kept(pairs: Pairs, keep: Flags) -> Pairs:
    """The pairs of the kept sites."""
    if isinstance(pairs, Matrix):
        return Matrix(pairs.cost[keep], pairs.reach)
    lengths = np.diff(pairs.starts)
    cells = np.repeat(keep, lengths)
    starts = np.concatenate([[0], np.cumsum(lengths[keep])])
    return Listed(pairs.cost[cells], pairs.client[cells], starts, pairs.reach)


def site_values(pairs: Pairs, prices: Floats) -> Floats:
    """By site: the sum over clients of min(0, cost - price)."""
    if isinstance(pairs, Matrix):
        return _matrix_values(pairs.cost, prices)
    saved = pairs.cost - prices[pairs.client]
    np.minimum(saved, 0.0, out=saved)
    values = np.zeros(len(pairs.starts) - 1)
    filled = pairs.starts[1:] > pairs.starts[:-1]
    if filled.any():
        values[filled] = np.add.reduceat(saved, pairs.starts[:-1][filled])
    return values


def _matrix_values(cost: Floats, prices: Floats) -> Floats:
    values = np.empty(len(cost))
    rows = max(1, BLOCK_CELLS // max(1, cost.shape[1]))
    room = np.empty((rows, cost.shape[1]))
    for first in range(0, len(cost), rows):
        block = cost[first : first + rows]
        values[first : first + rows] = np.minimum(block, prices, out=room[: len(block)]).sum(axis=1)
    saved: Floats = values - prices.sum()
    return saved


def times_served(pairs: Pairs, prices: Floats, opened: Flags) -> Floats:
    """By client: how many of the opened sites cost less than its price."""
    if isinstance(pairs, Matrix):
        times: Floats = (pairs.cost[opened] < prices).sum(axis=0).astype(float)
        return times
    chosen = np.flatnonzero(opened)
    slices = [slice(pairs.starts[site], pairs.starts[site + 1]) for site in chosen]
    if not slices:
        return np.zeros(len(prices))
    client = np.concatenate([pairs.client[part] for part in slices])
    cost = np.concatenate([pairs.cost[part] for part in slices])
    counted: Floats = np.bincount(client, minlength=len(prices), weights=cost < prices[client]).astype(float)
    return counted

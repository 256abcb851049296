"""Which weights are thought possible: all, those that keep the stated order, those near the stated ones.

Weights are drawn over the tree, not over the flat list of criteria: groups uniformly over all their shares, criteria
uniformly over all shares of their group. So a group gains nothing by being split into more criteria. (Within the group,
a criterion split in two does gain, at the cost of the others in the group.)
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from feasibility.appraisal.value.tree import Tree

Array = npt.NDArray[np.float64]
Kind = Literal["all", "in order", "near"]

ALIKE = 1e-9
"""Shares of weight, and points of score, closer than this are the same: far below what anybody can state, far above
what sums of floating-point figures are out by."""


@dataclass(frozen=True)
class Region:
    """A set of weights. It bounds groups, as shares of the whole, and criteria, as shares of their group."""

    tree: Tree
    kind: Kind = "all"
    """All weights; those in the stated order: what is stated to weigh more weighs at least as much, and nothing follows
    from equal weights; those near the stated ones."""
    near_share: float = 1.0
    """Near: each weight is the stated one give or take this share of it, above 0 and up to 1."""


def moved(region: Region) -> list[str]:
    """Criteria that bear weight somewhere in the region: all, except those stated as nothing where all stay near it."""
    return [c for c, share in region.tree.shares.items() if region.kind != "near" or share > 0]


def drawn(region: Region, draws: int, random: np.random.Generator) -> Array:
    """Weights drawn uniformly: a row a draw, a column a criterion in the order of the tree; each row sums to 1."""
    groups = _shares(list(region.tree.groups.values()), region, draws, random)
    columns = [
        groups[:, [place]] * _shares(list(region.tree.within[group].values()), region, draws, random)
        for place, group in enumerate(region.tree.groups)
    ]
    return np.concatenate(columns, axis=1)


def bounds(region: Region) -> Array:
    """The region as conditions on the weights w of criteria, which sum to 1 and are none below 0: rows r, r·w <= 0."""
    criteria = list(region.tree.shares)
    of_groups = [
        np.array([float(c in region.tree.within[group]) for c in criteria], dtype=np.float64)
        for group in region.tree.groups
    ]
    rows = _conditions(of_groups, list(region.tree.groups.values()), np.ones(len(criteria)), region)
    for group, whole in zip(region.tree.groups, of_groups, strict=True):
        within = region.tree.within[group]
        singles = [np.array([float(c == one) for c in criteria], dtype=np.float64) for one in within]
        rows += _conditions(singles, list(within.values()), whole, region)
    return np.array(rows, dtype=np.float64).reshape(-1, len(criteria))


def _conditions(parts: list[Array], stated: list[float], whole: Array, region: Region) -> list[Array]:
    rows: list[Array] = []
    if region.kind == "in order":
        rows += [
            parts[less] - parts[more]
            for less, low in enumerate(stated)
            for more, high in enumerate(stated)
            if high > low + ALIKE
        ]
    if region.kind == "near":
        for part, share in zip(parts, stated, strict=True):
            rows.append(part - (1 + region.near_share) * share * whole)
            rows.append((1 - region.near_share) * share * whole - part)
    return rows


def _shares(stated: list[float], region: Region, draws: int, random: np.random.Generator) -> Array:
    """Shares of one whole, a row a draw."""
    if len(stated) == 1:
        return np.ones((draws, 1))
    shares = np.array(stated, dtype=np.float64)
    if region.kind == "near":
        return _near(shares, region.near_share, draws, random)
    # Exponential figures over their sum are uniform on the simplex (Devroye 1986, chapter V, theorem 2.2).
    free = random.standard_exponential((draws, len(stated)))
    free /= free.sum(axis=1, keepdims=True)
    return _in_order(free, shares, random) if region.kind == "in order" else free


def _in_order(free: Array, stated: Array, random: np.random.Generator) -> Array:
    """The same shares, given out in the stated order; parts stated as equal take theirs in an order drawn by lot."""
    # Every order of the shares has the same volume, so that sorting leaves them uniform among those in order.
    level = np.unique(np.round(-stated, 9), return_inverse=True)[1]
    order = np.argsort(level + random.random(free.shape), axis=1)
    given = np.empty_like(free)
    np.put_along_axis(given, order, -np.sort(-free, axis=1), axis=1)
    return given


def _near(stated: Array, near_share: float, draws: int, random: np.random.Generator) -> Array:
    """Shares within their bounds that sum to 1.

    All but the largest are drawn uniformly between their bounds, the largest is what is left, and tries in which it is
    out of its own bounds are dropped: uniform on the region, because the left-over is linear in the others. The largest
    has the widest bounds, so that most tries are kept.
    """
    largest = int(np.argmax(stated))
    found = np.empty((0, len(stated)))
    while len(found) < draws:
        tried = stated * (1 + near_share * random.uniform(-1, 1, (draws, len(stated))))
        tried[:, largest] = 0
        tried[:, largest] = 1 - tried.sum(axis=1)
        kept = np.abs(tried[:, largest] - stated[largest]) <= near_share * stated[largest]
        found = np.concatenate([found, tried[kept]])
    return found[:draws]

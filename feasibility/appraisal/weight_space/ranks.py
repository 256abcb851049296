"""How often each option takes each rank, over weights drawn from a region (SMAA-2).

Rank acceptability and central weights are those of Lahdelma and Salminen, "SMAA-2: Stochastic Multicriteria
Acceptability Analysis for Group Decision Making", Operations Research 49 (3), 2001, 444-454. Their confidence factor is
left out: the values here are single figures, and the weights for which an option is first are a convex set, so that the
option is first at its own central weights for certain.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from feasibility.appraisal.weight_space import regions
from feasibility.appraisal.weight_space.regions import Array, Region

BLOCK_DRAWS = 1024
"""Draws held in memory at a time: 204 options take 2 MB, 20,000 take 160 MB. Fixed, so that results depend on the seed
alone."""
RANKS_KEPT = 10
"""Ranks counted one by one; below the tenth nobody reads them, and the mean rank sums up all."""


@dataclass(frozen=True)
class Ranks:
    """Shares of weights, keyed by option."""

    shares: pd.DataFrame
    """Columns 1, 2, ...: the share of weights for which the option has that rank. Options that are level share their
    ranks equally: of two that are first together, each is first half the time and second half the time."""
    mean: pd.Series
    """Mean rank."""
    central: pd.DataFrame
    """Mean of the weights for which the option is first, a column a criterion; only options drawn first."""
    times_first: pd.Series
    """Draws in which the option is first, alone or with those that are always level with it."""
    namesakes: pd.Series
    """Option to the first option with the same values throughout: its own id where there is no other; see `alike`."""


def error_share(share: float, draws: int) -> float:
    """Standard error of a share of independent draws; 0 where every draw, or none, counts."""
    return math.sqrt(max(share * (1 - share), 0.0) / draws)


def alike(values: pd.DataFrame) -> pd.Series:
    """Option to the first option, in the order of the rows, that has the same values: level for all weights."""
    rounded = values.round(9)
    first = rounded.drop_duplicates()
    number = rounded.groupby(list(rounded.columns), sort=False).ngroup()
    return number.map(dict(enumerate(first.index)))


def taken(values: pd.DataFrame, region: Region, *, draws: int, seed: int, ranks: int = RANKS_KEPT) -> Ranks:
    """Ranks of options over weights drawn from the region.

    `values` is options by criteria, in points. Options that chance to be level for one draw alone are taken in the
    order of the rows.
    """
    moved = regions.moved(region)
    namesakes = alike(values[moved])
    counted = _Counts.empty(values.loc[namesakes.unique(), moved], namesakes, min(ranks, len(values)))
    for weights in _blocks(region, draws, seed):
        counted.add(weights)
    return _shared(counted, namesakes, moved, draws)


@dataclass(frozen=True)
class Firsts:
    """How often each option is first."""

    share: pd.Series
    """Share of weights; options that are always level share it equally."""
    times: pd.Series
    """Draws in which the option is first, alone or with those always level with it."""


def first(values: pd.DataFrame, region: Region, *, draws: int, seed: int) -> Firsts:
    """Who is first over weights drawn from the region: what `taken` says of the first rank, the others not sorted."""
    namesakes = alike(values[regions.moved(region)])
    times = pd.Series(0, index=namesakes.unique())
    points = values.loc[times.index, regions.moved(region)].to_numpy(dtype=np.float64)
    for weights in _blocks(region, draws, seed):
        times += np.bincount(np.argmax(weights @ points.T, axis=1), minlength=len(times))
    share = times / namesakes.value_counts() / draws
    return Firsts(namesakes.map(share), namesakes.map(times))


def _blocks(region: Region, draws: int, seed: int) -> Iterator[Array]:
    """The draws, a block at a time: weights of the criteria moved."""
    criteria = list(region.tree.shares)
    columns = [criteria.index(c) for c in regions.moved(region)]
    random = np.random.default_rng(seed)
    for start in range(0, draws, BLOCK_DRAWS):
        yield regions.drawn(region, min(BLOCK_DRAWS, draws - start), random)[:, columns]


@dataclass
class _Counts:
    """Running counts over the options that differ, as arrays."""

    points: Array
    options: list[str]
    sizes: npt.NDArray[np.int64]
    """How many options are alike."""
    starts: Array
    """Option by rank: draws in which those alike begin at that rank."""
    sums: Array
    """Sum over draws of the rank at which those alike begin, from nought."""
    weights: Array
    """Sum of the weights for which the option is first."""

    @classmethod
    def empty(cls, values: pd.DataFrame, namesakes: pd.Series, ranks: int) -> "_Counts":
        count, criteria = values.shape
        sizes = namesakes.value_counts().reindex(values.index).to_numpy(dtype=np.int64)
        return cls(
            values.to_numpy(dtype=np.float64),
            list(values.index),
            sizes,
            np.zeros((count, ranks)),
            np.zeros(count),
            np.zeros((count, criteria)),
        )

    def add(self, weights: Array) -> None:
        count, ranks = self.starts.shape
        order = np.argsort(-(weights @ self.points.T), axis=1, kind="stable")
        sizes = self.sizes[order]
        starts = np.cumsum(sizes, axis=1) - sizes
        self.sums += np.bincount(order.ravel(), weights=starts.ravel(), minlength=count)
        top = starts < ranks
        cells = np.bincount(order[top] * ranks + starts[top], minlength=count * ranks)
        self.starts += cells.reshape(count, ranks)
        for place in range(weights.shape[1]):
            self.weights[:, place] += np.bincount(order[:, 0], weights=weights[:, place], minlength=count)


def _shared(counted: _Counts, namesakes: pd.Series, moved: list[str], draws: int) -> Ranks:
    """The counts as shares of draws, those alike sharing theirs."""
    ranks = counted.starts.shape[1]
    shares = np.zeros_like(counted.starts)
    for later in range(min(int(counted.sizes.max()), ranks)):  # a block of m begun at r holds r, r+1, ... r+m-1
        reaches = (counted.sizes > later)[:, None]
        shares[:, later:] += np.where(reaches, counted.starts[:, : ranks - later], 0.0)
    shares /= (counted.sizes * draws)[:, None]
    mean = counted.sums / draws + (counted.sizes + 1) / 2
    led = counted.starts[:, 0] > 0
    central = counted.weights[led] / counted.starts[led, :1]
    by_option = pd.DataFrame(shares, index=counted.options, columns=range(1, ranks + 1))
    return Ranks(
        shares=by_option.loc[namesakes].set_axis(namesakes.index),
        mean=namesakes.map(pd.Series(mean, index=counted.options)),
        central=pd.DataFrame(central, index=pd.Index(counted.options)[led], columns=moved),
        times_first=namesakes.map(pd.Series(counted.starts[:, 0].astype(int), index=counted.options)),
        namesakes=namesakes,
    )

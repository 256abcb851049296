"""Every set of sites, priced and ranked: the answer beside the best one."""

from collections.abc import Hashable, Iterable, Iterator
from math import comb

import numpy as np
import pandas as pd

from feasibility.errors import InputError
from feasibility.siting import asked
from feasibility.siting.arrays import Arrays, Floats, Whole
from feasibility.siting.asked import Asked
from feasibility.siting.instance import Aim, Instance, arrays
from feasibility.siting.least_cost import BySite, Number

COMPLETE_MAX = 20_000_000
"""Sets in a complete ranking: its table takes up to about 100 bytes a set, so that this many fill 2 GB."""
BLOCK_CELLS = 65_536
"""Clients by sets worked on at a time: half a megabyte, which stays in a processor's cache."""
SAME_DIGITS = 12
"""Objectives that agree to this many digits are equal: sums of the same figures in another order differ after it."""


def every_set(  # noqa: PLR0913 - each is a rule that a caller may set
    cost: pd.DataFrame,
    p: Number,
    *,
    demand: pd.Series | None = None,
    fixed_cost: BySite | None = None,
    travel: pd.DataFrame | None = None,
    limit: float | None = None,
    required: Iterable[Hashable] = (),
    forbidden: Iterable[Hashable] = (),
    keep: int | None = None,
) -> pd.DataFrame:
    """Every set of `p` sites by what it costs to serve all demand from it, the least first.

    The arguments are those of `p_median`; capacities are not held to. Sets that leave a client without a site are left
    out. `keep` keeps the best so many: memory is then bounded whatever the number of sets. Equal sets stand in the
    order of their size, then of the table's columns.

    A row a set, by rank from 1: objective, then site_1, site_2 and so on in the order of the columns, blank where sets
    of other sizes are larger. Raises InputError with every fault, more than 20 million sets without `keep` among them.

    >>> minutes = pd.DataFrame(
    ...     {"depot": [5, 20, 40], "library": [25, 10, 15], "school": [30, 25, 35]}, index=["north", "mid", "south"]
    ... )
    >>> demand = pd.Series({"north": 10, "mid": 30, "south": 20})
    >>> every_set(minutes, 2, demand=demand)  # doctest: +NORMALIZE_WHITESPACE
          objective   site_1   site_2
    rank
    1         650.0    depot  library
    2         850.0  library   school
    3        1350.0    depot   school
    """
    question = asked.instance(
        Asked(
            function="every_set",
            aim=Aim.COST,
            cost=cost,
            p=p,
            travel=travel,
            limit=limit,
            demand=demand,
            fixed_cost=fixed_cost,
            required=required,
            forbidden=forbidden,
            keep=keep,
        )
    )
    given = arrays(question)
    if faults := _keep_faults(given, keep):
        raise InputError("siting.every_set", faults)
    return _ranking(question, given, keep)


def _keep_faults(given: Arrays, keep: int | None) -> list[str]:
    if keep is not None:
        return []
    free, must = _free(given), int(given.required.sum())
    count = sum(comb(len(free), number - must) for number in range(given.sites_min, given.sites_max + 1))
    if count <= COMPLETE_MAX:
        return []
    return [f"p: {count:,} sets are more than the {COMPLETE_MAX:,} of a complete ranking; give keep, or fewer sites"]


def _free(given: Arrays) -> Whole:
    """The sites that are not required, the last column first.

    In this order the sets come out in the reverse order of the table's columns, which ranks equal ones.
    """
    return np.flatnonzero(~given.required)[::-1]


def _ranking(question: Instance, given: Arrays, keep: int | None) -> pd.DataFrame:
    must = int(given.required.sum())
    sizes, ranks, totals = [], [], []
    for number in range(given.sites_min, given.sites_max + 1):
        of_size, total = _priced(given, number - must, keep)
        sizes.append(np.full(len(of_size), number))
        ranks.append(of_size)
        totals.append(total)
    size, rank, total = np.concatenate(sizes), np.concatenate(ranks), np.concatenate(totals)
    order = _order(total, rank, size)[:keep]
    sites = _sites(given, size[order], rank[order])
    labels = pd.Series(question.usable_sites)
    named = {f"site_{place + 1}": labels.reindex(sites[:, place]).array for place in range(sites.shape[1])}
    return pd.DataFrame({"objective": total[order], **named}, index=pd.RangeIndex(1, len(order) + 1, name="rank"))


def _order(totals: Floats, ranks: Whole, sizes: Whole) -> Whole:
    if not len(totals):
        return np.zeros(0, np.int64)
    least = totals.min()
    digits = SAME_DIGITS - 1 - int(np.floor(np.log10(least))) if least > 0 else SAME_DIGITS
    order: Whole = np.lexsort((-ranks, sizes, np.round(totals, digits)))
    return order


def _priced(given: Arrays, chosen: int, keep: int | None) -> tuple[Whole, Floats]:
    """Ranks among the sets of `chosen` free sites, and what each comes to; the best `keep` of those that serve all."""
    count = comb(int((~given.required).sum()), chosen)
    if keep is None or count <= keep:
        every = np.empty(count)
        for first, totals in _blocks(given, chosen):
            every[first : first + len(totals)] = totals
        served = np.flatnonzero(np.isfinite(every))
        return served, every[served]
    return _kept(_blocks(given, chosen), keep)


def _kept(blocks: Iterator[tuple[int, Floats]], keep: int) -> tuple[Whole, Floats]:
    ranks, totals, worst = np.zeros(0, np.int64), np.zeros(0), np.inf
    waiting: list[tuple[Whole, Floats]] = []
    held = 0
    for first, block in blocks:
        good = np.flatnonzero((block <= worst) & (block < np.inf))
        waiting.append((first + good, block[good]))
        held += len(good)
        if held > max(keep, BLOCK_CELLS):
            ranks, totals, worst = _best(ranks, totals, waiting, keep)
            waiting, held = [], 0
    ranks, totals, _ = _best(ranks, totals, waiting, keep)
    return ranks, totals


def _best(ranks: Whole, totals: Floats, waiting: list[tuple[Whole, Floats]], keep: int) -> tuple[Whole, Floats, float]:
    """The best `keep` so far, and the total that the next must not exceed by more than rounding."""
    ranks = np.concatenate([ranks, *(rank for rank, _ in waiting)])
    totals = np.concatenate([totals, *(total for _, total in waiting)])
    order = _order(totals, ranks, np.zeros_like(ranks))[:keep]
    worst = totals[order].max() * (1 + 10.0**-SAME_DIGITS) if len(order) >= keep else np.inf
    return ranks[order], totals[order], float(worst)


def _blocks(given: Arrays, chosen: int) -> Iterator[tuple[int, Floats]]:
    """Totals of the sets of `chosen` free sites, by the rank of the first of each block.

    Sets are ranked by their last site, then the one before, and so on. So those that end in a given site are all sets
    of one fewer from the sites before it, in the same order: what the nearest of the others costs is worked out once
    for a block of them, and each last site in turn costs one comparison a client.
    """
    free = _free(given)
    cost, fixed = np.ascontiguousarray(given.cost[:, free].T), given.fixed[free]
    base = given.cost[:, given.required].min(axis=1, initial=np.inf)
    base_fixed = float(given.fixed[given.required].sum())
    if chosen == 0:
        yield 0, np.array([base.sum() + base_fixed])
        return
    rows_max = max(1, BLOCK_CELLS // len(base))
    ones, spare = np.ones(len(base)), np.empty((rows_max, len(base)))
    for start in range(0, comb(len(free) - 1, chosen - 1), rows_max):
        stop = min(start + rows_max, comb(len(free) - 1, chosen - 1))
        others = _unranked(np.arange(start, stop), chosen - 1, len(free))
        least = np.tile(base, (stop - start, 1))
        for column in others.T:
            nearest = np.take(cost, column, axis=0, out=spare[: len(column)], mode="clip")
            np.minimum(least, nearest, out=least)
        opening = base_fixed + fixed[others].sum(axis=1)
        for last in range(chosen - 1, len(free)):
            rows = min(comb(last, chosen - 1), stop) - start
            if rows <= 0:
                continue
            nearest = np.minimum(least[:rows], cost[last], out=spare[:rows])
            yield comb(last, chosen) + start, nearest @ ones + (opening[:rows] + fixed[last])


def _unranked(ranks: Whole, chosen: int, sites: int) -> Whole:
    """The sites of each rank, ascending: the largest first, by how many sets come before those that it ends."""
    found = np.empty((len(ranks), chosen), np.int64)
    left = ranks.copy()
    for place in range(chosen, 0, -1):
        before = np.array([comb(site, place) for site in range(sites + 1)], np.int64)
        found[:, place - 1] = np.searchsorted(before, left, side="right") - 1
        left -= before[found[:, place - 1]]
    return found


def _sites(given: Arrays, sizes: Whole, ranks: Whole) -> Whole:
    """The columns of each set, ascending; the number of sites where it has no more."""
    free, must = _free(given), np.flatnonzero(given.required)
    sites = np.full((len(ranks), given.sites_max), len(given.fixed))
    sites[:, : len(must)] = must
    for number in np.unique(sizes):
        rows = np.flatnonzero(sizes == number)
        sites[rows, len(must) : number] = free[_unranked(ranks[rows], number - len(must), len(free))]
    return np.sort(sites, axis=1)

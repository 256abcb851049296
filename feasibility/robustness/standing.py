"""Who stands where in each draw: totals to the penny, the best, the next, and options that are one by two names."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from feasibility.enumeration import PENNY, place_among_equals
from feasibility.robustness.totals import Totals

TWIN_GBP = 0.011
"""Two options that never differ by more are one by two names: a penny, and the rounding of a sum in another order."""
ROWS_AT_ONCE = 2000
"""Draws ranked at once, so that a long trial takes no more memory than its totals."""


@dataclass(frozen=True)
class Standing:
    """Every draw by every option, options in the order in which equal totals go: `enumeration.place_among_equals`."""

    option_ids: tuple[str, ...]
    pennies: np.ndarray
    """Draw by option: pounds to the penny; infinite where the option cannot be had."""
    best: np.ndarray
    """Draw: place of the best option in `option_ids`."""
    next_gbp: np.ndarray
    """Draw: the least total of any other option; infinite where there is none. A second name is no other."""
    same_as: dict[str, str]
    """Option id to the id of an earlier one that costs the same in every draw and as stated."""

    @property
    def draws(self) -> int:
        """How many draws there are."""
        return len(self.best)

    @property
    def best_gbp(self) -> np.ndarray:
        """Draw: total of the best option."""
        return np.asarray(self.pennies[np.arange(self.draws), self.best])

    @property
    def best_share(self) -> "pd.Series[float]":
        """Option id to the share of draws in which it is best; the shares add up to 1."""
        counts = np.bincount(self.best, minlength=len(self.option_ids))
        return pd.Series(counts / self.draws, index=list(self.option_ids))

    def of(self, option_id: str) -> np.ndarray:
        """Draw: total of one option, to the penny."""
        return np.asarray(self.pennies[:, self.option_ids.index(option_id)])


def standing(totals: Totals) -> Standing:
    """The standing of every option in every draw. Of totals equal to the penny the first by the ranking's rule wins."""
    option_ids = tuple(sorted((str(i) for i in totals.gbp.columns), key=place_among_equals))
    pennies = totals.gbp[list(option_ids)].to_numpy(dtype=float).round(PENNY)
    pennies[np.isnan(pennies)] = np.inf
    now = totals.now_gbp[list(option_ids)].to_numpy(dtype=float)
    same_as = _same_as(option_ids, pennies, np.where(np.isnan(now), np.inf, now))
    place = {option_id: j for j, option_id in enumerate(option_ids)}
    for option_id, first in same_as.items():
        pennies[:, place[option_id]] = pennies[:, place[first]]
    apart = [place[i] for i in option_ids if i not in same_as]
    return Standing(
        option_ids=option_ids,
        pennies=pennies,
        best=pennies.argmin(axis=1),
        next_gbp=np.partition(pennies[:, apart], 1, axis=1)[:, 1] if len(apart) > 1 else np.full(len(pennies), np.inf),
        same_as=same_as,
    )


def first_of(option_ids: tuple[str, ...], *gbp: np.ndarray) -> str:
    """Id of the least, compared to the penny, by each of `gbp` in turn; then the first, `option_ids` being in order."""
    return option_ids[int(np.lexsort([each.round(PENNY) for each in reversed(gbp)])[0])]


def rank_means(held: Standing) -> "pd.Series[float]":
    """Option id to its mean rank over the draws in which it can be had; blank where it never can."""
    count = len(held.option_ids)
    ranks, had = np.zeros(count), np.zeros(count)
    places = np.arange(1, count + 1)[None, :]
    for start in range(0, held.draws, ROWS_AT_ONCE):
        rows = held.pennies[start : start + ROWS_AT_ONCE]
        rank = np.empty(rows.shape, dtype=np.int64)
        np.put_along_axis(rank, rows.argsort(axis=1, kind="stable"), np.broadcast_to(places, rows.shape), axis=1)
        possible = np.isfinite(rows)
        ranks += np.where(possible, rank, 0).sum(axis=0)
        had += possible.sum(axis=0)
    return pd.Series(np.divide(ranks, had, out=np.full(count, np.nan), where=had > 0), index=list(held.option_ids))


def _same_as(option_ids: tuple[str, ...], pennies: np.ndarray, now: np.ndarray) -> dict[str, str]:
    """Each option that never differs from an earlier one, and that one; one that can never be had is nobody's."""
    found: dict[str, str] = {}
    for j, option_id in enumerate(option_ids):
        likely = _level(now[:j], now[j]) & _level(pennies[0, :j], pennies[0, j])
        for i in np.flatnonzero(likely):
            earlier = option_ids[i]
            if earlier not in found and np.isfinite(pennies[:, i]).any() and _level(pennies[:, i], pennies[:, j]).all():
                found[option_id] = earlier
                break
    return found


def _level(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    both = np.isfinite(one) & np.isfinite(other)
    apart = np.where(both, one, 0.0) - np.where(both, other, 0.0)
    return np.asarray(np.where(both, np.abs(apart) <= TWIN_GBP, np.isfinite(one) == np.isfinite(other)))

"""An instance laid out for the search by site, and which of its sites are still undecided."""

from dataclasses import dataclass, replace

import numpy as np

from feasibility.siting.arrays import Arrays, Flags, Floats


@dataclass(frozen=True)
class Ground:
    """Sites (rows) by clients (columns): a site's row is what the search reads together."""

    cost: Floats
    """Sites by clients: cost of serving all of the client's demand; infinite where it cannot be."""
    demand: Floats
    fixed: Floats
    capacity: Floats
    """By site; never above the whole demand, which changes nothing and keeps it finite. Room for TINY a client more."""
    least: int
    most: int
    single_source: bool


@dataclass(frozen=True)
class Standing:
    """Sites decided to be open and sites still free; the others are shut."""

    opened: Flags
    free: Flags

    @property
    def alive(self) -> Flags:
        """Sites that may be open."""
        return self.opened | self.free

    def with_site(self, site: int, *, opened: bool) -> "Standing":
        """One more site decided."""
        free, now_open = self.free.copy(), self.opened.copy()
        free[site], now_open[site] = False, opened
        return replace(self, opened=now_open, free=free)


def laid_out(arrays: Arrays) -> Ground:
    """The instance by site."""
    total = float(arrays.demand.sum())
    return Ground(
        np.ascontiguousarray(arrays.cost.T),
        arrays.demand,
        arrays.fixed,
        np.minimum(arrays.capacity, total) + TINY * len(arrays.demand),
        max(arrays.sites_min, int(arrays.required.sum())),
        min(arrays.sites_max, len(arrays.fixed)),
        arrays.single_source,
    )


def undecided(arrays: Arrays) -> Standing:
    """Every site free but the required ones."""
    return Standing(arrays.required.copy(), ~arrays.required)


TINY = 1e-12
"""Stands for no demand in a quotient: such a client goes first, as it takes no room."""
SLACK = 1e-9
"""Sums of demand and capacity this close, as a share of the demand, count as equal: rounding of thousands of terms."""


def enough(capacity: float, demand: float) -> bool:
    """Whether so much capacity covers so much demand, rounding allowed for."""
    return capacity >= demand - SLACK * max(1.0, abs(demand))

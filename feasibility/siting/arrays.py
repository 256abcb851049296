"""A siting instance as arrays, and what a search finds: positions live inside `siting` and nowhere else."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from feasibility.outcome import Outcome

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Whole = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Arrays:
    """Clients (rows) and sites (columns) by position. Forbidden sites have been left out already."""

    cost: Floats
    """Clients by sites: cost of serving ALL of the client's demand from the site; infinite where it cannot be."""
    demand: Floats
    """By client; takes up capacity."""
    fixed: Floats
    """By site: cost of opening it."""
    capacity: Floats
    """By site, in units of demand; infinite where not limited."""
    required: Flags
    """By site: must be open."""
    sites_min: int
    sites_max: int
    single_source: bool
    """Whether each client is served from one site alone."""

    @property
    def capacitated(self) -> bool:
        """Whether any site is limited."""
        return bool(np.isfinite(self.capacity).any())


@dataclass(frozen=True)
class Limits:
    """How long and how close to search."""

    seconds: float
    gap_share: float
    seed: int


@dataclass(frozen=True)
class Found:
    """What a route found. `opened` and `share` are None where there is no plan."""

    opened: Flags | None
    """By site."""
    share: Floats | None
    """Clients by sites: share of the client's demand served from the site; rows sum to 1 (to what is covered, where
    covering is maximal)."""
    outcome: Outcome
    route: str
    """How it was found, in a few words."""

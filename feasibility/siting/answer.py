"""How long to search, and the answer that comes back."""

from collections.abc import Hashable
from dataclasses import dataclass
from numbers import Integral, Real

import pandas as pd

from feasibility.errors import InputError, raise_all
from feasibility.outcome import Outcome
from feasibility.siting.arrays import Limits

SEED_MAX = 2**31 - 1
"""HiGHS takes no larger seed."""


@dataclass(frozen=True)
class Search:
    """How long and how close to search. Raises InputError where a figure cannot be."""

    time_limit_seconds: float = 300.0
    """When the search stops with the best it has found, by the clock on the wall."""
    gap_share: float = 0.0
    """How far from the best an answer may be and still end the search, as a share of its objective."""
    seed: int = 1
    """Where random choices of the search start: the same seed gives the same answer."""

    def __post_init__(self) -> None:
        faults = []
        if not (_number(self.time_limit_seconds) and self.time_limit_seconds > 0):
            faults.append(f"time_limit_seconds: give more than 0; found {self.time_limit_seconds!r}")
        if not (_number(self.gap_share) and 0 <= self.gap_share < 1):
            faults.append(f"gap_share: give a share from 0 to below 1; found {self.gap_share!r}")
        if not (_number(self.seed) and isinstance(self.seed, Integral) and 0 <= self.seed <= SEED_MAX):
            faults.append(f"seed: give a whole number from 0 to {SEED_MAX}; found {self.seed!r}")
        raise_all(InputError, "siting.Search", faults)

    @property
    def limits(self) -> Limits:
        """The same for the routes."""
        return Limits(float(self.time_limit_seconds), float(self.gap_share), int(self.seed))


def _number(given: object) -> bool:
    return isinstance(given, Real) and not isinstance(given, bool)


ALLOCATION = ("client", "site", "amount")
"""The columns of an allocation."""


@dataclass(frozen=True, eq=False)
class Answer:
    """Which sites to open and who is served where, recounted from the tables that were given.

    Where there is no plan `opened` and `allocation` are empty and `objective` is None; `outcome.no_plan_exists` tells
    whether that is proved.
    """

    opened: tuple[Hashable, ...]
    """Labels of the sites, in the order of the table's columns."""
    allocation: pd.DataFrame
    """client, site, amount: demand served, a row a pair in use, in the order of the table's rows and columns."""
    objective: float | None
    """What was sought: a cost, the travel of the farthest client, or the demand covered."""
    levels: tuple[tuple[float, float], ...]
    """Of a p-centre each travel in use and the demand served at it, the largest travel first; otherwise empty."""
    outcome: Outcome
    """How the search ended."""
    route: str
    """How the answer was found, and why in this way."""

    @property
    def proved_best(self) -> bool:
        """Whether no better plan exists, or none better by more than the gap allowed."""
        return self.outcome.proved_best

    @property
    def bound(self) -> float | None:
        """What no plan can go below (beyond, where the most is sought); None where that is not known."""
        return self.outcome.bound

    @property
    def gap_share(self) -> float | None:
        """How far the objective may be from the best there is, as a share of it; None where that is not known."""
        return self.outcome.gap_share

"""Figures that add up over a plan, and the bounds that rules set on them: the one form of every rule but a few."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd


@dataclass(frozen=True)
class Measure:
    """A figure of a plan in which staff move: so much for moving at all, and for each thing that the plan takes."""

    moving: float = 0.0
    """Once, if staff move."""
    opened: "pd.Series[float]" = field(default_factory=lambda: pd.Series(dtype=float))
    """By site: for opening it. A site that is not named adds nothing."""
    workstation: "pd.Series[float]" = field(default_factory=lambda: pd.Series(dtype=float))
    """By site: for each workstation paid for beyond the present ones. A site that is not named adds nothing."""
    head: pd.DataFrame = field(default_factory=pd.DataFrame)
    """Group by site: for each of its staff seated there; empty where staff add nothing. Never blank."""
    space: pd.DataFrame = field(default_factory=pd.DataFrame)
    """Group by site with limited parking: what a head with a space adds over one without; empty for nothing."""
    worst: pd.DataFrame = field(default_factory=pd.DataFrame)
    """Group by site: a figure of each of its staff seated there, of which only the highest `worst_heads` over all staff
    are added up; empty where none are. A measure with it is made small, or has a most, but never a least."""
    worst_heads: int = 0
    staying: Mapping[str, float] = field(default_factory=dict)
    """Option id of each way of staying to its figure; 0 where it is not named."""

    @property
    def of_sites_alone(self) -> bool:
        """Whether the figure follows from which sites are open."""
        return bool(self.workstation.empty and self.head.empty and self.worst.empty)


_UNKNOWN = "nobody measured sits where no journey of theirs is known, for the mean would leave them out"
_BARRED = {
    "rules.journey_minutes_max": "nobody sits where their journey takes longer than the limit",
    "rules.worse_minutes_max": "nobody sits where their journey lengthens by more than the limit",
    "rules.change_minutes_mean_max": _UNKNOWN,
    "rules.change_minutes_gap_max": _UNKNOWN,
}


def barred_words(rule: str) -> str:
    """What a rule that keeps single people from single sites says, in an officer's words, without its figure."""
    return _BARRED.get(rule, f"nobody sits where {rule} keeps them from")


@dataclass(frozen=True)
class Bound:
    """A rule on a measure: no plan in which staff move may have less of it than `least`, or more than `most`."""

    bound_id: str
    """Unique in a problem; small letters, digits and hyphens: `budget-2011`."""
    rule: str
    """Key of the setting that asks for it: `rules.budget_gbp`."""
    measure: Measure
    unit: str
    """Unit of the measure in words: `pounds`, `people`, `sites`, `workstations`, `minutes`."""
    sentence: str
    """The rule in an officer's words: `Cash of 2011-12 is £500,000 or less`."""
    least: float = float("-inf")
    most: float = float("inf")

"""Settings of what people cost: posts, redundancy, training, National Insurance, and staff lost to longer journeys."""

from itertools import pairwise
from typing import Annotated, Self

from pydantic import Field, model_validator

from feasibility.scenario.base import Section, Share

Curve = Annotated[tuple[Share, ...], Field(strict=False, min_length=2, max_length=12)]
CurveMinutes = Annotated[
    tuple[Annotated[float, Field(ge=0, le=300)], ...], Field(strict=False, min_length=2, max_length=12)
]


class AttritionSettings(Section):
    """Staff who leave because their journey grows: a stated curve, straight between its points, level beyond them.

    No published curve was found, so the three differ widely and none is counted unless the scenario asks for it.
    """

    counted: bool = False
    """Whether the central curve is counted in the cost of the options, and so in their ranking (choice)."""
    added_minutes: CurveMinutes = (0.0, 15.0, 30.0, 60.0)
    """Minutes added one way at which the curves are stated, rising (illustrative)."""
    low_shares: Curve = (0.0, 0.01, 0.03, 0.08)
    """Share who leave within a year at each of those minutes, low (illustrative)."""
    central_shares: Curve = (0.0, 0.02, 0.06, 0.15)
    """The same, central (illustrative)."""
    high_shares: Curve = (0.0, 0.05, 0.15, 0.35)
    """The same, high (illustrative)."""
    leaver_gbp: float = Field(default=6_125.0, ge=0, le=1e6)
    """Recruiting and training somebody in a leaver's place, with what is lost meanwhile (sourced)."""

    @model_validator(mode="after")
    def _curves_agree(self) -> Self:
        faults = []
        if any(b <= a for a, b in pairwise(self.added_minutes)):
            faults.append("added_minutes must rise from each to the next")
        curves = {"low": self.low_shares, "central": self.central_shares, "high": self.high_shares}
        for name, shares in curves.items():
            if len(shares) != len(self.added_minutes):
                faults.append(
                    f"{name}_shares has {len(shares)} figures and added_minutes {len(self.added_minutes)}; give as many"
                )
            if any(b < a for a, b in pairwise(shares)):
                faults.append(f"{name}_shares must not fall as minutes grow")
        if not faults and any(not a <= b <= c for a, b, c in zip(*curves.values(), strict=True)):
            faults.append("low_shares must be at most central_shares, and those at most high_shares, at every minute")
        if faults:
            raise ValueError("; ".join(faults))
        return self


class PeopleSettings(Section):
    """What people cost: posts, redundancy, training, National Insurance, attrition."""

    employers_ni_share: Share = 0.128
    """Employer's National Insurance on taxable pay above the threshold: 12.8 % until 5 April 2011 (sourced)."""
    posts_released_share: Share = 0.0
    """Share of spared posts that are really given up; the rest save nothing (assumed)."""
    post_gbp_per_year: float = Field(default=30_000.0, ge=0, le=1e6)
    """A full-time contact-centre post for a year, with pension and National Insurance (illustrative)."""
    redundancy_gbp_per_post: float = Field(default=12_000.0, ge=0, le=1e6)
    """Redundancy pay for each post given up: cash, and a transfer (illustrative)."""
    recruitment_gbp_per_post: float = Field(default=4_000.0, ge=0, le=1e6)
    """Filling a post that a way of working adds (sourced)."""
    training_gbp_per_head: float = Field(default=300.0, ge=0, le=1e6)
    """Training, once, of each member of staff of a shared centre or one queue, moved or not (illustrative)."""
    attrition: AttritionSettings = AttritionSettings()
    """Staff who leave because their journey grows."""

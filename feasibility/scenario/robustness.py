"""Settings of the robustness trial: how many draws of what is not known, how, and what besides the register."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from feasibility.scenario.base import Section

Method = Literal["latin-hypercube", "monte-carlo"]
CorrelatedPair = tuple[str, str, float]
"""Two assumptions and their rank correlation."""


def _two_and_a_correlation(given: object) -> object:
    words = 'write two assumptions and their rank correlation, such as ["costs.site_set_up_gbp", "sites.*.nia_m2", 0.5]'
    if not isinstance(given, (list, tuple)) or [isinstance(part, str) for part in given] != [True, True, False]:
        raise ValueError(words)
    rank = given[2]
    if isinstance(rank, bool) or not isinstance(rank, (int, float)):
        raise ValueError(words)
    if not -1 <= rank <= 1:
        raise ValueError(f"{given[0]} with {given[1]}: found {rank:g}; a correlation is -1 or more and 1 or less")
    return tuple(given)


class JourneyErrorSettings(Section):
    """How far journeys to a site may all be out together: standard deviation, minutes one way, by mode."""

    car: float = Field(default=0.0, ge=0, le=60)
    """Car minutes."""
    transit: float = Field(default=0.0, ge=0, le=60)
    """Public transport minutes."""
    cycle: float = Field(default=0.0, ge=0, le=60)
    """Cycle minutes."""
    walk: float = Field(default=0.0, ge=0, le=60)
    """Minutes on foot."""


class RobustnessSettings(Section):
    """Draws of every assumption that the register gives a distribution, together."""

    draws: int = Field(default=0, ge=0, le=1_000_000)
    """Draws of all that is not known; 0 tries none."""
    seed: int = Field(default=1, ge=0, le=2_147_483_647)
    """Seed of the draws, so that two runs agree."""
    method: Method = "latin-hypercube"
    """Latin hypercube: each range cut into as many equally likely parts as there are draws, each drawn from once; or
    plain Monte Carlo."""
    staff_resampled: bool = False
    """Whether each draw takes the staff anew from the staff file, with replacement, employer by employer."""
    journey_error_minutes: JourneyErrorSettings = JourneyErrorSettings()
    """Errors of journeys, common to all who go to a site by a mode."""
    correlations: (
        Annotated[
            tuple[Annotated[CorrelatedPair, BeforeValidator(_two_and_a_correlation), Field(strict=False)], ...],
            Field(strict=False, max_length=10_000),
        ]
        | None
    ) = None
    """Assumptions drawn together: pairs of them, each with a rank correlation. `sites.*.<column>` stands for all sites:
    twice in a pair, for every two of them. All others are drawn independently."""
    draws_solved: int = Field(default=25, ge=0, le=10_000)
    """Draws that are worked out again by the whole model, to say how far the quick way is out."""

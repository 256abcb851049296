"""The value score: which figures count, over what range, and how much of the whole each range is worth."""

from typing import Self

from pydantic import Field, model_validator

from feasibility.scenario.base import Section

FULL_SCORE = 100.0
"""The score of a plan that stands at the best of every range."""


class Criterion(Section):
    """One figure of which less is better."""

    weight: float = Field(gt=0, le=1e6)
    """Swing weight: what going from worst to best is worth, against the other criteria. Only proportions count."""
    best: float = Field(ge=-1e12, le=1e12)
    """Scores the whole of the weight: the least that the figure may plausibly be, whatever options are listed."""
    worst: float = Field(ge=-1e12, le=1e12)
    """Scores nothing: the most that the figure may plausibly be."""

    @model_validator(mode="after")
    def _less_is_better(self) -> Self:
        if self.best >= self.worst:
            raise ValueError(f"found best {self.best:g}, worst {self.worst:g}; the best must be below the worst")
        return self


class ValueSettings(Section):
    """Criteria of the value score. None are declared by default: weights belong to those who decide."""

    cost_gbp: Criterion | None = None
    """Total net present cost, in pounds."""
    change_minutes_mean: Criterion | None = None
    """Mean change in journeys of all staff, minutes one way."""
    change_minutes_worst_tenth: Criterion | None = None
    """Mean change in journeys of the tenth of staff worst off, minutes one way."""

    @property
    def declared(self) -> bool:
        """Whether any criterion is."""
        return any(getattr(self, name) is not None for name in type(self).model_fields)

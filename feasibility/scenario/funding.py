"""Settings of what the programme's money and the baseline are held against."""

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from feasibility.scenario.base import Section, Share


def _as_text(value: object) -> object:
    """A date that the scenario gives without quotes, as its text."""
    return value.isoformat() if type(value) is date else value


def _a_day(text: str) -> str:
    try:
        date.fromisoformat(text)
    except ValueError:
        raise ValueError(f'found "{text}"; write year, month, day, such as "2011-12-31"') from None
    return text


Day = Annotated[str, BeforeValidator(_as_text), AfterValidator(_a_day), Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
"""A day such as `2011-12-31`."""


class FundingSettings(Section):
    """Dates that funding must keep to, and how near the baseline must come to actual spending."""

    project_start: Day | None = None
    """First day of the project: decisions on funding should come before it. None checks nothing."""
    closure_by: Day | None = None
    """Last day by which the project closes its work: money due later comes too late for it. None checks nothing."""
    project_end: Day | None = None
    """Last day of the project. None checks nothing."""
    years_by_quarter: int = Field(default=3, ge=0, le=60)
    """Financial years from year 0 that are shown by quarter; every year is shown as a whole."""
    baseline_tolerance_share: Share = 0.10
    """The baseline ties to what an authority really spends where it differs by no more than this share."""

    @model_validator(mode="after")
    def _in_order(self) -> "FundingSettings":
        if self.project_start and self.project_end and self.project_end < self.project_start:
            raise ValueError(
                f"project_end ({self.project_end}) is before project_start ({self.project_start}); swap them"
            )
        return self

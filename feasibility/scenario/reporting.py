"""How progress is told: the date a report speaks of, and the thresholds of its colours."""

from pydantic import Field, ValidationInfo, field_validator

from feasibility.scenario.base import Section
from feasibility.scenario.funding import Day


class ReportingSettings(Section):
    """Red, amber, green by written thresholds. Assumed where a scenario is silent: 2 and 6 weeks, scores of 3 and 6."""

    report_date: Day | None = None
    """The day the programme is judged on; none: colours of what is not done are not told."""
    amber_days: int = Field(default=14, ge=0, le=3650)
    """A milestone or action later than this is amber."""
    red_days: int = Field(default=42, ge=1, le=3650)
    """A milestone or action later than this is red."""
    amber_score: int = Field(default=3, ge=1, le=9)
    """A risk scored this or more is amber; probability times impact, L 1, M 2, H 3."""
    red_score: int = Field(default=6, ge=2, le=9)
    """A risk scored this or more is red."""

    @field_validator("red_days")
    @classmethod
    def _days_ordered(cls, red: int, others: ValidationInfo) -> int:
        return _above(red, others.data.get("amber_days"), "amber_days")

    @field_validator("red_score")
    @classmethod
    def _scores_ordered(cls, red: int, others: ValidationInfo) -> int:
        return _above(red, others.data.get("amber_score"), "amber_score")


def _above(red: int, amber: int | None, name: str) -> int:
    if amber is not None and red <= amber:
        raise ValueError(f"found {red}, not above {name} ({amber}); red begins where amber ends")
    return red

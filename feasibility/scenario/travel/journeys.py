"""Settings of a person's journey: when it is made, by what, and when a mode is given up."""

from typing import Annotated, Literal

from pydantic import Field, ValidationInfo, field_validator

from feasibility.scenario.base import Section, Share

Clock = Annotated[str, Field(pattern=r"^([01]\d|2[0-9]):[0-5]\d$")]
"""A time of day such as `08:00`; `24:30` is half past midnight of the day that began the evening before."""


def minutes_of(clock: str) -> float:
    """Minutes after midnight of a time of day (`Clock`): 510 for `08:30`."""
    hours, minutes = clock.split(":")
    return int(hours) * 60.0 + int(minutes)


class Shift(Section):
    """When people arrive and leave. Public transport and traffic are those of these hours."""

    day: Literal["weekday", "saturday", "sunday"] = "weekday"
    """Kind of day."""
    arrive_from: Clock = "08:00"
    """Arrival at work, from (methods: weekday arrival from 08:00 to 09:00)."""
    arrive_by: Clock = "09:00"
    """Arrival at work, by."""
    leave_from: Clock = "16:30"
    """Departure from work, from."""
    leave_by: Clock = "18:00"
    """Departure from work, by."""

    @field_validator("arrive_by", "leave_by")
    @classmethod
    def _after(cls, end: str, info: ValidationInfo) -> str:
        start = info.data.get(str(info.field_name).replace("_by", "_from"))
        if start is not None and start > end:
            raise ValueError(f"found {end}, before {start}; a window ends after it begins")
        return end


class JourneySettings(Section):
    """How a person's journey is chosen from the minutes of each mode."""

    basis: Literal["usual", "best"] = "usual"
    """Which journeys the options are judged by: the mode used now, or the quickest open to the person."""
    walk_minutes_max: Annotated[float, Field(gt=0, le=240)] = 45.0
    """A longer walk is given up for public transport (assumed)."""
    cycle_minutes_max: Annotated[float, Field(gt=0, le=240)] = 60.0
    """A longer ride is given up for public transport (assumed)."""
    coverage_share_min: Share = 0.95
    """Options are not ranked when journeys are known for a smaller share of staff (assumed)."""
    working_age_share: Share = 0.63
    """People aged 16 to 64 of all ages, where the population file does not count them (assumed)."""

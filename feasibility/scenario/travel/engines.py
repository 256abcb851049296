"""Settings of the engines that a council may run instead of the built-in network: Valhalla and ferrobus."""

import datetime
from collections.abc import Mapping
from typing import Annotated

from pydantic import Field, ValidationInfo, field_validator

from feasibility.scenario.base import Section
from feasibility.scenario.sections import ScenarioPath
from feasibility.scenario.travel.journeys import Shift
from feasibility.scenario.travel.providers import Providers

Snap = Annotated[float, Field(gt=0, le=5_000)]
Minutes = Annotated[float, Field(gt=0, le=480)]
Date = Annotated[datetime.date, Field(strict=False)]
SNAP_METRES_PER_MINUTE = 40
"""Half of what is walked in a minute: the engine may take a junction a little farther than the nearest."""
KINDS_OF_DAY = ("weekday", "saturday", "sunday")


class ValhallaSettings(Section):
    """Car, cycle and walk from an extract of OpenStreetMap. Needs the extra `valhalla` and Python 3.12 or later."""

    extract: ScenarioPath
    """The extract: an .osm.pbf file that covers every home and site, with a few kilometres to spare."""
    snap_metres_max: Snap = 500.0
    """A home or site farther than this from every way is off the network (assumed)."""
    rejoin_metres_max: Annotated[float, Field(ge=0, le=2_000)] = 100.0
    """A point on a way that leads nowhere is moved to one that does, if that is at most this much farther (assumed)."""
    car_scale: Annotated[float, Field(gt=0, le=5)] = 1.0
    """Car minutes per minute of free flow at the speeds of the map, before the factors of the peaks (assumed)."""
    car_terminal_minutes: Annotated[float, Field(ge=0, le=60)] = 0.0
    """Minutes added to every car journey for parking and the walk from it (assumed)."""
    batch_pairs: Annotated[int, Field(ge=100, le=10_000_000)] = 1_000_000
    """Pairs asked of the engine at a time: more are quicker and take more memory; answers are the same."""


class FerrobusSettings(Section):
    """Public transport from an extract of OpenStreetMap and timetables in GTFS. Needs the extra `transit`."""

    extract: ScenarioPath
    """The extract: an .osm.pbf file that covers every home, site and stop used."""
    gtfs: Annotated[list[ScenarioPath], Field(min_length=1, max_length=20)]
    """The timetables: GTFS feeds, each one .zip file."""
    weekday: Date | None = None
    """Date on which shifts of a weekday travel, such as 2026-03-03."""
    saturday: Date | None = None
    """Date on which shifts of a Saturday travel."""
    sunday: Date | None = None
    """Date on which shifts of a Sunday travel."""
    depart_before_minutes: Annotated[float, Field(ge=0, le=240)] = 45.0
    """Departures for work begin this long before the arrival window, and end as long before its end (assumed)."""
    step_minutes: Annotated[int, Field(ge=1, le=60)] = 5
    """A departure is tried every so many minutes of the window (assumed)."""
    usual_percentile: Annotated[float, Field(ge=1, le=99)] = 50.0
    """Expected minutes are this percentile of the departures tried: the median (assumed)."""
    bad_day_percentile: Annotated[float, Field(ge=1, le=100)] = 95.0
    """Bad-day minutes are this percentile of the departures tried (assumed)."""
    changes_max: Annotated[int, Field(ge=0, le=6)] = 3
    """Most changes of vehicle in a journey (assumed)."""
    walk_minutes_max: Annotated[float, Field(ge=1, le=120)] = 20.0
    """Longest walk between a door and a stop, and from door to door (assumed)."""
    change_walk_minutes_max: Annotated[float, Field(ge=1, le=60)] = 8.0
    """Longest walk between two stops in a change (assumed)."""
    stops_near_max: Annotated[int, Field(ge=1, le=200)] = 40
    """Stops considered at each end of a journey, nearest first; of each line the two nearest are tried (assumed)."""
    journey_minutes_max: Minutes = 180.0
    """A journey that takes longer, waiting included, is no service (assumed)."""
    snap_metres_max: Snap = 500.0
    """A home, site or stop farther than this from every junction of the streets is off the network (assumed)."""
    rejoin_metres_max: Annotated[float, Field(ge=0, le=2_000)] = 100.0
    """A point on streets that lead nowhere is moved to ones that do, if at most this much farther away (assumed)."""

    @field_validator(*KINDS_OF_DAY)
    @classmethod
    def _that_day(cls, date: datetime.date | None, info: ValidationInfo) -> datetime.date | None:
        if date is None:
            return date
        kind = KINDS_OF_DAY[max(0, date.weekday() - 4)]
        if kind != info.field_name:
            raise ValueError(f"found {date}, a {date:%A}; give the date of a {info.field_name} here")
        return date

    @field_validator("snap_metres_max")
    @classmethod
    def _within_a_walk(cls, metres: float, others: ValidationInfo) -> float:
        minutes = others.data.get("walk_minutes_max")
        if minutes is not None and metres > minutes * SNAP_METRES_PER_MINUTE:
            raise ValueError(
                f"found {metres:g}; a walk of {minutes:g} minutes leaves {minutes * SNAP_METRES_PER_MINUTE:g} at most"
            )
        return metres

    @field_validator("bad_day_percentile")
    @classmethod
    def _not_below(cls, percentile: float, others: ValidationInfo) -> float:
        usual = others.data.get("usual_percentile")
        if usual is not None and percentile < usual:
            raise ValueError(f"found {percentile:g}, below usual_percentile ({usual:g}); a bad day takes no less")
        return percentile

    def date_of(self, kind: str) -> datetime.date | None:
        """The date on which shifts of that kind of day travel, None where the scenario gives none."""
        return {"weekday": self.weekday, "saturday": self.saturday, "sunday": self.sunday}[kind]


def without_settings(providers: Providers, engine: str, given: bool) -> list[str]:
    """What is wrong between the engine that modes ask for and the section that is there, or is not."""
    asking = [mode for mode, source in providers.model_dump().items() if source == engine]
    if asking and not given:
        return [
            f"travel.providers asks {engine} for {', '.join(asking)}, and has no settings; "
            f'add a section [travel.{engine}] with extract = "file.osm.pbf"'
        ]
    return []


def without_dates(ferrobus: FerrobusSettings, shifts: Mapping[str, Shift]) -> list[str]:
    """Shifts on a kind of day for which no date is given, so that no timetable can be read."""
    return [
        f"shift {name} is of a {shift.day}, and no date is given for one; add {shift.day} = such as 2026-03-03, "
        "a date that the feeds cover"
        for name, shift in shifts.items()
        if ferrobus.date_of(shift.day) is None
    ]

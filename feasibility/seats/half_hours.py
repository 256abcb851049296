"""One queue over the days planned for: agents for each half-hour, the half-hour that binds, and posts over a year."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from feasibility.scenario.seats import SeatsSettings
from feasibility.seats import demand, profile, staffing
from feasibility.seats.demand import Workload
from feasibility.seats.formulas import HALF_HOURS_PER_HOUR
from feasibility.seats.profile import Day, Profile
from feasibility.seats.staffing import Staffing
from feasibility.tables import HalfHoursTable, checked

Moment = tuple[str, str]
"""Kind of day, and start of the half-hour."""


@dataclass(frozen=True)
class Operation:
    """One queue, answered by agents of its own."""

    days: Mapping[str, Day]
    """By kind of day."""
    staffing: Mapping[Moment, Staffing]
    binding: Moment
    """The half-hour that needs most agents; of equals the one with most traffic, then the first."""

    @property
    def needed(self) -> Staffing:
        """What the binding half-hour needs: nowhere are more agents at work at once."""
        return self.staffing[self.binding]

    @property
    def day(self) -> Day:
        """The day of the binding half-hour."""
        return self.days[self.binding[0]]


def operation(workloads: Mapping[str, Workload], shares: Profile, settings: SeatsSettings) -> Operation:
    """The queue that these authorities' contacts make, staffed for each half-hour by the targets of the settings."""
    asked = staffing.targets(settings)
    days = {day.kind: day for day in profile.days(workloads, shares, settings)}
    staffed = {
        (kind, start): staffing.fewest(load.traffic_erlangs, load.handling_time_seconds, asked)
        for kind, day in days.items()
        for start, load in day.load.items()
    }
    # `max` takes the first of equals, and days and half-hours stand in order.
    binding = max(
        staffed,
        key=lambda moment: (staffed[moment].agents, round(days[moment[0]].load[moment[1]].traffic_erlangs, 9)),
    )
    return Operation(days, staffed, binding)


def posts(queue: Operation, settings: SeatsSettings) -> float:
    """Full-time equivalents by roster: the agents of every half-hour of a year over the hours of one contract at work.

    The year is mean weekdays and mean Saturdays. It counts agents only, each half-hour covered by itself: real shifts
    fit less closely, and team leaders and support come on top.
    """
    days = {"mean weekday": settings.working_days_per_year, "mean Saturday": settings.saturdays_per_year}
    agent_hours = sum(
        staffed.agents * days.get(kind, 0.0) / HALF_HOURS_PER_HOUR for (kind, _), staffed in queue.staffing.items()
    )
    return agent_hours / demand.useful_hours(settings)


def table(queues: Mapping[tuple[str, str], Operation]) -> pd.DataFrame:
    """tables.HalfHoursTable of queues by way of working and authority."""
    rows = [
        {
            "working": working,
            "authority": authority,
            "day": kind,
            "starts": start,
            "contacts": queue.days[kind].load[start].contacts,
            "traffic_erlangs": queue.days[kind].load[start].traffic_erlangs,
            "agents": staffed.agents,
            "binding": staffed.binding,
            "service_level_share": staffed.performance.service_level_share,
            "occupancy_share": staffed.performance.occupancy_share,
            "answer_seconds_mean": staffed.performance.answer_seconds_mean,
            "abandonment_share": staffed.performance.abandonment_share,
        }
        for (working, authority), queue in queues.items()
        for (kind, start), staffed in queue.staffing.items()
    ]
    frame = pd.DataFrame(rows, columns=list(HalfHoursTable.to_schema().columns))
    return checked(frame, HalfHoursTable, "half-hours")

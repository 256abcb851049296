"""Settings of the seats stage: how contacts become agents, and agents the staff and workstations behind them."""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from feasibility.scenario.base import Section


def _on_the_half_hour(clock: str) -> str:
    if not re.fullmatch(r"([01]\d|2[0-3]):[03]0|24:00", clock):
        raise ValueError(f'found the text "{clock}"; write a full or half hour such as "08:30", in quotes')
    return clock


HalfHour = Annotated[str, AfterValidator(_on_the_half_hour)]
"""A full or half hour of the day, such as `08:30`."""


class SeatsSettings(Section):
    """How many people take contacts at once, and the room they need. Status and source of each: the register."""

    handling_time_seconds: Annotated[float, Field(gt=0, le=3600)] = 240.0
    """Mean time an agent spends on one contact, talk and wrap-up; of authorities whose queues are given, theirs
    counts."""

    handling_time_rise_per_take_up: Annotated[float, Field(ge=0, le=5)] = 0.0
    """Rise in mean handling time as simple contacts leave: 0.5 lengthens it by 10 % at 20 % take-up."""

    simple_contacts_share: Annotated[float, Field(gt=0, lt=1)] | None = None
    """Share of contacts that are simple and leave first: with their handling time, the other way to say how the mean
    of what is left rises."""

    simple_handling_time_seconds: Annotated[float, Field(gt=0, le=3600)] | None = None
    """Mean handling time of simple contacts."""

    queue: Literal["erlang-c", "erlang-a"] = "erlang-c"
    """Callers who never give up (Erlang C, which asks for more agents) or who do after a while (Erlang A)."""

    patience_seconds: Annotated[float, Field(gt=0, le=86_400)] = 180.0
    """Mean time after which a waiting caller gives up: counts under erlang-a only."""

    service_level_share: Annotated[float, Field(ge=0, lt=1)] = 0.8
    """Share of contacts offered to be answered within the target time; 0 sets no such target."""

    answer_seconds: Annotated[float, Field(ge=0, le=3600)] = 20.0
    """Target time to answer."""

    answer_seconds_mean_max: Annotated[float, Field(gt=0, le=3600)] | None = None
    """Longest mean wait (average speed of answer) allowed; no such target where not said."""

    abandonment_share_max: Annotated[float, Field(gt=0, lt=1)] | None = None
    """Most contacts that may be given up while waiting, under erlang-a; no such target where not said."""

    occupancy_cap_share: Annotated[float, Field(gt=0, le=1)] = 0.85
    """Most of a half-hour an agent may spend in contact; 1.0 sets no cap."""

    growth_share_per_year: Annotated[float, Field(ge=-0.5, le=1)] = 0.0
    """Growth of contacts a year, before any move to other channels; negative where they fall."""

    growth_years: Annotated[float, Field(ge=0, le=60)] = 0.0
    """Years of growth from the contacts given to the year that seats are planned for."""

    contained_share: Annotated[float, Field(ge=0, lt=1)] = 0.0
    """Share of the contacts given that recorded menus answer in full; 0 where the contacts given are those that reach
    an agent."""

    working_days_per_year: Annotated[float, Field(gt=0, le=366)] = 253.0
    """Weekdays a year on which contacts are taken."""

    opens: HalfHour = "08:00"
    """Opening on weekdays."""

    closes: HalfHour = "18:00"
    """Closing on weekdays."""

    saturday_opens: HalfHour | None = None
    """Opening on Saturdays; closed where not said."""

    saturday_closes: HalfHour | None = None
    """Closing on Saturdays."""

    saturdays_per_year: Annotated[float, Field(ge=0, le=53)] = 52.0
    """Saturdays a year on which contacts are taken, where Saturday hours are given."""

    saturday_factor: Annotated[float, Field(gt=0, le=5)] = 0.4
    """Contacts of a Saturday over those of a mean weekday, where Saturday hours are given."""

    busy_hour_share: Annotated[float, Field(gt=0, le=1)] = 0.14
    """Share of a day's contacts that come in its busiest hour; the rest is spread evenly over the other hours. Unused
    where shares by half-hour are supplied."""

    busy_hour_starts: HalfHour = "10:00"
    """When the busiest hour begins on weekdays. Unused where shares by half-hour are supplied."""

    peak_month_factor: Annotated[float, Field(ge=1, le=5)] = 1.25
    """Contacts in the peak month over those of a mean month; 1.0 plans for a mean month. Unused where months are
    supplied."""

    peak_day_factor: Annotated[float, Field(ge=1, le=5)] = 1.2
    """Contacts on the busiest weekday over those of a mean day; 1.0 plans for a mean day."""

    take_up_share: Annotated[float, Field(ge=0, lt=1)] = 0.0
    """Share of contacts taken to have moved to other channels in this run."""

    take_up_shares_shown: Annotated[
        tuple[Annotated[float, Field(ge=0, lt=1)], ...], Field(strict=False, min_length=1)
    ] = (0.0, 0.05, 0.10, 0.15, 0.20)
    """Take-up shares tabulated beside the one this run uses."""

    shrinkage_share: Annotated[float, Field(ge=0, lt=1)] = 0.30
    """Paid time lost to leave, sickness, training and breaks: counts for heads, never for workstations."""

    utilisation_share: Annotated[float, Field(gt=0, le=1)] = 0.80
    """Share of time on shift spent in contact over the year: for staff by workload, not for posts by roster."""

    hours_per_week: Annotated[float, Field(gt=0, le=60)] = 36.0
    """Paid hours a week of a full-time contract."""

    weeks_per_year: Annotated[float, Field(gt=0, le=53)] = 52.0
    """Paid weeks a year."""

    mean_contract_share: Annotated[float, Field(gt=0, le=1)] = 0.8
    """Mean share of a full-time contract that a member of staff works: turns full-time equivalents into heads."""

    team_leader_span: Annotated[float, Field(gt=0, le=100)] = 12.0
    """Agents at work at once for each team leader."""

    support_workstations: Annotated[int, Field(ge=0, le=500)] = 6
    """Workstations for planning, quality, training and management where one pooled operation works."""

    support_workstations_per_authority: Annotated[int, Field(ge=0, le=500)] = 4
    """The same for each authority that works apart, in its own centre or in a shared one."""

    floor_m2_per_workstation: Annotated[float, Field(ge=4, le=50)] = 10.0
    """Floor area for each workstation on the basis that `space.floor_basis` states."""

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> "SeatsSettings":
        faults = [*_hours_faults(self), *_simple_faults(self), *_target_faults(self)]
        if faults:
            raise ValueError("; ".join(faults))
        return self


def _hours_faults(seats: SeatsSettings) -> list[str]:
    faults = []
    if seats.closes <= seats.opens:
        faults.append(f"closes is {seats.closes}, not after opens ({seats.opens})")
    opens, closes = seats.saturday_opens, seats.saturday_closes
    if (opens is None) != (closes is None):
        faults.append("saturday_opens and saturday_closes go together: give both, or neither")
    elif opens is not None and closes is not None and closes <= opens:
        faults.append(f"saturday_closes is {closes}, not after saturday_opens ({opens})")
    return faults


def _simple_faults(seats: SeatsSettings) -> list[str]:
    share, seconds = seats.simple_contacts_share, seats.simple_handling_time_seconds
    if share is None and seconds is None:
        return []
    if share is None or seconds is None:
        return ["simple_contacts_share and simple_handling_time_seconds go together: give both, or neither"]
    if seats.handling_time_rise_per_take_up > 0:
        return [
            "handling_time_rise_per_take_up and simple_contacts_share both say how the mean handling time rises as "
            "simple contacts leave; keep one"
        ]
    return []


def _target_faults(seats: SeatsSettings) -> list[str]:
    faults = []
    if seats.abandonment_share_max is not None and seats.queue == "erlang-c":
        faults.append(
            'abandonment_share_max: nobody gives up under erlang-c; write queue = "erlang-a", or take the target out'
        )
    none = seats.answer_seconds_mean_max is None and seats.abandonment_share_max is None
    if seats.service_level_share == 0 and seats.occupancy_cap_share == 1 and none:
        faults.append(
            "no target is set: give service_level_share, answer_seconds_mean_max, abandonment_share_max or an "
            "occupancy_cap_share below 1"
        )
    return faults

"""Settings of the seats stage: how contacts become agents, workstations and floor area."""

from typing import Annotated, Literal

from pydantic import Field

from feasibility.scenario.base import Section


class SeatsSettings(Section):
    """How many people take contacts at once, and the room they need. Status and source of each: the register."""

    handling_time_seconds: Annotated[float, Field(gt=0, le=3600)] = 240.0
    """Mean time an agent spends on one contact, talk and wrap-up."""

    handling_time_rise_per_take_up: Annotated[float, Field(ge=0, le=5)] = 0.0
    """Rise in mean handling time as simple contacts leave: 0.5 lengthens it by 10 % at 20 % take-up."""

    service_level_share: Annotated[float, Field(gt=0, lt=1)] = 0.8
    """Share of contacts to be answered within the target time."""

    answer_seconds: Annotated[float, Field(ge=0, le=3600)] = 20.0
    """Target time to answer."""

    occupancy_cap_share: Annotated[float, Field(gt=0, le=1)] = 0.85
    """Most of the busy hour an agent may spend in contact; 1.0 sets no cap."""

    working_days_per_year: Annotated[float, Field(gt=0, le=366)] = 253.0
    """Days a year on which contacts are taken."""

    busy_hour_share: Annotated[float, Field(gt=0, le=1)] = 0.14
    """Share of a day's contacts that come in its busiest hour."""

    peak_month_factor: Annotated[float, Field(ge=1, le=5)] = 1.25
    """Contacts in the peak month over those of a mean month; 1.0 plans for a mean month."""

    peak_day_factor: Annotated[float, Field(ge=1, le=5)] = 1.2
    """Contacts on the busiest weekday over those of a mean day; 1.0 plans for a mean day."""

    take_up_share: Annotated[float, Field(ge=0, lt=1)] = 0.0
    """Share of contacts taken to have moved to other channels in this run."""

    take_up_shares_shown: Annotated[
        tuple[Annotated[float, Field(ge=0, lt=1)], ...], Field(strict=False, min_length=1)
    ] = (0.0, 0.05, 0.10, 0.15, 0.20)
    """Take-up shares tabulated beside the one this run uses."""

    working: Literal["pooled", "apart"] = "pooled"
    """In a shared centre: one pooled queue, or each authority answering its own contacts."""

    shrinkage_share: Annotated[float, Field(ge=0, lt=1)] = 0.30
    """Paid time lost to leave, sickness, training and breaks: counts for heads, never for workstations."""

    utilisation_share: Annotated[float, Field(gt=0, le=1)] = 0.80
    """Share of time on shift spent in contact over the year."""

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
    """Net internal area for each workstation, with its share of meeting, training and welfare space."""

"""Agents at work at once into desks, rooms and floor area, and floor area into the workstations it holds."""

import math
from dataclasses import dataclass

import numpy as np

from feasibility.errors import InputError, raise_all
from feasibility.scenario.seats import SeatsSettings
from feasibility.scenario.space import SpaceSettings
from feasibility.seats import formulas
from feasibility.seats.erlang import CEILING_TOLERANCE, ceiling
from feasibility.seats.formulas import Floats, Ints

VOLUME_M3_PER_PERSON = 11.0
"""Least volume of a workroom for each person in it: Approved Code of Practice to regulation 10, Workplace (Health,
Safety and Welfare) Regulations 1992."""
CEILING_COUNTED_M = 3.0
"""Height above which the same code counts no volume."""


@dataclass(frozen=True)
class Places:
    """Desks, rooms and floor area of one operation. Concurrent seats: shrinkage never enters."""

    agents: int
    """At work at once in the busiest half-hour planned for, at home or on site."""
    agent_desks: int
    team_leader_desks: int
    support_desks: int
    touch_down_workstations: int
    training_places: int
    training_m2: float
    meeting_m2: float
    workstation_m2: float
    """Net internal area of the workstations alone."""

    @property
    def workstations(self) -> int:
        """Every desk; training places are none."""
        return self.agent_desks + self.team_leader_desks + self.support_desks + self.touch_down_workstations

    @property
    def floor_m2(self) -> float:
        """Net internal area: workstations, training and meeting rooms."""
        return self.workstation_m2 + self.training_m2 + self.meeting_m2


def places(agents: int, settings: SeatsSettings, space: SpaceSettings, *, support: int) -> Places:
    """Places of one operation: its agents, their team leaders and `support` people; none where there are no agents.

    Agents at home leave their desks free, though never fewer desks than must go on when homes or another site fail.
    Raises `InputError` where the floor standard leaves a person less volume than the regulations ask for.
    """
    raise_all(InputError, "settings of space", volume_faults(settings, space))
    if agents == 0:
        return Places(0, 0, 0, 0, 0, 0, 0.0, 0.0, 0.0)
    attendance = peak_attendance_share(space)
    desks = Places(
        agents=agents,
        agent_desks=max(ceiling(agents * (1 - space.home_share_on_peak)), ceiling(agents * space.fallback_share)),
        team_leader_desks=ceiling(team_leaders(agents, settings) * attendance),
        support_desks=ceiling(support * attendance * space.support_desks_per_person),
        touch_down_workstations=space.touch_down_workstations,
        training_places=space.training_places,
        training_m2=space.training_places * space.training_m2_per_place,
        meeting_m2=space.meeting_m2,
        workstation_m2=0.0,
    )
    m2 = desks.workstations * nia_m2_per_workstation(settings, space)
    return Places(**{**vars(desks), "workstation_m2": m2})


def team_leaders(agents: int, settings: SeatsSettings) -> int:
    """Team leaders at work at once."""
    return ceiling(agents / settings.team_leader_span)


def peak_attendance_share(space: SpaceSettings) -> float:
    """Share of team leaders and support who are on site on the busiest weekday: hybrid days over five, uneven."""
    return min(1.0, formulas.attendance_share(space.days_on_site_per_week, space.peak_attendance_factor))


def nia_m2_per_workstation(settings: SeatsSettings, space: SpaceSettings) -> float:
    """The floor standard as net internal area a workstation, converted from the basis it is stated on.

    By person, the figure is larger than by workstation where desks stand empty: 16.7 m² a person at 60 people to 100
    workstations is 10 m² a workstation.
    """
    stated = settings.floor_m2_per_workstation
    if space.floor_basis == "gia_per_workstation":
        return stated * space.nia_over_gia_share
    if space.floor_basis == "nia_per_person" and space.persons_per_workstation is not None:
        return stated * space.persons_per_workstation
    return stated


def rooms_m2(space: SpaceSettings) -> float:
    """Floor area of training and meeting rooms beside the workstations of an operation."""
    return formulas.rooms_m2(space.training_places, space.training_m2_per_place, space.meeting_m2)


def basis(settings: SeatsSettings, space: SpaceSettings) -> str:
    """How the floor standard was stated and what it is as net internal area a workstation, in words."""
    stated, converted = settings.floor_m2_per_workstation, nia_m2_per_workstation(settings, space)
    if space.floor_basis == "gia_per_workstation":
        return (
            f"{stated:g} m² gross internal area a workstation, at {space.nia_over_gia_share:g} net to gross: "
            f"{converted:.4g} m² net internal area a workstation"
        )
    if space.floor_basis == "nia_per_person":
        return (
            f"{stated:g} m² net internal area a person, at {space.persons_per_workstation:g} people a workstation: "
            f"{converted:.4g} m² net internal area a workstation"
        )
    return f"{stated:g} m² net internal area a workstation"


def workroom_m2_per_person_min(ceiling_height_m: float) -> float:
    """Least floor area of the workroom for each person in it: 11 m³, the ceiling counted to 3.0 m."""
    return VOLUME_M3_PER_PERSON / min(ceiling_height_m, CEILING_COUNTED_M)


def volume_faults(settings: SeatsSettings, space: SpaceSettings) -> list[str]:
    """What the floor standard breaks of the least volume a person, one person at each workstation."""
    found = nia_m2_per_workstation(settings, space) * space.workroom_share
    least = workroom_m2_per_person_min(space.ceiling_height_m)
    if found >= least * (1 - CEILING_TOLERANCE):
        return []
    counted = min(space.ceiling_height_m, CEILING_COUNTED_M)
    enough = ceiling(settings.floor_m2_per_workstation * least / found * 100) / 100
    return [
        f"seats.floor_m2_per_workstation: {basis(settings, space)}, of which {space.workroom_share:g} lies in the "
        f"workroom, is {found:.2f} m² and {found * counted:.1f} m³ a person under a ceiling counted to {counted:g} m; "
        f"the Workplace Regulations (regulation 10) ask for {VOLUME_M3_PER_PERSON:g} m³, {least:.2f} m²; raise the "
        f"standard to {enough:.2f} or correct space.ceiling_height_m or "
        "space.workroom_share"
    ]


def volume_statement(settings: SeatsSettings, space: SpaceSettings) -> str:
    """The least volume a person that the regulations ask for, and what the floor standard leaves, in a sentence."""
    found, counted = (
        nia_m2_per_workstation(settings, space) * space.workroom_share,
        min(space.ceiling_height_m, CEILING_COUNTED_M),
    )
    return (
        f"The floor standard is {basis(settings, space)}, of which a share of {space.workroom_share:g} lies in the "
        "workroom: "
        f"{found:.2f} m² and, under a ceiling counted to {counted:g} m, {found * counted:.1f} m³ for each person. The "
        f"Workplace Regulations (regulation 10) ask for at least {VOLUME_M3_PER_PERSON:g} m³."
    )


def workstations_held(nia_m2: float, floor_m2_per_workstation: float, rooms_m2: float = 0.0) -> int:
    """Workstations that a net internal area holds once its rooms are taken off, whole ones only."""
    return max(0, math.floor((nia_m2 - rooms_m2) / floor_m2_per_workstation * (1 + CEILING_TOLERANCE)))


def workstations_held_each(nia_m2: Floats, floor_m2_per_workstation: Floats, rooms_m2: Floats | float = 0.0) -> Ints:
    """`workstations_held` of each net internal area, all figures finite.

    Shapes are spread over one another: areas of sites as a column and floor standards of draws as a row give the
    workstations of sites by draws.
    """
    held = np.floor((nia_m2 - rooms_m2) / floor_m2_per_workstation * (1 + CEILING_TOLERANCE))
    return np.maximum(held, 0.0).astype(np.int64)

"""Agents at work at once into workstations and floor area, and floor area into the workstations it holds."""

import math

from feasibility.seats.erlang import CEILING_TOLERANCE, ceiling


def workstations(agents: int, *, team_leader_span: float, support_workstations: int) -> int:
    """Workstations of one operation: agents, their team leaders and support; none where there are no agents."""
    if agents == 0:
        return 0
    return agents + ceiling(agents / team_leader_span) + support_workstations


def floor_m2(workstation_count: int, floor_m2_per_workstation: float) -> float:
    """Net internal area that workstations need."""
    return workstation_count * floor_m2_per_workstation


def workstations_held(nia_m2: float, floor_m2_per_workstation: float) -> int:
    """Workstations that a net internal area holds, whole ones only."""
    return math.floor(nia_m2 / floor_m2_per_workstation * (1 + CEILING_TOLERANCE))

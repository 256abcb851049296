"""Contacts a year into agents by half-hour, posts, workstations and floor area: apart, pooled and as a virtual pool."""

from feasibility.seats.demand import Demand, heads
from feasibility.seats.drawn import SeatsDrawn, needed_each
from feasibility.seats.planning import Planned, Seats, needed, plan, required
from feasibility.seats.space import workstations_held, workstations_held_each

__all__ = [
    "Demand",
    "Planned",
    "Seats",
    "SeatsDrawn",
    "heads",
    "needed",
    "needed_each",
    "plan",
    "required",
    "workstations_held",
    "workstations_held_each",
]

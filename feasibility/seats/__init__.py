"""Contacts a year into agents by half-hour, posts, workstations and floor area: apart, pooled and as a virtual pool."""

from feasibility.seats.demand import Demand, heads
from feasibility.seats.planning import Planned, Seats, needed, plan, required
from feasibility.seats.space import workstations_held

__all__ = ["Demand", "Planned", "Seats", "heads", "needed", "plan", "required", "workstations_held"]

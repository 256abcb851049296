"""Contacts a year into agents, workstations and floor area: each authority apart, and all pooled."""

from feasibility.seats.demand import heads
from feasibility.seats.planning import Seats, plan, required
from feasibility.seats.space import workstations_held

__all__ = ["Seats", "heads", "plan", "required", "workstations_held"]

"""The seats of many draws at once: every formula of this package for arrays, equal to the last workstation."""

from feasibility.seats.drawn.need import SeatsDrawn, needed_each

__all__ = ["SeatsDrawn", "needed_each"]

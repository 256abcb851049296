"""Engines a council may run on its own data: Valhalla for car, cycle and walk, ferrobus for public transport.

Each is an optional extra; nothing of it is imported until it is asked for. Engines alone are given degrees.
"""

from feasibility.travel.engines.ferrobus import by_ferrobus
from feasibility.travel.engines.valhalla import by_valhalla

__all__ = ["by_ferrobus", "by_valhalla"]

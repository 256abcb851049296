"""Public transport over tables of lines, calls and stops: frequencies, not a timetable."""

from feasibility.travel.transit.building import build
from feasibility.travel.transit.legs import Leg, legs
from feasibility.travel.transit.provide import by_transit
from feasibility.travel.transit.value import Network, TransitNetwork

__all__ = ["Leg", "Network", "TransitNetwork", "build", "by_transit", "legs"]

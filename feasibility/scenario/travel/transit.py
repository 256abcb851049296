"""Settings of public transport over the table of lines."""

from typing import Annotated

from pydantic import Field

from feasibility.scenario.base import Section
from feasibility.scenario.travel.journeys import Clock

Speed = Annotated[float, Field(gt=0, le=130)]
Distance = Annotated[float, Field(ge=0, le=20_000)]
Minutes = Annotated[float, Field(ge=0, le=240)]
Stretch = Annotated[float, Field(ge=1, le=3)]


class TransitSettings(Section):
    """Waits, walks and changes of a journey by public transport."""

    bus_km_per_hour: Speed = 17.5
    """Speed of buses along streets, stops and lights included: about 11 miles an hour (assumed)."""
    bus_stop_metres: Annotated[float, Field(ge=100, le=5_000)] = 400.0
    """Buses stop about this far apart between the timing points of the table (assumed)."""
    stop_cluster_metres: Annotated[float, Field(ge=0, le=500)] = 120.0
    """A bus that passes another line's stop within this distance stops there as well (assumed)."""
    bus_detour: Stretch = 1.3
    """Length by street over the straight line, where a bus runs beyond the streets of the window (assumed)."""
    rail_detour: Stretch = 1.1
    """Length by rail over the straight lines between calls (assumed)."""
    wait_headway_share: Annotated[float, Field(ge=0, le=1)] = 0.5
    """Expected wait as a share of the headway, as in Transport for London's PTAL method (sourced)."""
    bus_reliability_minutes: Minutes = 2.0
    """Added to each wait for a bus: PTAL's figure, from general knowledge (assumed)."""
    rail_reliability_minutes: Minutes = 0.75
    """Added to each wait for a train, tube or tram: PTAL's figure, from general knowledge (assumed)."""
    first_wait_minutes_max: Minutes = 10.0
    """Longest half headway waited at the first stop: with a longer one people go by the timetable (assumed)."""
    headway_minutes_max: Annotated[float, Field(gt=0, le=1_440)] = 120.0
    """Lines that pass less often than this in the hours of the journey are no service (assumed)."""
    change_to_bus_minutes: Minutes = 2.0
    """Time lost in changing to a bus, besides the walk and the wait (assumed)."""
    change_to_rail_minutes: Minutes = 5.0
    """Time lost in changing to a train, tube or tram: the default of the National Rail journey planners (sourced)."""
    walk_metres_max: Distance = 1600.0
    """Longest walk between a door and a stop: 20 minutes (assumed)."""
    change_metres_max: Distance = 640.0
    """Longest walk between two stops: the walk to a bus in Transport for London's PTAL method (assumed)."""
    boarding_minutes: Annotated[float, Field(ge=10, le=240)] = 60.0
    """Vehicles count that pass up to this long before the arrival window, or after the leaving window (assumed)."""
    evening_from: Clock = "20:00"
    """Evening services begin (assumed)."""
    evening_service_share: Annotated[float, Field(gt=0, le=1)] = 0.6
    """Services an hour in the evening, as a share of those by day outside the peaks (assumed)."""
    feeder_km_max: Annotated[float, Field(ge=0, le=20)] = 5.0
    """Homes far from every bus of the table may reach a station this far by a local bus; 0 leaves it out (assumed)."""
    feeder_bus_metres: Distance = 640.0
    """A home with no bus stop of the table within this walk is far from it: the walk to a bus in PTAL (sourced)."""
    feeder_km_per_hour: Speed = 20.0
    """Speed of that local bus along streets (assumed)."""
    feeder_wait_minutes: Minutes = 15.0
    """Walk to and wait for that local bus (assumed)."""

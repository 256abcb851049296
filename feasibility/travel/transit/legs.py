"""One journey to work told leg by leg, as a passenger would."""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
from shapely.geometry import Point

from feasibility.scenario.travel import Shift, TravelSettings
from feasibility.tables import METRIC_CRS
from feasibility.travel.street import Floats, Ints
from feasibility.travel.transit import journeys
from feasibility.travel.transit.boarding import cost
from feasibility.travel.transit.doors import quickest
from feasibility.travel.transit.hours import windows
from feasibility.travel.transit.journeys import Searched
from feasibility.travel.transit.provide import Ends, place, required
from feasibility.travel.transit.value import Network, TransitNetwork

WALK = "walk"
FEEDER = "local bus, assumed"
NAMED_SHARE = 0.05
"""Lines that make up less than this share of the vehicles waited for are not named."""
START, FINISH = "the start", "the destination"


@dataclass(frozen=True)
class Leg:
    """One leg of a journey: a walk, or a ride with what comes before it."""

    how: str
    """walk, bus, train, tube, dlr, tram (several joined by `or`), or a local bus that the tables lack."""
    lines: tuple[str, ...]
    """Names of the lines taken as they come; none for a walk."""
    start: str
    end: str
    change_minutes: float
    """Lost in changing, besides walks and waits."""
    wait_minutes: float
    minutes: float
    """On foot or on board."""
    km: float

    @property
    def total_minutes(self) -> float:
        """Change, wait and ride."""
        return self.change_minutes + self.wait_minutes + self.minutes


def legs(origin: Point, destination: Point, network: Network, shift: Shift, settings: TravelSettings) -> list[Leg]:
    """The legs of the way to work; their minutes add up to its expected minutes. Empty where there is none.

    Points in EPSG:27700. Raises `InputError` where the network has no lines.
    """
    lines = required(network)
    start, finish = (gpd.GeoSeries([point], crs=METRIC_CRS) for point in (origin, destination))
    ends = place(start, finish, network.street, lines, settings)
    if not (ends.home.near.all() and ends.work.near.all()):
        return []
    boarded = journeys.services(lines, windows(shift, settings.transit)[0], settings.transit)
    searched = journeys.from_works(ends.works, 1, lines, boarded, settings, towards=True)
    rows = journeys.next_nodes(ends.homes, searched.stops, towards=True)
    beyond = np.ascontiguousarray(searched.reached.minutes.T)
    least, way = quickest(ends.homes, 1, ends.homes.minutes, rows, beyond)
    snap_km = float(ends.home.snap_metres[0] + ends.work.snap_metres[0]) / 1000
    speed = settings.foot.walk_km_per_hour
    on_foot_km = float(ends.street_metres[0, 0]) / 1000
    if np.isfinite(on_foot_km) and on_foot_km * 60 / speed <= least[0, 0]:
        return [_walk(START, FINISH, on_foot_km + snap_km, speed)]
    if way[0, 0] < 0:
        return []
    first = _first(ends, lines, int(way[0, 0]), speed)
    told = [first, *_onward(lines, searched, int(rows[way[0, 0]]), settings)]
    return _with_doors(told, ends, speed)


def _walk(start: str, end: str, km: float, speed: float) -> Leg:
    return Leg(WALK, (), start, end, 0.0, 0.0, km * 60 / speed, km)


def _first(ends: Ends, lines: TransitNetwork, way: int, speed: float) -> Leg:
    """From the street node of the start to the first stop."""
    name = str(lines.stops["name"].iloc[int(ends.homes.stop[way])])
    if not ends.homes.by_feeder[way]:
        return _walk(START, name, float(ends.homes.walk_km[way]), speed)
    wait = float(ends.homes.late_minutes[way])
    ride = float(ends.homes.minutes[way]) - wait
    return Leg(FEEDER, (), START, name, 0.0, wait, ride, float(ends.homes.feeder_km[way]))


def _onward(lines: TransitNetwork, searched: Searched, node: int, settings: TravelSettings) -> list[Leg]:
    """From the first stop to the street node of the destination."""
    reached, every, stops = searched.reached, searched.links, searched.stops
    found = []
    while reached.link[0, node] >= 0:
        link = int(reached.link[0, node])
        node = int(every.end[link])
        start, end = (_name(lines, place, stops) for place in (int(every.start[link]), node))
        if every.boarding[link] >= 0:
            found.append(_ride(lines, searched, link, start, end, settings))
        elif every.walk_km[link] > 0:
            found.append(_walk(start, end, float(every.walk_km[link]), settings.foot.walk_km_per_hour))
    return found


def _ride(lines: TransitNetwork, searched: Searched, link: int, start: str, end: str, settings: TravelSettings) -> Leg:
    entry = int(searched.links.boarding[link])
    boarded = searched.boarded
    spent = cost(boarded, settings.transit, first=bool(searched.links.start[link] < searched.stops))
    taken = _lines_taken(lines, boarded.first_ride[entry] + np.arange(boarded.rides[entry]), boarded.per_hour)
    used = lines.lines.loc[taken]
    return Leg(
        how=" or ".join(sorted(used["vehicle"].unique())),
        lines=tuple(dict.fromkeys(used["name"])),
        start=start,
        end=end,
        change_minutes=float(spent.change_minutes[entry]),
        wait_minutes=float(spent.wait_minutes[entry]),
        minutes=float(boarded.minutes[entry]),
        km=float(boarded.km[entry]),
    )


def _lines_taken(lines: TransitNetwork, rides: Ints, per_hour: Floats) -> list[int]:
    """Rows of the lines among some rides, quickest first; those that hardly ever come are left out."""
    calls = lines.rides.call[rides]
    often = per_hour[calls]
    return [int(row) for row in lines.runs.line[calls[often >= NAMED_SHARE * often.sum()]]]


def _name(lines: TransitNetwork, node: int, stops: int) -> str:
    return FINISH if node >= 3 * stops else str(lines.stops["name"].iloc[node % stops])


def _with_doors(told: list[Leg], ends: Ends, speed: float) -> list[Leg]:
    """The same with the ways between the doors and the streets, which are on foot; walks of no length are left out."""
    out, back = float(ends.home.snap_metres[0]) / 1000, float(ends.work.snap_metres[0]) / 1000
    first, last = told[0], told[-1]
    if first.how == WALK:
        told = [_walk(START, first.end, first.km + out, speed), *told[1:]]
    else:
        told = [_walk(START, START, out, speed), *told]
    if last.how == WALK:
        told = [*told[:-1], _walk(last.start, FINISH, last.km + back, speed)]
    else:
        told = [*told, _walk(last.end, FINISH, back, speed)]
    return [leg for leg in told if leg.how != WALK or leg.km > 0]

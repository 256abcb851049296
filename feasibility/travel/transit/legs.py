"""Journeys to work told leg by leg, as a passenger would."""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np

from feasibility.scenario.travel import Shift, TravelSettings
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


def legs(
    origins: gpd.GeoSeries, destinations: gpd.GeoSeries, network: Network, shift: Shift, settings: TravelSettings
) -> dict[str, list[Leg]]:
    """The legs of the way to work of each journey, by its id; none where there is no journey.

    Origins and destinations are points in EPSG:27700 by the same ids. The minutes of a journey's legs add up to its
    expected minutes. Raises `InputError` where the network has no lines.
    """
    if origins.empty:
        return {}
    lines = required(network)
    ends = place(origins, destinations, network.street, lines, settings)
    boarded = journeys.services(lines, windows(shift, settings.transit)[0], settings.transit)
    searched = journeys.from_works(ends.works, len(ends.work.node), lines, boarded, settings, towards=True)
    rows = journeys.next_nodes(ends.homes, searched.stops, towards=True)
    beyond = np.ascontiguousarray(searched.reached.minutes.T)
    least, way = quickest(ends.homes, len(ends.nodes), ends.homes.minutes, rows, beyond)
    speed = settings.foot.walk_km_per_hour
    found = {}
    for work, (key, home) in enumerate(zip(origins.index, ends.node_of_home, strict=True)):
        chosen, by_lines = int(way[home, work]), []
        if chosen >= 0:
            onward = _onward(lines, searched, work, int(rows[chosen]), settings)
            by_lines = [_first(ends, lines, chosen, speed), *onward]
        found[str(key)] = _told(ends, work, float(least[home, work]), by_lines, speed)
    return found


def _told(ends: Ends, number: int, minutes: float, by_lines: list[Leg], speed: float) -> list[Leg]:
    """Journey `number` of `ends`, which takes so many minutes by lines, from street node to street node."""
    if not (ends.home.near[number] and ends.work.near[number]):
        return []
    out_km, back_km = (float(end.snap_metres[number]) / 1000 for end in (ends.home, ends.work))
    on_foot_km = float(ends.street_metres[ends.node_of_home[number], number]) / 1000
    if np.isfinite(on_foot_km) and on_foot_km * 60 / speed <= minutes:
        return [_walk(START, FINISH, on_foot_km + out_km + back_km, speed)]
    return _with_doors(by_lines, out_km, back_km, speed) if by_lines else []


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


def _onward(lines: TransitNetwork, searched: Searched, door: int, node: int, settings: TravelSettings) -> list[Leg]:
    """From the first stop to the street node of the destination, which is the door searched from."""
    reached, every, stops = searched.reached, searched.links, searched.stops
    found = []
    while reached.link[door, node] >= 0:
        link = int(reached.link[door, node])
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


def _with_doors(told: list[Leg], out_km: float, back_km: float, speed: float) -> list[Leg]:
    """The same with the ways between the doors and the streets, which are on foot; walks of no length are left out."""
    first, last = told[0], told[-1]
    if first.how == WALK:
        told = [_walk(START, first.end, first.km + out_km, speed), *told[1:]]
    else:
        told = [_walk(START, START, out_km, speed), *told]
    if last.how == WALK:
        told = [*told[:-1], _walk(last.start, FINISH, last.km + back_km, speed)]
    else:
        told = [*told, _walk(last.end, FINISH, back_km, speed)]
    return [leg for leg in told if leg.how != WALK or leg.km > 0]

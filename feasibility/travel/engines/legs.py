"""Lengths of journeys by ferrobus: on foot, by bus and by rail, along the stops that are called at."""

import json
from dataclasses import dataclass

import numpy as np
import pandas as pd
from pyproj import Geod

from feasibility.travel.engines.rides import (
    BEFOREHAND,
    WALK_METRES_PER_SECOND,
    Doors,
    Engine,
    Journeys,
    Seconds,
    each,
    routes,
)

METRES_PER_KM = 1_000.0
EARTH = Geod(ellps="WGS84")
RAIL, BUS = "rail", "bus"
RAIL_TYPES = (range(3), range(5, 6), range(12, 13), range(100, 200), range(400, 500), range(900, 1000))
"""Values of GTFS `route_type` that run on rails: tram, tube, train, cable tram, monorail, and the extended ones."""
BUS_TYPES = (range(3, 4), range(11, 12), range(200, 300), range(700, 900))
"""Bus, trolleybus, coach, and the extended ones (GTFS Schedule reference, extended route types)."""
Ride = tuple[int, int, int]
"""Stop, minute at which somebody stands there in seconds after midnight, and stop that the journey ends at."""


@dataclass(frozen=True)
class Lengths:
    """Km by start and end, NaN where there is no journey."""

    km: Seconds
    bus_km: Seconds
    rail_km: Seconds


def vehicle(route_type: str) -> str:
    """`bus`, `rail`, or nothing for a ferry and the like."""
    number = int(route_type) if route_type.isdigit() else -1
    if any(number in kinds for kinds in RAIL_TYPES):
        return RAIL
    return BUS if any(number in kinds for kinds in BUS_TYPES) else ""


def lengths(
    engine: Engine, starts: Doors, ends: Doors, found: Journeys, usual: Seconds, route_types: pd.Series
) -> Lengths:
    """Lengths of the journeys at the departure that comes nearest to the `usual` seconds, by start and end.

    Rides are straight from call to call, and so a little short. `route_types` is by the engine's route id.
    """
    walked = found.on_foot * WALK_METRES_PER_SECOND / METRES_PER_KM
    km = np.where(np.isfinite(usual) & np.isfinite(found.on_foot), walked, np.nan)
    bus_km, rail_km = np.where(np.isfinite(km), 0.0, np.nan), np.where(np.isfinite(km), 0.0, np.nan)
    chosen = _rides(engine, starts, ends, found, usual)
    wanted = sorted({ride for ride, _ in chosen.values()})
    ridden = dict(zip(wanted, each(lambda ride: _metres(engine, ride, route_types), wanted), strict=True))
    for (i, j), (ride, on_foot_seconds) in chosen.items():
        metres = ridden[ride]
        bus_km[i, j], rail_km[i, j] = (metres.get(kind, 0.0) / METRES_PER_KM for kind in (BUS, RAIL))
        km[i, j] = (sum(metres.values()) + on_foot_seconds * WALK_METRES_PER_SECOND) / METRES_PER_KM
        if not metres:
            km[i, j] = bus_km[i, j] = rail_km[i, j] = np.nan
    return Lengths(km, bus_km, rail_km)


def _rides(
    engine: Engine, starts: Doors, ends: Doors, found: Journeys, usual: Seconds
) -> dict[tuple[int, int], tuple[Ride, float]]:
    """For each pair that rides: from which stop, when, to which stop, and the seconds on foot at both ends."""
    typical = np.abs(found.seconds - usual).argmin(axis=0)
    at = np.take_along_axis(found.seconds, typical[None], axis=0)[0]
    first: dict[tuple[int, int], tuple[int, int, float]] = {}
    for i, j in zip(*np.nonzero(np.isfinite(usual) & (at < found.on_foot)), strict=True):
        times = found.boards[i][typical[i, j]]
        on = [found.ridden[s, int(b)][j] + b for s, b in zip(starts.near[i], times, strict=True)]
        best = int(np.argmin(on))
        first[int(i), int(j)] = (starts.near[i][best], int(times[best]), float(starts.to_stops[i][best]))
    last = sorted({stop for near in ends.near for stop in near})
    column = {stop: n for n, stop in enumerate(last)}
    points = [engine.at_stops[stop] for stop in last]
    boards = sorted({(stop, board) for stop, board, _ in first.values()})
    rides = engine.asked.changes_max + 1
    found_on = each(lambda key: routes(engine, engine.at_stops[key[0]], points, key[1] - BEFOREHAND, rides), boards)
    onward = dict(zip(boards, found_on, strict=True))
    chosen = {}
    for (i, j), (stop, board, walk) in first.items():
        to_last = [onward[stop, board][column[s]] + w for s, w in zip(ends.near[j], ends.to_stops[j], strict=True)]
        best = int(np.argmin(to_last))
        chosen[i, j] = ((stop, board, ends.near[j][best]), walk + float(ends.to_stops[j][best]))
    return chosen


def _metres(engine: Engine, ride: Ride, route_types: pd.Series) -> dict[str, float]:
    """Metres of the ride by vehicle, walks between vehicles under nothing; empty where the engine tells no legs."""
    import ferrobus  # noqa: PLC0415  an optional extra

    stop, board, last = ride
    rides = engine.asked.changes_max + 1
    told = ferrobus.detailed_journey(
        engine.model, engine.at_stops[stop], engine.at_stops[last], board - BEFOREHAND, rides
    )
    metres: dict[str, float] = {}
    for leg in json.loads(told)["features"] if told else []:
        if leg["geometry"]["type"] != "LineString":  # a wait
            continue
        said = leg["properties"]
        kind = vehicle(str(route_types.get(said.get("route_id"), ""))) if said["leg_type"] == "transit" else ""
        lon, lat = zip(*leg["geometry"]["coordinates"], strict=True)
        metres[kind] = metres.get(kind, 0.0) + float(EARTH.line_length(lon, lat))
    return metres

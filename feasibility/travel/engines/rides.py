"""Journeys by ferrobus from doors to doors, at each departure of a window: seconds, and seconds on foot all the way.

ferrobus 0.2.1 boards at the one stop nearest to a door and at no other. So it is asked for journeys from stops, at
every minute at which somebody can stand there, and the walk from the door is added here: the best stop near it counts.
"""

import math
import os
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, TypeVar

import geopandas as gpd
import numpy as np
import pandas as pd

from feasibility.scenario.travel import FerrobusSettings
from feasibility.travel.engines import placing

WALK_METRES_PER_SECOND = 1.4
"""ferrobus' own walking speed, 5.0 km/h; it cannot be set (ferrobus-core, lib.rs)."""
MINUTE = 60
BEFOREHAND = 1
"""Seconds before a vehicle leaves at which it is still caught: the engine rounds the shortest step up to a second."""

STOPS_OF_A_PATTERN = 2
"""Stops of one pattern that are tried near a door: on the way to the destination, and against it."""

Seconds = np.ndarray
Point = Any
"""A ferrobus TransitPoint."""
Key = TypeVar("Key")
Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Engine:
    """ferrobus with the streets and the timetable of one date. Holds no home."""

    model: Any
    stops: pd.DataFrame
    """junction_lat and junction_lon of each stop, by the engine's number of it."""
    asked: FerrobusSettings
    patterns: Mapping[int, frozenset[int]]
    """By stop the patterns of stops that vehicles run which call at it."""
    at_stops: dict[int, Point] = field(default_factory=dict)
    """Stops as points of departure, as they come to be needed."""


@dataclass(frozen=True)
class Doors:
    """Homes or sites on the streets."""

    points: list[Point]
    to_junction: Seconds
    """On foot from each door to its junction, in a straight line."""
    near: list[list[int]]
    """Stops near each door."""
    to_stops: list[Seconds]
    """On foot from each door to each of them."""


@dataclass(frozen=True)
class Journeys:
    """From every start to every end at every departure; inf where there is none."""

    seconds: Seconds
    """By departure, start and end, waiting included; walking all the way counts."""
    on_foot: Seconds
    """By start and end, all the way."""
    boards: list[np.ndarray]
    """By start: when somebody stands at each stop near it, by departure and stop; seconds after midnight."""
    ridden: dict[tuple[int, int], Seconds]
    """By stop and minute: seconds on to each end, inf unless a ride is quicker than the walk."""


def doors(engine: Engine, spots: gpd.GeoSeries, metres: pd.Series) -> Doors:
    """Doors at the spots, `metres` from their junctions."""
    import ferrobus  # noqa: PLC0415  an optional extra

    asked = engine.asked
    longest = math.ceil(asked.walk_minutes_max * MINUTE)
    points = [
        ferrobus.create_transit_point(p.y, p.x, engine.model, longest, asked.stops_near_max)
        for p in placing.degrees(spots)
    ]
    to_junction = np.round(metres.to_numpy() / WALK_METRES_PER_SECOND)
    near = [_worth_walking_to(engine, point.nearest_stops()) for point in points]
    _stand_at(engine, {stop for stops in near for stop in stops})
    walks = each(
        lambda i: routes(engine, points[i], [engine.at_stops[s] for s in near[i]], 0, None), range(len(points))
    )
    return Doors(points, to_junction, near, [walk + own for walk, own in zip(walks, to_junction, strict=True)])


def journeys(engine: Engine, starts: Doors, ends: Doors, departures: Sequence[int]) -> Journeys:
    """Journeys at each of the departures, which are seconds after midnight. Waiting counts from the departure on."""
    stops = sorted({stop for near in starts.near for stop in near})
    walks = each(lambda s: routes(engine, engine.at_stops[s], ends.points, 0, 0), stops)
    onward = dict(zip(stops, walks, strict=True))
    on_foot = _on_foot(engine, starts, ends, onward)
    boards = [np.ceil(np.add.outer(departures, walk) / MINUTE).astype(int) * MINUTE for walk in starts.to_stops]
    ridden = _ridden(engine, starts, ends, boards, onward)
    seconds = np.full((len(departures), len(starts.points), len(ends.points)), np.inf)
    for i, (near, times) in enumerate(zip(starts.near, boards, strict=True)):
        for d, departure in enumerate(departures):
            for stop, board in zip(near, times[d], strict=True):
                np.minimum(seconds[d, i], ridden[stop, int(board)] + (board - departure), out=seconds[d, i])
    return Journeys(np.minimum(seconds, on_foot), on_foot, boards, ridden)


def _on_foot(engine: Engine, starts: Doors, ends: Doors, onward: dict[int, Seconds]) -> Seconds:
    """Seconds on foot all the way, direct or past a stop."""
    direct = each(lambda i: routes(engine, starts.points[i], ends.points, 0, None), range(len(starts.points)))
    seconds = np.full((len(starts.points), len(ends.points)), np.inf)
    for i, walk in enumerate(direct):
        seconds[i] = walk + starts.to_junction[i] + ends.to_junction
        for stop, to_stop in zip(starts.near[i], starts.to_stops[i], strict=True):
            np.minimum(seconds[i], to_stop + onward[stop], out=seconds[i])
    return seconds


def _ridden(
    engine: Engine, starts: Doors, ends: Doors, boards: list[np.ndarray], onward: dict[int, Seconds]
) -> dict[tuple[int, int], Seconds]:
    wanted = sorted({
        (stop, int(board))
        for near, times in zip(starts.near, boards, strict=True) for row in times
        for stop, board in zip(near, row, strict=True)
    })  # fmt: skip
    rides = engine.asked.changes_max + 1
    found = each(lambda key: routes(engine, engine.at_stops[key[0]], ends.points, key[1] - BEFOREHAND, rides), wanted)
    return {
        (stop, board): np.where(seconds < onward[stop], seconds - BEFOREHAND, np.inf)
        for (stop, board), seconds in zip(wanted, found, strict=True)
    }


def _worth_walking_to(engine: Engine, stops: Iterable[int]) -> list[int]:
    """Of stops from near to far, those that are among the two nearest of some pattern that calls there."""
    kept: list[int] = []
    times_met: Counter[int] = Counter()
    for stop in stops:
        calling = engine.patterns.get(stop, frozenset())
        if any(times_met[pattern] < STOPS_OF_A_PATTERN for pattern in calling):
            kept.append(stop)
            times_met.update(calling)
    return kept


def _stand_at(engine: Engine, stops: Iterable[int]) -> None:
    """Make the stops points of departure, each at the junction that the engine joins it to."""
    import ferrobus  # noqa: PLC0415  an optional extra

    for stop in sorted(set(stops) - set(engine.at_stops)):
        spot: list[float] = engine.stops.loc[stop, ["junction_lat", "junction_lon"]].astype(float).tolist()
        lat, lon = spot
        engine.at_stops[stop] = ferrobus.create_transit_point(lat, lon, engine.model, MINUTE, 1)


def routes(engine: Engine, start: Point, ends: list[Point], departure: int, rides: int | None) -> Seconds:
    """Seconds from one point to many at one departure, inf where there is no journey.

    At most so many rides: 0 is on foot, past stops as well, None on foot and direct. The engine calls rides transfers.
    """
    import ferrobus  # noqa: PLC0415  an optional extra

    found = ferrobus.find_routes_one_to_many(engine.model, start, ends, departure, rides or 0)
    return np.array([
        route["travel_time_seconds"] if route and not (rides is None and route["used_transit"]) else np.inf
        for route in found
    ], dtype=float)  # fmt: skip


def each(asked: Callable[[Key], Answer], keys: Iterable[Key]) -> list[Answer]:
    """Answers in the order of the keys, worked out on every core."""
    with ThreadPoolExecutor(os.cpu_count()) as cores:
        return list(cores.map(asked, keys))

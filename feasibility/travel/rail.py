"""Railway lines and stations into minutes and kilometres between stations: an estimate without a timetable.

Two stations are neighbours where a way by rail joins them through no third one. Trains run at one steady speed, lose
time at each stop, and cannot turn back: a route that does so at a station costs a change of trains.
"""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra
from scipy.spatial import cKDTree

from feasibility.scenario.travel import TravelSettings
from feasibility.travel.street import Bools, Floats, Ints, split_roads

SPLIT_METRES = 100.0
"""Railways are cut this fine, so that a station always finds a point of its line."""
SAME_STATION_METRES = 250.0
"""Stations nearer than this to each other are one place with several entries in the list (assumed)."""
DETOUR_MAX = 1.3
"""A way longer than this many times the straight line is one where trains would turn back at a junction (assumed)."""
STRETCH_METRES_MAX = 20_000.0
"""No train of the area runs farther than this without passing a station (assumed)."""


@dataclass(frozen=True)
class RailGraph:
    """Stations that trains serve, and what it takes to ride between each two of them (after boarding)."""

    stations: gpd.GeoDataFrame
    """Columns name, geometry; one row a station, EPSG:27700."""
    ride_minutes: Floats
    """Stations by stations; infinite where no way is known; 0 on the diagonal."""
    ride_km: Floats
    unserved: int
    """Stations of the list that lie off every railway and were left out."""


def build(
    railways: gpd.GeoDataFrame, stations: gpd.GeoDataFrame, links: pd.DataFrame | None, settings: TravelSettings
) -> RailGraph:
    """The rail graph.

    `stations` has columns name, crs and geometry; `links` has from_crs and to_crs: neighbouring stations whose line the
    railway file lacks. A linked station counts as served.
    """
    single = _merged(stations)
    start, end, km, served = _neighbours(railways, single, settings.station_metres_max)
    if links is not None and len(links):
        more_start, more_end = (_positions(single, links[side]) for side in ("from_crs", "to_crs"))
        where = np.column_stack([single.geometry.x, single.geometry.y])
        start, end = np.concatenate([start, more_start]), np.concatenate([end, more_end])
        km = np.concatenate([km, np.hypot(*(where[more_start] - where[more_end]).T) / 1000])
        served[more_start] = served[more_end] = True
    minutes, ride_km = _rides(single.geometry, start, end, km, settings)
    kept = np.flatnonzero(served)
    return RailGraph(
        stations=single.loc[served, ["name", "geometry"]].reset_index(drop=True),
        ride_minutes=minutes[np.ix_(kept, kept)],
        ride_km=ride_km[np.ix_(kept, kept)],
        unserved=int((~served).sum()),
    )


def _merged(stations: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """One row a place: entries that stand together become the first of them by name; `all_crs` keeps every code."""
    ordered = stations.sort_values(["name", "crs"], kind="stable").reset_index(drop=True)
    where = np.column_stack([ordered.geometry.x, ordered.geometry.y])
    first = np.array([min(near) for near in cKDTree(where).query_ball_point(where, SAME_STATION_METRES)], dtype=int)
    codes = ordered["crs"].groupby(first).agg(tuple)
    single = ordered.loc[codes.index, ["name", "geometry"]]
    return gpd.GeoDataFrame(single.assign(all_crs=codes), geometry="geometry", crs=stations.crs).reset_index(drop=True)


def _positions(single: gpd.GeoDataFrame, codes: pd.Series) -> Ints:
    """Row of each station code."""
    row_of = single["all_crs"].explode().reset_index().set_index("all_crs")["index"]
    return np.asarray(row_of.loc[codes], dtype=np.int64)


def _neighbours(
    railways: gpd.GeoDataFrame, stations: gpd.GeoDataFrame, metres_max: float
) -> tuple[Ints, Ints, Floats, Bools]:
    """Pairs of stations with a way by rail through no third one, its length in km; and which stations lie on a line."""
    points, start, end, metres = split_roads(railways, SPLIT_METRES)
    where = np.column_stack([stations.geometry.x, stations.geometry.y])
    owner, served = _owners(points, where, metres_max)
    count = len(stations)
    # Stations come first, then the points no station owns; a way ends at a station, and starts at the copy of one.
    node = np.where(owner >= 0, owner, count + np.arange(len(points)))
    tail, head = np.concatenate([node[start], node[end]]), np.concatenate([node[end], node[start]])
    moving = tail != head
    tail, head, length = tail[moving], head[moving], np.concatenate([metres, metres])[moving]
    copy = count + len(points)
    tail = np.where(tail < count, copy + tail, tail)
    least = pd.DataFrame({"tail": tail, "head": head, "length": length}).groupby(["tail", "head"])["length"].min()
    rows, columns = (least.index.get_level_values(side).to_numpy() for side in ("tail", "head"))
    lines = csr_matrix((least.to_numpy(), (rows, columns)), shape=(copy + count, copy + count))
    way = dijkstra(lines, indices=copy + np.arange(count), limit=STRETCH_METRES_MAX)[:, :count]
    low, high = np.nonzero(np.triu(np.isfinite(way), k=1))
    straight = np.hypot(*(where[low] - where[high]).T)
    direct = way[low, high] <= DETOUR_MAX * straight + SAME_STATION_METRES
    return low[direct], high[direct], way[low, high][direct] / 1000, served


def _owners(points: Floats, where: Floats, metres_max: float) -> tuple[Ints, Bools]:
    """The station that owns each point of railway, -1 for none; and which stations own any.

    A station owns the points of all its tracks, and its nearest point though it be farther off.
    """
    off, station = cKDTree(where).query(points)
    owner = np.where(off <= SAME_STATION_METRES / 2, station, -1)
    nearest_off, nearest = cKDTree(points).query(where)
    far = np.flatnonzero((nearest_off > SAME_STATION_METRES / 2) & (nearest_off <= metres_max))
    far = far[owner[nearest[far]] < 0]
    owner[nearest[far]] = far
    return owner.astype(np.int64), np.isin(np.arange(len(where)), owner)


def _rides(where: gpd.GeoSeries, start: Ints, end: Ints, km: Floats, settings: TravelSettings) -> tuple[Floats, Floats]:
    """Minutes and km between stations over legs: a leg is one stretch in one direction, a turn joins two legs."""
    stations, legs = len(where), 2 * len(start)
    tail, head, leg_km = np.concatenate([start, end]), np.concatenate([end, start]), np.concatenate([km, km])
    run = leg_km * 60 / settings.rail_km_per_hour
    first, second = _consecutive(tail, head)
    turn = _turn_degrees(where, tail, head, first, second)
    stop = settings.rail_dwell_minutes + np.where(
        turn > settings.rail_turn_degrees_max, settings.rail_change_minutes, 0.0
    )
    # Nodes: the legs, then one origin a station. Going on costs the stop and the next run.
    rows = np.concatenate([first, legs + tail])
    columns = np.concatenate([second, np.arange(legs)])
    minutes = csr_matrix((np.concatenate([stop + run[second], run]), (rows, columns)), shape=(legs + stations,) * 2)
    best, previous = dijkstra(minutes, indices=legs + np.arange(stations), return_predecessors=True)
    ride_minutes, ride_km = np.full((stations, stations), np.inf), np.full((stations, stations), np.inf)
    for origin in range(stations):
        ends = pd.Series(best[origin, :legs]).groupby(head).idxmin()
        reached = ends[np.isfinite(best[origin, ends.to_numpy(dtype=int)])]
        leg = reached.to_numpy(dtype=np.int64)
        at = reached.index.to_numpy(dtype=int)
        ride_minutes[origin, at] = best[origin, leg]
        ride_km[origin, at] = _length(previous[origin], leg_km, leg)
        ride_minutes[origin, origin] = ride_km[origin, origin] = 0.0
    return ride_minutes, ride_km


def _consecutive(tail: Ints, head: Ints) -> tuple[Ints, Ints]:
    """Pairs of legs where the second starts at the station the first ends at."""
    legs = pd.DataFrame({"leg": np.arange(len(tail)), "tail": tail, "head": head})
    pairs = legs.merge(legs, left_on="head", right_on="tail", suffixes=("_first", "_second"))
    return pairs["leg_first"].to_numpy(dtype=np.int64), pairs["leg_second"].to_numpy(dtype=np.int64)


def _turn_degrees(where: gpd.GeoSeries, tail: Ints, head: Ints, first: Ints, second: Ints) -> Floats:
    """How far the way turns from one leg to the next: 0 straight on, 180 back."""
    points = np.column_stack([where.x, where.y])
    way = points[head] - points[tail]
    bearing = np.degrees(np.arctan2(way[:, 1], way[:, 0]))
    turn = np.abs(bearing[second] - bearing[first]) % 360
    return np.asarray(np.minimum(turn, 360 - turn), dtype=np.float64)


def _length(previous: Ints, leg_km: Floats, leg: Ints) -> Floats:
    """Sum of the legs back to the origin."""
    total, at = np.zeros(len(leg)), leg.copy()
    moving = (at >= 0) & (at < len(leg_km))
    while moving.any():
        total[moving] += leg_km[at[moving]]
        at[moving] = previous[at[moving]]
        moving = (at >= 0) & (at < len(leg_km))
    return total

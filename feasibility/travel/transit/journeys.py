"""One way, door to door, between many homes and many places of work in the hours of a shift."""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

from feasibility.scenario.travel import TravelSettings
from feasibility.scenario.travel.transit import TransitSettings
from feasibility.travel.street import Bools, Floats, Ints
from feasibility.travel.transit import doors as around
from feasibility.travel.transit.boarding import Boardings, boardings
from feasibility.travel.transit.doors import Doors
from feasibility.travel.transit.hours import Window, per_hour
from feasibility.travel.transit.search import Links, Reached, joined, links, search, walked
from feasibility.travel.transit.value import TransitNetwork


@dataclass(frozen=True)
class Ways:
    """Journeys by public transport between homes (rows) and places of work (columns); infinite where there is none."""

    minutes: Floats
    bad_day_minutes: Floats
    bus_km: Floats
    rail_km: Floats
    walk_km: Floats
    feeder: Bools
    """By way of the local bus that the table of lines lacks."""


@dataclass(frozen=True)
class Searched:
    """All that is known of the ways between places of work and every stop, so that one of them can be told in legs."""

    boarded: Boardings
    links: Links
    reached: Reached
    stops: int


def services(network: TransitNetwork, window: Window, settings: TransitSettings) -> Boardings:
    """What may be boarded in a window."""
    return boardings(network.rides, per_hour(network.lines, network.runs, window, settings), settings)


def joined_at_all(homes: Doors, works: Doors, shape: tuple[int, int], network: TransitNetwork) -> Bools:
    """Homes by places of work: whether lines, at whatever hour they run, and changes between them join the two."""
    ever = network.lines[["weekday_services", "saturday_services", "sunday_services"]].gt(0).any(axis=1).to_numpy()
    ridden = ever[network.runs.line[network.rides.call]]
    start = np.concatenate([network.rides.start[ridden], network.changes.start])
    end = np.concatenate([network.rides.end[ridden], network.changes.end])
    stops = len(network.stops)
    count, part = connected_components(csr_matrix((np.ones(len(start)), (start, end)), shape=(stops, stops)), False)
    from_home, from_work = np.zeros((shape[0], count), dtype=bool), np.zeros((shape[1], count), dtype=bool)
    from_home[homes.door, part[homes.stop]] = True
    from_work[works.door, part[works.stop]] = True
    return np.asarray(csr_matrix(from_home).dot(csr_matrix(from_work).T).toarray() > 0)


def from_works(
    works: Doors, count: int, network: TransitNetwork, boarded: Boardings, settings: TravelSettings, *, towards: bool
) -> Searched:
    """The search from each of `count` places of work, whose walks to stops are `works`: towards or away from them."""
    stops, speed = len(network.stops), settings.foot.walk_km_per_hour
    door = 3 * stops + works.door
    ends = (works.stop + 2 * stops, door) if towards else (door, works.stop)
    every = joined([links(network, boarded, speed, settings.transit), walked(*ends, works.walk_km, speed)])
    reached = search(every, 3 * stops + count, 3 * stops + np.arange(count), towards=towards)
    return Searched(boarded, every, reached, stops)


def to_homes(homes: Doors, count: int, searched: Searched, settings: TransitSettings, *, towards: bool) -> Ways:
    """The quickest journey of each of `count` homes, whose ways to stops are `homes`."""
    reached, rows = searched.reached, next_nodes(homes, searched.stops, towards=towards)
    minutes = homes.minutes
    if not towards:
        minutes = minutes + np.where(homes.by_feeder, settings.change_to_bus_minutes, 0.0)
    least, way = around.quickest(homes, count, minutes, rows, np.ascontiguousarray(reached.minutes.T))
    work = np.broadcast_to(np.arange(least.shape[1]), least.shape)
    known = way >= 0
    return Ways(
        minutes=least,
        bad_day_minutes=_summed(minutes + homes.late_minutes, reached.bad_day_minutes, way, rows, work, known),
        bus_km=_summed(homes.feeder_km, reached.bus_km, way, rows, work, known),
        rail_km=_summed(np.zeros(len(rows)), reached.rail_km, way, rows, work, known),
        walk_km=_summed(homes.walk_km, reached.walk_km, way, rows, work, known),
        feeder=known & homes.by_feeder[way] if len(rows) else known,
    )


def next_nodes(homes: Doors, stops: int, *, towards: bool) -> Ints:
    """The node of the search that each way of a home leads to.

    Towards work that is the first boarding, or a later one after the local bus; on the way home it is alighting.
    """
    layer = np.where(homes.by_feeder, stops, 0) if towards else 2 * stops
    return np.asarray(homes.stop + layer, dtype=np.int64)


def _summed(at_home: Floats, beyond: Floats, way: Ints, rows: Ints, work: Ints, known: Bools) -> Floats:
    total = np.full(way.shape, np.inf)
    total[known] = at_home[way[known]] + beyond[work[known], rows[way[known]]]
    return total

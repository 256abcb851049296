"""The quickest ways over boardings and changes between doors of one kind and every stop.

Nodes of the search: each stop three times (about to board the first vehicle, about to board another one, just
alighted), then the doors. One search a door: towards it on the way in, away from it on the way home.
"""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

from feasibility.scenario.travel.transit import TransitSettings
from feasibility.travel.street import Floats, Ints
from feasibility.travel.transit.boarding import Boardings, Cost, cost
from feasibility.travel.transit.value import TransitNetwork


@dataclass(frozen=True)
class Links:
    """Edges of the search, in the direction of travel, at most one between two nodes."""

    start: Ints
    end: Ints
    minutes: Floats
    bad_day_minutes: Floats
    bus_km: Floats
    rail_km: Floats
    walk_km: Floats
    boarding: Ints
    """Entry of `Boardings`, -1 for a walk."""


@dataclass(frozen=True)
class Reached:
    """Doors by nodes: minutes and km between each door and each node; infinite minutes where there is no way."""

    minutes: Floats
    bad_day_minutes: Floats
    bus_km: Floats
    rail_km: Floats
    walk_km: Floats
    link: Ints
    """The link next to the node, on the side of the door; -1 where there is none."""


def links(network: TransitNetwork, boarded: Boardings, walk_km_per_hour: float, settings: TransitSettings) -> Links:
    """Every boarding as the first and as a later one, and every walk between two stops."""
    stops = len(network.stops)
    first = _quickest(boarded, cost(boarded, settings, first=True), 0, stops)
    later = _quickest(boarded, cost(boarded, settings, first=False), stops, stops)
    return joined([first, later, _changes(network, walk_km_per_hour)])


def _quickest(boarded: Boardings, spent: Cost, offset: int, stops: int) -> Links:
    """Bus or rail between two stops, whichever is quicker: from the copy of the stops at `offset` to the third copy."""
    # Boardings are in the order of their stops, bus and rail side by side.
    both = np.flatnonzero((boarded.start[1:] == boarded.start[:-1]) & (boarded.end[1:] == boarded.end[:-1]))
    slower = np.where(spent.minutes[both + 1] < spent.minutes[both], both, both + 1)
    kept = np.delete(np.arange(len(boarded.start)), slower)
    rail = boarded.rail[kept]
    return Links(
        start=boarded.start[kept] + offset,
        end=boarded.end[kept] + 2 * stops,
        minutes=spent.minutes[kept],
        bad_day_minutes=spent.bad_day_minutes[kept],
        bus_km=np.where(rail, 0.0, boarded.km[kept]),
        rail_km=np.where(rail, boarded.km[kept], 0.0),
        walk_km=np.zeros(len(kept)),
        boarding=kept,
    )


def _changes(network: TransitNetwork, walk_km_per_hour: float) -> Links:
    """Walks from a stop alighted at to one boarded at, the same one included."""
    stops, changes = len(network.stops), network.changes
    start = np.concatenate([np.arange(stops), changes.start])
    end = np.concatenate([np.arange(stops), changes.end])
    km = np.concatenate([np.zeros(stops), changes.metres / 1000])
    return walked(start + 2 * stops, end + stops, km, walk_km_per_hour)


def walked(start: Ints, end: Ints, km: Floats, walk_km_per_hour: float) -> Links:
    """Links on foot."""
    minutes, none = km * 60 / walk_km_per_hour, np.zeros(len(km))
    return Links(start, end, minutes, minutes, none, none, km, np.full(len(km), -1))


def joined(parts: list[Links]) -> Links:
    """All links of the parts."""
    return Links(*(np.concatenate([getattr(part, name) for part in parts]) for name in Links.__dataclass_fields__))


def search(every: Links, nodes: int, doors: Ints, *, towards: bool) -> Reached:
    """The quickest way between each door and every node: `towards` the doors, or away from them."""
    tail, head = (every.end, every.start) if towards else (every.start, every.end)
    by_ends = csr_matrix((np.arange(len(tail)), (tail, head)), shape=(nodes, nodes))
    by_ends.sort_indices()  # SciPy 1.13 leaves the columns of a row in any order
    order = by_ends.data
    matrix = csr_matrix((every.minutes[order], by_ends.indices, by_ends.indptr), shape=(nodes, nodes))
    minutes, previous = dijkstra(matrix, indices=doors, return_predecessors=True)
    key = tail[order] * nodes + head[order]
    row, column = np.nonzero(previous >= 0)
    link = np.full(minutes.shape, -1, dtype=np.int64)
    wanted = previous[row, column].astype(np.int64) * nodes + column
    link[row, column] = order[np.searchsorted(key, wanted)]
    sums = _along(previous, link, every)
    return Reached(minutes, *sums, link)


def _along(previous: Ints, link: Ints, every: Links) -> tuple[Floats, Floats, Floats, Floats]:
    """Sums over the links back to the door, for each node: each round takes in twice as many links as the last."""
    doors, nodes = previous.shape
    base = np.arange(doors)[:, None] * nodes
    jump = np.where(previous >= 0, previous + base, np.arange(nodes) + base).ravel()
    attributes = (every.bad_day_minutes, every.bus_km, every.rail_km, every.walk_km)
    known = (link >= 0).ravel()
    sums = [np.where(known, values[link.ravel()], 0.0) for values in attributes]
    while True:
        further = jump[jump]
        # A door jumps to itself and has a sum of 0, so nothing is counted twice.
        sums = [total + total[jump] for total in sums]
        if (further == jump).all():
            break
        jump = further
    bad, bus, rail, foot = (total.reshape(doors, nodes) for total in sums)
    return bad, bus, rail, foot

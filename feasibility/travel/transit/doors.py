"""The stops around doors: on foot, or from far homes by a local bus that the table of lines lacks."""

from dataclasses import dataclass

import numpy as np
from scipy.spatial import cKDTree

from feasibility.scenario.travel.transit import TransitSettings
from feasibility.travel.street import Bools, Floats, Ints, StreetGraph
from feasibility.travel.transit.value import TransitNetwork
from feasibility.travel.transit.walks import at_nodes, walks

ENTRIES_AT_ONCE = 2_000_000
"""Ways from doors to stops times destinations that are held at once: 16 MB an array."""


@dataclass(frozen=True)
class Doors:
    """Ways between doors at street nodes and stops, ordered by door. A door is a place in a list of nodes."""

    door: Ints
    stop: Ints
    minutes: Floats
    walk_km: Floats
    feeder_km: Floats
    """By the local bus; 0 for a walk."""
    late_minutes: Floats
    """More on a bad day: another wait for the local bus."""

    @property
    def by_feeder(self) -> Bools:
        """Ways by the local bus."""
        return self.feeder_km > 0


def on_foot(nodes: Ints, network: TransitNetwork, walk_km_per_hour: float) -> Doors:
    """Walks between each node and the stops around it."""
    door, stop, metres = at_nodes(network.walks, nodes)
    none = np.zeros(len(door))
    return Doors(door, stop, metres * 0.06 / walk_km_per_hour, metres / 1000, none, none)


def far_doors(nodes: Ints, network: TransitNetwork, metres: float) -> Bools:
    """Which nodes have no bus stop of the table within a walk of `metres`."""
    door, stop, walk = at_nodes(network.walks, nodes)
    bus = network.stops["bus"].to_numpy()[stop] & (walk <= metres)
    return ~np.isin(np.arange(len(nodes)), door[bus])


def with_feeder(
    doors: Doors, nodes: Ints, network: TransitNetwork, graph: StreetGraph, settings: TransitSettings
) -> Doors:
    """The same with ways by a local bus added, from nodes far from every bus to the stations around them."""
    far = np.flatnonzero(far_doors(nodes, network, settings.feeder_bus_metres))
    rail = np.unique(network.rides.start[network.rides.rail])
    stations = network.stops.loc[rail]
    stations = stations[stations["near"]]
    reach = settings.feeder_km_max * 1000
    if not len(far) or stations.empty or not reach:
        return doors
    at_far = cKDTree(np.column_stack([graph.easting[nodes[far]], graph.northing[nodes[far]]]))
    within = at_far.query(stations[["easting", "northing"]].to_numpy(dtype=float))[0] <= reach
    place, stop, metres = at_nodes(walks(stations[within], graph, reach), nodes[far])
    km = np.maximum(metres / 1000, 1e-6)
    wait = np.full(len(place), settings.feeder_wait_minutes)
    ride = wait + km * 60 / settings.feeder_km_per_hour
    parts = (doors, Doors(far[place], stop, ride, np.zeros(len(place)), km, wait))
    whole = Doors(*(np.concatenate([getattr(part, name) for part in parts]) for name in Doors.__dataclass_fields__))
    order = np.lexsort((whole.stop, whole.feeder_km, whole.door))
    return Doors(*(getattr(whole, name)[order] for name in Doors.__dataclass_fields__))


def quickest(doors: Doors, count: int, minutes: Floats, rows: Ints, beyond: Floats) -> tuple[Floats, Ints]:
    """The fewest minutes from each door (rows, `count` of them) to each column of `beyond`, and by which way.

    `minutes` and `rows` have one entry a way of `doors`: what the way takes, and the row of `beyond` that it leads to.
    A way is its place in `doors`; -1, and infinite minutes, where there is none.
    """
    columns = beyond.shape[1]
    least, way = np.full((count, columns), np.inf), np.full((count, columns), -1, dtype=np.int64)
    bounds = np.searchsorted(doors.door, np.arange(count + 1))
    size = max(1, ENTRIES_AT_ONCE // max(columns, 1))
    start = 0
    while start < count:
        stop = max(start + 1, int(np.searchsorted(bounds, bounds[start] + size, side="right")) - 1)
        used = start + np.flatnonzero(bounds[start + 1 : stop + 1] > bounds[start:stop])
        entries = slice(int(bounds[start]), int(bounds[stop]))
        if len(used):
            total = beyond[rows[entries]]
            total += minutes[entries, None]
            first = bounds[used] - bounds[start]
            best = np.minimum.reduceat(total, first)
            place = np.repeat(np.arange(len(used)), np.diff(np.append(first, len(total))))
            hit, column = np.nonzero((total == best[place]) & np.isfinite(total))
            # Written from the last to the first, so that of equal ways the first stays.
            way[used[place[hit[::-1]]], column[::-1]] = bounds[start] + hit[::-1]
            least[used] = best
        start = stop
    return least, way

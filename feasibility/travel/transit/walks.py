"""Walks from places on the streets to the street nodes around them."""

import numpy as np
import pandas as pd
from scipy.sparse.csgraph import dijkstra

from feasibility.travel.street import Floats, Ints, StreetGraph
from feasibility.travel.transit.part import around
from feasibility.travel.transit.value import Changes, Walks

TILE_METRES = 3000.0
"""Places are searched a square of this width at a time: a search over the whole window would be slow."""


def walks(places: pd.DataFrame, graph: StreetGraph, metres_max: float) -> Walks:
    """Every street node within `metres_max` along streets of each place, the way from the place to the street included.

    `places` has node and snap_metres; its index, of numbers, names them in the answer as `stop`.
    """
    column, row = graph.easting[places["node"]] // TILE_METRES, graph.northing[places["node"]] // TILE_METRES
    found = [_from_tile(group, graph, metres_max) for _, group in places.groupby([column, row], sort=True)]
    numbers = [np.concatenate([getattr(part, name) for part in found] or [np.empty(0)]) for name in ("stop", "node")]
    stop, node = (values.astype(np.int64) for values in numbers)
    metres = np.concatenate([part.metres for part in found] or [np.empty(0)])
    order = np.lexsort((stop, node))
    return Walks(stop[order], node[order], metres[order])


def _from_tile(group: pd.DataFrame, graph: StreetGraph, metres_max: float) -> Walks:
    node = group["node"].to_numpy()
    part = around(graph, graph.easting[node], graph.northing[node], metres_max)
    metres = dijkstra(part.matrix(graph.foot_metres), indices=np.searchsorted(part.nodes, node), limit=metres_max)
    metres = metres + group["snap_metres"].to_numpy()[:, None]
    row, column = np.nonzero(metres <= metres_max)
    return Walks(group.index.to_numpy()[row], part.nodes[column], metres[row, column])


def at_nodes(walks: Walks, nodes: Ints) -> tuple[Ints, Ints, Floats]:
    """The walks that end at each of some nodes: place in `nodes`, stop, metres."""
    low, high = np.searchsorted(walks.node, nodes), np.searchsorted(walks.node, nodes, side="right")
    counts = high - low
    place = np.repeat(np.arange(len(nodes)), counts)
    entry = np.arange(int(counts.sum())) - np.repeat(np.cumsum(counts) - counts, counts) + np.repeat(low, counts)
    return place, walks.stop[entry], walks.metres[entry]


def changes(walks: Walks, stops: pd.DataFrame, metres_max: float) -> Changes:
    """Walks within `metres_max` from each stop to each other one; `stops` are those on the streets."""
    place, start, metres = at_nodes(walks, stops["node"].to_numpy())
    end = stops.index.to_numpy()[place]
    whole = metres + stops["snap_metres"].to_numpy()[place]
    kept = (start != end) & (whole <= metres_max)
    return Changes(start[kept], end[kept], whole[kept])

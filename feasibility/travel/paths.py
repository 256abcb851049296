"""Shortest paths from a few places to many, over the street graph."""

from collections.abc import Iterator
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra
from scipy.spatial import cKDTree

from feasibility.travel.street import Bools, Floats, Ints, StreetGraph


@dataclass(frozen=True)
class Placed:
    """Points placed on the graph: their node, how far off it they lie, and whether that is near enough."""

    node: Ints
    snap_metres: Floats
    near: Bools


def place(points: gpd.GeoSeries, graph: StreetGraph, metres_max: float) -> Placed:
    """Each point at its nearest postcode point."""
    where = np.column_stack([points.x.to_numpy(), points.y.to_numpy()])
    tree = cKDTree(np.column_stack([graph.easting[: graph.places], graph.northing[: graph.places]]))
    metres, node = tree.query(where)
    return Placed(node.astype(np.int64), metres, metres <= metres_max)


def both_ways(graph: StreetGraph, weight: Floats) -> csr_matrix:
    """The graph as a matrix with each edge in both directions."""
    start, end = np.concatenate([graph.start, graph.end]), np.concatenate([graph.end, graph.start])
    return csr_matrix((np.concatenate([weight, weight]), (start, end)), shape=(graph.nodes, graph.nodes))


def metres_between(matrix: csr_matrix, sources: Ints, targets: Ints, metres_max: float) -> Floats:
    """Shortest distance from each source (rows) to each target (columns); infinite beyond `metres_max`."""
    rows = [dijkstra(matrix, indices=source, limit=metres_max)[targets] for source in sources]
    return np.array(rows).reshape(len(sources), len(targets))


def minutes_and_metres(
    minutes: csr_matrix, metres: csr_matrix, sources: Ints, targets: Ints
) -> Iterator[tuple[Floats, Floats]]:
    """For each source, the fewest minutes to each target and the length of that way; infinite where there is none."""
    for source in sources:
        best, previous = dijkstra(minutes, indices=source, return_predecessors=True)
        reached = np.flatnonzero(previous >= 0)
        step = np.zeros(len(best))
        step[reached] = np.asarray(metres[previous[reached], reached]).ravel()
        yield best[targets], np.where(np.isfinite(best[targets]), _along(previous, step, targets), np.inf)


def _along(previous: Ints, step: Floats, targets: Ints) -> Floats:
    """Sum of the steps from each target back to the source."""
    node, total = targets.copy(), np.zeros(len(targets))
    moving = previous[node] >= 0
    while moving.any():
        total[moving] += step[node[moving]]
        node[moving] = previous[node[moving]]
        moving = previous[node] >= 0
    return total

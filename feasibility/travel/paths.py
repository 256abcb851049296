"""Shortest paths from a few places to many, over the street graph."""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

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
    metres, node = graph.tree.query(where)
    return Placed(node.astype(np.int64), metres, metres <= metres_max)


def both_ways(graph: StreetGraph, weight: Floats) -> csr_matrix:
    """The graph as a matrix with each edge in both directions; edges of infinite weight are left out."""
    usable = np.isfinite(weight)
    start, end = graph.start[usable], graph.end[usable]
    ends = np.concatenate([start, end]), np.concatenate([end, start])
    return csr_matrix((np.tile(weight[usable], 2), ends), shape=(graph.nodes, graph.nodes))


def metres_between(matrix: csr_matrix, sources: Ints, targets: Ints, metres_max: float) -> Floats:
    """Shortest distance from each source (rows) to each target (columns); infinite beyond `metres_max`."""
    rows = [dijkstra(matrix, indices=source, limit=metres_max)[targets] for source in sources]
    return np.array(rows).reshape(len(sources), len(targets))


def ways(
    graph: StreetGraph, weight: Floats, sources: Ints, targets: Ints, *, weight_max: float = np.inf
) -> tuple[Floats, Floats]:
    """Least weight from each source (rows) to each target (columns), and the length in metres of that way.

    Infinite where there is none, or none within `weight_max`. Edges of infinite weight are not used.
    """
    matrix = both_ways(graph, weight)
    usable = np.isfinite(weight)
    if np.array_equal(weight[usable], graph.metres[usable]):
        metres = metres_between(matrix, sources, targets, weight_max)
        return metres, metres
    # The same edges in the same order as those of `matrix`.
    metres = both_ways(graph, np.where(usable, graph.metres, np.inf)).data
    found = [_from_one(matrix, metres, source, targets, weight_max) for source in sources]
    shape = (len(sources), len(targets))
    return (
        np.array([weights for weights, _ in found]).reshape(shape),
        np.array([lengths for _, lengths in found]).reshape(shape),
    )


def _from_one(
    matrix: csr_matrix, edge_metres: Floats, source: int, targets: Ints, weight_max: float
) -> tuple[Floats, Floats]:
    """Weights and lengths to the targets. Lengths add up by doubling: each round reaches twice as far back."""
    weight, previous = dijkstra(matrix, indices=source, return_predecessors=True, limit=weight_max)
    known = previous >= 0
    last = matrix.indices == np.repeat(previous, np.diff(matrix.indptr))
    metres, before = np.zeros(len(weight)), np.arange(len(weight))
    metres[known], before[known] = edge_metres[last], previous[known]
    while True:
        farther = before[before]
        if np.array_equal(farther, before):
            break
        metres = metres + metres[before]
        before = farther
    return weight[targets], np.where(np.isfinite(weight[targets]), metres[targets], np.inf)

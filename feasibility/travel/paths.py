"""Shortest paths from a few places to many, over the street graph."""

from collections.abc import Iterator
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra, reverse_cuthill_mckee
from scipy.spatial import cKDTree

from feasibility.travel import contraction
from feasibility.travel.contraction import Links
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
    """The graph as a matrix with each edge in both directions; edges of infinite weight are left out."""
    return _matrix(_links(graph, weight), graph.nodes)


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
    kept = np.zeros(graph.nodes, dtype=bool)
    kept[sources] = kept[targets] = True
    links, remaining = contraction.contracted(_links(graph, weight), graph.nodes, kept)
    number = _near_numbers(links, remaining)
    between = Links(number[links.start], number[links.end], links.weight, links.length)
    shape = (len(sources), len(targets))
    if np.array_equal(links.weight, links.length):
        matrix = _matrix(between, int(remaining.sum()))
        metres = metres_between(matrix, number[sources], number[targets], weight_max)
        return metres, metres
    found = [
        _from_one(way, number[targets])
        for way in _searches(between, int(remaining.sum()), number[sources], weight_max)
    ]  # fmt: skip
    return (
        np.array([weights for weights, _ in found]).reshape(shape),
        np.array([lengths for _, lengths in found]).reshape(shape),
    )


def _links(graph: StreetGraph, weight: Floats) -> Links:
    usable = np.isfinite(weight)
    return Links(graph.start[usable], graph.end[usable], weight[usable], graph.metres[usable])


def _matrix(links: Links, nodes: int) -> csr_matrix:
    start, end = np.concatenate([links.start, links.end]), np.concatenate([links.end, links.start])
    return csr_matrix((np.concatenate([links.weight, links.weight]), (start, end)), shape=(nodes, nodes))


def _near_numbers(links: Links, remaining: Bools) -> Ints:
    """New numbers of the remaining nodes, neighbours close together: a search then finds them in the same memory."""
    number = np.full(len(remaining), -1, dtype=np.int64)
    number[remaining] = np.arange(remaining.sum())
    plain = Links(number[links.start], number[links.end], links.weight, links.length)
    order = reverse_cuthill_mckee(_matrix(plain, int(remaining.sum())), symmetric_mode=True)
    number[np.flatnonzero(remaining)[order]] = np.arange(len(order))
    return number


@dataclass(frozen=True)
class _Search:
    """What one search found: least weights, the node before each, and the length of the link from it."""

    weight: Floats
    before: Ints
    step_metres: Floats


def _searches(links: Links, nodes: int, sources: Ints, weight_max: float) -> Iterator[_Search]:
    matrix = _matrix(links, nodes)
    start, end = np.concatenate([links.start, links.end]), np.concatenate([links.end, links.start])
    metres = np.concatenate([links.length, links.length])
    for source in sources:
        weight, previous = dijkstra(matrix, indices=source, return_predecessors=True, limit=weight_max)
        before = np.where(previous < 0, np.arange(nodes), previous)
        used = before[end] == start
        step = np.zeros(nodes)
        step[end[used]] = metres[used]
        yield _Search(weight, before, step)


def _from_one(search: _Search, targets: Ints) -> tuple[Floats, Floats]:
    """Weights and lengths to the targets. Lengths add up by doubling: each round reaches twice as far back."""
    before, metres = search.before, search.step_metres
    while True:
        farther = before[before]
        if np.array_equal(farther, before):
            break
        metres = metres + metres[before]
        before = farther
    reached = np.isfinite(search.weight[targets])
    return search.weight[targets], np.where(reached, metres[targets], np.inf)

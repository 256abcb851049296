"""Least weights over the street graph and the lengths of those ways, against a plain walk back."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse.csgraph import dijkstra

from feasibility.travel import paths
from feasibility.travel.street import StreetGraph
from tests.travel.worlds import chain


def random_graph(seed: int, nodes: int) -> StreetGraph:
    """A ring, so that all is joined, and as many edges at random; weights and lengths have nothing in common."""
    rng = np.random.default_rng(seed)
    ring = {tuple(sorted((node, (node + 1) % nodes))) for node in range(nodes)}
    more = {tuple(sorted(pair)) for pair in rng.integers(0, nodes, (nodes, 2)).tolist() if pair[0] != pair[1]}
    start, end = np.array(sorted(ring | more)).T
    return StreetGraph(
        easting=np.zeros(nodes), northing=np.zeros(nodes), places=nodes, start=start, end=end,
        metres=rng.uniform(10, 90, len(start)), car_minutes=rng.uniform(1, 9, len(start)),
        on_foot=np.ones(len(start), dtype=bool),
    )  # fmt: skip


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000))
def test_ways_and_their_lengths_are_those_of_a_walk_back(seed):
    graph = random_graph(seed, 150)
    sources, targets = np.array([3, 77]), np.array([5, 5, 140, 3])
    minutes, metres = paths.ways(graph, graph.car_minutes, sources, targets)
    matrix = paths.both_ways(graph, graph.car_minutes)
    whole, before = dijkstra(matrix, indices=sources, return_predecessors=True)
    assert minutes == pytest.approx(whole[:, targets])
    length = {frozenset(ends): of for *ends, of in zip(graph.start, graph.end, graph.metres, strict=True)}
    for row, source in enumerate(sources):
        for column, target in enumerate(targets):
            node, walked = target, 0.0
            while node != source:
                walked += length[frozenset((node, before[row, node]))]
                node = before[row, node]
            assert metres[row, column] == pytest.approx(walked)


def test_of_two_ways_the_lighter_counts_with_its_own_length():
    # From 0 to 3 by way of 1 (2 minutes, 200 metres) or of 2 (3 minutes, 20 metres).
    graph = StreetGraph(
        easting=np.zeros(4), northing=np.zeros(4), places=4, start=np.array([0, 1, 0, 2]), end=np.array([1, 3, 2, 3]),
        metres=np.array([100.0, 100, 10, 10]), car_minutes=np.array([1.0, 1, 1, 2]), on_foot=np.ones(4, dtype=bool),
    )  # fmt: skip
    minutes, metres = paths.ways(graph, graph.car_minutes, np.array([0]), np.array([3, 0]))
    assert (minutes.tolist(), metres.tolist()) == ([[2, 0]], [[200, 0]])


def test_nothing_is_found_beyond_the_limit_or_over_closed_edges():
    graph = chain(100, 100, 100)
    ends = np.array([0, 1, 2, 3])
    assert paths.ways(graph, graph.metres, ends[:1], ends, weight_max=200)[0].tolist() == [[0, 100, 200, np.inf]]
    closed = np.array([100, np.inf, 100])
    assert paths.ways(graph, closed, ends[:1], ends)[0].tolist() == [[0, 100, np.inf, np.inf]]
    # The same where weight and length differ: 2 minutes an edge, 100 metres.
    slow = np.array([2, 2, np.inf])
    minutes, metres = paths.ways(graph, slow, ends[:1], ends, weight_max=2)
    assert (minutes.tolist(), metres.tolist()) == ([[0, 2, np.inf, np.inf]], [[0, 100, np.inf, np.inf]])


def test_without_places_there_are_no_ways():
    graph = chain(100, 100, 100)
    none = np.empty(0, dtype=np.int64)
    assert paths.ways(graph, graph.car_minutes, none, np.array([0]))[0].shape == (0, 1)
    assert paths.ways(graph, graph.metres, np.array([0]), none)[0].shape == (1, 0)

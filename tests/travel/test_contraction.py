import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

from feasibility.travel import paths
from feasibility.travel.contraction import Links, contracted, lightest
from feasibility.travel.street import StreetGraph
from tests.travel.worlds import chain


def matrix(links, nodes):
    start, end = np.concatenate([links.start, links.end]), np.concatenate([links.end, links.start])
    return csr_matrix((np.concatenate([links.weight, links.weight]), (start, end)), shape=(nodes, nodes))


def random_links(seed, nodes):
    """A ring, so that all is joined, and as many links at random."""
    rng = np.random.default_rng(seed)
    start = np.concatenate([np.arange(nodes), rng.integers(0, nodes, nodes)])
    end = np.concatenate([(np.arange(nodes) + 1) % nodes, rng.integers(0, nodes, nodes)])
    return lightest(Links(start, end, rng.uniform(1, 9, 2 * nodes), rng.uniform(10, 90, 2 * nodes)))


def test_a_row_of_nodes_becomes_one_link():
    links = Links(np.arange(4), np.arange(1, 5), np.array([1.0, 2, 3, 4]), np.array([10.0, 20, 30, 40]))
    kept = np.array([True, False, False, False, True])
    left, remaining = contracted(links, 5, kept)
    assert remaining.tolist() == kept.tolist()
    # 1 + 2 + 3 + 4 and 10 + 20 + 30 + 40.
    assert (left.start.tolist(), left.end.tolist()) == ([0], [4])
    assert (left.weight.tolist(), left.length.tolist()) == ([10], [100])


def test_of_two_ways_the_lighter_counts_with_its_own_length():
    # From 0 to 3 by way of 1 (weight 2, length 200) or of 2 (weight 3, length 20).
    links = Links(
        np.array([0, 1, 0, 2]), np.array([1, 3, 2, 3]), np.array([1.0, 1, 1, 2]), np.array([100.0, 100, 10, 10])
    )
    left, _ = contracted(links, 4, np.array([True, False, False, True]))
    assert (left.weight.tolist(), left.length.tolist()) == ([2], [200])


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.integers(5, 120))
def test_distances_between_kept_nodes_stay(seed, nodes):
    links = random_links(seed, nodes)
    kept = np.random.default_rng(seed).random(nodes) < 0.2
    left, remaining = contracted(links, nodes, kept)
    assert remaining[kept].all()
    whole, less = dijkstra(matrix(links, nodes)), dijkstra(matrix(left, nodes))
    assert less[np.ix_(kept, kept)] == pytest.approx(whole[np.ix_(kept, kept)])


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000))
def test_ways_and_their_lengths_are_those_of_the_plain_search(seed):
    links = random_links(seed, 150)
    graph = StreetGraph(
        easting=np.zeros(150), northing=np.zeros(150), places=150, start=links.start, end=links.end,
        metres=links.length, car_minutes=links.weight, on_foot=np.ones(len(links.start), dtype=bool),
    )  # fmt: skip
    sources, targets = np.array([3, 77]), np.array([5, 5, 140, 3])
    minutes, metres = paths.ways(graph, graph.car_minutes, sources, targets)
    whole, before = dijkstra(matrix(links, 150), indices=sources, return_predecessors=True)
    assert minutes == pytest.approx(whole[:, targets])
    length = {frozenset(ends): of for *ends, of in zip(links.start, links.end, links.length, strict=True)}
    for row, source in enumerate(sources):
        for column, target in enumerate(targets):
            node, walked = target, 0.0
            while node != source:
                walked += length[frozenset((node, before[row, node]))]
                node = before[row, node]
            assert metres[row, column] == pytest.approx(walked)


def test_nothing_is_found_beyond_the_limit_or_over_closed_edges():
    graph = chain(100, 100, 100)
    ends = np.array([0, 1, 2, 3])
    assert paths.ways(graph, graph.metres, ends[:1], ends, weight_max=200)[0].tolist() == [[0, 100, 200, np.inf]]
    closed = np.array([100, np.inf, 100])
    assert paths.ways(graph, closed, ends[:1], ends)[0].tolist() == [[0, 100, np.inf, np.inf]]


def test_without_places_there_are_no_ways():
    graph = chain(100, 100, 100)
    none = np.empty(0, dtype=np.int64)
    assert paths.ways(graph, graph.car_minutes, none, np.array([0]))[0].shape == (0, 1)
    assert paths.ways(graph, graph.metres, np.array([0]), none)[0].shape == (1, 0)

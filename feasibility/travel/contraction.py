"""A graph from which the nodes that nobody asks about are taken out, all distances between the others kept.

A node of few neighbours is replaced by links between those, each as long as the way through it; a search then has
fewer nodes to visit. Source of the step, known as node contraction: Geisberger, Sanders, Schultes and Delling,
Contraction hierarchies, WEA 2008.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

NEIGHBOURS_MAX = 5
"""Nodes with more neighbours stay: taking them out adds more links than it saves (measured)."""
WORTHWHILE_SHARE = 0.02
"""Rounds end when one would take out a smaller share of the nodes (measured)."""


@dataclass(frozen=True)
class Links:
    """Undirected links: their ends, the weight by which ways are compared, and their length."""

    start: Ints
    end: Ints
    weight: Floats
    length: Floats


def contracted(links: Links, nodes: int, kept: Bools) -> tuple[Links, Bools]:
    """The links between what remains, and which nodes remain: all of `kept`, and some others.

    Least weights between remaining nodes are those of the whole graph, but for rounding.
    """
    links = lightest(links)
    remaining = np.ones(nodes, dtype=bool)
    order = _scattered(nodes)
    while True:
        neighbours = np.bincount(links.start, minlength=nodes) + np.bincount(links.end, minlength=nodes)
        leaving = remaining & ~kept & (neighbours <= NEIGHBOURS_MAX)
        # No two neighbours leave at once: of each two, the later in the scattered order stays.
        both = leaving[links.start] & leaving[links.end]
        start, end = links.start[both], links.end[both]
        leaving[np.where(order[start] < order[end], end, start)] = False
        if leaving.sum() <= WORTHWHILE_SHARE * remaining.sum():
            return links, remaining
        links = _without(links, leaving)
        remaining &= ~leaving


def _scattered(nodes: int) -> Ints:
    """A fixed order of the nodes in which neighbours are far apart (Knuth's multiplicative hashing)."""
    return np.asarray((np.arange(nodes, dtype=np.uint64) * np.uint64(2654435761)) % np.uint64(2**32), dtype=np.int64)


def _without(links: Links, leaving: Bools) -> Links:
    """The links after some nodes, no two of them neighbours, have left."""
    from_leaving, to_leaving = leaving[links.start], leaving[links.end]
    touched = from_leaving | to_leaving
    centre = np.where(from_leaving, links.start, links.end)[touched]
    other = np.where(from_leaving, links.end, links.start)[touched]
    by_centre = np.argsort(centre, kind="stable")
    centre, other = centre[by_centre], other[by_centre]
    weight, length = links.weight[touched][by_centre], links.length[touched][by_centre]
    stay = ~touched
    parts = [Links(links.start[stay], links.end[stay], links.weight[stay], links.length[stay])]
    for step in range(1, NEIGHBOURS_MAX):
        one = np.flatnonzero(centre[:-step] == centre[step:])
        two = one + step
        parts.append(Links(other[one], other[two], weight[one] + weight[two], length[one] + length[two]))
    return lightest(Links(
        np.concatenate([part.start for part in parts]), np.concatenate([part.end for part in parts]),
        np.concatenate([part.weight for part in parts]), np.concatenate([part.length for part in parts]),
    ))  # fmt: skip


def lightest(links: Links) -> Links:
    """One link between each two nodes: the lightest. Loops are left out."""
    low, high = np.minimum(links.start, links.end), np.maximum(links.start, links.end)
    ordered = np.lexsort((links.weight, high, low))
    ordered = ordered[low[ordered] != high[ordered]]
    low, high = low[ordered], high[ordered]
    first = np.ones(len(ordered), dtype=bool)
    first[1:] = (low[1:] != low[:-1]) | (high[1:] != high[:-1])
    return Links(low[first], high[first], links.weight[ordered][first], links.length[ordered][first])

"""The part of the street graph around some places: a search over the whole window would be slow."""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix

from feasibility.travel.street import Floats, Ints, StreetGraph


@dataclass(frozen=True)
class Part:
    """Some nodes of the street graph, numbered anew in their order, and the edges between them."""

    nodes: Ints
    """Their numbers in the whole graph."""
    edges: Ints
    """Places of the edges in the whole graph."""
    start: Ints
    end: Ints

    def matrix(self, weight: Floats) -> csr_matrix:
        """The part with each edge in both directions; `weight` has one entry an edge of the whole graph.

        Edges of infinite weight are left out.
        """
        usable = np.isfinite(weight[self.edges])
        both = np.tile(weight[self.edges[usable]], 2)
        start, end = self.start[usable], self.end[usable]
        ends = np.concatenate([start, end]), np.concatenate([end, start])
        return csr_matrix((both, ends), shape=(len(self.nodes), len(self.nodes)))


def around(graph: StreetGraph, easting: Floats, northing: Floats, margin_metres: float) -> Part:
    """The part of the graph in the box around some places, so much wider on each side."""
    inside = (
        (graph.easting >= easting.min() - margin_metres) & (graph.easting <= easting.max() + margin_metres)
        & (graph.northing >= northing.min() - margin_metres) & (graph.northing <= northing.max() + margin_metres)
    )  # fmt: skip
    edges = np.flatnonzero(inside[graph.start] & inside[graph.end])
    number = np.cumsum(inside) - 1
    return Part(np.flatnonzero(inside), edges, number[graph.start[edges]], number[graph.end[edges]])

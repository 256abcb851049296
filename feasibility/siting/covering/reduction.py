"""Clients and sites that a covering question can do without.

The reductions of Toregas and ReVelle (1973), Binary logic solutions to a class of location problem, Geographical
Analysis 5: a client whose sites include all those of another is reached whenever the other is; a site that reaches no
one whom a site no dearer does not reach is never needed.
"""

from dataclasses import dataclass

import numpy as np

from feasibility.siting.arrays import Flags, Floats, Whole

BLOCK = 1024
"""Rows compared with all others at a time: holds the table of comparisons to some tens of megabytes."""


@dataclass(frozen=True)
class Reduced:
    """What is left of a covering question."""

    reach: Flags
    """Clients left by sites left: whether within reach."""
    sites: Whole
    """Positions of the sites left, in the question as it was."""


def reduced(reach: Flags, fixed: Floats) -> Reduced:
    """The clients hardest to reach and the sites that no other stands in for, until neither shrinks.

    A cover of these is a cover of all, and the cheapest of them is the cheapest of all, with no more sites; `fixed` is
    not negative. Where sites must be opened beyond need, the sites left out are needed to make up the number.
    """
    sites = np.arange(reach.shape[1])
    while True:
        before = reach.shape
        reach = reach[~containing(reach)]
        kept = ~stood_in_for(reach, fixed[sites])
        reach, sites = reach[:, kept], sites[kept]
        if reach.shape == before:
            return Reduced(reach, sites)


def containing(reach: Flags) -> Flags:
    """By client: whether its sites include all those of another client; of equals the first is not marked."""
    sets, sizes, order = reach.astype(np.float32), reach.sum(axis=1), np.arange(len(reach))
    marked = np.zeros(len(reach), bool)
    for start in range(0, len(reach), BLOCK):
        block = slice(start, start + BLOCK)
        includes = sets[block] @ sets.T >= sizes - 0.5  # counts, exact in single precision
        smaller = sizes < sizes[block, None]
        earlier = (sizes == sizes[block, None]) & (order < order[block, None])
        marked[block] = (includes & (smaller | earlier)).any(axis=1)
    return marked


def stood_in_for(reach: Flags, fixed: Floats) -> Flags:
    """By site: whether it reaches nobody, or another no dearer reaches all that it does; of equals the first stays."""
    sets = np.ascontiguousarray(reach.T).astype(np.float32)
    sizes, order = reach.sum(axis=0), np.arange(len(sets))
    marked: Flags = sizes == 0
    for start in range(0, len(sets), BLOCK):
        block = slice(start, start + BLOCK)
        included = sets[block] @ sets.T >= sizes[block, None] - 0.5
        cheaper = fixed < fixed[block, None]
        alike = (sizes == sizes[block, None]) & (order < order[block, None])
        as_cheap = (fixed == fixed[block, None]) & ((sizes > sizes[block, None]) | alike)
        marked[block] |= (included & (cheaper | as_cheap)).any(axis=1)
    return marked

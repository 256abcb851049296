"""The strong plain model: every pair a share, every link share <= open, handed to HiGHS in one piece.

It takes every instance of the cost problems, and is the mark that no other route may fall behind.
"""

import time
from dataclasses import replace

import numpy as np
from scipy import sparse

from feasibility.siting import highs
from feasibility.siting.arrays import Arrays, Flags, Floats, Found, Limits, Whole
from feasibility.siting.highs import Program, Solved

ROUTE = "the plain model in HiGHS"
DUST = 1e-7
"""Shares below this are what the solver's tolerance leaves behind, not part of a plan."""
OVERFULL_SHARE = 1e-7
"""A site filled beyond capacity by more than this share is brought back within it; a tenth of what the audit bears."""


def solve(arrays: Arrays, limits: Limits, nodes: int | None = None) -> Found:
    """The least cost of opening and serving, by the whole model at once; given up after so many nodes of its search."""
    began = time.monotonic()
    solved = highs.solve(program(arrays), limits, options=() if nodes is None else (("mip_max_nodes", nodes),))
    left = replace(limits, seconds=limits.seconds - (time.monotonic() - began))
    return found(arrays, solved, ROUTE, left)


def pairs(arrays: Arrays) -> tuple[Whole, Whole]:
    """Clients and sites of the pairs that may be used, client by client."""
    clients, sites = np.nonzero(np.isfinite(arrays.cost))
    return clients, sites


def program(arrays: Arrays) -> Program:
    """Variables: each site open or not, then the share of each pair in the order of `pairs`.

    Two kinds of row are implied by others and prove optimality far sooner: share <= open for every pair beside the
    capacity rows, and that the open sites together hold all demand.
    """
    clients, sites = pairs(arrays)
    site_count, pair_count = len(arrays.fixed), len(clients)
    blocks = [_served(arrays, clients), _linked(sites, site_count), _counted(arrays, pair_count)]
    if arrays.capacitated:
        blocks += [_within_capacity(arrays, clients, sites), _held_together(arrays, pair_count)]
    whole = np.zeros(site_count + pair_count, bool)
    whole[:site_count] = True
    whole[site_count:] = arrays.single_source and arrays.capacitated
    return Program(
        cost=np.concatenate([arrays.fixed, arrays.cost[clients, sites]]),
        lower=np.concatenate([arrays.required.astype(float), np.zeros(pair_count)]),
        upper=np.ones(site_count + pair_count),
        whole=whole,
        rows=sparse.vstack([rows for rows, _, _ in blocks], format="csr"),
        row_lower=np.concatenate([lower for _, lower, _ in blocks]),
        row_upper=np.concatenate([upper for _, _, upper in blocks]),
    )


Block = tuple[sparse.csr_matrix, Floats, Floats]


def _served(arrays: Arrays, clients: Whole) -> Block:
    """The shares of each client sum to one."""
    shape = (len(arrays.demand), len(arrays.fixed) + len(clients))
    columns = len(arrays.fixed) + np.arange(len(clients))
    rows = sparse.csr_matrix((np.ones(len(clients)), (clients, columns)), shape)
    return rows, np.ones(shape[0]), np.ones(shape[0])


def _linked(sites: Whole, site_count: int) -> Block:
    """A share only of an open site."""
    each = np.arange(len(sites))
    rows = sparse.hstack([
        sparse.csr_matrix((-np.ones(len(sites)), (each, sites)), (len(sites), site_count)),
        sparse.identity(len(sites)),
    ])  # fmt: skip
    return rows, np.full(len(sites), -np.inf), np.zeros(len(sites))


def _counted(arrays: Arrays, pair_count: int) -> Block:
    """The number of open sites keeps its bounds."""
    rows = sparse.csr_matrix(np.concatenate([np.ones(len(arrays.fixed)), np.zeros(pair_count)])[None, :])
    return rows, np.array([float(arrays.sites_min)]), np.array([float(arrays.sites_max)])


def _within_capacity(arrays: Arrays, clients: Whole, sites: Whole) -> Block:
    """Each limited site serves at most its capacity, and nothing while shut."""
    limited = np.isfinite(arrays.capacity)
    row_of = np.cumsum(limited) - 1
    room, used = np.flatnonzero(limited), np.flatnonzero(limited[sites])
    rows = sparse.csr_matrix(
        (
            np.concatenate([-_holds(arrays)[room], arrays.demand[clients[used]]]),
            (
                np.concatenate([np.arange(len(room)), row_of[sites[used]]]),
                np.concatenate([room, len(arrays.fixed) + used]),
            ),
        ),
        (len(room), len(arrays.fixed) + len(clients)),
    )
    return rows, np.full(len(room), -np.inf), np.zeros(len(room))


def _held_together(arrays: Arrays, pair_count: int) -> Block:
    """The open sites together hold all demand: implied by the capacity rows, and worth a knapsack's cuts."""
    rows = sparse.csr_matrix(np.concatenate([_holds(arrays), np.zeros(pair_count)])[None, :])
    return rows, np.array([arrays.demand.sum()]), np.array([np.inf])


def _holds(arrays: Arrays) -> Floats:
    """What a site can serve at most: its capacity, or all demand where that is less."""
    held: Floats = np.minimum(arrays.capacity, arrays.demand.sum())
    return held


def found(arrays: Arrays, solved: Solved, route: str, limits: Limits) -> Found:
    """What the values of `program` say, cleaned of the solver's tolerance.

    Clients of sites without limits go to the cheapest open one, the first of equals. A site left overfull by the
    tolerance of the open flags is put right by one linear programme over the open sites, within `limits`.
    """
    if solved.values is None:
        return Found(None, None, solved.outcome, route)
    opened = solved.values[: len(arrays.fixed)] > 0.5
    if not arrays.capacitated:
        return Found(opened, cheapest(arrays, opened), solved.outcome, route)
    share = np.zeros_like(arrays.cost)
    share[pairs(arrays)] = solved.values[len(arrays.fixed) :]
    share = cleaned(share, opened, arrays.single_source)
    if not arrays.single_source and _overfull(arrays, share):
        share = _served_anew(arrays, opened, share, limits)
    return Found(opened, share, solved.outcome, route)


def cheapest(arrays: Arrays, opened: Flags) -> Floats:
    """Each client wholly at its cheapest open site, the first of equals."""
    share = np.zeros_like(arrays.cost)
    share[np.arange(len(share)), np.where(opened, arrays.cost, np.inf).argmin(axis=1)] = 1.0
    return share


def cleaned(share: Floats, opened: Flags, single_source: bool) -> Floats:
    """Shares without dust, of open sites alone, summing to one; whole where clients are not split."""
    share = np.where(opened, share, 0.0)
    if single_source:
        whole = np.zeros_like(share)
        whole[np.arange(len(share)), share.argmax(axis=1)] = 1.0
        return whole
    share[share < DUST] = 0.0
    in_full: Floats = share / share.sum(axis=1, keepdims=True)
    return in_full


def _overfull(arrays: Arrays, share: Floats) -> bool:
    return bool((arrays.demand @ share > arrays.capacity * (1.0 + OVERFULL_SHARE)).any())


def _served_anew(arrays: Arrays, opened: Flags, share: Floats, limits: Limits) -> Floats:
    shut = replace(
        arrays,
        cost=arrays.cost[:, opened],
        fixed=arrays.fixed[opened],
        capacity=arrays.capacity[opened],
        required=np.ones(int(opened.sum()), bool),
        sites_min=0,
        sites_max=int(opened.sum()),
    )
    model = program(shut)
    solved = highs.solve(
        replace(model, whole=np.zeros_like(model.whole)), replace(limits, seconds=limits.seconds + 1.0)
    )
    if solved.values is None:
        return share
    anew = np.zeros_like(share)
    inner = np.zeros_like(shut.cost)
    inner[pairs(shut)] = solved.values[len(shut.fixed) :]
    anew[:, opened] = cleaned(inner, np.ones(len(shut.fixed), bool), single_source=False)
    return anew

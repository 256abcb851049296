"""One step of the lexicographic p-centre: the least demand at or beyond a travel, what is settled above it held."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse

from feasibility.siting import highs, plain
from feasibility.siting.arrays import Arrays, Flags, Floats, Found, Limits
from feasibility.siting.highs import Program

TOLERANCE = 1e-7
"""Sums of demand this close, as a share of all demand, count as equal: a tenth of the solver's own tolerance on a row,
which is what keeps the plan at hand allowed where a settled sum is held; more slack would be spent at lower travels."""


@dataclass(frozen=True)
class Settled:
    """The least demand served at or beyond a travel, where every larger travel keeps its own."""

    travel: float
    demand: float


def without_capacities(arrays: Arrays, plan: Found, settled: Sequence[Settled], travel: float, limits: Limits) -> Found:
    """The plan of sites alone: a client is far unless a site nearer than the travel is open.

    Clients with the same sites nearer than a travel are one kind there. `arrays.cost` is infinite beyond the largest
    travel; everyone is within it.
    """
    sites, total = len(arrays.fixed), float(arrays.demand.sum())
    parts = [_far(arrays, each) for each in (*(one.travel for one in settled), travel)]
    kinds = [len(part.demand) for part in parts]
    far = sparse.block_diag([sparse.identity(count) for count in kinds])
    near = sparse.csr_matrix(np.concatenate([part.near for part in parts]).astype(float))
    sums = sparse.block_diag([part.demand[None, :] / total for part in parts[:-1]] + [np.zeros((0, kinds[-1]))])
    reach = sparse.csr_matrix(np.unique(np.isfinite(arrays.cost), axis=0).astype(float))
    blank = sparse.csr_matrix((reach.shape[0], sum(kinds)))
    number = np.concatenate([np.ones(sites), np.zeros(sum(kinds))])[None, :]
    program = Program(
        cost=np.concatenate([np.zeros(sites + sum(kinds[:-1])), parts[-1].demand / total]),
        lower=np.concatenate([arrays.required.astype(float), np.zeros(sum(kinds))]),
        upper=np.ones(sites + sum(kinds)),
        whole=np.arange(sites + sum(kinds)) < sites,
        rows=sparse.vstack([
            sparse.hstack([near, far]),
            sparse.hstack([sparse.csr_matrix((sums.shape[0], sites)), sums]),
            sparse.hstack([reach, blank]),
            sparse.csr_matrix(number),
        ]),
        row_lower=np.concatenate([np.ones(sum(kinds)), np.full(len(settled), -np.inf), np.ones(reach.shape[0]),
                                  [float(arrays.sites_min)]]),
        row_upper=np.concatenate([np.full(sum(kinds), np.inf), [one.demand / total for one in settled],
                                  np.full(reach.shape[0], np.inf), [float(arrays.sites_max)]]),
    )  # fmt: skip
    assert plan.opened is not None
    start = np.concatenate([plan.opened, ~(np.concatenate([part.near for part in parts]) @ plan.opened)]).astype(float)
    solved = highs.solve(program, limits, start=start)
    if solved.values is None:
        return Found(None, None, solved.outcome, plan.route)
    opened = solved.values[:sites] > 0.5
    return Found(opened, plain.cheapest(arrays, opened), solved.outcome, plan.route)


@dataclass(frozen=True)
class _Far:
    """Who may be at or beyond a travel."""

    near: Flags
    """Kinds of client by sites: whether the site is nearer than the travel."""
    demand: Floats
    """By kind."""


def _far(arrays: Arrays, travel: float) -> _Far:
    near, kind_of = np.unique(arrays.cost < travel, axis=0, return_inverse=True)
    demand = np.zeros(len(near))
    np.add.at(demand, kind_of.ravel(), arrays.demand)
    return _Far(near, demand)


def with_capacities(arrays: Arrays, plan: Found, settled: Sequence[Settled], travel: float, limits: Limits) -> Found:
    """The plain model with a share for each pair; each settled sum is one row over the shares."""
    total = float(arrays.demand.sum())
    clients, sites = plain.pairs(arrays)
    share_of_all, travels = arrays.demand[clients] / total, arrays.cost[clients, sites]
    bare = replace(
        arrays,
        cost=np.where(np.isfinite(arrays.cost), (arrays.cost >= travel) * arrays.demand[:, None] / total, np.inf),
        fixed=np.zeros(len(arrays.fixed)),
    )
    program = plain.program(bare)
    sums = [np.concatenate([np.zeros(len(arrays.fixed)), share_of_all * (travels >= one.travel)]) for one in settled]
    held = replace(
        program,
        rows=sparse.vstack([program.rows, *(sparse.csr_matrix(each[None, :]) for each in sums)], format="csr"),
        row_lower=np.concatenate([program.row_lower, np.full(len(settled), -np.inf)]),
        row_upper=np.concatenate([program.row_upper, [one.demand / total for one in settled]]),
    )
    assert plan.opened is not None
    assert plan.share is not None
    start = np.concatenate([plan.opened.astype(float), plan.share[clients, sites]])
    solved = highs.solve(held, limits, start=start)
    return plain.found(bare, solved, plan.route, limits)

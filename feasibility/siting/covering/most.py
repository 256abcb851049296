"""Maximal covering: the most demand within reach of a number of sites."""

from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse

from feasibility.outcome import Outcome, searched
from feasibility.siting import deadline, highs, plain
from feasibility.siting.arrays import Arrays, Flags, Floats, Found, Limits, Whole
from feasibility.siting.covering.cover import NONE_EXISTS
from feasibility.siting.covering.reduction import stood_in_for
from feasibility.siting.highs import Program


def most_covered(arrays: Arrays, limits: Limits) -> Found:
    """The most demand served at a finite cost; nobody has to be, and fixed costs do not count.

    The outcome's bound is the demand that no plan can serve more than, its gap a share of the demand served. Without
    capacities everyone within reach goes to the nearest open site, the first of equals. Church and ReVelle (1974), The
    maximal covering location problem, Papers of the Regional Science Association 32.
    """
    if arrays.required.sum() > arrays.sites_max or arrays.sites_min > len(arrays.fixed):
        return Found(None, None, NONE_EXISTS, "no plan")
    return _within_capacity(arrays, limits) if arrays.capacitated else _without_capacity(arrays, limits)


@dataclass(frozen=True)
class _Rest:
    """What the required sites leave to win."""

    reach: Flags
    """Kinds of client (those with the same sites are one) by sites."""
    demand: Floats
    sites: Whole
    number: int
    """Of sites that may still be opened."""


def _without_capacity(arrays: Arrays, limits: Limits) -> Found:
    rest = _rest(arrays)
    coverable = float(arrays.demand[np.isfinite(arrays.cost).any(axis=1)].sum())
    opened, most, stopped = arrays.required.copy(), coverable, False
    if rest.number >= len(rest.sites):
        opened[rest.sites] = True
    else:
        start = _quick(rest)
        left_out = ~rest.reach[:, start].any(axis=1)
        program = _program(rest, coverable)
        solved = highs.solve(program, limits, start=np.concatenate([start, left_out]).astype(float))
        chosen = start if solved.values is None else solved.values[: len(rest.sites)] > 0.5
        opened[rest.sites[chosen]] = True
        stopped = not solved.outcome.proved_best
        most = coverable if solved.outcome.bound is None else min(-solved.outcome.bound, coverable)
    opened[np.flatnonzero(~opened)[: max(arrays.sites_min - int(opened.sum()), 0)]] = True
    reached = np.isfinite(arrays.cost[:, opened].min(axis=1, initial=np.inf))
    share = plain.cheapest(arrays, opened) * reached[:, None]
    outcome = _outcome(float(arrays.demand[reached].sum()), most, limits, stopped_early=stopped)
    return Found(opened, share, outcome, "maximal covering, reduced, in HiGHS")


def _rest(arrays: Arrays) -> _Rest:
    reach: Flags = np.isfinite(arrays.cost)
    served = np.isfinite(arrays.cost[:, arrays.required].min(axis=1, initial=np.inf))
    to_win = np.isfinite(arrays.cost.min(axis=1)) & ~served
    sites = np.flatnonzero(~arrays.required & reach[to_win].any(axis=0))
    kinds, kind_of = np.unique(reach[np.ix_(to_win, sites)], axis=0, return_inverse=True)
    kept = ~stood_in_for(kinds, np.zeros(len(sites)))
    demand = np.zeros(len(kinds))
    np.add.at(demand, kind_of.ravel(), arrays.demand[to_win])
    return _Rest(kinds[:, kept], demand, sites[kept], arrays.sites_max - int(arrays.required.sum()))


def _quick(rest: _Rest) -> Flags:
    """Always the site that wins most."""
    opened, waiting = np.zeros(len(rest.sites), bool), rest.demand.copy()
    for _ in range(rest.number):
        site = int(np.where(opened, -1.0, waiting @ rest.reach).argmax())
        opened[site] = True
        waiting[rest.reach[:, site]] = 0.0
    return opened


def _program(rest: _Rest, coverable: float) -> Program:
    """Sites open or not, then of each kind whether it is left out: 1 at least where none of its sites is open."""
    kinds, sites = rest.reach.shape
    number = sparse.csr_matrix(np.concatenate([np.ones(sites), np.zeros(kinds)])[None, :])
    rows = sparse.hstack([sparse.csr_matrix(rest.reach.astype(float)), sparse.identity(kinds)])
    return Program(
        cost=np.concatenate([np.zeros(sites), rest.demand]),
        lower=np.zeros(sites + kinds),
        upper=np.ones(sites + kinds),
        whole=np.arange(sites + kinds) < sites,
        rows=sparse.vstack([rows, number]),
        row_lower=np.append(np.ones(kinds), 0.0),
        row_upper=np.append(np.full(kinds, np.inf), float(rest.number)),
        offset=-coverable,
    )


def _within_capacity(arrays: Arrays, limits: Limits) -> Found:
    """By way of one more site, always open and without limit, where each unit of demand left out costs 1."""
    until = deadline.of(limits)
    nowhere = replace(
        arrays,
        cost=np.column_stack([np.where(np.isfinite(arrays.cost), 0.0, np.inf), arrays.demand]),
        fixed=np.zeros(len(arrays.fixed) + 1),
        capacity=np.append(arrays.capacity, np.inf),
        required=np.append(arrays.required, True),
        sites_min=arrays.sites_min + 1,
        sites_max=arrays.sites_max + 1,
    )
    program = replace(plain.program(nowhere), offset=-float(arrays.demand.sum()))
    solved = highs.solve(program, limits)
    found = plain.found(nowhere, solved, "maximal covering with capacities in HiGHS", deadline.left(limits, until))
    if found.opened is None or found.share is None:
        return found
    share = found.share[:, :-1]
    covered, bound = float(arrays.demand @ share.sum(axis=1)), found.outcome.bound
    most = np.inf if bound is None else min(-bound, float(arrays.demand.sum()))
    outcome = _outcome(covered, most, limits, stopped_early=not found.outcome.proved_best)
    return Found(found.opened[:-1], share, outcome, found.route)


def _outcome(covered: float, most: float, limits: Limits, *, stopped_early: bool) -> Outcome:
    """`searched` speaks of a cost: demand served, with the sign turned."""
    outcome = searched(-covered, -most, limits.gap_share, stopped_early=stopped_early)
    return replace(outcome, bound=None if outcome.bound is None else -outcome.bound)

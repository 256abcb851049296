"""Sites that reach every client, capacities aside: a quick cover, a bound on the cheapest, and the cheapest itself."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from scipy import sparse

from feasibility.outcome import Outcome, searched
from feasibility.siting import highs
from feasibility.siting.arrays import Flags, Floats, Limits, Whole
from feasibility.siting.covering.reduction import containing, reduced
from feasibility.siting.highs import Program


@dataclass(frozen=True)
class Question:
    """Reach every client with as little fixed cost as can be."""

    reach: Flags
    """Clients by sites: whether the site is within the client's limit."""
    fixed: Floats
    """By site; not negative."""
    required: Flags
    sites_min: int
    sites_max: int


NONE_EXISTS = searched(None, np.inf, 0.0, stopped_early=False)


def quick(question: Question) -> Flags | None:
    """A cover, or None where some client has no site: always the site that reaches most newly for its cost.

    Sites that the later ones have made needless are shut again, the dearest first. Chvatal (1979), A greedy heuristic
    for the set-covering problem, Mathematics of Operations Research 4. The number of sites is not bounded.
    """
    reach, fixed = question.reach, question.fixed
    opened = question.required.copy()
    waiting = ~reach[:, opened].any(axis=1)
    gain = reach[waiting].sum(axis=0).astype(float)
    price = np.maximum(fixed, 1e-12)  # a site that costs nothing comes first, without dividing by nought
    while waiting.any():
        site = int((gain / price).argmax())
        if gain[site] <= 0:
            return None
        opened[site] = True
        newly = waiting & reach[:, site]
        gain -= reach[newly].sum(axis=0)
        waiting &= ~newly
    times = reach[:, opened].sum(axis=1)
    spare = np.flatnonzero(opened & ~question.required)
    for site in spare[np.argsort(-fixed[spare], kind="stable")]:
        if (times[reach[:, site]] >= 2).all():
            opened[site] = False
            times -= reach[:, site]
    return opened


def bound(question: Question, limits: Limits) -> float | None:
    """Fixed cost that no cover goes below, by the linear relaxation; infinite without cover, None if not found in time.

    Bounds on the number of sites are left out.
    """
    rest = _rest(question)
    if rest is None:
        return np.inf
    base = float(question.fixed[question.required].sum())
    if not len(rest.reach):
        return base
    program = _program(rest.reach, question.fixed[rest.sites], 0, len(rest.sites))
    return _plus(base, highs.solve(replace(program, whole=np.zeros(len(rest.sites), bool)), limits).outcome)


def cheapest(
    question: Question, limits: Limits, *, options: Sequence[tuple[str, Any]] = ()
) -> tuple[Flags | None, Outcome]:
    """The cheapest cover within the bounds on the number of sites, and how the search ended; it begins from `quick`."""
    if question.required.sum() > question.sites_max or question.sites_min > len(question.fixed):
        return None, NONE_EXISTS
    rest = _rest(question)
    if rest is None:
        return None, NONE_EXISTS
    opened, base = question.required.copy(), float(question.fixed[question.required].sum())
    wanted, allowed = max(question.sites_min - int(opened.sum()), 0), question.sites_max - int(opened.sum())
    if not wanted and not len(rest.reach):
        return opened, searched(base, base, limits.gap_share, stopped_early=False)
    fixed = question.fixed[rest.sites]
    start = quick(Question(rest.reach, fixed, np.zeros(len(fixed), bool), 0, allowed))
    program = replace(_program(rest.reach, fixed, wanted, allowed), offset=base)
    fits = start is not None and wanted <= start.sum() <= allowed
    first = start.astype(float) if start is not None and fits else None
    solved = highs.solve(program, limits, start=first, options=options)
    if solved.values is None:
        return None, solved.outcome
    opened[rest.sites[solved.values > 0.5]] = True
    return opened, solved.outcome


@dataclass(frozen=True)
class _Rest:
    reach: Flags
    sites: Whole


def _rest(question: Question) -> _Rest | None:
    """What the required sites leave to do, reduced; None where some client has no site at all."""
    if not question.reach.any(axis=1).all():
        return None
    sites = np.flatnonzero(~question.required)
    reach = question.reach[np.ix_(~question.reach[:, question.required].any(axis=1), sites)]
    if question.sites_min > question.required.sum():  # sites that others stand in for may have to make up the number
        reach = reach[~containing(reach)]
        return _Rest(reach, sites)
    left = reduced(reach, question.fixed[sites])
    return _Rest(left.reach, sites[left.sites])


def _program(reach: Flags, fixed: Floats, sites_min: int, sites_max: int) -> Program:
    clients, sites = reach.shape
    return Program(
        cost=fixed,
        lower=np.zeros(sites),
        upper=np.ones(sites),
        whole=np.ones(sites, bool),
        rows=sparse.vstack([sparse.csr_matrix(reach.astype(float)), sparse.csr_matrix(np.ones((1, sites)))]),
        row_lower=np.append(np.ones(clients), float(sites_min)),
        row_upper=np.append(np.full(clients, np.inf), float(sites_max)),
    )


def _plus(base: float, outcome: Outcome) -> float | None:
    if outcome.no_plan_exists:
        return np.inf
    return None if outcome.bound is None else base + outcome.bound

"""The lexicographic p-centre: after the largest travel, the demand that must bear it, then the next travel, and so on.

Of two plans the better serves less demand at the largest travel at which they differ: the lexicographic minimax of
Ogryczak (1997), On the lexicographic minimax approach to location problems, European Journal of Operational Research
100, with each unit of demand one outcome. Travels are settled one by one from the largest (Ogryczak and Sliwinski 2006,
On direct methods for lexicographic min-max optimization, LNCS 3982): the demand served at or beyond a travel is made
least, the sums settled above held. A travel is passed over unsearched where the plan at hand sends nobody more that far
than is settled above it, or nobody whom a nearer site could serve at all: no plan can do better there.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from feasibility.outcome import Outcome, searched
from feasibility.siting import deadline
from feasibility.siting.arrays import Arrays, Found, Limits
from feasibility.siting.centre import held, rungs, settling
from feasibility.siting.centre.settling import Settled

ROUTE = "p-centre, settled travel by travel"


def solve(arrays: Arrays, limits: Limits) -> Found:
    """The plan whose travels, from the largest down, cannot be bettered; the outcome's bound is about the largest.

    `limits.gap_share` does not apply: each travel is settled exactly or, where the time limit comes first, not at all,
    and the outcome then says from which travel on.
    """
    until, exact = deadline.of(limits), replace(limits, gap_share=0.0)
    first = held.solve(arrays, exact) if arrays.capacitated else rungs.solve(arrays, exact)
    if first.share is None or not first.outcome.proved_best:
        return first
    largest = float(arrays.cost[first.share > 0].max())
    inside = replace(arrays, cost=np.where(arrays.cost <= largest, arrays.cost, np.inf))
    least_at = settling.with_capacities if arrays.capacitated else settling.without_capacities
    plan, stopped_at = _settled(inside, first, least_at, exact, until)
    return replace(plan, route=ROUTE, outcome=_outcome(largest, stopped_at))


def _outcome(largest: float, stopped_at: float | None) -> Outcome:
    outcome = searched(largest, largest, 0.0, stopped_early=stopped_at is not None)
    if stopped_at is None:
        return outcome
    words = (
        f"stopped by the time limit: the largest travel is proved least, but not the demand at {stopped_at:g} and below"
    )
    return replace(outcome, proved_best=False, words=words)


Least = Callable[[Arrays, Found, Sequence[Settled], float, Limits], Found]


def _settled(arrays: Arrays, plan: Found, least_at: Least, limits: Limits, until: float) -> tuple[Found, float | None]:
    """The plan with every travel settled, or the travel at which the time limit came."""
    ladder, settled, floor = rungs.ladder(arrays.cost), list[Settled](), _unavoidable(arrays)
    for travel in ladder[::-1].tolist():
        above = settled[-1].demand if settled else 0.0
        served = beyond(arrays, plan, travel)
        if not same(served, max(above, floor(travel)), arrays):
            better = least_at(arrays, plan, settled, travel, deadline.left(limits, until))
            if better.share is None or not better.outcome.proved_best or not _holds(arrays, better, settled):
                return plan, travel
            if beyond(arrays, better, travel) < served:
                plan = better
            served = beyond(arrays, plan, travel)
        if same(served, above, arrays):  # nobody at this travel: the same sum now holds from here on
            settled = [*settled[:-1], Settled(travel, above)]
            arrays = replace(arrays, cost=np.where(arrays.cost == travel, np.inf, arrays.cost))
        else:
            settled.append(Settled(travel, served))
        if same(served, float(arrays.demand.sum()), arrays):
            break  # nobody is left to travel less
    return plan, None


def beyond(arrays: Arrays, plan: Found, travel: float) -> float:
    """Demand that the plan serves at this travel or a larger one."""
    assert plan.share is not None
    return float((arrays.demand[:, None] * plan.share)[arrays.cost >= travel].sum())


def same(one: float, other: float, arrays: Arrays) -> bool:
    """Whether two sums of demand differ by no more than the solver's tolerance on shares."""
    return abs(one - other) <= settling.TOLERANCE * float(arrays.demand.sum())


def _holds(arrays: Arrays, plan: Found, settled: list[Settled]) -> bool:
    """Whether the plan keeps what is settled; not so only where the solver met numerical trouble."""
    return all(
        beyond(arrays, plan, one.travel) <= one.demand + 2 * settling.TOLERANCE * float(arrays.demand.sum())
        for one in settled
    )


def _unavoidable(arrays: Arrays) -> Callable[[float], float]:
    """By travel: demand of the clients whom no site serves at less."""
    nearest = arrays.cost.min(axis=1)
    return lambda travel: float(arrays.demand[nearest >= travel].sum())

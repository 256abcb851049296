"""All options near the best, where there are too many to work out one by one: found by search, with proof."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import pandas as pd

from feasibility import model
from feasibility.combined import Solve
from feasibility.enumeration import Found
from feasibility.measures import Bound, Measure
from feasibility.options import Option
from feasibility.outcome import Outcome
from feasibility.plan import Plan, objective_gbp
from feasibility.problem import Problem
from feasibility.scenario.sections import Solver

LISTED_MAX = 200
"""More near-ties than this in one way of working tell a reader nothing more, and each is a search of its own."""
Named = Callable[[tuple[str, ...], str], Option]
"""Sites and way of working to the option."""


@dataclass(frozen=True)
class Searched:
    """What was found of one way of working."""

    found: tuple[Found, ...]
    """Options within the share, cheapest first; where there is none, the cheapest move of all, if there is any."""
    floor_gbp: float
    """No other option of this way costs less: proved. Infinite where there is no other."""
    outcome: Outcome
    """How the last search ended."""


@dataclass(frozen=True)
class Pool:
    """Every option in which staff move within a share of the best, in all ways of working."""

    limit_gbp: float
    """The best of all, ways of staying among them, and the share above it."""
    by_way: Mapping[str, Searched]

    @property
    def found(self) -> tuple[Found, ...]:
        """The options of every way."""
        return tuple(item for searched in self.by_way.values() for item in searched.found)

    @property
    def proved(self) -> bool:
        """Whether no other option lies within the share."""
        return all(searched.floor_gbp > self.limit_gbp for searched in self.by_way.values())


def near_best(
    problems: Mapping[str, Problem],
    settings: Solver,
    share: float,
    named: Named,
    *,
    listed_max: int = LISTED_MAX,
    solve: Solve = model.solve,
) -> Pool:
    """All options within `share` of the best total, each with its cheapest seating.

    The cheapest plan is sought again and again, each time without the sets of sites found before, until what is left is
    proved to cost more. Options that seat anybody out of reach are not sought: they rank below all others.
    """
    moving = {way: replace(problem, staying_gbp={}) for way, problem in problems.items()}
    first = {way: solve(problem, settings, None) for way, problem in moving.items()}
    totals = [objective_gbp(moving[way], plan) for way, (plan, _) in first.items() if plan is not None]
    staying = [gbp for problem in problems.values() for gbp in problem.staying_gbp.values()]
    best = min([*totals, *staying], default=float("inf"))
    limit = best + share * abs(best)
    return Pool(
        limit,
        {
            way: _of_way(way, moving[way], first[way], limit, settings, named, listed_max=listed_max, solve=solve)
            for way in problems
        },
    )


def _of_way(
    way: str,
    problem: Problem,
    first: tuple[Plan | None, Outcome],
    limit_gbp: float,
    settings: Solver,
    named: Named,
    *,
    listed_max: int,
    solve: Solve,
) -> Searched:
    found: list[Found] = []
    plan, outcome = first
    while True:
        if plan is None:
            floor = float("inf") if outcome.no_plan_exists else _proved_floor(outcome)
            return Searched(tuple(found), floor, outcome)
        beyond = objective_gbp(problem, plan) > limit_gbp
        if beyond and found:
            return Searched(tuple(found), _proved_floor(outcome), outcome)
        found.append(Found(named(plan.site_ids, way), plan, "", outcome))
        if beyond or len(found) == listed_max:
            # What is left costs at least as much as what was just found, so far as that was proved.
            return Searched(tuple(found), _proved_floor(outcome), outcome)
        problem = without_sites(problem, plan.site_ids)
        plan, outcome = solve(problem, settings, None)


def _proved_floor(outcome: Outcome) -> float:
    return float("-inf") if outcome.bound is None else outcome.bound


def without_sites(problem: Problem, site_ids: tuple[str, ...]) -> Problem:
    """The problem in which just these sites may not be opened together; any more or any fewer of them may."""
    index = problem.sites.index
    signs = pd.Series([1.0 if site in site_ids else -1.0 for site in index], index=index)
    number = sum(bound.bound_id.startswith("not-again-") for bound in problem.bounds) + 1
    bound = Bound(
        bound_id=f"not-again-{number}",
        rule="search",
        measure=Measure(opened=signs),
        unit="sites",
        sentence=f"Not just {' and '.join(site_ids)}",
        most=len(site_ids) - 1.0,
    )
    return replace(problem, bounds=(*problem.bounds, bound))

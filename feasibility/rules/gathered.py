"""Every rule of a problem, gathered."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from feasibility.measures import Bound
from feasibility.problem import Problem
from feasibility.rules import money, places, seating, space
from feasibility.rules.given import Given
from feasibility.scenario.rules import NO_RULES

BOUNDS: tuple[Callable[[Given], Iterable[Bound]], ...] = (
    places.must_open,
    places.must_close,
    places.at_most,
    places.at_least,
    places.not_together,
    places.per_authority,
    places.step_free_only,
    places.network_ready_only,
    places.tenures_allowed,
    places.seats_left,
    places.fallback,
    seating.beyond_share,
    seating.mean_change,
    seating.median_change,
    seating.change_gap,
    money.nobody_worse_off,
    money.budgets,
)
"""Each rule that is a bound on a figure, in the order of their telling."""


def of(given: Given) -> Problem:
    """The problem with every rule that the scenario sets; as it is where there is none."""
    problem = space.in_sizes(given.problem, given)
    if given.rules == NO_RULES:
        return problem
    within = replace(given, problem=problem)
    return replace(
        problem,
        bounds=tuple(bound for rule in BOUNDS for bound in rule(within)),
        barred=seating.barred(within),
        teams=seating.teams(within),
        parking=seating.space_needed(within),
    )

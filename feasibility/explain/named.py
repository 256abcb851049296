"""The rules of a question by name, and the question without some of them: what a clash is looked for among."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace

import pandas as pd

from feasibility.measures import barred_words
from feasibility.problem import Problem

Problems = Mapping[str, Problem]
"""The problem of each way of moving. The ways are alternatives: a move in any of them answers the question."""

CAPACITY = "capacity"
REACH = "reach"
AVAILABILITY = "availability"
SIZES = "sizes"
PARKING = "parking"
TEAMS = "rules.keep_teams_together"
SITES_MIN = "options.sites_open_min"
SITES_MAX = "options.sites_open_max"
STAFF_MIN = "options.staff_per_site_min"
BARRED = "barred "
BOUND = "bound "


@dataclass(frozen=True)
class Rule:
    """One rule that a move has to keep."""

    key: str
    """Unique in a question."""
    setting: str
    """Key of the setting that asks for it, or the name the rule goes by where none does."""
    sentence: str
    """The rule in an officer's words."""
    unit: str
    """What a shortfall is counted in; blank where the rule is kept or broken as a whole."""


def rules_of(problems: Problems) -> tuple[Rule, ...]:
    """Every rule that could stand in the way in any of the ways of moving, in the order in which they are given up.

    Rules that a scenario makes come first, those of buildings and dates last: where a clash can be told in more than
    one way, it is told by what buildings lack. That partners who work apart share something is what is asked, no rule.
    """
    found: dict[str, Rule] = {}
    for problem in problems.values():
        for rule in (*_of_journeys(problem), *_of_bounds(problem), *_of_seating(problem), *_of_sites(problem)):
            found.setdefault(rule.key, rule)
    last = (STAFF_MIN, AVAILABILITY, SITES_MIN, SITES_MAX, CAPACITY)
    return tuple(sorted(found.values(), key=lambda rule: last.index(rule.key) if rule.key in last else -1))


def without(problem: Problem, keys: Collection[str]) -> Problem:
    """The problem with the rules of those keys lifted. A key that is no rule of it changes nothing."""
    left = replace(
        problem,
        bounds=tuple(bound for bound in problem.bounds if BOUND + bound.bound_id not in keys),
        barred={rule: pairs for rule, pairs in problem.barred.items() if BARRED + rule not in keys},
    )
    for key, lift in LIFTS.items():
        if key in keys:
            left = lift(left)
    return left


def only(problems: Problems, kept: Collection[str]) -> dict[str, Problem]:
    """The problem of each way with no rule but those of the keys `kept`."""
    keys = {rule.key for rule in rules_of(problems)} - set(kept)
    return {way: without(problem, keys) for way, problem in problems.items()}


def bounds_of(problem: Problem) -> dict[str, int]:
    """Key of each rule that is a bound to its place in the problem."""
    return {BOUND + bound.bound_id: place for place, bound in enumerate(problem.bounds)}


# ---------------------------------------------------------------------------- which rules there are


def _of_journeys(problem: Problem) -> list[Rule]:
    found = []
    if problem.unreached.to_numpy().any():
        found.append(Rule(REACH, REACH, "staff sit only where they have a journey to", "people"))
    found += [
        Rule(BARRED + rule, rule, barred_words(rule), "people")
        for rule, pairs in problem.barred.items()
        if pairs.to_numpy().any()
    ]
    return found


def _of_bounds(problem: Problem) -> list[Rule]:
    return [Rule(BOUND + bound.bound_id, bound.rule, bound.sentence, bound.unit) for bound in problem.bounds]


def _of_seating(problem: Problem) -> list[Rule]:
    found = []
    if not problem.teams.empty:
        found.append(Rule(TEAMS, TEAMS, "all of a team sit at one site", "teams"))
    if problem.parking is not None:
        found.append(Rule(PARKING, PARKING, "staff who cannot get there without a parking space have one", "spaces"))
    if problem.tiers:
        found.append(Rule(SIZES, SIZES, "space is let in the sizes stated", ""))
    least = problem.rules.staff_per_site_min
    if least > 1:
        found.append(Rule(STAFF_MIN, STAFF_MIN, f"a site opens for {least} staff or more", "people"))
    return found


def _of_sites(problem: Problem) -> list[Rule]:
    sites, rules = problem.sites, problem.rules
    found = []
    if not sites["ready"].all():
        found.append(Rule(AVAILABILITY, AVAILABILITY, "a site opens only if available before staff move", "sites"))
    if rules.sites_open_min > 1:
        found.append(Rule(SITES_MIN, SITES_MIN, f"{_sites(rules.sites_open_min)} or more open", "sites"))
    if rules.sites_open_max < len(sites):
        found.append(Rule(SITES_MAX, SITES_MAX, f"no more than {_sites(rules.sites_open_max)} opens"
                          if rules.sites_open_max == 1 else f"no more than {_sites(rules.sites_open_max)} open",
                          "sites"))  # fmt: skip
    if (sites["workstations_max"] < problem.workstations_needed).any():
        found.append(Rule(CAPACITY, CAPACITY, "a site takes no more workstations than its floor holds", "workstations"))
    return found


def _sites(count: int) -> str:
    return f"{count} site" if count == 1 else f"{count} sites"


# ---------------------------------------------------------------------------- lifting them


def _sites_with(problem: Problem, **columns: object) -> Problem:
    return replace(problem, sites=problem.sites.assign(**columns))


def _options_with(problem: Problem, **figures: int) -> Problem:
    return replace(problem, rules=problem.rules.model_copy(update=figures))


def with_floor(problem: Problem, held: "pd.Series[int]") -> Problem:
    """Sites that hold `held` workstations; where space is let in sizes, a size that fills the site is added."""
    sizes = {
        site: tuple(sorted({*of_site, max(0, int(held[site]) - int(problem.sites.at[site, "workstations_present"]))}))
        if held[site] > problem.sites.at[site, "workstations_max"]
        else of_site
        for site, of_site in problem.tiers.items()
    }
    return replace(_sites_with(problem, workstations_max=held), tiers=sizes)


def _with_floor_for_all(problem: Problem) -> Problem:
    # A site that already holds more keeps it, so that lifting the rule takes nothing away.
    return with_floor(problem, problem.sites["workstations_max"].clip(lower=problem.workstations_needed))


def _with_parking_for_all(problem: Problem) -> Problem:
    if problem.parking is None:
        return problem
    enough = float((problem.parking.days * problem.heads).sum())
    spaces = problem.parking.spaces_days.clip(lower=enough)
    return replace(problem, parking=replace(problem.parking, spaces_days=spaces))


LIFTS: Mapping[str, Callable[[Problem], Problem]] = {
    REACH: lambda problem: replace(problem, unreached=problem.unreached & False),
    TEAMS: lambda problem: replace(problem, teams=problem.teams.iloc[:0]),
    PARKING: _with_parking_for_all,
    SIZES: lambda problem: replace(problem, tiers={}),
    STAFF_MIN: lambda problem: _options_with(problem, staff_per_site_min=1),
    AVAILABILITY: lambda problem: _sites_with(problem, ready=True),
    SITES_MIN: lambda problem: _options_with(problem, sites_open_min=1),
    SITES_MAX: lambda problem: _options_with(problem, sites_open_max=max(1, len(problem.sites))),
    CAPACITY: _with_floor_for_all,
}
"""Key of each rule that is neither a bound nor a bar to the problem without it."""

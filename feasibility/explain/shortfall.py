"""By how much each rule of a clash stands in the way, in its own unit, the others of the clash kept."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
import pandas as pd

from feasibility.explain import named
from feasibility.explain.named import Problems, Rule, only, without
from feasibility.explain.possible import move, possible
from feasibility.explain.twins import TWIN, with_one_larger
from feasibility.measures import Bound, Measure
from feasibility.plan import figure
from feasibility.problem import Problem
from feasibility.scenario.sections import Solver

WHOLE = 1e-6
"""A sum of floats this close to a whole number is that number, of what is counted in whole ones."""


@dataclass(frozen=True)
class Shortfall:
    """The least by which one rule would have to give way."""

    rule: Rule
    amount: float | None
    """In the rule's unit, above 0; None where the rule is kept or broken as a whole."""
    at: tuple[str, ...] = ()
    """Sites that it is least at."""
    over: bool = True
    """Of a bound: whether plans come to too much, not too little."""


def shortfalls(problems: Problems, clash: Sequence[Rule], settings: Solver) -> tuple[Shortfall, ...]:
    """The shortfall of each rule of an irreducible `clash`: by how much it would have to give way by itself.

    All other rules are kept; where even giving the rule up would not be enough then, the others of the clash alone.

    Floor area: workstations that one site would have to hold more. Reach and limits on journeys: people seated against
    them. Number and availability of sites: sites. Staff at a site: people fewer. Teams: teams that would be split.
    Parking: spaces more at one site. Any bound: its own unit. Raises `Undecided` as `possible` does.
    """
    return tuple(_of(others_kept(problems, clash, rule, settings), rule, settings) for rule in clash)


def others_kept(problems: Problems, clash: Sequence[Rule], rule: Rule, settings: Solver) -> Problems:
    """The question that a shortfall of one rule of the clash is worked out in."""
    alone = {way: without(problem, [rule.key]) for way, problem in problems.items()}
    return problems if possible(alone, settings) else only(problems, [other.key for other in clash])


def _of(problems: Problems, rule: Rule, settings: Solver) -> Shortfall:
    if not rule.unit:
        return Shortfall(rule, None)
    if rule.key in SEARCHED:
        return SEARCHED[rule.key](problems, rule, settings)
    return least_beyond(problems, rule, settings)


# ---------------------------------------------------------------------------- what adds up: made small by the optimiser


def least_beyond(problems: Problems, rule: Rule, settings: Solver) -> Shortfall:
    """The least that any plan is beyond a rule on a figure that adds up, all other rules of `problems` kept."""
    best = Shortfall(rule, None)
    for problem in problems.values():
        for lifted, aim, limit, over in _aims(problem, rule):
            plan = move(lifted, settings, aim)
            if plan is None:
                continue
            amount = figure(plan, aim) - limit
            amount = round(amount) if abs(amount - round(amount)) < WHOLE else amount
            if best.amount is None or amount < best.amount:
                best = Shortfall(rule, float(amount), _late(problem, plan.site_ids, rule), over)
    return best


def _aims(problem: Problem, rule: Rule) -> list[tuple[Problem, Measure, float, bool]]:
    """The problem without the rule, what to make small in it, and what that has to come to or below.

    And whether it is what comes to too much (else its opposite comes to too little).
    """
    place = named.bounds_of(problem).get(rule.key)
    if place is not None:
        return _ends(problem, place)
    sites, options = problem.sites, problem.rules
    each = pd.Series(1.0, index=sites.index)
    aims = {
        named.REACH: (Measure(head=problem.unreached.astype(float)), 0.0),
        named.AVAILABILITY: (Measure(opened=(~sites["ready"].astype(bool)).astype(float)), 0.0),
        named.SITES_MAX: (Measure(opened=each), float(options.sites_open_max)),
        named.SITES_MIN: (Measure(opened=-each), -float(options.sites_open_min)),
    }
    if rule.setting in problem.barred:
        aims[rule.key] = (Measure(head=problem.barred[rule.setting].astype(float)), 0.0)
    return [(without(problem, [rule.key]), *aims[rule.key], True)] if rule.key in aims else []


def _ends(problem: Problem, place: int) -> list[tuple[Problem, Measure, float, bool]]:
    """Each end of a bound by itself, the other kept."""
    bound = problem.bounds[place]
    found = []
    if np.isfinite(bound.most):
        found.append((_with_bound(problem, place, replace(bound, most=float("inf"))), bound.measure, bound.most, True))
    if np.isfinite(bound.least):
        lifted = _with_bound(problem, place, replace(bound, least=float("-inf")))
        found.append((lifted, _negative(bound.measure), -bound.least, False))
    return found


def _with_bound(problem: Problem, place: int, bound: Bound) -> Problem:
    return replace(problem, bounds=(*problem.bounds[:place], bound, *problem.bounds[place + 1 :]))


def _negative(measure: Measure) -> Measure:
    return replace(
        measure,
        moving=-measure.moving,
        opened=-measure.opened,
        workstation=-measure.workstation,
        head=-measure.head,
        space=-measure.space,
    )


def _late(problem: Problem, site_ids: tuple[str, ...], rule: Rule) -> tuple[str, ...]:
    if rule.key != named.AVAILABILITY:
        return ()
    return tuple(site for site in site_ids if not problem.sites.at[site, "ready"])


# ---------------------------------------------------------------------------- what does not: searched


def least_step(works: Callable[[int], bool], most: int) -> int | None:
    """The least whole number from 1 to `most` that works, by halving; None where not even `most` does.

    What it returns works, and one less does not. It is the least of all where more never works worse.
    """
    if most < 1 or not works(most):
        return None
    low, high = 0, most
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if works(middle) else (middle, high)
    return high


def _of_floor(problems: Problems, rule: Rule, settings: Solver) -> Shortfall:
    # No site does with less than what the largest sites are short of together; often that is enough.
    least = max(1, min(_short_at_best(problem) for problem in problems.values()))
    most = max(problem.workstations_needed for problem in problems.values())
    more, reach = least, 1
    while more < most and not _enough_larger(problems, more, settings):
        more, reach = min(most, more + reach), reach * 2
    if not _enough_larger(problems, more, settings):
        return Shortfall(rule, None)
    step = least_step(lambda further: _enough_larger(problems, least + further, settings), more - least) or 0
    amount = least if more == least else least + step
    return Shortfall(rule, float(amount), _where_larger(problems, amount, settings))


def _enough_larger(problems: Problems, more: int, settings: Solver) -> bool:
    return possible({way: with_one_larger(problem, more) for way, problem in problems.items()}, settings)


def _where_larger(problems: Problems, more: int, settings: Solver) -> tuple[str, ...]:
    """The site that lets staff move if it holds so many workstations more; of several the first listed."""
    for problem in problems.values():
        made = with_one_larger(problem, more)
        listed = pd.Series({site: float(place) for place, site in enumerate(made.sites.index) if site.endswith(TWIN)})
        plan = move(made, settings, Measure(opened=listed))
        if plan is not None:
            return tuple(site.removesuffix(TWIN) for site in plan.site_ids if site.endswith(TWIN))
    return ()


def _short_at_best(problem: Problem) -> int:
    """Workstations that the largest sites that may open together lack of those needed; no plan is short of fewer."""
    open_to_use = problem.sites.loc[problem.sites["ready"], "workstations_max"]
    return problem.workstations_needed - int(open_to_use.nlargest(problem.rules.sites_open_max).sum())


def _of_least_staff(problems: Problems, rule: Rule, settings: Solver) -> Shortfall:
    stated = next(iter(problems.values())).rules.staff_per_site_min
    step = least_step(lambda fewer: possible(fewer_staff(problems, fewer), settings), stated - 1)
    return Shortfall(rule, None if step is None else float(step))


def fewer_staff(problems: Problems, fewer: int) -> dict[str, Problem]:
    """The problems with sites that open for so many staff fewer."""
    return {
        way: replace(p, rules=p.rules.model_copy(update={"staff_per_site_min": p.rules.staff_per_site_min - fewer}))
        for way, p in problems.items()
    }


def _of_teams(problems: Problems, rule: Rule, settings: Solver) -> Shortfall:
    teams = sorted({str(team) for problem in problems.values() for team in problem.teams.unique()})
    for count in range(1, len(teams) + 1):
        for split in combinations(teams, count):
            without_them = {
                way: replace(p, teams=p.teams[~p.teams.isin(split)]) for way, p in problems.items()
            }  # fmt: skip
            if possible(without_them, settings):
                return Shortfall(rule, float(count))
    return Shortfall(rule, None)


def _of_parking(problems: Problems, rule: Rule, settings: Solver) -> Shortfall:
    limited = sorted({s for p in problems.values() if p.parking is not None for s in p.parking.spaces_days.index})
    best: tuple[int, str] | None = None
    for site in limited:
        most = (best[0] - 1) if best else max(p.staff for p in problems.values())
        step = least_step(lambda more, site=site: possible(more_parking(problems, site, more), settings), most)  # type: ignore[misc]
        best = (step, site) if step is not None else best
    return Shortfall(rule, None) if best is None else Shortfall(rule, float(best[0]), (best[1],))


SPACE_DAYS = 5.0
"""Days of parking a week that one space gives: the working week."""


def more_parking(problems: Problems, site: str, more: int) -> dict[str, Problem]:
    """The problems with so many spaces more at one site that has a limited number."""
    return {
        way: p if p.parking is None or site not in p.parking.spaces_days.index else replace(p, parking=replace(
            p.parking, spaces_days=p.parking.spaces_days + pd.Series({site: SPACE_DAYS * more}).reindex(
                p.parking.spaces_days.index, fill_value=0.0)))
        for way, p in problems.items()
    }  # fmt: skip


SEARCHED: dict[str, Callable[[Problems, Rule, Solver], Shortfall]] = {
    named.CAPACITY: _of_floor,
    named.STAFF_MIN: _of_least_staff,
    named.TEAMS: _of_teams,
    named.PARKING: _of_parking,
}

"""What an officer could change: how far each change goes, in round steps, and the least step that is enough."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from feasibility.explain import named
from feasibility.explain.asked import Asked, Change, changed, works
from feasibility.explain.named import Problems, Rule, without
from feasibility.explain.said import FEW, amount_in_words, people_in_words, rounded_beyond
from feasibility.explain.shortfall import least_beyond, least_step
from feasibility.measures import Bound, Measure
from feasibility.problem import Problem


@dataclass(frozen=True)
class Lever:
    """Something that can be changed by more or less."""

    key: str
    at: Callable[[float], Change]
    """The change by so many steps, each of which does more than the one before; of a rule, by so much of its unit."""
    most: int
    """Steps that it can go at all."""
    rule: Rule | None = None
    """The rule that gives way where it is one on a figure that adds up: its least is found by the optimiser."""


def furthest(lever: Lever) -> Change:
    """The lever as far as it goes; of a rule on a figure, the rule given up."""
    rule = lever.rule
    if rule is None:
        return lever.at(lever.most)
    return Change(lever.key, f"without {rule.sentence}", 1.0, of_problems=lambda problems: _without(problems, rule))


def least(lever: Lever, asked: Asked, others: Sequence[Change] = ()) -> Change | None:
    """The least of the lever that lets staff move, `others` being made as well; None where it cannot do it.

    Verified: the question with the change has been solved. Raises `Undecided` as `possible` does.
    """
    if lever.rule is None:
        step = least_step(lambda steps: works(asked, [*others, lever.at(steps)]), lever.most)
        return None if step is None else lever.at(step)
    problems = changed(asked, others)
    if problems is None:
        return None
    short = least_beyond(problems, lever.rule, asked.solver)
    if short.amount is None:
        return None
    limit, upwards = _limit(problems, lever.rule)
    found = lever.at(abs(rounded_beyond(limit, short.amount, lever.rule.unit, upwards=upwards) - limit))
    return found if works(asked, [*others, found]) else None


# ---------------------------------------------------------------------------- rules that give way


def of_rules(asked: Asked, rules: Sequence[Rule]) -> list[Lever]:
    """A lever for each of the rules that can give way by itself; floor area, dates and reach cannot."""
    made = []
    for rule in rules:
        if rule.key.startswith((named.BOUND, named.BARRED)):
            made.append(_of_figure(asked, rule))
        elif rule.key in COUNTS:
            made.append(COUNTS[rule.key](asked.problems))
        elif rule.key == named.TEAMS:
            made.append(Lever(rule.key, lambda steps: Change(
                named.TEAMS, "teams may sit at more than one site", 1.0,
                of_problems=lambda problems: _without_keys(problems, named.TEAMS)), 1))  # fmt: skip
        elif rule.key == named.AVAILABILITY:
            made += _of_dates(asked)
    return made


def _of_dates(asked: Asked) -> list[Lever]:
    """Each site that is not available before staff move, as if it were."""
    late = sorted({str(s) for problem in asked.problems.values() for s in problem.sites.index[~problem.sites["ready"]]})

    def lever(site: str) -> Lever:
        change = Change(f"sites.{site}", f"{asked.name(site)} available before staff move", 1.0,
                        of_problems=lambda problems: _ready(problems, site))  # fmt: skip
        return Lever(change.key, lambda _: change, 1)

    return [lever(site) for site in late]


def _ready(problems: Problems, site: str) -> Problems:
    return {
        way: replace(p, sites=p.sites.assign(ready=p.sites["ready"].astype(bool) | (p.sites.index == site)))
        for way, p in problems.items()
    }


def _of_figure(asked: Asked, rule: Rule) -> Lever:
    limit, upwards = _limit(asked.problems, rule)

    def at(amount: float) -> Change:
        words = _figure_in_words(rule, limit, limit + amount if upwards else limit - amount)
        return Change(rule.setting, words, amount / abs(limit) if limit else amount,
                      of_problems=lambda problems: _eased(problems, rule, amount))  # fmt: skip

    return Lever(rule.key, at, 1, rule)


def _figure_in_words(rule: Rule, limit: float, eased: float) -> str:
    if rule.key.startswith(named.BARRED):
        return f"{people_in_words(eased)} seated past the limit of {rule.setting}"
    if rule.unit == "sites" and {limit, eased} <= {0.0, 1.0}:
        return f"the rule “{rule.sentence}” given up"
    if rule.unit == "people" and eased < FEW:
        return f"a higher limit, still {people_in_words(eased)}, where {rule.sentence}"
    return f"{amount_in_words(eased, rule.unit)} instead of {amount_in_words(limit, rule.unit)} where {rule.sentence}"


def _limit(problems: Problems, rule: Rule) -> tuple[float, bool]:
    """The end of a bound that is stated, the upper of two, and whether it is an upper one; 0 people for a bar."""
    for problem in problems.values():
        place = named.bounds_of(problem).get(rule.key)
        if place is not None:
            bound = problem.bounds[place]
            return (bound.most, True) if math.isfinite(bound.most) else (bound.least, False)
    return 0.0, True


def _eased(problems: Problems, rule: Rule, amount: float) -> Problems:
    return {way: _eased_in(problem, rule, amount) for way, problem in problems.items()}


def _eased_in(problem: Problem, rule: Rule, amount: float) -> Problem:
    """The problem with a bound wider by `amount` at each end, or with so many people allowed past a bar."""
    place = named.bounds_of(problem).get(rule.key)
    if place is not None:
        bound = problem.bounds[place]
        wider = replace(bound, least=bound.least - amount, most=bound.most + amount)
        return replace(problem, bounds=(*problem.bounds[:place], wider, *problem.bounds[place + 1 :]))
    if rule.setting not in problem.barred:
        return problem
    heads = Measure(head=problem.barred[rule.setting].astype(float))
    some = Bound("let-past", rule.setting, heads, "people", rule.sentence, most=amount)
    return replace(without(problem, [rule.key]), bounds=(*problem.bounds, some))


def _without(problems: Problems, rule: Rule) -> Problems:
    return _without_keys(problems, rule.key)


def _without_keys(problems: Problems, *keys: str) -> Problems:
    return {way: without(problem, keys) for way, problem in problems.items()}


# ---------------------------------------------------------------------------- counts of the section [options]


def _more_sites(problems: Problems) -> Lever:
    first = next(iter(problems.values()))
    stated, there = first.rules.sites_open_max, len(first.sites)

    def at(more: float) -> Change:
        return Change(named.SITES_MAX, f"{stated + int(more)} sites open instead of {stated} at most", more / stated,
                      of_problems=lambda of: _options(of, sites_open_max=stated + int(more)))  # fmt: skip

    return Lever(named.SITES_MAX, at, there - stated)


def _fewer_sites(problems: Problems) -> Lever:
    stated = next(iter(problems.values())).rules.sites_open_min

    def at(fewer: float) -> Change:
        return Change(named.SITES_MIN, f"{stated - int(fewer)} instead of {stated} sites open at least", fewer / stated,
                      of_problems=lambda of: _options(of, sites_open_min=stated - int(fewer)))  # fmt: skip

    return Lever(named.SITES_MIN, at, stated - 1)


def _fewer_staff(problems: Problems) -> Lever:
    stated = next(iter(problems.values())).rules.staff_per_site_min

    def at(fewer: float) -> Change:
        words = f"a site opens for {stated - int(fewer)} staff instead of {stated}"
        return Change(named.STAFF_MIN, words, fewer / stated,
                      of_problems=lambda of: _options(of, staff_per_site_min=stated - int(fewer)))  # fmt: skip

    return Lever(named.STAFF_MIN, at, stated - 1)


def _options(problems: Problems, **figures: int) -> Problems:
    return {way: replace(p, rules=p.rules.model_copy(update=figures)) for way, p in problems.items()}


COUNTS: dict[str, Callable[[Problems], Lever]] = {
    named.SITES_MAX: _more_sites,
    named.SITES_MIN: _fewer_sites,
    named.STAFF_MIN: _fewer_staff,
}

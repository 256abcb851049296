"""What each rule of the scenario costs: the best answer with it, less the best answer with every rule but this one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from feasibility import enumeration, model, wording
from feasibility.measures import barred_words
from feasibility.options import Option
from feasibility.plan import objective_gbp
from feasibility.problem import Problem
from feasibility.scenario.sections import Solver
from feasibility.tables import checked, empty, headings
from feasibility.tables.pareto import RulePricesTable

SAID = 2
"""Sentences of a rule that stands for every site or partner by itself."""
FAIRNESS = (
    "rules.no_partner_worse_off_than_do_minimum",
    "rules.change_minutes_mean_max",
    "rules.change_minutes_median_max",
    "rules.change_minutes_gap_max",
)
"""Rules of fairness between the partners: these come first."""
TEAMS = "rules.keep_teams_together"
TEAMS_WORDS = "All members of a team sit at one site"
AMONG = ("all options", "options in which staff move")
"""Rules bind only where staff move, and staying may be the best of all: so moves are compared by themselves as well."""


@dataclass(frozen=True)
class Best:
    """The cheapest option."""

    title: str
    gbp: float


def prices(
    problems: Mapping[str, Problem], options: Sequence[Option], settings: Solver, *, whole: bool
) -> pd.DataFrame:
    """Each rule taken off by itself, all others kept (tables.RulePricesTable); no row where no rule is set.

    `whole` says whether `options` are all there are: then they are counted out, else the best is searched for, and a
    search that proves nothing leaves its figures blank.
    """
    words = rules_set(problems)
    if not words:
        return empty(RulePricesTable)
    with_all = {among: _best(problems, options, settings, among, whole=whole) for among in AMONG}
    rows = []
    for rule, said in words.items():
        less = {way: without(problem, rule) for way, problem in problems.items()}
        for among in AMONG:
            rows.append(_row(rule, said, among, with_all[among], _best(less, options, settings, among, whole=whole)))
    return checked(pd.DataFrame(rows, columns=list(headings(RulePricesTable))), RulePricesTable, "prices of rules")


def rules_set(problems: Mapping[str, Problem]) -> dict[str, str]:
    """Key of each rule that a problem has to what it says, those of fairness first."""
    found: dict[str, list[str]] = {}
    for problem in problems.values():
        for bound in problem.bounds:
            found.setdefault(bound.rule, []).append(bound.sentence)
        for rule, pairs in problem.barred.items():
            told = [wording.capital(barred_words(rule))] if pairs.to_numpy().any() or rule not in found else []
            found.setdefault(rule, []).extend(told)
        if not problem.teams.empty:
            found.setdefault(TEAMS, [TEAMS_WORDS])
    order = sorted(found, key=lambda rule: rule not in FAIRNESS)  # stable: otherwise as they are met
    return {rule: _together(list(dict.fromkeys(found[rule]))) for rule in order}


def _together(sentences: list[str]) -> str:
    more = len(sentences) - SAID
    return "; ".join(sentences[:SAID]) + (f"; and {more} more like these" if more > 0 else "")


def without(problem: Problem, rule: str) -> Problem:
    """The problem with one rule taken off."""
    return replace(
        problem,
        bounds=tuple(bound for bound in problem.bounds if bound.rule != rule),
        barred={key: pairs for key, pairs in problem.barred.items() if key != rule},
        teams=problem.teams.iloc[:0] if rule == TEAMS else problem.teams,
    )


def _best(
    problems: Mapping[str, Problem], options: Sequence[Option], settings: Solver, among: str, *, whole: bool
) -> Best | None:
    """The cheapest option within reach of all; None where there is none."""
    moving = among == AMONG[1]
    if not whole:
        return _searched(problems, options, settings, moving=moving)
    asked = [option for option in options if not (moving and option.stays)]
    found = enumeration.winner(problems, asked) if not moving else _winner_of_moves(problems, asked)
    if found is None or found.plan is None:
        return None
    problem = problems.get(found.option.working, next(iter(problems.values())))
    return Best(found.option.title, objective_gbp(problem, found.plan))


def _winner_of_moves(problems: Mapping[str, Problem], options: Sequence[Option]) -> enumeration.Found | None:
    try:
        return enumeration.winner(problems, options)
    except ValueError:  # nobody can stay put here, so there may be none within reach
        return None


def _searched(
    problems: Mapping[str, Problem], options: Sequence[Option], settings: Solver, *, moving: bool
) -> Best | None:
    titles = {option.option_id: option.title for option in options}
    found: list[tuple[float, str]] = []
    for way, problem in problems.items():
        plan, outcome = model.solve(replace(problem, staying_gbp={}) if moving else problem, settings)
        if plan is None or not outcome.proved_best:
            continue
        title = titles.get(plan.stays_as) if plan.stays else f"{' and '.join(plan.site_ids)} ({way})"
        found.append((objective_gbp(problem, plan), title or plan.stays_as))
    return Best(min(found)[1], min(found)[0]) if found else None


def _row(rule: str, said: str, among: str, best: Best | None, less: Best | None) -> dict[str, object]:
    return {
        "rule": rule,
        "among": among,
        "words": said,
        "fairness": rule in FAIRNESS,
        "best_with": best.title if best else "",
        "best_with_gbp": best.gbp if best else float("nan"),
        "best_without": less.title if less else "",
        "best_without_gbp": less.gbp if less else float("nan"),
        "price_gbp": best.gbp - less.gbp if best and less else float("nan"),
    }

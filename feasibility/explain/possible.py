"""Whether any move keeps every rule: asked of the optimiser, with groups that no rule tells apart made one."""

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from feasibility import model
from feasibility.explain.named import Problems
from feasibility.measures import Measure
from feasibility.plan import Plan
from feasibility.problem import Problem
from feasibility.scenario.sections import Solver

ANY = Measure()
"""Nothing to make small: the first plan found will do."""


class Undecided(Exception):
    """The time limit ended a search before it was known whether any move keeps every rule."""


def possible(problems: Problems, settings: Solver) -> bool:
    """Whether staff can move in any of the ways. Raises `Undecided` where the time limit leaves it open."""
    return any(move(problem, settings) is not None for problem in problems.values())


def move(problem: Problem, settings: Solver, aim: Measure = ANY) -> Plan | None:
    """A move that keeps every rule, with the least of `aim`; None where there is none.

    Its groups are those of `merged`. Raises `Undecided` where the time limit leaves open whether there is one, or, of
    an aim, what the least is.
    """
    if problem.sites.empty:
        return None
    plan, outcome = model.solve(replace(merged(problem, aim), staying_gbp={}), settings, aim)
    if not outcome.no_plan_exists and not (outcome.has_plan and (aim is ANY or outcome.proved_best)):
        raise Undecided(outcome.words)
    return plan


def merged(problem: Problem, aim: Measure = ANY) -> Problem:
    """The problem with groups made one where no rule and no part of `aim` tells them apart.

    It has a move if and only if the problem has one, with the same aim: heads of groups that are alike may change
    places. Pounds of travel are not told apart, so it is for no other aim.
    """
    alike = _alike(problem, aim)
    first = pd.Series(problem.heads.index, index=problem.heads.index).groupby(alike, sort=False).first()
    chosen = pd.Index(first)
    return replace(
        problem,
        heads=problem.heads.groupby(alike, sort=False).sum().set_axis(chosen),
        travel_gbp=problem.travel_gbp.loc[chosen],
        unreached=problem.unreached.loc[chosen],
        bounds=tuple(replace(bound, measure=_measure_of(bound.measure, chosen)) for bound in problem.bounds),
        barred={rule: pairs.loc[chosen] for rule, pairs in problem.barred.items()},
        teams=problem.teams[problem.teams.index.isin(chosen)],
        parking=None if problem.parking is None else replace(
            problem.parking,
            days=problem.parking.days.loc[chosen],
            asks=problem.parking.asks.loc[chosen],
            gbp=problem.parking.gbp.loc[chosen],
            needs=problem.parking.needs.loc[chosen],
        ),
        change_minutes=_rows(problem.change_minutes, chosen),
    )  # fmt: skip


def _alike(problem: Problem, aim: Measure) -> "pd.Series[int]":
    """Group to a number that groups share which every rule treats the same."""
    measures = [aim, *(bound.measure for bound in problem.bounds)]
    frames = [
        problem.unreached,
        *problem.barred.values(),
        *(frame for each in measures for frame in (each.head, each.worst, each.space) if not frame.empty),
    ]
    if problem.parking is not None:
        frames += [problem.parking.days.to_frame(), problem.parking.asks, problem.parking.needs]
    teams = problem.teams.reindex(problem.heads.index)
    columns: list[Any] = [pd.factorize(teams)[0].reshape(-1, 1)]
    columns += [frame.reindex(problem.heads.index).fillna(0).to_numpy(dtype=float) for frame in frames]
    _, numbers = np.unique(np.hstack(columns), axis=0, return_inverse=True)
    return pd.Series(np.ravel(numbers), index=problem.heads.index)


def _measure_of(measure: Measure, chosen: "pd.Index[str]") -> Measure:
    return replace(
        measure,
        head=_rows(measure.head, chosen),
        worst=_rows(measure.worst, chosen),
        space=_rows(measure.space, chosen),
    )


def _rows(frame: pd.DataFrame, chosen: "pd.Index[str]") -> pd.DataFrame:
    return frame[frame.index.isin(chosen)]

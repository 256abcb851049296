"""A problem into a PuLP model, solved: what is decided, what is made small, and one function a rule."""

from collections.abc import Mapping

import pulp

from feasibility import model_at_size
from feasibility.measures import Measure
from feasibility.model import rules
from feasibility.model.decisions import Decisions, amount, of, plan_of
from feasibility.outcome import Outcome, read
from feasibility.plan import Plan
from feasibility.problem import Problem
from feasibility.scenario.sections import Solver


def build(problem: Problem, aim: Measure | None = None) -> tuple[pulp.LpProblem, Decisions]:
    """The model of a problem: unknowns, what is made small (cost, unless `aim` is something else), rules."""
    model = pulp.LpProblem("colocation", pulp.LpMinimize)
    decisions = of(model, problem)
    model += amount(model, problem.cost if aim is None else aim, decisions, "aim")
    rules.stay_or_move(model, decisions)
    rules.seat_everyone_once(model, problem, decisions)
    rules.sit_only_where_open(model, problem, decisions)
    rules.sit_only_within_reach(model, problem, decisions)
    rules.sit_only_where_allowed(model, problem, decisions)
    rules.keep_teams_together(model, problem, decisions)
    rules.workstations_for_staff(model, problem, decisions)
    rules.workstations_within_floor(model, problem, decisions)
    rules.pay_beyond_present(model, problem, decisions)
    rules.pay_for_whole_sizes(model, problem, decisions)
    rules.park_within_spaces(model, problem, decisions)
    rules.open_only_when_ready(model, problem, decisions)
    rules.not_as_now(model, problem, decisions)
    rules.number_of_sites(model, problem, decisions)
    rules.enough_staff_at_each_site(model, problem, decisions)
    for bound in problem.bounds:
        rules.keep_within(model, bound, decisions)
    return model, decisions


def solve(problem: Problem, settings: Solver, aim: Measure | None = None) -> tuple[Plan | None, Outcome]:
    """The plan with the least of `aim` (cost, unless another is given) that seats everybody within reach.

    And whether it is proved. No plan where none was found. A problem is that of one way of working; `solve_all` takes
    the best of them. A large problem goes to the solver as arrays, by the same rules (`model_at_size`).
    """
    if model_at_size.large(problem):
        return model_at_size.solve(problem, settings, aim)
    model, decisions = build(problem, aim)
    solver = pulp.getSolver(
        "HiGHS",
        msg=False,
        timeLimit=settings.time_limit_seconds,
        gapRel=settings.gap_share,
        gapAbs=0.0,
        threads=1,
        random_seed=settings.seed,
    )
    model.solve(solver)
    outcome = read(model, settings.gap_share)
    return (plan_of(problem, decisions) if outcome.has_plan else None), outcome


def solve_all(problems: Mapping[str, Problem], settings: Solver) -> dict[str, tuple[Plan | None, Outcome]]:
    """The answer of each way of working. The best of them is the best there is: every plan works in one way."""
    return {way: solve(problem, settings) for way, problem in problems.items()}

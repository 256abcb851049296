"""How a search ended, read the same from PuLP 3 and PuLP 4: problems made by hand, each with a known end."""

import numpy as np
import pulp

from feasibility import model
from feasibility.outcome import Outcome, read, solver_name
from feasibility.plan import objective_gbp
from feasibility.scenario.sections import Solver
from tests.model.worlds import tiny

SECONDS = 0.3
"""Far too little for the hard problem below, which takes hours."""


def ended(problem: pulp.LpProblem, *, seconds: float = 20.0, gap_share: float = 0.0) -> Outcome:
    solver = pulp.getSolver("HiGHS", msg=False, timeLimit=seconds, gapRel=gap_share, gapAbs=0.0, threads=1)
    problem.solve(solver)
    return read(problem, gap_share)


def hard(*, with_slack: bool) -> pulp.LpProblem:
    """Market split: choose shops so that five products each split in half (Cornuejols and Dawande 1998).

    With slack anything is a plan and the least slack is hardly provable; without slack hardly any plan can be found.
    """
    rng = np.random.default_rng(5)
    sold = rng.integers(0, 100, (5, 60))
    problem = pulp.LpProblem("split", pulp.LpMinimize)
    chosen = [problem.add_variable(f"x_{i}", 0, 1, pulp.LpInteger) for i in range(sold.shape[1])]
    over = [problem.add_variable(f"over_{i}", 0) for i in range(len(sold))]
    under = [problem.add_variable(f"under_{i}", 0) for i in range(len(sold))]
    problem += pulp.lpSum(over) + pulp.lpSum(under) + 1
    for i, row in enumerate(sold):
        slack = over[i] - under[i] if with_slack else 0
        half = pulp.lpSum(int(n) * x for n, x in zip(row, chosen, strict=True)) - slack
        problem += half == int(row.sum()) // 2, f"half_{i}"
    return problem


def whole_number(*, least: float, most: float | None) -> pulp.LpProblem:
    problem = pulp.LpProblem("one", pulp.LpMinimize)
    x = problem.add_variable("x", None, None, pulp.LpInteger)
    y = problem.add_variable("y", 0, 10, pulp.LpInteger)
    problem += x + y
    problem += x - y >= least, "least"
    if most is not None:
        problem += x + 2 * y <= most, "most"
    return problem


def test_solved():
    # x >= 2.5 + y, so x = 3, y = 0.
    assert ended(whole_number(least=2.5, most=9)) == Outcome(True, True, 0.0, 3.0, "proved best")


def test_time_limit_with_a_plan():
    outcome = ended(hard(with_slack=True), seconds=SECONDS)
    assert outcome.has_plan
    assert not outcome.proved_best
    assert outcome.gap_share > 0
    assert outcome.words.startswith("stopped by the time limit: best found, not proved best; it may be up to ")


def test_time_limit_without_a_plan():
    outcome = ended(hard(with_slack=False), seconds=SECONDS)
    assert outcome == Outcome(False, False, None, None, "stopped by the time limit; no plan was found")


def test_infeasible_although_numbers_are_left_behind():
    problem = whole_number(least=5, most=4)
    outcome = ended(problem)
    assert outcome == Outcome(False, False, None, None, "no plan keeps every rule", no_plan_exists=True)


def test_unbounded():
    problem = pulp.LpProblem("falls", pulp.LpMinimize)
    x = problem.add_variable("x", None, 10, pulp.LpInteger)
    y = problem.add_variable("y", 0, 10, pulp.LpInteger)
    problem += x + y
    problem += x + y <= 5, "top"
    outcome = ended(problem)
    assert not outcome.has_plan
    assert not outcome.no_plan_exists
    assert "the cost has no lower end" in outcome.words or "its cost has no lower end" in outcome.words


def test_solver_not_run():
    assert read(whole_number(least=1, most=2), 0.0) == Outcome(False, False, None, None, "the solver did not run")


def cover() -> pulp.LpProblem:
    """Cheapest items that weigh enough together: the relaxation is near, so any gap allowed ends the search early."""
    rng = np.random.default_rng(2)
    problem = pulp.LpProblem("cover", pulp.LpMinimize)
    chosen = [problem.add_variable(f"x_{i}", 0, 1, pulp.LpInteger) for i in range(60)]
    problem += pulp.lpSum(float(c) * x for c, x in zip(rng.uniform(10, 20, 60).round(2), chosen, strict=True))
    for i in range(12):
        weights = rng.integers(5, 50, 60)
        problem += pulp.lpSum(int(w) * x for w, x in zip(weights, chosen, strict=True)) >= 500, f"enough_{i}"
    return problem


def test_gap_allowed_is_proof_within_the_gap_and_says_so():
    outcome = ended(cover(), gap_share=0.5)
    assert outcome.has_plan
    assert outcome.proved_best
    assert 1e-6 < outcome.gap_share <= 0.5
    assert outcome.words == f"proved to be within {outcome.gap_share:.2%} of the best"


def test_gap_wider_than_allowed_is_no_proof():
    problem = cover()
    ended(problem, gap_share=0.5)
    stricter = read(problem, 1e-4)
    assert stricter.has_plan
    assert not stricter.proved_best
    assert stricter.words.startswith("solved: best found, not proved best")


def test_model_stopped_at_once_has_no_plan_or_a_sound_one():
    plan, outcome = model.solve(tiny(), Solver(time_limit_seconds=1e-9))
    assert (plan is not None) == outcome.has_plan
    if plan is not None:
        assert objective_gbp(tiny(), plan) >= 462


def test_solver_is_named_with_its_version():
    assert solver_name().startswith("HiGHS 1.")
    assert "PuLP" in solver_name()

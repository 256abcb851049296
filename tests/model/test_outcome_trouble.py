"""The ends that a search should not come to: no solver, interruption, numerical trouble. HiGHS itself, or its words."""

import importlib
import sys
from types import SimpleNamespace

import numpy as np
import pulp
import pytest
from scipy import sparse

from feasibility.errors import FeasibilityError
from feasibility.outcome import WORDS, Outcome, read, read_highs
from feasibility.siting.arrays import Limits
from feasibility.siting.highs import Program, solve
from tests.model.test_outcome import ended, hard, whole_number

LIMITS = Limits(seconds=5.0, gap_share=0.0, seed=1)


def interrupted(problem: pulp.LpProblem) -> Outcome:
    """The problem run again after PuLP has loaded it into HiGHS, and stopped as by Ctrl+C."""
    ended(problem, seconds=0.0)
    highs = problem.solverModel
    highs.clearSolver()
    highs.setOptionValue("time_limit", 60.0)
    highs.cbMipInterrupt.subscribe(_stop)
    highs.run()
    return read(problem, 0.0)


def _stop(event):
    event.data_in.user_interrupt = True  # the event's own `interrupt` came after 1.10


def test_interrupted_with_a_plan_is_no_proof():
    outcome = interrupted(hard(with_slack=True))
    assert (outcome.proved_best, outcome.no_plan_exists) == (False, False)
    assert outcome.words.startswith("interrupted")
    assert ("best found, not proved best" in outcome.words) == outcome.has_plan


def test_interrupted_without_a_plan_does_not_say_that_none_exists():
    assert interrupted(hard(with_slack=False)) == Outcome(False, False, None, None, "interrupted; no plan was found")


def test_built_and_never_run_has_no_plan():
    problem = whole_number(least=1, most=9)
    ended(problem)
    problem.solverModel.clearSolver()
    assert read(problem, 0.0) == Outcome(False, False, None, None, "the solver did not run")


def told(status: str, *, point: int, best: float = 12.0, bound: float = 10.0) -> Outcome:
    """What is read from a HiGHS object that ended so; made up, since no small problem brings these ends about."""
    info = SimpleNamespace(primal_solution_status=point, objective_function_value=best, mip_dual_bound=bound)
    return read_highs(
        SimpleNamespace(
            getModelStatus=lambda: SimpleNamespace(name=status), getInfo=lambda: info,
            getLp=lambda: SimpleNamespace(integrality_=[1]),
        ),
        0.0,
    )  # fmt: skip


@pytest.mark.parametrize("status", ["kSolveError", "kPresolveError", "kPostsolveError", "kUnknown", "kUnheardOf"])
def test_numerical_trouble_without_a_plan_proves_nothing(status):
    outcome = told(status, point=0)
    assert (outcome.has_plan, outcome.proved_best, outcome.no_plan_exists) == (False, False, False)
    assert "numerical trouble" in outcome.words
    assert status not in outcome.words


@pytest.mark.parametrize("status", ["kSolveError", "kPresolveError", "kPostsolveError", "kModelError", "kLoadError"])
def test_values_left_behind_by_an_error_are_no_plan(status):
    assert not told(status, point=2).has_plan


def test_optimal_at_a_point_that_breaks_the_rows_is_no_plan():
    # kSolutionStatusInfeasible = 1: the point is past the solver's own tolerance.
    outcome = told("kOptimal", point=1, bound=12.0)
    assert (outcome.has_plan, outcome.proved_best) == (False, False)
    assert "numerical trouble" in outcome.words


def test_unknown_end_with_a_plan_is_not_best_and_gives_the_gap():
    # (12 - 10) / 12 = 16.67 %.
    outcome = told("kUnknown", point=2)
    assert (outcome.has_plan, outcome.proved_best, outcome.bound) == (True, False, 10.0)
    assert outcome.words.endswith("best found, not proved best; it may be up to 16.67% from the best")


def test_bound_that_is_no_number_is_no_proof():
    outcome = told("kOptimal", point=2, bound=float("nan"))
    assert (outcome.proved_best, outcome.gap_share, outcome.bound) == (False, None, None)


@pytest.mark.parametrize("status", ["kMemoryLimit", "kSolutionLimit", "kIterationLimit", "kHighsInterrupt"])
def test_limits_say_that_no_plan_was_found_not_that_none_exists(status):
    outcome = told(status, point=0)
    assert outcome.words == f"{WORDS[status]}; no plan was found"
    assert not outcome.no_plan_exists


def test_every_end_that_highs_knows_has_words_of_ours():
    highspy = importlib.import_module("highspy")
    ends = {name for name in dir(highspy.HighsModelStatus) if name.startswith("k")}
    # Objective limits are never set here.
    assert ends - {"kObjectiveBound", "kObjectiveTarget"} <= set(WORDS)


def programme(*, cost: float = 1.0, cell: float = 1.0, least: float = 1.0) -> Program:
    """Least of cost * x + y with cell * x + y >= least, both whole and 0 to 9."""
    return Program(
        cost=np.array([cost, 1.0]), lower=np.zeros(2), upper=np.full(2, 9.0), whole=np.array([True, True]),
        rows=sparse.csr_matrix(np.array([[cell, 1.0]])), row_lower=np.array([least]), row_upper=np.array([np.inf]),
    )  # fmt: skip


def test_programme_of_numbers_is_solved():
    assert solve(programme(), LIMITS).outcome.proved_best


@pytest.mark.parametrize("wrong", [{"cost": np.nan}, {"cost": np.inf}, {"cell": np.nan}, {"cell": np.inf}])
def test_figures_that_are_no_number_are_refused(wrong):
    # HiGHS 1.15 leaves such a row out without a word and says "Optimal" of the rest.
    with pytest.raises(ValueError, match="no number"):
        solve(programme(**wrong), LIMITS)


def test_limit_that_is_no_number_is_refused():
    with pytest.raises(ValueError, match="no number"):
        solve(programme(least=np.nan), LIMITS)


def test_solver_missing_says_what_to_do(monkeypatch):
    monkeypatch.setitem(sys.modules, "highspy", None)  # as where the package is not installed
    monkeypatch.delitem(sys.modules, "feasibility.siting.highs")
    with pytest.raises(FeasibilityError) as told_of:
        importlib.import_module("feasibility.siting.highs")
    assert told_of.value.where == "the solver"
    assert "pip install highspy" in told_of.value.faults[0]
    assert told_of.value.exit_code == 1

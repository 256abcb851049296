"""The formulation in arrays against the everyday model, and against every plan of worlds with every kind of rule."""

from dataclasses import replace

import pytest

from feasibility import model, model_at_size, objectives
from feasibility.plan import figure, objective_gbp
from feasibility.scenario.sections import Solver
from feasibility.soundness import breaches
from tests.model.worlds import at_random
from tests.objectives.worlds import plans_of

RULED = [3, 10, 30, 162]
"""Worlds whose plans are quickly listed; together they have every kind of rule (checked below)."""


@pytest.mark.parametrize("seed", range(0, 150, 15))
def test_costs_what_the_everyday_model_finds(seed):
    problem = at_random(seed)
    plan, outcome = model_at_size.solve(problem, Solver())
    expected, _ = model.solve(problem, Solver())
    assert objective_gbp(problem, plan) == pytest.approx(objective_gbp(problem, expected))
    assert breaches(problem, plan) == []
    assert outcome.words == "proved best"


@pytest.mark.parametrize("seed", RULED)
def test_finds_the_best_of_every_plan(seed):
    problem, plans = plans_of(seed, ruled=True)
    moving, moves = replace(problem, staying_gbp={}), [plan for plan in plans if not plan.stays]
    for aim in (problem.cost, objectives.travel_change(problem), objectives.worst_tenth_change(problem)):
        plan, outcome = model_at_size.solve(moving, Solver(), aim)
        if plan is None:
            assert outcome.no_plan_exists
            assert moves == []
        else:
            assert figure(plan, aim) == pytest.approx(min(figure(other, aim) for other in moves), abs=1e-5)
            assert breaches(moving, plan) == []


def test_worlds_hold_what_they_are_for():
    problems = [plans_of(seed, ruled=True)[0] for seed in RULED]
    assert any(p.tiers for p in problems)
    assert any(p.parking is not None for p in problems)
    assert any(not p.teams.empty for p in problems)
    assert any(p.barred for p in problems)
    assert any(b.bound_id == "worst" for p in problems for b in p.bounds)
    assert any(b.bound_id == "beyond" for p in problems for b in p.bounds)
    assert any((p.sites["workstation_gbp"] < 0).any() for p in problems)


def test_same_seed_same_plan():
    problem = at_random(7)
    one, other = (model_at_size.solve(problem, Solver(seed=3))[0] for _ in range(2))
    assert one.heads.equals(other.heads)
    assert one.workstations.equals(other.workstations)

"""Objectives by hand, the value score, and that a dominated option changes nothing in the order of the others."""

from dataclasses import replace

import pandas as pd
import pytest
from pydantic import ValidationError

from feasibility import objectives
from feasibility.options import DO_NOTHING
from feasibility.plan import figure, seated, staying
from feasibility.scenario.value import Criterion, ValueSettings
from tests.model.worlds import tiny

COST = Criterion(weight=30.0, best=0.0, worst=1000.0)
MEAN = Criterion(weight=10.0, best=-10.0, worst=30.0)
WORST = Criterion(weight=20.0, best=0.0, worst=50.0)


def world():
    """The tiny world with minutes: g-1 at a -5, b 20, c 10; g-2 at a 30, b 0, c 10."""
    minutes = pd.DataFrame({"a": [-5.0, 30.0], "b": [20.0, 0.0], "c": [10.0, 10.0]}, index=["g-1", "g-2"])
    return replace(tiny(), change_minutes=minutes)


def all_at_a(problem):
    return seated(problem, problem.heads.to_frame("a"))


def test_minutes_by_hand():
    # Ten staff at a: 6 x -5 + 4 x 30 = 90. The worst tenth is one head: 30.
    problem = world()
    plan = all_at_a(problem)
    assert figure(plan, objectives.travel_change(problem)) == 90
    assert objectives.worst_tenth_heads(problem) == 1
    assert figure(plan, objectives.worst_tenth_change(problem)) == 30
    assert figure(staying(problem, DO_NOTHING), objectives.travel_change(problem)) == 0
    assert figure(plan, objectives.net_present_cost(problem)) == 550


def test_the_tenth_is_rounded_up():
    problem = replace(world(), heads=pd.Series({"g-1": 7, "g-2": 4}))
    assert objectives.worst_tenth_heads(problem) == 2


def test_value_by_hand():
    # Cost 550 of 0..1000 is 0.55 lost, a mean of 9 in -10..30 is 19/40 = 0.475, a worst tenth of 30 in 0..50 is 0.6:
    # (30 x 0.55 + 10 x 0.475 + 20 x 0.6) / 60 = 33.25 / 60 lost, so 100 x (1 - 0.554167) = 44.5833.
    problem = world()
    settings = ValueSettings(cost_gbp=COST, change_minutes_mean=MEAN, change_minutes_worst_tenth=WORST)
    lost = figure(all_at_a(problem), objectives.value_lost(problem, settings))
    assert objectives.value_score(lost) == pytest.approx(44.5833, abs=1e-4)
    figures = {"cost_gbp": 550.0, "change_minutes_mean": 9.0, "change_minutes_worst_tenth": 30.0}
    assert objectives.score(figures, settings) == pytest.approx(objectives.value_score(lost))


def test_value_of_staying():
    # Ten thousand pounds is ten times the range: 30 x 10 + 10 x 0.25 + 20 x 0 = 302.5 of 60 lost.
    problem = world()
    settings = ValueSettings(cost_gbp=COST, change_minutes_mean=MEAN, change_minutes_worst_tenth=WORST)
    lost = figure(staying(problem, DO_NOTHING), objectives.value_lost(problem, settings))
    assert lost == pytest.approx(100 * 302.5 / 60)


def test_only_proportions_of_weights_count():
    problem = world()
    once = ValueSettings(cost_gbp=COST, change_minutes_mean=MEAN)
    twice = ValueSettings(
        cost_gbp=COST.model_copy(update={"weight": 60.0}), change_minutes_mean=MEAN.model_copy(update={"weight": 20.0})
    )
    plan = all_at_a(problem)
    assert figure(plan, objectives.value_lost(problem, once)) == pytest.approx(
        figure(plan, objectives.value_lost(problem, twice))
    )


def test_nothing_declared_is_no_score():
    assert not ValueSettings().declared
    assert pd.isna(objectives.score({"cost_gbp": 1.0}, ValueSettings()))
    with pytest.raises(ValueError, match="no criterion"):
        objectives.value_lost(world(), ValueSettings())


def test_best_stands_below_worst():
    with pytest.raises(ValidationError, match="the best must be below the worst"):
        Criterion(weight=1.0, best=2.0, worst=2.0)


def test_the_worst_served_cannot_be_turned_round_or_counted_twice():
    worst = objectives.worst_tenth_change(world())
    with pytest.raises(ValueError, match="turned round"):
        objectives.scaled(worst, -1.0)
    with pytest.raises(ValueError, match="twice"):
        objectives.together([worst, worst])

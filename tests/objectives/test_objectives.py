"""Objectives by hand, the value score, and that a dominated option changes nothing in the order of the others."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from feasibility import objectives
from feasibility.appraisal.value import functions
from feasibility.objectives import Line
from feasibility.options import DO_NOTHING
from feasibility.plan import figure, seated, staying
from feasibility.scenario.value import ValueSettings
from tests.model.worlds import tiny

COST = Line(share=30 / 60, best=0.0, worst=1000.0)
MEAN = Line(share=10 / 60, best=-10.0, worst=30.0)
WORST = Line(share=20 / 60, best=0.0, worst=50.0)
LINES = {"total_npc_gbp": COST, "change_minutes_mean": MEAN, "change_minutes_worst_tenth": WORST}
MINUTES = {"name": "Mean", "measure": "change_minutes_mean", "weight": 40, "points": [[30, 0], [-10, 100]]}
TENTH = {"name": "Tenth", "measure": "change_minutes_worst_tenth", "weight": 60, "points": [[50, 0], [0, 100]]}


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


def settings(**criteria):
    return ValueSettings.model_validate({"set_by": "A panel", "set_on": "2010-06-14", "criterion": criteria})


def test_value_by_hand():
    # Cost 550 of 0..1000 is 0.55 lost, a mean of 9 in -10..30 is 19/40 = 0.475, a worst tenth of 30 in 0..50 is 0.6:
    # (30 x 0.55 + 10 x 0.475 + 20 x 0.6) / 60 = 33.25 / 60 lost, so 100 x (1 - 0.554167) = 44.5833.
    problem = world()
    lost = figure(all_at_a(problem), objectives.value_lost(problem, LINES))
    assert objectives.value_score(lost) == pytest.approx(44.5833, abs=1e-4)


def test_value_of_staying():
    # Ten thousand pounds is ten times the range: 30 x 10 + 10 x 0.25 + 20 x 0 = 302.5 of 60 lost.
    problem = world()
    lost = figure(staying(problem, DO_NOTHING), objectives.value_lost(problem, LINES))
    assert lost == pytest.approx(100 * 302.5 / 60)


def test_the_score_of_a_plan_is_that_of_its_figures():
    # A mean of 9 in -10..30 has 52.5 points and a worst tenth of 30 in 0..50 has 40: 0.4 x 52.5 + 0.6 x 40 = 45.
    problem, asked = world(), settings(mean=MINUTES, tenth=TENTH)
    lost = figure(all_at_a(problem), objectives.value_lost(problem, objectives.straight(asked)))
    points = [
        functions.values(np.array([at]), asked.criterion[key].scale) for key, at in (("mean", 9.0), ("tenth", 30.0))
    ]
    assert objectives.value_score(lost) == pytest.approx(45)
    assert functions.weighed(points, [0.4, 0.6]).tolist() == pytest.approx([45])


def test_weights_of_groups_and_in_them_multiply():
    groups = {"staff": {"name": "Staff", "weight": 70}, "money": {"name": "Money", "weight": 30}}
    cost = {
        "name": "Cost",
        "group": "money",
        "measure": "resource_npc_gbp",
        "weight": 100,
        "points": [[9, 0], [0, 100]],
    }
    asked = ValueSettings.model_validate(
        {"set_by": "A panel", "set_on": "2010-06-14", "group": groups,
         "criterion": {"mean": MINUTES | {"group": "staff"}, "tenth": TENTH | {"group": "staff"}, "cost": cost}}
    )  # fmt: skip
    with pytest.raises(ValueError, match=r"not cost$"):
        objectives.straight(asked)
    total = asked.model_copy(update={"criterion": {k: c for k, c in asked.criterion.items() if k != "cost"}})
    assert objectives.straight(total)["change_minutes_mean"] == Line(pytest.approx(0.28), -10.0, 30.0)


@pytest.mark.parametrize(
    "points", [[[30, 0], [10, 80], [-10, 100]], [[-10, 0], [30, 100]], [[-10, 0], [0, 100], [30, 0]]]
)
def test_bends_ideals_and_more_is_better_are_none_of_the_optimisers(points):
    asked = settings(mean=MINUTES | {"points": points}, tenth=TENTH)
    with pytest.raises(ValueError, match=r"straight lines of .* alone, not mean$"):
        objectives.straight(asked)


def test_nothing_declared_is_no_score():
    assert objectives.straight(ValueSettings()) == {}
    with pytest.raises(ValueError, match="no criterion"):
        objectives.value_lost(world(), {})


def test_the_worst_served_cannot_be_turned_round_or_counted_twice():
    worst = objectives.worst_tenth_change(world())
    with pytest.raises(ValueError, match="turned round"):
        objectives.scaled(worst, -1.0)
    with pytest.raises(ValueError, match="twice"):
        objectives.together([worst, worst])

"""One aim after another, and one with limits on the others, against every plan of tiny worlds."""

from dataclasses import replace

import pytest

from feasibility import model_at_size, objectives
from feasibility.combined import Aim, at_most, in_order
from feasibility.plan import figure, objective_gbp
from feasibility.scenario.sections import Solver
from tests.objectives.worlds import plans_of


@pytest.mark.parametrize(("seed", "tolerance"), [(10, 0.0), (17, 0.0), (17, 8.0), (20, 5.0)])
def test_least_travel_then_least_cost(seed, tolerance):
    problem, plans = plans_of(seed)
    travel = objectives.travel_change(problem)
    aims = [Aim(travel, "minutes", tolerance), Aim(problem.cost, "pounds")]
    chosen = in_order(problem, aims, Solver(), model_at_size.solve)
    least = min(figure(plan, travel) for plan in plans)
    cheapest = min(figure(plan, problem.cost) for plan in plans if figure(plan, travel) <= least + tolerance)
    assert chosen.proved
    assert chosen.least == pytest.approx((least, cheapest))
    assert chosen.figures[1] == pytest.approx(cheapest)
    assert chosen.figures[0] <= least + tolerance + 1e-9


def test_the_order_of_the_aims_matters():
    problem, _ = plans_of(17)
    aims = [Aim(problem.cost, "pounds"), Aim(objectives.travel_change(problem), "minutes")]
    first, second = (in_order(problem, order, Solver(), model_at_size.solve).figures for order in (aims, aims[::-1]))
    assert first[0] < second[1]
    assert first[1] > second[0]


def test_a_limit_binds_and_is_slack():
    problem, plans = plans_of(17)
    travel = objectives.travel_change(problem)
    free, _ = model_at_size.solve(problem, Solver())
    own = figure(free, travel)
    slack, _ = model_at_size.solve(at_most(problem, travel, own, "minutes", "limit"), Solver())
    assert objective_gbp(problem, slack) == pytest.approx(objective_gbp(problem, free))
    tight, _ = model_at_size.solve(at_most(problem, travel, own - 1, "minutes", "limit"), Solver())
    cheapest = min(figure(plan, problem.cost) for plan in plans if figure(plan, travel) <= own - 1)
    assert objective_gbp(problem, tight) == pytest.approx(cheapest)
    assert cheapest > objective_gbp(problem, free)


def test_a_limit_holds_for_ways_of_staying_too():
    # Nobody who stays costs less than doing nothing; a limit below that leaves moves alone.
    problem, _ = plans_of(17)
    below = min(problem.staying_gbp.values()) - 1
    assert at_most(problem, problem.cost, below, "pounds", "limit").staying_gbp == {}
    assert at_most(problem, problem.cost, below + 1, "pounds", "limit").staying_gbp != {}


def test_no_plan_at_all_is_proved():
    problem, plans = plans_of(17)
    travel = objectives.travel_change(problem)
    least = min(figure(plan, travel) for plan in plans)
    none = at_most(replace(problem, staying_gbp={}), travel, least - 1, "minutes", "limit")
    chosen = in_order(none, [Aim(problem.cost, "pounds")], Solver(), model_at_size.solve)
    assert (chosen.plan, chosen.figures, chosen.proved) == (None, (), True)


def test_needs_an_aim():
    with pytest.raises(ValueError, match="no aim"):
        in_order(plans_of(17)[0], [], Solver())

"""The set of plans that none beats, against every plan of worlds small enough to list them all."""

import pytest

from feasibility import model_at_size, objectives
from feasibility.combined import Aim
from feasibility.frontier import beats, frontier
from feasibility.plan import figure
from feasibility.scenario.sections import Solver
from feasibility.soundness import breaches
from tests.objectives.worlds import plans_of

SEEDS = [(17, False), (20, True), (21, False)]
"""Sets of 3 to 7 plans, with rules and without."""


def aims_of(problem):
    return [
        Aim(objectives.net_present_cost(problem), "pounds"),
        Aim(objectives.travel_change(problem), "minutes"),
        Aim(objectives.worst_tenth_change(problem), "minutes"),
    ]


def listed(plans, aims):
    """The figures that no plan beats, from the list of all plans; pounds to the penny."""
    rows = {tuple(round(figure(plan, aim.measure), 2) for aim in aims) for plan in plans}
    return sorted(row for row in rows if not any(beats(other, row) for other in rows))


def figures(result):
    return [tuple(round(f, 2) for f in point.figures) for point in result.points]


@pytest.mark.parametrize(("seed", "ruled"), SEEDS)
@pytest.mark.parametrize("count", [2, 3])
def test_equals_the_list_of_all_plans(seed, ruled, count):
    # Minutes are whole numbers, so steps of 1 make the set exact.
    problem, plans = plans_of(seed, ruled=ruled)
    aims = aims_of(problem)[:count]
    result = frontier(problem, aims, [1.0] * (count - 1), Solver(), solve=model_at_size.solve)
    assert result.complete
    assert all(breaches(problem, point.plan) == [] for point in result.points)
    assert figures(result) == listed(plans, aims)
    assert len(result.points) >= 3


def test_within_a_step_of_a_coarser_search():
    # Steps of 15 minutes: whatever is left out has a plan that costs no more, and under 15 minutes more in each aim.
    problem, plans = plans_of(17)
    aims = aims_of(problem)
    result = frontier(problem, aims, [15.0, 15.0], Solver(), solve=model_at_size.solve)
    every = listed(plans, aims)
    found = figures(result)
    assert set(found) < set(every)
    for cost, total, worst in every:
        assert any(c <= cost and t < total + 15 and w < worst + 15 for c, t, w in found)


def test_says_when_it_stops_short():
    problem, _ = plans_of(17)
    aims = aims_of(problem)[:2]
    result = frontier(problem, aims, [1.0], Solver(), points_max=2, solve=model_at_size.solve)
    assert len(result.points) == 2
    assert not result.complete


def test_refuses_other_numbers_of_aims_and_steps():
    problem, _ = plans_of(17)
    aims = aims_of(problem)
    for wrong, steps in ((aims[:1], []), (aims, [1.0]), (aims[:2], [0.0])):
        with pytest.raises(ValueError, match="two or three aims"):
            frontier(problem, wrong, steps, Solver())


def test_beats():
    assert beats((1, 2), (1, 3))
    assert not beats((1, 2), (1, 2))
    assert not beats((1, 3), (2, 2))

"""The unit that figures come in changes no answer: millionths and thousands of millions alike."""

import numpy as np
import pandas as pd
import pytest

from feasibility import siting
from tests.siting import worlds

UNITS = [(2.0**-90, 1.0), (2.0**-30, 2.0**-20), (2.0**20, 2.0**-60), (2.0**-60, 2.0**30)]
"""Of money and of people. Powers of two change no digit."""


def asked(money, people):
    """Each function on one world, its costs and its demand in other units: what it comes to, and in which unit."""
    world = worlds.labelled(worlds.arrays(4, capacitated=True))
    # a cost is of one unit: per unit x people, so that money x people is the unit of the objective
    cost, demand, capacity = world.cost * money, world.demand * people, world.capacity * people
    fixed = world.fixed_cost * money * people
    rules = {"demand": demand, "capacity": capacity}
    yield siting.p_median(cost, 3, demand=demand), money * people
    yield siting.facility_location(cost, fixed_cost=fixed, **rules), money * people
    yield siting.facility_location(cost, fixed_cost=fixed, single_source=True, **rules), money * people
    yield siting.set_covering(cost, 25 * money, fixed_cost=fixed, **rules), money * people
    yield siting.maximal_covering(cost, 12 * money, 2, **rules), people
    yield siting.p_centre(cost, 4, lexicographic=True, **rules), money


@pytest.fixture(scope="module")
def in_pounds():
    return [plain for plain, _ in asked(1.0, 1.0)]


@pytest.mark.parametrize(("money", "people"), UNITS)
def test_an_answer_is_the_same_in_any_unit(money, people, in_pounds):
    for (found, unit), plain in zip(asked(money, people), in_pounds, strict=True):
        assert plain.proved_best
        assert (found.proved_best, found.opened) == (True, plain.opened)
        assert found.objective == pytest.approx(plain.objective * unit, rel=1e-6, abs=0.0)
        assert found.bound == pytest.approx(plain.bound * unit, rel=2e-6, abs=0.0)


def test_costs_in_millionths_are_told_apart():
    # to the solver 14e-12 and 13e-12 are both nought: b costs 5 + 2 + 6 = 13, a 1 + 4 + 9 = 14
    cost = pd.DataFrame({"a": [1.0, 4.0, 9.0], "b": [5.0, 2.0, 6.0]}) * 1e-12
    assert siting.p_median(cost, 1).opened == ("b",)


def test_products_past_what_a_solver_holds():
    # 13e10 x 1e12 = 1.3e23, where HiGHS takes 1e20 for infinite
    cost = pd.DataFrame({"a": [1.0, 4.0, 9.0], "b": [5.0, 2.0, 6.0]}) * 1e10
    answer = siting.p_median(cost, 1, demand=pd.Series(1e12, range(3)))
    assert (answer.opened, answer.proved_best) == (("b",), True)
    assert answer.objective == pytest.approx(1.3e23)
    assert answer.bound == pytest.approx(1.3e23)


def test_nothing_to_cover_is_proved():
    far = pd.DataFrame({"a": [9.0, 9.0], "b": [9.0, np.nan]})
    answer = siting.maximal_covering(far, 5, 1, demand=pd.Series([0.1, 0.2]), capacity=1)
    assert (answer.objective, answer.proved_best) == (0.0, True)

"""Shares of a change: by hand, over random games, and to the penny."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feasibility.compare import shapley

A, B = frozenset({"a"}), frozenset({"b"})
PENCE = st.integers(-(10**9), 10**9)
NOTHING, BOTH = frozenset(), frozenset({"a", "b"})


def test_two_inputs_that_work_together_share_what_neither_does_alone():
    # a alone adds 20, b alone 50, both together 100: 30 more than the two alone, half of it to each.
    pence = {NOTHING: 1_000, A: 1_020, B: 1_050, BOTH: 1_100}
    assert shapley.shares(pence, ["a", "b"]) == {"a": 20 + 15, "b": 50 + 15}


def test_the_odd_penny_goes_to_one_of_them_and_the_sum_stands():
    # together 31 more than the two alone: 15.5 each, and the odd penny to the first of two equal remainders
    pence = {NOTHING: 1_000, A: 1_020, B: 1_050, BOTH: 1_101}
    assert shapley.shares(pence, ["a", "b"]) == {"a": 36, "b": 65}
    falling = {chosen: -total for chosen, total in pence.items()}
    found = shapley.shares(falling, ["a", "b"])
    assert sum(found.values()) == -101
    assert found == {"a": -35, "b": -66}


def test_three_inputs_by_hand():
    # a and b only work together, for 60; c adds 6 whatever else is changed.
    pence = {
        chosen: (60 if chosen >= BOTH else 0) + (6 if "c" in chosen else 0)
        for chosen in shapley.subsets(["a", "b", "c"])
    }
    assert shapley.shares(pence, ["a", "b", "c"]) == {"a": 30, "b": 30, "c": 6}


def test_nothing_changed_has_no_parts():
    assert shapley.subsets([]) == [frozenset()]
    assert shapley.shares({frozenset(): 5}, []) == {}


@settings(max_examples=50, deadline=None)
@given(st.integers(1, 4).flatmap(lambda n: st.tuples(st.just(n), st.lists(PENCE, min_size=2**n, max_size=2**n))))
def test_parts_sum_to_the_change_and_an_idle_input_has_none(game):
    count, totals = game
    inputs = [f"i{number}" for number in range(count)]
    pence = dict(zip(shapley.subsets(inputs), totals, strict=True))
    assert sum(shapley.shares(pence, inputs).values()) == pence[frozenset(inputs)] - pence[frozenset()]
    # an input that never changes anything has no part, within the penny that rounding moves
    idle = {chosen | extra: total for chosen, total in pence.items() for extra in (frozenset(), frozenset({"idle"}))}
    assert shapley.shares(idle, [*inputs, "idle"])["idle"] == 0


def test_parts_that_do_not_make_the_change_are_refused():
    with pytest.raises(ValueError, match="are said to make 3"):
        shapley.whole_pence({"a": Fraction(1), "b": Fraction(3, 2)}, 3)

"""The audit of answers: each forged answer is caught, and by the rule that it breaks."""

from dataclasses import replace

import pandas as pd
import pytest

from feasibility.errors import UnsoundPlan
from feasibility.outcome import Outcome
from feasibility.siting import Search, asked, check, labelled, plain
from feasibility.siting.asked import Asked
from feasibility.siting.instance import Aim

MINUTES = pd.DataFrame({"a": [1.0, 4.0, 9.0], "b": [5.0, 2.0, None], "c": [9.0, 7.0, 3.0]}, index=["x", "y", "z"])
DEMAND = pd.Series({"x": 2.0, "y": 3.0, "z": 5.0})


def question(**rules):
    arguments = {"function": "test", "aim": Aim.COST, "cost": MINUTES, "p": 2, "demand": DEMAND, **rules}
    return asked.instance(Asked(**arguments))


def answered(instance):
    return labelled.answer(instance, plain.solve, Search())


def allocated(*rows):
    return pd.DataFrame(rows, columns=["client", "site", "amount"])


# a and c open: 1x2 + 4x3 + 3x5 = 29
BEST = allocated(("x", "a", 2.0), ("y", "a", 3.0), ("z", "c", 5.0))


def test_a_sound_answer_has_no_breach():
    instance = question()
    answer = answered(instance)
    assert answer.opened == ("a", "c")
    assert answer.objective == 29
    assert answer.allocation.equals(BEST)
    assert check.breaches(instance, answer) == []


@pytest.mark.parametrize(
    ("rules", "forged", "told"),
    [
        ({}, {"opened": ("a", "q")}, "it names q, which the table does not"),
        ({}, {"opened": ("a", "c", "c")}, "it opens a site twice"),
        ({"forbidden": ["b"]}, {"opened": ("b", "c")}, "it opens b, which is forbidden"),
        ({"required": ["a"]}, {"opened": ("b", "c")}, "it leaves a shut, which is required"),
        ({}, {"opened": ("a", "b", "c")}, "it opens 3 sites, outside 2 to 2"),
        ({}, {"opened": ("a", "b")}, "it serves z from c, which is shut"),
        (
            {},
            {"opened": ("b", "c"), "allocation": allocated(("x", "b", 2.0), ("y", "b", 3.0), ("z", "b", 5.0))},
            "it serves z from b, a pair that may not be used",
        ),
        ({"limit": 4}, {"allocation": BEST.replace("a", "c")}, "it serves x from c and y from c, a pair"),
        ({}, {"allocation": BEST.replace(3.0, 2.5)}, "it does not serve y in full"),
        ({}, {"allocation": BEST.replace(3.0, 3.5)}, "it serves y more than in full"),
        ({}, {"allocation": pd.concat([BEST, allocated(("z", "a", 0.0))])}, "it serves z from a, with no amount"),
        (
            {},
            {"allocation": allocated(("x", "a", 2.0), ("y", "a", 1.5), ("y", "a", 1.5), ("z", "c", 5.0))},
            "it serves y from a, on two rows",
        ),
        (
            {"single_source": True},
            {"allocation": allocated(("x", "a", 2.0), ("y", "a", 1.5), ("y", "c", 1.5), ("z", "c", 5.0))},
            "it splits y, which may not be split",
        ),
        (
            {"capacity": pd.Series({"a": 6, "b": 9, "c": 7})},
            {"allocation": BEST.replace("a", "c")},
            "it fills c beyond capacity",
        ),
        ({}, {"objective": 28.0}, "it says 28.0 and comes to 29.0"),
        ({}, {"outcome": Outcome(True, True, 0.0, 30.0, "proved best")}, "better than its own bound of 30.0"),
        ({}, {"outcome": Outcome(False, False, None, None, "")}, "it gives figures and says that there is no plan"),
        ({}, {"levels": ((3.0, 5.0),)}, "its levels of travel are not those of its allocation"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_forged_answer_is_caught(rules, forged, told):
    instance = question(**rules)
    breaches = check.breaches(instance, replace(answered(instance), **forged))
    assert any(told.replace(" and ", ", ") in breach or told in breach for breach in breaches), breaches


def test_a_covering_may_leave_out_but_not_serve_in_part_what_is_whole():
    instance = question(aim=Aim.COVERED, limit=4, p=1, single_source=True)
    sound = replace(
        answered(question()),
        opened=("a",),
        allocation=BEST.iloc[:2],
        objective=5.0,
        outcome=Outcome(True, True, 0.0, 5.0, "proved best"),
    )
    assert check.breaches(instance, sound) == []
    part = replace(sound, allocation=BEST.iloc[:2].replace(3.0, 1.0), objective=3.0)
    assert check.breaches(instance, part) == ["it covers a part of y, which may not be split"]
    boasted = replace(sound, outcome=Outcome(True, True, 0.0, 4.0, "proved best"))
    assert check.breaches(instance, boasted) == ["it comes to 5.0, better than its own bound of 4.0"]


def test_a_covering_at_least_cost_counts_the_opening_alone():
    instance = question(aim=Aim.OPENING, fixed_cost=pd.Series({"a": 3.0, "b": 1.0, "c": 2.0}))
    assert check.objective(instance, ("a", "c"), BEST) == 5


def test_the_farthest_and_the_levels_are_recounted():
    instance = question(aim=Aim.LEVELS)
    assert check.objective(instance, ("a", "c"), BEST) == 4
    assert check.levels(instance, BEST) == ((4.0, 3.0), (3.0, 5.0), (1.0, 2.0))


def test_an_unsound_route_is_stopped():
    def careless(arrays, limits):
        found = plain.solve(arrays, limits)
        return replace(found, share=found.share / 2)

    with pytest.raises(UnsoundPlan, match="it does not serve x, y, z in full"):
        labelled.answer(question(), careless, Search())

"""The price of each rule, on the tiny world: a--c 462, a--b 490, b--c 538, a 550, b 630 (tests/model)."""

from dataclasses import replace

import pandas as pd
import pytest

from feasibility.appraisal import rule_prices
from feasibility.measures import Bound, Measure
from feasibility.scenario.sections import Solver
from tests.model.worlds import options_of, staying, tiny

CLOSED = Bound(
    "must-close-c", "rules.must_close", Measure(opened=pd.Series({"c": 1.0})), "sites", "c is closed", most=0
)
AT_B = Measure(head=pd.DataFrame({"a": 0.0, "b": 1.0, "c": 0.0}, index=["g-1", "g-2"]))
FAIR = Bound("mean", "rules.change_minutes_mean_max", AT_B, "people", "Nobody at b", most=0)


def prices(problem, *, whole=True):
    table = rule_prices.prices({"pooled": problem}, options_of(problem), Solver(), whole=whole)
    return table.set_index(["rule", "among"])


def test_no_rule_no_row():
    assert prices(tiny()).empty


@pytest.mark.parametrize("whole", [True, False])
def test_a_rule_that_binds_alone(whole):
    # Without c the best is a--b, 490; with c 462.
    row = prices(replace(tiny(), bounds=(CLOSED,)), whole=whole).loc[("rules.must_close", "all options")]
    assert (row["best_with_gbp"], row["best_without_gbp"], row["price_gbp"]) == pytest.approx((490, 462, 28))
    assert row["words"] == "c is closed"
    assert not row["fairness"]


def test_each_rule_with_the_other_kept_and_fairness_first():
    # Neither b nor c: a alone, 550. Without "c is closed": a--c, 462. Without "nobody at b": a--b, 490.
    table = prices(replace(tiny(), bounds=(CLOSED, FAIR)))
    moves = table.xs("options in which staff move", level="among")
    assert list(moves.index) == ["rules.change_minutes_mean_max", "rules.must_close"]
    assert moves["price_gbp"].tolist() == pytest.approx([60, 88])
    assert moves["best_without"].tolist() == ["A and B", "A and C"]
    assert moves["fairness"].tolist() == [True, False]


def test_a_rule_on_moves_costs_nothing_where_staying_is_best():
    problem = replace(tiny(), bounds=(CLOSED,), staying_gbp=staying(400.0))
    table = prices(problem)["price_gbp"]
    assert table[("rules.must_close", "all options")] == 0
    assert table[("rules.must_close", "options in which staff move")] == pytest.approx(28)


@pytest.mark.parametrize("whole", [True, False])
def test_no_move_with_the_rule_has_no_price(whole):
    # Every site is barred to g-1, so only staying is left; without the rule a--c can be had.
    barred = {
        "rules.worse_minutes_max": pd.DataFrame(True, index=["g-1"], columns=["a", "b", "c"]).reindex(
            ["g-1", "g-2"], fill_value=False
        )
    }
    row = prices(replace(tiny(), barred=barred), whole=whole).loc[
        ("rules.worse_minutes_max", "options in which staff move")
    ]
    assert row["words"] == "Nobody sits where their journey lengthens by more than the limit"
    assert row["best_with"] == ""
    assert pd.isna(row["price_gbp"])
    assert row["best_without_gbp"] == pytest.approx(462)


def test_teams_are_a_rule_too():
    together = replace(tiny(), teams=pd.Series({"g-1": "team-001", "g-2": "team-001"}))
    # One site for all: a, 550; apart 462.
    row = prices(together).loc[("rules.keep_teams_together", "all options")]
    assert (row["best_with_gbp"], row["price_gbp"]) == pytest.approx((550, 88))

"""What journeys cost in pay and leavers, and the key of staff, at the border of publication."""

import pandas as pd
import pytest

from feasibility.publication import disclosure

PAY = pd.DataFrame({
    "recipients": [0.0, 9.0, 10.0, float("nan")],
    "pay_gbp": [0.0, 5_000.0, 12_000.0, 5_000.0],
    "relocation_heads": [1.0, 0.0, 15.0, 0.0],
    "unsaid_heads": [9.0, 0.0, 0.0, 0.0],
    "unknown_heads": [0.0, 0.0, 0.0, 4.0],
})  # fmt: skip


def gaps(values: "pd.Series[float]") -> list[bool]:
    return [bool(gap) for gap in values.isna()]


def test_few_staff_are_blank_and_none_stays_none():
    shown = disclosure.excess_travel(PAY, 10)
    assert gaps(shown["recipients"]) == [False, True, False, True]
    assert gaps(shown["relocation_heads"]) == [True, False, False, False]
    assert gaps(shown["unsaid_heads"]) == [True, False, False, False]
    assert gaps(shown["unknown_heads"]) == [False, False, False, True]
    assert shown["pay_gbp"].tolist() == PAY["pay_gbp"].tolist()


def test_pay_that_was_not_rounded_is_refused():
    with pytest.raises(ValueError, match="not rounded"):
        disclosure.excess_travel(PAY.assign(pay_gbp=[0.0, 5_000.0, 12_000.0, 2_430.0]), 10)


def test_few_leavers_are_blank():
    """With what they cost, which is so many times the cost of one."""
    table = pd.DataFrame({"leavers": [0.0, 5.0, 10.0, float("nan")], "cost_gbp": [0.0, 30_625.0, 61_250.0, 30_625.0]})
    shown = disclosure.attrition(table, 10)
    assert gaps(shown["leavers"]) == [False, True, False, True]
    assert gaps(shown["cost_gbp"]) == [False, True, False, True]


def test_a_key_of_few_staff_is_refused():
    keys = pd.DataFrame({"key": ["contacts", "heads", "heads"], "quantity": [4.0, 10.0, 90.0]})
    assert disclosure.keys(keys, 10) is keys  # four contacts are no staff
    with pytest.raises(ValueError, match="key of staff"):
        disclosure.keys(keys.assign(quantity=[4.0, 9.0, 91.0]), 10)
    left_out = keys.assign(quantity=[4.0, float("nan"), float("nan")])
    assert disclosure.keys(left_out, 10) is left_out

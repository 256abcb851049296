"""The quick way against the whole model, draw by draw."""

import numpy as np
import pandas as pd
import pytest

from feasibility.robustness import whole
from feasibility.robustness.redrawn import redrawn_table, summary

NAN = float("nan")
QUICK = pd.DataFrame(
    {"do-nothing": [100.0, 100.0, 100.0, 100.0], "a": [90.0, 95.0, NAN, 100.0], "b": [95.0, 94.0, 120.0, 80.0]},
    index=pd.Index([1, 2, 3, 4], name="draw"),
)


def test_draw_by_draw() -> None:
    in_full = pd.DataFrame(
        {"do-nothing": [100.0, 100.0, 100.0], "a": [89.0, 93.0, 99.0], "b": [95.0, 97.0, 120.0]}, index=[1, 2, 3]
    )
    table = redrawn_table(QUICK, in_full).set_index("draw")
    assert table["best_quick"].tolist() == ["a", "b", "do-nothing"]
    assert table["best_whole"].tolist() == ["a", "a", "a"]
    assert table["alike"].tolist() == [True, False, False]
    assert table["lost_gbp"].tolist() == [0.0, 4.0, 1.0]  # b at 97 and not a at 93; as now at 100 and not a at 99
    assert table["difference_max_gbp"].tolist() == [1.0, -3.0, 0.0]  # a: 90 and 89; b: 94 and 97
    assert table["difference_max_share"].tolist() == pytest.approx([1 / 89, -3 / 97, 0.0])
    assert table["had_otherwise"].tolist() == [0, 0, 1]
    assert summary(table.reset_index()) == (
        "3 draws worked out again by the whole model, staff seated anew: the same option is best in 1 of them; the "
        "largest difference of any total so worked out, of the options nearest to being best and of some others, is £3 "
        "(3.1% at most); where another is best, the quick way's choice costs at most £4 more; "
        "in 1 of them the two differ on which options can be had."
    )


def test_a_penny_apart_is_alike_and_an_option_not_worked_out_has_no_loss() -> None:
    level = pd.DataFrame({"do-nothing": [100.0], "a": [100.01], "b": [99.99]}, index=[4])
    table = redrawn_table(QUICK.assign(a=100.0, b=100.0), level)
    assert table["alike"].tolist() == [True]
    assert table["lost_gbp"].iloc[0] == pytest.approx(0.01)
    missing = redrawn_table(QUICK, level[["do-nothing", "a"]])  # b, the quick way's choice, was not worked out
    assert missing["alike"].tolist() == [False]
    assert np.isnan(missing["lost_gbp"].iloc[0])
    assert summary(missing).startswith("1 draw worked out again")


def test_none_worked_out_and_what_the_quick_way_never_priced() -> None:
    assert summary(redrawn_table(QUICK, QUICK.iloc[:0])) == ""
    assert "the same option is best in all of them" in summary(redrawn_table(QUICK, QUICK))
    with pytest.raises(ValueError, match="has not priced"):
        redrawn_table(QUICK, QUICK.rename(columns={"a": "c"}))


def test_worked_out_are_the_options_best_most_often_then_the_cheapest_and_some_of_the_rest() -> None:
    # dear is best in one draw of two although its mean is the highest; the others cost 10, 11, 12... throughout.
    gbp = pd.DataFrame({f"o{k:02d}": [10.0 + k, 10.0 + k] for k in range(30)} | {"dear": [5.0, 900.0]})
    first = whole.nearest(gbp, ["do-nothing", "o20"])  # do-nothing is not there
    assert first == ["o20", "o00", "dear", *(f"o0{k}" for k in range(1, 7))]
    rest = whole.others(gbp, first)
    assert rest[0] == "o07"
    assert rest[-1] == "o29"
    assert len(rest) == whole.OTHERS_ASKED == len(set(rest))
    assert not {*rest} & {*first}
    assert whole.others(gbp[first], first) == []

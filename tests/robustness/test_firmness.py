"""Each option's figures over all draws, pairs, and what winners have in common: sums by hand, and by brute force."""

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_series_equal

from feasibility.enumeration import place_among_equals
from feasibility.robustness import option_figures, standing
from feasibility.robustness.totals import Totals
from tests.robustness.tiny_trial import OPTIONS, found, totals

NAN = float("nan")
FOUR = totals(
    [
        {"do-nothing": 100, "do-minimum": 100, "a": 90, "b": 95},  # a
        {"do-nothing": 100, "do-minimum": 100, "a": 110, "b": 95},  # b
        {"do-nothing": 100, "do-minimum": 100, "a": 80, "b": NAN},  # a; b cannot be had
        {"do-nothing": 100, "do-minimum": 100, "a": 100, "b": 120},  # level with a: doing nothing goes first
    ],
    {"do-nothing": 100, "do-minimum": 100, "a": 92, "b": 96},
)


@pytest.fixture(scope="module")
def four() -> pd.DataFrame:
    return found(FOUR).options.set_index("option_id")


def test_shares_of_draws(four: pd.DataFrame) -> None:
    assert four["best_share"].to_dict() == {"a": 0.5, "do-nothing": 0.25, "b": 0.25, "do-minimum": 0.0}
    # within 5 %: 94.5 takes a; 99.75 takes b; 84 takes a; 105 takes doing nothing, its second name and a
    assert four["near_best_share"].to_dict() == {"a": 0.75, "do-nothing": 0.25, "b": 0.25, "do-minimum": 0.25}
    assert four["not_had_share"].to_dict() == {"a": 0.0, "do-nothing": 0.0, "b": 0.25, "do-minimum": 0.0}
    # root of 0.5 x 0.5 / 4; root of 0.25 x 0.75 / 4; none of four draws: three by four
    assert four["best_error_share"]["a"] == pytest.approx(0.25)
    assert four["best_error_share"]["b"] == pytest.approx(np.sqrt(0.1875 / 4))
    assert four["best_error_share"]["do-minimum"] == 0.75


def test_costs_and_differences_from_doing_nothing_in_the_same_draw(four: pd.DataFrame) -> None:
    assert four["npc_mean_gbp"]["a"] == pytest.approx(95)  # (90 + 110 + 80 + 100) / 4
    assert four["npc_mean_gbp"]["b"] == pytest.approx(310 / 3)  # where it can be had: (95 + 95 + 120) / 3
    assert four["npc_p50_gbp"]["a"] == pytest.approx(95)  # between 90 and 100
    assert four["difference_mean_gbp"]["a"] == pytest.approx(-5)  # (-10 + 10 - 20 + 0) / 4
    assert four["difference_mean_gbp"]["b"] == pytest.approx(10 / 3)  # (-5 - 5 + 20) / 3
    assert four["difference_p95_gbp"]["do-nothing"] == 0


def test_regret_lead_and_rank(four: pd.DataFrame) -> None:
    # a: 0, 15, 0, 0. b: 5, 0, all left as it is at 100 - 80, 20. doing nothing: 10, 5, 20, 0
    assert four["regret_mean_gbp"].to_dict() == pytest.approx(
        {"a": 3.75, "b": 11.25, "do-nothing": 8.75, "do-minimum": 8.75}
    )
    assert four["regret_max_gbp"].to_dict() == pytest.approx({"a": 15, "b": 20, "do-nothing": 20, "do-minimum": 20})
    # a leads by 5 and 20; b by 5; doing nothing by 0, for its second name is no rival
    assert four["lead_mean_gbp"]["a"] == 12.5
    assert four["lead_mean_gbp"]["b"] == 5
    assert four["lead_mean_gbp"]["do-nothing"] == 0
    assert np.isnan(four["lead_mean_gbp"]["do-minimum"])
    assert four["behind_mean_gbp"]["a"] == 7.5  # 15 and 0
    assert four["behind_mean_gbp"]["b"] == 12.5  # 5 and 20; of no figure where it cannot be had
    assert four["rank_mean"]["a"] == 2.25  # 1, 4, 1, 3
    assert four["rank_mean"]["b"] == pytest.approx(7 / 3)  # 2, 1, 4
    assert four["same_as"].to_dict() == {"a": "", "do-nothing": "", "b": "", "do-minimum": "do-nothing"}


def test_one_option_by_two_names() -> None:
    """A penny either way is the rounding of a sum in another order: the first name takes all, and leads by the next."""
    rows = [{"do-nothing": 100.0, "do-minimum": 100.0 + cent, "a": 110.0} for cent in (-0.01, 0.01)]
    table = found(totals(rows, {"do-nothing": 100.0, "do-minimum": 100.0, "a": 110.0})).options.set_index("option_id")
    assert table["best_share"].to_dict() == {"do-nothing": 1.0, "do-minimum": 0.0, "a": 0.0}
    assert table["same_as"]["do-minimum"] == "do-nothing"
    assert table["lead_mean_gbp"]["do-nothing"] == 10  # not the penny
    apart = [row | {"do-minimum": 100.02} for row in rows]
    table = found(totals(apart, rows[0] | {"do-minimum": 100.02})).options.set_index("option_id")
    assert table["same_as"]["do-minimum"] == ""
    assert table["lead_mean_gbp"]["do-nothing"] == pytest.approx(0.02)


def test_choices_by_several_rules() -> None:
    all_four = found(FOUR)
    assert (all_four.leader, all_four.most_often, all_four.least_expected, all_four.least_regret) == (
        "a",
        "a",
        "a",
        "a",
    )
    assert all_four.evpi_gbp == pytest.approx(3.75)  # the mean regret of a
    assert all_four.won_now_share == 0.75  # draws 1 and 3, and draw 4, in which it is level with the best
    # a wins two draws of three by 1 and loses the third by 30: most often a; on average and at the worst b
    of = totals([{"do-nothing": 90, "a": 10, "b": 11}] * 2 + [{"do-nothing": 90, "a": 40, "b": 10}],
                {"do-nothing": 90, "a": 10, "b": 11})  # fmt: skip
    three = found(of)
    assert (three.leader, three.most_often, three.least_expected, three.least_regret) == ("a", "a", "b", "b")


def test_pairs() -> None:
    pairs = found(FOUR).pairs.set_index(["option_id", "rival"])
    assert set(pairs.index.get_level_values(0)) == {"a", "do-nothing", "b"}  # no second name
    assert pairs.loc[("a", "do-nothing"), "cheaper_share"] == 0.5
    assert pairs.loc[("do-nothing", "a"), "cheaper_share"] == 0.25  # draw 2; level in draw 4
    assert pairs.loc[("a", "b"), "cheaper_share"] == 0.75  # draws 1, 4, and 3, where b cannot be had
    assert pairs.loc[("b", "a"), "difference_mean_gbp"] == pytest.approx(10 / 3)  # (5 - 15 + 20) / 3


def test_what_winners_have_in_common() -> None:
    parts = found(FOUR).parts.set_index(["kind", "part"])["best_share"].to_dict()
    assert parts == {
        ("moving", "staff move"): 0.75, ("moving", "nobody moves"): 0.25,
        ("way", "pooled"): 0.5, ("way", "apart"): 0.25, ("way", "as now"): 0.25,
        ("site", "s-1"): 0.75, ("site", "s-2"): 0.25,
    }  # fmt: skip


def test_one_option_alone() -> None:
    alone = found(totals([{"do-nothing": 5.0}] * 3, {"do-nothing": 5.0}))
    row = alone.options.iloc[0]
    assert (row["best_share"], row["regret_max_gbp"], row["rank_mean"]) == (1.0, 0.0, 1.0)
    assert np.isnan(row["lead_mean_gbp"])
    assert np.isnan(row["behind_mean_gbp"])
    assert alone.pairs.empty
    assert alone.evpi_gbp == 0


def test_totals_that_no_trial_gives_are_refused() -> None:
    rows = [{"do-nothing": 5.0, "a": 4.0}]
    with pytest.raises(ValueError, match="doing nothing can be had"):
        found(totals([{"do-nothing": NAN, "a": 4.0}], {"do-nothing": 5.0, "a": 4.0}))
    with pytest.raises(ValueError, match="not those of the stated figures"):
        found(totals(rows, {"do-nothing": 5.0, "b": 4.0}))
    other_draws = pd.DataFrame({"seats.x": [0.5]}, index=pd.RangeIndex(2, 3))
    with pytest.raises(ValueError, match="not of the same draws"):
        found(totals(rows, rows[0]), draws=other_draws)


def _random() -> Totals:
    """Whole pounds of few values, so that ties are many, and a fifth cannot be had."""
    generator = np.random.default_rng(3)
    gbp = generator.integers(1, 6, size=(500, len(OPTIONS))).astype(float)
    gbp[:, 2:][generator.uniform(size=(500, len(OPTIONS) - 2)) < 0.2] = np.nan
    ids = [option.option_id for option in OPTIONS]
    return Totals(pd.DataFrame(gbp, columns=ids), pd.Series(1.0, index=ids))


def test_against_brute_force_draw_by_draw() -> None:
    of = _random()
    ids = [str(column) for column in of.gbp.columns]
    best = dict.fromkeys(ids, 0)
    ranks: dict[str, list[int]] = {option_id: [] for option_id in ids}
    leads: dict[str, list[float]] = {option_id: [] for option_id in ids}
    for _, row in of.gbp.iterrows():
        order = sorted((i for i in ids if not np.isnan(row[i])), key=lambda i: (row[i], place_among_equals(i)))
        best[order[0]] += 1
        leads[order[0]] += [row[order[1]] - row[order[0]]] if len(order) > 1 else []
        for place, option_id in enumerate(order):
            ranks[option_id].append(place + 1)
    held = standing.standing(of)
    assert held.same_as == {}
    table = option_figures.table(of, held, 0.0, {i: i for i in ids}).set_index("option_id").loc[ids]
    assert (table["best_share"] * 500).round().astype(int).to_dict() == best
    assert table["best_share"].sum() == pytest.approx(1)
    assert_series_equal(table["rank_mean"], pd.Series({i: np.mean(r) for i, r in ranks.items()}), check_names=False)
    assert_series_equal(table["lead_mean_gbp"], pd.Series({i: np.mean(v) for i, v in leads.items()}), check_names=False)


def test_order_of_columns_and_rows_changes_nothing() -> None:
    of = _random()
    turned = Totals(of.gbp[of.gbp.columns[::-1]].iloc[::-1], of.now_gbp.iloc[::-1])
    ids = list(of.gbp.columns)
    one, other = (option_figures.table(t, standing.standing(t), 0.1, {i: i for i in ids}) for t in (of, turned))
    pd.testing.assert_frame_equal(one, other)

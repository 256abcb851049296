"""Pounds in thousands: sums hold, words agree with tables, and nothing finer gets out."""

import numpy as np
import pandas as pd
import pytest

from feasibility import wording
from feasibility.publication import disclosure
from feasibility.publication.disclosure import cash, pounds, totals
from feasibility.publication.disclosure.rounding import in_steps, near, to_step

COLUMNS = ["option_id", "line_id", "line", "group", "place", "kind", "unit", "quantity", "rate_gbp", "npc_gbp"]
ROWS = [
    ("stay", "rent@a", "Rent", "occupancy", "a", "revenue", "m²", 300.0, 123.45, 310_480.25),
    ("stay", "site-running@a", "Running", "occupancy", "a", "revenue", "site", 1.0, 40_000.0, 332_664.21),
    ("move", "rent-each@b", "Rent", "occupancy", "b", "revenue", "m²", 200.0, 99.0, 165_000.4),
    ("move", "service-charge-each@b", "Service charge", "occupancy", "b", "revenue", "m²", 200.0, 67.89, 111_111.1),
    ("move", "fit-out@b", "Fit-out", "works", "b", "capital", "m²", 200.0, 500.0, 123_999.0),
    ("move", "training@all", "Training", "people", "all", "revenue", "staff", 103.0, 300.0, 29_854.81),
    ("move", "travel-time@all", "Time", "travel", "all", "travel", "hours a year", 1_234.5, 6.12, 62_333.3),
    ("move", "travel-carbon@all", "Carbon", "travel", "all", "travel", "tonnes", 12.3, 50.0, -4_444.4),
]


@pytest.fixture
def costs():
    frame = pd.DataFrame(ROWS, columns=COLUMNS)
    paid = frame["npc_gbp"].where(frame["kind"] != "travel", 0.0) * 1.1
    return frame.assign(
        payer="shared", first_quarter="2010-11 Q1", last_quarter="2010-11 Q4", real_gbp=frame["npc_gbp"] * 1.1,
        bias_gbp=0.0, vat_gbp=0.0, cash_gbp=paid, status="assumed", basis="£123.45 by a letter",
    )[list(disclosure_columns())]  # fmt: skip


def disclosure_columns():
    from feasibility.tables import CostsTable, headings  # noqa: PLC0415 - one use

    return headings(CostsTable)


@pytest.mark.parametrize("amount", [0.0, 499.99, 500.0, -500.0, 1_499.5, -2_864_238.54, 152_394.2])
def test_a_rounded_figure_is_the_one_that_sentences_say(amount):
    said = wording.pounds(amount, nearest_1000=True).replace("£", "").replace(",", "").replace(wording.MINUS, "-")
    assert near(amount, 1_000.0) == float(said)
    assert to_step(pd.Series([amount]), 1_000.0).tolist() == [float(said)]


def test_steps_add_up_by_largest_remainder():
    # 1.4 + 1.4 + 1.2 is 4: whole 3, one left over, for the first of the two largest remainders
    assert in_steps(np.array([1.4, 1.4, 1.2]), 1.0, 4.0).tolist() == [2.0, 1.0, 1.0]
    assert in_steps(np.array([-1.4, 3.9]), 1.0, 3.0).tolist() == [-1.0, 4.0]
    assert in_steps(np.array([0.0, 7.6]), 1.0, 8.0).tolist() == [0.0, 8.0]  # nought stays nought
    assert in_steps(np.array([10.2, 0.3]), 1.0, 7.0).tolist() == [7.0, 0.0]  # more than a step each: off the largest


@pytest.mark.parametrize("withheld", [True, False])
def test_lines_add_up_to_totals_that_are_each_rounded_once(costs, withheld):
    shown = disclosure.public_costs(costs, prices_withheld=withheld)
    amounts = shown[["real_gbp", "bias_gbp", "vat_gbp", "cash_gbp", "npc_gbp"]]
    assert (amounts % 1_000 == 0).all(axis=None)
    sums = shown.groupby("option_id")["npc_gbp"].sum()
    # stay: 310,480.25 + 332,664.21 = 643,144.46; move: 429,965.31 of resources and 57,888.90 of travel = 487,854.21
    assert sums.to_dict() == {"stay": 643_000.0, "move": 488_000.0}
    travel = shown[shown["kind"] == "travel"]
    assert travel["npc_gbp"].sum() == 488_000 - 430_000
    assert travel["quantity"].isna().all()
    assert shown.loc[shown["line_id"] == "training@all", "quantity"].tolist() == [105.0]  # 103 staff


def test_options_cases_and_lines_agree(costs):
    shown = disclosure.public_costs(costs, prices_withheld=True)
    options = pd.DataFrame(
        {name: [np.nan, np.nan] for name in options_columns()} | {"option_id": ["move", "stay"]}
    ).assign(total_npc_gbp=[487_854.21, 643_144.46], above_best_gbp=[0.0, 155_290.25],
             sourced_share=[0.123, 0.0], assumed_share=[0.456, 0.0], illustrative_share=[0.421, 1.0])  # fmt: skip
    told = disclosure.public_options(options, shown).set_index("option_id")
    assert told.loc["move", ["resource_npc_gbp", "travel_npc_gbp", "total_npc_gbp"]].tolist() == [430e3, 58e3, 488e3]
    assert told.at["stay", "above_best_gbp"] == 643_000 - 488_000
    firm = told.loc["move", ["sourced_share", "assumed_share", "illustrative_share"]].astype(float)
    assert firm.sum() == pytest.approx(1.0)
    assert (firm * 100 % 1).round(6).isin([0.0, 1.0]).all()
    assert told["cash_gbp"].to_dict() == shown.groupby("option_id")["cash_gbp"].sum().to_dict()


def options_columns():
    from feasibility.tables import OptionsTable, headings  # noqa: PLC0415 - one use

    return headings(OptionsTable)


def test_two_options_a_person_apart_are_not_told_apart_by_pounds(costs):
    """The same option with 30 hours a year more on the road: £140 of present cost is in neither total nor lines."""
    time = costs["line_id"] == "travel-time@all"
    more = costs.assign(npc_gbp=costs["npc_gbp"] + 140.0 * time, quantity=costs["quantity"] + 30.0 * time)
    one, two = (disclosure.public_costs(each, prices_withheld=True) for each in (costs, more))
    pd.testing.assert_frame_equal(one, two)


class TestSentences:
    def test_totals_are_said_to_the_thousand(self):
        assert (
            pounds.said("£2,864,238.54 found, £52,163 apart, £499 left") == "£2,864,000 found, £52,000 apart, £499 left"
        )

    def test_the_certificate_tells_neither_totals_nor_a_few_staff(self):
        check = "Staff that the best option seats out of reach, apart"
        table = pd.DataFrame(
            {"check": ["Least total", check, check, check], "value": ["£2,864,238.54", "0", "3", "12"]}
        )
        told = pounds.certificate(table, 10)
        assert told["value"].tolist() == ["£2,864,000", "0", "fewer than 10", "about 10"]

    def test_why_not_says_the_public_parts(self):
        parts = pd.DataFrame({
            "place": "b", "kind": "best with it", "option_id": "move",
            "part": ["Fit-out", "Staff travel time", "Service charge"],
            "npc_gbp": [123_999.0, 62_333.3, 111_111.1], "best_npc_gbp": [0.0, 0.0, 150_000.0],
            "difference_gbp": [123_999.0, 62_333.3, -38_888.9],
        })  # fmt: skip
        public = pounds.why_not_parts(parts, {"move": 147_000.0}, prices_withheld=True)
        # space and works: 123,999 - 38,888.90 = 85,110.10; with travel 147,443.40, shown as the 147,000 of the options
        assert dict(zip(public["part"], public["difference_gbp"], strict=True)) == {
            "Space, works and charges": 85_000.0, "Staff travel time": 62_000.0,
        }  # fmt: skip
        words = (
            "B, at its best, costs £147,000 more than doing nothing. It loses most on fit-out £124,000 more; staff "
            "travel time £62,000 more; it gains service charge £39,000 less. It would be first at a rent of £81.27 a "
            "m² a year or less (now £123.45)."
        )
        row = {"place": "b", "kind": "best with it", "option_id": "move", "gap_gbp": 147_443.4,
               "saved_hours_per_year": 3_141.6, "rent_gbp_per_m2_per_year": 81.27, "words": words}  # fmt: skip
        told = pounds.why_not(pd.DataFrame([row]), parts, public, {"move": 147_000.0}).iloc[0]
        assert told["words"] == (
            "B, at its best, costs £147,000 more than doing nothing. It loses most on space, works and charges £85,000 "
            "more; staff travel time £62,000 more. It would be first at a lower rent; how low is not published."
        )
        assert (told["gap_gbp"], told["saved_hours_per_year"]) == (147_000.0, 3_100.0)

    def test_hours_that_are_the_gap_in_other_words_are_rounded_and_not_by_head(self):
        text = "It lacks £667,000 paid in year 0, or 13,142 hours of staff travel a year saved besides, 131 a head."
        assert pounds.HOURS.sub(pounds._about, text).endswith(
            "or about 13,100 hours of staff travel a year saved besides."
        )


def test_partners_pay_the_sum_and_change_by_the_difference_of_what_is_shown():
    table = pd.DataFrame({
        "own_present_gbp": [1_400.0], "shared_present_gbp": [1_400.0], "pays_present_gbp": [2_800.0],
        "do_minimum_present_gbp": [5_600.0], "do_nothing_present_gbp": [400.0], "change_to_do_minimum_gbp": [-2_800.0],
        "change_to_do_nothing_gbp": [2_400.0], "pays_real_gbp": [3_499.0], "change_to_do_minimum_real_gbp": [-777.0],
    })  # fmt: skip
    told = pounds.partners(table).iloc[0]
    assert told["pays_present_gbp"] == told["own_present_gbp"] + told["shared_present_gbp"] == 2_000
    assert told["change_to_do_minimum_gbp"] == 2_000 - 6_000
    assert told["change_to_do_nothing_gbp"] == 2_000
    assert told["change_to_do_minimum_real_gbp"] == -1_000


def test_years_add_up_to_lines_and_quarters_to_years():
    flow = pd.DataFrame({
        "option_id": "move", "partner": ["x", "x", "y", "x"], "kind": "revenue",
        "quarter": ["2010-11 Q1", "2010-11 Q2", "2010-11 Q1", "2011-12 Q1"],
        "real_gbp": [1_400.0, 1_400.0, 700.0, 2_300.0],
    }).assign(bias_gbp=0.0, vat_gbp=0.0)  # fmt: skip
    flow = flow.assign(cash_gbp=flow["real_gbp"], price_level=[1.0, 1.0, 1.0, 1.1], nominal_gbp=0.0)
    shown = cash.public_flow(flow, pd.DataFrame(), {}, None, prices_withheld=False)
    assert shown["cash_gbp"].sum() == 6_000  # 5,800
    assert (shown["cash_gbp"] % 1_000 == 0).all()
    assert shown["nominal_gbp"].tolist() == (shown["cash_gbp"] * shown["price_level"]).tolist()
    years = cash.by_year(shown)
    assert years["cash_gbp"].sum() == 6_000
    # x pays 2,800 in 2010-11 and 2,300 in 2011-12, y 700: whole 2 + 2 + 0 leaves two over, for .8 and .7
    assert years.set_index(["partner", "year"])["cash_gbp"].to_dict() == {
        ("x", "2010-11"): 3_000.0, ("y", "2010-11"): 1_000.0, ("x", "2011-12"): 2_000.0,
    }  # fmt: skip


def test_totals_of_a_sweep_keep_their_sum_and_their_order():
    table = pd.DataFrame({
        "resource_npc_gbp": [1_400.0, 1_900.0, np.nan], "travel_npc_gbp": [200.0, -200.0, np.nan],
        "total_npc_gbp": [1_600.0, 1_700.0, np.nan], "cash_gbp": [1_499.0, 20.0, np.nan],
        "above_best_gbp": [0.0, 100.0, np.nan], "above_best_share": [0.0, 0.0625, np.nan],
        "rent_change_to_lead_gbp_per_m2_per_year": [1.234, 2.0, np.nan],
    })  # fmt: skip
    told = totals.in_thousands(table)
    assert told["total_npc_gbp"].tolist()[:2] == [2_000.0, 2_000.0]
    assert (told["resource_npc_gbp"] + told["travel_npc_gbp"]).tolist()[:2] == [2_000.0, 2_000.0]
    assert told["above_best_gbp"].tolist()[:2] == [0.0, 0.0]
    assert told["rent_change_to_lead_gbp_per_m2_per_year"].isna().all()

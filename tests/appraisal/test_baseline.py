"""Do-nothing's year against what the authorities really spend."""

import pandas as pd
import pytest

from feasibility.appraisal import baseline
from feasibility.appraisal.baseline import Prices
from feasibility.costs.timeline import Timeline
from feasibility.tables import CostsTable, headings

TIMELINE = Timeline(first_financial_year=2010, period_years=1)
BOTH = ("bexley", "bromley")
# 2009-10 at 97 where 2010-11 is 100
PRICES = Prices(index={2009: 97.0, 2010: 100.0}, base_year=2010)


def line(name: str, payer: str, cash_gbp: float, **more) -> dict[str, object]:
    return {
        "option_id": "do-nothing", "line": name, "group": "occupancy", "payer": payer, "kind": "revenue",
        "first_quarter": "2010-11 Q1", "last_quarter": "2011-12 Q4", "bias_gbp": 0.0, "cash_gbp": cash_gbp, **more,
    }  # fmt: skip


COSTS = pd.DataFrame(
    [
        # two years: 100,000 a year of rates for Bexley, 40,000 of service charge; 200,000 of rates for Bromley
        line("Business rates", "bexley", 200_000.0),
        line("Service charge", "bexley", 80_000.0),
        line("Business rates", "bromley", 400_000.0),
        # no cash moves for owned space, a roof is capital, and other options are others
        line("Opportunity cost", "bexley", 0.0),
        line("Roof", "bexley", 9_999.0, kind="capital"),
        line("Business rates", "bexley", 9_999.0, option_id="a"),
        line("Licences", "bexley", 30_000.0, group="systems"),
    ]
).reindex(columns=list(headings(CostsTable)))


def actuals(*rows: tuple[str, str, str, float]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["authority", "item", "financial_year", "amount_gbp"])
    return frame.assign(status="sourced", source="Outturn")


def held(*rows, costs=COSTS, tolerance=0.10, prices=PRICES, **more) -> pd.DataFrame:
    supplied = actuals(*rows) if rows else None
    found = baseline.table(costs, supplied, BOTH, TIMELINE, prices, tolerance_share=tolerance, **more)
    return found.set_index(["authority", "item"])


def test_nothing_supplied_is_said_by_authority_and_item():
    found = held()
    assert found.index.tolist() == [(a, i) for a in BOTH for i in ("accommodation", "mileage")]
    assert set(found["ties"]) == {"no actual supplied"}
    # (200,000 + 80,000) / 2 years; licences are no accommodation
    assert found["model_gbp"].tolist() == [140_000, 0, 200_000, 0]
    assert found["finding"].iloc[0] == "No actual supplied; the model's £140,000 a year rests on its own figures"
    assert found["finding"].iloc[1].startswith("No actual supplied; do-nothing pays nobody for a longer journey")
    assert found[["actual_gbp", "difference_gbp", "difference_share"]].isna().all(axis=None)


def test_a_budget_that_ties_and_one_that_does_not():
    found = held(("bexley", "accommodation", "2010-11", 150_000.0), ("bromley", "accommodation", "2010-11", 160_000.0))
    near, far = found.loc[("bexley", "accommodation")], found.loc[("bromley", "accommodation")]
    # 140,000 - 150,000 = -10,000, 6.7 % of 150,000; 200,000 - 160,000 = 40,000, 25 % of 160,000
    assert (near["difference_gbp"], near["ties"]) == (-10_000, "ties")
    assert near["difference_share"] == pytest.approx(-1 / 15)
    assert (far["difference_gbp"], far["difference_share"], far["ties"]) == (40_000, 0.25, "differs")
    assert near["finding"] == (
        "The model's £140,000 is £10,000 below the £150,000 spent in 2010-11: within 10% of £150,000"
    )
    assert far["finding"].endswith("£40,000 above the £160,000 spent in 2010-11: not within 10% of £160,000")
    assert held(("bromley", "accommodation", "2010-11", 160_000.0), tolerance=0.25)["ties"].loc[
        ("bromley", "accommodation")
    ] == "ties"  # fmt: skip


def test_an_earlier_year_is_met_in_its_own_prices():
    # 140,000 x 0.97 = 135,800
    row = held(("bexley", "accommodation", "2009-10", 135_800.0)).loc[("bexley", "accommodation")]
    assert (row["model_gbp"], row["model_in_year_gbp"], row["difference_gbp"]) == (140_000, 135_800, 0)
    assert "the same as the £135,800 spent in 2009-10" in row["finding"]


def test_a_year_without_deflator_is_said():
    row = held(("bexley", "accommodation", "2005-06", 140_000.0)).loc[("bexley", "accommodation")]
    assert row["model_in_year_gbp"] == 140_000
    assert row["finding"].endswith("; no deflator of 2005-06, so prices of 2010 stand beside it")


def test_mileage():
    found = held(("bromley", "mileage", "2010-11", 5_000.0))
    assert found.loc[("bromley", "mileage"), ["model_gbp", "difference_gbp", "ties"]].tolist() == [0, -5_000, "differs"]
    given = held(("bromley", "mileage", "2010-11", 5_000.0), mileage_gbp_per_year={"bromley": 4_800.0})
    assert given.loc[("bromley", "mileage"), "ties"] == "ties"


def test_a_line_by_its_name_and_one_that_the_model_lacks():
    found = held(("bexley", "business RATES", "2010-11", 100_000.0), ("bexley", "Cleaning", "2010-11", 7_000.0))
    assert found.loc[("bexley", "business rates"), "ties"] == "ties"
    lacking = found.loc[("bexley", "cleaning")]
    assert (lacking["ties"], lacking["finding"]) == (
        "not in the model", "£7,000 was spent in 2010-11; do-nothing has no such line",
    )  # fmt: skip


def test_two_years_of_one_item_are_two_rows_earliest_first():
    rows = (("bexley", "accommodation", "2010-11", 150_000.0), ("bexley", "accommodation", "2009-10", 150_000.0))
    found = held(*rows).loc[[("bexley", "accommodation")]]
    assert found["financial_year"].tolist() == ["2009-10", "2010-11"]


def test_bias_is_no_spending_and_part_of_the_years_is_a_year_all_the_same():
    # 66,000 with 6,000 of bias over two quarters: 60,000 / 2 x 4 = 120,000 a year
    costs = pd.DataFrame([line("Rent", "bexley", 66_000.0, bias_gbp=6_000.0, last_quarter="2010-11 Q2")])
    found = held(costs=costs.reindex(columns=list(headings(CostsTable))))
    assert found.loc[("bexley", "accommodation"), "model_gbp"] == 120_000


def test_shared_lines_are_shown_and_held_against_nothing():
    costs = pd.concat([COSTS, pd.DataFrame([line("Rent", "shared", 20_000.0)])], ignore_index=True)
    row = held(costs=costs).loc[("shared", "accommodation")]
    assert row["finding"] == "£10,000 a year is divided between the partners by a key; no budget holds it"


def test_nothing_spent():
    row = held(("bexley", "mileage", "2010-11", 0.0)).loc[("bexley", "mileage")]
    assert (row["ties"], row["difference_share"]) == ("ties", 0)
    lost = held(("bexley", "accommodation", "2010-11", 0.0)).loc[("bexley", "accommodation")]
    assert lost["ties"] == "differs"
    assert pd.isna(lost["difference_share"])

"""Cash by partner, quarter and year, against sums done by hand."""

from dataclasses import replace

import pandas as pd
import pytest

from feasibility.costs.accounts import gathered
from feasibility.costs.cash_flow import by_quarter, by_year
from feasibility.costs.deflating import levels
from feasibility.scenario.costs import CostsSettings
from tests.costs.ledgers import FIT_OUT, OWNED, RATES, RENT, TRAVEL, UPKEEP, YEARS, book

BOOK = book(RENT, FIT_OUT, RATES, OWNED, UPKEEP)
EVERYTHING = {"rent@hub": 100.0, "fit-out@hub": 1.0, "rates@hub": 1.0, "owned@old": 1.0, "upkeep@old": 1.0}
KEYS = {"north": 0.75, "south": 0.25}
PRICES = pd.DataFrame({"year": [2010, 2011], "index": [100.0, 104.0], "source": "made up", "status": "sourced"})
LEVELS = levels(PRICES, YEARS, 2010, CostsSettings())
"""Prices rise by 4 % to 2011-12."""


def accounts():
    return gathered([("stay", BOOK, {"upkeep@old": 1.0}, []), ("hub", BOOK, EVERYTHING, [TRAVEL])])


def test_by_year_divides_shared_lines_and_leaves_a_partners_own_to_it():
    found = by_year(accounts(), ["hub"], KEYS, LEVELS)
    keyed = found.set_index(["partner", "kind", "year"])
    assert list(keyed.index) == [
        ("north", "capital", "2010-11"), ("north", "revenue", "2010-11"), ("north", "revenue", "2011-12"),
        ("south", "capital", "2010-11"), ("south", "revenue", "2011-12"),
    ]  # fmt: skip
    # Fit-out 2,000 + 500 + 200 by key.
    money = ["real_gbp", "bias_gbp", "vat_gbp", "cash_gbp", "nominal_gbp"]
    assert keyed.loc[("north", "capital", "2010-11"), money].to_list() == pytest.approx([1_500, 375, 150, 2_025, 2_025])
    assert keyed.loc[("south", "capital", "2010-11"), money].to_list() == pytest.approx([500, 125, 50, 675, 675])
    # North's own upkeep 1,600, and three quarters of rent 1,000 and rates 400 = 1,050; at 1.04: 2,756.
    assert keyed.loc[("north", "revenue", "2010-11"), "cash_gbp"] == pytest.approx(1_600)
    assert keyed.loc[("north", "revenue", "2011-12"), money].to_list() == pytest.approx([2_650, 0, 0, 2_650, 2_756])
    # A quarter of 1,400 = 350; at 1.04: 364.
    assert keyed.loc[("south", "revenue", "2011-12"), money].to_list() == pytest.approx([350, 0, 0, 350, 364])
    assert keyed["price_level"].to_list() == pytest.approx([1, 1, 1.04, 1, 1.04])


def test_owned_space_and_staff_travel_are_no_cash():
    found = by_year(gathered([("hub", BOOK, EVERYTHING, [TRAVEL])]), ["hub"], KEYS, LEVELS)
    without = {k: v for k, v in EVERYTHING.items() if k != "owned@old"}
    bare = by_year(gathered([("hub", BOOK, without, [])]), ["hub"], KEYS, LEVELS)
    pd.testing.assert_frame_equal(found, bare)


def test_by_quarter_says_when():
    found = by_quarter(accounts(), ["hub"], KEYS, LEVELS)
    assert list(found.columns) == [
        "option_id", "partner", "kind", "quarter", "real_gbp", "bias_gbp", "vat_gbp", "cash_gbp", "price_level",
        "nominal_gbp",
    ]  # fmt: skip
    north = found[(found["partner"] == "north") & (found["kind"] == "revenue")].set_index("quarter")
    # Upkeep 400 a quarter; from 2011-12 three quarters of (1,000 + 400) / 4 more: 262.50.
    assert north["cash_gbp"].to_list() == pytest.approx([400] * 4 + [662.5] * 4)
    assert north.loc["2011-12 Q4", "nominal_gbp"] == pytest.approx(662.5 * 1.04)
    assert found[found["kind"] == "capital"]["quarter"].to_list() == ["2010-11 Q2", "2010-11 Q2"]


@pytest.mark.parametrize("keys", [KEYS, {"north": 0.5, "south": 0.5}, {"south": 1 / 3, "north": 1 / 3, "west": 1 / 3}])
def test_partners_sum_to_the_option_to_the_penny(keys):
    books = accounts()
    owed = books.costs.groupby("option_id")["cash_gbp"].sum()
    for flows in (by_quarter(books, ["stay", "hub"], keys, LEVELS), by_year(books, ["stay", "hub"], keys, LEVELS)):
        paid = flows.groupby("option_id")["cash_gbp"].sum()
        assert paid.to_dict() == pytest.approx(owed.to_dict(), abs=0.005)
        assert flows["option_id"].drop_duplicates().to_list() == ["stay", "hub"]


def test_quarters_of_a_year_sum_to_the_year():
    quarters = by_quarter(accounts(), ["hub"], KEYS, LEVELS)
    years = by_year(accounts(), ["hub"], KEYS, LEVELS)
    summed = quarters.assign(year=quarters["quarter"].str[:7]).groupby(["partner", "kind", "year"])["nominal_gbp"].sum()
    assert summed.to_dict() == pytest.approx(years.set_index(["partner", "kind", "year"])["nominal_gbp"].to_dict())


def test_receipts_are_cash_that_is_negative():
    receipt = replace(UPKEEP, line_id="receipt@old", kind="capital", rate_gbp=-900.0, timing=YEARS.once(5))
    found = by_quarter(gathered([("stay", BOOK, {}, [receipt])]), ["stay"], KEYS, LEVELS)
    assert found[["partner", "kind", "quarter"]].to_numpy().tolist() == [["north", "capital", "2011-12 Q2"]]
    assert found.loc[0, ["cash_gbp", "nominal_gbp"]].to_list() == pytest.approx([-900, -936])


def test_keys_and_payers_must_cover_everything():
    with pytest.raises(ValueError, match=r"sum to 0\.9"):
        by_year(accounts(), ["hub"], {"north": 0.5, "south": 0.4}, LEVELS)
    with pytest.raises(ValueError, match="none of the partners: \\['north'\\]"):
        by_year(accounts(), ["hub"], {"east": 0.5, "south": 0.5}, LEVELS)
    with pytest.raises(ValueError, match="elsewhere"):
        by_year(accounts(), ["elsewhere"], KEYS, LEVELS)

"""The economic and the financial case, against sums done by hand."""

from dataclasses import replace

import pandas as pd
import pytest

from feasibility.appraisal.cases import cases
from feasibility.costs import discounting
from feasibility.costs.accounts import gathered, npc_by_option
from feasibility.costs.cash_flow import by_year
from feasibility.costs.deflating import levels
from feasibility.costs.timeline import Timeline
from feasibility.scenario.costs import CostsSettings
from tests.costs.ledgers import FIT_OUT, OWNED, RATES, RENT, TRAVEL, UPKEEP, YEARS, book
from tests.costs.worlds import at_random, prices_of, taken

SETTINGS = CostsSettings(period_years=1, discount_rate_share=1 / 0.9 - 1)
"""A pound of the second year is worth 90p, as in the ledgers."""
PRICES = pd.DataFrame({"year": [2010, 2011], "index": [100.0, 104.0], "source": "made up", "status": "sourced"})
LEVELS = levels(PRICES, YEARS, 2010, SETTINGS)
BOOK = book(RENT, FIT_OUT, RATES, OWNED, UPKEEP)
HUB = {"rent@hub": 100.0, "fit-out@hub": 1.0, "rates@hub": 1.0}
STAY = {"owned@old": 1.0, "upkeep@old": 1.0}
MEND = replace(UPKEEP, line_id="mend@old", kind="capital", rate_gbp=300.0, timing=YEARS.once(0))
WALK = ["total_npc_gbp", "discounting_gbp", "travel_out_gbp", "opportunity_out_gbp", "transfers_gbp", "vat_gbp"]


def table(*items, settings=SETTINGS):
    found = cases(gathered([(name, BOOK, taken, own) for name, taken, own in items]), LEVELS, 2010, settings)
    return found.set_index("option_id")


def all_three():
    return table(("do-nothing", STAY, []), ("do-minimum", STAY, [MEND]), ("hub", HUB, [TRAVEL]))


def test_economic_case():
    found = all_three()
    # do-nothing: owned 800 x 1.9 + upkeep 1,600 x 1.9 = 4,560; do-minimum mends for 300 in year 0.
    assert found.loc["do-nothing", "total_npc_gbp"] == pytest.approx(4_560)
    assert found.loc["do-minimum", "total_npc_gbp"] == pytest.approx(4_860)
    # hub: rent 900, fit-out 2,000 with bias of 500; no rates, no VAT; staff travel 300 x 0.9.
    hub = found.loc["hub", ["resources_npc_gbp", "travel_npc_gbp", "total_npc_gbp", "bias_npc_gbp"]]
    assert hub.to_list() == pytest.approx([3_400, 270, 3_670, 500])


def test_net_present_social_value_is_what_is_saved():
    found = all_three()
    assert found["npsv_do_nothing_gbp"].to_list() == pytest.approx([0, -300, 890])
    assert found["npsv_do_minimum_gbp"].to_list() == pytest.approx([300, 0, 1_190])


def test_options_not_there_are_not_compared_with():
    found = table(("hub", HUB, []))
    assert found[["npsv_do_nothing_gbp", "npsv_do_minimum_gbp", "peak_extra_gbp"]].isna().all(axis=None)
    assert found.loc["hub", ["payback_quarter", "peak_extra_year"]].to_list() == ["", ""]


def test_walk_from_the_economic_to_the_financial_case():
    hub = all_three().loc["hub"]
    # Undiscounted resources and travel 1,000 + 2,500 + 300 = 3,800, so 130 of discounting is undone; travel of 300 goes
    # out; rates of 400 and VAT of 200 come in: 4,100.
    assert hub[WALK].to_list() == pytest.approx([3_670, 130, -300, 0, 400, 200])
    assert hub["cash_real_gbp"] == pytest.approx(4_100)
    # The second year's 1,400 rises by 4 %.
    assert hub[["inflation_gbp", "cash_nominal_gbp"]].to_list() == pytest.approx([56, 4_156])
    assert hub[["capital_gbp", "revenue_gbp"]].to_list() == pytest.approx([2_700, 1_400])


def test_opportunity_cost_is_walked_out_of_the_baseline():
    stay = all_three().loc["do-nothing"]
    # 1,600 of owned space over two years is no cash; undoing discounting adds back 10 % of 2,400.
    assert stay[WALK].to_list() == pytest.approx([4_560, 240, 0, -1_600, 0, 0])
    assert stay["cash_real_gbp"] == pytest.approx(3_200)


def test_the_walk_sums_for_every_option():
    found = all_three()
    pd.testing.assert_series_equal(found[WALK].sum(axis=1), found["cash_real_gbp"], check_names=False)
    nominal = found["cash_real_gbp"] + found["inflation_gbp"]
    pd.testing.assert_series_equal(nominal, found["cash_nominal_gbp"], check_names=False)
    kinds = found["capital_gbp"] + found["revenue_gbp"]
    pd.testing.assert_series_equal(kinds, found["cash_real_gbp"], check_names=False)


def test_equivalent_annual_cost_of_an_even_cost_is_that_cost():
    # 1,600 + 800 in each of the two years; do-minimum 300 more, spread over 1 + 0.9.
    found = all_three()["equivalent_annual_gbp"]
    assert found["do-nothing"] == pytest.approx(2_400)
    assert found["do-minimum"] == pytest.approx(2_400 + 300 / 1.9)


def test_dearest_year_and_greatest_call():
    found = all_three()
    # Cash a year: do-nothing 1,600, 1,600 (the first is named); do-minimum 1,900, 1,600; hub 2,700, 1,400.
    assert found["peak_year"].to_list() == ["2010-11"] * 3
    assert found["peak_year_gbp"].to_list() == pytest.approx([1_600, 1_900, 2_700])
    assert found["peak_extra_year"].to_list() == ["", "2010-11", "2010-11"]
    assert found["peak_extra_gbp"].to_list() == pytest.approx([0, 300, 1_100])


def test_never_paid_back():
    # Saved against 1,600 a year: -2,300 after the fit-out, then +50 a quarter: still behind. do-nothing owes nothing.
    assert all_three()["payback_quarter"].to_list() == ["", "", ""]


def outlay(gbp, quarter):
    return replace(
        UPKEEP,
        line_id=f"outlay-{quarter}@hub",
        kind="capital",
        payer="shared",
        rate_gbp=gbp,
        timing=YEARS.once(quarter),
    )


@pytest.mark.parametrize(
    ("outlay_gbp", "expected"),
    [
        # 400 a quarter is saved and the outlay falls in quarter 1, so by the end of quarter q: 400 (q + 1) - outlay.
        (700, "2010-11 Q1"),  # never behind: the first quarter that saves
        (1_600, "2010-11 Q4"),  # 400, -800, -400, 0: level is paid back
        (2_000, "2011-12 Q1"),
        (3_200, "2011-12 Q4"),
        (3_201, ""),  # a pound short at the end
    ],
)
def test_paid_back_in_the_quarter_by_whose_end_nothing_is_owed(outlay_gbp, expected):
    found = table(("do-nothing", STAY, []), ("hub", {}, [outlay(outlay_gbp, 1)]))
    assert found.loc["hub", "payback_quarter"] == expected


def test_paid_back_for_good():
    # 400, -200, 200, 600, 1,000, -100, 300, 700: ahead by quarter 2, behind again in 5, for good from 6.
    found = table(("do-nothing", STAY, []), ("hub", {}, [outlay(1_000, 1), outlay(1_500, 5)]))
    assert found.loc["hub", "payback_quarter"] == "2011-12 Q3"


def test_edition_rates_and_price_base_are_stated():
    switched = SETTINGS.model_copy(update={"green_book_edition": "2026", "discount_rate_after_30_share": 0.02})
    columns = ["green_book_edition", "discount_rate_share", "discount_rate_after_30_share", "price_base_year"]
    found = table(("do-nothing", STAY, []), settings=switched).loc["do-nothing", columns]
    assert found.to_list() == ["2026", pytest.approx(1 / 9), 0.02, 2010]


def test_known_cash_flow_of_the_green_book():
    # 100 paid in year 0 and 30 saved in each of years 1 to 5 of 60: net present value 35.451572.
    settings = CostsSettings(period_years=60)
    timeline = Timeline(2010, 60)
    ledger = book(
        replace(UPKEEP, rate_gbp=30.0, timing=timeline.each_quarter(4, 24)),
        replace(FIT_OUT, rate_gbp=100.0, bias_share=0.0, vat_share=0.0, timing=timeline.once(0)),
        factors=discounting.factors(timeline, settings),
        timeline=timeline,
    )
    accounts = gathered([("do-nothing", ledger, {"upkeep@old": 1.0}, []), ("hub", ledger, {"fit-out@hub": 1.0}, [])])
    found = cases(accounts, levels(PRICES, timeline, 2010, settings), 2010, settings).set_index("option_id")
    assert found.loc["hub", "npsv_do_nothing_gbp"] == pytest.approx(35.451572, abs=1e-6)
    # 100 is paid back after 100 / 30 = 3.33 years of savings: in the second quarter of year 4.
    assert found.loc["hub", "payback_quarter"] == "2014-15 Q2"


@pytest.mark.parametrize("seed", range(20))
def test_books_at_random_reconcile(seed):
    world = at_random(seed)
    stay, move = world.books["do-nothing"], world.books["pooled"]
    prices = prices_of(move, world.places)
    present = list(world.places.index[world.places["present_of"] != ""])
    stays = taken(stay, dict.fromkeys(present, 0), world.places, stays=True)
    items = [("do-nothing", stay, stays, [])] + [
        (site, move, taken(move, {site: 12}, world.places), []) for site in world.places.index
    ]
    accounts, price_levels = gathered(items), levels(PRICES, stay.timeline, 2010, world.settings)
    found = cases(accounts, price_levels, 2010, world.settings).set_index("option_id")
    # The walk is exact to a millionth of a pound, whatever the lines.
    assert found[WALK].sum(axis=1).to_list() == pytest.approx(found["cash_real_gbp"].to_list(), abs=1e-6)
    # The optimiser's prices and the accounts come to the same present cost.
    site = world.places.index[-1]
    beyond = max(0, 12 - int(prices.sites.loc[site, "workstations_present"]))
    of_site = prices.sites.loc[site]
    optimised = prices.moving_gbp + of_site["open_gbp"] + beyond * of_site["workstation_gbp"]
    assert npc_by_option(accounts)[site] == pytest.approx(optimised)
    # Both partners' years come to the nominal cash of each option.
    paid = by_year(accounts, list(found.index), {"bexley": 0.4, "bromley": 0.6}, price_levels)
    nominal = paid.groupby("option_id")["nominal_gbp"].sum().reindex(found.index, fill_value=0.0)
    assert nominal.to_list() == pytest.approx(found["cash_nominal_gbp"].to_list(), abs=0.005)

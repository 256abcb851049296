"""Who pays what under which key, who is worse off, and which splits leave nobody so."""

import numpy as np
import pandas as pd
import pytest

from feasibility.appraisal.partners import appraise, positions
from feasibility.costs.lines import SHARED
from feasibility.scenario.partners import PartnersSettings
from feasibility.tables import empty
from feasibility.tables.partners import PartnerKeys
from tests.appraisal.partners import worlds
from tests.appraisal.partners.worlds import line, works

EXACT = PartnersSettings(worse_off_gbp_above=0.0)


def table_of(
    accounts=None, options=("hub",), supplied: pd.DataFrame | None = None, settings=EXACT, **others: object
) -> pd.DataFrame:
    keys = empty(PartnerKeys) if supplied is None else supplied
    return appraise(accounts or worlds.accounts(), options, worlds.facts(**others), keys, settings).positions


def of_key(table: pd.DataFrame, key: str) -> pd.DataFrame:
    return table[table["key"] == key].set_index("authority")


def test_by_contacts_both_are_better_off_and_by_halves_one_is_not():
    table = table_of()
    # Shared 1,680. Contacts: Bexley 60 + 1,680/3 = 620 against 660; Bromley 60 + 1,120 = 1,180 against 1,260.
    contacts = of_key(table, "contacts")
    assert contacts["pays_present_gbp"].to_dict() == pytest.approx({"bexley": 620, "bromley": 1180})
    assert contacts["change_to_do_minimum_gbp"].to_dict() == pytest.approx({"bexley": -40, "bromley": -80})
    # against doing nothing: 620 - 600 and 1,180 - 1,200
    assert contacts["change_to_do_nothing_gbp"].to_dict() == pytest.approx({"bexley": 20, "bromley": -20})
    assert set(contacts["worse_off"]) == set(contacts["nobody_worse_off"][:1].map({"yes": "no"})) == {"no"}
    # 50:50: each 60 + 840 = 900: Bexley 240 more than 660, Bromley 360 less than 1,260
    halves = of_key(table, "equal")
    assert halves["change_to_do_minimum_gbp"].to_dict() == pytest.approx({"bexley": 240, "bromley": -360})
    assert halves["worse_off"].to_dict() == {"bexley": "yes", "bromley": "no"}
    assert set(halves["nobody_worse_off"]) == {"no"}


def test_the_shares_between_which_neither_is_worse_off():
    # Bexley can bear 660 - 60 = 600 of 1,680; Bromley 1,200: Bexley from 1 - 1,200/1,680 to 600/1,680
    rows = of_key(table_of(), "equal")
    assert rows["least_share"].to_dict() == pytest.approx({"bexley": 480 / 1680, "bromley": 1080 / 1680})
    assert rows["most_share"].to_dict() == pytest.approx({"bexley": 600 / 1680, "bromley": 1200 / 1680})
    assert set(rows["split_exists"]) == {"yes"}


@pytest.mark.parametrize(("share", "worse"), [(600 / 1680 - 1e-6, "no"), (600 / 1680 + 1e-6, "yes")])
def test_the_range_ends_where_the_test_turns(share, worse):
    rows = of_key(table_of(supplied=worlds.supplied(bexley=share, bromley=1 - share)), "told")
    assert rows.loc["bexley", "worse_off"] == worse


def test_against_doing_nothing_the_test_is_the_harder():
    table = table_of()
    # Staying as it is costs Bexley 600 and Bromley 1,200: by contacts 620 and 1,180
    contacts = of_key(table, "contacts")
    assert contacts["nothing_worse_off"].to_dict() == {"bexley": "yes", "bromley": "no"}
    assert set(contacts["nothing_nobody_worse_off"]) == {"no"}
    # Bexley can bear 540 of 1,680 and Bromley 1,140: together 1,680, so one share alone will do
    assert set(contacts["nothing_split_exists"]) == {"yes"}
    bexley = contacts.loc["bexley"]
    assert (bexley["nothing_least_share"], bexley["nothing_most_share"]) == pytest.approx((540 / 1680, 540 / 1680))
    assert bexley["most_share"] == pytest.approx(600 / 1680)


def test_a_pound_more_passes_one_test_and_fails_the_other():
    dearer = (*worlds.HUB, works("dearer", SHARED, 1, 3, place="hub"))
    rows = table_of(worlds.accounts({"hub": dearer}))
    assert set(rows["split_exists"]) == {"yes"}
    assert set(rows["nothing_split_exists"]) == {"no"}
    assert rows["nothing_most_share"].isna().all()


def test_no_split_where_the_whole_costs_more():
    # shared 1,680 + 200 = 1,880; the two can bear 1,800
    dear = (*worlds.HUB, works("dear", SHARED, 200, 3, place="hub"))
    rows = table_of(worlds.accounts({"hub": dear}))
    assert set(rows["split_exists"]) == {"no"}
    assert rows["least_share"].isna().all()
    assert set(rows["nobody_worse_off"]) == {"no"}


def test_only_with_a_payment_where_one_could_bear_nothing():
    # Bexley alone pays 60 + 610 = 670 > 660; Bromley can bear 1,200; shared 1,100: together 1,190 >= 1,100
    lines = (
        works("own-a", "bexley", 670, 4), works("own-b", "bromley", 60, 4), works("all", SHARED, 1100, 4, place="hub")
    )  # fmt: skip
    rows = table_of(worlds.accounts({"hub": lines}))
    assert set(rows["split_exists"]) == {"with a payment"}
    assert rows["most_share"].isna().all()


def test_the_do_minimum_leaves_everybody_as_it_is_under_any_split():
    rows = table_of(options=("do-minimum",))
    assert rows["change_to_do_minimum_gbp"].abs().max() == 0
    assert rows[["least_share", "most_share"]].drop_duplicates().to_numpy().tolist() == [[0.0, 1.0]]
    assert set(rows["nobody_worse_off"]) == {"yes"}


@pytest.mark.parametrize("key", ["contacts", "heads", "area", "population", "equal", "told"])
def test_the_partners_together_pay_the_options_cash_to_the_penny(key):
    accounts = worlds.accounts(factors=tuple(0.99**q for q in range(24)))
    rows = table_of(accounts, ("hub", "do-nothing", "do-minimum"), worlds.supplied(bexley=0.417, bromley=0.583))
    cash = accounts.costs.groupby("option_id")["cash_gbp"].sum()
    paid = rows[rows["key"] == key].groupby("option_id")["pays_real_gbp"].sum()
    assert paid.to_dict() == pytest.approx(cash.to_dict(), abs=0.005)
    # hub: 60 + 60 + 1,680 = 1,800
    assert paid["hub"] == pytest.approx(1800)


def test_present_cost_is_discounted_and_real_pounds_are_not():
    # A pound from year 1 on is worth half: own 30, shared (340 in quarter 3, whole) + (1,200 + 140) / 2 = 1,010
    factors = (1.0,) * 4 + (0.5,) * 20
    rows = of_key(table_of(worlds.accounts(factors=factors)), "equal")
    assert rows.loc["bexley", "own_present_gbp"] == pytest.approx(30)
    assert rows.loc["bexley", "shared_present_gbp"] == pytest.approx(505)
    # do-minimum: 60 + 100 + 500 / 2
    assert rows.loc["bexley", "do_minimum_present_gbp"] == pytest.approx(410)
    assert rows.loc["bexley", "change_to_do_minimum_gbp"] == pytest.approx(535 - 410)
    assert rows.loc["bexley", "change_to_do_minimum_real_gbp"] == pytest.approx(900 - 660)


def test_a_shared_line_of_the_do_minimum_is_divided_by_the_same_key():
    shared_too = {"do-minimum": (*worlds.STAYING["do-minimum"], works("study", SHARED, 100, 0)), "hub": worlds.HUB}
    # 50:50: Bexley 900 against 660 + 50
    assert of_key(table_of(worlds.accounts(shared_too)), "equal").loc["bexley", "change_to_do_minimum_gbp"] == (
        pytest.approx(190)
    )


def test_small_losses_may_be_forgiven():
    # Under 0.36 of 1,680, Bexley pays 664.80: 4.80 more
    key = worlds.supplied(bexley=0.36, bromley=0.64)
    strict = of_key(table_of(supplied=key), "told")
    lenient = of_key(table_of(supplied=key, settings=PartnersSettings(worse_off_gbp_above=5.0)), "told")
    assert strict.loc["bexley", "change_to_do_minimum_gbp"] == pytest.approx(4.8)
    assert (strict.loc["bexley", "worse_off"], lenient.loc["bexley", "worse_off"]) == ("yes", "no")


def test_a_key_that_is_left_out_has_no_rows():
    assert "population" not in set(table_of(population={})["key"])


def test_cash_that_no_partner_pays_is_a_fault_of_the_programme():
    stray = worlds.accounts({"hub": (line("stray", "elsewhere", 1),)})
    with pytest.raises(ValueError, match="elsewhere"):
        table_of(stray)


class TestRanges:
    def test_a_saving_to_share(self):
        # Shared -100 (income); Bexley bears -30: it must have at least 30 of the 100; Bromley bears 20: any share.
        found = positions.ranges({"a": -30.0, "b": 20.0}, -100.0)
        assert found.shares["a"] == pytest.approx((0.3, 1.0))
        assert found.shares["b"] == pytest.approx((0.0, 0.7))

    def test_one_can_bear_it_all(self):
        assert positions.ranges({"a": 500.0, "b": 200.0}, 400.0).shares["a"] == pytest.approx((0.5, 1.0))

    def test_three_partners(self):
        assert positions.ranges({"a": 40.0, "b": 30.0, "c": 30.0}, 100.0) == positions.Range("yes", {})
        assert positions.ranges({"a": 40.0, "b": 30.0, "c": 29.0}, 100.0).split_exists == "no"
        assert positions.ranges({"a": 140.0, "b": -10.0, "c": 30.0}, 100.0).split_exists == "with a payment"

    def test_nothing_is_shared(self):
        assert positions.ranges({"a": 0.0, "b": 1.0}, 0.0).shares["a"] == (0.0, 1.0)
        assert positions.ranges({"a": -2.0, "b": 1.0}, 0.0).split_exists == "no"

    def test_random_splits_agree_with_the_range(self):
        rng = np.random.default_rng(4)
        for a, b, shared in rng.uniform(-100, 300, size=(200, 3)):
            found = positions.ranges({"a": a, "b": b}, shared)
            for s in rng.uniform(0, 1, size=20):
                fair = s * shared <= a and (1 - s) * shared <= b
                low, high = found.shares.get("a", (2.0, -1.0))
                assert fair == (low <= s <= high)

"""What a late joiner pays, and what the others get back."""

import pandas as pd
import pytest

from feasibility.appraisal.partners import OptionFacts, appraise
from feasibility.costs.lines import SHARED
from feasibility.scenario.partners import JoinerSettings, PartnersSettings
from feasibility.tables import empty
from feasibility.tables.partners import PartnerKeys
from tests.appraisal.partners import worlds
from tests.appraisal.partners.worlds import works

CROYDON = {"name": "Croydon", "year": 2, "contacts_per_year": 1000.0, "extra_workstations": 3}


def table_of(supplied: pd.DataFrame | None = None, facts=None, lines=worlds.HUB, **joiner: object) -> pd.DataFrame:
    settings = PartnersSettings(joiner=JoinerSettings(**(CROYDON | joiner)))
    keys = empty(PartnerKeys) if supplied is None else supplied
    return appraise(
        worlds.accounts({"hub": lines}), ("do-nothing", "hub"), facts or worlds.facts(), keys, settings
    ).joiners


def by_contacts(table: pd.DataFrame, year: str) -> pd.DataFrame:
    return table[(table["key"] == "contacts") & (table["year"] == year)].set_index("name")


def test_nobody_joins_unless_asked():
    found = appraise(worlds.accounts(), ("hub",), worlds.facts(), empty(PartnerKeys), PartnersSettings())
    assert found.joiners.empty


def test_new_shares_and_the_first_year():
    rows = by_contacts(table_of(), "2012-13")
    # contacts 1,000, 2,000 and 1,000
    assert rows["after_share"].to_dict() == pytest.approx({"Bexley": 0.25, "Bromley": 0.5, "Croydon": 0.25})
    # A year of shared cost is 240 + 28 = 268; three workstations on thirty add a tenth of the occupancy: 24
    assert rows["before_gbp"].to_dict() == pytest.approx({"Bexley": 268 / 3, "Bromley": 2 * 268 / 3, "Croydon": 0})
    assert rows["after_gbp"].to_dict() == pytest.approx({"Bexley": 73, "Bromley": 146, "Croydon": 73})
    # and a tenth of the fit-out of 240, which the joiner pays alone
    assert rows["own_works_gbp"].to_dict() == pytest.approx({"Bexley": 0, "Bromley": 0, "Croydon": 24})


def test_the_move_of_an_added_workstation_is_paid_and_costs_of_leaving_are_not_bought():
    moving = (*worlds.HUB, works("move", SHARED, 50, 4, group="transition", place="hub", kind="revenue"),
              works("receipt", SHARED, -500, 4, group="property"))  # fmt: skip
    rows = by_contacts(table_of(lines=moving), "2012-13")
    # a tenth of 240 + 50; the buy-in as without them, a quarter of 297.5
    assert rows.loc["Croydon", "own_works_gbp"] == pytest.approx(29)
    assert rows.loc["Croydon", "buy_in_gbp"] == pytest.approx(297.5 / 4)


def test_the_buy_in_is_what_the_others_get_back():
    rows = by_contacts(table_of(), "2012-13")
    # Fit-out 240 and systems 100 paid in quarter 3 are 5 quarters old in quarter 8: 340 x (1 - 5/40) = 297.5.
    # Croydon a quarter of it; Bexley gives up 1/3 - 1/4 of it, Bromley 2/3 - 1/2.
    assert rows["buy_in_gbp"].to_dict() == pytest.approx(
        {"Bexley": -297.5 / 12, "Bromley": -297.5 / 6, "Croydon": 297.5 / 4}
    )
    assert rows["buy_in_gbp"].sum() == pytest.approx(0, abs=1e-9)
    assert rows.loc["Bexley", "change_gbp"] == pytest.approx(73 - 268 / 3 - 297.5 / 12)


def test_no_buy_in_where_it_is_not_agreed():
    assert (table_of(buys_in=False)["buy_in_gbp"] == 0).all()


def test_later_years_have_neither_works_nor_buy_in():
    rows = by_contacts(table_of(), "2015-16")
    assert rows[["own_works_gbp", "buy_in_gbp"]].abs().to_numpy().sum() == 0
    assert rows["after_gbp"].sum() == pytest.approx(292)
    assert rows.loc["Croydon", "change_gbp"] == pytest.approx(73)


def test_the_changes_sum_to_what_is_added():
    table = table_of()
    # four years of 24, and 24 of works
    assert table[table["key"] == "contacts"]["change_gbp"].sum() == pytest.approx(4 * 24 + 24)


def test_keys_without_a_quantity_and_supplied_keys_are_left_out():
    table = table_of(worlds.supplied(bexley=0.4, bromley=0.6))
    assert list(dict.fromkeys(table["key"])) == ["contacts", "area", "equal"]
    # area: 12, 24 and 3; equal: a third each
    after = table.drop_duplicates(["key", "name"]).set_index(["key", "name"])["after_share"]
    assert after["area"].to_dict() == pytest.approx({"Bexley": 12 / 39, "Bromley": 24 / 39, "Croydon": 3 / 39})
    assert after["equal"].to_dict() == pytest.approx(dict.fromkeys(["Bexley", "Bromley", "Croydon"], 1 / 3))


@pytest.mark.parametrize(("heads", "told"), [(9, False), (10, True)])
def test_few_staff_of_the_joiner_are_not_told(heads, told):
    assert ("heads" in set(table_of(heads=heads)["key"])) == told


@pytest.mark.parametrize(("extra", "short"), [(2, 0), (3, 1)])
def test_workstations_against_headroom(extra, short):
    # 30 taken of 32
    row = table_of(extra_workstations=extra).iloc[0]
    assert (row["workstations_needed"], row["workstations_available"]) == (30 + extra, 32)
    assert row["workstations_short"] == short


def test_a_virtual_pool_has_no_room_to_run_short_of():
    options = worlds.facts().options | {"hub": OptionFacts("virtual", {}, 0)}
    rows = table_of(facts=worlds.facts(options=options))
    assert rows["workstations_short"].isna().all()
    assert (rows["own_works_gbp"] == 0).all()


def test_doing_nothing_is_joined_by_nobody():
    assert set(table_of()["option_id"]) == {"hub"}

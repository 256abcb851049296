"""Keys side by side: shares, keys that are left out and why."""

import pandas as pd
import pytest

from feasibility.appraisal.partners import keys
from feasibility.tables import empty
from feasibility.tables.partners import PartnerKeys
from tests.appraisal.partners import worlds

NONE = empty(PartnerKeys)


def table_of(supplied: pd.DataFrame = NONE, agreed: str = "contacts", **others: object) -> pd.DataFrame:
    facts = worlds.facts(**others)
    return keys.table(keys.listed(facts, supplied), facts.names, agreed)


def shares(table: pd.DataFrame) -> dict[str, list[float]]:
    return {str(key): rows["key_share"].tolist() for key, rows in table.groupby("key", sort=False)}


def test_every_key_of_a_run():
    # contacts 1,000 and 2,000; staff 20 and 30; workstations 12 and 24; residents 300 and 300; two partners
    assert shares(table_of()) == {
        "contacts": pytest.approx([1 / 3, 2 / 3]),
        "heads": pytest.approx([0.4, 0.6]),
        "area": pytest.approx([1 / 3, 2 / 3]),
        "population": pytest.approx([0.5, 0.5]),
        "equal": [0.5, 0.5],
    }


def test_the_shares_of_every_key_sum_to_one():
    table = table_of(worlds.supplied(bexley=0.3333, bromley=0.6664))
    assert table.groupby("key")["key_share"].sum().tolist() == pytest.approx([1.0] * 6, abs=1e-12)


def test_a_supplied_key_that_was_rounded_is_made_whole_and_keeps_its_source():
    # 0.3333 + 0.6664 = 0.9997; 0.3333 / 0.9997 = 0.33340
    told = table_of(worlds.supplied(bexley=0.3333, bromley=0.6664)).set_index(["key", "authority"]).loc["told"]
    assert told["key_share"].tolist() == pytest.approx([0.3333 / 0.9997, 0.6664 / 0.9997])
    assert set(told["basis"]) == {"An agreement"}
    assert set(told["status"]) == {"sourced"}


def test_a_key_of_which_one_quantity_is_not_given_is_left_out():
    table = table_of(population={"bexley": 300.0})
    population = table[table["key"] == "population"]
    assert population["key_share"].isna().all()
    assert set(population["basis"]) == {"Left out: residents are not given for Bromley."}


@pytest.mark.parametrize(("heads", "told"), [(9, False), (10, True)])
def test_few_staff_are_not_told_through_their_share(heads, told):
    table = table_of(heads={"bexley": heads, "bromley": 30})
    rows = table[table["key"] == "heads"]
    assert rows["key_share"].notna().all() == told
    assert rows["quantity"].notna().all() == told
    if not told:
        # Neither the number nor, through the other's share, the sum: the sentence names nobody.
        assert set(rows["basis"]) == {"Left out: an authority has fewer than 10 staff, whose number is not told."}


def test_nobody_has_any():
    table = table_of(heads={"bexley": 20, "bromley": 20}, workstations_apart={"bexley": 0, "bromley": 0})
    assert set(table.loc[table["key"] == "area", "basis"]) == {"Left out: no authority has any workstations."}


def test_three_partners_share_alike():
    three = {**worlds.NAMES, "croydon": "Croydon"}
    assert shares(table_of(names=three))["equal"] == pytest.approx([1 / 3] * 3)


def test_the_agreed_key_is_marked():
    table = table_of(agreed="equal")
    assert set(table.loc[table["agreed"], "key"]) == {"equal"}

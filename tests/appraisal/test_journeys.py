"""Journey statistics worked by hand."""

import numpy as np
import pandas as pd
import pytest

from feasibility.appraisal.journeys import by_area, by_area_and_site, by_employer, everybody, percentiles
from feasibility.enumeration import Found
from feasibility.groups import Groups
from feasibility.options import DO_NOTHING, Option
from feasibility.plan import Plan
from feasibility.tables import JourneysTable, checked

PRESENT = {"bexley": "old-b", "bromley": "old-r"}
# Person: employer, area, group, minutes to the centre of today, to `a`, to `b`, mode of today, to `a`.
PEOPLE = {
    "p1": ("bexley", "north", "g-1", 20.0, 35.0, 10.0, "car", "car"),
    "p2": ("bexley", "north", "g-1", 20.0, 36.0, 12.0, "walk", "transit"),
    "p3": ("bromley", "south", "g-2", 40.0, 39.5, 30.0, "car", "car"),
    "p4": ("bromley", "south", "g-3", 10.0, 41.0, 60.0, "car", "car"),
}


@pytest.fixture
def journeys():
    rows = []
    for key, (employer, _, _, before, a, b, mode, mode_a) in PEOPLE.items():
        for site, minutes, mode_after in (("a", a, mode_a), ("b", b, mode), (PRESENT[employer], before, mode)):
            rows.append((key, site, mode, before, 1.0, mode_after, minutes, 1.0))
    columns = ["staff_key", "site_id", "mode_before", "minutes_before", "km_before", "mode_after", "minutes_after"]
    return pd.DataFrame(rows, columns=[*columns, "km_after"])


@pytest.fixture
def seated(journeys):
    people = pd.DataFrame.from_dict({k: v[:2] for k, v in PEOPLE.items()}, "index", columns=["employer", "area_id"])
    of_staff = pd.Series({key: row[2] for key, row in PEOPLE.items()})
    groups = Groups(of_staff.value_counts().sort_index(), of_staff, pd.DataFrame())
    nobody = pd.DataFrame(index=groups.heads.index)
    single = pd.DataFrame({"a": {"g-1": 2, "g-2": 1, "g-3": 1}})
    pair = pd.DataFrame({"a": {"g-1": 1, "g-2": 1, "g-3": 0}, "b": {"g-1": 1, "g-2": 0, "g-3": 1}})
    found = [
        Found(Option(DO_NOTHING, "Do nothing", ("old-b", "old-r")), Plan(nobody, pd.Series(dtype=int)), ""),
        Found(Option("a", "A", ("a",)), Plan(single, pd.Series({"a": 4})), ""),
        Found(Option("a--b", "A and B", ("a", "b")), Plan(pair, pd.Series({"a": 2, "b": 2})), ""),
        Found(Option("c", "C", ("c",)), None, "too small"),
    ]
    return everybody(found, groups, journeys, people, PRESENT)


def row(table: pd.DataFrame, option_id: str, employer: str = "all") -> pd.Series:
    return table.set_index(["option_id", "employer"]).loc[(option_id, employer)]


def test_every_option_that_can_be_had_by_employer_and_together(seated):
    table = checked(by_employer(seated), JourneysTable, "journeys")
    assert table[["option_id", "employer"]].to_numpy().tolist() == [
        [option, employer] for option in (DO_NOTHING, "a", "a--b") for employer in ("bexley", "bromley", "all")
    ]
    assert set(table.loc[table["employer"] == "bexley", "heads"]) == {2}
    assert set(table.loc[table["employer"] == "all", "heads"]) == {4}


def test_do_nothing_changes_nothing(seated):
    stay = row(by_employer(seated), DO_NOTHING)
    changes = [c for c in stay.index if c.startswith(("change_", "better", "worse", "changed"))]
    assert stay[changes].eq(0).all()
    assert stay["before_minutes_mean"] == stay["after_minutes_mean"] == 22.5  # (20 + 20 + 40 + 10) / 4


def test_single_site_by_hand(seated):
    # Changes: p1 +15, p2 +16, p3 -0.5, p4 +31.
    moved = row(by_employer(seated), "a")
    assert moved["change_minutes_mean"] == pytest.approx(61.5 / 4)
    assert moved["change_minutes_median"] == 15  # sorted -0.5, 15, 16, 31: half of the weight is reached at the second
    assert moved["change_minutes_p90"] == 31
    assert moved["after_minutes_mean"] == pytest.approx((35 + 36 + 39.5 + 41) / 4)
    assert moved["changed_mode_share"] == 0.25  # p2 can no longer walk


def test_thresholds_are_strict(seated):
    # More than 15: p2 (16) and p4 (31), not p1 (15). More than 30: p4. Worse by more than a minute: p1, p2, p4.
    # Better by more than a minute: nobody, for p3 gains half a minute.
    moved = row(by_employer(seated), "a")
    assert moved["worse_15_share"] == 0.5
    assert moved["worse_30_share"] == 0.25
    assert moved["worse_share"] == 0.75
    assert moved["better_share"] == 0


def test_a_split_group_counts_everybody_once_in_shares(seated):
    # g-1 splits: p1 and p2 each half at a, half at b. Changes at halves: +15, +16, -10, -8; p3 -0.5, p4 at b +50.
    split = row(by_employer(seated), "a--b")
    assert split["heads"] == 4
    assert split["change_minutes_mean"] == pytest.approx(((15 + 16 - 10 - 8) / 2 - 0.5 + 50) / 4)
    assert split["worse_15_share"] == pytest.approx((0.5 + 1) / 4)
    assert split["better_share"] == pytest.approx((0.5 + 0.5) / 4)
    bexley = row(by_employer(seated), "a--b", "bexley")
    assert bexley["change_minutes_mean"] == pytest.approx((15 + 16 - 10 - 8) / 4)


def test_weighted_percentiles_by_hand():
    # Weights 1, 1, 2 on 10, 20, 30: half of 4 is reached at 20; nine tenths at 30; a quarter at 10.
    values, weights = np.array([30.0, 10.0, 20.0]), np.array([2.0, 1.0, 1.0])
    assert percentiles(values, weights, (0.25, 0.5, 0.51, 0.9)) == [10, 20, 30, 30]


def test_by_area(seated):
    table = by_area(seated).set_index(["option_id", "area_id"])
    assert table.loc[("a", "north")].tolist() == pytest.approx([2, 15.5])  # (15 + 16) / 2
    assert table.loc[("a", "south")].tolist() == pytest.approx([2, 15.25])  # (31 - 0.5) / 2
    assert table["heads"].groupby("option_id").sum().tolist() == [4, 4, 4]


def test_by_area_and_site(seated):
    heads = by_area_and_site(seated).set_index(["option_id", "area_id", "site_id"])["heads"]
    assert heads["a--b"].to_dict() == {
        ("north", "a"): 1, ("north", "b"): 1, ("south", "a"): 1, ("south", "b"): 1
    }  # fmt: skip
    assert heads[DO_NOTHING].to_dict() == {("north", "old-b"): 2, ("south", "old-r"): 2}

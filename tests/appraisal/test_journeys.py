"""Journey statistics worked by hand."""

import numpy as np
import pandas as pd
import pytest

from feasibility.appraisal.journeys.bands import NOT_STATED, OUTSIDE, of_staff
from feasibility.appraisal.journeys.statistics import in_order, percentiles, worst_mean
from feasibility.appraisal.journeys.unreached import listed
from feasibility.options import DO_NOTHING
from feasibility.tables import JourneysTable, checked
from feasibility.travel.pairs import BEYOND, MEASURED, NO_SERVICE, NO_WAY, Pairs, Provided
from tests.appraisal.people_moved import BANDS, PEOPLE, PRESENT, STAFF, appraised, person_journeys, without


@pytest.fixture(scope="module")
def moved():
    return appraised()


def row(table: pd.DataFrame, option_id: str, employer: str = "all", basis: str = "usual") -> pd.Series:
    return table.set_index(["option_id", "employer", "basis"]).loc[(option_id, employer, basis)]


class TestByEmployer:
    def test_every_option_that_can_be_had_by_basis_employer_and_together(self, moved):
        table = checked(moved.by_employer, JourneysTable, "journeys")
        assert table[["option_id", "basis", "employer"]].to_numpy().tolist() == [
            [option, basis, employer]
            for option in (DO_NOTHING, "a", "a--b")
            for basis in ("usual", "best")
            for employer in ("bexley", "bromley", "all")
        ]
        assert set(table.loc[table["employer"] == "bexley", "heads"]) == {2}
        assert set(table.loc[table["employer"] == "all", "heads"]) == {4}
        assert len(moved.ranking) == 9

    def test_do_nothing_changes_nothing(self, moved):
        stay = row(moved.by_employer, DO_NOTHING)
        changes = [c for c in stay.index if c.startswith(("change_", "better", "worse", "changed"))]
        assert stay[changes].eq(0).all()
        assert stay["unchanged_share"] == 1
        assert stay["before_minutes_mean"] == stay["after_minutes_mean"] == 22.5  # (20 + 20 + 40 + 10) / 4

    def test_single_site_by_hand(self, moved):
        # Changes: p1 +15, p2 +16, p3 -0.5, p4 +31.
        found = row(moved.by_employer, "a")
        assert found["change_minutes_mean"] == pytest.approx(61.5 / 4)
        assert found["change_minutes_median"] == 15  # sorted -0.5, 15, 16, 31: half the weight is reached at the second
        assert found["change_minutes_p90"] == 31
        assert found["after_minutes_mean"] == pytest.approx((35 + 36 + 39.5 + 41) / 4)
        assert found["changed_mode_share"] == 0.25  # p2 can no longer walk
        assert found["heads_measured"] == 4

    def test_days_weigh_the_mean_of_journeys_made(self, moved):
        # Days 5, 2, 5, 5: (15 x 5 + 16 x 2 - 0.5 x 5 + 31 x 5) / 17 = 259.5 / 17.
        assert row(moved.by_employer, "a")["change_minutes_mean_by_day"] == pytest.approx(259.5 / 17)

    def test_bad_day_adds_the_waits_of_public_transport(self, moved):
        # Only p2 rides after, 9 minutes later on a bad day; nobody before.
        found = row(moved.by_employer, "a")
        assert found["after_bad_day_minutes_mean"] == pytest.approx(found["after_minutes_mean"] + 9 / 4)
        assert found["before_bad_day_minutes_mean"] == found["before_minutes_mean"]

    def test_thresholds_are_strict(self, moved):
        # More than 15: p2 (16) and p4 (31), not p1 (15). More than 30: p4. Worse by more than a minute: p1, p2, p4.
        # Better by more than a minute: nobody, for p3 gains half a minute and is unchanged.
        found = row(moved.by_employer, "a")
        shares = found[["worse_15_share", "worse_30_share", "worse_share", "better_share", "unchanged_share"]]
        assert shares.tolist() == [0.5, 0.25, 0.75, 0, 0.25]
        # Beyond 60 minutes: at the pair p4 travels exactly 60, which is not beyond.
        assert row(moved.by_employer, "a--b")["after_over_60_share"] == 0

    def test_a_split_group_counts_everybody_once_in_shares(self, moved):
        # g-1 splits: p1 and p2 each half at a, half at b. Changes at halves: +15, +16, -10, -8; p3 -0.5, p4 at b +50.
        split = row(moved.by_employer, "a--b")
        assert split["heads"] == 4
        assert split["change_minutes_mean"] == pytest.approx(((15 + 16 - 10 - 8) / 2 - 0.5 + 50) / 4)
        assert split["worse_15_share"] == pytest.approx((0.5 + 1) / 4)
        assert split["better_share"] == pytest.approx((0.5 + 0.5) / 4)
        bexley = row(moved.by_employer, "a--b", "bexley")
        assert bexley["change_minutes_mean"] == pytest.approx((15 + 16 - 10 - 8) / 4)


class TestYearly:
    def test_miles_pounds_and_carbon_by_hand(self, moved):
        # Bexley at a. p1 drives 5 days, 10 km before and 17.5 after; p2 walks 1.6 km 2 days, then rides 18 km, 14.4 by
        # bus. 50 weeks, both ways: p1 500 journeys a year, p2 200.
        found = row(moved.by_employer, "a", "bexley")
        assert found["before_miles_per_year"] == pytest.approx((10 * 500 + 1.6 * 200) / 1.609344)
        assert found["after_miles_per_year"] == pytest.approx((17.5 * 500 + 18 * 200) / 1.609344)
        assert found["before_kgco2e_per_year"] == pytest.approx(10 * 500 * 0.2)  # walking burns nothing
        assert found["after_kgco2e_per_year"] == pytest.approx(17.5 * 500 * 0.2 + 14.4 * 200 * 0.1)
        # Pounds: 10 p a km by car, £1.50 a bus journey; p1 parks at £4 on 250 days.
        assert found["before_cost_gbp_per_year"] == pytest.approx(10 * 500 * 0.1)
        assert found["after_cost_gbp_per_year"] == pytest.approx(17.5 * 500 * 0.1 + 1.5 * 200 + 4 * 250)
        assert found["change_cost_gbp_per_year"] == pytest.approx(
            found["after_cost_gbp_per_year"] - found["before_cost_gbp_per_year"]
        )

    def test_the_present_place_charges_before(self, moved):
        # Bromley: p3 20 km, p4 5 km a journey, 500 each, at 10 p; £1 a day on 250 days each.
        before = row(moved.by_employer, "a", "bromley")["before_cost_gbp_per_year"]
        assert before == pytest.approx((20 + 5) * 500 * 0.1 + 2 * 250)

    def test_without_factors_only_miles_are_known(self):
        found = row(appraised(factors=None).by_employer, "a")
        assert found["after_miles_per_year"] > 0
        assert np.isnan(found["after_kgco2e_per_year"])
        assert np.isnan(found["after_cost_gbp_per_year"])


class TestNotKnown:
    def test_a_lost_journey_is_never_averaged_and_ranks_as_worst(self):
        # p1 cannot reach a. Means are of p2 +16, p3 -0.5, p4 +31; p1 counts as worse, by over 15, over 30, beyond 90.
        found = row(appraised(without(person_journeys(), "p1", after="a")).by_employer, "a")
        assert found["heads"] == 4
        assert found["heads_measured"] == 3
        assert found["change_minutes_mean"] == pytest.approx((16 - 0.5 + 31) / 3)
        assert found["before_minutes_mean"] == pytest.approx((20 + 40 + 10) / 3)
        shares = found[["worse_share", "worse_15_share", "worse_30_share", "after_over_90_share", "unchanged_share"]]
        assert shares.tolist() == [0.75, 0.75, 0.5, 0.25, 0.25]
        # In order the changes are -0.5, 16, 31 and the lost one: the second is the median, the lost one the 90th.
        assert found["change_minutes_median"] == pytest.approx(16)
        assert found[["change_minutes_p90", "after_minutes_p90", "after_minutes_worst_tenth"]].isna().all()
        assert found["before_minutes_p90"] == pytest.approx(40)

    def test_a_journey_not_known_before_is_in_no_share(self):
        # p1 has no journey now. Shares are of p2, p3, p4: worse by over 15 are p2 and p4.
        found = row(appraised(without(person_journeys(), "p1")).by_employer, "a")
        assert found["heads_measured"] == 3
        assert found["worse_15_share"] == pytest.approx(2 / 3)

    def test_nobody_measured_leaves_blanks(self):
        lost = without(without(person_journeys(), "p1", after="a"), "p2", after="a")
        found = row(appraised(lost).by_employer, "a", "bexley")
        assert found["heads_measured"] == 0
        assert found[["after_minutes_mean", "after_minutes_p90", "change_miles_per_year"]].isna().all()
        assert found["worse_30_share"] == 1

    def test_unknown_length_blanks_the_miles_and_nothing_else(self):
        journeys = person_journeys()
        journeys.loc[(journeys["staff_key"] == "p3") & (journeys["site_id"] == "a"), "km_after"] = np.nan
        table = appraised(journeys).by_employer
        assert np.isnan(row(table, "a")["after_miles_per_year"])
        assert np.isnan(row(table, "a")["after_kgco2e_per_year"])
        assert row(table, "a")["heads_measured"] == 4
        assert row(table, "a", "bexley")["after_miles_per_year"] > 0


class TestWeighted:
    def test_percentiles_by_hand(self):
        # Weights 1, 1, 2 on 10, 20, 30: half of 4 is reached at 20; nine tenths at 30; a quarter at 10.
        values, weights = np.array([30.0, 10.0, 20.0]), np.array([2.0, 1.0, 1.0])
        assert percentiles(*in_order(values, weights), (0.25, 0.5, 0.51, 0.9)) == [10, 20, 30, 30]

    def test_worst_tenth_takes_the_last_value_in_part(self):
        # Fifteen people with 1..15 minutes: a tenth is one and a half: (15 + 14 / 2) / 1.5.
        values = np.arange(1.0, 16.0)
        assert worst_mean(values, np.ones(15), 0.1) == pytest.approx((15 + 14 / 2) / 1.5)
        assert worst_mean(values[:5], np.ones(5), 0.1) == 5  # half a person: the worst one


class TestParts:
    def test_by_area(self, moved):
        table = moved.by_area.set_index(["option_id", "area_id"])
        assert table.loc[("a", "north"), ["heads", "change_minutes_mean"]].tolist() == pytest.approx([2, 15.5])
        assert table.loc[("a", "south"), ["heads", "change_minutes_mean"]].tolist() == pytest.approx([2, 15.25])
        assert table["heads"].groupby("option_id").sum().tolist() == [4, 4, 4]

    def test_by_area_and_site(self, moved):
        heads = moved.by_area_and_site.set_index(["option_id", "area_id", "site_id"])["heads"]
        assert heads["a--b"].to_dict() == {
            ("north", "a"): 1, ("north", "b"): 1, ("south", "a"): 1, ("south", "b"): 1
        }  # fmt: skip
        assert heads[DO_NOTHING].to_dict() == {("north", "old-b"): 2, ("south", "old-r"): 2}

    def test_by_mode(self, moved):
        table = moved.by_mode.set_index(["option_id", "employer", "mode"])
        # Before: three drive 15 days, p2 walks 2. At a p2 rides; at the pair half of p2 is at a (rides), half at b.
        assert table.loc[("a", "all", "car")].tolist() == [3, 15, 3, 15]
        assert table.loc[("a", "all", "walk")].tolist() == [1, 2, 0, 0]
        assert table.loc[("a", "bexley", "transit")].tolist() == [0, 0, 1, 2]
        assert table.loc[("a--b", "all", "transit")].tolist() == [0, 0, 0.5, 1]

    def test_by_band(self, moved):
        table = moved.by_band.set_index(["option_id", "band", "group"])
        assert table.loc[("a", "contract", "part time"), ["heads", "change_minutes_mean"]].tolist() == [1, 16]
        full = table.loc[("a", "contract", "full time")]
        assert full[["heads", "before_minutes_mean", "change_minutes_mean", "worse_15_share"]].tolist() == (
            pytest.approx([3, 70 / 3, 45.5 / 3, 1 / 3])  # 20, 40, 10; +15, -0.5, +31
        )


def test_bands_of_staff():
    staff = STAFF.assign(contract_share=[1.0, 0.5, 1.0, 1.0])
    supplied = pd.DataFrame({"grade": ["low", "high", " "]}, index=["p1", "p2", "p3"])
    areas = pd.DataFrame({"deprivation": ["most", ""]}, index=["E1", "E2"])
    found = of_staff(staff, person_journeys(), supplied, pd.Series({"p1": "E1", "p2": "E2", "p3": "E9"}), areas)
    assert found["contract"].tolist() == ["full time", "part time", "full time", "full time"]
    assert found["days on site"].tolist() == ["5 or more a week", "under 5 a week", *["5 or more a week"] * 2]
    assert found["mode now"].tolist() == ["car", "walk", "car", "car"]
    assert found["grade"].tolist() == ["low", "high", NOT_STATED, NOT_STATED]
    assert found["home area: deprivation"].tolist() == ["most", NOT_STATED, OUTSIDE, OUTSIDE]
    assert list(BANDS.columns) == ["contract"]


def pairs(**statuses: list[int]) -> Provided:
    """One shift; status of p1..p4 by site."""
    status = pd.DataFrame(statuses, index=list(PEOPLE), dtype="int8")
    status.columns = [name.replace("_", "-") for name in status.columns]
    minutes = pd.DataFrame(np.nan, index=status.index, columns=status.columns)
    return Provided({"day": Pairs(minutes, minutes, status)}, ())


def test_unreached_names_site_area_mode_and_reason():
    # p1 drives and has no way to a; p2 walks, too far to a, and no service runs; p4 has none to old-r now, nor after.
    lost = without(without(person_journeys(), "p1", after="a"), "p2", after="a")
    lost = without(without(lost, "p4"), "p4", after="old-r")
    ways = {site: [MEASURED] * 4 for site in ("a", "b", "old_b", "old_r")}
    measured = {
        "car": pairs(**ways | {"a": [NO_WAY, *[MEASURED] * 3], "old_r": [*[MEASURED] * 3, BEYOND]}),
        "walk": pairs(**ways),
        "transit": pairs(**ways | {"a": [NO_SERVICE] * 4}),
    }
    people = STAFF.assign(usual_mode=[row[7] for row in PEOPLE.values()], shift="day")
    found = listed(lost, measured, people, PRESENT)
    assert found.to_numpy().tolist() == [
        ["a", "north", "car", "no way", 1.0],
        ["a", "north", "transit", "no service", 1.0],
        ["old-r", "south", "car", "beyond the limit", 1.0],  # once, though before and after are the same place
    ]


def test_nothing_unreached():
    people = STAFF.assign(usual_mode=[row[7] for row in PEOPLE.values()], shift="day")
    ways = {site: [MEASURED] * 4 for site in ("a", "b", "old_b", "old_r")}
    assert listed(person_journeys(), dict.fromkeys(("car", "walk", "transit"), pairs(**ways)), people, PRESENT).empty

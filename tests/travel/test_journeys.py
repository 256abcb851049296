"""Journeys before and after: which mode is taken, and what is said where there is none."""

import numpy as np
import pandas as pd
import pytest

from feasibility.errors import InputError
from feasibility.tables import MODES, PersonJourneys, checked
from feasibility.travel.journeys import before_and_after
from feasibility.travel.pairs import Provided
from tests.travel.people import NONE, PRESENT, SETTINGS, journeys, measured, pairs, sites, staff

PLACES = sites(old_b=NONE, old_r=NONE, new=NONE)
BASES = ("usual", "best")


def test_before_is_the_present_workplace_and_after_is_each_site():
    found = journeys(staff(p={}), PLACES, ("p", "car", "old-b", 10.0), ("p", "car", "new", 25.0)).loc[("p", "new")]
    assert (found["mode_before"], found["minutes_before"], found["km_before"]) == ("car", 10, 1)
    assert (found["mode_after"], found["minutes_after"], found["km_after"]) == ("car", 25, 2.5)
    assert found["parked_before"]
    assert found["parked_after"]


def test_one_row_a_person_and_site_in_the_order_of_their_ids():
    people = staff(q={"employer": "bromley"}, p={})
    found = journeys(people, PLACES, ("p", "car", "old-b", 10.0))
    assert list(found.index) == [(key, site) for key in "pq" for site in ("new", "old-b", "old-r")]
    checked(found.reset_index(drop=True), PersonJourneys, "journeys")


def test_each_employer_has_its_own_present_centre():
    people = staff(p={}, q={"employer": "bromley"})
    rows = [(key, "car", site, 10.0 * n) for n, (key, site) in
            enumerate([("p", "old-b"), ("p", "old-r"), ("q", "old-b"), ("q", "old-r")], start=1)]  # fmt: skip
    found = journeys(people, PLACES, *rows)
    assert found.groupby("staff_key")["minutes_before"].first().to_dict() == {"p": 10, "q": 40}


@pytest.mark.parametrize(
    ("mode", "minutes", "taken"),
    [("walk", 45.0, "walk"), ("walk", 45.1, "transit"), ("cycle", 60.0, "cycle"), ("cycle", 60.1, "transit")],
)
def test_a_walk_or_ride_over_its_limit_is_given_up_for_public_transport(mode, minutes, taken):
    rows = [("p", mode, "old-b", 12.0), ("p", mode, "new", minutes), ("p", "transit", "new", 50.0)]
    found = journeys(staff(p={"usual_mode": mode}), PLACES, *rows).loc[("p", "new")]
    assert (found["mode_before"], found["mode_after"]) == (mode, taken)
    assert found["minutes_after"] == (minutes if taken == mode else 50.0)


def test_a_driver_without_a_way_by_car_takes_the_quickest_other():
    rows = [("p", "car", "old-b", 10.0), ("p", "transit", "new", 40.0), ("p", "cycle", "new", 30.0),
            ("p", "walk", "new", 46.0)]  # fmt: skip
    assert journeys(staff(p={}), PLACES, *rows).loc[("p", "new"), "mode_after"] == "cycle"


def test_waits_and_km_by_bus_and_rail_are_those_of_the_mode_taken():
    rows = [("p", "transit", "old-b", 20.0), ("p", "transit", "new", 40.0), ("q", "car", "old-b", 20.0),
            ("q", "car", "new", 30.0)]  # fmt: skip
    found = journeys(staff(p={"usual_mode": "transit"}, q={}), PLACES, *rows)
    names = ["bad_day_minutes_before", "bad_day_minutes_after", "bus_km_after", "rail_km_after", "parked_after"]
    assert found.loc[("p", "new"), names].tolist() == [25, 45, 1, 3, False]
    # Nobody waits for a car: a bad day is a day like any other.
    assert found.loc[("q", "new"), names].tolist() == [20, 30, 0, 0, True]


def test_what_a_source_does_not_tell_stays_blank():
    people = staff(p={"usual_mode": "transit"})
    given = measured(people, PLACES, ("p", "transit", "old-b", 20.0), ("p", "transit", "new", 40.0))
    of_day = given["transit"].by_shift["day"]
    bare = pairs("car", of_day.minutes)  # minutes and km alone, as a matrix gives them
    given["transit"] = Provided({"day": bare}, ())
    found = before_and_after(people, given, PLACES, PRESENT, SETTINGS, "usual")
    assert found[["bad_day_minutes_before", "bus_km_before", "rail_km_after"]].isna().all(axis=None)
    assert found["minutes_before"].tolist() == [20] * 3


class TestBest:
    """The quickest of what is open to the person."""

    ROWS = (("p", "car", "new", 20.0), ("p", "transit", "new", 30.0), ("p", "walk", "new", 25.0),
            ("p", "cycle", "new", 22.0), ("p", "transit", "old-b", 15.0), ("p", "car", "old-b", 16.0))  # fmt: skip

    @pytest.mark.parametrize(
        ("person", "before", "after"),
        [
            ({"usual_mode": "transit", "has_car": True}, "transit", "car"),
            ({"usual_mode": "transit", "has_car": False}, "transit", "cycle"),
            ({"usual_mode": "walk", "has_car": False}, "transit", "cycle"),
            ({"usual_mode": "car"}, "transit", "car"),
            ({"usual_mode": "car", "has_car": False}, "transit", "car"),  # a passenger now has a car to go in
        ],
    )
    def test_by_what_is_open(self, person, before, after):
        found = journeys(staff(p=person), PLACES, *self.ROWS, basis="best").loc[("p", "new")]
        assert (found["mode_before"], found["mode_after"]) == (before, after)

    def test_never_a_walk_or_ride_over_its_limit(self):
        rows = [("p", "walk", "new", 46.0), ("p", "cycle", "new", 61.0), ("p", "transit", "new", 70.0),
                ("p", "walk", "old-b", 5.0)]  # fmt: skip
        found = journeys(staff(p={"usual_mode": "walk"}), PLACES, *rows, basis="best").loc[("p", "new")]
        assert (found["mode_after"], found["minutes_after"]) == ("transit", 70)

    def test_of_two_as_quick_no_car_is_taken(self):
        rows = [("p", "car", "new", 30.0), ("p", "transit", "new", 30.0), ("p", "walk", "old-b", 5.0)]
        assert journeys(staff(p={}), PLACES, *rows, basis="best").loc[("p", "new"), "mode_after"] == "transit"


def test_best_is_never_slower_than_usual_where_spaces_are_enough():
    rng = np.random.default_rng(4)
    people = staff(**{f"p{n}": {"usual_mode": mode, "has_car": bool(n % 3)} for n, mode in enumerate(MODES * 10)})
    rows = [(key, mode, site, float(rng.uniform(5, 90))) for key in people.index for mode in MODES
            for site in PLACES.index if rng.random() < 0.8]  # fmt: skip
    usual, best = (journeys(people, PLACES, *rows, basis=basis) for basis in BASES)
    known = usual["minutes_after"].notna()
    assert (best.loc[known, "minutes_after"] <= usual.loc[known, "minutes_after"]).all()
    assert (best.loc[known, "minutes_after"] < usual.loc[known, "minutes_after"]).mean() > 0.3
    assert (~known).sum() > 3


@pytest.mark.parametrize("basis", BASES)
@pytest.mark.parametrize("mode", ["car", "walk", "cycle", "transit"])
def test_who_stays_put_has_exactly_no_change(mode, basis):
    # On foot and by cycle over the limits, so that the fallback is met before as well as after; one space at work.
    places = sites(old_b=1, old_r=NONE)
    people = staff(p={"usual_mode": mode}, q={"usual_mode": mode, "has_car": True}, r={"employer": "bromley"})
    rows = [(key, of, "old-b", m + n / 7) for n, key in enumerate("pqr")
            for of, m in (("car", 11.1), ("walk", 99.0), ("cycle", 77.0), ("transit", 33.3))]  # fmt: skip
    found = journeys(people, places, *rows, basis=basis)
    for key in "pq":
        row = found.loc[(key, "old-b")]
        for what in ("mode", "minutes", "bad_day_minutes", "km", "bus_km", "rail_km", "parked"):
            assert row[f"{what}_before"] == row[f"{what}_after"]


class TestShifts:
    """p works by day, q late, when the service has ended: the same homes and sites, other pairs."""

    @pytest.fixture
    def found(self):
        people = staff(p={"usual_mode": "transit"}, q={"usual_mode": "transit", "shift": "late"})
        rows = [(key, "transit", site, m) for key in "pq" for site, m in (("old-b", 20.0), ("new", 40.0))]
        given = measured(people, PLACES, *rows, shifts=("day", "late"))
        ended = given["transit"].by_shift["day"].minutes.copy()
        ended["new"] = NONE
        ended["old-b"] = 30.0
        given["transit"] = Provided(given["transit"].by_shift | {"late": pairs("transit", ended)}, ())
        table = before_and_after(people, given, PLACES, PRESENT, SETTINGS, "usual")
        return table.set_index(["staff_key", "site_id"])

    def test_each_person_has_the_pairs_of_their_own(self, found):
        assert found.loc[("p", "new"), ["minutes_before", "minutes_after"]].tolist() == [20, 40]
        assert found.loc[("q", "new"), "minutes_before"] == 30

    def test_a_journey_without_service_is_none(self, found):
        row = found.loc[("q", "new")]
        assert row["mode_after"] == "none"
        assert row[["minutes_after", "km_after", "bad_day_minutes_after"]].isna().all()


class TestNoJourney:
    def test_nobody_is_put_into_a_car_who_does_not_use_one(self):
        rows = [("p", "walk", "old-b", 12.0), ("p", "car", "new", 10.0), ("p", "car", "old-b", 3.0)]
        found = journeys(staff(p={"usual_mode": "walk"}), PLACES, *rows).loc[("p", "new")]
        assert found["mode_after"] == "none"
        assert found["minutes_before"] == 12

    def test_a_home_far_away_has_none_and_is_listed(self):
        # Nobody measures 300 km: q has no pair at all, p has all but one.
        people = staff(p={}, q={"usual_mode": "transit"})
        found = journeys(people, PLACES, ("p", "car", "old-b", 10.0), ("p", "car", "new", 20.0))
        assert (found.loc["q", ["mode_before", "mode_after"]] == "none").all(axis=None)
        assert found.loc["q", ["minutes_before", "minutes_after", "km_before", "km_after"]].isna().all(axis=None)
        assert not found.loc["q", ["parked_before", "parked_after"]].any(axis=None)
        assert found.loc["p", "mode_after"].eq("none").sum() == 1


@pytest.mark.parametrize("present", [{"bexley": "old-b"}, PRESENT | {"croydon": "elsewhere"}])
def test_an_employer_without_a_present_centre_is_named(present):
    people = staff(p={}, q={"employer": "croydon"})
    given = measured(people, PLACES, ("p", "car", "old-b", 10.0))
    with pytest.raises(InputError, match="employer croydon has no present centre"):
        before_and_after(people, given, PLACES, present, SETTINGS, "usual")


def test_frames_in_any_order_and_under_any_labels_are_read_by_their_keys():
    people = staff(p={}, q={"usual_mode": "walk"})
    rows = [("p", "car", "old-b", 10.0), ("p", "car", "new", 25.0), ("q", "walk", "old-b", 5.0)]
    found = before_and_after(people, measured(people, PLACES, *rows), PLACES, PRESENT, SETTINGS, "usual")
    turned = measured(people.iloc[::-1], PLACES.iloc[::-1], *rows)
    again = before_and_after(
        people.iloc[::-1].reset_index(drop=True),
        turned,
        PLACES.iloc[::-1].reset_index(drop=True),
        PRESENT,
        SETTINGS,
        "usual",
    )
    pd.testing.assert_frame_equal(found, again)

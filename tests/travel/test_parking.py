"""Who has a space now, and journeys with a space and without where spaces are limited: binding and slack."""

import pandas as pd
import pytest

from feasibility.travel import parking
from feasibility.travel.journeys import askers, before_and_after
from tests.travel.people import NONE, PRESENT, SETTINGS, journeys, measured, sites, staff

# Minutes by car and by public transport; a space saves p 30, q 20 and r 10 minutes.
CAR = {"p": 20.0, "q": 25.0, "r": 30.0}
TRANSIT = {"p": 50.0, "q": 45.0, "r": 40.0}
OWNER = {"usual_mode": "transit", "has_car": True}


def rows(site: str, keys: str = "pqr", car: dict[str, float] = CAR, transit: dict[str, float] = TRANSIT):
    return [(k, mode, site, of[k]) for k in keys for mode, of in (("car", car), ("transit", transit))]


def modes(spaces: float, *, people=None, basis: str = "best", extra=(), **rest: dict[str, float]) -> dict[str, str]:
    """The mode to the present workplace, which has so many spaces, of people who own a car and ride now."""
    people = staff(p=OWNER, q=OWNER, r=OWNER) if people is None else people
    found = journeys(people, sites(old_b=spaces, old_r=NONE), *rows("old-b", **rest), *extra, basis=basis)
    now = found[found["site_id"] == "old-b"].set_index("staff_key")
    assert (now["parked_before"] == (now["mode_before"] == "car")).all()
    return now["mode_before"].to_dict()


class TestNow:
    """Spaces at the present workplace, on the basis of the quickest way open."""

    @pytest.mark.parametrize(
        ("spaces", "drive"), [(NONE, "pqr"), (4, "pqr"), (3, "pqr"), (2, "pq"), (1.9, "p"), (1, "p"), (0, "")]
    )
    def test_go_to_those_whom_they_save_most_minutes(self, spaces, drive):
        # Five days a week each: a whole space each. 1.9 spaces hold one.
        assert modes(spaces) == {k: "car" if k in drive else "transit" for k in "pqr"}

    def test_a_person_of_few_days_uses_part_of_a_space(self):
        # p 3 days, q 2.5, r 2: 0.6 + 0.5 > 1, so the queue ends at q, although 0.6 + 0.4 for r would fit.
        days = {"p": 3.0, "q": 2.5, "r": 2.0}
        people = staff(**{key: OWNER | {"days_on_site_per_week": n} for key, n in days.items()})
        assert modes(1, people=people) == {"p": "car", "q": "transit", "r": "transit"}
        # 0.6 + 0.5 = 1.1 just fits, and 1.5 all three.
        assert modes(1.1, people=people) == {"p": "car", "q": "car", "r": "transit"}
        assert modes(1.5, people=people) == dict.fromkeys("pqr", "car")

    def test_ties_go_by_the_key(self):
        even = dict.fromkeys("pqr", 40.0)
        assert modes(1, car=dict.fromkeys("pqr", 20.0), transit=even) == {"p": "car", "q": "transit", "r": "transit"}

    def test_those_with_no_other_way_come_first(self):
        # r cannot get there but by car; without the one space there is no journey at all for him.
        assert modes(1, transit=TRANSIT | {"r": NONE}) == {"p": "transit", "q": "transit", "r": "car"}
        assert modes(0, transit=TRANSIT | {"r": NONE})["r"] == "none"

    def test_those_without_take_the_quickest_other_way_within_its_limits(self):
        extra = [("q", "cycle", "old-b", 35.0), ("r", "walk", "old-b", 46.0), ("r", "cycle", "old-b", 61.0)]
        assert modes(0, extra=extra) == {"p": "transit", "q": "cycle", "r": "transit"}

    @pytest.mark.parametrize("basis", ["usual", "best"])
    def test_those_who_drive_there_now_have_theirs_however_few_there_are(self, basis):
        people = staff(p=OWNER, q={}, r={})
        assert modes(1, people=people, basis=basis) == {"p": "transit", "q": "car", "r": "car"}


class TestAfter:
    """p and q drive to old-b now, r rides there and s drives to old-r; new and old-b have one space each."""

    PEOPLE = staff(p={}, q={}, r=OWNER, s={"employer": "bromley"})
    KNOWN = (
        *rows("new"), ("s", "car", "new", 20.0), *(("pqr"[i], "car", "old-b", 20.0) for i in range(3)),
        *((key, "transit", "old-b", 30.0) for key in "pqrs"), ("s", "car", "old-b", 25.0), ("s", "car", "old-r", 5.0),
    )  # fmt: skip
    SITES = sites(new=1, old_b=1, old_r=NONE)

    def to(self, site: str, basis: str = "usual") -> pd.DataFrame:
        table = journeys(self.PEOPLE, self.SITES, *self.KNOWN, basis=basis)
        return table[table["site_id"] == site].set_index("staff_key")

    def test_a_limited_site_is_there_twice(self):
        assert set(journeys(self.PEOPLE, self.SITES, *self.KNOWN)["site_id"]) == {
            "new", "old-b", "old-r", "new/no-space", "old-b/no-space"
        }  # fmt: skip
        unlimited = sites(new=NONE, old_b=NONE, old_r=NONE)
        assert set(journeys(self.PEOPLE, unlimited, *self.KNOWN)["site_id"]) == {"new", "old-b", "old-r"}

    def test_every_newcomer_who_would_drive_has_a_space_in_one_and_none_in_the_other(self):
        with_one, without = self.to("new"), self.to("new/no-space")
        assert with_one["mode_after"].to_dict() == {"p": "car", "q": "car", "r": "transit", "s": "car"}
        # s has no other way to get there.
        assert without["mode_after"].to_dict() == {"p": "transit", "q": "transit", "r": "transit", "s": "none"}
        assert without["minutes_after"].iloc[:3].tolist() == [50.0, 45.0, 40.0]
        assert not without["parked_after"].any()

    @pytest.mark.parametrize("basis", ["usual", "best"])
    def test_who_stays_put_has_no_change_with_a_space_or_without(self, basis):
        for place in ("old-b", "old-b/no-space"):
            stays = self.to(place, basis).loc[list("pqr")]
            for figure in ("mode", "minutes", "bad_day_minutes", "km", "bus_km", "rail_km", "parked"):
                assert (stays[f"{figure}_before"] == stays[f"{figure}_after"]).all()
            assert stays["parked_after"].to_dict() == {"p": True, "q": True, "r": False}
        # s comes new.
        assert self.to("old-b", basis).at["s", "mode_after"] == "car"
        assert self.to("old-b/no-space", basis).at["s", "mode_after"] == "transit"

    def test_who_asks_for_none_on_the_basis_that_ranks_has_none_on_the_other(self):
        # By the mode of now p, q and s ask at new; on the basis of the quickest way r would as well.
        judged = journeys(self.PEOPLE, self.SITES, *self.KNOWN).reset_index(drop=True)
        asked = askers(judged)
        assert asked["new"].to_dict() == {"p": True, "q": True, "r": False, "s": True}
        pairs = measured(self.PEOPLE, self.SITES, *self.KNOWN)
        for may_park, drives in ((None, True), (asked, False)):
            other = before_and_after(self.PEOPLE, pairs, self.SITES, PRESENT, SETTINGS, "best", may_park)
            at_new = other[other["site_id"] == "new"].set_index("staff_key")
            assert at_new["parked_after"].to_dict() == {"p": True, "q": True, "r": drives, "s": True}


def test_journeys_are_told_apart_by_ids_that_no_site_can_have():
    places = pd.Index(["a", "b", parking.without_space("a")])
    assert parking.limited(pd.Index(["a", "b"]), places) == ["a"]
    assert list(parking.sites_of(places)) == ["a", "b", "a"]


def test_figures_without_a_space_and_what_one_adds():
    figures = pd.DataFrame({"a": [10.0, 20.0], "b": [5.0, 6.0], parking.without_space("a"): [25.0, 20.0]})
    head, space = parking.split(figures, ["a"])
    assert head.to_dict("list") == {"a": [25.0, 20.0], "b": [5.0, 6.0]}
    assert space.to_dict("list") == {"a": [-15.0, 0.0]}
    # Where the spaces are enough, everybody has one.
    head, space = parking.split(figures, [])
    assert head.to_dict("list") == {"a": [10.0, 20.0], "b": [5.0, 6.0]}
    assert space.empty

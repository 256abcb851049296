"""Who has a space where spaces are limited: binding and slack."""

import pytest

from tests.travel.people import NONE, journeys, sites, staff

# Minutes to `new` by car and by public transport; a space saves p 30, q 20 and r 10 minutes.
CAR = {"p": 20.0, "q": 25.0, "r": 30.0}
TRANSIT = {"p": 50.0, "q": 45.0, "r": 40.0}


def rows(site: str, keys: str = "pqr", car: dict[str, float] = CAR, transit: dict[str, float] = TRANSIT):
    return [(k, mode, site, of[k]) for k in keys for mode, of in (("car", car), ("transit", transit))]


def modes(spaces: float, *, basis: str = "usual", people=None, extra=(), **rest: dict[str, float]) -> dict[str, str]:
    people = staff(p={}, q={}, r={}) if people is None else people
    places = sites(new=spaces, old_b=NONE, old_r=NONE)
    known = [(key, "car", site, 5.0) for key in people.index for site in ("old-b", "old-r")]
    found = journeys(people, places, *rows("new", **rest), *known, *extra, basis=basis)
    after = found[found["site_id"] == "new"].set_index("staff_key")
    assert (after["parked_after"] == (after["mode_after"] == "car")).all()
    return after["mode_after"].to_dict()


@pytest.mark.parametrize("basis", ["usual", "best"])
@pytest.mark.parametrize(
    ("spaces", "drive"),
    [(NONE, "pqr"), (4, "pqr"), (3, "pqr"), (2, "pq"), (1.9, "p"), (1, "p"), (0, "")],
)
def test_go_to_those_whom_they_save_most(spaces, drive, basis):
    # Five days a week each: a whole space each. 1.9 spaces hold one.
    assert modes(spaces, basis=basis) == {k: "car" if k in drive else "transit" for k in "pqr"}


def test_a_person_of_few_days_uses_part_of_a_space():
    # p 3 days, q 2.5 days, r 2 days: 0.6 + 0.5 > 1, so the queue ends at q, although 0.6 + 0.4 for r would fit.
    people = staff(p={"days_on_site_per_week": 3.0}, q={"days_on_site_per_week": 2.5}, r={"days_on_site_per_week": 2.0})
    assert modes(1, people=people) == {"p": "car", "q": "transit", "r": "transit"}
    # 0.6 + 0.5 = 1.1 just fits, and 1.5 all three.
    assert modes(1.1, people=people) == {"p": "car", "q": "car", "r": "transit"}
    assert modes(1.5, people=people) == dict.fromkeys("pqr", "car")


def test_ties_go_by_the_key():
    even = dict.fromkeys("pqr", 40.0)
    assert modes(1, car=dict.fromkeys("pqr", 20.0), transit=even) == {"p": "car", "q": "transit", "r": "transit"}


def test_those_with_no_other_way_come_first():
    # r cannot get there but by car; without the one space there is no journey at all for him.
    assert modes(1, transit=TRANSIT | {"r": NONE}) == {"p": "transit", "q": "transit", "r": "car"}
    assert modes(0, transit=TRANSIT | {"r": NONE})["r"] == "none"


def test_those_without_take_the_quickest_other_way_within_its_limits():
    extra = [("q", "cycle", "new", 35.0), ("r", "walk", "new", 46.0), ("r", "cycle", "new", 61.0)]
    assert modes(0, extra=extra) == {"p": "transit", "q": "cycle", "r": "transit"}


def test_a_driver_whom_a_space_saves_nothing_drives_all_the_same_by_the_mode_of_now_if_one_is_left():
    # r would be 5 minutes quicker by public transport: last in the queue, and no user of a space on the best basis.
    quick = TRANSIT | {"r": 25.0}
    assert modes(3, transit=quick)["r"] == "car"
    assert modes(2, transit=quick)["r"] == "transit"
    assert modes(3, transit=quick, basis="best")["r"] == "transit"


class TestPresentWorkplace:
    """Old-b has one space. p and q drive there now; r, also of Bexley, owns a car and goes by public transport; s comes
    from Bromley by car."""

    PEOPLE = staff(p={}, q={}, r={"usual_mode": "transit", "has_car": True}, s={"employer": "bromley"})

    def found(self, spaces: float, basis: str):
        rows = [("p", "car", "old-b", 20.0), ("q", "car", "old-b", 20.0), ("r", "car", "old-b", 20.0),
                ("s", "car", "old-b", 20.0), ("s", "car", "old-r", 5.0)]  # fmt: skip
        rows += [(key, "transit", "old-b", minutes) for key, minutes in zip("pqrs", (21, 22, 50, 60), strict=True)]
        table = journeys(self.PEOPLE, sites(old_b=spaces, old_r=NONE), *rows, basis=basis)
        return table[table["site_id"] == "old-b"].set_index("staff_key")

    def test_those_who_drive_there_now_have_a_space_there_now(self):
        found = self.found(1, "usual")
        assert found["mode_before"].to_dict() == {"p": "car", "q": "car", "r": "transit", "s": "car"}
        assert found["parked_before"].to_dict() == {"p": True, "q": True, "r": False, "s": True}

    @pytest.mark.parametrize(("spaces", "newcomer"), [(1, "transit"), (2, "transit"), (3, "car")])
    def test_newcomers_have_what_is_left(self, spaces, newcomer):
        # s would save 40 minutes, p one: but p has the space already.
        found = self.found(spaces, "usual")
        assert found["mode_after"].to_dict() == {"p": "car", "q": "car", "r": "transit", "s": newcomer}

    @pytest.mark.parametrize(
        ("spaces", "colleague", "newcomer"), [(2, "transit", "transit"), (3, "car", "transit"), (4, "car", "car")]
    )
    def test_others_who_work_there_come_before_newcomers(self, spaces, colleague, newcomer):
        # A space saves r 30 minutes and s 40: r works there now.
        found = self.found(spaces, "best")
        assert found["mode_after"].to_dict() == {"p": "car", "q": "car", "r": colleague, "s": newcomer}
        assert found.loc["r", "mode_before"] == colleague

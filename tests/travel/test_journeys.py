import pandas as pd
import pytest

from feasibility.errors import InputError
from feasibility.travel.journeys import before_and_after
from tests.travel.worlds import PLAIN, staff

PRESENT = {"bexley": "old-a", "bromley": "old-b"}


def table(*rows):
    frame = pd.DataFrame(rows, columns=["staff_key", "site_id", "mode", "minutes"])
    return frame.assign(km=frame["minutes"] / 10, source="default")


def person(mode, key="p1", employer="bexley"):
    return staff((key, employer, mode, (0, 0)))


def journey(people, minutes, site, present=PRESENT):
    found = before_and_after(people, minutes, present, PLAIN)
    return found.set_index(["staff_key", "site_id"]).loc[("p1", site)]


def test_before_is_the_present_workplace_and_after_is_each_site():
    minutes = table(("p1", "old-a", "car", 10.0), ("p1", "new", "car", 25.0))
    found = journey(person("car"), minutes, "new", {"bexley": "old-a"})
    assert (found["minutes_before"], found["minutes_after"]) == (10, 25)
    assert (found["km_before"], found["km_after"]) == (1, 2.5)


def test_each_employer_has_its_own_present_centre():
    people = pd.concat([person("car"), person("car", "p2", "bromley")], ignore_index=True)
    minutes = table(("p1", "old-a", "car", 10.0), ("p1", "old-b", "car", 20.0),
                    ("p2", "old-a", "car", 30.0), ("p2", "old-b", "car", 5.0))  # fmt: skip
    found = before_and_after(people, minutes, PRESENT, PLAIN)
    assert found.groupby("staff_key")["minutes_before"].first().to_dict() == {"p1": 10, "p2": 5}


@pytest.mark.parametrize(("minutes_on_foot", "mode", "taken"), [(45.0, "walk", 45.0), (45.1, "transit", 30.0)])
def test_a_walk_over_its_limit_is_given_up_for_public_transport(minutes_on_foot, mode, taken):
    minutes = table(
        ("p1", "old-a", "walk", 12.0), ("p1", "new", "walk", minutes_on_foot), ("p1", "new", "transit", 30.0)
    )
    found = journey(person("walk"), minutes, "new", {"bexley": "old-a"})
    assert (found["mode_before"], found["mode_after"], found["minutes_after"]) == ("walk", mode, taken)


@pytest.mark.parametrize(("minutes_by_cycle", "mode"), [(60.0, "cycle"), (61.0, "transit")])
def test_so_is_a_cycle_ride(minutes_by_cycle, mode):
    minutes = table(
        ("p1", "old-a", "cycle", 12.0), ("p1", "new", "cycle", minutes_by_cycle), ("p1", "new", "transit", 30.0)
    )
    assert journey(person("cycle"), minutes, "new", {"bexley": "old-a"})["mode_after"] == mode


def test_a_driver_without_a_way_by_car_goes_by_public_transport():
    minutes = table(("p1", "old-a", "car", 10.0), ("p1", "new", "transit", 40.0))
    assert journey(person("car"), minutes, "new", {"bexley": "old-a"})["mode_after"] == "transit"


def test_nobody_is_put_into_a_car_who_does_not_use_one():
    minutes = table(("p1", "old-a", "walk", 12.0), ("p1", "new", "car", 10.0), ("p1", "old-a", "car", 3.0))
    with pytest.raises(InputError, match="site new: 1 of 1 staff have no journey there"):
        before_and_after(person("walk"), minutes, {"bexley": "old-a"}, PLAIN)


@pytest.mark.parametrize("mode", ["car", "walk", "cycle", "transit"])
def test_doing_nothing_changes_nothing_whatever_the_mode(mode):
    # On foot and by cycle over the limits, so that the fallback is met before as well as after.
    minutes = table(("p1", "old-a", "car", 11.1), ("p1", "old-a", "walk", 99.0), ("p1", "old-a", "cycle", 77.0),
                    ("p1", "old-a", "transit", 33.3))  # fmt: skip
    found = journey(person(mode), minutes, "old-a", {"bexley": "old-a"})
    assert found["minutes_after"] - found["minutes_before"] == 0
    assert found["km_after"] - found["km_before"] == 0
    assert found["mode_after"] == found["mode_before"]


def test_stranded_people_are_counted_by_site_and_shown_by_row_key():
    people = pd.concat([person("car"), person("car", "p2"), person("transit", "p3")], ignore_index=True)
    minutes = table(*[(key, "old-a", mode, 10.0) for key, mode in (("p1", "car"), ("p2", "car"), ("p3", "transit"))],
                    ("p1", "new", "car", 10.0))  # fmt: skip
    with pytest.raises(InputError) as raised:
        before_and_after(people, minutes, {"bexley": "old-a"}, PLAIN)
    fault, remedy = raised.value.faults
    assert fault.startswith("site new: 2 of 3 staff have no journey there")
    assert fault.endswith("(p2, p3)")
    assert remedy.startswith("supply minutes")


def test_an_employer_without_a_present_centre_is_named():
    minutes = table(("p1", "old-a", "car", 10.0))
    with pytest.raises(InputError, match="employer croydon has no present centre"):
        before_and_after(person("car", employer="croydon"), minutes, PRESENT, PLAIN)


def test_frames_labelled_by_their_keys_are_taken_as_well():
    people = person("car").set_index("staff_key", drop=False)
    minutes = table(("p1", "old-a", "car", 10.0))
    assert len(before_and_after(people, minutes, PRESENT | {"bexley": "old-a"}, PLAIN)) == 1

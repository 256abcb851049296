import numpy as np
import pandas as pd
import pytest

from feasibility.errors import InputError
from feasibility.travel import minutes
from feasibility.travel.rail import RailGraph
from tests.travel.worlds import PLAIN, chain, network_of, sites, staff, stations

# Nodes at 0, 1,000, 3,000 and 9,000 m.
STREET = network_of(chain(1000, 2000, 6000))
PEOPLE = staff(("p1", "bexley", "car", (0, 0)), ("p2", "bromley", "walk", (1000, 0)))
PLACES = sites(near=(3000, 0), far=(9000, 0))


def value(travel, person, site, mode, column="minutes"):
    found = travel.minutes.set_index(["staff_key", "site_id", "mode"])[column]
    return found.get((person, site, mode))


def stated(travel, mode, measure):
    return travel.evidence.set_index(["mode", "measure"])["value"][mode, measure]


def test_each_mode_has_its_worked_minutes():
    travel = minutes.measure(PEOPLE, PLACES, STREET, None, PLAIN)
    # Car: 3,000 m at 500 m a minute, scale 1, and 2 minutes = 8; 9,000 m: 18 + 2 = 20.
    assert value(travel, "p1", "near", "car") == pytest.approx(8)
    assert value(travel, "p1", "far", "car") == pytest.approx(20)
    assert value(travel, "p1", "far", "car", "km") == pytest.approx(9)
    # On foot 80 m a minute: 3,000 m = 37.5; by cycle 200 m a minute: 9,000 m = 45.
    assert value(travel, "p1", "near", "walk") == pytest.approx(37.5)
    assert value(travel, "p1", "far", "cycle") == pytest.approx(45)


def test_the_affine_fit_is_applied_to_the_whole_way():
    fitted = PLAIN.model_copy(update={"car_scale": 0.5, "car_terminal_minutes": 8.0})
    # 8 + 0.5 x 6 = 11.
    assert value(minutes.measure(PEOPLE, PLACES, STREET, None, fitted), "p1", "near", "car") == pytest.approx(11)


def test_a_home_off_the_street_pays_for_the_way_to_it_and_one_too_far_is_not_placed():
    people = staff(("p1", "bexley", "car", (0, 500)), ("p2", "bexley", "car", (0, 5000)))
    travel = minutes.measure(people, PLACES, STREET, None, PLAIN)
    # 500 m more at 500 m a minute: 8 + 1 = 9.
    assert value(travel, "p1", "near", "car") == pytest.approx(9)
    assert set(travel.minutes["staff_key"]) == {"p1"}
    assert stated(travel, "all", "homes placed on the network") == "50.0%"
    assert stated(travel, "car", "pairs without a way") == "2 of 4"
    assert stated(travel, "all", "distance from home to the network, largest") == "500 m"


def test_pairs_beyond_the_limit_are_absent_and_counted():
    travel = minutes.measure(PEOPLE, PLACES, STREET, None, PLAIN)
    # 9,000 m and 8,000 m on foot are over 45 minutes.
    assert value(travel, "p1", "far", "walk") is None
    assert stated(travel, "walk", "pairs beyond the limit or without a way") == "2 of 4"
    # No train and no bus: public transport is walking all the way, or nothing.
    assert value(travel, "p1", "far", "transit") is None
    assert value(travel, "p1", "near", "transit") == pytest.approx(37.5)
    assert stated(travel, "transit", "share of journeys where walking all the way is quickest") == "100.0%"


def test_an_unreachable_site_has_no_row_by_any_mode():
    island = chain(1000, 2000, 6000)
    cut = type(island)(**{**island.__dict__, "start": island.start[:2], "end": island.end[:2],
                          "metres": island.metres[:2], "car_minutes": island.car_minutes[:2]})  # fmt: skip
    travel = minutes.measure(PEOPLE, PLACES, network_of(cut), None, PLAIN)
    assert set(travel.minutes["site_id"]) == {"near"}
    assert np.isfinite(travel.minutes["minutes"]).all()
    assert stated(travel, "car", "pairs without a way") == "2 of 4"


def test_supplied_minutes_win_and_say_so():
    supplied = pd.DataFrame(
        [
            ("p1", "near", "car", 31.0, np.nan),
            ("p1", "far", "transit", 55.0, 12.5),
            ("p2", "far", "transit", 60.0, np.nan),
        ],
        columns=["staff_key", "site_id", "mode", "minutes", "km"],
    )
    travel = minutes.measure(PEOPLE, PLACES, STREET, supplied, PLAIN)
    assert value(travel, "p1", "near", "car") == 31
    assert value(travel, "p1", "near", "car", "km") == pytest.approx(3)  # the measured way, for want of a supplied one
    assert value(travel, "p1", "far", "transit", "km") == 12.5
    assert value(travel, "p2", "far", "transit", "km") == 0
    assert value(travel, "p1", "near", "car", "source") == "supplied"
    assert value(travel, "p1", "far", "car", "source") == "default"
    assert not travel.minutes.duplicated(["staff_key", "site_id", "mode"]).any()
    assert stated(travel, "car", "pairs supplied") == "25.0%"


def test_a_matrix_can_be_all_there_is():
    lost = staff(("p1", "bexley", "car", (0, 50_000)))
    supplied = pd.DataFrame({"staff_key": ["p1"], "site_id": ["near"], "mode": ["car"], "minutes": [70.0]})
    travel = minutes.measure(lost, PLACES, STREET, supplied, PLAIN)
    assert travel.minutes["minutes"].tolist() == [70.0]


def test_a_site_off_the_network_is_named():
    with pytest.raises(InputError, match="site moon lies more than 1000 m"):
        minutes.measure(PEOPLE, sites(near=(3000, 0), moon=(0, 90_000)), STREET, None, PLAIN)


def test_the_error_is_stated_as_measured_only_for_the_shipped_settings():
    shipped = type(PLAIN)()
    of_car = ("car", "error")
    assert stated(minutes.measure(PEOPLE, PLACES, STREET, None, shipped), *of_car).startswith("mean absolute error")
    changed = shipped.model_copy(update={"car_scale": 0.9})
    assert stated(minutes.measure(PEOPLE, PLACES, STREET, None, changed), *of_car).startswith(
        "not measured with this run's car_scale"
    )


def test_evidence_shows_no_home():
    people = staff(("p1", "bexley", "car", (123, 457)))
    words = minutes.measure(people, PLACES, STREET, None, PLAIN).evidence.to_csv()
    assert not {"123", "457", "p1"} & set(words.replace(",", " ").split())


def rail_from(place):
    """A line of 12 minutes and 12 km from a station at the place to one at the far site."""
    ride = np.array([[0.0, 12.0], [12.0, 0.0]])
    return RailGraph(stations(here=place, there=(40_000, 0)), ride, ride, 0)


def test_a_home_with_no_station_in_reach_takes_a_bus_to_the_nearest():
    buses = PLAIN.model_copy(update={"bus_km_per_hour": 30.0, "bus_wait_minutes": 6.0, "bus_walk_minutes": 4.0})
    network = network_of(chain(10_000, 30_000), rail_from((10_000, 0)))
    travel = minutes.measure(staff(("p1", "bexley", "transit", (0, 0))), sites(far=(40_000, 0)), network, None, buses)
    # Bus 4 + 6 + 10 km at 500 m a minute (20), wait for the train 5, ride 12 = 47 minutes; 22 km.
    assert value(travel, "p1", "far", "transit") == pytest.approx(47)
    assert value(travel, "p1", "far", "transit", "km") == pytest.approx(22)
    assert stated(travel, "transit", "homes with no station of the file within 4 km of streets") == "100.0%"
    # Without buses nobody walks 10 km to a train.
    on_foot = minutes.measure(staff(("p1", "bexley", "transit", (0, 0))), sites(far=(40_000, 0)), network, None, PLAIN)
    assert value(on_foot, "p1", "far", "transit") is None


def test_a_station_in_reach_is_walked_to():
    network = network_of(chain(800, 39_200), rail_from((800, 0)))
    travel = minutes.measure(staff(("p1", "bexley", "transit", (0, 0))), sites(far=(40_000, 0)), network, None, PLAIN)
    # Walk 10, wait 5, ride 12 = 27 minutes; 12.8 km.
    assert value(travel, "p1", "far", "transit") == pytest.approx(27)
    assert value(travel, "p1", "far", "transit", "km") == pytest.approx(12.8)
    assert stated(travel, "transit", "homes with no station of the file within 4 km of streets") == "0.0%"

import numpy as np
import pandas as pd
import pytest

from feasibility.travel import rail, transit
from tests.travel.worlds import PLAIN, lines, stations

LINE = stations(ash=(0, 0), birch=(4000, 0), cedar=(10_000, 0))
TRACK = lines([(0, 0), (10_000, 0)])


def ride(graph, one, other):
    names = list(graph.stations["name"])
    pair = names.index(one), names.index(other)
    return graph.ride_minutes[pair], graph.ride_km[pair]


def test_a_ride_is_running_time_and_the_stops_on_the_way():
    graph = rail.build(TRACK, LINE, None, PLAIN)
    # The points a station owns (125 m each side) are the station: 4,000 - 200 m of line between two of them.
    assert ride(graph, "ash", "birch") == pytest.approx((3.9, 3.9), abs=0.15)
    # About 10 km at 1 km a minute and one stop of 1 minute.
    assert ride(graph, "ash", "cedar") == pytest.approx((10.7, 9.7), abs=0.3)
    assert ride(graph, "cedar", "ash") == pytest.approx(ride(graph, "ash", "cedar"))
    assert ride(graph, "ash", "ash") == (0, 0)


def test_turning_back_at_a_station_costs_a_change():
    # Two branches meet at the junction: from one branch to the other the train would have to reverse.
    fork = stations(junction=(0, 0), north=(5000, 500), south=(5000, -500))
    tracks = lines([(0, 0), (5000, 500)], [(0, 0), (5000, -500)])
    graph = rail.build(tracks, fork, None, PLAIN)
    straight, _ = ride(graph, "north", "junction")
    around, _ = ride(graph, "north", "south")
    # Twice the branch, a stop of 1 minute and a change of 10.
    assert around == pytest.approx(2 * straight + 1 + 10)
    patient = PLAIN.model_copy(update={"rail_turn_degrees_max": 179.0})
    assert ride(rail.build(tracks, fork, None, patient), "north", "south")[0] == pytest.approx(2 * straight + 1)


def test_a_station_off_the_line_is_left_out_until_a_link_serves_it():
    more = stations(ash=(0, 0), birch=(4000, 0), fir=(4000, 3000))
    without = rail.build(TRACK, more, None, PLAIN)
    assert list(without.stations["name"]) == ["ash", "birch"]
    assert without.unserved == 1
    links = pd.DataFrame({"from_crs": ["BIR"], "to_crs": ["FIR"]})
    linked = rail.build(TRACK, more, links, PLAIN)
    assert linked.unserved == 0
    # 3 km at 1 km a minute.
    assert ride(linked, "birch", "fir") == pytest.approx((3.0, 3.0))


def test_stations_that_no_railway_joins_have_no_ride():
    apart = rail.build(lines([(0, 0), (4000, 0)], [(20_000, 0), (24_000, 0)]),
                       stations(ash=(0, 0), fir=(24_000, 0)), None, PLAIN)  # fmt: skip
    assert np.isinf(ride(apart, "ash", "fir")[0])


def test_entries_that_stand_together_are_one_station():
    graph = rail.build(TRACK, stations(ash=(0, 0), ashby=(100, 0), cedar=(10_000, 0)), None, PLAIN)
    assert list(graph.stations["name"]) == ["ash", "cedar"]


def one_home(direct_metres, from_station, to_station, settings=PLAIN):
    """One home, one site, stations 0 and 1 with 12 minutes and 12 km between them."""
    distances = transit.Distances(
        site_to_home=np.array([[float(direct_metres)]]),
        site_to_station=np.array([[np.inf, float(to_station)]]),
        station_to_home=np.array([[float(from_station)], [np.inf]]),
        far_homes=np.array([False]),
    )
    between = np.array([[0.0, 12.0], [12.0, 0.0]])
    found = transit.estimate(distances, between, between, settings)
    return found.minutes[0, 0], found.km[0, 0], bool(found.walked[0, 0])


def test_train_with_its_walks_and_wait():
    # Walk 800 m (10), wait 5, ride 12, walk 400 m (5) = 32 minutes; 0.8 + 12 + 0.4 = 13.2 km.
    assert one_home(20_000, 800, 400) == (pytest.approx(32.0), pytest.approx(13.2), False)


def test_walking_all_the_way_where_quicker():
    # 1,600 m: 20 minutes on foot, less than the 32 by train.
    assert one_home(1600, 800, 400) == (pytest.approx(20.0), pytest.approx(1.6), True)


def test_a_bus_all_the_way_where_quicker_and_none_when_turned_off():
    buses = PLAIN.model_copy(update={"bus_km_per_hour": 15.0, "bus_wait_minutes": 6.0, "bus_walk_minutes": 6.0})
    # 4 km at 250 m a minute = 16, and 12 of wait and walk = 28 minutes: less than 32 by train and 50 on foot.
    assert one_home(4000, 800, 400, buses) == (pytest.approx(28.0), pytest.approx(4.0), False)
    assert one_home(4000, 800, 400)[0] == pytest.approx(32.0)


def test_a_bus_to_the_station_where_quicker_than_walking():
    buses = PLAIN.model_copy(update={"bus_km_per_hour": 15.0, "bus_wait_minutes": 6.0, "bus_walk_minutes": 6.0})
    # To the station 3 km: on foot 37.5, by bus 12 + 12 = 24. Then 5 + 12 + 5 = 46 minutes; by bus all the way 12 + 80.
    assert one_home(20_000, 3000, 400, buses)[0] == pytest.approx(46.0)
    assert one_home(20_000, 3000, 400)[0] == pytest.approx(59.5)


def test_out_of_reach_of_everything():
    # No bus, and on foot 250 minutes to the site and 62.5 to the station, over the 45 anybody walks.
    assert np.isinf(one_home(20_000, 5000, 400)[0])
    # The same on the way from the station to the site.
    assert np.isinf(one_home(20_000, 800, 5000)[0])

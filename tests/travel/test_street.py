import geopandas as gpd
import numpy as np
import pytest
from scipy.sparse.csgraph import dijkstra
from shapely.geometry import LineString, box

from feasibility.errors import InputError
from feasibility.tables import METRIC_CRS
from feasibility.travel import main_roads, paths, street
from tests.travel.worlds import STREET, lines, no_roads, points, row


def node_at(graph, easting, northing):
    return int(np.hypot(graph.easting[: graph.places] - easting, graph.northing[: graph.places] - northing).argmin())


def car_minutes(graph, one, other):
    matrix = paths.both_ways(graph, graph.car_minutes)
    return dijkstra(matrix, indices=node_at(graph, *one))[node_at(graph, *other)]


def test_gabriel_neighbours_have_no_third_point_between_them():
    # Corners of a square with sides of 2, and a point a little below the middle.
    square = np.array([[0.0, 0.0], [2.0, 0.0], [2.0, 2.0], [0.0, 2.0], [1.0, 0.9]])
    start, end = street.gabriel(square)
    edges = set(zip(start.tolist(), end.tolist(), strict=True))
    # The fifth point lies 0.9 from the centre of the bottom side, whose circle has radius 1: inside, so no edge. From
    # the centre of the top side it lies 1.1, from those of the left and right 1.005: outside, so edges.
    assert edges == {(1, 2), (2, 3), (0, 3), (0, 4), (1, 4), (2, 4), (3, 4)}


def test_gabriel_graph_agrees_with_its_definition_on_random_points():
    places = np.unique(np.random.default_rng(7).uniform(0, 1000, (60, 2)), axis=0)
    wanted = set()
    for i in range(len(places)):
        for j in range(i + 1, len(places)):
            centre, radius = (places[i] + places[j]) / 2, np.hypot(*(places[i] - places[j])) / 2
            others = np.delete(places, [i, j], axis=0)
            if (np.hypot(*(others - centre).T) >= radius).all():
                wanted.add((i, j))
    start, end = street.gabriel(places)
    assert set(zip(start.tolist(), end.tolist(), strict=True)) == wanted


def test_local_street_takes_its_length_at_local_speed():
    graph = street.build(row(2000), no_roads(), None, STREET)
    # 2,000 m at 500 m a minute = 4 minutes (the points stand a metre aside: a hair more).
    assert car_minutes(graph, (0, 0), (2000, 0)) == pytest.approx(4.0, abs=0.01)


def test_a_main_road_beats_the_street_and_only_when_long_enough():
    road = lines([(0, 0), (4000, 0)])
    graph = street.build(row(4000), road, None, STREET)
    # Street: 4,000 / 500 = 8 minutes. Main road: joining 0.5 + 4,000 m at 1,000 m a minute + leaving 0.5 = 5 minutes.
    assert car_minutes(graph, (0, 0), (4000, 0)) == pytest.approx(5.0, abs=0.01)
    # 400 m: street 0.8 minutes; main road 0.5 + 0.4 + 0.5 = 1.4.
    assert car_minutes(graph, (0, 0), (400, 0)) == pytest.approx(0.8, abs=0.01)


@pytest.mark.parametrize(("limits", "speed"), [((9, 50), 80.0), ((3, 50), 45.0), ((1, 3), 20.0)])
def test_the_speed_of_a_main_road_follows_the_postcodes_around_it(limits, speed):
    # 400 m around the middle of a piece of a road along points every 200 m stand 4 points.
    settings = STREET.model_copy(
        update={
            "open_road_postcodes": limits[0], "suburban_road_postcodes": limits[1], "open_road_km_per_hour": 80.0,
            "suburban_road_km_per_hour": 45.0, "urban_road_km_per_hour": 20.0, "local_km_per_hour": 1.0,
            "join_minutes": 0.0, "road_split_metres": 200.0,
        }
    )  # fmt: skip
    graph = street.build(row(4000), lines([(0, 0), (4000, 0)]), None, settings)
    # 2,000 m in the midst of the road: 2 km / speed x 60; the points a metre off add 1 m at 1 km/h = 0.06 minutes.
    assert car_minutes(graph, (1200, 0), (3200, 0)) == pytest.approx(2 / speed * 60, abs=0.13)


def test_a_link_over_the_longest_allowed_is_dropped():
    # Two hamlets 3 km apart.
    hamlets = points((0, 0), (100, 5), (50, 80), (3000, 0), (3100, 5), (3050, 80))
    apart = street.build(hamlets, no_roads(), None, STREET)
    assert np.isinf(car_minutes(apart, (0, 0), (3000, 0)))
    joined = street.build(hamlets, no_roads(), None, STREET.model_copy(update={"street_link_metres_max": 3500.0}))
    assert np.isfinite(car_minutes(joined, (0, 0), (3000, 0)))


RIVER = gpd.GeoSeries([LineString([(-5000, 100), (10_000, 100)])], crs=METRIC_CRS)
BANKS = points(*[(x, y + (x // 200) % 2) for x in range(0, 2001, 200) for y in (0, 200)])


@pytest.mark.parametrize("river", [RIVER, gpd.GeoSeries([box(-5000, 50, 10_000, 150)], crs=METRIC_CRS)])
def test_a_river_sends_the_journey_over_the_bridge(river):
    bridge = lines([(2000, 0), (2000, 200)])
    open_land = street.build(BANKS, bridge, None, STREET)
    # Straight across: 200 m at 500 m a minute = 0.4 minutes.
    assert car_minutes(open_land, (0, 0), (0, 200)) == pytest.approx(0.4, abs=0.01)
    barred = street.build(BANKS, bridge, river, STREET)
    # 2 km to the bridge (4 minutes), over it (0.5 + 0.2 + 0.5), and 2 km back (4) = 9.2 minutes.
    assert car_minutes(barred, (0, 0), (0, 200)) == pytest.approx(9.2, abs=0.02)


def test_without_a_bridge_the_other_bank_is_out_of_reach():
    barred = street.build(BANKS, no_roads(), RIVER, STREET)
    assert np.isinf(car_minutes(barred, (0, 0), (0, 200)))


def test_length_stated_for_a_road_counts_not_the_straight_line():
    road = lines([(0, 0), (4000, 0)]).assign(length_km=6.0)
    pieces = main_roads.split(road, 250)
    assert pieces.metres.sum() == pytest.approx(6000)
    assert len(pieces.metres) == 16


def test_too_few_points_are_refused():
    with pytest.raises(InputError, match="widen"):
        street.build(points((0, 0), (1, 1), (0, 0)), no_roads(), None, STREET)


def test_way_and_its_length():
    graph = street.build(row(4000), lines([(0, 0), (4000, 0)]), None, STREET)
    ends = np.array([node_at(graph, 4000, 0), node_at(graph, 0, 0)])
    found, length = paths.ways(graph, graph.car_minutes, ends[1:], ends)
    assert found == pytest.approx(np.array([[5.0, 0.0]]), abs=0.01)
    assert length == pytest.approx(np.array([[4000, 0]]), abs=1)


def test_classes_of_main_roads_have_speeds_of_their_own():
    def minutes(road_class, least=90.0):
        settings = STREET.model_copy(update={"dual_carriageway_km_per_hour": least})
        graph = street.build(row(4000), lines([(0, 0), (4000, 0)], road_class=road_class), None, settings)
        return car_minutes(graph, (0, 0), (4000, 0))

    # Joining and leaving 0.5 each, and 4 km at 120, 90 or 60 km/h: 2, 2.67 or 4 minutes.
    assert minutes("motorway") == pytest.approx(3.0, abs=0.01)
    assert minutes("dual carriageway") == pytest.approx(3.67, abs=0.01)
    assert minutes("") == pytest.approx(5.0, abs=0.01)
    # The speed of dual carriageways is the least, not the only one.
    assert minutes("dual carriageway", least=20.0) == pytest.approx(5.0, abs=0.01)


def test_a_link_over_open_land_is_slow_by_car_and_no_longer_on_foot():
    hamlets = points((0, 0), (100, 5), (1000, 0), (1100, 5))
    graph = street.build(hamlets, no_roads(), None, STREET)
    # 900 m of open land at 15 km/h = 250 m a minute: 3.6 minutes, after 100 m of street in 0.2.
    assert car_minutes(graph, (0, 0), (1000, 0)) == pytest.approx(3.8, abs=0.01)
    assert graph.foot_metres.sum() == pytest.approx(graph.metres.sum())
    # A limit as long as the link: street.
    quick = street.build(hamlets, no_roads(), None, STREET.model_copy(update={"open_land_link_metres": 901.0}))
    assert car_minutes(quick, (0, 0), (1000, 0)) == pytest.approx(2.0, abs=0.01)


def test_a_railway_costs_cars_time_on_streets_and_none_on_main_roads():
    railway = lines([(1100, -500), (1100, 500)])
    graph = street.build(row(2000), no_roads(), None, STREET, railways=railway)
    # 4 minutes along the street (see above) and 3 at the railway.
    assert car_minutes(graph, (0, 0), (2000, 0)) == pytest.approx(7.0, abs=0.01)
    assert car_minutes(graph, (0, 0), (1000, 0)) == pytest.approx(2.0, abs=0.01)
    # Main road: 0.5 + 2 + 0.5.
    bridged = street.build(row(2000), lines([(0, 0), (2000, 0)]), None, STREET, railways=railway)
    assert car_minutes(bridged, (0, 0), (2000, 0)) == pytest.approx(3.0, abs=0.01)
    assert graph.foot_metres.sum() == pytest.approx(graph.metres.sum())


def on_foot(graph, one, other):
    return dijkstra(paths.both_ways(graph, graph.foot_metres), indices=node_at(graph, *one))[node_at(graph, *other)]


@pytest.mark.parametrize("road_class", ["motorway", "dual carriageway"])
def test_nobody_walks_over_a_bridge_of_a_motorway(road_class):
    graph = street.build(BANKS, lines([(2000, 0), (2000, 200)], road_class=road_class), RIVER, STREET)
    assert np.isfinite(car_minutes(graph, (0, 0), (0, 200)))
    assert np.isinf(on_foot(graph, (0, 0), (0, 200)))


def test_a_foot_tunnel_is_walked_and_not_driven():
    graph = street.build(BANKS, lines([(2000, 0), (2000, 200)], road_class="footway"), RIVER, STREET)
    assert np.isinf(car_minutes(graph, (0, 0), (0, 200)))
    # 2 km there, 200 m through, 2 km back.
    assert on_foot(graph, (0, 0), (0, 200)) == pytest.approx(4200, abs=5)


def test_main_roads_far_beyond_the_postcodes_are_left_out():
    near, far = [(0, 0), (2000, 0)], [(9000, 0), (9500, 0)]
    assert street.build(row(2000), lines(near, far), None, STREET).nodes == 11 + 9
    wider = STREET.model_copy(update={"road_margin_metres": 8000.0})
    # The second road lies 7 km off: 500 m in two pieces have three points.
    assert street.build(row(2000), lines(near, far), None, wider).nodes == 11 + 9 + 3

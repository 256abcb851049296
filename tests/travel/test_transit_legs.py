"""A journey told leg by leg."""

import pytest

from feasibility.travel import transit
from tests.travel.transit_worlds import NOON, TRAVEL, at, built, line, measured, with_transit

STOPS = {"west": 1000, "mid": 5000, "near": 5200, "east": 9000}
NETWORK = built(
    [line("t", "train"), line("u", "train"), line("b")],
    {"t": [("west", 0), ("mid", 5)], "u": [("west", 0), ("mid", 7)], "b": [("near", None), ("east", None)]},
    STOPS,
)


def told(home, work, network=NETWORK, settings=TRAVEL, shift=NOON):
    return transit.legs(at(way=home), at(way=work), network, shift, settings)["way"]


def test_every_leg_of_a_journey_with_a_change():
    legs = told((600, 80), 9400)
    assert [(leg.how, leg.lines, leg.start, leg.end) for leg in legs] == [
        ("walk", (), "the start", "West"),
        ("train", ("T", "U"), "West", "Mid"),
        ("walk", (), "Mid", "Near"),
        ("bus", ("B",), "Near", "East"),
        ("walk", (), "East", "the destination"),
    ]
    walk, train, between, bus, last = legs
    assert walk.minutes == pytest.approx(6)  # 80 m to the street and 400 m along it
    # Two lines of 6 an hour: (30 + 30 + 42) / 12 = 8.5 is 2.5 of wait and 6 on board; 1 of reliability.
    assert (train.change_minutes, train.wait_minutes, train.minutes) == pytest.approx((0, 3.5, 6))
    assert between.minutes == pytest.approx(2.5)
    assert (bus.change_minutes, bus.wait_minutes, bus.minutes) == pytest.approx((3, 7, 9.5))
    assert last.minutes == pytest.approx(5)
    assert sum(leg.km for leg in legs) == pytest.approx(8.88)


@pytest.mark.parametrize("work", [9000, 9400, (9400, 120), 5000, 5400])
def test_legs_add_up_to_the_minutes_of_the_pair(work):
    # With the change the same to a bus and to a train, and NOON alike both ways, so are the two ways of the pair.
    even = with_transit(change_to_bus_minutes=4.0, change_to_rail_minutes=4.0)
    legs = told((700, 30), work, settings=even)
    assert sum(leg.total_minutes for leg in legs) == pytest.approx(measured(NETWORK, (700, 30), work, even)["minutes"])
    assert sum(leg.km for leg in legs) == pytest.approx(measured(NETWORK, (700, 30), work, even)["km"])


def test_journeys_told_together_are_those_told_alone():
    ends = {"a": ((600, 80), 9400), "b": (2000, 2800), "c": ((600, 5000), 9400), "d": (600, 9000), "e": (600, 900)}
    homes, works = (at(**{key: pair[side] for key, pair in ends.items()}) for side in (0, 1))
    together = transit.legs(homes, works, NETWORK, NOON, TRAVEL)
    assert together == {key: told(*pair) for key, pair in ends.items()}
    assert [len(legs) for legs in together.values()] == [5, 1, 0, 4, 1]  # none from (600, 5000), far off every street


def test_a_walk_all_the_way_is_one_leg():
    (leg,) = told(2000, 2800)
    assert (leg.how, leg.minutes, leg.km) == ("walk", pytest.approx(10), pytest.approx(0.8))


def test_no_service_and_no_street_have_no_legs():
    assert told(600, 9400, shift=NOON.model_copy(update={"day": "sunday"})) == []
    assert told((600, 5000), 9400) == []


def test_the_assumed_bus_is_called_so():
    local = with_transit(feeder_km_max=3.0, feeder_bus_metres=400.0, feeder_km_per_hour=30.0, feeder_wait_minutes=10.0)
    network = built([line("t", "train")], {"t": [("west", 0), ("east", 12)]}, STOPS)
    legs = told((3000, 40), 9000, network, settings=local)
    assert [leg.how for leg in legs] == ["walk", "local bus, assumed", "train"]
    # 40 m on foot 0.5; 10 of wait; 2,000 m at 500 m a minute.
    assert legs[0].minutes == pytest.approx(0.5)
    assert (legs[1].wait_minutes, legs[1].minutes) == pytest.approx((10, 4))
    # After it the train is a change.
    assert legs[2].change_minutes == pytest.approx(5)


def test_lines_that_hardly_come_are_not_named():
    rare = built(
        [line("t", "train"), line("u", "train", services=2.0)],
        {"t": [("west", 0), ("mid", 5)], "u": [("west", 0), ("mid", 4)]},
        STOPS,
    )
    assert [leg.lines for leg in told(1000, 5000, rare) if leg.lines] == [("T",)]

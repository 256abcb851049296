"""Lines laid over streets."""

from dataclasses import fields

import numpy as np
import pandas as pd
import pytest

from feasibility.travel import transit
from feasibility.travel.street import StreetGraph
from feasibility.travel.transit import kept
from tests.travel.transit_worlds import PLAIN, built, line, street, tables


def run_of(network, name):
    """Stops and minutes of a line in its first direction."""
    lines = network.transit
    row = lines.lines.index[lines.lines["line_id"] == name][0]
    runs = lines.runs
    first = runs.run == runs.run[runs.line == row].min()
    return runs.stop[first], runs.minutes[first], runs.metres[first]


def test_buses_stop_between_their_timing_points():
    network = built([line("a")], {"a": [("west", None), ("east", None)]}, {"west": 1000, "east": 3000})
    stops, minutes, metres = run_of(network, "a")
    # 2,000 m at 400 m: four stops between; 400 m a minute.
    assert list(network.transit.stops["easting"][stops]) == [1000, 1400, 1800, 2200, 2600, 3000]
    assert list(metres) == pytest.approx([0, 400, 800, 1200, 1600, 2000])
    assert list(minutes) == pytest.approx([0, 1, 2, 3, 4, 5])
    assert list(network.transit.stops["made"][stops]) == [False, True, True, True, True, False]


def test_trains_do_not():
    network = built([line("t", "train")], {"t": [("west", 0), ("east", 3)]}, {"west": 1000, "east": 3000})
    _, minutes, metres = run_of(network, "t")
    assert list(minutes) == [0, 3]
    assert list(metres) == [0, 2000]
    assert not network.transit.stops["made"].any()


def test_stated_minutes_are_shared_by_length():
    network = built([line("a")], {"a": [("west", 0), ("east", 10)]}, {"west": 1000, "east": 3000})
    assert list(run_of(network, "a")[1]) == pytest.approx([0, 2, 4, 6, 8, 10])


def test_minutes_are_worked_out_where_they_are_not_stated():
    calls = {"a": [("west", 0), ("mid", 10), ("east", None)]}
    _, minutes, metres = run_of(built([line("a")], calls, {"west": 1000, "mid": 3000, "east": 5000}), "a")
    # Ten minutes to the middle as stated; then 2,000 m at 400 m a minute.
    assert minutes[metres == 2000] == pytest.approx(10)
    assert minutes[-1] == pytest.approx(15)


def test_lines_on_one_street_share_their_stops():
    calls = {"a": [("west", None), ("east", None)], "b": [("w", None), ("e", None)]}
    both = built([line("a"), line("b")], calls, {"west": 1000, "east": 3000, "w": 600, "e": 3400})
    on_a, on_b = run_of(both, "a")[0], run_of(both, "b")[0]
    # b passes every stop of a on its way.
    assert set(on_a) <= set(on_b)
    assert list(both.transit.stops["easting"][on_b]) == [600, 1000, 1400, 1800, 2200, 2600, 3000, 3400]


def test_a_bus_stops_at_another_lines_stop_near_its_way_and_not_at_one_farther_off():
    three = street(4000), street(4000, northing=40.0), street(4000, northing=200.0)
    count = [0, 41, 82]
    graph = StreetGraph(
        **{
            name: np.concatenate([getattr(one, name) for one in three])
            for name in ("easting", "northing", "metres", "car_minutes", "on_foot")
        },
        places=123,
        start=np.concatenate([g.start + n for g, n in zip(three, count, strict=True)]),
        end=np.concatenate([g.end + n for g, n in zip(three, count, strict=True)]),
    )  # fmt: skip
    calls = {
        "a": [("west", None), ("east", None)],
        "b": [("near", None), ("nearer", None)],
        "c": [("far", None), ("farther", None)],
    }
    stops = {
        "west": 1000,
        "east": 3000,
        "near": (2000, 40),
        "nearer": (2400, 40),
        "far": (2000, 200),
        "farther": (2400, 200),
    }
    network = built([line("a"), line("b"), line("c")], calls, stops, graph)
    names = set(network.transit.stops["name"][run_of(network, "a")[0]])
    assert {"Near", "Nearer"} <= names
    assert not {"Far", "Farther"} & names


def test_both_ways_unless_it_says_otherwise():
    calls, stops = {"a": [("west", 0), ("east", 3)]}, {"west": 1000, "east": 3000}
    two, one = built([line("a", "train")], calls, stops), built([line("a", "train", both_ways=False)], calls, stops)
    assert len(two.transit.rides.start) == 2
    assert len(one.transit.rides.start) == 1


def test_a_stop_off_the_streets_is_ridden_through_and_named():
    calls = {"a": [("west", None), ("beyond", None)], "t": [("west", 0), ("beyond", 9)]}
    network = built([line("a"), line("t", "train")], calls, {"west": 9000, "beyond": 13_000})
    assert network.transit.off_streets == ("Beyond",)
    # Straight on at 1.5 times the length: 6,000 m, 15 minutes.
    assert list(run_of(network, "a")[1]) == pytest.approx([0, 15])
    at_beyond = network.transit.stops.index[network.transit.stops["name"] == "Beyond"][0]
    assert at_beyond not in network.transit.walks.stop
    assert at_beyond in network.transit.rides.end


def test_walks_reach_as_far_as_they_may():
    walks = built([line("t", "train")], {"t": [("west", 0), ("east", 3)]}, {"west": 1000, "east": 3000}).transit.walks
    # 800 m each way along the street: 17 postcodes a stop.
    assert len(walks.node) == 34
    assert walks.metres.max() == 800


def same(one, other):
    for part in ("runs", "rides", "walks", "changes"):
        for field in fields(getattr(one, part)):
            np.testing.assert_array_equal(
                getattr(getattr(one, part), field.name), getattr(getattr(other, part), field.name)
            )
    pd.testing.assert_frame_equal(one.stops, other.stops, check_dtype=False)
    pd.testing.assert_frame_equal(one.lines, other.lines)
    assert one.off_streets == other.off_streets


WORLD = tables(
    [line("b"), line("a"), line("t", "train")],
    {"b": [("w", None), ("e", None)], "a": [("west", None), ("east", None)], "t": [("w", 0), ("far", 9)]},
    {"west": 1000, "east": 3000, "w": 500, "e": 5000, "far": 20_000},
)


def test_the_order_of_rows_changes_nothing():
    mixed = [frame.sample(frac=1.0, random_state=4) for frame in WORLD]
    same(transit.build(*WORLD, street(), PLAIN), transit.build(*mixed, street(), PLAIN))


def test_a_network_is_kept_and_found_again(tmp_path, monkeypatch):
    first = kept.built(*WORLD, street(), PLAIN, tmp_path)
    monkeypatch.setattr(kept, "build", lambda *_: pytest.fail("built again"))
    same(first, kept.built(*WORLD, street(), PLAIN, tmp_path))
    assert len(list(tmp_path.iterdir())) == 1


def test_another_table_street_or_setting_is_another_network():
    lines, calls, stops = WORLD
    names = {
        kept.key(*WORLD, street(), PLAIN),
        kept.key(lines.assign(year=2011), calls, stops, street(), PLAIN),
        kept.key(lines, calls.assign(call=calls["call"] + 1), stops, street(), PLAIN),
        kept.key(lines, calls, stops.assign(easting=stops["easting"] + 1), street(), PLAIN),
        kept.key(*WORLD, street(9900), PLAIN),
        kept.key(*WORLD, street(), PLAIN.model_copy(update={"bus_km_per_hour": 20.0})),
    }
    assert len(names) == 6


def test_a_damaged_network_is_built_again(tmp_path, caplog):
    first = kept.built(*WORLD, street(), PLAIN, tmp_path)
    (path,) = tmp_path.iterdir()
    path.write_bytes(path.read_bytes()[:200])
    same(first, kept.built(*WORLD, street(), PLAIN, tmp_path))
    assert "damaged" in caplog.text

"""An engine's minutes stand in the same table, in the same units, as those of the built-in network."""

from dataclasses import fields

import numpy as np
import pytest

from feasibility.scenario.travel import TravelSettings
from feasibility.travel import measure, transit
from feasibility.travel.engines import by_ferrobus, by_valhalla
from feasibility.travel.pairs import MEASURED, Pairs
from feasibility.travel.street import StreetGraph
from feasibility.travel.streets import by_street
from tests.engines import worlds
from tests.travel.transit_worlds import PLAIN, line, tables

HOMES = worlds.point({"row-2": (0, 0), "row-3": (5, 0), "row-4": (0, 40)})
SITES = worlds.point({"village": (worlds.VILLAGE, 0), "town": (0, 0)})
SHIFT = {"day": {"arrive_from": "12:00", "arrive_by": "13:00", "leave_from": "13:00", "leave_by": "14:00"}}


def streets():
    """Row 0 of the town from A to the village as the built-in graph: nodes 250 m apart, half a minute by car."""
    corners = worlds.point({str(column): (column, 0) for column in range(worlds.VILLAGE + 1)})
    count = worlds.VILLAGE
    return StreetGraph(
        easting=corners.x.to_numpy(), northing=corners.y.to_numpy(), places=count + 1,
        start=np.arange(count), end=np.arange(1, count + 1), metres=np.full(count, worlds.BLOCK_M),
        car_minutes=np.full(count, 0.5), on_foot=np.ones(count, dtype=bool),
    )  # fmt: skip


def assert_same_form(engine, network):
    assert list(engine.by_shift) == list(network.by_shift)
    for shift, expected in network.by_shift.items():
        got = engine.by_shift[shift]
        for field in (f.name for f in fields(Pairs)):
            frame, like = getattr(got, field), getattr(expected, field)
            assert (frame is None) == (like is None), field
            if frame is not None:
                assert frame.index.equals(like.index), field
                assert frame.columns.equals(like.columns), field
                assert frame.dtypes.equals(like.dtypes), field
        assert (got.status.loc["row-4"] == expected.status.loc["row-4"]).all()
    assert all(len(row) == 4 and all(isinstance(cell, str) for cell in row) for row in engine.evidence)


@pytest.mark.engine
@pytest.mark.usefixtures("valhalla")
def test_valhalla_gives_the_table_of_the_street_network(town):
    stated = TravelSettings.model_validate({"valhalla": {"extract": town}, "shift": SHIFT, "journeys": {
        "walk_minutes_max": 120.0, "cycle_minutes_max": 120.0}})  # fmt: skip
    modes = ["car", "walk", "cycle"]
    by_network = by_street(modes, HOMES, SITES, streets(), stated.shift, stated)
    by_engine = by_valhalla(modes, HOMES, SITES, stated.shift, stated)
    for mode in modes:
        assert_same_form(by_engine[mode], by_network[mode])
        engine, network = by_engine[mode].by_shift["day"], by_network[mode].by_shift["day"]
        # Both go along row 0: the same km from (5, 0) to the village, 26 blocks of 250 m.
        assert engine.km.at["row-3", "village"] == pytest.approx(network.km.at["row-3", "village"], abs=0.01)
        assert engine.km.at["row-3", "village"] == pytest.approx(6.5, abs=0.01)
    for mode in ("walk", "cycle"):
        engine, network = by_engine[mode].by_shift["day"], by_network[mode].by_shift["day"]
        assert engine.minutes.at["row-3", "village"] == pytest.approx(network.minutes.at["row-3", "village"], abs=0.1)


@pytest.mark.engine
@pytest.mark.usefixtures("ferrobus")
def test_ferrobus_gives_the_table_of_the_network_of_lines(town, buses):
    stated = TravelSettings.model_validate({
        "shift": SHIFT, "ferrobus": {"extract": town, "gtfs": [buses], "weekday": "2026-03-03", "step_minutes": 1},
    }).model_copy(update={"transit": PLAIN.model_copy(update={"bus_reliability_minutes": 0.0})})  # fmt: skip
    # The same bus as a line: 3 an hour for the 14 hours from 06:00 to 20:00, A, B 5 and F 12 minutes after.
    corners = {name: worlds.point({name: worlds.STOPS[name]}).iloc[0] for name in "abf"}
    places = {name: (corner.x, corner.y) for name, corner in corners.items()}
    graph = streets()
    calls = {"bus": [("a", 0), ("b", 5), ("f", 12)]}
    built = transit.build(*tables([line("bus", services=42.0)], calls, places), graph, stated.transit)
    by_network = transit.by_transit(HOMES, SITES, transit.Network(graph, built), stated.shift, stated)
    by_engine = by_ferrobus(HOMES, SITES, stated.shift, stated)
    assert_same_form(by_engine, by_network)
    engine, network = by_engine.by_shift["day"], by_network.by_shift["day"]
    # From A. Network: half a headway of 20 and 12 of ride; engine: 9.5 and 12, see test_ferrobus. On a bad day the
    # whole headway, and 18.05.
    assert network.minutes.at["row-2", "village"] == pytest.approx(10 + 12, abs=0.1)
    assert network.bad_day_minutes.at["row-2", "village"] == pytest.approx(20 + 12, abs=0.1)
    assert engine.minutes.at["row-2", "village"] == pytest.approx(network.minutes.at["row-2", "village"], abs=1.0)
    assert engine.bad_day_minutes.at["row-2", "village"] == pytest.approx(
        network.bad_day_minutes.at["row-2", "village"], abs=2.5
    )
    for length in ("km", "bus_km", "rail_km"):
        assert getattr(engine, length).at["row-2", "village"] == pytest.approx(
            getattr(network, length).at["row-2", "village"], abs=0.1
        )


@pytest.mark.engine
@pytest.mark.usefixtures("valhalla", "ferrobus")
def test_the_measure_stage_takes_minutes_from_both_engines(town, buses):
    stated = TravelSettings.model_validate({
        "providers": {"car": "valhalla", "walk": "valhalla", "cycle": "valhalla", "transit": "ferrobus"},
        "valhalla": {"extract": town}, "shift": SHIFT,
        "ferrobus": {"extract": town, "gtfs": [buses], "weekday": "2026-03-03"},
    })  # fmt: skip
    assert not measure.needs_network(stated)
    measured = measure.measure(HOMES, SITES, None, None, stated.shift, stated)
    assert list(measured) == ["car", "walk", "cycle", "transit"]
    for provided in measured.values():
        assert provided.by_shift["day"].status.at["row-3", "village"] == MEASURED
    table = measure.evidence(measured, stated)
    assert set(table["mode"]) == {"car", "walk", "cycle", "transit", "all"}
    assert "the engine ferrobus" in set(table["value"])

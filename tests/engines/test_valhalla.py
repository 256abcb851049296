"""Valhalla over the town: every answer worked by hand."""

import numpy as np
import pytest

from feasibility.errors import InputError
from feasibility.scenario.travel import TravelSettings
from feasibility.travel.engines.valhalla import by_valhalla
from feasibility.travel.pairs import DESTINATION_OFF, MEASURED, NO_WAY, ORIGIN_OFF
from tests.engines import worlds

pytestmark = [pytest.mark.engine, pytest.mark.usefixtures("valhalla")]

HOMES = worlds.point({
    "a": (0, 0), "a1": (1, 0), "b": (7, 0), "s": (0, -4), "islet": (2.5, -2), "neighbour": (2.1, -2), "away": (0, 40),
})  # fmt: skip
SITES = worlds.point({"a": (0, 0), "b": (7, 0), "s": (0, -4), "f": (worlds.VILLAGE, 0), "islet": (2.5, -2)})
ROUNDING = 1.5 / 60
"""Valhalla tells whole seconds, and loses part of one where an edge ends."""


def settings(town, **changes):
    return TravelSettings.model_validate({
        "valhalla": {"extract": town} | changes,
        "car": {"morning_peak_factor": 1.2, "evening_peak_factor": 1.4},
        "shift": {"day": {}, "weekend": {"day": "saturday"}},
    })  # fmt: skip


@pytest.fixture(scope="module")
def found(town):
    stated = settings(town)
    return by_valhalla(["car", "walk", "cycle"], HOMES, SITES, stated.shift, stated)


def pairs(found, mode, shift="weekend"):
    return found[mode].by_shift[shift]


def test_walking_goes_by_the_shortest_way_at_the_speed_of_the_setting(found):
    walk = pairs(found, "walk")
    # A to B: seven blocks of 250 m at 4.8 km/h, 80 m a minute.
    assert walk.km.at["a", "b"] == pytest.approx(1.75, abs=0.002)
    assert walk.minutes.at["a", "b"] == pytest.approx(1750 / 80, abs=ROUNDING)
    # To the village 6,000 m more.
    assert walk.minutes.at["a", "f"] == pytest.approx(7750 / 80, abs=2 * ROUNDING)
    assert walk.minutes.at["a", "a"] == 0


def test_cycling_goes_at_the_speed_of_the_setting(found):
    # 6,000 m of high road at 15 km/h, 250 m a minute.
    assert pairs(found, "cycle").minutes.at["b", "f"] == pytest.approx(24, abs=ROUNDING)


def test_the_river_is_crossed_by_the_bridge_alone(found):
    # A and S face each other 1,000 m apart: seven blocks east, 1,000 m of bridge, seven blocks west.
    assert pairs(found, "walk").km.at["a", "s"] == pytest.approx(1.75 + 1.0 + 1.75, abs=0.002)
    assert pairs(found, "car").km.at["a", "s"] == pytest.approx(4.5, abs=0.002)


def test_a_one_way_street_is_kept_by_cars_and_not_on_foot(found):
    # From (1, 0) to A west along the one-way street: on foot 250 m, by car around the block, three sides.
    assert pairs(found, "walk").km.at["a1", "a"] == pytest.approx(0.25, abs=0.002)
    assert pairs(found, "car").km.at["a1", "a"] == pytest.approx(0.75, abs=0.002)
    assert pairs(found, "cycle").km.at["a1", "a"] == pytest.approx(0.75, abs=0.002)


def test_cars_go_at_the_speeds_of_the_map(found):
    car = pairs(found, "car")
    # 1,750 m at 20 miles an hour, 32.19 km/h; Valhalla holds whole km/h: 32.
    assert car.minutes.at["a", "b"] == pytest.approx(1.75 / 32 * 60, abs=0.1)
    # 6,000 m at 40 miles an hour: 64 km/h.
    assert car.minutes.at["b", "f"] == pytest.approx(6 / 64 * 60, abs=0.1)


def test_peaks_slow_cars_as_in_the_built_in_network_and_nobody_else(found):
    # In at 08:30 in the morning peak, 1.2, back at 17:15 in that of the evening, 1.4: 1.3 in the mean; Saturdays none.
    car, walk = found["car"].by_shift, found["walk"].by_shift
    ratio = car["day"].minutes / car["weekend"].minutes
    assert np.nanmin(ratio.to_numpy()) == np.nanmax(ratio.to_numpy()) == pytest.approx(1.3)
    assert walk["day"].minutes.equals(walk["weekend"].minutes)
    assert car["day"].km.equals(car["weekend"].km)


def test_car_minutes_can_be_scaled_and_given_parking(town, found):
    stated = settings(town, car_scale=1.5, car_terminal_minutes=4.0)
    car = by_valhalla(["car"], HOMES, SITES, stated.shift, stated)["car"].by_shift["weekend"]
    assert car.minutes.at["b", "f"] == pytest.approx(pairs(found, "car").minutes.at["b", "f"] * 1.5 + 4)


def test_what_cannot_be_reached_is_said_and_never_a_number(found):
    for mode in ("car", "walk", "cycle"):
        got = pairs(found, mode)
        # The islet's street joins nothing: no way to it or from it, though a way along it.
        assert (got.status.loc["islet", ["a", "b", "s", "f"]] == NO_WAY).all()
        assert (got.status.loc[["a", "b", "s"], "islet"] == NO_WAY).all()
        assert got.status.at["neighbour", "islet"] == MEASURED
        assert got.km.at["neighbour", "islet"] == pytest.approx(0.1, abs=0.003)  # 0.4 of a block
        # 33 blocks north of the last street.
        assert (got.status.loc["away"] == ORIGIN_OFF).all()
        assert (got.minutes.isna() == (got.status != MEASURED)).all(axis=None)
        assert (got.km.isna() == got.minutes.isna()).all(axis=None)


def test_a_site_off_the_extract_is_said_of_every_pair(town):
    stated = settings(town)
    sites = worlds.point({"b": (7, 0), "away": (0, 40)})
    status = by_valhalla(["car"], HOMES, sites, stated.shift, stated)["car"].by_shift["day"].status
    assert (status["away"] == DESTINATION_OFF).all()
    assert status.at["a", "b"] == MEASURED


def test_batches_change_nothing(town, found):
    stated = settings(town, batch_pairs=100)  # 100 // 5 sites: 20 homes at a time
    many = worlds.point({f"{c}-{r}": (c, r) for c in range(8) for r in range(8)})
    whole = settings(town)
    in_one, in_four = (by_valhalla(["walk"], many, SITES, s.shift, s)["walk"].by_shift["day"] for s in (whole, stated))
    assert in_one.minutes.equals(in_four.minutes)
    assert in_one.minutes.notna().sum().sum() == 64 * 4


def test_nobody_to_measure_is_no_fault(town):
    stated = settings(town)
    got = by_valhalla(["walk"], HOMES.iloc[:0], SITES, stated.shift, stated)["walk"].by_shift["day"]
    assert got.minutes.shape == (0, len(SITES))


def test_tiles_are_kept_by_content_and_hold_no_trace_of_homes(town, tmp_path, capfd):
    cache = tmp_path / "cache"
    stated = settings(town)
    first = by_valhalla(["walk"], HOMES, SITES, stated.shift, stated, cache)
    kept = {path: path.stat().st_mtime_ns for path in cache.rglob("*")}
    assert {path.suffix for path in kept if path.is_file()} == {".gph"}
    (copy,) = (tmp_path / name for name in ["renamed.osm.pbf"])
    copy.write_bytes(town.read_bytes())
    again = settings(copy)
    second = by_valhalla(["walk"], HOMES, SITES, again.shift, again, cache)
    assert {path: path.stat().st_mtime_ns for path in cache.rglob("*")} == kept
    assert first["walk"].by_shift["day"].minutes.equals(second["walk"].by_shift["day"].minutes)
    assert capfd.readouterr() == ("", "")


def test_an_extract_without_streets_is_refused(tmp_path, town):
    broken = tmp_path / "broken.osm.pbf"
    broken.write_bytes(town.read_bytes()[:300])
    stated = settings(broken)
    with pytest.raises(InputError, match=r"broken\.osm\.pbf"):
        by_valhalla(["walk"], HOMES, SITES, stated.shift, stated)


def test_evidence_names_engine_extract_date_licence_and_distances(found):
    said = {row.measure: row for row in found["car"].evidence}
    assert said["engine"].value.startswith("Valhalla 3.")
    assert said["extract"].value == "town.osm.pbf, data of 2026-03-01"
    assert "Open Database Licence" in said["extract"].source
    # a, a1, b and s of the seven homes; the two of the islet on streets that join no others.
    assert said["homes placed on the extract"].value == "about 55%"  # 4 of 7, in a step that tells of no one
    assert said["homes on streets that join no others"].value == "about 30%"
    assert said["factor of the hours of shift day"].value == "1.300"

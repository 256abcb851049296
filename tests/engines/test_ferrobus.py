"""ferrobus over the town: every answer worked by hand.

The bus runs A to B in 5 and to F in 12 minutes, at :00, :20 and :40 from 06:00 to 19:40, and F to B in 7 and to A in
12, at :10, :30 and :50. On Saturdays one crosses the bridge from B to S in 6 minutes at :00, back at :30. ferrobus
walks 1.4 m a second: a block of 250 m in 178.6 s, of which it keeps 178.
"""

import tempfile

import numpy as np
import pytest

from feasibility.errors import InputError
from feasibility.scenario.travel import TravelSettings
from feasibility.travel.engines.ferrobus import by_ferrobus
from feasibility.travel.pairs import DESTINATION_OFF, MEASURED, NO_SERVICE, NO_WAY, ORIGIN_OFF
from tests.engines import worlds

pytestmark = [pytest.mark.engine, pytest.mark.usefixtures("ferrobus")]

HOMES = worlds.point({
    "a": (0, 0), "a1": (1, 0), "c3": (3, 0), "b": (7, 0), "s": (0, -4), "islet": (2.5, -2), "away": (0, 40),
})  # fmt: skip
SITES = worlds.point({"a": (0, 0), "f": (worlds.VILLAGE, 0), "s": (0, -4), "away": (0, 40)})
SHIFTS = {
    "day": {"leave_from": "16:00", "leave_by": "17:00"},
    "late": {"leave_from": "20:15", "leave_by": "20:45"},
    "saturday": {"day": "saturday", "leave_from": "16:00", "leave_by": "17:00"},
}
BLOCK = 178 / 60
SECOND = 1 / 60


def settings(town, buses, shifts=SHIFTS, **changes):
    stated = {
        "extract": town, "gtfs": [buses], "weekday": "2026-03-03", "saturday": "2026-03-07",
        "step_minutes": 1, "depart_before_minutes": 60.0,
    }  # fmt: skip
    return TravelSettings.model_validate(
        {"providers": {"transit": "ferrobus"}, "shift": shifts, "ferrobus": stated | changes}
    )


def asked(town, buses, homes=HOMES, sites=SITES, **changes):
    stated = settings(town, buses, **changes)
    return by_ferrobus(homes, sites, stated.shift, stated)


@pytest.fixture(scope="module")
def found(town, buses):
    return asked(town, buses)


def test_expected_and_bad_day_minutes_are_percentiles_over_the_window(found):
    day = found.by_shift["day"]
    # To work from 07:00 to 07:59, home from 16:00 to 16:59. Of each hour's 60 departures three wait 0, three 1, ...
    # three 19 minutes, both ways. Median of 12 + wait: 12 + 9.5. 95th percentile of 60 values: the 57.05th, between 18
    # and 19 (three values of 19 are the 58th to 60th): 18 + 0.05 = 18.05. And a second to leave the bus.
    assert day.minutes.at["a", "f"] == pytest.approx(21.5, abs=2 * SECOND)
    assert day.bad_day_minutes.at["a", "f"] == pytest.approx(12 + 18.05, abs=2 * SECOND)


def test_the_walk_to_the_stop_counts(found):
    day = found.by_shift["day"]
    # One block to A in 2.97 minutes. Out: whoever departs at minute m stands at A at m + 2.97 and waits 0.03 to 19.03:
    # the trip takes 12 + 3 + wait 0 to 19 in whole minutes, median 24.5. Home: 21.5 by bus and then the walk, 24.47.
    assert day.minutes.at["a1", "f"] == pytest.approx((24.5 + 21.5 + BLOCK) / 2, abs=2 * SECOND)
    # Three blocks to A or four to B. By A: 8.9 minutes, stands there at 9, 9 + 12 + median 9.5 = 30.5. By B: 11.87, the
    # bus is there 5 minutes later, 7 minutes to go: 12 + 7 + 9.5 = 28.5. Home: to B 7 + 9.5 + 11.87 = 28.37.
    assert day.minutes.at["c3", "f"] == pytest.approx((28.5 + 16.5 + 4 * BLOCK) / 2, abs=3 * SECOND)


def test_the_best_stop_is_taken_and_not_only_the_nearest(town, buses):
    # On Saturdays nothing leaves A, the stop nearest to C3, and a bus leaves B: so the ride to S begins at B.
    got = asked(town, buses).by_shift["saturday"]
    assert got.status.at["c3", "s"] == MEASURED
    # To work between 07:00 and 07:59: B in 11.87 minutes, bus at 08:00 for departures up to 07:48, in S at 08:06: from
    # 66 down to 18 minutes for 49 departures; from 07:49 on the bus of 09:00, 77 down to 67 minutes for 11. The median
    # of all 60, from 18 to 77, is 47.5. Home from 16:00 to 16:59: S at :30: 31 departures wait 30 to 0, 29 wait 59 to
    # 31: 0 to 59, median 29.5; 6 minutes of ride and 11.87 of walk.
    assert got.minutes.at["c3", "s"] == pytest.approx((47.5 + 29.5 + 6 + 4 * BLOCK) / 2, abs=3 * SECOND)


def test_walking_all_the_way_counts_where_it_is_quicker(found):
    day = found.by_shift["day"]
    assert day.walked.at["a1", "a"]
    assert day.minutes.at["a1", "a"] == pytest.approx(BLOCK, abs=SECOND)
    assert day.km.at["a1", "a"] == pytest.approx(0.25, abs=0.002)
    assert day.bus_km.at["a1", "a"] == 0
    # B to A on foot takes 7 blocks, 20.8 minutes. Out of B the bus to A, at :17, :37 and :57, 5 minutes: waits 0 to 19,
    # median 14.5, and on foot if that is quicker; home likewise at :00, :20, :40. On a bad day people walk.
    assert not day.walked.at["b", "a"]
    assert day.minutes.at["b", "a"] == pytest.approx(14.5, abs=2 * SECOND)
    assert day.bad_day_minutes.at["b", "a"] == pytest.approx(7 * BLOCK, abs=2 * SECOND)


def test_lengths_run_along_the_calls_and_by_vehicle(found):
    day = found.by_shift["day"]
    # A, B, F: 7,750 m by bus; from (1, 0) a block on foot before.
    assert day.km.at["a", "f"] == pytest.approx(7.75, abs=0.01)
    assert day.bus_km.at["a1", "f"] == pytest.approx(7.75, abs=0.01)
    assert day.km.at["a1", "f"] == pytest.approx(8.0, abs=0.01)
    assert day.rail_km.at["a", "f"] == 0


def test_a_train_is_told_from_a_bus(town, tmp_path):
    routes = "route_id,agency_id,route_short_name,route_type\nbus,t,1,2\nnight,t,N1,3"
    trains = worlds.feed(tmp_path / "trains.zip", replaced={"routes.txt": routes})
    day = asked(town, trains).by_shift["day"]
    assert day.rail_km.at["a", "f"] == pytest.approx(7.75, abs=0.01)
    assert day.bus_km.at["a", "f"] == 0


def test_a_shift_that_ends_after_the_last_bus_has_no_service(found):
    late = found.by_shift["late"]
    # The last bus from F leaves at 19:50; the night bus at 00:30 is more than three hours away.
    assert late.status.at["a", "f"] == NO_SERVICE
    assert np.isnan(late.minutes.at["a", "f"])
    # On foot there is a way at any hour.
    assert late.status.at["a1", "a"] == MEASURED


def test_a_night_bus_after_midnight_belongs_to_the_evening(town, buses):
    # From midnight to 00:59 the bus of 00:30 is caught up to 00:30, that of 01:00 later. To work as by day.
    night = {"night": {"leave_from": "24:00", "leave_by": "25:00"}}
    got = asked(town, buses, shifts=night).by_shift["night"]
    # Waits 30 to 0 for 31 departures, then 29 to 1 for 29: sorted 0, 1, 1, ... 29, 29, 30, median 15. Home 12 + 15; to
    # work 21.5.
    assert got.minutes.at["a", "f"] == pytest.approx((21.5 + 27) / 2, abs=2 * SECOND)


def test_saturdays_have_the_saturday_service(found):
    saturday = found.by_shift["saturday"]
    assert saturday.status.at["a", "f"] == NO_SERVICE
    assert found.by_shift["day"].status.at["b", "s"] == NO_SERVICE
    # To work: 08:00 from B, waits 60 to 1, median 30.5; home from S at :30, median wait 29.5; 6 minutes each.
    assert saturday.minutes.at["b", "s"] == pytest.approx((36.5 + 35.5) / 2, abs=2 * SECOND)


def test_the_river_is_not_crossed_on_foot(found):
    # A to S: 1,000 m over the water, 4,500 m by the bridge, farther than the walk that is allowed.
    assert found.by_shift["day"].status.at["a", "s"] == NO_SERVICE


def test_what_lies_off_the_streets_is_said(found):
    for pairs in found.by_shift.values():
        assert (pairs.status["away"] == DESTINATION_OFF).all()
        assert (pairs.status.loc["away"].drop("away") == ORIGIN_OFF).all()
        assert (pairs.status.loc["islet"].drop("away") == NO_WAY).all()
        assert (pairs.minutes.isna() == (pairs.status != MEASURED)).all(axis=None)
        assert (pairs.km.notna() <= pairs.minutes.notna()).all(axis=None)
        longer = pairs.bad_day_minutes - pairs.minutes
        assert np.nanmin(longer.to_numpy()) >= -1e-9


def test_changes_are_limited(town, tmp_path):
    # A to B, and from B to F by another bus two minutes later: one change.
    minutes = {"x": [(0, "a"), (5, "b")], "y": [(7, "b"), (14, "f")], "z": [(0, "f"), (7, "b"), (12, "a")]}
    calls = [
        f"{line}{h},{h:02d}:{m:02d}:00,{h:02d}:{m:02d}:00,{stop},{n}"
        for h in range(6, 20)
        for line, rides in minutes.items()
        for n, (m, stop) in enumerate(rides)
    ]  # fmt: skip
    split = worlds.feed(tmp_path / "split.zip", replaced={
        "routes.txt": "route_id,route_type\nx,3\ny,3\nz,3",
        "trips.txt": "\n".join(["route_id,service_id,trip_id",
                                *(f"{line},weekdays,{line}{h}" for h in range(6, 20) for line in "xyz")]),
        "stop_times.txt": "\n".join(["trip_id,arrival_time,departure_time,stop_id,stop_sequence", *calls]),
    })  # fmt: skip
    one = {"day": SHIFTS["day"]}
    with_change = asked(town, split, shifts=one, changes_max=1).by_shift["day"]
    # Hourly, waits 0 to 59: 14 out and 12 home, 13 in the mean, and 29.5.
    assert with_change.minutes.at["a", "f"] == pytest.approx(13 + 29.5, abs=2 * SECOND)
    without = asked(town, split, shifts=one, changes_max=0).by_shift["day"]
    assert without.status.at["a", "f"] == NO_SERVICE


@pytest.mark.parametrize(
    ("weekday", "words"),
    [
        ("2026-07-01", "the feed covers 05 January 2026 to 27 June 2026"),
        ("2026-03-03", "nothing runs on Sunday 08 March 2026"),
    ],
)
def test_a_date_without_service_is_refused(town, buses, weekday, words):
    shifts = {"day": {}, "sunday": {"day": "sunday"}}
    with pytest.raises(InputError, match=words):
        asked(town, buses, shifts=shifts, weekday=weekday, sunday="2026-03-08")


def test_every_fault_of_every_file_is_told_at_once(town, buses, tmp_path):
    (tmp_path / "no.zip").write_text("no feed")
    (tmp_path / "no.osm.pbf").write_text("no extract")
    gtfs = [tmp_path / "no.zip", tmp_path / "lost.zip", buses]
    with pytest.raises(InputError) as caught:
        asked(tmp_path / "no.osm.pbf", buses, gtfs=gtfs, weekday="2025-03-04")
    told = [fault.split(";")[0] for fault in caught.value.faults]
    assert told[:3] == [
        "no.osm.pbf: is no extract of OpenStreetMap",
        "no.zip: is no .zip file",
        "lost.zip: is not there",
    ]
    assert told[3] == "buses.zip: nothing runs on Tuesday 04 March 2025"


def test_nothing_is_left_behind_and_nothing_is_printed(town, buses, tmp_path, monkeypatch, capfd):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    first = asked(town, buses).by_shift["day"].minutes
    assert list(tmp_path.iterdir()) == []
    assert capfd.readouterr() == ("", "")
    assert asked(town, buses).by_shift["day"].minutes.equals(first)


def test_evidence_names_feed_dates_windows_percentiles_and_limits(found):
    said = {row.measure: row for row in found.evidence}
    assert said["engine"].value.startswith("ferrobus 0.2.")
    assert said["extract"].value == "town.osm.pbf, data of 2026-03-01"
    assert said["timetable buses.zip"].value == "covers 2026-01-05 to 2026-06-27"
    assert said["departures of shift saturday"].value == (
        "Saturday 2026-03-07: to work 07:00 to 07:59, home 16:00 to 16:59, every 1 minutes"
    )
    assert said["minutes of shift day"].value.startswith("percentile 50 of the departures, bad day 95")
    assert said["homes placed on the extract"].value == "about 70%"  # 5 of 7, in a step that tells of no one
    assert said["stops off the extract on 2026-03-07"].value.startswith("1:")
    assert not any("row-" in row.value for row in found.evidence)

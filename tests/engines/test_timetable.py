import datetime

import numpy as np
import pandas as pd
import pytest

from feasibility.errors import InputError
from feasibility.travel.engines import feed, timetable
from feasibility.travel.engines.extract import Junctions
from tests.engines import worlds

TUESDAY, SATURDAY = datetime.date(2026, 3, 3), datetime.date(2026, 3, 7)


def streets():
    """The stops of the town as junctions; `elsewhere` is none."""
    corners = worlds.point({name: place for name, place in worlds.STOPS.items() if name != "elsewhere"})
    degrees = corners.to_crs("EPSG:4326")
    xy, lonlat = (np.column_stack([s.x, s.y]) for s in (corners, degrees))
    return Junctions(xy, lonlat, np.ones(len(corners), dtype=bool))


def of_date(*feeds, date=TUESDAY):
    opened = [feed.opened(path) for path in feeds]
    return timetable.of_date(opened, date, streets(), snap_metres_max=200.0, rejoin_metres_max=0.0)


def starts(made, route):
    """First departure of each trip of a route, in hours."""
    calls = made.calls[made.calls["route"] == route]
    return sorted(calls.groupby("trip")["departure_seconds"].min() / 3600)


def test_the_trips_of_the_day_and_of_the_nights_around_it(buses):
    made = of_date(buses)
    # Out every 20 minutes from 06:00 to 19:40: 42 trips; in from 06:10 to 19:50: 42; the next morning's again until
    # noon, 30:00 to 36:00: 18 of each; on Monday 3 March's eve and on the day itself two night buses each, at 00:30 and
    # 01:00 after midnight.
    assert starts(made, "0:night") == [0.5, 1.0, 24.5, 25.0]
    by_day = starts(made, "0:bus")
    assert len([hour for hour in by_day if hour < 24]) == 84
    assert len([hour for hour in by_day if hour >= 24]) == 36
    assert list(made.routes["route_type"]) == ["3", "3"]


def test_a_stop_off_the_extract_is_passed_without_a_halt(buses):
    made = of_date(buses, date=SATURDAY)
    # `back` runs S, B, elsewhere: the last call is dropped, and the trip stays.
    assert made.stops_off == 1
    assert len(made.stops) == 4  # b, s; a and f by Friday's night bus
    assert (made.calls.groupby("trip").size() == 2).all()


def test_two_feeds_with_the_same_ids_are_told_apart(buses, tmp_path):
    again = worlds.feed(tmp_path / "again.zip", lines=["out"])
    made = of_date(buses, again)
    assert set(made.calls["route"]) == {"0:bus", "0:night", "1:bus"}
    assert len(starts(made, "1:bus")) == 42 + 18
    assert len(made.stops) == 3 + 3  # A, B and F of each


def times(rows):
    return "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n" + "\n".join(rows)


def one_trip(tmp_path, rows, **replaced):
    trips = "route_id,service_id,trip_id\nbus,weekdays,t"
    return worlds.feed(tmp_path / "one.zip", replaced={"trips.txt": trips, "stop_times.txt": times(rows)} | replaced)


def test_a_call_without_a_time_lies_at_an_even_step(tmp_path):
    made = of_date(one_trip(tmp_path, ["t,08:00:00,08:00:00,a,1", "t,,,b,5", "t,08:12:00,08:12:00,f,9"]))
    day = made.calls[made.calls["arrival_seconds"] < 24 * 3600]
    # Half-way between 08:00 and 08:12.
    assert (day["arrival_seconds"] / 60).tolist() == [480, 486, 492]


def test_a_trip_without_a_last_time_is_left_out_and_counted(tmp_path):
    rows = ["t,08:00:00,08:00:00,a,1", "t,,,b,2", "u,09:00:00,09:00:00,a,1", "u,09:05:00,09:05:00,b,2"]
    trips = "route_id,service_id,trip_id\nbus,weekdays,t\nbus,weekdays,u"
    made = of_date(one_trip(tmp_path, rows, **{"trips.txt": trips}))
    assert made.trips_untimed == 1
    assert starts(made, "0:bus") == [9.0, 33.0]


def test_frequencies_are_trips(tmp_path):
    often = "trip_id,start_time,end_time,headway_secs\nt,10:00:00,11:00:00,1200"
    rows = ["t,08:00:00,08:00:00,a,1", "t,08:05:00,08:05:00,b,2"]
    made = of_date(one_trip(tmp_path, rows, **{"frequencies.txt": often}))
    # From 10:00 to before 11:00 every 20 minutes, and the same the next morning; the 08:00 of the pattern does not run.
    assert starts(made, "0:bus") == pytest.approx([10, 10 + 1 / 3, 10 + 2 / 3, 34, 34 + 1 / 3, 34 + 2 / 3])
    first = made.calls[made.calls["departure_seconds"] == 10 * 3600]["trip"].iloc[0]
    assert (made.calls[made.calls["trip"] == first]["arrival_seconds"] / 60).tolist() == [600, 605]


def test_a_call_where_nobody_gets_on_or_off_is_no_call(tmp_path):
    rows = ["t,08:00:00,08:00:00,a,1,0,0", "t,08:05:00,08:05:00,b,2,1,1", "t,08:12:00,08:12:00,f,3,0,0"]
    text = times(rows).replace("stop_sequence", "stop_sequence,pickup_type,drop_off_type", 1)
    made = of_date(one_trip(tmp_path, [], **{"stop_times.txt": text}))
    assert made.calls.groupby("trip").size().tolist() == [2, 2]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (["t,eight,08:00:00,a,1", "t,08:05:00,08:05:00,b,2"], "arrival_time is not a time such as 08:05:00 in 1 rows"),
        (["t,08:00:00,08:00:00,a,first", "t,08:05:00,08:05:00,b,2"], "stop_sequence is not a number in 1 rows"),
        (
            ["t,08:00:00,08:00:00,elsewhere,1", "t,08:05:00,08:05:00,elsewhere,2"],
            "no trip has two stops on the streets",
        ),
    ],
)
def test_a_timetable_that_cannot_be_used_is_refused(tmp_path, rows, words):
    with pytest.raises(InputError, match=words):
        of_date(one_trip(tmp_path, rows))


def test_what_the_engine_is_given_holds_that_day_and_stops_alone(buses, tmp_path):
    timetable.write(of_date(buses, date=SATURDAY), tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "calendar.txt", "calendar_dates.txt", "feed_info.txt", "routes.txt", "stop_times.txt", "stops.txt",
        "transfers.txt", "trips.txt",
    ]  # fmt: skip
    stop_times = pd.read_csv(tmp_path / "stop_times.txt")
    first = stop_times[stop_times["departure_time"] == "08:00:00"]
    assert first["stop_sequence"].tolist() == [0]
    assert stop_times["arrival_time"].str.fullmatch(r"\d\d:\d\d:\d\d").all()

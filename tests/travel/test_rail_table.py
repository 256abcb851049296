"""The lines of trains, tube, DLR and trams that ship are what they say, without any check data."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest

from feasibility.tables import METRIC_CRS, Calls, Lines, Stops, checked
from tests import data_notes
from tests.travel import headways

REFERENCE = data_notes.DATA / "reference"
TABLES = REFERENCE / "public_transport"
KM_PER_HOUR = {"train": (15, 180), "tube": (10, 80), "dlr": (8, 60), "tram": (6, 60)}
"""Least and greatest speed between two calls in a straight line. Minutes are whole: half a minute is allowed for."""
SHORT_KM, SHORT_KM_PER_HOUR_MIN = 1.5, 6
"""Calls this close may be slower: London Bridge to Cannon Street is 0.8 km and takes four minutes."""
SECOND_CODES = {"ABX", "FDX", "HII", "LSX", "SPL", "WHX"}
"""Stations that stand in the station file under two codes: the second ones."""


@pytest.fixture(scope="module")
def lines() -> pd.DataFrame:
    every = pd.read_csv(TABLES / "lines.csv").astype({
        "weekday_services": float, "saturday_services": float, "sunday_services": float, "peak_per_hour": float,
    })  # fmt: skip
    return every[every["vehicle"] != "bus"]


@pytest.fixture(scope="module")
def calls(lines) -> pd.DataFrame:
    every = pd.read_csv(TABLES / "calls.csv").astype({"minutes": float})
    return every[every["line_id"].isin(lines["line_id"])]


@pytest.fixture(scope="module")
def stops() -> pd.DataFrame:
    every = pd.read_csv(TABLES / "stops.csv").astype({"easting": float, "northing": float})
    return every[every["kind"] == "station"]


@pytest.fixture(scope="module")
def legs(lines, calls, stops) -> pd.DataFrame:
    """Each step from call to call: vehicle, minutes and km in a straight line."""
    ordered = calls.merge(stops, on="stop_id", validate="many_to_one").sort_values(["line_id", "call"])
    step = ordered.groupby("line_id")[["minutes", "easting", "northing"]].diff().dropna()
    frame = ordered.loc[step.index, ["line_id", "call", "stop_id"]]
    frame = frame.assign(minutes=step["minutes"], km=np.hypot(step["easting"], step["northing"]) / 1000)
    return frame.merge(lines[["line_id", "vehicle"]], on="line_id", validate="many_to_one")


def test_the_tables_fit_their_schemas(lines, calls, stops):
    checked(lines, Lines, "lines.csv")
    checked(calls, Calls, "calls.csv")
    checked(stops, Stops, "stops.csv")


def test_lines_calls_and_stops_belong_together(lines, calls, stops):
    assert set(calls["line_id"]) == set(lines["line_id"])
    assert set(calls["stop_id"]) <= set(stops["stop_id"])
    assert len(lines) >= 60
    numbers = calls.groupby("line_id")["call"].agg(["min", "max", "size"])
    assert (numbers["min"] == 1).all()
    assert (numbers["max"] == numbers["size"]).all()
    assert numbers["size"].min() >= 2


def test_minutes_begin_at_nought_and_rise(calls):
    ordered = calls.sort_values(["line_id", "call"])
    assert (ordered.loc[ordered["call"] == 1, "minutes"] == 0).all()
    steps = ordered.groupby("line_id")["minutes"].diff().dropna()
    assert (steps > 0).all()


def too_slow_or_fast(legs: pd.DataFrame) -> pd.Index:
    slowest, fastest = (legs["vehicle"].map(lambda v, end=end: KM_PER_HOUR[v][end]) for end in (0, 1))
    slowest = slowest.where(legs["km"] >= SHORT_KM, SHORT_KM_PER_HOUR_MIN)
    most, least = (60 * legs["km"] / (legs["minutes"] - 0.5 * sign) for sign in (1, -1))
    return legs.index[(most < slowest) | (least > fastest)]


def test_speeds_between_calls_are_those_of_the_vehicle(legs):
    wrong = legs.loc[too_slow_or_fast(legs)]
    assert wrong.empty, wrong.to_string()
    assert set(legs["vehicle"]) == set(KM_PER_HOUR)


def test_a_mistyped_minute_is_noticed(legs):
    first = legs.index[legs["vehicle"] == "train"][0]
    # Charing Cross to Waterloo East is 0.8 km: 30 minutes are 1.7 km an hour.
    assert list(too_slow_or_fast(legs.assign(minutes=legs["minutes"].where(legs.index != first, 30.0)))) == [first]


def test_peaks_fit_into_the_day(lines):
    # Six peak hours a day: what is stated for them cannot be more than the day's services, half a train allowed for.
    stated = lines[lines["peak_per_hour"].notna()]
    assert (stated["peak_per_hour"] * 6 <= stated["weekday_services"] + 0.5).all()
    assert (lines["first_departure"] < lines["last_departure"]).all()


def test_services_follow_from_the_headways_that_the_source_states(lines):
    figures = ["weekday_services", "saturday_services", "sunday_services"]
    for line in lines.itertuples():
        expected = headways.expected(line.source, line.first_departure, line.last_departure)
        assert expected is not None, line.line_id
        assert [getattr(line, name) for name in figures] == [expected[name] for name in figures], line.line_id
        peak = expected["peak_per_hour"]
        assert np.isnan(line.peak_per_hour) if peak is None else line.peak_per_hour == peak, line.line_id
        assert sum(getattr(line, name) for name in figures) > 0, line.line_id


@pytest.mark.parametrize(
    ("said", "first", "last", "figures"),
    [
        # 6 hours of peaks at 14, 8.5 others by day at 8, 4 after 20:00 at 6, and the first: 84 + 68 + 24 + 1 = 177.
        # Saturday 18.5 x 8 + 1 = 149; Sunday from 07:00 nothing.
        (
            "(Mon-Fri 8 an hour, 14 in the peaks, 6 after 20:00; Sat 8; Sun none)",
            "05:30", "24:00", (177, 149, 0, 14),
        ),
        # Told by number: 3 + 3, and no first one besides. Sunday 12 x 2 + 1 = 25.
        ("(Mon-Fri 3 in each peak; Sat none; Sun 2 an hour)", "06:30", "19:00", (6, 0, 25, 1)),
        # 06:00-18:00 without its peaks (3 and 2 hours) is 7 hours: 7 x 2 + 1. Saturday 2 x 12 + 1; Sunday 11 x 1 + 1.
        (
            "(Mon-Fri 2, 0 in the peaks; Sat 12, 0 before 08:00, 0 after 10:00; Sun 1)",
            "06:00", "18:00", (15, 25, 12, 0),
        ),
    ],
)  # fmt: skip
def test_the_sum_of_services_is_as_worked_by_hand(said, first, last, figures):
    expected = headways.expected(f"Timetable {said}; typed", first, last)
    assert tuple(expected.values()) == figures


@pytest.mark.parametrize("words", ["often", "2 after", "2 an hour 07:00", "-1", "2 an hour; Sat 3"])
def test_headways_in_other_words_are_not_guessed_at(words):
    with pytest.raises((ValueError, TypeError)):
        headways.expected(f"(Mon-Fri {words}; Sat 1; Sun 1)", "06:00", "18:00")["weekday_services"]


def test_nothing_typed_from_memory_is_called_sourced(lines):
    memory = lines["source"].str.contains("general knowledge")
    assert memory.any()
    assert (lines.loc[memory, "status"] == "assumed").all()


def test_every_station_of_the_two_boroughs_is_served(calls, stops):
    boroughs = gpd.read_file(REFERENCE / "boroughs.geojson").to_crs(METRIC_CRS).set_index("NAME").geometry
    stations = stops[stops["stop_id"].str.startswith("station-")].set_index("stop_id")
    points = gpd.GeoSeries(
        gpd.points_from_xy(stations["easting"], stations["northing"]), stations.index, crs=METRIC_CRS
    )
    served = set(calls["stop_id"])
    counts = {}
    for name in ("Bexley", "Bromley"):
        inside = points.index[points.within(boroughs[name])]
        assert not set(inside) - served, name
        counts[name] = len(inside)
    # Bexley's twelve with Abbey Wood, whose Bexley side the station file places it on; Bromley's twenty-six.
    assert counts == {"Bexley": 12, "Bromley": 26}
    # Woolwich (Elizabeth line, 2022) stands in the list of stops and no train of 2019 calls there.
    assert "station-wwc" in stations.index
    assert "station-wwc" not in served


def test_stations_stand_where_the_station_file_says(stops):
    known = pd.read_csv(REFERENCE / "stations_naptan_2026.csv").set_index("crs")
    known = known[~known.index.isin(SECOND_CODES)]
    points = gpd.GeoSeries(gpd.points_from_xy(known["lon"], known["lat"]), known.index, crs="EPSG:4326")
    points = points.to_crs(METRIC_CRS)
    ours = stops.set_index("stop_id").loc["station-" + known.index.str.lower()].set_index(known.index)
    assert (np.hypot(ours["easting"] - points.x, ours["northing"] - points.y) < 1.0).all()
    assert (ours["placed_by"] == "stations_naptan_2026.csv").all()


def test_known_rides(calls):
    ridden = calls.set_index(["line_id", "stop_id"])["minutes"]
    # Sidcup to London Bridge 23 minutes, Hayes to Charing Cross 41, Bromley South to Victoria 16 by the fast trains.
    sidcup = ridden["train-sidcup-charing-cross"]
    assert sidcup["station-sid"] - sidcup["station-lbg"] == 23
    assert ridden["train-hayes-charing-cross"]["station-hys"] == 41
    assert ridden["train-victoria-ramsgate"]["station-bms"] == 16

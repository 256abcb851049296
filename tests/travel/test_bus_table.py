"""The bus routes of the tables that ship: sound by themselves, without any timetable to hold them against."""

import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from feasibility.inputs import postcodes
from feasibility.tables.base import checked
from feasibility.tables.travel import Calls, Lines, Stops

REFERENCE = Path(__file__).parents[2] / "data" / "reference"
TABLES = REFERENCE / "public_transport"
PTAL_BUS_WALK_METRES = 640
"""As far as people walk to a bus in Transport for London's access levels: 8 minutes at 80 metres a minute."""

# Place, the timing point or station that stands for it, and how many routes at least call within a bus walk of it.
PLACES = [
    ("Bexley civic offices", "place-bexleyheath-broadway", 12),
    ("Bromley North, beside the civic centre", "station-bmn", 12),
    ("Sidcup", "station-sid", 5),
    ("Foots Cray", "place-foots-cray", 4),
    ("St Paul's Cray", "place-st-pauls-cray", 2),
    ("St Mary Cray", "station-smy", 5),
    ("Chislehurst", "place-chislehurst-high-street", 5),
    ("Mottingham", "station-mtg", 3),
    ("New Eltham", "station-neh", 5),
    ("Ruxley", "place-ruxley-corner", 2),
    ("Crayfields, Sevenoaks Way", "place-sevenoaks-way", 3),
    ("Swanley", "place-swanley", 2),
    ("Queen Mary's Hospital", "place-queen-marys-hospital", 5),
    ("Welling", "place-welling-corner", 4),
    ("Erith", "place-erith", 4),
    ("Crayford", "place-crayford", 3),
    ("Bexley village", "place-bexley-village", 4),
    ("Upper Belvedere", "place-upper-belvedere", 2),
    ("Belvedere", "station-bvd", 3),
    ("Abbey Wood", "station-abw", 5),
    ("Thamesmead", "place-thamesmead", 6),
    ("Bromley South", "station-bms", 12),
    ("Orpington", "station-orp", 12),
    ("Beckenham", "place-beckenham-high-street", 6),
    ("Penge", "place-penge", 6),
    ("West Wickham", "place-west-wickham-high-street", 2),
    ("Petts Wood", "station-pet", 4),
    ("Hayes", "station-hys", 5),
    ("Biggin Hill", "place-biggin-hill", 4),
    ("Crystal Palace", "place-crystal-palace", 10),
    ("Anerley", "station-anz", 6),
]
SAID = re.compile(r"Mon-Fri every (\d+) min 06:30-20:00(?:, else (\d+))?; Sat (\d+); (?:Sun (\d+)|no Sunday service)")


@pytest.fixture(scope="module")
def lines():
    every = pd.read_csv(
        TABLES / "lines.csv", dtype={"name": str}, keep_default_na=False, na_values={"peak_per_hour": [""]}
    )
    return every[every["vehicle"] == "bus"]


@pytest.fixture(scope="module")
def calls(lines):
    every = pd.read_csv(TABLES / "calls.csv")
    return every[every["line_id"].isin(lines["line_id"])]


@pytest.fixture(scope="module")
def stops():
    """Railway stations of every kind, and the named places where buses call."""
    return pd.read_csv(TABLES / "stops.csv")


@pytest.fixture(scope="module")
def placed(calls, stops):
    """Every call with kind of stop, easting and northing."""
    return calls.join(stops.set_index("stop_id")[["kind", "easting", "northing"]], on="stop_id", validate="many_to_one")


def test_the_three_tables_keep_to_their_schemas(lines, calls, stops):
    figures = ["weekday_services", "saturday_services", "sunday_services", "peak_per_hour"]
    checked(lines.astype(dict.fromkeys(figures, float)), Lines, "lines.csv")
    checked(calls.astype({"minutes": float}), Calls, "calls.csv")
    checked(stops.astype({"easting": float, "northing": float}), Stops, "stops.csv")


def test_the_routes_are_many_and_each_has_calls_numbered_from_one(lines, calls):
    assert len(lines) >= 60
    assert set(calls["line_id"]) == set(lines["line_id"])
    for line_id, of_line in calls.groupby("line_id"):
        assert list(of_line["call"]) == list(range(1, len(of_line) + 1)), line_id
        assert len(of_line) >= 5, line_id


def test_every_call_is_at_a_place_or_at_a_railway_station_and_no_place_is_idle(placed, stops):
    assert list(placed.loc[placed["easting"].isna(), "stop_id"].unique()) == []
    assert set(placed["kind"]) == {"place", "station"}
    assert set(stops.loc[stops["kind"] == "place", "stop_id"]) == set(placed.loc[placed["kind"] == "place", "stop_id"])


def test_every_place_lies_at_the_postcode_it_says(stops):
    places = stops[stops["kind"] == "place"].copy()
    places["postcode"] = postcodes.compact(places["placed_by"].str.extract(r"^postcode (\S+ \S+), ONS", expand=False))
    among = postcodes.read(postcodes.first_letters(places["postcode"]))
    directory = postcodes.placed(among, places["postcode"])
    joined = places.join(directory.add_suffix("_directory"), on="postcode")
    assert (joined["easting"] == joined["easting_directory"]).all()
    assert (joined["northing"] == joined["northing_directory"]).all()


def test_calls_that_follow_each_other_are_near_but_not_the_same(placed):
    before = placed.groupby("line_id")[["easting", "northing"]].shift()
    metres = np.hypot(placed["easting"] - before["easting"], placed["northing"] - before["northing"]).dropna()
    assert metres.max() <= 6000
    assert metres.min() >= 100
    assert 500 <= metres.median() <= 2000


@pytest.mark.parametrize(("place", "stop_id", "routes_min"), PLACES, ids=[place for place, _, _ in PLACES])
def test_every_town_centre_and_place_of_the_corridor_has_its_routes(placed, place, stop_id, routes_min):
    point = placed.loc[placed["stop_id"] == stop_id, ["easting", "northing"]].iloc[0]
    metres = np.hypot(placed["easting"] - point["easting"], placed["northing"] - point["northing"])
    assert placed.loc[metres <= PTAL_BUS_WALK_METRES, "line_id"].nunique() >= routes_min, place


@pytest.mark.parametrize(
    ("line_id", "in_order"),
    [
        ("bus-269", ["place-bexleyheath-broadway", "station-sid", "place-queen-marys-hospital", "station-bmn"]),
        ("bus-b14", ["place-bexleyheath-broadway", "place-sidcup-high-street", "station-smy", "station-orp"]),
        ("bus-51", ["station-sid", "place-foots-cray", "place-st-pauls-cray", "station-orp"]),
        ("bus-229", ["place-erith", "place-bexleyheath-broadway", "station-sid", "place-queen-marys-hospital"]),
    ],
)
def test_known_routes_call_in_the_known_order(calls, line_id, in_order):
    order = list(calls.loc[calls["line_id"] == line_id, "stop_id"])
    found = [stop_id for stop_id in order if stop_id in in_order]
    assert found in (in_order, in_order[::-1])


def minute(clock):
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)


def services(first, last, day_from, day_to, every, else_every):
    """A day, one way: one headway between two times, another before and after, and the first bus itself."""
    by_day = max(0, min(last, day_to) - max(first, day_from))
    return round(by_day / every + (last - first - by_day) / else_every + 1)


def test_services_a_day_follow_from_the_headways_that_the_source_states(lines):
    # 269: 05:00-24:30, every 12 between 06:30 and 20:00, else 20: 810/12 + 360/20 + 1 = 67.5 + 18 + 1 = 86.5, typed 86
    checked_lines = 0
    for line in lines.itertuples():
        said = SAID.search(line.source)
        if said is None:
            assert line.status == "sourced", line.line_id
            continue
        every, else_every, saturday, sunday = (int(v) if v else 0 for v in said.groups())
        else_every = else_every or every
        first, last = minute(line.first_departure), minute(line.last_departure)
        assert line.weekday_services == services(first, last, 390, 1200, every, else_every), line.line_id
        assert line.saturday_services == services(first, last, 480, 1200, saturday, else_every), line.line_id
        on_sunday = (
            services(max(first, 420) if first else 0, last, 600, 1140, sunday, max(else_every, sunday)) if sunday else 0
        )
        assert line.sunday_services == on_sunday, line.line_id
        checked_lines += 1
    assert checked_lines >= 60

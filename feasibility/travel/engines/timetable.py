"""The timetable of one date out of several feeds, as one plain feed that ferrobus reads.

ferrobus 0.2.1 takes a service by its day of the week and not by the dates of its calendar, mixes up ids that two feeds
share, does not know frequencies and reads a call without a time as midnight. So the day is worked out here, and the
engine is given nothing but that day.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd

from feasibility.errors import InputError, raise_all
from feasibility.tables.base import METRIC_CRS, WEB_CRS
from feasibility.travel.engines import feed as feeds
from feasibility.travel.engines.extract import Junctions, snapped
from feasibility.travel.engines.feed import Feed
from feasibility.travel.pairs import DESTINATION_OFF

DAY_SECONDS = 86_400
LATEST_SECONDS = 36 * 3600
"""Trips of the next morning that begin later than noon are not needed by any shift."""
SERVICE = "day"
CALL_COLUMNS = ("trip_id", "arrival_time", "departure_time", "stop_id", "stop_sequence")


@dataclass(frozen=True)
class Timetable:
    """What runs on one date, and how much of it the extract holds."""

    calls: pd.DataFrame
    """trip, route, stop (position in `stops`), arrival_seconds, departure_seconds; in the order of each trip."""
    stops: pd.DataFrame
    """Degrees of each stop and of its junction; numbered from 0, as ferrobus numbers them."""
    routes: pd.DataFrame
    """route and route_type."""
    stops_off: int
    """Stops that are called at and lie off the extract: vehicles pass through, nobody boards."""
    trips_untimed: int
    """Trips left out because their first or last call has no time."""


def of_date(given: Sequence[Feed], date: datetime.date, streets: Junctions, *, snap_metres_max: float,
            rejoin_metres_max: float) -> Timetable:  # fmt: skip
    """The trips of the date, of the night before that run past midnight, and of the next morning.

    Raises `InputError` where a time or a place in a feed cannot be read, or nothing of it lies on the extract.
    """
    calls, untimed = zip(*(_calls(feed, number, date) for number, feed in enumerate(given)), strict=True)
    called = pd.concat(calls, ignore_index=True)
    stops = pd.concat([_stops(feed, number) for number, feed in enumerate(given)], ignore_index=True)
    used = stops[stops["stop_id"].isin(called["stop_id"])].reset_index(drop=True)
    spots = gpd.GeoSeries(gpd.points_from_xy(used["stop_lon"], used["stop_lat"]), crs=WEB_CRS).to_crs(METRIC_CRS)
    placed = snapped(spots, streets, snap_metres_max=snap_metres_max, rejoin_metres_max=rejoin_metres_max,
                     off=DESTINATION_OFF)  # fmt: skip
    on = placed["status"] < 0
    near = used[on].assign(junction_lat=placed["lat"], junction_lon=placed["lon"]).reset_index(drop=True)
    numbers = pd.Series(near.index, index=near["stop_id"])
    called = called[called["stop_id"].isin(numbers.index)]
    called = called[called.groupby("trip")["stop_id"].transform("size") > 1]
    if called.empty:
        names = ", ".join(feed.name for feed in given)
        raise InputError(names, ["no trip has two stops on the streets of the extract; take the feeds of its area"])
    called = called.assign(stop=called["stop_id"].map(numbers)).drop(columns="stop_id").reset_index(drop=True)
    routes = pd.concat([_routes(feed, number) for number, feed in enumerate(given)], ignore_index=True)
    return Timetable(
        called, near.drop(columns="stop_id"), routes[routes["route"].isin(called["route"])].reset_index(drop=True),
        int((~on).sum()), sum(untimed),
    )  # fmt: skip


def patterns(timetable: Timetable) -> dict[int, frozenset[int]]:
    """By stop the patterns that call at it: trips of one route with the same stops in the same order are a pattern."""
    calls = timetable.calls
    by_trip = calls.groupby("trip", sort=False).agg(route=("route", "first"), stops=("stop", tuple))
    pattern = pd.Series(pd.factorize(pd.MultiIndex.from_frame(by_trip))[0], index=by_trip.index)
    of_call = calls["trip"].map(pattern)
    return {int(stop): frozenset(found) for stop, found in of_call.groupby(calls["stop"])}


def write(timetable: Timetable, folder: Path) -> None:
    """The timetable as a GTFS feed of one service that runs every day. Holds stops and times, and no home."""
    calls, stops = timetable.calls, timetable.stops
    times = {f"{what}_time": _clock(calls[f"{what}_seconds"]) for what in ("arrival", "departure")}
    trips = calls.drop_duplicates("trip")
    week = dict.fromkeys(feeds.DAYS, 1)
    tables = {
        "stops": pd.DataFrame({"stop_id": stops.index, "stop_name": stops.index, "stop_lat": stops["stop_lat"],
                               "stop_lon": stops["stop_lon"]}),
        "routes": timetable.routes.rename(columns={"route": "route_id"}),
        "trips": pd.DataFrame({"route_id": trips["route"], "service_id": SERVICE, "trip_id": trips["trip"]}),
        "stop_times": pd.DataFrame({"trip_id": calls["trip"], **times, "stop_id": calls["stop"],
                                    "stop_sequence": calls.groupby("trip").cumcount()}),
        "calendar": pd.DataFrame([{"service_id": SERVICE, **week, "start_date": 20000101, "end_date": 20991231}]),
        "calendar_dates": pd.DataFrame(columns=["service_id", "date", "exception_type"]),
        "feed_info": pd.DataFrame(columns=["feed_publisher_name", "feed_publisher_url", "feed_lang"]),
        "transfers": pd.DataFrame(columns=["from_stop_id", "to_stop_id", "transfer_type", "min_transfer_time"]),
    }  # fmt: skip
    for name, frame in tables.items():
        frame.to_csv(folder / f"{name}.txt", index=False, lineterminator="\n")


def _calls(feed: Feed, number: int, date: datetime.date) -> tuple[pd.DataFrame, int]:
    """Calls of the feed's trips around the date with ids of their own, and the trips left out for want of times."""
    day = datetime.timedelta(days=1)
    by_service = [(-1, feed.services(date - day)), (0, feed.services(date)), (1, feed.services(date + day))]
    trips = feeds.table(feed, "trips.txt", feeds.NEEDED["trips.txt"])
    running = pd.concat(
        [trips[trips["service_id"].isin(services)].assign(days=days) for days, services in by_service],
        ignore_index=True,
    )
    optional = ("pickup_type", "drop_off_type")
    timed = pd.concat(
        [piece[piece["trip_id"].isin(running["trip_id"])]
         for piece in feeds.pieces(feed, "stop_times.txt", CALL_COLUMNS, optional)],
        ignore_index=True,
    )  # fmt: skip
    timed = timed[~((timed["pickup_type"] == "1") & (timed["drop_off_type"] == "1"))]
    timed = timed.assign(sequence=_numbers(feed, timed, "stop_sequence"))
    timed = timed.sort_values(["trip_id", "sequence"], kind="stable", ignore_index=True)
    for what in ("arrival", "departure"):
        timed[f"{what}_seconds"] = _seconds(feed, timed, f"{what}_time")
    timed, untimed = _interpolated(timed)
    timed = _repeated(feed, timed)
    calls = timed.merge(running[["trip_id", "route_id", "days"]], on="trip_id", how="inner")
    for what in ("arrival_seconds", "departure_seconds"):
        calls[what] += calls["days"] * DAY_SECONDS
    prefix = f"{number}:"
    calls["trip"] = prefix + calls["days"].astype(str) + ":" + calls["repeat"].astype(str) + ":" + calls["trip_id"]
    calls = calls.assign(route=prefix + calls["route_id"], stop_id=prefix + calls["stop_id"])
    starts = calls.groupby("trip")["arrival_seconds"].transform("min")
    calls = calls[(starts >= 0) & (starts < LATEST_SECONDS)]
    return calls[["trip", "route", "stop_id", "arrival_seconds", "departure_seconds"]], untimed


def _interpolated(timed: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    """Calls without a time at even steps between those that have one; trips without a first or last time left out."""
    either = timed["arrival_seconds"].fillna(timed["departure_seconds"])
    trip = timed["trip_id"]
    ends_missing = (~trip.duplicated() | ~trip.duplicated(keep="last")) & either.isna()
    open_ended = ends_missing.groupby(trip).transform("any")
    kept, either = timed[~open_ended].reset_index(drop=True), either[~open_ended].reset_index(drop=True)
    places = np.arange(len(either))
    known = either.notna().to_numpy()
    filled = np.interp(places, places[known], either[known]).round() if known.any() else np.zeros(len(either))
    arrival = kept["arrival_seconds"].fillna(pd.Series(filled))
    departure = kept["departure_seconds"].fillna(arrival)
    return (
        kept.assign(arrival_seconds=arrival, departure_seconds=np.maximum(arrival, departure)),
        trip[open_ended].nunique(),
    )


def _repeated(feed: Feed, timed: pd.DataFrame) -> pd.DataFrame:
    """Trips that frequencies.txt repeats, once for every departure; all others once."""
    if not feeds.has(feed, "frequencies.txt"):
        return timed.assign(repeat=0)
    often = feeds.table(feed, "frequencies.txt", ("trip_id", "start_time", "end_time", "headway_secs"))
    often = often[often["trip_id"].isin(timed["trip_id"])].reset_index(drop=True)
    start, end = _seconds(feed, often, "start_time"), _seconds(feed, often, "end_time")
    headway = _numbers(feed, often.where(often["headway_secs"] != "0", ""), "headway_secs")
    departures = pd.DataFrame(
        [(trip, at) for trip, first, last, step in zip(often["trip_id"], start, end, headway, strict=True)
         for at in np.arange(first, last, step)],
        columns=["trip_id", "leaves"],
    ).assign(repeat=lambda frame: frame.index + 1)  # fmt: skip
    first = timed.groupby("trip_id")["departure_seconds"].transform("first")
    copies = timed.assign(first=first).merge(departures, on="trip_id", how="inner")
    copies = copies.sort_values(["repeat", "sequence"], kind="stable", ignore_index=True)
    for what in ("arrival_seconds", "departure_seconds"):
        copies[what] += copies["leaves"] - copies["first"]
    once = timed[~timed["trip_id"].isin(departures["trip_id"])].assign(repeat=0)
    return pd.concat([once, copies[once.columns]], ignore_index=True)


def _stops(feed: Feed, number: int) -> pd.DataFrame:
    stops = feeds.table(feed, "stops.txt", feeds.NEEDED["stops.txt"])
    placed = stops[(stops["stop_lat"] != "") & (stops["stop_lon"] != "")].drop_duplicates("stop_id")
    return pd.DataFrame({
        "stop_id": f"{number}:" + placed["stop_id"],
        "stop_lat": _numbers(feed, placed, "stop_lat"), "stop_lon": _numbers(feed, placed, "stop_lon"),
    })  # fmt: skip


def _routes(feed: Feed, number: int) -> pd.DataFrame:
    routes = feeds.table(feed, "routes.txt", feeds.NEEDED["routes.txt"])
    return pd.DataFrame({"route": f"{number}:" + routes["route_id"], "route_type": routes["route_type"]})


def _numbers(feed: Feed, frame: pd.DataFrame, column: str) -> pd.Series:
    return _read(feed, frame, column, pd.to_numeric(frame[column], errors="coerce"), "a number")


def _seconds(feed: Feed, frame: pd.DataFrame, column: str) -> pd.Series:
    """Seconds after midnight of `08:05:00`; missing where the cell is blank."""
    parts = frame[column].str.strip().str.extract(r"^(\d{1,2}):([0-5]\d):([0-5]\d)$").astype(float)
    blank = frame[column].str.strip() == ""
    return _read(feed, frame, column, parts[0] * 3600 + parts[1] * 60 + parts[2], "a time such as 08:05:00", blank)


def _read(
    feed: Feed, frame: pd.DataFrame, column: str, values: pd.Series, what: str, blank: pd.Series | None = None
) -> pd.Series:
    wrong = values.isna() if blank is None else values.isna() & ~blank
    examples = ", ".join(str(v) for v in frame.loc[wrong, column].unique()[:3])
    raise_all(InputError, feed.name, [f"{column} is not {what} in {int(wrong.sum())} rows, such as {examples}"]
              if wrong.any() else [])  # fmt: skip
    return values


def _clock(seconds: pd.Series) -> pd.Series:
    whole = seconds.astype(int)
    parts = ((whole // 3600), (whole // 60 % 60), (whole % 60))
    return parts[0].map("{:02d}".format) + ":" + parts[1].map("{:02d}".format) + ":" + parts[2].map("{:02d}".format)

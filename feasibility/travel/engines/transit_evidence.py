"""What must be said of minutes by ferrobus, for the evidence page."""

import datetime
from collections.abc import Sequence

import pandas as pd

from feasibility.scenario.travel import FerrobusSettings
from feasibility.travel.engines import extract as extracts
from feasibility.travel.engines import placing
from feasibility.travel.engines.extract import Extract
from feasibility.travel.engines.feed import Feed
from feasibility.travel.engines.rides import WALK_METRES_PER_SECOND
from feasibility.travel.engines.timetable import Timetable
from feasibility.travel.engines.windows import Ways, clock
from feasibility.travel.pairs import Evidence

MODE = "transit"
STATED = "scenario"


def of_files(
    version: str,
    extract: Extract,
    given: Sequence[Feed],
    home: pd.DataFrame,
    site: pd.DataFrame,
    asked: FerrobusSettings,
) -> list[Evidence]:
    """Engine, extract, feeds, how far points are moved, and the limits of a journey."""
    engine = f"ferrobus {version}"
    rows = [
        Evidence(MODE, "engine", engine, "package ferrobus, MIT or Apache 2.0 licence"),
        Evidence(MODE, "extract", f"{extract.name}, data of {extract.as_at}", extracts.LICENCE),
    ]
    for feed in given:
        covered = feed.covered()
        span = f"{covered[0]} to {covered[1]}" if covered else "nothing"
        rows.append(Evidence(MODE, f"timetable {feed.name}", f"covers {span}", "GTFS; licence as its publisher states"))
    return [
        *rows,
        *placing.evidence(MODE, "homes", home, engine),
        *placing.evidence(MODE, "sites", site, engine),
        Evidence(MODE, "farthest that a point or stop is moved to a junction", f"{asked.snap_metres_max:g} m", STATED),
        Evidence(MODE, "walking speed", f"{WALK_METRES_PER_SECOND * 3.6:.1f} km/h: the engine's own, not the setting's",
                 engine),
        Evidence(MODE, "walk to or from a stop, at most", f"{asked.walk_minutes_max:g} minutes", STATED),
        Evidence(MODE, "walk between stops, at most", f"{asked.change_walk_minutes_max:g} minutes", STATED),
        Evidence(MODE, "changes, at most", f"{asked.changes_max}", STATED),
        Evidence(MODE, "longest journey that counts", f"{asked.journey_minutes_max:g} minutes", STATED),
        Evidence(MODE, "km ridden", "straight from call to call, so a little short", engine),
        Evidence(MODE, "calls where only boarding or only alighting is allowed", "taken as allowing both", engine),
    ]  # fmt: skip


def of_date(date: datetime.date, day: Timetable) -> list[Evidence]:
    """What runs on the date, and what of it cannot be used."""
    trips = day.calls["trip"].nunique()
    rows = [Evidence(MODE, f"timetable of {date}", f"{trips:,} trips, {len(day.stops):,} stops on the extract", "GTFS")]
    if day.stops_off:
        words = f"{day.stops_off:,}: vehicles pass, nobody boards or alights"
        rows.append(Evidence(MODE, f"stops off the extract on {date}", words, "GTFS"))
    if day.trips_untimed:
        rows.append(
            Evidence(MODE, f"trips left out on {date}", f"{day.trips_untimed:,} without first or last time", "GTFS")
        )
    return rows


def of_shift(name: str, ways: Ways, date: datetime.date, asked: FerrobusSettings) -> list[Evidence]:
    """When the journeys of a shift are tried, and what is made of them."""
    there, back = (f"{clock(way[0])} to {clock(way[-1])}" for way in (ways.to_work, ways.home))
    tried = f"{date:%A} {date}: to work {there}, home {back}, every {asked.step_minutes} minutes"
    made = (
        f"percentile {asked.usual_percentile:g} of the departures, bad day {asked.bad_day_percentile:g}; "
        "mean of the way to work and the way home"
    )
    return [
        Evidence(MODE, f"departures of shift {name}", tried, STATED),
        Evidence(MODE, f"minutes of shift {name}", made, STATED),
    ]

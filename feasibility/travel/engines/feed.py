"""Timetables in GTFS: the tables of one feed, the dates it covers, and what is wrong with it for the dates asked."""

import datetime
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from feasibility.errors import InputError

NEEDED = {
    "stops.txt": ("stop_id", "stop_lat", "stop_lon"),
    "routes.txt": ("route_id", "route_type"),
    "trips.txt": ("trip_id", "route_id", "service_id"),
    "stop_times.txt": ("trip_id", "arrival_time", "departure_time", "stop_id", "stop_sequence"),
}
"""What a journey cannot be made without (GTFS Schedule reference, gtfs.org)."""
CALENDARS = ("calendar.txt", "calendar_dates.txt")
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
ADDED, REMOVED = "1", "2"
NEAREST_DATES = 3
"""Dates with service that a message names on either side of one without."""
ROWS_AT_A_TIME = 1_000_000


@dataclass(frozen=True)
class Feed:
    """One GTFS feed, its calendar read, its timetable not yet."""

    path: Path
    name: str
    calendar: pd.DataFrame
    """calendar.txt as text; empty where the feed has none."""
    exceptions: pd.DataFrame
    """calendar_dates.txt as text; empty where the feed has none."""

    def services(self, date: datetime.date) -> set[str]:
        """Ids of the services that run on a date: the calendar's, with the exceptions of that date."""
        day, stamp = DAYS[date.weekday()], f"{date:%Y%m%d}"
        regular = self.calendar[
            (self.calendar[day] == "1") & (self.calendar["start_date"] <= stamp) & (self.calendar["end_date"] >= stamp)
        ]
        today = self.exceptions[self.exceptions["date"] == stamp]
        added = today.loc[today["exception_type"] == ADDED, "service_id"]
        removed = today.loc[today["exception_type"] == REMOVED, "service_id"]
        return (set(regular["service_id"]) | set(added)) - set(removed)

    def covered(self) -> tuple[datetime.date, datetime.date] | None:
        """First and last date on which anything may run; None where the calendar is empty."""
        added = self.exceptions.loc[self.exceptions["exception_type"] == ADDED, "date"]
        stamps = [*self.calendar["start_date"], *self.calendar["end_date"], *added]
        return (_date(min(stamps)), _date(max(stamps))) if stamps else None


def opened(path: Path) -> Feed:
    """A feed and its calendar. Raises `InputError` where the file is no GTFS feed that a journey can be made from."""
    if not path.is_file():
        raise InputError(path.name, ["is not there; check the path, which starts at the scenario's own folder"])
    try:
        with zipfile.ZipFile(path) as archive:
            held = set(archive.namelist())
    except (OSError, zipfile.BadZipFile):
        raise InputError(path.name, ["is no .zip file; name a timetable feed in GTFS, zipped"]) from None
    faults = [f"has no {name}; name a timetable feed in GTFS, its files at the top of the .zip" for name in NEEDED
              if name not in held]  # fmt: skip
    if not held & set(CALENDARS):
        faults.append("has neither calendar.txt nor calendar_dates.txt, so nobody can say what runs when")
    if not faults:
        faults = [
            f"{name} has no column {', '.join(missing)}"
            for name, wanted in NEEDED.items()
            if (missing := [c for c in wanted if c not in _columns(path, name)])
        ]
    calendar = _calendar(path, held, "calendar.txt", ("service_id", *DAYS, "start_date", "end_date"), faults)
    exceptions = _calendar(path, held, "calendar_dates.txt", ("service_id", "date", "exception_type"), faults)
    if faults:
        raise InputError(path.name, faults)
    return Feed(path, path.name, calendar, exceptions)


def refused(feed: Feed, dates: Iterable[datetime.date]) -> list[str]:
    """Why the feed cannot be used for one of the dates, naming the dates it covers; nothing where it can."""
    covered = feed.covered()
    if covered is None or not (running := _running(feed, *covered)):
        return [f"{feed.name}: its calendar has no date on which anything runs; take another feed"]
    faults = []
    for date in sorted(set(dates)):
        if date in running:
            continue
        if not running[0] <= date <= running[-1]:
            reason = f"the feed covers {running[0]:%d %B %Y} to {running[-1]:%d %B %Y}"
        else:
            before = [d for d in running if d < date][-NEAREST_DATES:]
            after = [d for d in running if d > date][:NEAREST_DATES]
            near = ", ".join(f"{d:%a %d %B %Y}" for d in [*before, *after])
            reason = f"nearest dates with service: {near}"
        faults.append(
            f"{feed.name}: nothing runs on {date:%A %d %B %Y}; {reason}; choose such a date, or a feed with it"
        )
    return faults


def table(feed: Feed, name: str, columns: Sequence[str], optional: Sequence[str] = ()) -> pd.DataFrame:
    """Columns of one file of the feed as text, blanks as empty text; the optional ones empty where they are absent."""
    return pd.concat(pieces(feed, name, columns, optional), ignore_index=True)


def pieces(feed: Feed, name: str, columns: Sequence[str], optional: Sequence[str] = ()) -> Iterable[pd.DataFrame]:
    """As `table`, a million rows at a time: national feeds are larger than memory."""
    held = _columns(feed.path, name)
    used = [c for c in (*columns, *optional) if c in held]
    with zipfile.ZipFile(feed.path) as archive, archive.open(name) as file:
        read = pd.read_csv(file, dtype=str, keep_default_na=False, usecols=lambda c: c.strip() in used,
                           encoding="utf-8-sig", skipinitialspace=True, chunksize=ROWS_AT_A_TIME)  # fmt: skip
        for piece in read:
            yield piece.rename(columns=str.strip).reindex(columns=[*columns, *optional], fill_value="")


def has(feed: Feed, name: str) -> bool:
    """Whether the feed has that file."""
    with zipfile.ZipFile(feed.path) as archive:
        return name in archive.namelist()


def _running(feed: Feed, first: datetime.date, last: datetime.date) -> list[datetime.date]:
    dates = [first + datetime.timedelta(days=n) for n in range((last - first).days + 1)]
    return [date for date in dates if feed.services(date)]


def _columns(path: Path, name: str) -> list[str]:
    with zipfile.ZipFile(path) as archive, archive.open(name) as file:
        try:
            return [c.strip() for c in pd.read_csv(file, dtype=str, nrows=0, encoding="utf-8-sig").columns]
        except (pd.errors.EmptyDataError, UnicodeDecodeError):
            return []


def _calendar(path: Path, held: set[str], name: str, columns: tuple[str, ...], faults: list[str]) -> pd.DataFrame:
    """The file as text, or an empty table where the feed has none. Adds to `faults` what is wrong with it."""
    empty = pd.DataFrame(columns=list(columns), dtype=str)
    if name not in held:
        return empty
    missing = [c for c in columns if c not in _columns(path, name)]
    if missing:
        faults.append(f"{name} has no column {', '.join(missing)}")
        return empty
    with zipfile.ZipFile(path) as archive, archive.open(name) as file:
        read = pd.read_csv(file, dtype=str, keep_default_na=False, encoding="utf-8-sig", skipinitialspace=True)
    frame = read.rename(columns=str.strip)[list(columns)]
    for column in [c for c in columns if c.endswith("date")]:
        dates = pd.to_datetime(frame[column], format="%Y%m%d", errors="coerce")
        wrong = frame.index[dates.isna() | (frame[column].str.len() != len("YYYYMMDD"))]
        if len(wrong):
            rows = ", ".join(str(row + 2) for row in wrong[:5])
            faults.append(f"{name}: {column} in rows {rows} is no date such as 20260303")
    return frame


def _date(stamp: str) -> datetime.date:
    return datetime.datetime.strptime(stamp, "%Y%m%d").date()

"""Tables of public transport: lines, the calls of each, and where stops are, checked against one another."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from feasibility.errors import InputError, raise_all
from feasibility.inputs import sheets, typed
from feasibility.inputs.gathering import Gathering
from feasibility.scenario.sections import Files
from feasibility.tables import Table, headings
from feasibility.tables.travel import CLOCK, Calls, Lines, Stops

YES_NO = {"yes": True, "no": False, "true": True, "false": False}
SHORT_CLOCK = r"\d:[0-5]\d"
"""A time such as 5:20, as Excel writes it."""
LAND_M = 5_000.0
"""Nothing of Great Britain lies nearer than this to the western or southern edge of the National Grid."""
SAME_STOP_M = 500.0
"""Rows of one stop_id may lie this far apart and still mean one stop, as where two tables are joined (assumed)."""
KM_PER_MINUTE_MOST = {"train": 4.0, "bus": 2.0, "tube": 2.0, "dlr": 2.0, "tram": 2.0}
"""No vehicle goes faster: 240 km an hour on the fastest line of Great Britain, else 120 (assumed)."""
UNTIMED_KM_MOST = 20.0
"""Two timing points of a bus without minutes lie no farther apart: a stop is in the wrong place (assumed)."""
NONE_NAMED = (
    "files.lines, files.calls, files.stops: are not named, and public transport is measured on them; name them or take "
    "transit from a matrix or a timetable feed ([travel.providers])"
)
SHOWN = 10
LINES, CALLS, STOPS = "lines", "calls", "stops"


@dataclass(frozen=True)
class Services:
    """Public transport as typed."""

    lines: pd.DataFrame
    """tables.Lines."""
    calls: pd.DataFrame
    """tables.Calls."""
    stops: pd.DataFrame
    """tables.Stops; one row a stop."""


def of_scenario(files: Files, gathering: Gathering, *, needed: bool) -> Services | None:
    """The tables that the scenario names; None where it names none, or with their faults kept in `gathering`.

    `needed`: journeys by public transport are to be measured on them, so that it is a fault to name none.
    """
    paths = {LINES: files.lines, CALLS: files.calls, STOPS: files.stops}
    if not any(paths.values()):
        gathering.faults += [NONE_NAMED] if needed else []
        return None
    gathering.faults += [
        f"files.{role}: is not named; public transport needs files.lines, files.calls and files.stops, or none of them"
        for role, path in paths.items()
        if path is None
    ]
    raw = {role: gathering.attempt(sheets.read, path) for role, path in paths.items() if path is not None}
    whole = {role: frame for role, frame in raw.items() if frame is not None}
    if len(whole) < len(paths):
        return None
    try:
        return read(
            whole[LINES], whole[CALLS], whole[STOPS], [path.name for path in paths.values() if path is not None]
        )
    except InputError as err:
        gathering.faults += err.faults
    return None


def read(
    lines: pd.DataFrame, calls: pd.DataFrame, stops: pd.DataFrame, names: Sequence[str] = (LINES, CALLS, STOPS)
) -> Services:
    """The three tables from frames of text labelled by row number.

    `names` are those of the files. Tables of several places may be joined: rows of one stop_id mean one stop. Raises
    `InputError` with every fault of all three, each naming its file.
    """
    faults: dict[str, list[str]] = {
        LINES: _column_faults(lines, Lines), CALLS: _column_faults(calls, Calls), STOPS: _column_faults(stops, Stops)
    }  # fmt: skip
    if not faults[LINES]:
        lines, faults[LINES] = _lines(lines)
    if not faults[CALLS]:
        calls, faults[CALLS] = _calls(calls)
    if not faults[STOPS]:
        stops, faults[STOPS] = _stops(stops)
    if {"line_id"} <= set(lines.columns) & set(calls.columns):
        faults[LINES] += typed.in_rows(
            "line_id",
            lines.index[~lines["line_id"].isin(calls["line_id"])],
            f"has no rows in {names[1]}; give its calls",
        )
        faults[CALLS] += _unknown(calls, "line_id", lines, names[0])
    if {"stop_id"} <= set(stops.columns) & set(calls.columns):
        faults[CALLS] += _unknown(calls, "stop_id", stops, names[2])
    if not (faults[LINES] or faults[CALLS]):
        faults[CALLS] += _times(calls, lines)
    if not any(faults.values()):
        faults[STOPS] += _too_far_apart(calls, lines, stops)
    raise_all(InputError, "public transport", [
        f"{name}: {fault}" for name, found in zip(names, faults.values(), strict=True) for fault in found
    ])  # fmt: skip
    return Services(*(frame.reset_index(drop=True) for frame in (lines, calls, stops)))


def _column_faults(raw: pd.DataFrame, schema: type[Table]) -> list[str]:
    columns = list(headings(schema))
    return typed.column_faults(raw, columns, columns)


def _lines(raw: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    services = ["weekday_services", "saturday_services", "sunday_services"]
    frame, faults = typed.numbers(raw[list(headings(Lines))], [*services, "year"], show=True)
    frame, more = _numbers_or_blank(frame, "peak_per_hour")
    faults += more
    words = frame["both_ways"].str.lower()
    faults += typed.in_rows("both_ways", frame.index[~words.isin(YES_NO)], "is neither yes nor no; write one of them")
    frame["both_ways"] = words.map(YES_NO).fillna(True).astype(bool)
    odd = frame["year"] % 1 != 0
    faults += typed.in_rows("year", frame.index[odd & frame["year"].notna()], "is not a year; write one such as 2010")
    frame["year"] = frame["year"].where(~odd, 2000).astype(int)
    for name in ("first_departure", "last_departure"):
        clock = frame[name].where(~frame[name].str.fullmatch(SHORT_CLOCK), "0" + frame[name]).str.slice(0, 5)
        wrong = ~clock.str.fullmatch(CLOCK) | (frame[name].str.len() > len("05:20:00"))
        faults += typed.in_rows(name, frame.index[wrong], "is not a time of day; write one such as 05:20")
        frame[name] = clock.where(~wrong, "12:00")
    early = frame["last_departure"] < frame["first_departure"]
    faults += typed.in_rows(
        "last_departure", frame.index[early], "is before the first departure; write half past midnight as 24:30"
    )
    faults += _blanks(frame, ("name", "operator", "source"))
    return frame, faults + typed.schema_faults(frame, Lines, show=True)


def _calls(raw: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    frame, faults = typed.numbers(raw[list(headings(Calls))], ["call"], show=True)
    frame, more = _numbers_or_blank(frame, "minutes")
    faults += more
    place = frame.groupby("line_id")["call"].rank(method="first")
    wrong = (place != frame["call"]) & frame["call"].notna()
    faults += typed.in_rows(
        "call", frame.index[wrong], "is out of order; number the calls of each line 1, 2, 3 without gaps or repeats"
    )
    frame["call"] = frame["call"].where(~wrong, place).fillna(1).astype(int)
    count = frame.groupby("line_id")["call"].transform("size")
    faults += typed.in_rows("line_id", frame.index[count < 2], "has one call only; a line calls at two stops or more")
    ordered = frame.sort_values(["line_id", "call"], kind="stable")
    again = (ordered["stop_id"] == ordered["stop_id"].shift()) & (ordered["line_id"] == ordered["line_id"].shift())
    faults += typed.in_rows("stop_id", ordered.index[again], "is the stop of the call before; take one of them out")
    return frame, faults + typed.schema_faults(frame, Calls, show=True)


def _times(calls: pd.DataFrame, lines: pd.DataFrame) -> list[str]:
    """Minutes that a train lacks, and minutes that fall from one call to a later one."""
    vehicle = calls["line_id"].map(lines.set_index("line_id")["vehicle"])
    blank = calls.index[calls["minutes"].isna() & (vehicle != "bus")]
    timed = calls[calls["minutes"].notna()].sort_values(["line_id", "call"], kind="stable")
    falls = timed["minutes"] < timed.groupby("line_id")["minutes"].shift()
    return [
        *typed.in_rows("minutes", blank, "is blank; only buses may go without, their run time comes from the streets"),
        *typed.in_rows("minutes", timed.index[falls], "is less than at the call before; count from the first call"),
    ]


def _too_far_apart(calls: pd.DataFrame, lines: pd.DataFrame, stops: pd.DataFrame) -> list[str]:
    """Stops that follow one another and lie farther apart than any vehicle goes in the minutes between, or unstated."""
    at = stops.set_index("stop_id")[["easting", "northing"]] / 1000
    legs = calls.sort_values(["line_id", "call"], kind="stable").join(at, on="stop_id")
    legs["vehicle"] = legs["line_id"].map(lines.set_index("line_id")["vehicle"])
    before = legs.groupby("line_id")[["stop_id", "minutes", "easting", "northing"]].shift()
    legs["from"], minutes = before["stop_id"], legs["minutes"] - before["minutes"]
    legs["km"] = np.hypot(legs["easting"] - before["easting"], legs["northing"] - before["northing"])
    # Timetables count whole minutes: a stated one may be nearly one more.
    most = (legs["vehicle"].map(KM_PER_MINUTE_MOST) * (minutes + 1)).fillna(UNTIMED_KM_MOST)
    return _misplaced(legs[legs["km"] > most])


def _misplaced(far: pd.DataFrame) -> list[str]:
    """One fault a stop that lies too far from those next to it: the stop of most such legs first."""
    faults: list[str] = []
    while len(far):
        count = pd.concat([far["from"], far["stop_id"]]).value_counts()
        stop = min(count.index[count == count.max()])
        legs = far[(far["from"] == stop) | (far["stop_id"] == stop)]
        others = legs["from"].where(legs["stop_id"] == stop, legs["stop_id"])
        faults.append(
            f"stop {stop}: lies {legs['km'].min():.0f} km from {', '.join(sorted(set(others))[:SHOWN])}, next to it on "
            f"line {', '.join(sorted(set(legs['line_id']))[:SHOWN])}: more than a vehicle covers in the minutes "
            "between; check where the stops are"
        )
        far = far.drop(legs.index)
    return faults[:SHOWN] + ([f"and {len(faults) - SHOWN} more stops likewise"] if len(faults) > SHOWN else [])


def _stops(raw: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    frame, faults = typed.numbers(raw[list(headings(Stops))], ["easting", "northing"], show=True)
    off = (frame["easting"] < LAND_M) | (frame["northing"] < LAND_M)
    faults += typed.in_rows(
        "easting", frame.index[off], "lies outside Great Britain; write metres of the National Grid, not degrees"
    )
    faults += _blanks(frame, ("name", "placed_by"))
    first = frame.groupby("stop_id")[["easting", "northing"]].transform("first")
    apart = np.hypot(frame["easting"] - first["easting"], frame["northing"] - first["northing"]) > SAME_STOP_M
    faults += typed.in_rows(
        "stop_id", frame.index[apart], "stands above for a place more than 500 m away; give one of them another id"
    )
    once = frame[~frame["stop_id"].duplicated()]
    return once, faults + typed.schema_faults(once, Stops, show=True)


def _numbers_or_blank(frame: pd.DataFrame, name: str) -> tuple[pd.DataFrame, list[str]]:
    """The frame with a column as numbers, blank where blank."""
    filled = frame[name] != ""
    parsed, faults = typed.numbers(frame[filled], [name], show=True)
    return frame.assign(**{name: parsed[name].astype(float).reindex(frame.index)}), faults


def _blanks(frame: pd.DataFrame, columns: Sequence[str]) -> list[str]:
    return [
        fault
        for name in columns
        for fault in typed.in_rows(name, frame.index[frame[name] == ""], "is blank; fill it in")
    ]


def _unknown(calls: pd.DataFrame, column: str, known: pd.DataFrame, where: str) -> list[str]:
    """Rows of calls whose line or stop is in no row of the other table, the nearest names told."""
    wrong = calls[~calls[column].isin(known[column])]
    told = [f'row {row}, column {column}: found "{name[:40]}"; is not in {where}'
            for row, name in wrong[column].head(SHOWN).items()]  # fmt: skip
    return told + typed.in_rows(column, wrong.index[SHOWN:], f"is not in {where}")

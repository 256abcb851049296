"""What must be said of minutes by public transport: method, tables, hours, shares, errors."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from feasibility import wording
from feasibility.scenario.travel.journeys import Shift
from feasibility.scenario.travel.transit import TransitSettings
from feasibility.travel.pairs import MEASURED, Evidence, Pairs
from feasibility.travel.street import Bools
from feasibility.travel.transit.value import TransitNetwork

MODE = "transit"
THIS_RUN = "this run"
TABLES = "tables of lines, calls and stops"
LINES_FILE = "transit_lines.csv"
"""The published table of every line."""
VEHICLE_WORDS = {
    "bus": "bus lines",
    "train": "train lines",
    "tube": "Underground lines",
    "dlr": "Docklands Light Railway lines",
    "tram": "tram lines",
}
METHOD = (
    "a network of frequencies: walk along streets, wait, ride, change; lines in common taken as they come; walking all "
    "the way competes. Minutes are expected minutes, the mean of the way to work and the way home; those of a bad day "
    "wait a whole headway each time"
)
COMMON = "Chriqui and Robillard, Common bus lines, Transportation Science 9 (1975)"
WAITS = "Transport for London, PTAL (half the headway and an allowance for reliability); longest first wait assumed"
OFF_NAMED = 5
"""Stops off the streets are named up to this many; the rest are counted."""
SAID_OF_LINES = 0.5
"""What the sources of at least this share of the lines of a vehicle say is repeated of them all."""
DOOR_ERROR = (
    "from 88 homes to two London offices: 4 minutes too short at both (median), and 5.9 and 5.7 minutes "
    "of mean absolute error (median 4) once that is taken off, where a straight line with its own fit does 7.0 and "
    "7.8; one home has no journey by the tables. Of homes, 95% have the two offices ranked alike, as by the straight "
    "line. Nothing was fitted to these journeys"
)
"""As measured by tests/benchmarks/test_transit_accuracy.py with the shipped settings and tables."""
DOOR_CHECK = "Transport for London journey planner, a Tuesday in May 2016 (RobinL/office_move_journeytime, MIT)"
RAIL_ERROR = (
    "with the wait and without a change, from London Cannon Street to 36 stations: mean absolute error 3.1 "
    "minutes, 1.6 too short on average; the tables are of an earlier year. A straight line fitted to the same stations "
    "does 2.0"
)
WITH_TABLES = "with the tables of lines as shipped"
SHIPPED_LINES = "5f66c12890e794ba"
"""`lines_digest` of the tables that the errors were measured on."""
RAIL_CHECK = "expected minutes on a Tuesday from 17:00 to 19:00, 2025 timetable (johnknightstats)"


@dataclass(frozen=True)
class Told:
    """One shift: its hours, its pairs, and which of them go by way of the local bus that the table lacks."""

    shift: Shift
    pairs: Pairs
    feeder: Bools


def rows(
    network: TransitNetwork, told: Mapping[str, Told], far_share: float, settings: TransitSettings
) -> tuple[Evidence, ...]:
    """The evidence of a run. `far_share`: homes with no bus stop of the table near. No row tells of one home."""
    return tuple(
        Evidence(MODE, *row)
        for row in [
            *_method(network, settings),
            *_errors(network.lines, settings),
            *_stops(network),
            (
                f"homes with no bus stop of the tables within {settings.feeder_bus_metres:g} m",
                f"{wording.share_of_homes(far_share)}; they may ride to stations within {settings.feeder_km_max:g} km "
                f"by local bus at {settings.feeder_km_per_hour:g} km/h after {settings.feeder_wait_minutes:g} minutes",
                "assumed",
            ),
            *(row for name, shift in told.items() for row in _shift(name, shift)),
        ]
    )


def _method(network: TransitNetwork, settings: TransitSettings) -> list[tuple[str, str, str]]:
    waits = (
        f"{settings.wait_headway_share:g} times the headway, and {settings.bus_reliability_minutes:g} minutes more for "
        f"a bus or {settings.rail_reliability_minutes:g} for rail; at the first stop no more than "
        f"{settings.first_wait_minutes_max:g} minutes of headway, since people go by the timetable"
    )
    changes = (
        f"{settings.change_to_bus_minutes:g} minutes to a bus, {settings.change_to_rail_minutes:g} to a train, tube or "
        f"tram, besides walks up to {settings.change_metres_max:g} m"
    )
    return [
        ("method", METHOD, COMMON),
        ("waits", waits, WAITS),
        ("changes", changes, "default of the National Rail journey planners for rail; the rest assumed"),
        ("run time of buses", f"{settings.bus_km_per_hour:g} km/h along streets where no minutes are given", "assumed"),
        *_lines(network.lines),
        ("licence", "as in the list of sources, where tables of lines, calls and stops stand", "the list of sources"),
    ]


def _lines(lines: pd.DataFrame) -> list[tuple[str, str, str]]:
    """Lines of each kind of vehicle: how many, of which years, how firm, and how they were typed and checked."""
    found = []
    for vehicle, group in lines.groupby("vehicle", sort=True):
        years = " to ".join(str(year) for year in sorted({group["year"].min(), group["year"].max()}))
        firm = ", ".join(f"{count} {status}" for status, count in sorted(group["status"].value_counts().items()))
        said = [*_said_of_most(group["source"]), f"each line with its source: {LINES_FILE}"]
        found.append((VEHICLE_WORDS[str(vehicle)], f"{len(group)}, as they ran in {years}: {firm}", "; ".join(said)))
    return found


def _said_of_most(sources: "pd.Series[str]") -> list[str]:
    """What most sources have in common, part by part, each with how many of them say it where not all do."""
    parts = [dict.fromkeys(re.sub(r" ?\([^)]*\)", "", source).split("; ")) for source in sources]
    often = pd.Series([part for of_line in parts for part in of_line]).value_counts(sort=False)
    common = often[often >= SAID_OF_LINES * len(sources)]
    every = len(sources)
    return [str(part) + (f" ({count} of {every})" if count < every else "") for part, count in common.items()]


def lines_digest(lines: pd.DataFrame) -> str:
    """Which lines a table (tables.Lines) holds and how often they run, as a short name made from its content."""
    facts = ["line_id", "weekday_services", "saturday_services", "sunday_services", "first_departure", "last_departure"]
    ordered = lines.sort_values("line_id", kind="stable")[facts]
    text = "\n".join(" ".join(f"{fact:g}" if isinstance(fact, float) else str(fact) for fact in row)
                     for row in ordered.astype(object).itertuples(index=False))  # fmt: skip
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _errors(lines: pd.DataFrame, settings: TransitSettings) -> list[tuple[str, str, str]]:
    """The measured errors, or a plain word that they were measured with other tables or settings than this run's."""
    shipped = TransitSettings()
    changed = [name for name in TransitSettings.model_fields if getattr(settings, name) != getattr(shipped, name)]
    if lines_digest(lines) != SHIPPED_LINES:
        changed.append("tables of lines")
    before = f"not measured with this run's {', '.join(changed)}; as shipped: " if changed else ""
    return [
        ("error, door to door", before + DOOR_ERROR, f"{DOOR_CHECK}; {WITH_TABLES}"),
        ("error, trains", before + RAIL_ERROR, f"{RAIL_CHECK}; {WITH_TABLES}"),
    ]


def _stops(network: TransitNetwork) -> list[tuple[str, str, str]]:
    stops, off = network.stops, network.off_streets
    named = ", ".join(off[:OFF_NAMED]) + (f" and {len(off) - OFF_NAMED:,} more" if len(off) > OFF_NAMED else "")
    typed = stops[~stops["made"] & stops["near"]]
    snap = f"median {np.median(typed['snap_metres']):.0f} m, largest {typed['snap_metres'].max():.0f} m"
    made = int(stops["made"].sum())
    return [
        ("stops", f"{len(stops) - made:,} of the tables; {made:,} more put along bus routes", TABLES),
        ("distance from stop to street", snap if len(typed) else "no stop lies on the streets", THIS_RUN),
        (
            "stops beyond the streets, ridden through and not walked to",
            f"{len(off):,}: {named}" if len(off) else "none",
            THIS_RUN,
        ),
    ]


def _shift(name: str, told: Told) -> list[tuple[str, str, str]]:
    shift, pairs = told.shift, told.pairs
    known = pairs.status.to_numpy() == MEASURED
    walked = known & False if pairs.walked is None else pairs.walked.to_numpy(dtype=bool)
    hours = (
        f"{shift.day}, at work from {shift.arrive_from} to {shift.arrive_by}, leaving from {shift.leave_from} to "
        f"{shift.leave_by}"
    )
    return [
        (f"hours, shift {name}", hours, "the scenario"),
        (f"journeys quickest on foot all the way, shift {name}", _share(walked & known, known), THIS_RUN),
        (f"journeys by the local bus, shift {name}", _share(told.feeder & known & ~walked, known), THIS_RUN),
    ]


def _share(chosen: Bools, known: Bools) -> str:
    """A share of the journeys that are known."""
    return wording.share_of_homes(float(chosen.sum() / known.sum())) if known.any() else "no journey is known"

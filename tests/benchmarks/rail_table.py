"""The table of rail lines held against links of 2019 (trains) and 2022 (tram, DLR, tube), and minutes of 2025.

The links (timhowgego/AquiusData) name stations a train passes as well as those it calls at, count both directions, and
leave out trains that never come near south-east London. The minutes (johnknightstats) hold half a headway and the ride.
"""

import itertools
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd

from feasibility.tables import METRIC_CRS, WEB_CRS

ROOT = Path(__file__).parents[2]
PUBLISHED = ROOT.parent / "shared" / "test_data"
LINKS_2019, LINKS_2022 = PUBLISHED / "rail_links_2019.json", PUBLISHED / "london_pt_links_bods_2022.json"
MINUTES_2025 = PUBLISHED / "rail_expected_minutes_2025_sample.csv"
TABLES = ROOT / "data" / "reference" / "public_transport"

SAME_PLACE_METRES = {"train": 450.0, "tube": 450.0, "dlr": 300.0, "tram": 250.0}
"""A station of a link is the nearest one of the table within this distance."""
LINKS_CHAINED_MAX = 3
EVENING_HOUR = 19.0
"""When the peaks are over."""


@dataclass(frozen=True)
class Table:
    lines: pd.DataFrame
    """By line_id."""
    calls: dict[str, tuple[list[str], list[float]]]
    """Stops and minutes of each line, in order."""
    stops: gpd.GeoSeries


def table() -> Table:
    lines = pd.read_csv(TABLES / "lines.csv").set_index("line_id", drop=False)
    lines = lines[lines["vehicle"] != "bus"]
    calls = pd.read_csv(TABLES / "calls.csv").sort_values(["line_id", "call"])
    calls = calls[calls["line_id"].isin(lines.index)]
    stops = pd.read_csv(TABLES / "stops.csv").set_index("stop_id")
    stops = stops[stops["kind"] == "station"]
    by_line = {str(line): (list(g["stop_id"]), list(g["minutes"])) for line, g in calls.groupby("line_id")}
    return Table(lines, by_line, gpd.GeoSeries(gpd.points_from_xy(stops["easting"], stops["northing"]), stops.index))


@dataclass(frozen=True)
class Link:
    """One published link. Trains of 2019 are counted in both directions; in 2022 each direction is a link."""

    stops: tuple[str, ...]
    weekday: float


def links(path: Path, ours: Table, vehicle: str, modes: Iterable[str] = ()) -> list[Link]:
    """Published links over the table's stops of one vehicle. Their stations that the table lacks are passed over."""
    content = json.loads(path.read_text("utf-8"))
    chosen = [link for link in content["links"] if not modes or link["mode"] in modes]
    names = sorted({str(stop) for link in chosen for stop in link["stops"]})
    where = [content["stops"][name][:2] for name in names]
    places = gpd.GeoSeries(gpd.points_from_xy(*np.array(where).T), names, crs=WEB_CRS).to_crs(METRIC_CRS)
    kind = "station" if vehicle == "train" else vehicle
    candidates = ours.stops[ours.stops.index.str.startswith(f"{kind}-")].set_crs(METRIC_CRS)
    same = {}
    for name, place in places.items():
        off = candidates.distance(place)
        if off.min() <= SAME_PLACE_METRES[vehicle]:
            same[name] = str(off.idxmin())
    found = [
        Link(tuple(same[str(stop)] for stop in link["stops"] if str(stop) in same), float(link["weekday"]))
        for link in chosen
    ]
    return [link for link in found if len(link.stops) > 1]


def chained(calls: Sequence[str], sequences: Sequence[Sequence[str]]) -> int:
    """Fewest links, each run in order, that together make the calls in order; 0 where more than three are needed."""
    reached, used = 0, 0
    while reached < len(calls) - 1 and used < LINKS_CHAINED_MAX:
        longest = max((_along(calls, reached, sequence) for sequence in sequences), default=reached)
        if longest == reached:
            return 0
        reached, used = longest, used + 1
    return used if reached == len(calls) - 1 else 0


def _along(calls: Sequence[str], start: int, sequence: Sequence[str]) -> int:
    """The last call reached by riding a link from call `start`, meeting the calls between in their order."""
    best = start
    for first in (place for place, stop in enumerate(sequence) if stop == calls[start]):
        reached = start
        for stop in sequence[first + 1 :]:
            if reached + 1 < len(calls) and stop == calls[reached + 1]:
                reached += 1
        best = max(best, reached)
    return best


def order(ours: Table, vehicle: str, published: Sequence[Link]) -> pd.Series:
    """Links chained to make each line of a vehicle; 0 where they do not."""
    sequences = {link.stops for link in published} | {link.stops[::-1] for link in published}
    chosen = ours.lines.index[ours.lines["vehicle"] == vehicle]
    return pd.Series({line: chained(ours.calls[line][0], sorted(sequences)) for line in chosen})


def between(ours: Table, published: Sequence[Link], pairs: Sequence[tuple[str, str]]) -> pd.DataFrame:
    """Weekday services one way between each pair of neighbours: in the table, and published."""
    rows = []
    for a, b in pairs:
        # A line listed in one direction only is half of a service both ways.
        listed = sum(
            float(line["weekday_services"]) * (1.0 if line["both_ways"] else 0.5)
            for name, line in ours.lines.iterrows()
            if _neighbours(ours.calls[str(name)][0], a, b)
        )
        told = sum(link.weekday for link in published if a in link.stops and b in link.stops) / 2
        rows.append((a, b, listed, told))
    frame = pd.DataFrame(rows, columns=["from", "to", "table", "published"])
    return frame.assign(ratio=frame["table"] / frame["published"])


def _neighbours(calls: Sequence[str], a: str, b: str) -> bool:
    return any({a, b} == set(pair) for pair in itertools.pairwise(calls))


def to_cannon_street(ours: Table) -> pd.DataFrame:
    """Published minutes to Cannon Street in the evening peak, and those of the table by train without a change."""
    told = pd.read_csv(MINUTES_2025)
    told = told[told["terminal"] == "LONDON CANNON STREET"]
    names = pd.read_csv(TABLES / "stops.csv").set_index("stop_id")["name"].str.upper()
    names = names[names.index.str.startswith("station-")].str.replace(r" \(.*\)$", "", regex=True)
    by_name = pd.Series(names.index, index=names.to_numpy())
    frame = pd.DataFrame({"published": told.set_index("station")["expected_min"]})
    return frame.assign(table=[expected(ours, by_name[station], "station-cst") for station in frame.index])


def expected(ours: Table, start: str, end: str) -> float:
    """Half the joint headway in a peak and the mean ride of the lines that go from one stop to the other."""
    often, minutes = [], []
    for line, row in ours.lines.iterrows():
        stops, at = ours.calls[str(line)]
        ends = {stop: [m for s, m in zip(stops, at, strict=True) if s == stop] for stop in (start, end)}
        rides = [abs(a - b) for a in ends[start] for b in ends[end]]
        per_hour = per_hour_in_peak(row)
        if rides and per_hour > 0:
            often.append(per_hour)
            minutes.append(min(rides))
    if not often:
        return float("nan")
    return float(30 / np.sum(often) + np.average(minutes, weights=often))


def per_hour_in_peak(line: "pd.Series[object]") -> float:
    """Services an hour in the peaks: as stated, or the day's over its hours; none where it runs in evenings alone."""
    stated = float(line["peak_per_hour"])
    if np.isfinite(stated):
        return stated
    first, last = (int(str(line[n])[:2]) + int(str(line[n])[3:]) / 60 for n in ("first_departure", "last_departure"))
    return float(line["weekday_services"]) / (last - first) if first < EVENING_HOUR else 0.0

"""Lines and their calls into runs: every stop of each line in each direction, with minutes and metres."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd

from feasibility.scenario.travel.transit import TransitSettings
from feasibility.travel.street import Bools, Floats, Ints, StreetGraph, minutes_from_metres
from feasibility.travel.transit import laying
from feasibility.travel.transit.laying import BusStops, Way
from feasibility.travel.transit.value import Runs

BUS = "bus"


@dataclass(frozen=True)
class _Line:
    """One line in its first direction: row of the line, its stops, minutes (NaN where blank) and metres."""

    row: int
    stops: Ints
    minutes: Floats
    metres: Floats


def runs(
    lines: pd.DataFrame, calls: pd.DataFrame, stops: pd.DataFrame, graph: StreetGraph, settings: TransitSettings
) -> tuple[Runs, pd.DataFrame]:
    """The runs of all lines, and the stops with those added that buses make between their timing points.

    `stops` is by stop_id with name, easting, northing, node, near and bus; the stops given back are by row number.
    """
    number = pd.Series(np.arange(len(stops)), index=stops.index)
    ordered = calls.sort_values(["line_id", "call"], kind="stable")
    by_line = {
        str(line): (number.loc[group["stop_id"]].to_numpy(), group["minutes"].to_numpy(dtype=float))
        for line, group in ordered.groupby("line_id", sort=False)
    }
    buses = lines["vehicle"].eq(BUS).to_numpy()
    positions = stops[["easting", "northing"]].to_numpy(dtype=float)
    laid, made = _laid_buses(
        [by_line[line] for line in lines["line_id"][buses]], np.flatnonzero(buses), stops, graph, settings
    )
    trains = []
    for row in np.flatnonzero(~buses):
        where, minutes = by_line[str(lines.loc[row, "line_id"])]
        trains.append(_Line(int(row), where, minutes, _straight(positions[where]) * settings.rail_detour))
    every = sorted([*laid, *trains], key=lambda line: line.row)
    return _both_ways(every, lines["both_ways"].to_numpy(dtype=bool), settings), _with_made(stops, made, graph)


def _straight(places: Floats) -> Floats:
    """Metres from the first place, in straight lines."""
    return np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(places, axis=0).T))])


def _laid_buses(
    timed: list[tuple[Ints, Floats]],
    rows: Ints,
    stops: pd.DataFrame,
    graph: StreetGraph,
    settings: TransitSettings,
) -> tuple[list[_Line], BusStops]:
    """Each bus line with the stops on its way. Legs that leave the streets run straight, without stops between."""
    node = np.where(stops["near"], stops["node"], -1)
    places = stops[["easting", "northing"]].to_numpy(dtype=float)
    known = BusStops(settings.stop_cluster_metres, len(stops))
    for place in np.flatnonzero(stops["bus"] & stops["near"]):
        known.add(int(place), float(graph.easting[node[place]]), float(graph.northing[node[place]]))
    legs = [(a, b) for where, _ in timed for a, b in pairwise(where)]
    ends = [(int(min(node[a], node[b])), int(max(node[a], node[b]))) for a, b in legs]
    found = laying.ways([pair for pair in ends if pair[0] >= 0 and pair[0] != pair[1]], graph)
    served: dict[tuple[int, int], tuple[list[int], Floats]] = {}
    lines = []
    for row, (where, minutes) in zip(rows, timed, strict=True):
        line = _Line(int(row), where[:1], minutes[:1], np.zeros(1))
        for a, b, after in zip(where[:-1], where[1:], minutes[1:], strict=True):
            if (b, a) in served:
                on, metres = served[b, a]
                leg = on[::-1], metres[-1] - metres[::-1]
            elif (a, b) in served:
                leg = served[a, b]
            else:
                way = _oriented(found, int(node[a]), int(node[b]))
                if way is None:
                    leg = [int(a), int(b)], _straight(places[[a, b]]) * settings.bus_detour
                else:
                    leg = laying.stops_along(way, (int(a), int(b)), known, graph, settings)
                served[a, b] = leg
            line = _longer(line, *leg, float(after))
        lines.append(line)
    return lines, known


def _oriented(found: dict[tuple[int, int], Way], start: int, end: int) -> Way | None:
    if (start, end) in found:
        return found[start, end]
    back = found.get((end, start))
    return None if back is None else Way(back.nodes[::-1], back.metres[-1] - back.metres[::-1])


def _longer(line: _Line, on: list[int], metres: Floats, after: float) -> _Line:
    """The line with one leg more; stops between timing points have no minutes yet."""
    minutes = np.full(len(on) - 1, np.nan)
    minutes[-1] = after
    return _Line(
        line.row,
        np.concatenate([line.stops, on[1:]]),
        np.concatenate([line.minutes, minutes]),
        np.concatenate([line.metres, line.metres[-1] + metres[1:]]),
    )


def _timed(line: _Line, settings: TransitSettings) -> Floats:
    """Minutes from the first call: between calls with minutes shared by length, elsewhere by the speed of a bus."""
    known = np.isfinite(line.minutes)
    steady = minutes_from_metres(line.metres, settings.bus_km_per_hour)
    if known.sum() < 2:
        return steady
    given = np.interp(line.metres, line.metres[known], line.minutes[known])
    first, last = np.flatnonzero(known)[[0, -1]]
    given[:first] = given[first] - (steady[first] - steady[:first])
    given[last + 1 :] = given[last] + (steady[last + 1 :] - steady[last])
    return np.asarray(given - given[0], dtype=np.float64)


def _both_ways(lines: list[_Line], both: Bools, settings: TransitSettings) -> Runs:
    parts = []
    for line in lines:
        minutes = _timed(line, settings)
        parts.append((line.row, line.stops, minutes, line.metres))
        if both[line.row]:
            parts.append((line.row, line.stops[::-1], minutes[-1] - minutes[::-1], line.metres[-1] - line.metres[::-1]))
    sizes = [len(part[1]) for part in parts]
    return Runs(
        line=np.repeat([part[0] for part in parts], sizes).astype(np.int64),
        run=np.repeat(np.arange(len(parts)), sizes),
        stop=np.concatenate([np.empty(0, dtype=np.int64), *(part[1] for part in parts)]),
        minutes=_joined([part[2] for part in parts]),
        metres=_joined([part[3] for part in parts]),
    )


def _joined(parts: list[Floats]) -> Floats:
    return np.concatenate(parts) if parts else np.empty(0)


def _with_made(stops: pd.DataFrame, known: BusStops, graph: StreetGraph) -> pd.DataFrame:
    """All stops by row number, the made ones last."""
    node = np.array(list(known.made_at.values()), dtype=np.int64)
    made = pd.DataFrame({
        "name": "a bus stop on the way", "made": True, "bus": True, "easting": graph.easting[node],
        "northing": graph.northing[node], "node": node, "snap_metres": 0.0, "near": True,
    })  # fmt: skip
    told = stops.assign(made=False)[list(made.columns)]
    return pd.concat([told, made], ignore_index=True) if len(made) else told.reset_index(drop=True)

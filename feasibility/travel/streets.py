"""Minutes and km by car, on foot and by cycle over the street graph.

Searches run from the destinations (few) to the origins (many). Minutes by car are those between the peaks, from an
affine fit to published ones, slowed by the measured peak factors; each way is judged by the hours of the shift.
"""

import logging
from collections.abc import Mapping, Sequence

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.sparse.csgraph import connected_components

from feasibility.scenario.travel import CarSettings, Shift, TravelSettings
from feasibility.scenario.travel.journeys import minutes_of
from feasibility.travel import paths, street_evidence
from feasibility.travel.pairs import BEYOND, DESTINATION_OFF, MEASURED, NO_WAY, ORIGIN_OFF, Pairs, Provided
from feasibility.travel.paths import Placed
from feasibility.travel.street import Bools, Floats, StreetGraph, minutes_from_metres

log = logging.getLogger(__name__)


def by_street(
    modes: Sequence[str],
    origins: gpd.GeoSeries,
    destinations: gpd.GeoSeries,
    graph: StreetGraph,
    shifts: Mapping[str, Shift],
    settings: TravelSettings,
) -> dict[str, Provided]:
    """The pairs of each mode asked for among car, walk and cycle, with its evidence.

    Origins and destinations are points in EPSG:27700 by id. Walking and cycling are the same for every shift and are
    not searched beyond `settings.journeys`. A point farther than `settings.snap_metres_max` from every street has no
    minutes: whether that is an error is for the caller to say.
    """
    origin = paths.place(origins, graph, settings.snap_metres_max)
    destination = paths.place(destinations, graph, settings.snap_metres_max)
    labels = (origins.index, destinations.index)
    found: dict[str, dict[str, Pairs]] = {}
    if "car" in modes:
        found["car"] = _by_car(graph, origin, destination, labels, shifts, settings)
    active = {
        "walk": (settings.foot.walk_km_per_hour, settings.journeys.walk_minutes_max),
        "cycle": (settings.foot.cycle_km_per_hour, settings.journeys.cycle_minutes_max),
    }
    found |= _by_foot(
        graph, origin, destination, labels, shifts, {mode: active[mode] for mode in modes if mode in active}
    )
    for mode, by_shift in found.items():
        known = next(iter(by_shift.values())).minutes.notna().to_numpy().sum() if by_shift else 0
        log.info("travel: %s: %d of %d pairs", mode, known, len(origins) * len(destinations))
    return {
        mode: Provided(by_shift, street_evidence.rows(mode, graph, origin, shifts, settings))
        for mode, by_shift in found.items()
    }


def car_factor(shift: Shift, car: CarSettings) -> float:
    """Driving minutes of a shift per minute off-peak: mean of the way in and the way back.

    A way is in a peak when the middle of its window is. Saturdays and Sundays have none.
    """
    ways = ((shift.arrive_from, shift.arrive_by), (shift.leave_from, shift.leave_by))
    return sum(_way_factor(shift.day, *window, car) for window in ways) / len(ways)


def _way_factor(day: str, window_from: str, window_by: str, car: CarSettings) -> float:
    middle = (minutes_of(window_from) + minutes_of(window_by)) / 2
    if day != "weekday":
        return 1.0
    if minutes_of(car.morning_peak_from) <= middle < minutes_of(car.morning_peak_by):
        return car.morning_peak_factor
    if minutes_of(car.evening_peak_from) <= middle < minutes_of(car.evening_peak_by):
        return car.evening_peak_factor
    return 1.0


def _by_car(
    graph: StreetGraph, origin: Placed, destination: Placed, labels: tuple[pd.Index, pd.Index],
    shifts: Mapping[str, Shift], settings: TravelSettings,
) -> dict[str, Pairs]:  # fmt: skip
    on_graph, metres = (
        way.T for way in paths.ways(graph, graph.car_minutes, destination.node, origin.node)
    )  # fmt: skip
    snap = origin.snap_metres[:, None] + destination.snap_metres
    driving = settings.car.scale * (on_graph + minutes_from_metres(snap, settings.street.local_km_per_hour))
    status = _status(origin, destination, np.isfinite(on_graph), np.zeros_like(on_graph, dtype=bool))
    km = (metres + snap) / 1000
    by_factor = {
        factor: _pairs(settings.car.terminal_minutes + factor * driving, km, status, labels)
        for factor in sorted({car_factor(shift, settings.car) for shift in shifts.values()})
    }
    return {shift_id: by_factor[car_factor(shift, settings.car)] for shift_id, shift in shifts.items()}


def _by_foot(
    graph: StreetGraph, origin: Placed, destination: Placed, labels: tuple[pd.Index, pd.Index],
    shifts: Mapping[str, Shift], active: Mapping[str, tuple[float, float]],
) -> dict[str, dict[str, Pairs]]:  # fmt: skip
    """Walking and cycling: `active` has speed and limit of each. Both go the same, shortest way."""
    if not active:
        return {}
    farthest = max(km_per_hour * minutes_max for km_per_hour, minutes_max in active.values()) * 1000 / 60
    metres = paths.ways(graph, graph.foot_metres, destination.node, origin.node, weight_max=farthest)[0].T
    metres = metres + origin.snap_metres[:, None] + destination.snap_metres
    part = connected_components(paths.both_ways(graph, graph.foot_metres), directed=False)[1]
    joined = part[origin.node][:, None] == part[destination.node]
    found = {}
    for mode, (km_per_hour, minutes_max) in active.items():
        minutes = minutes_from_metres(metres, km_per_hour)
        near = minutes <= minutes_max
        pairs = _pairs(minutes, metres / 1000, _status(origin, destination, near, joined & ~near), labels)
        found[mode] = dict.fromkeys(shifts, pairs)
    return found


def _status(origin: Placed, destination: Placed, known: Bools, beyond: Bools) -> npt.NDArray[np.int8]:
    """Codes of `PAIR_STATUSES`, origins by destinations."""
    status = np.where(known, MEASURED, np.where(beyond, BEYOND, NO_WAY)).astype(np.int8)
    status[:, ~destination.near] = DESTINATION_OFF
    status[~origin.near] = ORIGIN_OFF
    return status


def _pairs(
    minutes: Floats, km: Floats, status: npt.NDArray[np.int8], labels: tuple[pd.Index, pd.Index]
) -> Pairs:  # fmt: skip
    known = status == MEASURED

    def frame(values: npt.NDArray[np.generic]) -> pd.DataFrame:
        return pd.DataFrame(values, index=labels[0], columns=labels[1])

    return Pairs(
        minutes=frame(np.where(known, minutes, np.nan)), km=frame(np.where(known, km, np.nan)), status=frame(status)
    )

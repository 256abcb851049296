"""Rides and frequencies into what a passenger meets at a stop: lines in common, waits, minutes on board.

Several lines that serve the same two stops are taken as they come while that helps. Source: Chriqui and Robillard,
Common bus lines, Transportation Science 9 (1975): of lines in order of their minutes, those are used that make
(wait + sum of frequency x minutes) / (sum of frequencies) least, `wait` being the share of a headway waited.
"""

from dataclasses import dataclass

import numpy as np

from feasibility.scenario.travel.transit import TransitSettings
from feasibility.travel.street import Bools, Floats, Ints
from feasibility.travel.transit.value import Rides


@dataclass(frozen=True)
class Boardings:
    """The service between two stops by bus, or by rail: one entry each; ordered by start and end."""

    start: Ints
    end: Ints
    rail: Bools
    headway_minutes: Floats
    minutes: Floats
    """On board, mean of the lines used by how often they come."""
    km: Floats
    first_ride: Ints
    """First entry of `Rides` that is used."""
    rides: Ints
    """How many entries from there are used, those of lines that do not run among them."""
    per_hour: Floats
    """Vehicles an hour at each call of `Runs` in these hours."""


def boardings(rides: Rides, per_hour: Floats, settings: TransitSettings) -> Boardings:
    """The services in the hours that `per_hour` (one entry a call) speaks of; pairs served too rarely drop out."""
    if not len(rides.call):
        none = np.empty(0, dtype=np.int64)
        return Boardings(none, none, none.astype(bool), np.empty(0), np.empty(0), np.empty(0), none, none, per_hour)
    often = per_hour[rides.call]
    key = np.stack([rides.start, rides.end, rides.rail])
    first = np.flatnonzero(np.concatenate([[True], (key[:, 1:] != key[:, :-1]).any(axis=0)]))
    group = np.repeat(np.arange(len(first)), np.diff(np.append(first, len(often))))
    total = _within(often, first, group)
    ridden = _within(often * rides.minutes, first, group)
    with np.errstate(divide="ignore", invalid="ignore"):
        expected = np.where(total > 0, (settings.wait_headway_share * 60 + ridden) / total, np.inf)
    least = np.minimum.reduceat(expected, first)
    place = np.where(expected <= least[group], np.arange(len(often)), len(often))
    last = np.minimum.reduceat(place, first)
    km = _within(often * rides.km, first, group)
    served = np.flatnonzero(np.isfinite(least) & (total[last] * settings.headway_minutes_max >= 60))
    last, first = last[served], first[served]
    return Boardings(
        start=rides.start[first],
        end=rides.end[first],
        rail=rides.rail[first],
        headway_minutes=60 / total[last],
        minutes=ridden[last] / total[last],
        km=km[last] / total[last],
        first_ride=first,
        rides=last - first + 1,
        per_hour=per_hour,
    )


def _within(values: Floats, first: Ints, group: Ints) -> Floats:
    """Running sums that begin anew at each first entry."""
    sums = np.cumsum(values)
    before = np.where(first > 0, sums[first - 1], 0.0)
    return np.asarray(sums - before[group], dtype=np.float64)


@dataclass(frozen=True)
class Cost:
    """What a boarding costs, one entry each."""

    change_minutes: Floats
    wait_minutes: Floats
    minutes: Floats
    """Change, wait and ride."""
    bad_day_minutes: Floats
    """The same after a wait of a whole headway."""


def cost(boarded: Boardings, settings: TransitSettings, *, first: bool) -> Cost:
    """Minutes of each boarding: as the first of a journey, or after a change."""
    late = np.where(boarded.rail, settings.rail_reliability_minutes, settings.bus_reliability_minutes)
    wait = settings.wait_headway_share * boarded.headway_minutes
    change = np.zeros(len(wait))
    if first:
        wait = np.minimum(wait, settings.first_wait_minutes_max)
    else:
        change = np.where(boarded.rail, settings.change_to_rail_minutes, settings.change_to_bus_minutes)
    ride = change + late + boarded.minutes
    return Cost(change, late + wait, ride + wait, ride + boarded.headway_minutes)

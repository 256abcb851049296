"""Public transport as a declared first estimate: no timetable, but streets, railways and stated speeds and waits.

A journey is the quickest of: a train between any two stations, reached on foot or by bus; a bus all the way, along the
streets; or a walk all the way. To be replaced by a network made from a timetable. How far it is from published minutes
stands in `evidence.TRANSIT_ERROR`: little better than a straight line with its own fit: a rough
estimate, to be read as one.
"""

from dataclasses import dataclass

import numpy as np

from feasibility.scenario.travel import TravelSettings
from feasibility.travel.street import Bools, Floats


@dataclass(frozen=True)
class Distances:
    """Distances along streets in metres, infinite where there is no way within the search limit."""

    site_to_home: Floats
    """Sites by homes."""
    site_to_station: Floats
    """Sites by stations."""
    station_to_home: Floats
    """Stations by homes."""
    far_homes: Bools
    """Homes with no station within the usual reach."""


@dataclass(frozen=True)
class TransitMinutes:
    """Sites by homes: minutes door to door, km, and where the quickest way is to walk. Infinite where there is none."""

    minutes: Floats
    km: Floats
    walked: Bools


def estimate(distances: Distances, ride_minutes: Floats, ride_km: Floats, settings: TravelSettings) -> TransitMinutes:
    """The quickest estimated journey by public transport between each home and each site."""
    walk = walk_minutes(distances.site_to_home, settings)
    walk = np.where(walk <= settings.walk_minutes_max, walk, np.inf)
    bus = bus_minutes(distances.site_to_home, settings)
    by_street = np.minimum(walk, bus)
    train, train_km = _by_train(distances, ride_minutes, ride_km, settings)
    by_train = train < by_street
    minutes = np.where(by_train, train, by_street)
    km = np.where(by_train, train_km, distances.site_to_home / 1000)
    return TransitMinutes(minutes, np.where(np.isfinite(minutes), km, np.inf), np.isfinite(walk) & (walk <= minutes))


def walk_minutes(metres: Floats, settings: TravelSettings) -> Floats:
    """Minutes on foot."""
    return metres * 0.06 / settings.walk_km_per_hour


def bus_minutes(metres: Floats, settings: TravelSettings) -> Floats:
    """Minutes by bus with the walk to it and the wait; infinite beyond the longest bus journey or without buses."""
    if settings.bus_km_per_hour == 0:
        return np.full(metres.shape, np.inf)
    ride = settings.bus_walk_minutes + settings.bus_wait_minutes + metres * 0.06 / settings.bus_km_per_hour
    return np.where(metres <= settings.bus_km_max * 1000, ride, np.inf)


def _access(metres: Floats, settings: TravelSettings) -> Floats:
    """Minutes to or from a station, on foot or by bus, whichever is quicker."""
    walk = walk_minutes(metres, settings)
    return np.minimum(np.where(walk <= settings.walk_minutes_max, walk, np.inf), bus_minutes(metres, settings))


def _by_train(
    distances: Distances, ride_minutes: Floats, ride_km: Floats, settings: TravelSettings
) -> tuple[Floats, Floats]:
    """Sites by homes: the quickest way by train, and its length in km."""
    homes, sites = distances.site_to_home.shape[1], distances.site_to_home.shape[0]
    best, best_km = np.full((sites, homes), np.inf), np.full((sites, homes), np.inf)
    stations = len(ride_minutes)
    if not stations:
        return best, best_km
    boarding = _access(distances.station_to_home, settings) + settings.rail_wait_minutes
    alighting = _access(distances.site_to_station, settings)
    # A ride from a station to itself is no train journey.
    ride = np.where(np.eye(stations, dtype=bool), np.inf, ride_minutes)
    every_station, every_home = np.arange(stations), np.arange(homes)
    for site in range(sites):
        through = ride + alighting[site]
        last = through.argmin(axis=1)
        onward = through[every_station, last]
        onward_km = ride_km[every_station, last] + distances.site_to_station[site, last] / 1000
        total = boarding + onward[:, None]
        first = total.argmin(axis=0)
        best[site] = total[first, every_home]
        best_km[site] = distances.station_to_home[first, every_home] / 1000 + onward_km[first]
    return best, best_km

"""Homes, sites and a network into minutes and km by each mode, with the evidence for them."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
from scipy.sparse import csr_matrix
from scipy.spatial import cKDTree

from feasibility import tables
from feasibility.errors import InputError, raise_all
from feasibility.scenario.travel import TravelSettings
from feasibility.travel import evidence, matrix, paths, transit
from feasibility.travel.network import Network
from feasibility.travel.paths import Placed
from feasibility.travel.street import Bools, Floats, StreetGraph, minutes_from_metres

log = logging.getLogger(__name__)

WHERE = "travel"
FAR_STATIONS = 3
"""A home with no station within reach may use this many of the nearest ones (assumed)."""


@dataclass(frozen=True)
class Travel:
    """Minutes of each person to each site by each mode, and how good they are."""

    minutes: pd.DataFrame
    """A table of `tables.Minutes`. Private."""
    evidence: pd.DataFrame
    """A table of `tables.EvidenceTable`: safe to publish."""


def measure(
    staff: gpd.GeoDataFrame,
    sites: gpd.GeoDataFrame,
    network: Network,
    supplied: pd.DataFrame | None,
    settings: TravelSettings,
) -> Travel:
    """Door-to-door minutes and km, one way, of every person to every site by every mode.

    `staff` is `tables.Staff`; `sites` has site_id and geometry; `supplied` has staff_key, site_id, mode, minutes and
    perhaps km, and takes precedence. Pairs without a way are absent. Raises `InputError` naming sites off the network.
    """
    home = paths.place(staff.geometry, network.street, settings.snap_metres_max)
    site = _placed_sites(sites, network.street, settings)
    distances = _distances(network, home, site, settings)
    by_transit = transit.estimate(distances, network.rail.ride_minutes, network.rail.ride_km, settings)
    street_km = distances.site_to_home / 1000
    walk = transit.walk_minutes(distances.site_to_home, settings)
    cycle = minutes_from_metres(distances.site_to_home, settings.cycle_km_per_hour)
    car, car_km = _by_car(network.street, home, site, settings)
    by_mode = {
        "car": (car, car_km),
        "walk": (np.where(walk <= settings.walk_minutes_max, walk, np.inf), street_km),
        "cycle": (np.where(cycle <= settings.cycle_minutes_max, cycle, np.inf), street_km),
        "transit": (by_transit.minutes, by_transit.km),
    }
    minutes = matrix.overlaid(_long(by_mode, home, staff, sites), supplied)
    log.info("travel: %d pairs of person, site and mode", len(minutes))
    return Travel(
        minutes=tables.checked(minutes, tables.Minutes, WHERE),
        evidence=evidence.table(
            minutes,
            home,
            len(sites),
            network,
            walked_share=_walked_share(by_transit),
            far_share=float(distances.far_homes.mean()),
            settings=settings,
        ),
    )


def _placed_sites(sites: gpd.GeoDataFrame, graph: StreetGraph, settings: TravelSettings) -> Placed:
    site = paths.place(sites.geometry, graph, settings.snap_metres_max)
    far = sites.loc[~site.near, "site_id"]
    raise_all(InputError, WHERE, [
        f"site {site_id} lies more than {settings.snap_metres_max:g} m from every street: check its position, or raise "
        "travel.snap_metres_max"
        for site_id in far
    ])  # fmt: skip
    return site


def _distances(network: Network, home: Placed, site: Placed, settings: TravelSettings) -> transit.Distances:
    """Distances along streets, as far as walking, cycling or a bus could go; straight from the graph to each door."""
    on_foot = paths.both_ways(network.street, network.street.metres)
    station = paths.place(network.rail.stations.geometry, network.street, settings.snap_metres_max)
    farthest_km = max(
        settings.walk_minutes_max * settings.walk_km_per_hour / 60,
        settings.cycle_minutes_max * settings.cycle_km_per_hour / 60,
        settings.bus_km_max if settings.bus_km_per_hour else 0.0,
        settings.station_access_km_max,
    )
    ends = np.concatenate([home.node, station.node])
    from_site = paths.metres_between(on_foot, site.node, ends, farthest_km * 1000) + site.snap_metres[:, None]
    homes = len(home.node)
    # Stations beyond the streets of the window stay out of reach.
    to_station = from_site[:, homes:] + np.where(station.near, station.snap_metres, np.inf)
    from_station, far = _station_to_home(network.street, on_foot, station, home, settings)
    return transit.Distances(
        site_to_home=from_site[:, :homes] + home.snap_metres,
        site_to_station=np.where(to_station <= settings.station_access_km_max * 1000, to_station, np.inf),
        station_to_home=from_station + station.snap_metres[:, None] + home.snap_metres,
        far_homes=far,
    )


def _station_to_home(
    graph: StreetGraph, on_foot: csr_matrix, station: Placed, home: Placed, settings: TravelSettings
) -> tuple[Floats, Bools]:
    """Stations by homes: distances within reach; and the homes with none there, served by the nearest beyond it."""
    usable = np.flatnonzero(station.near)
    metres = np.full((len(station.node), len(home.node)), np.inf)
    metres[usable] = paths.metres_between(
        on_foot, station.node[usable], home.node, settings.station_access_km_max * 1000
    )
    far = ~np.isfinite(metres).any(axis=0)
    if len(usable) and far.any() and settings.bus_km_per_hour:
        where = np.column_stack([graph.easting, graph.northing])
        tree = cKDTree(where[station.node[usable]])
        _, nearest = tree.query(where[home.node[far]], k=min(FAR_STATIONS, len(usable)))
        beyond = usable[np.unique(nearest)]
        metres[np.ix_(beyond, np.flatnonzero(far))] = paths.metres_between(
            on_foot, station.node[beyond], home.node[far], settings.bus_km_max * 1000
        )
    return metres, far


def _by_car(graph: StreetGraph, home: Placed, site: Placed, settings: TravelSettings) -> tuple[Floats, Floats]:
    """Sites by homes: minutes after the affine fit, and km."""
    minutes, metres = paths.both_ways(graph, graph.car_minutes), paths.both_ways(graph, graph.metres)
    ways = list(paths.minutes_and_metres(minutes, metres, site.node, home.node))
    snap = site.snap_metres[:, None] + home.snap_metres
    shape = (len(site.node), len(home.node))
    on_graph = np.array([way[0] for way in ways]).reshape(shape)
    km = (np.array([way[1] for way in ways]).reshape(shape) + snap) / 1000
    whole = on_graph + minutes_from_metres(snap, settings.local_km_per_hour)
    return settings.car_terminal_minutes + settings.car_scale * whole, km


def _long(
    by_mode: Mapping[str, tuple[Floats, Floats]], home: Placed, staff: gpd.GeoDataFrame, sites: gpd.GeoDataFrame
) -> pd.DataFrame:
    """One row for each person, site and mode with a way; homes off the network have none."""
    people, places = staff["staff_key"].to_numpy(), sites["site_id"].to_numpy()
    frames = []
    for mode, (minutes, km) in by_mode.items():
        reached = np.isfinite(minutes) & home.near
        row, column = np.nonzero(reached)
        frames.append(pd.DataFrame({
            "staff_key": people[column], "site_id": places[row], "mode": mode,
            "minutes": minutes[reached], "km": km[reached],
        }))  # fmt: skip
    return pd.concat(frames, ignore_index=True)


def _walked_share(by_transit: transit.TransitMinutes) -> float:
    """Share of the journeys by public transport whose quickest way is to walk."""
    reached = np.isfinite(by_transit.minutes)
    return float(by_transit.walked[reached].mean()) if reached.any() else 0.0

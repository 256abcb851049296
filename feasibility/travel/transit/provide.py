"""Minutes by public transport of every home to every place of work, both ways, by shift, with the evidence for them."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd

from feasibility.errors import InputError
from feasibility.scenario.travel import Shift, TravelSettings
from feasibility.travel import paths
from feasibility.travel.pairs import DESTINATION_OFF, MEASURED, NO_SERVICE, NO_WAY, ORIGIN_OFF, Pairs, Provided
from feasibility.travel.paths import Placed
from feasibility.travel.street import Bools, Floats, Ints, StreetGraph
from feasibility.travel.transit import doors as around
from feasibility.travel.transit import evidence, journeys
from feasibility.travel.transit.doors import Doors
from feasibility.travel.transit.hours import windows
from feasibility.travel.transit.journeys import Ways
from feasibility.travel.transit.value import Network, TransitNetwork
from feasibility.travel.transit.walks import at_nodes, walks

Codes = npt.NDArray[np.int8]

log = logging.getLogger(__name__)

NOT_GIVEN = (
    "there are no lines to travel by: name files.lines, files.calls and files.stops, or give the minutes as a matrix "
    '(travel.providers.transit = "matrix"), or a timetable feed (travel.providers.transit = "ferrobus")'
)


@dataclass(frozen=True)
class Ends:
    """Homes and places of work on the streets. Homes at one street node are one: they differ by the way to it only."""

    home: Placed
    work: Placed
    nodes: Ints
    """Street nodes with homes."""
    node_of_home: Ints
    """Place in `nodes` of each home."""
    homes: Doors
    works: Doors
    far: Bools
    """Which of `nodes` lie far from every bus of the table."""
    street_metres: Floats
    """Nodes by places of work, on foot all the way; infinite beyond the longest walk."""


def by_transit(
    origins: gpd.GeoSeries,
    destinations: gpd.GeoSeries,
    network: Network,
    shifts: Mapping[str, Shift],
    settings: TravelSettings,
) -> Provided:
    """Expected minutes by public transport, one way, mean of the way to work and the way home of each shift.

    Origins are homes, destinations places of work; points by id in EPSG:27700. A pair whose way to work or way home has
    no service in the hours of the shift is `no service`; one that no line joins at any hour is `no way`. Walking all
    the way competes, up to `journeys.walk_minutes_max`. Raises `InputError` where the network has no lines.
    """
    lines = required(network)
    ends = place(origins, destinations, network.street, lines, settings)
    ids = origins.index, destinations.index
    by_shift, told = {}, {}
    for name, shift in shifts.items():
        both = (
            one_way(ends, lines, shift, settings, towards=True),
            one_way(ends, lines, shift, settings, towards=False),
        )
        by_shift[name] = _pairs(ends, both, _absent(ends, both, lines), settings, ids)
        feeder = (both[0].feeder | both[1].feeder)[ends.node_of_home]
        told[name] = evidence.Told(shift, by_shift[name], feeder)
        log.info("travel: public transport, shift %s: %d pairs", name, feeder.size)
    far_share = float(ends.far[ends.node_of_home].mean()) if len(origins) else 0.0
    return Provided(by_shift, evidence.rows(lines, told, far_share, settings.transit))


def required(network: Network) -> TransitNetwork:
    """The lines of the network. Raises `InputError` where it has none, saying what to give."""
    if network.transit is None:
        raise InputError("public transport", [NOT_GIVEN])
    return network.transit


def place(
    origins: gpd.GeoSeries,
    destinations: gpd.GeoSeries,
    graph: StreetGraph,
    lines: TransitNetwork,
    settings: TravelSettings,
) -> Ends:
    """Homes and places of work on the street graph, with the stops around each."""
    home = paths.place(origins, graph, settings.snap_metres_max)
    work = paths.place(destinations, graph, settings.snap_metres_max)
    nodes, node_of_home = np.unique(home.node, return_inverse=True)
    speed = settings.foot.walk_km_per_hour
    works = around.on_foot(work.node, lines, speed)
    homes = around.on_foot(nodes, lines, speed)
    return Ends(
        home=home,
        work=work,
        nodes=nodes,
        node_of_home=node_of_home.ravel(),
        homes=around.with_feeder(homes, nodes, lines, graph, settings.transit),
        works=works,
        far=around.far_doors(nodes, lines, settings.transit.feeder_bus_metres),
        street_metres=_street_metres(nodes, work, graph, settings),
    )


def _street_metres(nodes: Ints, work: Placed, graph: StreetGraph, settings: TravelSettings) -> Floats:
    places = pd.DataFrame({"node": work.node, "snap_metres": 0.0})
    longest = settings.journeys.walk_minutes_max * settings.foot.walk_km_per_hour / 0.06
    node, column, metres = at_nodes(walks(places, graph, longest), nodes)
    straight = np.full((len(nodes), len(work.node)), np.inf)
    straight[node, column] = metres
    return straight


def one_way(ends: Ends, lines: TransitNetwork, shift: Shift, settings: TravelSettings, *, towards: bool) -> Ways:
    """The way to work (`towards`) or the way home, from street node to street node, by public transport."""
    window = windows(shift, settings.transit)[0 if towards else 1]
    searched = journeys.from_works(
        ends.works, len(ends.work.node), lines, journeys.services(lines, window, settings.transit), settings,
        towards=towards,
    )  # fmt: skip
    return journeys.to_homes(ends.homes, len(ends.nodes), searched, settings.transit, towards=towards)


def _pairs(
    ends: Ends,
    both: tuple[Ways, Ways],
    absent: Codes,
    settings: TravelSettings,
    ids: tuple[pd.Index, pd.Index],
) -> Pairs:
    """Homes by places of work: the mean of both ways, each on foot all the way where that is quicker."""
    speed = settings.foot.walk_km_per_hour
    walk = ends.street_metres * 0.06 / speed
    foot = tuple(np.isfinite(walk) & (walk <= way.minutes) for way in both)
    status = _status(ends, np.isfinite(walk) | (np.isfinite(both[0].minutes) & np.isfinite(both[1].minutes)), absent)
    known = status == MEASURED
    snap = ends.home.snap_metres[:, None] + ends.work.snap_metres

    def mean(name: str, walked: Floats | float) -> Floats:
        there, back = (np.where(on, walked, getattr(way, name)) for way, on in zip(both, foot, strict=True))
        return np.where(known, ((there + back) / 2)[ends.node_of_home], np.nan)

    def framed(values: npt.NDArray[np.generic]) -> pd.DataFrame:
        return pd.DataFrame(values, index=ids[0], columns=ids[1])

    bus, rail, on_street = mean("bus_km", 0.0), mean("rail_km", 0.0), mean("walk_km", ends.street_metres / 1000)
    return Pairs(
        minutes=framed(mean("minutes", walk) + snap * 0.06 / speed),
        km=framed(bus + rail + on_street + snap / 1000),
        status=framed(status),
        bad_day_minutes=framed(mean("bad_day_minutes", walk) + snap * 0.06 / speed),
        bus_km=framed(bus),
        rail_km=framed(rail),
        walked=framed((foot[0] & foot[1])[ends.node_of_home] & known),
    )


def _status(ends: Ends, found: Bools, absent: Codes) -> Codes:
    """Codes of `PAIR_STATUSES` for homes by places of work."""
    status = np.where(found, MEASURED, absent).astype(np.int8)[ends.node_of_home]
    status[~ends.home.near] = ORIGIN_OFF
    status[:, ~ends.work.near] = DESTINATION_OFF
    return status


def _absent(ends: Ends, both: tuple[Ways, Ways], lines: TransitNetwork) -> Codes:
    """What to say of a pair without a journey: no line joins it at any hour, or nothing runs at these hours."""
    shape = ends.street_metres.shape
    if all(np.isfinite(way.minutes).all() for way in both):
        return np.full(shape, NO_SERVICE, dtype=np.int8)
    joined = journeys.joined_at_all(ends.homes, ends.works, shape, lines)
    return np.where(joined, NO_SERVICE, NO_WAY).astype(np.int8)

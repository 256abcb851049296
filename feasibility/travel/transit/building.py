"""Tables of lines, calls and stops over a street graph into a network of public transport."""

import logging

import geopandas as gpd
import numpy as np
import pandas as pd

from feasibility.scenario.travel.transit import TransitSettings
from feasibility.tables import METRIC_CRS
from feasibility.travel import paths
from feasibility.travel.street import StreetGraph
from feasibility.travel.transit import runs as running
from feasibility.travel.transit.rides import rides
from feasibility.travel.transit.value import TransitNetwork
from feasibility.travel.transit.walks import changes, walks

log = logging.getLogger(__name__)

OFF_STREETS_METRES = 1000.0
"""A stop farther than this from every street of the window is ridden through, but cannot be walked to (assumed)."""


def build(
    lines: pd.DataFrame, calls: pd.DataFrame, stops: pd.DataFrame, graph: StreetGraph, settings: TransitSettings
) -> TransitNetwork:
    """The network of `tables.Lines`, `tables.Calls` and `tables.Stops` over the streets.

    Stops that no line calls at drop out. Tables are taken as `inputs.services` leaves them. The result depends on
    nothing else, least of all on homes.
    """
    lines = in_order(lines)
    placed = _placed(stops, lines, calls, graph)
    all_runs, every_stop = running.runs(lines, calls, placed, graph, settings)
    on_streets = every_stop[every_stop["near"]]
    around = walks(on_streets, graph, settings.walk_metres_max)
    network = TransitNetwork(
        lines=lines,
        stops=every_stop,
        runs=all_runs,
        rides=rides(all_runs, lines["vehicle"].ne(running.BUS).to_numpy()),
        walks=around,
        changes=changes(around, on_streets, settings.change_metres_max),
        off_streets=tuple(sorted(placed.loc[~placed["near"], "name"])),
    )
    log.info("travel: %d lines, %d stops, %d rides", len(lines), len(every_stop), len(network.rides.call))
    return network


def in_order(lines: pd.DataFrame) -> pd.DataFrame:
    """Lines by row number, in the order of their ids."""
    return lines.sort_values("line_id", kind="stable").reset_index(drop=True)


def _placed(stops: pd.DataFrame, lines: pd.DataFrame, calls: pd.DataFrame, graph: StreetGraph) -> pd.DataFrame:
    """The stops that lines call at, by stop_id, at their nearest street node."""
    used = stops[stops["stop_id"].isin(calls["stop_id"])].sort_values("stop_id", kind="stable").set_index("stop_id")
    points = gpd.GeoSeries(gpd.points_from_xy(used["easting"], used["northing"]), index=used.index, crs=METRIC_CRS)
    at = paths.place(points, graph, OFF_STREETS_METRES)
    buses = lines.loc[lines["vehicle"] == running.BUS, "line_id"]
    by_bus = calls.loc[calls["line_id"].isin(buses), "stop_id"]
    return used.assign(node=at.node, snap_metres=np.asarray(at.snap_metres), near=at.near, bus=used.index.isin(by_bus))

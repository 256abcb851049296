"""What journeys are measured on: the street graph and the rail graph of the study window."""

from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import pandas as pd

from feasibility.scenario.travel import TravelSettings
from feasibility.travel import cache, rail
from feasibility.travel.rail import RailGraph
from feasibility.travel.street import StreetGraph


@dataclass(frozen=True)
class Network:
    """Streets and railways of the study window. Holds no home."""

    street: StreetGraph
    rail: RailGraph


def network(
    points: pd.DataFrame,
    roads: gpd.GeoDataFrame,
    railways: gpd.GeoDataFrame,
    stations: gpd.GeoDataFrame,
    settings: TravelSettings,
    *,
    barriers: gpd.GeoSeries | None = None,
    rail_links: pd.DataFrame | None = None,
    cache_dir: Path | None = None,
) -> Network:
    """The network of a window, all in EPSG:27700.

    `points`: easting, northing of every unit postcode in the window. `roads`, `railways`: lines with length_km.
    `stations`: name, crs, point. `barriers`: rivers and the like that only main roads cross. `rail_links`: from_crs,
    to_crs of neighbouring stations whose line the railway file lacks. `cache_dir` None keeps nothing on disk.
    """
    return Network(
        street=cache.street_graph(points, roads, barriers, settings, cache_dir),
        rail=rail.build(railways, stations, rail_links, settings),
    )

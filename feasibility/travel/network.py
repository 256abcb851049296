"""What journeys are measured on: the streets of the study window, and the lines of public transport over them."""

from pathlib import Path

import geopandas as gpd
import pandas as pd

from feasibility.scenario.travel import TravelSettings
from feasibility.travel import cache
from feasibility.travel.transit import kept
from feasibility.travel.transit.value import Network

__all__ = ["Network", "network"]


def network(  # noqa: PLR0913 - one argument a file
    points: pd.DataFrame,
    roads: gpd.GeoDataFrame,
    settings: TravelSettings,
    *,
    barriers: gpd.GeoSeries | None = None,
    railways: gpd.GeoDataFrame | None = None,
    lines: pd.DataFrame | None = None,
    calls: pd.DataFrame | None = None,
    stops: pd.DataFrame | None = None,
    cache_dir: Path | None = None,
) -> Network:
    """The network of a window, all in EPSG:27700.

    `points`: easting, northing of every unit postcode in the window. `roads`, `railways`: lines with length_km.
    `barriers`: rivers and the like that only main roads cross. `lines`, `calls`, `stops`: the tables of public
    transport, all three or none. `cache_dir` None keeps nothing on disk; what is kept holds no home.
    """
    street = cache.street_graph(points, roads, barriers, settings.street, cache_dir, railways=railways)
    if lines is None or calls is None or stops is None:
        return Network(street, None)
    return Network(street, kept.built(lines, calls, stops, street, settings.transit, cache_dir))

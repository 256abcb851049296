"""Small places to travel in, in metres around an origin far from any other place."""

import geopandas as gpd
import numpy as np
import pandas as pd
from shapely.geometry import LineString, Point

from feasibility.scenario.travel import CarSettings, FootSettings, StreetSettings, TravelSettings
from feasibility.tables import METRIC_CRS
from feasibility.travel.street import StreetGraph

STREET = StreetSettings(
    local_km_per_hour=30.0,
    open_road_km_per_hour=60.0,
    suburban_road_km_per_hour=60.0,
    urban_road_km_per_hour=60.0,
    dual_carriageway_km_per_hour=90.0,
    motorway_km_per_hour=120.0,
    open_land_km_per_hour=15.0,
    railway_crossing_minutes=3.0,
    join_minutes=0.5,
)
PLAIN = TravelSettings(
    street=STREET,
    car=CarSettings(scale=1.0, terminal_minutes=2.0),
    foot=FootSettings(walk_km_per_hour=4.8, cycle_km_per_hour=12.0),
)
"""Round speeds: 500 m a minute on streets, 1 km a minute on main roads, 80 m a minute on foot, 200 m by cycle."""


def points(*places):
    return pd.DataFrame(places, columns=["easting", "northing"], dtype=float)


def row(length_metres, step_metres=200, northing=0):
    """Postcode points along a street, every second one a metre aside so that they are no straight line."""
    steps = np.arange(0, length_metres + 1, step_metres)
    return points(*[(x, northing + i % 2) for i, x in enumerate(steps)])


def lines(*paths, road_class=""):
    shapes = [LineString(path) for path in paths]
    told = {"length_km": [s.length / 1000 for s in shapes], "road_class": road_class}
    return gpd.GeoDataFrame(told, geometry=shapes, crs=METRIC_CRS)


def no_roads():
    return gpd.GeoDataFrame({"length_km": np.empty(0)}, geometry=[], crs=METRIC_CRS)


def at(**places):
    """Points by id, as origins or destinations."""
    return gpd.GeoSeries({name: Point(place) for name, place in places.items()}, crs=METRIC_CRS)


def chain(*metres):
    """A street graph of nodes in a row, with the stated lengths between them, at 500 m a minute by car."""
    easting = np.concatenate([[0.0], np.cumsum(metres)])
    count = len(metres)
    return StreetGraph(
        easting=easting,
        northing=np.zeros(count + 1),
        places=count + 1,
        start=np.arange(count),
        end=np.arange(1, count + 1),
        metres=np.array(metres, dtype=float),
        car_minutes=np.array(metres, dtype=float) / 500,
        on_foot=np.ones(count, dtype=bool),
    )

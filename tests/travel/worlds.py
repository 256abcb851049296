"""Small places to travel in, in metres around an origin far from any other place."""

import geopandas as gpd
import numpy as np
import pandas as pd
from shapely.geometry import LineString, Point

from feasibility.scenario.travel import TravelSettings
from feasibility.tables import METRIC_CRS
from feasibility.travel.network import Network
from feasibility.travel.rail import RailGraph
from feasibility.travel.street import StreetGraph

PLAIN = TravelSettings(
    local_km_per_hour=30.0,
    open_road_km_per_hour=60.0,
    suburban_road_km_per_hour=60.0,
    urban_road_km_per_hour=60.0,
    join_minutes=0.5,
    car_scale=1.0,
    car_terminal_minutes=2.0,
    walk_km_per_hour=4.8,
    cycle_km_per_hour=12.0,
    walk_minutes_max=45.0,
    cycle_minutes_max=60.0,
    rail_km_per_hour=60.0,
    rail_dwell_minutes=1.0,
    rail_wait_minutes=5.0,
    rail_change_minutes=10.0,
    bus_km_per_hour=0.0,
)
"""Round speeds: 500 m a minute on streets, 1 km a minute on main roads and rails, 80 m a minute on foot."""


def points(*places):
    return pd.DataFrame(places, columns=["easting", "northing"], dtype=float)


def row(length_metres, step_metres=200, northing=0):
    """Postcode points along a street, every second one a metre aside so that they are no straight line."""
    steps = np.arange(0, length_metres + 1, step_metres)
    return points(*[(x, northing + i % 2) for i, x in enumerate(steps)])


def lines(*paths):
    shapes = [LineString(path) for path in paths]
    return gpd.GeoDataFrame({"length_km": [s.length / 1000 for s in shapes]}, geometry=shapes, crs=METRIC_CRS)


def no_roads():
    return gpd.GeoDataFrame({"length_km": np.empty(0)}, geometry=[], crs=METRIC_CRS)


def stations(**places):
    return gpd.GeoDataFrame(
        {"name": list(places), "crs": [name[:3].upper() for name in places]},
        geometry=[Point(place) for place in places.values()],
        crs=METRIC_CRS,
    )


def staff(*people):
    """People as (key, employer, usual mode, place)."""
    return gpd.GeoDataFrame(
        {
            "staff_key": [p[0] for p in people],
            "employer": [p[1] for p in people],
            "contract_share": 1.0,
            "days_on_site_per_week": 5.0,
            "usual_mode": [p[2] for p in people],
            "district": "E0",
        },
        geometry=[Point(p[3]) for p in people],
        crs=METRIC_CRS,
    )


def sites(**places):
    return gpd.GeoDataFrame(
        {"site_id": list(places)}, geometry=[Point(place) for place in places.values()], crs=METRIC_CRS
    )


def chain(*metres, roads_from=None):
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
    )


def no_rail():
    return RailGraph(stations().iloc[:0], np.empty((0, 0)), np.empty((0, 0)), 0)


def network_of(street, rail=None):
    return Network(street=street, rail=rail if rail is not None else no_rail())

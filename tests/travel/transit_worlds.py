"""A street of 10 km with a postcode every 100 m, and lines of public transport along it."""

import geopandas as gpd
import numpy as np
import pandas as pd
from shapely.geometry import Point

from feasibility.scenario.travel import FootSettings, Shift, TransitSettings, TravelSettings
from feasibility.tables import METRIC_CRS
from feasibility.travel import transit
from feasibility.travel.street import StreetGraph

PLAIN = TransitSettings(
    bus_km_per_hour=24.0,
    bus_stop_metres=400.0,
    stop_cluster_metres=50.0,
    bus_detour=1.5,
    rail_detour=1.0,
    bus_reliability_minutes=2.0,
    rail_reliability_minutes=1.0,
    first_wait_minutes_max=60.0,
    change_to_bus_minutes=3.0,
    change_to_rail_minutes=5.0,
    walk_metres_max=800.0,
    change_metres_max=400.0,
    evening_service_share=0.5,
    feeder_km_max=0.0,
)
"""Round figures: buses at 400 m a minute; half a headway; no local bus."""
TRAVEL = TravelSettings(foot=FootSettings(walk_km_per_hour=4.8), transit=PLAIN)
"""On foot at 80 m a minute."""
NOON = Shift(arrive_from="12:00", arrive_by="13:00", leave_from="13:00", leave_by="14:00")
"""Off the peaks on both ways."""
SIX_AN_HOUR = 84.0
"""A day of 06:00 to 20:00: one every 10 minutes."""


def street(metres=10_000, northing=0.0):
    easting = np.arange(0, metres + 1, 100.0)
    count = len(easting) - 1
    return StreetGraph(
        easting=easting,
        northing=np.full(count + 1, northing),
        places=count + 1,
        start=np.arange(count),
        end=np.arange(1, count + 1),
        metres=np.full(count, 100.0),
        car_minutes=np.full(count, 0.2),
        on_foot=np.ones(count, dtype=bool),
    )


def line(name, vehicle="bus", services=SIX_AN_HOUR, **more):
    return {
        "line_id": name, "name": name.upper(), "vehicle": vehicle, "operator": "Operator", "both_ways": True,
        "weekday_services": services, "saturday_services": services, "sunday_services": 0.0, "peak_per_hour": np.nan,
        "first_departure": "06:00", "last_departure": "20:00", "year": 2010, "source": "Made up",
        "status": "illustrative",
    } | more  # fmt: skip


def tables(lines, calls, stops):
    """`calls`: line id to a list of (stop, minutes or None); `stops`: id to easting, or to a point."""
    rows = [
        (name, number, stop, np.nan if minutes is None else float(minutes))
        for name, listed in calls.items()
        for number, (stop, minutes) in enumerate(listed, start=1)
    ]
    places = {name: at if isinstance(at, tuple) else (at, 0) for name, at in stops.items()}
    return (
        pd.DataFrame(lines),
        pd.DataFrame(rows, columns=["line_id", "call", "stop_id", "minutes"]),
        pd.DataFrame([
            {"stop_id": name, "name": name.title(), "kind": "place", "easting": float(x), "northing": float(y),
             "placed_by": "Made up"}
            for name, (x, y) in places.items()
        ]),
    )  # fmt: skip


def built(lines, calls, stops, graph=None, settings=PLAIN):
    graph = street() if graph is None else graph
    return transit.Network(graph, transit.build(*tables(lines, calls, stops), graph, settings))


def at(**places):
    points = [Point(place if isinstance(place, tuple) else (place, 0)) for place in places.values()]
    return gpd.GeoSeries(points, index=list(places), crs=METRIC_CRS)


def measured(network, home, work, settings=TRAVEL, shift=NOON):
    """The one pair between a home and a place of work, as a dict."""
    found = transit.by_transit(at(home=home), at(work=work), network, {"day": shift}, settings).by_shift["day"]
    return {
        name: getattr(found, name).loc["home", "work"]
        for name in ("minutes", "km", "status", "bad_day_minutes", "bus_km", "rail_km", "walked")
    }


def with_transit(**changes):
    return TRAVEL.model_copy(update={"transit": PLAIN.model_copy(update=changes)})

"""A small town, its extract of OpenStreetMap and its timetable, made here so that every answer can be worked by hand.

The town is a grid of eight by eight corners, 250 m apart, on the north bank. A high road runs 6 km east from its
south-east corner (column 7, row 0) to the village. South of row 0 flows a river; one bridge, in column 7, leads to the
south bank, a street 1,000 m south of row 0. On an islet in the river lies a street that nothing joins.

    column 0       1       2  ...  7                                                 31
    row 7  +-------+-------+--     +
           |       |       |       |
    row 0  A =>====+-------+--     B ---------------- high road, 6,000 m ------------ F
                                   |
    ~~~~~~~~~~~~  o--o islet  ~~~~ |bridge, 1,000 m ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
                                   |
    row -4 S-------+-------+--     +

The street from A (0, 0) to (1, 0) is one way, eastward.
"""

import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import geopandas as gpd
import numpy as np

CORNER = (545_000.0, 170_000.0)
"""Easting and northing of the corner A."""
BLOCK_M = 250.0
VILLAGE = 31
"""Column of the village: 24 blocks, 6,000 m, east of column 7."""

Place = tuple[float, float]
"""Column and row; a fraction lies between corners."""


def point(places: Mapping[str, Place]) -> gpd.GeoSeries:
    """Places of the town as points in metres, under their names."""
    xs = [CORNER[0] + column * BLOCK_M for column, _ in places.values()]
    ys = [CORNER[1] + row * BLOCK_M for _, row in places.values()]
    return gpd.GeoSeries(gpd.points_from_xy(xs, ys), index=list(places), crs="EPSG:27700")


def _ways() -> list[tuple[list[Place], dict[str, str]]]:
    street = {"highway": "residential", "maxspeed": "20 mph", "sidewalk": "both"}
    road = {"highway": "primary", "maxspeed": "40 mph", "sidewalk": "both"}
    ways: list[tuple[list[Place], dict[str, str]]] = []
    for row in range(8):
        for column in range(7):
            one_way = {"oneway": "yes"} if (column, row) == (0, 0) else {}
            ways.append(([(column, row), (column + 1, row)], street | one_way))
    ways += [([(column, row), (column, row + 1)], street) for column in range(8) for row in range(7)]
    ways += [([(column, 0), (column + 1, 0)], road) for column in range(7, VILLAGE)]
    ways += [([(7, -row), (7, -row - 1)], street | {"bridge": "yes"}) for row in range(4)]
    ways += [([(column, -4), (column + 1, -4)], street) for column in range(7)]
    ways.append(([(2, -2), (3, -2)], street))
    return ways


def extract(path: Path) -> Path:
    """Write the town's OpenStreetMap extract. Needs the package osmium."""
    import osmium  # noqa: PLC0415  an optional engine's helper

    ways = _ways()
    corners = sorted({corner for line, _ in ways for corner in line})
    ids = {corner: number for number, corner in enumerate(corners, start=1)}
    degrees = point({str(number): corner for corner, number in ids.items()}).to_crs("EPSG:4326")
    header = osmium.io.Header()
    header.set("generator", "tests")
    header.set("osmosis_replication_timestamp", "2026-03-01T21:20:00Z")
    path.unlink(missing_ok=True)
    with osmium.SimpleWriter(str(path), header=header) as writer:
        for number in ids.values():
            spot = degrees[str(number)]
            writer.add_node(osmium.osm.mutable.Node(id=number, version=1, location=(spot.x, spot.y), tags={}))
        for number, (line, tags) in enumerate(ways, start=1):
            writer.add_way(osmium.osm.mutable.Way(id=number, version=1, nodes=[ids[c] for c in line], tags=tags))
    return path


STOPS: dict[str, Place] = {"a": (0, 0), "b": (7, 0), "f": (VILLAGE, 0), "s": (0, -4), "elsewhere": (0, 400)}
"""Stops at the corners of the same letters; `elsewhere` lies 98 km north of the extract."""
LINES: Mapping[str, tuple[str, int, int, int, Sequence[tuple[str, int]]]] = {
    # id: service, first departure, last departure, headway (minutes), stops with minutes after the departure
    "out": ("weekdays", 6 * 60, 19 * 60 + 40, 20, (("a", 0), ("b", 5), ("f", 12))),
    "in": ("weekdays", 6 * 60 + 10, 19 * 60 + 50, 20, (("f", 0), ("b", 7), ("a", 12))),
    "night": ("weekdays", 24 * 60 + 30, 25 * 60, 30, (("f", 0), ("a", 12))),
    "bridge": ("saturdays", 8 * 60, 18 * 60, 60, (("b", 0), ("s", 6))),
    "back": ("saturdays", 8 * 60 + 30, 18 * 60 + 30, 60, (("s", 0), ("b", 6), ("elsewhere", 90))),
}
CALENDAR = {
    "weekdays": "1,1,1,1,1,0,0,20260105,20260626",
    "saturdays": "0,0,0,0,0,1,0,20260105,20260627",
}
"""No Sunday. The feed covers 5 January to 27 June 2026."""
EXCEPTIONS = ("weekdays,20260406,2", "saturdays,20260406,1")
"""On Easter Monday 6 April 2026 the Saturday service runs."""


def _clock(minutes: float) -> str:
    return f"{int(minutes) // 60:02d}:{int(minutes) % 60:02d}:00"


def feed(path: Path, lines: Iterable[str] = tuple(LINES), replaced: Mapping[str, str | None] | None = None) -> Path:
    """Write the town's timetable as a GTFS feed; `replaced` gives files another text, or takes them out."""
    chosen = {name: LINES[name] for name in lines}
    degrees = point(STOPS).to_crs("EPSG:4326")
    trips, calls = [], []
    for name, (service, first, last, headway, stops) in chosen.items():
        for departure in np.arange(first, last + 1, headway):
            trip = f"{name}-{departure}"
            trips.append(f"{'night' if name == 'night' else 'bus'},{service},{trip}")
            calls += [f"{trip},{_clock(departure + after)},{_clock(departure + after)},{stop},{number}"
                      for number, (stop, after) in enumerate(stops)]  # fmt: skip
    texts: dict[str, str | None] = {
        "agency.txt": "agency_id,agency_name,agency_url,agency_timezone\nt,Town,https://example.org,Europe/London",
        "stops.txt": "\n".join(["stop_id,stop_name,stop_lat,stop_lon",
                                *(f"{stop},{stop},{spot.y:.7f},{spot.x:.7f}" for stop, spot in degrees.items())]),
        "routes.txt": "route_id,agency_id,route_short_name,route_type\nbus,t,1,3\nnight,t,N1,3",
        "trips.txt": "\n".join(["route_id,service_id,trip_id", *trips]),
        "stop_times.txt": "\n".join(["trip_id,arrival_time,departure_time,stop_id,stop_sequence", *calls]),
        "calendar.txt": "\n".join(
            ["service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date",
             *(f"{name},{days}" for name, days in CALENDAR.items())]),
        "calendar_dates.txt": "\n".join(["service_id,date,exception_type", *EXCEPTIONS]),
    } | dict(replaced or {})  # fmt: skip
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in texts.items():
            if text is not None:
                archive.writestr(name, text + "\n")
    return path

"""Postcode points and main roads into one street graph.

Unit postcodes lie along streets, so the Gabriel graph of their points (two points are neighbours when the circle
between them holds no third) is close to the street network. Source of the Gabriel graph: Gabriel and Sokal, A new
statistical approach to geographic variation analysis, Systematic Zoology 18 (1969). Main roads are laid over it and
joined to it. The road file holds no road class, so walking and cycling along motorways is not kept out.
"""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely
from scipy.spatial import Delaunay, cKDTree

from feasibility.errors import InputError
from feasibility.scenario.travel import TravelSettings

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

WHERE = "street graph"


@dataclass(frozen=True)
class StreetGraph:
    """Nodes in metres (EPSG:27700) and undirected edges between them. Holds no home.

    Nodes 0 to `places - 1` are postcode points; the rest are points of main roads.
    """

    easting: Floats
    northing: Floats
    places: int
    start: Ints
    end: Ints
    metres: Floats
    car_minutes: Floats
    """Minutes by car along each edge, before the affine fit."""

    @property
    def nodes(self) -> int:
        """Number of nodes."""
        return len(self.easting)


@dataclass(frozen=True)
class _Edges:
    """Edges under construction: ends, length, minutes by car."""

    start: Ints
    end: Ints
    metres: Floats
    car_minutes: Floats


def build(
    points: pd.DataFrame,
    roads: gpd.GeoDataFrame,
    barriers: gpd.GeoSeries | None,
    settings: TravelSettings,
) -> StreetGraph:
    """The street graph of a window.

    `points` has columns easting and northing (metres), one row a unit postcode; `roads` has one line a row and
    `length_km`; no local street crosses a line or polygon of `barriers`, only main roads do.
    Raises `InputError` when there are fewer than three different points.
    """
    places = np.unique(points[["easting", "northing"]].to_numpy(dtype=float), axis=0)
    if len(places) < 3:
        raise InputError(WHERE, ["fewer than three different postcode points lie in the study window: widen it"])
    local = _local_edges(places, barriers, settings)
    road_points, road_start, road_end, road_metres = split_roads(roads, settings.road_split_metres)
    road_minutes = _road_minutes(places, road_points, road_start, road_end, road_metres, settings)
    join = _joins(places, road_points, barriers, settings)
    first = len(places)
    nodes = np.vstack([places, road_points])
    start = np.concatenate([local.start, road_start + first, join.start])
    end = np.concatenate([local.end, road_end + first, join.end])
    metres = np.concatenate([local.metres, road_metres, join.metres])
    minutes = np.concatenate([local.car_minutes, road_minutes, join.car_minutes])
    kept = _quickest_of_parallels(start, end, minutes)
    return StreetGraph(
        easting=nodes[:, 0], northing=nodes[:, 1], places=first,
        start=start[kept], end=end[kept], metres=metres[kept], car_minutes=minutes[kept],
    )  # fmt: skip


def _local_edges(places: Floats, barriers: gpd.GeoSeries | None, settings: TravelSettings) -> _Edges:
    start, end = gabriel(places)
    metres = np.hypot(*(places[start] - places[end]).T)
    near = metres <= settings.street_link_metres_max
    start, end, metres = start[near], end[near], metres[near]
    clear = ~_crosses(places[start], places[end], barriers)
    start, end, metres = start[clear], end[clear], metres[clear]
    return _Edges(start, end, metres, minutes_from_metres(metres, settings.local_km_per_hour))


def gabriel(places: Floats) -> tuple[Ints, Ints]:
    """Ends of the Gabriel edges of different points: Delaunay edges whose circle holds no opposite corner."""
    triangulation = Delaunay(places)
    corners = triangulation.simplices.astype(np.int64)
    edges = np.vstack([corners[:, [0, 1]], corners[:, [1, 2]], corners[:, [2, 0]]])
    opposite = np.concatenate([corners[:, 2], corners[:, 0], corners[:, 1]])
    edges.sort(axis=1)
    # A corner sees the edge under a right angle or less when it lies outside the edge's circle.
    to_start = places[edges[:, 0]] - places[opposite]
    to_end = places[edges[:, 1]] - places[opposite]
    inside = (to_start * to_end).sum(axis=1) < 0
    key = edges[:, 0] * len(places) + edges[:, 1]
    kept = np.setdiff1d(key, key[inside])
    return kept // len(places), kept % len(places)


def _crosses(start: Floats, end: Floats, barriers: gpd.GeoSeries | None) -> Bools:
    """Which straight edges meet a barrier."""
    crossing = np.zeros(len(start), dtype=bool)
    if barriers is None or not len(barriers) or not len(start):
        return crossing
    west, south, east, north = barriers.total_bounds
    low, high = np.minimum(start, end), np.maximum(start, end)
    near = np.flatnonzero(
        (high[:, 0] >= west) & (low[:, 0] <= east) & (high[:, 1] >= south) & (low[:, 1] <= north)
    )  # most of a window lies away from the river, and is not worth a look at the shapes
    tree = shapely.STRtree(shapely.linestrings(np.stack([start[near], end[near]], axis=1)))
    met = tree.query(_pieces(shapely.get_parts(barriers.to_numpy())), predicate="intersects")
    crossing[near[met[1]]] = True
    return crossing


def _pieces(shapes: npt.NDArray[np.object_]) -> npt.NDArray[np.object_]:
    """Polygons as they are; lines in straight pieces, because the tree is quick only where boxes are small."""
    polygons = shapes[shapely.get_type_id(shapes) == 3]
    lines = shapes[shapely.get_type_id(shapes) == 1]
    ends, line = shapely.get_coordinates(lines, return_index=True)
    same = line[:-1] == line[1:]
    straight = shapely.linestrings(np.stack([ends[:-1][same], ends[1:][same]], axis=1)) if same.any() else []
    return np.concatenate([polygons, np.asarray(straight, dtype=object)])


def split_roads(roads: gpd.GeoDataFrame, split_metres: float) -> tuple[Floats, Ints, Ints, Floats]:
    """Main roads as points no more than `split_metres` apart: points, edge starts, edge ends, edge lengths in metres.

    Lines that share a point to the metre are joined there; a line's `length_km` is spread over its pieces.
    """
    lines = shapely.segmentize(roads.geometry.to_numpy(), split_metres)
    coordinates, line = shapely.get_coordinates(lines, return_index=True)
    points, node = np.unique(coordinates.round(), axis=0, return_inverse=True)
    node = node.ravel().astype(np.int64)
    same = line[:-1] == line[1:]
    straight = np.hypot(*(coordinates[1:] - coordinates[:-1]).T)[same]
    stretch = roads["length_km"].to_numpy(dtype=float) * 1000 / shapely.length(lines)
    metres = straight * stretch[line[:-1][same]]
    start, end = node[:-1][same], node[1:][same]
    real = start != end
    return points, start[real], end[real], metres[real]


def _road_minutes(
    places: Floats, points: Floats, start: Ints, end: Ints, metres: Floats, settings: TravelSettings
) -> Floats:
    """Minutes along main roads: the more postcodes around, the slower."""
    middle = (points[start] + points[end]) / 2
    around = np.asarray(
        cKDTree(places).query_ball_point(middle, settings.density_metres, return_length=True), dtype=np.int64
    )
    speed = np.where(
        around < settings.open_road_postcodes,
        settings.open_road_km_per_hour,
        np.where(
            around <= settings.suburban_road_postcodes,
            settings.suburban_road_km_per_hour,
            settings.urban_road_km_per_hour,
        ),
    )
    return metres * 0.06 / speed


def _joins(places: Floats, points: Floats, barriers: gpd.GeoSeries | None, settings: TravelSettings) -> _Edges:
    """Each main-road point joined to its nearest postcode point, at local speed plus the joining penalty."""
    metres, place = cKDTree(places).query(points, distance_upper_bound=settings.join_metres_max)
    road = np.flatnonzero(np.isfinite(metres))
    road = road[~_crosses(points[road], places[place[road]], barriers)]
    minutes = minutes_from_metres(metres[road], settings.local_km_per_hour) + settings.join_minutes
    return _Edges(place[road].astype(np.int64), road + len(places), metres[road], minutes)


def _quickest_of_parallels(start: Ints, end: Ints, minutes: Floats) -> Ints:
    """Positions of the quickest edge between each two nodes: a sparse matrix would add parallels up."""
    frame = pd.DataFrame({
        "low": np.minimum(start, end), "high": np.maximum(start, end), "minutes": minutes,
    })  # fmt: skip
    ordered = frame.sort_values(["low", "high", "minutes"], kind="stable")
    return np.asarray(ordered.drop_duplicates(["low", "high"]).index, dtype=np.int64)


def minutes_from_metres(metres: Floats, km_per_hour: float) -> Floats:
    """Minutes over a distance at a steady speed."""
    return metres * 0.06 / km_per_hour

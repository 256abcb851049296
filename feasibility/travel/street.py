"""Postcode points and main roads into one street graph.

Unit postcodes lie along streets, so the Gabriel graph of their points (two points are neighbours when the circle
between them holds no third) is close to the street network. Source of the Gabriel graph: Gabriel and Sokal, A new
statistical approach to geographic variation analysis, Systematic Zoology 18 (1969). Main roads are laid over it and
joined to it. Street links never cross a barrier (the Thames), are slow by car over open land, and lose time at
railways; nobody walks or cycles along a motorway or a dual carriageway where the road file tells them.
"""

from dataclasses import dataclass
from functools import cached_property

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely
from scipy.spatial import Delaunay, cKDTree

from feasibility.errors import InputError
from feasibility.scenario.travel.street import StreetSettings
from feasibility.travel import main_roads

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
    """Minutes by car along each edge, before the affine fit; infinite where cars may not go."""
    on_foot: Bools
    """Whether the edge is walked and cycled along."""

    @property
    def nodes(self) -> int:
        """Number of nodes."""
        return len(self.easting)

    @cached_property
    def foot_metres(self) -> Floats:
        """Length of each edge on foot or by cycle; infinite where neither may go."""
        return np.where(self.on_foot, self.metres, np.inf)

    @cached_property
    def tree(self) -> cKDTree:
        """The postcode points, ready to be asked which is nearest."""
        return cKDTree(np.column_stack([self.easting[: self.places], self.northing[: self.places]]))


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
    settings: StreetSettings,
    *,
    railways: gpd.GeoDataFrame | None = None,
) -> StreetGraph:
    """The street graph of a window.

    `points` has columns easting and northing (metres), one row a unit postcode; `roads` has one line a row,
    `length_km` and perhaps `road_class`; no street link crosses a line or polygon of `barriers`, only main roads do;
    street links that cross a line of `railways` lose time by car. Raises `InputError` when there are fewer than three
    different points.
    """
    places = np.unique(points[["easting", "northing"]].to_numpy(dtype=float), axis=0)
    if len(places) < 3:
        raise InputError(WHERE, ["fewer than three different postcode points lie in the study window: widen it"])
    local = _local_edges(places, barriers, railways, settings)
    pieces = main_roads.split(main_roads.near(roads, places, settings.road_margin_metres), settings.road_split_metres)
    join = _joins(places, pieces.points, barriers, settings)
    first = len(places)
    nodes = np.vstack([places, pieces.points])
    frame = pd.DataFrame({
        "start": np.concatenate([local.start, pieces.start + first, join.start]),
        "end": np.concatenate([local.end, pieces.end + first, join.end]),
        "metres": np.concatenate([local.metres, pieces.metres, join.metres]),
        "car_minutes": np.concatenate([
            local.car_minutes, main_roads.minutes(pieces, places, settings), join.car_minutes,
        ]),
        "on_foot": np.concatenate([
            np.ones(len(local.start), dtype=bool), main_roads.on_foot(pieces), np.ones(len(join.start), dtype=bool),
        ]),
    })  # fmt: skip
    edges = _one_of_parallels(frame)
    return StreetGraph(
        easting=nodes[:, 0], northing=nodes[:, 1], places=first,
        **{name: edges[name].to_numpy() for name in ("start", "end", "metres", "car_minutes", "on_foot")},
    )  # fmt: skip


def _local_edges(
    places: Floats, barriers: gpd.GeoSeries | None, railways: gpd.GeoDataFrame | None, settings: StreetSettings
) -> _Edges:
    start, end = gabriel(places)
    metres = np.hypot(*(places[start] - places[end]).T)
    near = metres <= settings.street_link_metres_max
    start, end, metres = start[near], end[near], metres[near]
    clear = ~_crosses(places[start], places[end], barriers)
    start, end, metres = start[clear], end[clear], metres[clear]
    open_land = metres > settings.open_land_link_metres
    speed = np.where(open_land, settings.open_land_km_per_hour, settings.local_km_per_hour)
    over_rails = _crosses(places[start], places[end], None if railways is None else railways.geometry)
    return _Edges(start, end, metres, metres * 0.06 / speed + settings.railway_crossing_minutes * over_rails)


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


def _joins(places: Floats, points: Floats, barriers: gpd.GeoSeries | None, settings: StreetSettings) -> _Edges:
    """Each main-road point joined to its nearest postcode point, at local speed plus the joining penalty."""
    metres, place = cKDTree(places).query(points, distance_upper_bound=settings.join_metres_max)
    road = np.flatnonzero(np.isfinite(metres))
    road = road[~_crosses(points[road], places[place[road]], barriers)]
    minutes = minutes_from_metres(metres[road], settings.local_km_per_hour) + settings.join_minutes
    return _Edges(place[road].astype(np.int64), road + len(places), metres[road], minutes)


def _one_of_parallels(edges: pd.DataFrame) -> pd.DataFrame:
    """The quickest edge between each two nodes, walked if any of them is: a sparse matrix would add parallels up."""
    ends = pd.DataFrame({
        "low": edges[["start", "end"]].min(axis=1), "high": edges[["start", "end"]].max(axis=1),
    })  # fmt: skip
    ordered = edges.join(ends).sort_values(["low", "high", "car_minutes"], kind="stable")
    walked = ordered.groupby(["low", "high"], sort=True)["on_foot"].any()
    quickest = ordered.drop_duplicates(["low", "high"])
    return quickest.assign(on_foot=walked.to_numpy())


def minutes_from_metres(metres: Floats, km_per_hour: float) -> Floats:
    """Minutes over a distance at a steady speed."""
    return metres * 0.06 / km_per_hour

"""Main roads as points, pieces between them, and minutes along the pieces."""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely
from scipy.spatial import cKDTree

from feasibility.inputs.networks import DUAL_CARRIAGEWAY, FOOTWAY, MOTORWAY
from feasibility.scenario.travel.street import StreetSettings

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Texts = npt.NDArray[np.str_]


@dataclass(frozen=True)
class Pieces:
    """Main roads cut into pieces: points in metres, and for each piece its ends, its length and the road's class."""

    points: Floats
    start: Ints
    end: Ints
    metres: Floats
    road_class: Texts


def split(roads: gpd.GeoDataFrame, split_metres: float) -> Pieces:
    """Pieces no longer than `split_metres`.

    `roads` has one line a row, `length_km` and perhaps `road_class` (see `inputs.networks.roads`). Lines that share a
    point to the metre are joined there; a line's `length_km` is spread over its pieces.
    """
    lines = shapely.segmentize(roads.geometry.to_numpy(), split_metres)
    coordinates, line = shapely.get_coordinates(lines, return_index=True)
    points, node = np.unique(coordinates.round(), axis=0, return_inverse=True)
    node = node.ravel().astype(np.int64)
    same = line[:-1] == line[1:]
    straight = np.hypot(*(coordinates[1:] - coordinates[:-1]).T)[same]
    stretch = roads["length_km"].to_numpy(dtype=float) * 1000 / shapely.length(lines)
    road = line[:-1][same]
    told = roads["road_class"].to_numpy(dtype=str) if "road_class" in roads.columns else np.full(len(roads), "")
    start, end = node[:-1][same], node[1:][same]
    real = start != end
    return Pieces(points, start[real], end[real], (straight * stretch[road])[real], told[road][real])


def near(roads: gpd.GeoDataFrame, places: Floats, margin_metres: float) -> gpd.GeoDataFrame:
    """The roads that come within `margin_metres` of the rectangle around the places."""
    west, south = places.min(axis=0) - margin_metres
    east, north = places.max(axis=0) + margin_metres
    return roads[roads.intersects(shapely.box(west, south, east, north))]


def minutes(pieces: Pieces, places: Floats, settings: StreetSettings) -> Floats:
    """Minutes by car along each piece, before the affine fit; infinite on footways.

    Motorways and dual carriageways have speeds of their own; elsewhere, the more postcodes around, the slower.
    """
    middle = (pieces.points[pieces.start] + pieces.points[pieces.end]) / 2
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
    at_least = np.maximum(speed, settings.dual_carriageway_km_per_hour)
    speed = np.where(pieces.road_class == DUAL_CARRIAGEWAY, at_least, speed)
    speed = np.where(pieces.road_class == MOTORWAY, settings.motorway_km_per_hour, speed)
    return np.where(pieces.road_class == FOOTWAY, np.inf, pieces.metres * 0.06 / speed)


def on_foot(pieces: Pieces) -> npt.NDArray[np.bool_]:
    """Which pieces are walked and cycled along: all but motorways and dual carriageways."""
    return ~np.isin(pieces.road_class, [MOTORWAY, DUAL_CARRIAGEWAY])

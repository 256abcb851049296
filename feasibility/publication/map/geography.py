"""Geography made light for drawing: cut to the study area, simplified in metres, then turned to degrees."""

from collections.abc import Sequence
from typing import Any

import geopandas as gpd
import shapely
from shapely.geometry import box, mapping
from shapely.geometry.base import BaseGeometry

from feasibility.publication.release import Layers
from feasibility.tables import WEB_CRS

SIMPLIFY_M = 20.0
"""Outlines may stray this far: under a pixel on a screen that shows the whole study area. Assumed."""
MARGIN_M = 3_000.0
"""How much of the neighbouring land, roads and railways is drawn around the study area. Assumed."""
WIDE = 1.4
"""Width over height of what is drawn, at least: about that of a screen. Assumed."""
DECIMALS = 5
"""Decimals of a degree kept: about a metre. Assumed."""

GeoJson = dict[str, Any]
"""A feature collection as folium takes it."""


def study_area(layers: Layers) -> BaseGeometry:
    """The rectangle, in metres, around the partner authorities."""
    return box(*layers.authorities.loc[layers.authorities["partner"]].total_bounds)


def window(layers: Layers) -> BaseGeometry:
    """The rectangle, in metres, that is drawn: the study area, a margin, and land beside it to fill a wide screen."""
    west, south, east, north = study_area(layers).buffer(MARGIN_M, join_style="mitre").bounds
    side_m = max(0.0, (north - south) * WIDE - (east - west)) / 2
    return box(west - side_m, south, east + side_m, north)


def study_land(layers: Layers) -> BaseGeometry:
    """The land of the partner authorities as one outline, simplified."""
    return layers.authorities.loc[layers.authorities["partner"]].geometry.simplify(SIMPLIFY_M).make_valid().union_all()


def surroundings(layers: Layers) -> gpd.GeoDataFrame:
    """Everything but the study: a wide rectangle with the partner authorities cut out, to be veiled."""
    around = window(layers).buffer(20 * MARGIN_M, join_style="mitre").difference(study_land(layers))
    return gpd.GeoDataFrame(geometry=[around], crs=layers.authorities.crs)


def near(layers: Layers) -> BaseGeometry:
    """The land of the study and a margin around it: what is named and where stations are shown."""
    return study_land(layers).buffer(MARGIN_M)


def outlines(frame: gpd.GeoDataFrame, frame_window: BaseGeometry) -> gpd.GeoDataFrame:
    """Polygons of a layer, simplified and cut to the window; rows without an outline, or outside it, are dropped."""
    kept = frame[~(frame.geometry.is_empty | frame.geometry.isna())]
    if kept.empty:
        return kept
    light = kept.set_geometry(kept.geometry.simplify(SIMPLIFY_M).make_valid())
    cut = light.set_geometry(light.geometry.intersection(frame_window))
    return cut[~cut.geometry.is_empty]


def lines(frame: gpd.GeoDataFrame, frame_window: BaseGeometry) -> gpd.GeoDataFrame:
    """Lines of a layer as one geometry: joined end to end, simplified, cut to the window."""
    if frame.empty:
        return frame
    whole = shapely.line_merge(shapely.union_all(frame.geometry.to_numpy()))
    cut = shapely.intersection(shapely.simplify(whole, SIMPLIFY_M), frame_window)
    return gpd.GeoDataFrame(geometry=[] if cut.is_empty else [cut], crs=frame.crs)


def points(frame: gpd.GeoDataFrame, frame_window: BaseGeometry) -> gpd.GeoDataFrame:
    """Points of a layer within the window."""
    return frame[frame.geometry.within(frame_window)]


def degrees(frame: gpd.GeoDataFrame, columns: Sequence[str] = ()) -> GeoJson:
    """A layer as a feature collection in rounded degrees, carrying only the columns asked for."""
    web = frame.to_crs(WEB_CRS)
    rounded = shapely.transform(web.geometry.to_numpy(), lambda corners: corners.round(DECIMALS))
    carried = {column: web[column].tolist() for column in columns}
    features = [
        {
            "type": "Feature",
            "id": str(number),
            "properties": {column: values[number] for column, values in carried.items()},
            "geometry": mapping(geometry),
        }
        for number, geometry in enumerate(rounded)
    ]
    return {"type": "FeatureCollection", "features": features}


def positions(frame: gpd.GeoDataFrame, key: str) -> dict[str, tuple[float, float]]:
    """Latitude and longitude of a point that stands for each row: within it, however it is bent."""
    inside = frame.set_geometry(frame.geometry.representative_point()).to_crs(WEB_CRS)
    return {
        str(label): (round(point.y, DECIMALS), round(point.x, DECIMALS))
        for label, point in zip(inside[key], inside.geometry, strict=True)
    }


def corners(area: BaseGeometry, crs: object) -> list[list[float]]:
    """South-west and north-east corner of a rectangle, as latitude and longitude."""
    west, south, east, north = gpd.GeoSeries([area], crs=crs).to_crs(WEB_CRS).total_bounds
    return [[round(south, DECIMALS), round(west, DECIMALS)], [round(north, DECIMALS), round(east, DECIMALS)]]

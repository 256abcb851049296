"""Files of geography into frames on the National Grid: the one inward reprojection."""

import json
from pathlib import Path

import geopandas as gpd
import pandas as pd

from feasibility.errors import InputError
from feasibility.tables import METRIC_CRS, WEB_CRS

GEOJSON = (".geojson", ".json")
VECTOR = (".gpkg", ".shp", *GEOJSON)


def read(path: Path, columns: list[str]) -> gpd.GeoDataFrame:
    """Polygons with `columns`, in EPSG:27700 metres.

    Raises `InputError` for a file that is not what its name says, a missing or mistaken CRS, missing columns, empty or
    broken outlines.
    """
    if path.suffix.lower() not in VECTOR:
        raise InputError(path.name, [f"a {path.suffix} file; give a GeoPackage, GeoJSON or shapefile"])
    if path.suffix.lower() in GEOJSON:
        _check_geojson(path)
    try:
        frame = gpd.read_file(path)
    except Exception as err:  # pyogrio raises many kinds for a file it cannot open
        raise InputError(path.name, [f"cannot be read as geography: {str(err).splitlines()[0]}"]) from None
    return _checked(path, frame, columns)


def _check_geojson(path: Path) -> None:
    try:
        kind = json.loads(path.read_text(encoding="utf-8-sig")).get("type")
    except (ValueError, AttributeError):
        raise InputError(path.name, ["is not GeoJSON although its name says so; export it again"]) from None
    if kind != "FeatureCollection":
        raise InputError(path.name, ["is JSON but not a GeoJSON FeatureCollection; export it again from the GIS"])


def _checked(path: Path, frame: gpd.GeoDataFrame, columns: list[str]) -> gpd.GeoDataFrame:
    faults = []
    if not isinstance(frame, gpd.GeoDataFrame) or frame.empty:
        raise InputError(path.name, ["holds no outlines"])
    for name in columns:
        if name not in frame.columns:
            have = ", ".join(c for c in frame.columns if c != "geometry")
            faults.append(f"column {name}: is missing; the file has {have}: name the right one in [files]")
    if frame.crs is None:
        faults.append("has no coordinate reference system; set it in the GIS (British National Grid is EPSG:27700)")
    elif path.suffix.lower() in GEOJSON and frame.crs.is_geographic and _beyond_degrees(frame):
        faults.append("says degrees but its coordinates are metres; state its CRS (EPSG:27700) or export it as WGS84")
    empty = frame.index[frame.geometry.isna() | frame.geometry.is_empty]
    faults += [f"feature {row + 1}: has no outline" for row in empty]
    if faults:
        raise InputError(path.name, faults)
    metric = frame.to_crs(METRIC_CRS)
    metric = metric.set_geometry(metric.geometry.make_valid())
    return metric[[*columns, "geometry"]]


def _beyond_degrees(frame: gpd.GeoDataFrame) -> bool:
    west, south, east, north = frame.total_bounds
    return bool(max(abs(west), abs(east)) > 180 or max(abs(south), abs(north)) > 90)


def points(raw: pd.DataFrame, where: str, *, columns: list[str]) -> gpd.GeoDataFrame:
    """A table with lat and lon (degrees) as points in EPSG:27700. Raises `InputError` for rows that are not degrees."""
    missing = [c for c in [*columns, "lat", "lon"] if c not in raw.columns]
    if missing:
        raise InputError(where, [f"column {c}: is missing" for c in missing])
    lat, lon = (pd.to_numeric(raw[c], errors="coerce") for c in ("lat", "lon"))
    wrong = raw.index[~(lat.between(-90, 90) & lon.between(-180, 180))]
    if len(wrong):
        raise InputError(where, [f"row {r}: lat and lon are not degrees" for r in wrong[:10]])
    return gpd.GeoDataFrame(
        raw[columns].reset_index(drop=True), geometry=gpd.points_from_xy(lon, lat), crs=WEB_CRS
    ).to_crs(METRIC_CRS)

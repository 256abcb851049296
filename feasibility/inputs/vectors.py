"""Files of geography into frames on the National Grid: the one inward reprojection."""

import json
import warnings
from collections.abc import Collection
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio
import shapely

from feasibility.errors import InputError, raise_all
from feasibility.inputs.places import ENGLAND_AND_WALES_M
from feasibility.inputs.typed import in_rows
from feasibility.tables import METRIC_CRS, WEB_CRS

GEOJSON = (".geojson", ".json")
VECTOR = (".gpkg", ".shp", *GEOJSON)
AREAS = ("Polygon", "MultiPolygon")
LINES = ("LineString", "MultiLineString", "LinearRing")
KIND_WORDS = {AREAS: "areas", LINES: "lines", (*AREAS, *LINES): "lines or areas"}


def read(
    path: Path, columns: list[str], kinds: Collection[str] = AREAS, *, perhaps: Collection[str] = ()
) -> gpd.GeoDataFrame:
    """Shapes of the `kinds` given with `columns` as text, in EPSG:27700 metres.

    Columns named in `perhaps` are kept as text where the file has them, blank where it has no value.
    Raises `InputError` for a file that is not what its name says, a missing or mistaken CRS, missing columns, empty
    shapes, and shapes none of which lies in England or Wales.
    """
    if path.suffix.lower() not in VECTOR:
        raise InputError(path.name, [f"is a {path.suffix or 'nameless'} file; give a GeoPackage, GeoJSON or shapefile"])
    if path.suffix.lower() in GEOJSON:
        _check_geojson(path)
    opened = _opened(path)
    checked = _checked(path, opened, columns, tuple(kinds))
    return checked.assign(**{name: opened[name].fillna("").astype(str) for name in perhaps if name in opened.columns})


def _check_geojson(path: Path) -> None:
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError):
        raise InputError(path.name, ["is not GeoJSON although its name says so; export it again"]) from None
    if not isinstance(content, dict) or content.get("type") != "FeatureCollection":
        raise InputError(path.name, ["is JSON but not a GeoJSON FeatureCollection; export it again from the GIS"])


def _opened(path: Path) -> gpd.GeoDataFrame:
    try:
        layers = [str(name) for name, kind in pyogrio.list_layers(path) if kind is not None]
        if len(layers) > 1:
            raise InputError(
                path.name, [f"holds several layers ({', '.join(layers[:8])}); export the one to use alone"]
            )
        with warnings.catch_warnings():
            # GDAL warns of oddities that the checks after this put into words, or that change no shape.
            warnings.simplefilter("ignore")
            return gpd.read_file(path)
    except InputError:
        raise
    except Exception:  # GDAL raises many kinds for a file it cannot open, in words that help nobody
        beside = " and that its .shx and .dbf files lie beside it" if path.suffix.lower() == ".shp" else ""
        words = f"cannot be read as a {path.suffix} file; check that it is one{beside}, or export it again"
        raise InputError(path.name, [words]) from None


def _checked(path: Path, frame: gpd.GeoDataFrame, columns: list[str], kinds: tuple[str, ...]) -> gpd.GeoDataFrame:
    if not isinstance(frame, gpd.GeoDataFrame) or frame.empty:
        raise InputError(path.name, ["holds no shapes"])
    have = ", ".join(str(c) for c in frame.columns if c != "geometry")
    faults = [
        f"column {name}: is missing; the file has {have or 'none'}: name the right one in [files]"
        for name in columns
        if name not in frame.columns
    ]
    shapes = frame.geometry.set_axis(pd.RangeIndex(1, len(frame) + 1))
    empty = shapes.isna() | shapes.is_empty
    faults += in_rows("geometry", shapes.index[empty], "has no shape")
    faults += in_rows(
        "geometry",
        shapes.index[~empty & ~shapes.geom_type.isin(kinds)],
        f"of another kind; give {KIND_WORDS[kinds]} only",
    )
    if frame.crs is None:
        faults.append("has no coordinate reference system; set it in the GIS (British National Grid is EPSG:27700)")
    elif frame.crs.is_geographic and _beyond_degrees(frame):
        faults.append("says degrees but its coordinates are metres; state its CRS (EPSG:27700) or export it as WGS84")
    raise_all(InputError, path.name, faults)
    metric = frame.to_crs(METRIC_CRS)
    raise_all(InputError, path.name, abroad(metric.geometry))
    metric = metric.set_geometry(metric.geometry.make_valid())
    return metric[[*columns, "geometry"]].astype(dict.fromkeys(columns, str))


def abroad(shapes: gpd.GeoSeries) -> list[str]:
    """A fault where nothing lies in England or Wales: a mistaken CRS moves everything at once."""
    west, south, east, north = ENGLAND_AND_WALES_M
    if shapes.intersects(shapely.box(west, south, east, north)).any():
        return []
    at = gpd.GeoSeries(shapes.centroid[:1], crs=METRIC_CRS).to_crs(WEB_CRS).iloc[0]
    exchanged = shapely.box(49, -7, 56, 2).contains(at)
    place = "" if at.is_empty or not at.is_valid else f" (the first is near latitude {at.y:.1f}, longitude {at.x:.1f})"
    hint = (
        "latitude and longitude are exchanged" if exchanged else "its CRS is stated wrongly, or it is of another place"
    )
    return [f"has nothing in England or Wales{place}; {hint}"]


def _beyond_degrees(frame: gpd.GeoDataFrame) -> bool:
    west, south, east, north = frame.total_bounds
    return bool(max(abs(west), abs(east)) > 180 or max(abs(south), abs(north)) > 90)


def points(raw: pd.DataFrame, where: str, *, columns: list[str]) -> gpd.GeoDataFrame:
    """A table with lat and lon (degrees) as points in EPSG:27700.

    Raises `InputError` for missing columns, rows that are not degrees, and points none of which lies in England or
    Wales.
    """
    missing = [c for c in [*columns, "lat", "lon"] if c not in raw.columns]
    raise_all(InputError, where, [f"column {c}: is missing" for c in missing])
    lat, lon = (pd.to_numeric(raw[c], errors="coerce") for c in ("lat", "lon"))
    metres = raw.index[(lat.abs() > 90) | (lon.abs() > 180)]
    words = raw.index[lat.isna() | lon.isna()]
    raise_all(InputError, where, [
        *in_rows("lat, lon", words, "not numbers; write degrees such as 51.4309"),
        *in_rows("lat, lon", metres, "not degrees (are they metres?); write degrees such as 51.4309"),
    ])  # fmt: skip
    placed = gpd.GeoDataFrame(
        raw[columns].reset_index(drop=True), geometry=gpd.points_from_xy(lon, lat), crs=WEB_CRS
    ).to_crs(METRIC_CRS)
    raise_all(InputError, where, abroad(placed.geometry))
    return placed

"""Main roads, railways, stations and barriers read into frames on the National Grid."""

import json
from collections.abc import Mapping
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from feasibility.errors import InputError, raise_all
from feasibility.inputs import sheets, typed, vectors
from feasibility.tables import METRIC_CRS, WEB_CRS

MOTORWAY, DUAL_CARRIAGEWAY, FOOTWAY = "motorway", "dual carriageway", "footway"
CLASS_KEYS = {"motorways": MOTORWAY, "dual_carriageways": DUAL_CARRIAGEWAY, "footways": FOOTWAY}
"""Keys of a topology file that list the numbers of edges of a class, from 0."""
CLASS_COLUMNS = ("road_class", "class", "formOfWay", "highway")
"""Columns of a vector file that may tell the class of a road."""


def roads(path: Path) -> gpd.GeoDataFrame:
    """Main roads: one line a row with `length_km` and `road_class` (blank where the file tells none), EPSG:27700.

    Reads a topology file (JSON of `nodes` [lat, lon] and `edges` [i, j, km], and perhaps lists of edge numbers under
    `motorways`, `dual_carriageways` and `footways`) or any vector file of lines. There the class comes from a column
    `road_class`, from `class` and `formOfWay` as in OS Open Roads, or from `highway` as in OpenStreetMap. Raises
    `InputError` for a file that is neither.
    """
    frame = _lines(path, "main roads")
    return frame if "road_class" in frame.columns else frame.assign(road_class=_classes_told(frame))


def _classes_told(frame: gpd.GeoDataFrame) -> "pd.Series[str]":
    """Class of each road of a vector file, in the words of this module; blank where its columns tell none."""
    told = {
        name: frame[name].str.lower() if name in frame.columns else pd.Series("", index=frame.index)
        for name in CLASS_COLUMNS
    }
    motorway = told["class"].eq("motorway") | told["highway"].str.startswith("motorway")
    dual = told["formOfWay"].str.contains("dual carriageway") | told["highway"].str.startswith("trunk")
    classes = pd.Series("", index=frame.index).mask(dual, DUAL_CARRIAGEWAY)
    return classes.mask(motorway, MOTORWAY)


def railways(path: Path) -> gpd.GeoDataFrame:
    """Railways, in the same forms as main roads."""
    return _lines(path, "railways")


def barriers(path: Path) -> gpd.GeoSeries:
    """Rivers and the like that only main roads cross: lines or polygons of a vector file, EPSG:27700."""
    return vectors.read(path, [], (*vectors.AREAS, *vectors.LINES)).geometry


def stations(path: Path) -> gpd.GeoDataFrame:
    """Railway stations: name, crs and point, EPSG:27700, from a CSV of name, crs, lat, lon."""
    raw = sheets.read(path)
    found = vectors.points(raw, path.name, columns=["name", "crs"])
    repeated = raw.index[(raw["crs"] != "") & raw["crs"].duplicated(keep=False)]
    raise_all(InputError, path.name, [
        *typed.in_rows("name", raw.index[raw["name"] == ""], "is blank; name the station"),
        *typed.in_rows("crs", raw.index[raw["crs"] == ""], "is blank; give the station's code"),
        *typed.in_rows("crs", repeated, "stands more than once; each station has a code of its own"),
    ])  # fmt: skip
    return found


def _lines(path: Path, what: str) -> gpd.GeoDataFrame:
    if path.suffix.lower() == ".json":
        return _topology(path, what)
    frame = vectors.read(path, [], vectors.LINES, perhaps=CLASS_COLUMNS)
    frame = frame.explode(index_parts=False, ignore_index=True)
    frame = frame[frame.length > 0].reset_index(drop=True)
    return frame.assign(length_km=frame.length / 1000)


def _topology(path: Path, what: str) -> gpd.GeoDataFrame:
    """Nodes and edges as lines. A stated length under the straight line is a rounding of it: the longer one counts."""
    content = _content(path, what)
    nodes, edges = _nodes_and_edges(content, path, what)
    points = gpd.GeoSeries(gpd.points_from_xy(nodes[:, 1], nodes[:, 0]), crs=WEB_CRS).to_crs(METRIC_CRS)
    where = np.column_stack([points.x, points.y])
    lines = shapely.linestrings(where[edges[:, :2].astype(int)])
    frame = gpd.GeoDataFrame(geometry=lines, crs=METRIC_CRS)
    raise_all(InputError, path.name, vectors.abroad(frame.geometry))
    frame = frame.assign(
        length_km=np.maximum(edges[:, 2], frame.length / 1000), road_class=_classes_listed(content, len(edges), path)
    )
    return frame[frame.length > 0].reset_index(drop=True)


def _classes_listed(content: Mapping[str, object], edges: int, path: Path) -> list[str]:
    """Class of each edge of a topology file."""
    classes, faults = [""] * edges, []
    for key, name in CLASS_KEYS.items():
        listed = content.get(key, [])
        if not isinstance(listed, list) or not all(type(n) is int and 0 <= n < edges for n in listed):
            faults.append(f"{key}: must list numbers of edges; edges are numbered from 0 to {edges - 1}")
            continue
        for number in listed:
            classes[number] = name
    raise_all(InputError, path.name, faults)
    return classes


def _content(path: Path, what: str) -> dict[str, object]:
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError):
        raise _no_topology(path, what) from None
    if not isinstance(content, dict):
        raise _no_topology(path, what)
    return content


def _no_topology(path: Path, what: str) -> InputError:
    return InputError(
        path.name,
        [f"is not a file of {what}: give JSON with nodes [lat, lon] and edges [i, j, km], or lines as .geojson"],
    )


def _nodes_and_edges(
    content: Mapping[str, object], path: Path, what: str
) -> tuple["np.typing.NDArray[np.float64]", "np.typing.NDArray[np.float64]"]:
    try:
        nodes = np.asarray(content["nodes"], dtype=float)
        edges = np.asarray(content["edges"], dtype=float)
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
        raise _no_topology(path, what) from None
    faults = []
    if nodes.ndim != 2 or nodes.shape[1] != 2 or not (np.abs(nodes) <= [90, 180]).all():
        faults.append("nodes: each must be [latitude, longitude] in degrees")
    if edges.ndim != 2 or edges.shape[1] != 3 or not np.isfinite(edges).all():
        faults.append("edges: each must be [number of a node, number of a node, length in km], and there must be some")
    elif not ((edges[:, :2] >= 0) & (edges[:, :2] < len(nodes)) & (edges[:, :2] % 1 == 0)).all():
        faults.append(f"edges: name nodes that are not there; nodes are numbered from 0 to {len(nodes) - 1}")
    elif (edges[:, 2] < 0).any():
        faults.append("edges: a length is negative")
    if faults:
        raise InputError(path.name, faults)
    return nodes, edges

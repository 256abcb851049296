"""Main roads, railways, stations and barriers read into frames on the National Grid."""

import json
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from feasibility.errors import InputError, raise_all
from feasibility.inputs import sheets, typed, vectors
from feasibility.tables import METRIC_CRS, WEB_CRS


def roads(path: Path) -> gpd.GeoDataFrame:
    """Main roads: one line a row with `length_km`, EPSG:27700.

    Reads a topology file (JSON of `nodes` [lat, lon] and `edges` [i, j, km]) or any vector file of lines. Raises
    `InputError` for a file that is neither.
    """
    return _lines(path, "main roads")


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


def rail_links(path: Path, known: gpd.GeoDataFrame) -> pd.DataFrame:
    """Neighbouring stations whose line the railway file lacks: from_crs, to_crs. `known` is what `stations` read."""
    raw = sheets.read(path)
    missing = [f"column {name}: is missing" for name in ("from_crs", "to_crs") if name not in raw.columns]
    raise_all(InputError, path.name, missing)
    raise_all(InputError, path.name, [
        f"column {name}, row {row}: {code} is the code of no station in the stations file"
        for name in ("from_crs", "to_crs")
        for row, code in raw.loc[~raw[name].isin(known["crs"]), name].items()
    ])  # fmt: skip
    return raw[["from_crs", "to_crs"]].reset_index(drop=True)


def _lines(path: Path, what: str) -> gpd.GeoDataFrame:
    if path.suffix.lower() == ".json":
        return _topology(path, what)
    frame = vectors.read(path, [], vectors.LINES).explode(index_parts=False, ignore_index=True)
    frame = frame[frame.length > 0].reset_index(drop=True)
    return frame.assign(length_km=frame.length / 1000)


def _topology(path: Path, what: str) -> gpd.GeoDataFrame:
    """Nodes and edges as lines. A stated length under the straight line is a rounding of it: the longer one counts."""
    nodes, edges = _nodes_and_edges(path, what)
    points = gpd.GeoSeries(gpd.points_from_xy(nodes[:, 1], nodes[:, 0]), crs=WEB_CRS).to_crs(METRIC_CRS)
    where = np.column_stack([points.x, points.y])
    lines = shapely.linestrings(where[edges[:, :2].astype(int)])
    frame = gpd.GeoDataFrame(geometry=lines, crs=METRIC_CRS)
    raise_all(InputError, path.name, vectors.abroad(frame.geometry))
    frame = frame.assign(length_km=np.maximum(edges[:, 2], frame.length / 1000))
    return frame[frame.length > 0].reset_index(drop=True)


def _nodes_and_edges(path: Path, what: str) -> tuple["np.typing.NDArray[np.float64]", "np.typing.NDArray[np.float64]"]:
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
        nodes = np.asarray(content["nodes"], dtype=float)
        edges = np.asarray(content["edges"], dtype=float)
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
        raise InputError(
            path.name,
            [f"is not a file of {what}: give JSON with nodes [lat, lon] and edges [i, j, km], or lines as .geojson"],
        ) from None
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

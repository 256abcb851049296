"""A built street graph kept in a folder under a name made from everything it was made from.

A kept graph holds the postcode points of the whole window and main roads: never a home.
"""

import hashlib
import json
import logging
import os
import tempfile
import zipfile
from dataclasses import fields
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd

from feasibility.scenario.travel.street import StreetSettings
from feasibility.travel import street
from feasibility.travel.street import StreetGraph

log = logging.getLogger(__name__)

FORMAT = 2
"""Raise it whenever the way a graph is built or kept changes."""


def street_graph(
    points: pd.DataFrame,
    roads: gpd.GeoDataFrame,
    barriers: gpd.GeoSeries | None,
    settings: StreetSettings,
    folder: Path | None,
    *,
    railways: gpd.GeoDataFrame | None = None,
) -> StreetGraph:
    """The street graph, from the folder if it is kept there, else built and kept; `folder` None keeps nothing.

    The other arguments are those of `street.build`.
    """
    if folder is None:
        return street.build(points, roads, barriers, settings, railways=railways)
    path = folder / f"street-{key(points, roads, barriers, settings, railways=railways)}.npz"
    graph = load(path)
    if graph is None:
        graph = street.build(points, roads, barriers, settings, railways=railways)
        save(graph, path)
    return graph


def key(
    points: pd.DataFrame,
    roads: gpd.GeoDataFrame,
    barriers: gpd.GeoSeries | None,
    settings: StreetSettings,
    *,
    railways: gpd.GeoDataFrame | None = None,
) -> str:
    """A name made from the content of all that shapes the graph, the same on every machine."""
    classes = roads["road_class"].tolist() if "road_class" in roads.columns else []
    told = [FORMAT, settings.model_dump(), classes, barriers is not None, railways is not None]
    digest = hashlib.sha256(json.dumps(told, sort_keys=True).encode())
    digest.update(np.ascontiguousarray(points[["easting", "northing"]].to_numpy(dtype="<f8")).tobytes())
    digest.update(np.ascontiguousarray(roads["length_km"].to_numpy(dtype="<f8")).tobytes())
    for shapes in (roads.geometry, barriers, None if railways is None else railways.geometry):
        for shape in () if shapes is None else shapes.to_wkb():
            digest.update(shape)
        digest.update(b"|")  # so that a shape cannot pass from one file to the next unseen
    return digest.hexdigest()[:24]


def load(path: Path) -> StreetGraph | None:
    """The kept graph, or None where there is none or the file is damaged."""
    if not path.is_file():
        return None
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as kept:
            arrays = {field.name: kept[field.name] for field in fields(StreetGraph)}
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        log.warning("travel: the kept street graph is damaged and is built again")
        return None
    return StreetGraph(**{**arrays, "places": int(arrays["places"])})


def save(graph: StreetGraph, path: Path) -> None:
    """Keep the graph: written beside, then moved into place, so that a killed run leaves nothing half-written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(dir=path.parent, suffix=".part")
    except OSError:
        log.warning("travel: the street graph cannot be kept, the folder for it cannot be written")
        return
    try:
        with os.fdopen(handle, "wb") as file:
            np.savez(file, **{field.name: getattr(graph, field.name) for field in fields(graph)})
        Path(beside).replace(path)
    except OSError:
        log.warning("travel: the street graph cannot be kept, the folder for it cannot be written")
    finally:
        Path(beside).unlink(missing_ok=True)

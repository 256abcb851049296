"""A built network of public transport kept in a folder under a name made from everything it was made from.

It holds lines, stops and walks between stops and streets: never a home.
"""

import hashlib
import json
import logging
import os
import tempfile
import zipfile
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from feasibility.scenario.travel.transit import TransitSettings
from feasibility.travel.street import StreetGraph
from feasibility.travel.transit.building import build, in_order
from feasibility.travel.transit.value import Changes, Rides, Runs, TransitNetwork, Walks

log = logging.getLogger(__name__)

FORMAT = 1
"""Raise it whenever the way a network is built or kept changes."""
PARTS = {"runs": Runs, "rides": Rides, "walks": Walks, "changes": Changes}
STOP_COLUMNS = ("name", "made", "bus", "easting", "northing", "node", "snap_metres", "near")
FAILED = "travel: the network of public transport cannot be kept, the folder for it cannot be written"


def built(
    lines: pd.DataFrame,
    calls: pd.DataFrame,
    stops: pd.DataFrame,
    graph: StreetGraph,
    settings: TransitSettings,
    folder: Path | None,
) -> TransitNetwork:
    """As `build`, from the folder if it is kept there, else built and kept; `folder` None keeps nothing."""
    if folder is None:
        return build(lines, calls, stops, graph, settings)
    path = folder / f"lines-{key(lines, calls, stops, graph, settings)}.npz"
    network = load(path, lines)
    if network is None:
        network = build(lines, calls, stops, graph, settings)
        save(network, path)
    return network


def key(
    lines: pd.DataFrame, calls: pd.DataFrame, stops: pd.DataFrame, graph: StreetGraph, settings: TransitSettings
) -> str:
    """A name made from the content of all that shapes the network, the same on every machine."""
    digest = hashlib.sha256(json.dumps([FORMAT, settings.model_dump()], sort_keys=True).encode())
    for frame in (lines, calls, stops):
        digest.update(frame.to_csv(index=False, lineterminator="\n").encode())
    for field in fields(graph):
        digest.update(np.ascontiguousarray(getattr(graph, field.name)).tobytes())
    return digest.hexdigest()[:24]


def load(path: Path, lines: pd.DataFrame) -> TransitNetwork | None:
    """The kept network over `lines`, or None where there is none or the file is damaged."""
    if not path.is_file():
        return None
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as kept:
            parts: dict[str, Any] = {
                name: part(*(kept[f"{name}.{field.name}"] for field in fields(part))) for name, part in PARTS.items()
            }
            stops = pd.DataFrame({column: kept[f"stops.{column}"] for column in STOP_COLUMNS})
            off = tuple(str(name) for name in kept["off_streets"])
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        log.warning("travel: the kept network of public transport is damaged and is built again")
        return None
    return TransitNetwork(lines=in_order(lines), stops=stops, off_streets=off, **parts)


def save(network: TransitNetwork, path: Path) -> None:
    """Keep the network: written beside, then moved into place, so that a killed run leaves nothing half-written."""
    arrays = {
        f"{name}.{field.name}": getattr(getattr(network, name), field.name)
        for name, part in PARTS.items()
        for field in fields(part)
    }
    arrays |= {f"stops.{column}": network.stops[column].to_numpy() for column in STOP_COLUMNS}
    arrays["stops.name"] = network.stops["name"].to_numpy(dtype=np.str_)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(dir=path.parent, suffix=".part")
    except OSError:
        log.warning(FAILED)
        return
    try:
        with os.fdopen(handle, "wb") as file:
            np.savez(file, off_streets=np.array(network.off_streets, dtype=np.str_), **arrays)
        Path(beside).replace(path)
    except OSError:
        log.warning(FAILED)
    finally:
        Path(beside).unlink(missing_ok=True)

"""An extract of OpenStreetMap: what it is, and the junctions that people on foot can reach in it."""

import hashlib
from array import array
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from scipy.spatial import KDTree

from feasibility.errors import InputError
from feasibility.tables.base import METRIC_CRS, WEB_CRS
from feasibility.travel.pairs import NO_WAY

LICENCE = "© OpenStreetMap contributors, Open Database Licence 1.0"
NOT_ON_FOOT = {
    "motorway", "motorway_link", "construction", "proposed", "raceway", "abandoned", "razed", "bus_guideway", "busway",
}  # fmt: skip
"""Values of `highway` that nobody walks along (general knowledge of OpenStreetMap's tagging)."""
ON_NETWORK = -1
"""In place of a status code: the point is placed."""


@dataclass(frozen=True)
class Extract:
    """One .osm.pbf file."""

    path: Path
    name: str
    as_at: str
    """Date of the data from the file's own header, or words that say it has none."""
    digest: str
    """Of its content, the same on every machine."""


@dataclass(frozen=True)
class Junctions:
    """Where streets for people on foot meet or end. Arrays side by side, in the order of the extract."""

    metres: np.ndarray
    """Easting and northing, one row a junction."""
    degrees: np.ndarray
    """Longitude and latitude as the extract has them."""
    connected: np.ndarray
    """True on the largest network of streets; False on those that do not join it."""


def described(path: Path) -> Extract:
    """What the file says of itself. Raises `InputError` where it is no extract in the .osm.pbf format."""
    import osmium  # noqa: PLC0415  comes with the extras

    if not path.is_file():
        raise InputError(path.name, ["is not there; check the path, which starts at the scenario's own folder"])
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        if not path.name.endswith(".pbf"):
            raise RuntimeError
        with osmium.io.Reader(str(path)) as reader:
            stamp = reader.header().get("osmosis_replication_timestamp")
    except (OSError, RuntimeError):
        raise InputError(
            path.name, ["is no extract of OpenStreetMap; name an .osm.pbf file, such as Geofabrik publishes"]
        ) from None
    return Extract(path, path.name, stamp[:10] or "no date in the file", digest)


def junctions(extract: Extract) -> Junctions:
    """Junctions and ends of the ways that people may walk, and which of them belong to the one large network.

    Raises `InputError` where the extract has no such way.
    """
    refs, degrees, starts = _ways(extract.path)
    if not len(refs):
        raise InputError(extract.name, ["has no street in it; take an extract with all ways, not a thematic one"])
    nodes, first, node = np.unique(refs, return_index=True, return_inverse=True)
    steps = np.setdiff1d(np.arange(1, len(node)), starts)
    links = coo_array((np.ones(len(steps), dtype=np.int8), (node[steps - 1], node[steps])), shape=(len(nodes),) * 2)
    component = connected_components(links, directed=False)[1]
    uses = np.bincount(node, minlength=len(nodes))
    ends = np.concatenate([starts, np.append(starts[1:], len(node)) - 1])
    uses[node[ends]] += 1
    junction = np.flatnonzero(uses > 1)
    largest = np.bincount(component[junction]).argmax()
    at = degrees[first[junction]]
    spots = gpd.GeoSeries(gpd.points_from_xy(*at.T), crs=WEB_CRS).to_crs(METRIC_CRS)
    return Junctions(np.column_stack([spots.x, spots.y]), at, component[junction] == largest)


def _ways(path: Path) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Node ids along every way one after the other, their longitude and latitude, and where each way starts."""
    import osmium  # noqa: PLC0415  comes with the extras

    refs, degrees, starts = array("q"), array("d"), array("q")
    ways = osmium.FileProcessor(str(path), osmium.osm.NODE | osmium.osm.WAY).with_locations()
    for way in ways.with_filter(osmium.filter.EntityFilter(osmium.osm.WAY)).with_filter(
        osmium.filter.KeyFilter("highway")
    ):
        if way.tags["highway"] in NOT_ON_FOOT or way.tags.get("foot") == "no" or way.tags.get("area") == "yes":
            continue
        placed = [n for n in way.nodes if n.location.valid()] if isinstance(way, osmium.osm.Way) else []
        if len(placed) > 1:
            starts.append(len(refs))
            for n in placed:
                refs.append(n.ref)
                degrees.extend((n.lon, n.lat))
    return (
        np.frombuffer(refs, dtype=np.int64),
        np.frombuffer(degrees, dtype=float).reshape(-1, 2),
        np.frombuffer(starts, dtype=np.int64),
    )


def snapped(
    points: gpd.GeoSeries, at: Junctions, *, snap_metres_max: float, rejoin_metres_max: float, off: int
) -> pd.DataFrame:
    """Per point `metres` to the nearest junction of the large network, its `lon` and `lat`, and `status`.

    The status is placed, `off` or no way. A point whose nearest junction belongs to streets that join no others is
    moved to the large network where that is at most `rejoin_metres_max` farther; else it has no way: it is on an islet.
    """
    spots = np.column_stack([points.x, points.y])
    to_connected, nearest = KDTree(at.metres[at.connected]).query(spots)
    to_any = KDTree(at.metres).query(spots)[0]
    status = np.full(len(spots), ON_NETWORK)
    status[to_connected - to_any > rejoin_metres_max] = NO_WAY
    status[(to_any > snap_metres_max) | ((status == ON_NETWORK) & (to_connected > snap_metres_max))] = off
    lon, lat = at.degrees[at.connected][nearest].T
    return pd.DataFrame({"metres": to_connected, "lon": lon, "lat": lat, "status": status}, index=points.index)

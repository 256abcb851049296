"""A list of places of the officer's own, by postcode or by coordinates, into points on the National Grid."""

from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd

from feasibility.errors import InputError, raise_all
from feasibility.inputs import postcodes, sheets
from feasibility.inputs.postcodes import Floats, Postcodes, compact
from feasibility.inputs.typed import in_rows
from feasibility.tables import METRIC_CRS, WEB_CRS

GREAT_BRITAIN_M = (0.0, 0.0, 700_000.0, 1_300_000.0)
"""Least and greatest easting and northing of the National Grid, metres (Ordnance Survey)."""
GREAT_BRITAIN_DEGREES = (-9.0, 49.0, 2.5, 61.0)
"""Least and greatest longitude and latitude of Great Britain, degrees, rounded outwards."""
GRID, DEGREES = ("easting", "northing"), ("longitude", "latitude")
COLUMNS = ("id", "postcode", *GRID, *DEGREES)
NEEDED = "give id, and postcode, or easting and northing, or longitude and latitude"


@dataclass(frozen=True)
class Listed:
    """A list as typed: text by row number with every one of `COLUMNS`, blank where the file lacks it. Private."""

    name: str
    raw: pd.DataFrame


def read(path: Path) -> Listed:
    """The list in a CSV or XLSX file. Raises `InputError` naming rows: ids are not quoted, for they may be people's."""
    raw = sheets.read(path)
    raw = raw.rename(columns={name: name.strip().lower() for name in raw.columns if name.strip().lower() in COLUMNS})
    faults = [f"column {name}: stands more than once" for name in raw.columns[raw.columns.duplicated()]]
    raise_all(InputError, path.name, faults)
    kinds = ("postcode" in raw.columns, *({*pair} & {*raw.columns} != set() for pair in (GRID, DEGREES)))
    if "id" not in raw.columns or not any(kinds):
        raise InputError(path.name, [f"lacks columns that say where its places are: {NEEDED}"])
    raw = raw.reindex(columns=list(COLUMNS), fill_value="")
    faults = [
        *in_rows("id", raw.index[raw["id"] == ""], "is blank; give each place an id"),
        *in_rows("id", raw.index[(raw["id"] != "") & raw["id"].duplicated(keep=False)], "stands more than once"),
    ]
    raise_all(InputError, path.name, faults)
    return Listed(path.name, raw)


def letters(listed: Listed) -> str:
    """First letters of the postcodes that are needed to place the list."""
    return postcodes.first_letters(compact(listed.raw["postcode"]))


def placed(listed: Listed, known: Postcodes) -> gpd.GeoSeries:
    """Points by `row-<number>`, EPSG:27700. A grid reference wins over degrees, and those over a postcode.

    Raises `InputError` naming the rows that cannot be placed, and why.
    """
    raw, faults = listed.raw, list[str]()
    by_grid, by_degrees = (raw[list(pair)].ne("").any(axis=1) for pair in (GRID, DEGREES))
    by_degrees &= ~by_grid
    by_postcode = ~by_grid & ~by_degrees
    spots = pd.DataFrame(np.nan, index=raw.index, columns=list(GRID))
    spots[by_grid], wrong = _grid(raw[by_grid])
    faults += wrong
    spots[by_degrees], wrong = _degrees(raw[by_degrees])
    faults += wrong
    spots[by_postcode], wrong = _postcodes(raw[by_postcode], known)
    raise_all(InputError, listed.name, faults + wrong)
    points = gpd.points_from_xy(spots["easting"], spots["northing"])
    return gpd.GeoSeries(points, index=[f"row-{row}" for row in raw.index], crs=METRIC_CRS)


def _grid(raw: pd.DataFrame) -> tuple[Floats, list[str]]:
    east, north = (pd.to_numeric(raw[name], errors="coerce") for name in GRID)
    unread = east.isna() | north.isna()
    degrees = ~unread & (east.abs() <= 180) & (north.abs() <= 180)
    outside = ~unread & ~degrees & ~_between(east, north, GREAT_BRITAIN_M)
    faults = [
        *in_rows("easting, northing", raw.index[unread], "not two numbers; write metres such as 545880 and 169230"),
        *in_rows("easting, northing", raw.index[degrees], "look like degrees; name the columns longitude and latitude"),
        *in_rows(
            "easting, northing", raw.index[outside], "outside Great Britain; are they exchanged, or in another grid?"
        ),
    ]
    return np.column_stack([east, north]).astype(float), faults


def _degrees(raw: pd.DataFrame) -> tuple[Floats, list[str]]:
    east, north = (pd.to_numeric(raw[name], errors="coerce") for name in DEGREES)
    unread = east.isna() | north.isna()
    metres = ~unread & ((east.abs() > 180) | (north.abs() > 90))
    west, south, last, top = GREAT_BRITAIN_DEGREES
    inside = _between(east, north, GREAT_BRITAIN_DEGREES)
    exchanged = ~unread & ~metres & ~inside & _between(north, east, (west, south, last, top))
    outside = ~unread & ~metres & ~inside & ~exchanged
    columns = "longitude, latitude"
    faults = [
        *in_rows(columns, raw.index[unread], "not two numbers; write degrees such as 0.1074 and 51.4309"),
        *in_rows(columns, raw.index[metres], "look like metres; name the columns easting and northing"),
        *in_rows(columns, raw.index[exchanged], "are exchanged: the latitude of Great Britain is about 50 to 60"),
        *in_rows(columns, raw.index[outside], "outside Great Britain"),
    ]
    usable = inside.to_numpy()
    points = gpd.GeoSeries(gpd.points_from_xy(east.where(inside), north.where(inside)), crs=WEB_CRS).to_crs(METRIC_CRS)
    spots = np.full((len(raw), 2), np.nan)
    spots[usable] = np.column_stack([points.x, points.y])[usable]
    return spots, faults


def _between(east: "pd.Series[float]", north: "pd.Series[float]", box: tuple[float, ...]) -> "pd.Series[bool]":
    return east.between(box[0], box[2]) & north.between(box[1], box[3])


def _postcodes(raw: pd.DataFrame, known: Postcodes) -> tuple[Floats, list[str]]:
    wanted = compact(raw["postcode"])
    found = postcodes.placed(known, set(wanted)).reindex(wanted)[list(GRID)].to_numpy(dtype=float)
    blank, unknown = wanted == "", (wanted != "") & np.isnan(found[:, 0])
    return found, [
        *in_rows("postcode", raw.index[blank], f"nothing says where these places are; {NEEDED}"),
        *in_rows(
            "postcode", raw.index[unknown], "not known postcodes of England or Wales; mend them or give coordinates"
        ),
    ]

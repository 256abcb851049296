"""Every file of a scenario into checked frames: the only reader, reporting every fault of every file at once."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import geopandas as gpd
import numpy as np
import pandas as pd

from feasibility.errors import InputError, raise_all
from feasibility.inputs import matrix, networks, postcodes, register, sheets, sites, staff, vectors
from feasibility.scenario.model import Scenario

Value = TypeVar("Value")
WINDOW_MARGIN_M = 8_000.0
"""Streets are kept this far beyond the homes and sites, so that a journey may bend outwards."""
HOME_REACH_M = 60_000.0
"""Streets are built no farther than this from the partners; homes beyond it need supplied minutes."""


@dataclass(frozen=True)
class Inputs:
    """What the files of the scenario hold, in EPSG:27700 metres."""

    authorities: gpd.GeoDataFrame
    """Partners by id: authority_id, name, geometry."""
    districts: gpd.GeoDataFrame
    """Every outline of the boundaries file: code, name, geometry."""
    sites: gpd.GeoDataFrame
    """tables.Sites by site id."""
    staff: gpd.GeoDataFrame
    """tables.Staff by staff key. Private."""
    cells: gpd.GeoDataFrame
    """Small areas: code, geometry."""
    roads: gpd.GeoDataFrame
    railways: gpd.GeoDataFrame
    stations: gpd.GeoDataFrame
    """name, geometry."""
    rail_links: pd.DataFrame | None
    """from_crs, to_crs of neighbouring stations whose line the railway file lacks."""
    barriers: gpd.GeoSeries | None
    """What only main roads cross."""
    places: gpd.GeoDataFrame
    """name, population, geometry."""
    street_points: pd.DataFrame
    """Unit postcodes of the window: easting, northing. Public; not homes."""
    supplied_minutes: pd.DataFrame | None
    """staff_key, site_id, mode, minutes, km."""
    register: pd.DataFrame
    sources: pd.DataFrame
    checksums: Mapping[str, str]
    """Role of each file to the SHA-256 of its content."""
    warnings: tuple[str, ...]


class _Gathering:
    """Faults of all files, so that an officer sees them together."""

    def __init__(self) -> None:
        self.faults: list[str] = []

    def attempt(self, read: Callable[[], Value]) -> Value | None:
        """What `read` gives, or None with its faults kept."""
        try:
            return read()
        except InputError as err:
            self.faults += [f"{err.where}: {fault}" for fault in err.faults]
            return None


def read(scenario: Scenario) -> Inputs:
    """Every file the scenario names. Raises `InputError` with the faults of all of them."""
    gathering = _Gathering()
    checksums = _checksums(scenario, gathering)
    geography = _geography(scenario, gathering)
    people_and_places = _tables(scenario, gathering)
    raise_all(InputError, scenario.name, gathering.faults)
    return Inputs(**geography, **people_and_places, checksums=checksums)  # type: ignore[arg-type]


def _checksums(scenario: Scenario, gathering: _Gathering) -> dict[str, str]:
    checksums = {}
    for role, value in scenario.files.model_dump().items():
        if not isinstance(value, Path):
            continue
        try:
            checksums[role] = hashlib.sha256(value.read_bytes()).hexdigest()
        except FileNotFoundError:
            gathering.faults.append(f"files.{role}: {value.name} is not there; check the path in the scenario")
        except OSError as err:
            gathering.faults.append(f"files.{role}: {value.name} cannot be read: {err.strerror}")
    raise_all(InputError, scenario.name, gathering.faults)
    return checksums


def _geography(scenario: Scenario, gathering: _Gathering) -> dict[str, object]:
    files, attempt = scenario.files, gathering.attempt
    code, name = files.boundaries_code_column, files.boundaries_name_column
    districts = attempt(lambda: vectors.read(files.boundaries, [code, name]).rename(columns={code: "code", name: "name"}))
    authorities = None if districts is None else attempt(lambda: _partners(scenario, districts))
    cell = files.areas_code_column
    stations = attempt(lambda: networks.stations(files.stations))
    links, barriers = files.rail_links, files.barriers
    return {
        "rail_links": attempt(lambda: networks.rail_links(links, stations)) if links and stations is not None else None,
        "barriers": attempt(lambda: networks.barriers(barriers)) if barriers else None,
        "districts": districts,
        "authorities": authorities,
        "cells": attempt(lambda: vectors.read(files.areas, [cell]).rename(columns={cell: "code"})),
        "roads": attempt(lambda: networks.roads(files.roads)),
        "railways": attempt(lambda: networks.railways(files.railways)),
        "stations": stations,
        "places": attempt(lambda: _named_places(files.places)),
    }


def _partners(scenario: Scenario, districts: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    by_code = districts.drop_duplicates("code").set_index("code")
    faults = [
        f"authority.{key}.code: {a.code} is not in the boundaries file; it has {', '.join(sorted(by_code.index)[:12])}"
        for key, a in scenario.authority.items()
        if a.code not in by_code.index
    ]
    raise_all(InputError, scenario.files.boundaries.name, faults)
    keys = list(scenario.authority)
    return gpd.GeoDataFrame(
        {"authority_id": keys, "name": [scenario.authority[k].name for k in keys]},
        geometry=[by_code.geometry[scenario.authority[k].code] for k in keys],
        crs=districts.crs,
        index=keys,
    )


def _named_places(path: Path) -> gpd.GeoDataFrame:
    named = vectors.points(sheets.read(path), path.name, columns=["name", "population"])
    return named.assign(population=pd.to_numeric(named["population"], errors="coerce").fillna(0.0))


def _tables(scenario: Scenario, gathering: _Gathering) -> dict[str, object]:
    files, attempt, authorities = scenario.files, gathering.attempt, list(scenario.authority)
    raw_sites = attempt(lambda: sheets.read(files.sites))
    raw_staff = attempt(lambda: sheets.read(files.staff))
    directory = postcodes.directory(_letters(raw_sites, "postcode") + _letters(raw_staff, "home_postcode"))
    placed_sites = placed_staff = supplied = None
    warnings: list[str] = []
    if raw_sites is not None:
        placed_sites = attempt(lambda: sites.read(raw_sites, directory, authorities, files.sites.name))
    if raw_staff is not None:
        share = scenario.staff.unplaced_share_max
        outcome = attempt(lambda: staff.read(raw_staff, directory, authorities, share, files.staff.name))
        placed_staff, warnings = outcome if outcome is not None else (None, [])
    if files.travel_minutes is not None and raw_staff is not None and placed_sites is not None:
        path, origins = files.travel_minutes, _origins(raw_staff, placed_staff)
        supplied = attempt(lambda: matrix.read(sheets.read(path), origins, list(placed_sites.index), path.name))
    return {
        "sites": placed_sites,
        "staff": placed_staff,
        "supplied_minutes": supplied,
        "street_points": _window(directory, placed_sites, placed_staff),
        "register": attempt(lambda: register.read(sheets.read(files.assumptions), files.assumptions.name)),
        "sources": attempt(lambda: register.read_sources(sheets.read(files.sources), files.sources.name)),
        "warnings": tuple(warnings),
    }


def _letters(raw: pd.DataFrame | None, column: str) -> str:
    if raw is None or column not in raw.columns:
        return ""
    return postcodes.first_letters(postcodes.compact(raw[column]))


def _origins(raw_staff: pd.DataFrame, placed: gpd.GeoDataFrame | None) -> "pd.Series[str]":
    """Staff ids and home postcodes, compact, to staff keys of those placed."""
    if placed is None or not {"staff_id", "home_postcode"} <= set(raw_staff.columns):
        return pd.Series(dtype=str)
    keys = pd.Series([f"row-{row}" for row in raw_staff.index], index=raw_staff.index)
    known = keys[keys.isin(placed.index)]
    words = [postcodes.compact(raw_staff.loc[known.index, c]) for c in ("staff_id", "home_postcode")]
    return pd.concat([pd.Series(known.to_numpy(), index=pd.Index(w)) for w in words])


def _window(
    directory: pd.DataFrame, placed_sites: gpd.GeoDataFrame | None, placed_staff: gpd.GeoDataFrame | None
) -> pd.DataFrame:
    if placed_sites is None or placed_staff is None:
        return directory.iloc[:0][["easting", "northing"]]
    centre = placed_sites.geometry.union_all().centroid
    near = placed_staff[placed_staff.distance(centre) <= HOME_REACH_M]
    bounds = np.vstack([placed_sites.total_bounds] + ([near.total_bounds] if len(near) else []))
    west, south = bounds[:, :2].min(axis=0) - WINDOW_MARGIN_M
    east, north = bounds[:, 2:].max(axis=0) + WINDOW_MARGIN_M
    inside = directory["easting"].between(west, east) & directory["northing"].between(south, north)
    return directory.loc[inside, ["easting", "northing"]].reset_index(drop=True)

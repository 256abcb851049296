"""Every file of a scenario into checked frames: the only reader, reporting every fault of every file at once."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from feasibility.errors import InputError, raise_all
from feasibility.inputs import geography, matrix, postcodes, register, sheets, sites, staff
from feasibility.inputs.gathering import Gathering
from feasibility.inputs.postcodes import Postcodes
from feasibility.scenario.load import absent
from feasibility.scenario.model import Scenario

WINDOW_STEP_M = 5_000.0
"""The window ends on lines this far apart: its edge would else give away where the outermost home is."""
WINDOW_MARGIN_M = 8_000.0
"""Streets are kept this far beyond the homes and sites, so that a journey may bend outwards."""
HOME_REACH_M = 60_000.0
"""Streets are built no farther than this from the partners; homes beyond it need supplied minutes."""
AREA_REACH_M = 5_000.0
"""A postcode area that reaches less than this into the land between homes and sites is left out of it (assumed)."""
BESIDE_SHAPEFILE = (".shx", ".dbf", ".prj", ".cpg")
"""Files that belong to a shapefile."""


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


def read(scenario: Scenario) -> Inputs:
    """Every file the scenario names. Raises `InputError` with the faults of all of them."""
    gathering = Gathering()
    checksums = _checksums(scenario, gathering)
    layers = geography.geography(scenario, gathering)
    people_and_places, known, letters = _tables(scenario, gathering)
    gathering.faults += geography.far_away(scenario, layers, people_and_places["sites"])
    raise_all(InputError, f"files of scenario {scenario.name}", gathering.faults)
    street_points = _window(known, letters, people_and_places["sites"], people_and_places["staff"])
    return Inputs(**layers, **people_and_places, street_points=street_points, checksums=checksums)


def _checksums(scenario: Scenario, gathering: Gathering) -> dict[str, str]:
    checksums = {}
    for role, path in scenario.files.model_dump().items():
        if not isinstance(path, Path):
            continue
        try:
            checksums[role] = _sha256(path)
            continue
        except FileNotFoundError:
            fault = absent(role, path)
        except IsADirectoryError:
            named = f"names the folder {path.name}; name the file in it" if path.name else "is blank; name a file"
            fault = f"files.{role}: {named}"
        except (OSError, ValueError) as err:
            reason = getattr(err, "strerror", None) or "its path holds characters that no path may"
            fault = f"files.{role}: {path.name!r} cannot be read: {reason}"
        gathering.unreadable.add(path)
        gathering.faults.append(fault)
    return checksums


def _sha256(path: Path) -> str:
    """Checksum of a file's content; of a shapefile, which is several files, with that of those beside it."""
    digest = hashlib.sha256(path.read_bytes())
    if path.suffix.lower() == ".shp":
        for suffix in BESIDE_SHAPEFILE:
            beside = path.with_suffix(suffix)
            digest.update(beside.read_bytes() if beside.is_file() else b"")
    return digest.hexdigest()


def _tables(scenario: Scenario, gathering: Gathering) -> tuple[dict[str, Any], Postcodes, str]:
    """The tables of the scenario by their name in `Inputs`, with the postcodes they need and the letters of those."""
    files, attempt, authorities = scenario.files, gathering.attempt, list(scenario.authority)
    raw_sites = attempt(sheets.read, files.sites)
    raw_staff = attempt(sheets.read, files.staff)
    letters = _letters(raw_sites, "postcode") + _letters(raw_staff, "home_postcode")
    known = postcodes.read(letters)
    directory = postcodes.placed(known, _compacts(raw_sites, "postcode") | _compacts(raw_staff, "home_postcode"))
    placed_sites = placed_staff = supplied = None
    warnings: list[str] = []
    if raw_sites is not None:
        placed_sites = attempt(lambda path: sites.read(raw_sites, directory, authorities, path.name), files.sites)
    if raw_staff is not None:
        share = scenario.staff.unplaced_share_max
        outcome = attempt(lambda path: staff.read(raw_staff, directory, authorities, share, path.name), files.staff)
        placed_staff, warnings = outcome if outcome is not None else (None, [])
    if files.travel_minutes is not None:
        origins, ids = _origins(raw_staff, placed_staff), _column(raw_sites, "site_id")
        supplied = attempt(lambda path: matrix.read(sheets.read(path), origins, ids, path.name), files.travel_minutes)
    placed = {
        "sites": placed_sites,
        "staff": placed_staff,
        "supplied_minutes": supplied,
        "register": attempt(lambda path: register.read(sheets.read(path), path.name), files.assumptions),
        "sources": attempt(lambda path: register.read_sources(sheets.read(path), path.name), files.sources),
        "warnings": tuple(warnings),
    }
    return placed, known, letters


def _column(raw: pd.DataFrame | None, name: str) -> "pd.Series[str] | None":
    return raw[name] if raw is not None and name in raw.columns else None


def _letters(raw: pd.DataFrame | None, name: str) -> str:
    return postcodes.first_letters(_compacts(raw, name))


def _compacts(raw: pd.DataFrame | None, name: str) -> set[str]:
    column = _column(raw, name)
    return set() if column is None else set(postcodes.compact(column))


def _origins(raw_staff: pd.DataFrame | None, placed: gpd.GeoDataFrame | None) -> "pd.Series[str] | None":
    """Staff ids and home postcodes, compact, to staff keys; blank for those left out. None where they are unknown."""
    words = [_column(raw_staff, name) for name in ("staff_id", "home_postcode")]
    known = [postcodes.compact(column) for column in words if column is not None]
    if len(known) < len(words):
        return None
    keys = pd.Series([f"row-{row}" for row in known[0].index], index=known[0].index)
    kept = keys if placed is None else keys.where(keys.isin(placed.index), "")
    return pd.concat([kept.set_axis(pd.Index(column)) for column in known])


def _window(
    known: Postcodes, letters: str, placed_sites: gpd.GeoDataFrame, placed_staff: gpd.GeoDataFrame
) -> pd.DataFrame:
    """Unit postcodes around the sites and homes: easting, northing, from west to east."""
    centre = placed_sites.geometry.union_all().centroid
    near = placed_staff[placed_staff.distance(centre) <= HOME_REACH_M]
    bounds = np.vstack([placed_sites.total_bounds] + ([near.total_bounds] if len(near) else []))
    hull = (*bounds[:, :2].min(axis=0), *bounds[:, 2:].max(axis=0))
    west, south = (np.floor((edge - WINDOW_MARGIN_M) / WINDOW_STEP_M) * WINDOW_STEP_M for edge in hull[:2])
    east, north = (np.ceil((edge + WINDOW_MARGIN_M) / WINDOW_STEP_M) * WINDOW_STEP_M for edge in hull[2:])
    # Nobody may live in a postcode area that streets run through: its letter is read all the same.
    more = sorted(set(postcodes.letters_within(*hull, reach_m=AREA_REACH_M)) - set(letters))
    parts = [known, *(postcodes.read(letter) for letter in more)]
    inside = pd.concat([postcodes.within(part, west, south, east, north) for part in parts])
    return inside.sort_values(["easting", "northing"], ignore_index=True)

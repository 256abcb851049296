"""The layers of a scenario: partners, small areas, roads, railways, stations and places."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd

from feasibility.errors import InputError, raise_all
from feasibility.inputs import networks, sheets, typed, vectors
from feasibility.inputs.gathering import Gathering
from feasibility.scenario.model import Scenario

REACH_M = 60_000.0
"""A site farther than this from the partners is no place to share: its position is mistaken (assumed)."""


def geography(scenario: Scenario, gathering: Gathering) -> dict[str, Any]:
    """The layers of the scenario by their name in `Inputs`, None for one that cannot be used."""
    files, attempt = scenario.files, gathering.attempt
    code, name = files.boundaries_code_column, files.boundaries_name_column
    districts = attempt(lambda path: _outlines(path, {code: "code", name: "name"}), files.boundaries)
    authorities = None
    if districts is not None:
        authorities = attempt(lambda path: _partners(scenario, districts, path), files.boundaries)
    return {
        "barriers": attempt(networks.barriers, files.barriers) if files.barriers else None,
        "districts": districts,
        "authorities": authorities,
        "cells": areas(scenario, gathering),
        "roads": attempt(networks.roads, files.roads),
        "railways": attempt(networks.railways, files.railways),
        "stations": attempt(networks.stations, files.stations),
        "places": attempt(_named_places, files.places),
    }


def areas(scenario: Scenario, gathering: Gathering) -> gpd.GeoDataFrame | None:
    """Outlines of small areas: code, geometry. None, with the faults in `gathering`, where they cannot be used."""
    column = scenario.files.areas_code_column
    return gathering.attempt(lambda path: _outlines(path, {column: "code"}), scenario.files.areas)


def _outlines(path: Path, columns: Mapping[str, str]) -> gpd.GeoDataFrame:
    """Areas under the product's own column names; several shapes of one code are its parts."""
    found = vectors.read(path, list(columns)).rename(columns=dict(columns))
    repeated = found[found["code"].duplicated(keep=False)]
    if repeated.empty:
        return found
    if "name" in found.columns:
        names = repeated.groupby("code")["name"].nunique()
        words = "stands for areas of different names; give each its own code"
        raise_all(InputError, path.name, [f"code {code} {words}" for code in names.index[names > 1]])
    return found.dissolve("code", sort=False, as_index=False)[list(found.columns)]


def _partners(scenario: Scenario, districts: gpd.GeoDataFrame, path: Path) -> gpd.GeoDataFrame:
    by_code = districts.set_index("code")
    known = ", ".join(f"{code} {by_code.at[code, 'name']}" for code in sorted(by_code.index)[:12])
    raise_all(InputError, path.name, [
        f"authority.{key}.code: {a.code} is not in column {scenario.files.boundaries_code_column}, which has {known}"
        for key, a in scenario.authority.items()
        if a.code not in by_code.index
    ])  # fmt: skip
    keys = list(scenario.authority)
    return gpd.GeoDataFrame(
        {"authority_id": keys, "name": [scenario.authority[k].name for k in keys]},
        geometry=[by_code.geometry[scenario.authority[k].code] for k in keys],
        crs=districts.crs,
        index=keys,
    )


def _named_places(path: Path) -> gpd.GeoDataFrame:
    raw = sheets.read(path)
    named = vectors.points(raw, path.name, columns=["name", "population"])
    known, faults = typed.numbers(raw[raw["population"] != ""], ["population"], show=True)
    raise_all(InputError, path.name, faults)
    # Places of unknown population are the smallest: they are named on a map only where there is room.
    return named.assign(population=known["population"].reindex(raw.index).fillna(0.0).to_numpy(dtype=float))


def far_homes(scenario: Scenario, layers: Mapping[str, object], staff: object) -> list[str]:
    """Homes from which nobody travels to work: rows only, never a place."""
    authorities, most = layers["authorities"], scenario.staff.home_km_max
    if not isinstance(authorities, gpd.GeoDataFrame) or not isinstance(staff, gpd.GeoDataFrame):
        return []
    far = staff.index[staff.distance(authorities.union_all()) > most * 1000]
    rows = pd.Index(sorted(int(str(key).removeprefix("row-")) for key in far))
    words = (
        f"more than {most:g} km from the partners' areas, too far to travel to work; mend the postcode, take the row "
        "out or raise staff.home_km_max"
    )
    return [f"{scenario.files.staff.name}: {fault}" for fault in typed.in_rows("home_postcode", rows, words)]


def far_away(scenario: Scenario, layers: Mapping[str, object], placed: object) -> list[str]:
    """Sites, and whole files, so far from the partners that a position or a file must be mistaken."""
    authorities, files = layers["authorities"], scenario.files
    if not isinstance(authorities, gpd.GeoDataFrame):
        return []
    partners = authorities.union_all()
    faults = []
    if isinstance(placed, gpd.GeoDataFrame):
        km = placed.distance(partners) / 1000
        faults = [
            f"{files.sites.name}: site {site}: lies {km[site]:.0f} km from the partners' areas; check its postcode, or "
            "whether easting and northing are exchanged"
            for site in km.index[km * 1000 > REACH_M]
        ]
    close_by = {reach_m: partners.buffer(reach_m) for reach_m in (0.0, REACH_M)}
    for role, name in (("areas", "cells"), ("roads", "roads"), ("railways", "railways"), ("stations", "stations")):
        layer, reach_m = layers[name], 0.0 if role == "areas" else REACH_M
        if isinstance(layer, gpd.GeoDataFrame) and not len(
            layer.sindex.query(close_by[reach_m], predicate="intersects")
        ):
            near = "in" if role == "areas" else f"within {REACH_M / 1000:g} km of"
            faults.append(
                f"{getattr(files, role).name}: has nothing {near} the partners' areas; is it of another place?"
            )
    return faults

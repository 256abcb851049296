"""The shared border, the corridor along it, and which places stand in it."""

from dataclasses import dataclass
from itertools import combinations

import geopandas as gpd
import pandas as pd
import shapely

from feasibility.errors import NO_OPTION, InputError, NoFeasibleOption
from feasibility.scenario.sections import Boundary
from feasibility.tables import METRIC_CRS

DIGITISING_GAP_M = 25.0
"""Two outlines drawn apart by no more than this still share a border (assumed; those of the example agree)."""
CORNER_M = 4 * DIGITISING_GAP_M
"""Outlines that come close for less than this only meet at a corner, which is no border."""


@dataclass(frozen=True)
class Border:
    """The shared border, and every place against it."""

    line: gpd.GeoDataFrame
    """One row: name, geometry (metres)."""
    corridor: gpd.GeoDataFrame
    """One row: name, corridor_km, geometry: land of the partners within the corridor distance."""
    sites: pd.DataFrame
    """By site id: side, border_km, in_corridor, considered, reason."""


def measure(authorities: gpd.GeoDataFrame, sites: gpd.GeoDataFrame, settings: Boundary) -> Border:
    """Border, corridor, and each site's side, distance and standing. Raises `InputError` when no border is shared."""
    line = shared_border(authorities)
    partners = shapely.union_all(authorities.geometry.to_numpy())
    corridor = line.buffer(settings.corridor_km * 1000).intersection(partners)
    name = " – ".join(authorities["name"])
    return Border(
        line=_one_row(f"Border {name}", line),
        corridor=_one_row(f"Within {settings.corridor_km:g} km of the border", corridor).assign(
            corridor_km=settings.corridor_km
        ),
        sites=_standing(authorities, sites, line, settings),
    )


def refuse_empty_corridor(border: Border, settings: Boundary) -> None:
    """Raise `NoFeasibleOption` where no site is considered, naming the nearest of them and how far it is out."""
    if border.sites["considered"].any():
        return
    inside = border.sites[border.sites["side"] != "outside"]
    words = f"rule boundary.corridor_km: no site stands within {settings.corridor_km:g} km of the border"
    if inside.empty:
        raise NoFeasibleOption(NO_OPTION, [f"{words}; all {len(border.sites)} stand outside the partners' areas"])
    nearest, km = str(inside["border_km"].idxmin()), float(inside["border_km"].min())
    raise NoFeasibleOption(
        NO_OPTION,
        [
            f"{words}; the nearest, {nearest}, stands {km:.2f} km from it, {km - settings.corridor_km:.2f} km short. "
            "Widen the corridor or add sites"
        ],
    )


def shared_border(authorities: gpd.GeoDataFrame) -> shapely.Geometry:
    """The line along which any two of the partners meet (EPSG:27700)."""
    shared = [_between(a, b) for a, b in combinations(authorities.geometry, 2)]
    line = shapely.union_all([s for s in shared if not s.is_empty])
    if line.is_empty:
        raise InputError(
            "boundaries", [f"{' and '.join(authorities['name'])} share no border; a corridor study needs neighbours"]
        )
    return shapely.line_merge(line) if line.geom_type == "MultiLineString" else line


def _between(one: shapely.Geometry, other: shapely.Geometry) -> shapely.Geometry:
    exact = one.boundary.intersection(other.boundary)
    near = one.boundary.intersection(other.buffer(DIGITISING_GAP_M))
    # Where outlines agree, both are about as long; where most was drawn apart, the exact part is crumbs.
    if exact.length >= near.length / 2:
        return _lines(exact)
    return _lines(near) if near.length > CORNER_M else shapely.LineString()


def _lines(geometry: shapely.Geometry) -> shapely.Geometry:
    return shapely.union_all([part for part in shapely.get_parts(geometry) if part.length > 0])


def _one_row(name: str, geometry: shapely.Geometry) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame({"name": [name]}, geometry=[geometry], crs=METRIC_CRS)


def _standing(
    authorities: gpd.GeoDataFrame, sites: gpd.GeoDataFrame, line: shapely.Geometry, settings: Boundary
) -> pd.DataFrame:
    side = pd.Series("outside", index=sites.index)
    for authority_id, outline in authorities.geometry.items():
        side[sites.covered_by(outline)] = str(authority_id)
    frame = pd.DataFrame({"side": side, "border_km": sites.distance(line) / 1000})
    frame["in_corridor"] = (frame["border_km"] <= settings.corridor_km) & (frame["side"] != "outside")
    exempt = (sites["present_of"] != "") & settings.present_centres_exempt
    frame["considered"] = frame["in_corridor"] | exempt
    frame["reason"] = [
        "" if row.considered else _reason(str(row.side), float(row.border_km), settings.corridor_km)
        for row in frame.itertuples()
    ]
    return frame


def _reason(side: str, border_km: float, corridor_km: float) -> str:
    if border_km > corridor_km:
        decimals = 1 if round(border_km, 1) > corridor_km else 3
        return f"{border_km:.{decimals}f} km from the shared border; the corridor is {corridor_km:g} km"
    return "stands outside the partners' areas" if side == "outside" else ""

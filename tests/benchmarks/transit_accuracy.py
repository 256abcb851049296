"""Minutes by public transport held against published ones.

Door to door: Transport for London's journey planner, 88 simulated homes to two offices, a Tuesday in May 2016, leaving
at 10:00 (RobinL/office_move_journeytime, MIT). The offices are not published, only that they are near St Paul's and in
Camden: each is put at the Underground station there, and one offset an office stands for what that misses.
By rail: expected minutes with the wait from London Cannon Street, a Tuesday from 17:00 to 19:00 in 2025
(johnknightstats).
"""

from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd

from feasibility.inputs import networks, postcodes, services, sheets
from feasibility.scenario.travel import TravelSettings
from feasibility.tables import METRIC_CRS, WEB_CRS
from feasibility.travel.network import network
from feasibility.travel.transit import Network, TransitNetwork, hours, journeys, search
from feasibility.travel.transit.boarding import cost
from feasibility.travel.transit.provide import place

ROOT = Path(__file__).parents[2]
PUBLISHED = ROOT.parent / "shared" / "test_data"
DOORS = PUBLISHED / "tfl_journeyplanner_minutes_2016_sample.csv"
RAIL = PUBLISHED / "rail_expected_minutes_2025_sample.csv"
REFERENCE = ROOT / "data" / "reference"
TABLES = REFERENCE / "public_transport"

AREA_LETTERS = "BCDEHIKMNRSTUW"
WINDOW = (522_000, 145_000, 577_000, 190_000)
OFFICES = {"St Paul's": "St. Paul's", "Camden": "Camden Town"}
"""The two offices and the stations that stand for them."""
MID_MORNING = hours.Window("weekday", 600.0, 660.0)
EVENING_PEAK = hours.Window("weekday", 1020.0, 1140.0)


@dataclass(frozen=True)
class Compared:
    """Published and measured minutes, one row a pair; measured is NaN where no journey is found."""

    pairs: pd.DataFrame

    @property
    def error(self) -> pd.Series:
        """Measured less published."""
        return self.pairs["measured"] - self.pairs["published"]


def joined(role: str) -> pd.DataFrame:
    """The rows of all shipped tables of one role, as text."""
    parts = [sheets.read(path) for path in sorted(TABLES.glob(f"*{role}.csv"))]
    return pd.concat(parts, ignore_index=True)


def shipped() -> Network:
    """Streets and lines of the shipped reference data, from Camden to Sevenoaks."""
    tables = services.read(*(joined(role) for role in ("lines", "calls", "stops")))
    west, south, east, north = WINDOW
    inside = postcodes.within(postcodes.read(AREA_LETTERS), west, south, east, north)
    return network(
        inside.sort_values(["easting", "northing"], ignore_index=True),
        networks.roads(REFERENCE / "osm" / "highways.json"),
        TravelSettings(),
        barriers=networks.barriers(REFERENCE / "river_thames.geojson"),
        railways=networks.railways(REFERENCE / "osm" / "railways.json"),
        lines=tables.lines,
        calls=tables.calls,
        stops=tables.stops,
    )


def to_offices(built: Network, settings: TravelSettings) -> Compared:
    """Door to door to the two offices, from 10:00: home (its row), area, office, km straight, published, measured."""
    homes = pd.read_csv(DOORS)
    origins = _points(homes["lng"], homes["lat"])
    stations = pd.read_csv(REFERENCE / "tfl_stops_2026.csv").drop_duplicates("name").set_index("name")
    offices = stations.loc[list(OFFICES.values())]
    destinations = _points(offices["lon"], offices["lat"]).set_axis(list(OFFICES))
    assert built.transit is not None
    ends = place(origins, destinations, built.street, built.transit, settings)
    boarded = journeys.services(built.transit, MID_MORNING, settings.transit)
    searched = journeys.from_works(ends.works, 2, built.transit, boarded, settings, towards=True)
    ways = journeys.to_homes(ends.homes, len(ends.nodes), searched, settings.transit, towards=True)
    walk = ends.home.snap_metres * 0.06 / settings.foot.walk_km_per_hour
    frames = []
    for column, office in enumerate(OFFICES):
        measured = ways.minutes[ends.node_of_home, column] + walk
        frames.append(pd.DataFrame({
            "home": homes.index,
            "area": homes["postcode"].str.extract(r"^([A-Z]+)", expand=False),
            "office": office,
            "km": origins.distance(destinations.iloc[column]) / 1000,
            "published": homes[("original_journey_time", "new_journey_time")[column]],
            "measured": np.where(np.isfinite(measured), measured, np.nan),
        }))  # fmt: skip
    return Compared(pd.concat(frames, ignore_index=True))


def from_cannon_street(lines: TransitNetwork, settings: TravelSettings) -> Compared:
    """By rail from London Cannon Street in the evening peak: station, km straight, published, measured, with_changes.

    The published minutes wait for the next train whenever one comes, so the longest first wait is lifted here; they
    are of trains without a change (Dartford could be had ten minutes sooner with one), and so is `measured`.
    """
    published = pd.read_csv(RAIL)
    names = lines.stops["name"].str.upper().str.replace(r"\(.*\)|[^A-Z ]", "", regex=True).str.strip()
    start = int(lines.stops.index[names == "LONDON CANNON STREET"][0])
    random = settings.transit.model_copy(update={"first_wait_minutes_max": 240.0})
    boarded = journeys.services(lines, EVENING_PEAK, random)
    there = boarded.rail & (boarded.start == start)
    direct = pd.Series(cost(boarded, random, first=True).minutes[there])
    direct = direct.groupby(names.loc[boarded.end[there]].to_numpy()).min()
    links, stops = search.links(lines, boarded, settings.foot.walk_km_per_hour, random), len(lines.stops)
    reached = search.search(links, 3 * stops, np.array([start]), towards=False)
    changing = pd.Series(reached.minutes[0, 2 * stops :]).groupby(names.to_numpy()).min()
    at = _points(published["lon"], published["lat"])
    return Compared(pd.DataFrame({
        "station": published["station"],
        "km": np.hypot(at.x - lines.stops.at[start, "easting"], at.y - lines.stops.at[start, "northing"]) / 1000,
        "published": published["expected_min"],
        "measured": direct.reindex(published["station"]).to_numpy(),
        "with_changes": changing.reindex(published["station"]).to_numpy(),
    }))  # fmt: skip


def _points(longitude: pd.Series, latitude: pd.Series) -> gpd.GeoSeries:
    return gpd.GeoSeries(gpd.points_from_xy(longitude, latitude), crs=WEB_CRS).to_crs(METRIC_CRS)


def with_offset(compared: pd.DataFrame) -> pd.DataFrame:
    """One offset an office, the median of its errors: columns error (after it) and offset."""
    known = compared.dropna(subset="measured")
    raw = known["measured"] - known["published"]
    offset = raw.groupby(known["office"]).transform("median")
    return known.assign(offset=offset, error=raw - offset)


def straight_line(compared: pd.DataFrame, by: str | None = None) -> pd.Series:
    """The peer: minutes fitted to the straight distance, by least squares, an own slope and constant each."""
    groups = [compared] if by is None else [group for _, group in compared.groupby(by)]
    fits = [np.polyval(np.polyfit(group["km"], group["published"], 1), group["km"]) for group in groups]
    return pd.concat([pd.Series(fit, index=group.index) for fit, group in zip(fits, groups, strict=True)]).sort_index()


def ranked_alike(compared: pd.DataFrame, minutes: pd.Series) -> float:
    """Share of homes for which the same office is the nearer as published; homes with equal minutes are left out."""
    wide = compared.assign(minutes=minutes).pivot_table(index="home", columns="office", values=["published", "minutes"])
    gap = {name: wide[name].iloc[:, 0] - wide[name].iloc[:, 1] for name in ("published", "minutes")}
    decided = gap["published"] != 0
    return float((np.sign(gap["published"]) == np.sign(gap["minutes"]))[decided].mean())

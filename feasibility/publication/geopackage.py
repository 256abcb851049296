"""Published geography into one GeoPackage in British National Grid.

Roads and railways stay out: they come from OpenStreetMap, whose licence asks that they be kept in files of their own.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio

from feasibility.appraisal import ranking
from feasibility.publication.release import Release

FIXED_MOMENT = "1980-01-01T00:00:00.000Z"
"""`last_change` of every layer: the same run gives the same file on any day."""

GEOMETRY = {
    "authorities": "MultiPolygon",
    "border": "MultiLineString",
    "corridor": "MultiPolygon",
    "areas": "MultiPolygon",
    "area_changes": "MultiPolygon",
    "sites": "Point",
    "stations": "Point",
    "places": "Point",
}
"""Layers in the order they are written, and what each is made of."""
_SITE_ID = r"[a-z0-9-]+"

ABOUT = "about"
"""Name of the table, without geometry, that says what the run is and under which terms it may be used."""


def save(release: Release, path: Path) -> None:
    """Write the layers of `GEOMETRY` and the table `about`; an existing file is replaced."""
    path.unlink(missing_ok=True)
    layers = release.layers
    frames = {
        "authorities": layers.authorities,
        "border": layers.border,
        "corridor": layers.corridor,
        "areas": layers.areas,
        "area_changes": _area_changes(release),
        "sites": _sites(release),
        "stations": layers.stations,
        "places": layers.places,
    }
    for name, geometry_type in GEOMETRY.items():
        _write(frames[name], path, name, geometry_type)
    pyogrio.write_dataframe(_about(release), path, layer=ABOUT, driver="GPKG", append=True)
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("UPDATE gpkg_contents SET last_change = ?", (FIXED_MOMENT,))


def _write(frame: gpd.GeoDataFrame, path: Path, name: str, geometry_type: str) -> None:
    """One layer. An empty outline is written as none: GIS programs draw both alike, but only none has no extent."""
    outlines = frame.geometry.where(~frame.geometry.is_empty, None)
    pyogrio.write_dataframe(
        frame.set_geometry(outlines),
        path,
        layer=name,
        driver="GPKG",
        geometry_type=geometry_type,
        promote_to_multi=geometry_type.startswith("Multi"),
        append=path.exists(),
        layer_options={"GEOMETRY_NAME": "geometry", "FID": "fid"},
    )


def _sites(release: Release) -> gpd.GeoDataFrame:
    """Sites with the best rank of any option that uses them; none where no such option can be had."""
    had = ranking.had(release.tables["options"])
    ranks = had.assign(site_id=had["sites"].str.findall(_SITE_ID)).explode("site_id").groupby("site_id")["rank"].min()
    sites = release.layers.sites
    return sites.assign(best_rank=sites["site_id"].map(ranks).astype(float))


def _area_changes(release: Release) -> gpd.GeoDataFrame:
    """Home areas with the mean change in journey under the best option; no numbers where suppressed."""
    options = release.tables["options"]
    best = options.loc[options["verdict"] == "best", "option_id"]
    changes = release.tables["area_changes"]
    of_best = changes[changes["option_id"].isin(best)].drop(columns=["heads", "suppressed"])
    areas = release.layers.areas
    return areas.merge(of_best, on="area_id", how="left", validate="one_to_one")


def _about(release: Release) -> pd.DataFrame:
    heading = release.heading
    rows = [
        ("title", heading.title),
        ("as at", heading.as_at),
        ("prices", heading.price_base),
        ("run", heading.run_id),
        ("status", "draft" if heading.draft else "validated"),
        ("firmness", heading.firmness),
        *(("licence", line) for line in heading.licence_lines),
    ]
    return pd.DataFrame(rows, columns=["what", "text"])

"""A release into one GeoPackage."""

import sqlite3
from contextlib import closing
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio

from feasibility.publication.geopackage import metadata, styles
from feasibility.publication.geopackage.layers import ABSTRACTS, GEOMETRY, area_changes_all, frames
from feasibility.publication.release import Release

FIXED_MOMENT = "1980-01-01T00:00:00.000Z"
"""Every moment in the file: the same run gives the same file on any day."""
VERSION = "1.3"
"""Of the GeoPackage standard: nothing here needs a later one, and older programmes warn of those."""
ABOUT = "about"
"""Name of the table, without geometry, that says what the run is and under which terms it may be used."""
AREA_CHANGES_ALL = "area_changes_all"
"""Name of the table, without geometry, of the changes in every home area under every option."""
_OF_TABLES = {
    ABOUT: "What the run is, and the terms it may be used under.",
    AREA_CHANGES_ALL: "Change in journey of every home area under every option, to be joined to areas by area_id.",
}


def save(release: Release, path: Path) -> None:
    """Write the layers of `GEOMETRY`, the tables without geometry, styles and metadata; an existing file is replaced.

    A programme that reads GeoPackages finds the style of each layer in the table `layer_styles`.
    """
    path.unlink(missing_ok=True)
    layers = frames(release)
    for name, geometry_type in GEOMETRY.items():
        _write(layers[name], path, name, geometry_type)
    for name, table in ((AREA_CHANGES_ALL, area_changes_all(release)), (ABOUT, _about(release))):
        pyogrio.write_dataframe(table, path, layer=name, driver="GPKG", append=True)
    with closing(sqlite3.connect(path)) as database, database:
        styles.save(database, release, FIXED_MOMENT)
        metadata.save(database, release, FIXED_MOMENT)
        for name, said in {**ABSTRACTS, **_OF_TABLES}.items():
            database.execute("UPDATE gpkg_contents SET description = ? WHERE table_name = ?", (said, name))
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
        dataset_options=None if path.exists() else {"VERSION": VERSION},
        layer_options={"GEOMETRY_NAME": "geometry", "FID": "fid"},
    )


def _about(release: Release) -> pd.DataFrame:
    heading = release.heading
    rows = [
        ("title", heading.title),
        ("edition", release.edition),
        *([("marking", release.marking)] if release.marking else []),
        ("as at", heading.as_at),
        ("prices", heading.price_base),
        ("run", heading.run_id),
        ("status", "draft" if heading.draft else "validated"),
        ("firmness", heading.firmness),
        *(("licence", line) for line in heading.licence_lines),
    ]
    return pd.DataFrame(rows, columns=["what", "text"])

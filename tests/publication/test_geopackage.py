import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import pyogrio
import pytest

from feasibility.publication import geopackage
from feasibility.tables import METRIC_CRS
from tests.publication.example_release import SUPPRESSED_AREA, example_release


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("package") / "results.gpkg"
    geopackage.save(example_release(), path)
    return path


def test_layers_are_those_named_and_none_is_from_openstreetmap(saved: Path):
    layers = [name for name, _ in pyogrio.list_layers(saved)]
    assert layers == [*geopackage.GEOMETRY, geopackage.ABOUT]
    assert not {"roads", "railways"} & set(layers)


def test_every_layer_is_in_british_national_grid_with_all_its_rows(saved: Path):
    layers = example_release().layers
    for name, geometry_type in geopackage.GEOMETRY.items():
        read = gpd.read_file(saved, layer=name)
        assert read.crs == METRIC_CRS
        assert len(read) == len(getattr(layers, name, layers.areas))
        assert set(read.geometry.dropna().geom_type) == {geometry_type}


def test_sites_carry_the_best_rank_of_an_option_that_uses_them(saved: Path):
    ranks = gpd.read_file(saved, layer="sites").set_index("site_id")["best_rank"]
    assert ranks["kings-house"] == 1  # alone
    assert ranks["ruxley"] == 2  # alone; 3 with King's House
    assert ranks["civic-bromley"] == 4  # doing nothing
    assert ranks[["depot", "mottingham"]].isna().all()  # cannot be had; used by none


def test_suppressed_areas_have_no_numbers(saved: Path):
    area = gpd.read_file(saved, layer="area_changes").set_index("area_id").loc[SUPPRESSED_AREA]
    assert area[["heads", "change_minutes_mean"]].isna().all()
    assert area["suppressed"]


def test_area_changes_are_those_of_the_best_option(saved: Path):
    changes = gpd.read_file(saved, layer="area_changes").set_index("area_id")
    assert set(changes["option_id"]) == {"single-kings-house"}
    assert changes.loc["town", "change_minutes_mean"] == 7.75


def test_an_area_without_an_outline_keeps_its_figures(saved: Path):
    area = gpd.read_file(saved, layer="areas").set_index("area_id").loc["elsewhere"]
    assert area.geometry is None
    assert area["heads"] == 14


def test_a_layer_without_rows_is_written_empty(tmp_path: Path):
    release = example_release()
    release = replace(release, layers=replace(release.layers, stations=release.layers.stations.iloc[:0]))
    geopackage.save(release, tmp_path / "results.gpkg")
    assert len(gpd.read_file(tmp_path / "results.gpkg", layer="stations")) == 0


def test_terms_of_use_travel_with_the_file(saved: Path):
    about = pyogrio.read_dataframe(saved, layer=geopackage.ABOUT)
    assert set(example_release().heading.licence_lines) <= set(about["text"])


def test_bytes_are_the_same_twice_and_a_file_is_replaced(tmp_path: Path):
    one, two = tmp_path / "one.gpkg", tmp_path / "two.gpkg"
    two.write_bytes(b"something else")
    for path in (one, two):
        geopackage.save(example_release(), path)
    assert one.read_bytes() == two.read_bytes()
    with closing(sqlite3.connect(one)) as database:
        moments = database.execute("SELECT DISTINCT last_change FROM gpkg_contents").fetchall()
    assert moments == [(geopackage.FIXED_MOMENT,)]

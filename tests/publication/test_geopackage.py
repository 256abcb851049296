import re
import shutil
import sqlite3
import subprocess
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import geopandas as gpd
import pyogrio
import pytest

from feasibility.publication import geopackage
from feasibility.publication.geopackage import metadata
from feasibility.publication.map import bands
from feasibility.tables import METRIC_CRS
from tests.publication.example_release import SUPPRESSED_AREA, example_release


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("package") / "results.gpkg"
    geopackage.save(example_release(), path)
    return path


def test_layers_are_those_named_and_none_is_from_openstreetmap(saved: Path):
    layers = [name for name, _ in pyogrio.list_layers(saved)]
    assert layers == [*geopackage.GEOMETRY, geopackage.AREA_CHANGES_ALL, geopackage.ABOUT, "layer_styles"]
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


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as database:
        return database.execute(query).fetchall()


def test_the_database_is_sound_and_its_references_hold(saved: Path):
    assert rows(saved, "PRAGMA integrity_check") == [("ok",)]
    assert rows(saved, "PRAGMA foreign_key_check") == []


def test_changes_of_every_option_are_keyed_by_area_and_option(saved: Path):
    read = pyogrio.read_dataframe(saved, layer=geopackage.AREA_CHANGES_ALL)
    table = example_release().tables["area_changes"]
    assert len(read) == len(table) == len(read[["option_id", "area_id"]].drop_duplicates())
    both = read.merge(table, on=["option_id", "area_id"], suffixes=("", "_given"))
    given = both["change_minutes_mean_given"]
    assert len(both) == len(table)
    assert (both["change_minutes_mean"].isna() == given.isna()).all()
    assert both["change_minutes_mean"].dropna().tolist() == given.dropna().tolist()
    assert set(read["area_id"]) <= set(gpd.read_file(saved, layer="areas")["area_id"])


def test_every_layer_has_one_style_that_programmes_use_by_themselves(saved: Path):
    found = rows(
        saved, "SELECT f_table_name, f_table_schema, f_geometry_column, useAsDefault, update_time FROM layer_styles"
    )
    assert found == [(name, "", "geometry", 1, geopackage.FIXED_MOMENT) for name in geopackage.GEOMETRY]


def styles_of(path: Path) -> dict[str, ElementTree.Element]:
    found = rows(path, "SELECT f_table_name, styleQML FROM layer_styles")
    assert all(str(qml).startswith("<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>") for _, qml in found)
    return {str(name): ElementTree.fromstring(str(qml)) for name, qml in found}


def test_styles_have_a_symbol_of_the_right_kind_for_every_value_of_their_layer(saved: Path):
    """As QGIS reads them: categories of `attr`, each with the number of a symbol, each symbol with its layers."""
    kinds = {"MultiPolygon": "fill", "MultiLineString": "line", "Point": "marker"}
    for name, root in styles_of(saved).items():
        renderer = root.find("renderer-v2")
        symbols = {symbol.get("name"): symbol for symbol in renderer.findall("symbols/symbol")}
        assert {symbol.get("type") for symbol in symbols.values()} == {kinds[geopackage.GEOMETRY[name]]}
        assert all(layer.find("Option[@type='Map']") is not None for s in symbols.values() for layer in s.iter("layer"))
        frame = gpd.read_file(saved, layer=name)
        if renderer.get("type") == "categorizedSymbol":
            categories = {c.get("value"): c.get("symbol") for c in renderer.findall("categories/category")}
            values = {str(v).lower() if isinstance(v, bool) else v for v in frame[renderer.get("attr")].tolist()}
            assert values <= set(categories), name
            assert set(categories.values()) == set(symbols)
        else:
            assert (renderer.get("type"), set(symbols)) == ("singleSymbol", {"0"})


def test_classes_of_change_have_colours_and_patterns_of_the_map(saved: Path):
    root = styles_of(saved)["area_changes"]
    labels = {c.get("value"): c for c in root.iter("category")}
    assert [c.get("value") for c in root.iter("category")] == [b.words for b in (*bands.BANDS, bands.SUPPRESSED)]
    assert labels["not shown"].get("label") == "fewer than 10 staff: not shown"
    expected = {
        "dots": ["PointPatternFill"],
        "lines": ["LinePatternFill"],
        "none": [],
        "cross": ["LinePatternFill"] * 2,
    }
    for band in (*bands.BANDS, bands.SUPPRESSED):
        symbol = next(s for s in root.iter("symbol") if s.get("name") == labels[band.words].get("symbol"))
        first, *rest = symbol.findall("layer")
        colour = first.find("Option/Option[@name='color']").get("value")
        assert colour == ",".join(str(int(band.colour[i : i + 2], 16)) for i in (1, 3, 5)) + ",255"
        assert [layer.get("class") for layer in rest] == expected[band.pattern]


def test_sites_say_their_verdict_and_names_are_labels(saved: Path):
    sites = gpd.read_file(saved, layer="sites").set_index("site_id")
    assert sites.loc["kings-house", "verdict"] == "Used by the best option"
    assert sites.loc["mottingham", "verdict"] == "Left out"
    root = styles_of(saved)["sites"]
    assert root.get("labelsEnabled") == "1"
    assert '"name"' in root.find("labeling/settings/text-style").get("fieldName")
    shapes = [
        s.find("layer/Option/Option[@name='name']").get("value") for s in root.findall("renderer-v2/symbols/symbol")
    ]
    assert len(shapes) == len(set(shapes))  # told apart without colour


def test_metadata_of_the_file_and_of_each_layer_stand_in_the_extension(saved: Path):
    extensions = rows(saved, "SELECT table_name FROM gpkg_extensions WHERE extension_name = 'gpkg_metadata'")
    assert extensions == [("gpkg_metadata",), ("gpkg_metadata_reference",)]
    query = "SELECT reference_scope, table_name, md_file_id, md_parent_id, timestamp FROM gpkg_metadata_reference"
    moment = geopackage.FIXED_MOMENT
    layers = [("table", name, number, 1, moment) for number, name in enumerate(geopackage.GEOMETRY, start=2)]
    assert rows(saved, query) == [("geopackage", None, 1, None, moment), *layers]
    assert {uri for (uri,) in rows(saved, "SELECT md_standard_uri FROM gpkg_metadata")} == {metadata.GMD}


def test_a_record_says_what_it_is_where_from_what_and_under_which_terms():
    marked = replace(example_release(), edition="exempt", marking="Exempt: paragraph 3 & more")
    root = ElementTree.fromstring(
        metadata.record(marked, metadata.Subject(metadata.PACKAGE, "A <title>", "What", (0, 51, 1, 52)))
    )
    said = [text for text in root.itertext() if text.strip()]
    edition = "exempt edition of run 0123abcd, as at 1 September 2010"
    for text in ("A <title>", "What", "2010-09-01", "27700", "EPSG", "eng", "51.00000", edition, marked.marking):
        assert text in said
    assert "Bexley and Bromley" in said
    assert set(example_release().heading.licence_lines) <= set(said)
    assert any("Made for tests" in text for text in said)
    assert "individualName" not in ElementTree.tostring(root, encoding="unicode")


@pytest.mark.parametrize(
    ("words", "date"),
    [("1 September 2010", "2010-09-01"), ("May 2010", "2010-05"), ("2010", "2010"), ("spring 2010", None), ("", None)],
)
def test_dates_are_as_exact_as_the_words(words: str, date: str | None):
    release = example_release()
    release = replace(release, heading=replace(release.heading, as_at=words))
    root = ElementTree.fromstring(metadata.record(release, metadata.Subject("k", "t", "a", None)))
    stamp = root.find(f"{{{metadata.GMD}}}dateStamp")
    found = stamp.find(f"{{{metadata.GCO}}}Date")
    assert (None if found is None else found.text) == date
    assert stamp.get(f"{{{metadata.GCO}}}nilReason") == (None if date else "unknown")


def test_gdal_opens_every_layer_and_finds_the_metadata(saved: Path):
    tool = shutil.which("ogrinfo")
    if tool is None:
        pytest.skip("ogrinfo of GDAL is not installed")
    told = subprocess.run([tool, "-al", "-so", str(saved)], check=True, capture_output=True, text=True, timeout=120)
    assert not told.stderr.strip()
    assert set(re.findall(r"^Layer name: (\w+)$", told.stdout, re.MULTILINE)) >= set(geopackage.GEOMETRY)
    assert "A shared contact centre" in told.stdout

"""A missing or mistaken CRS, shapes and codes that do not fit, and networks that are none."""

import json

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from tests.inputs.officer import only
from tests.inputs.study import Study, squares


def exchanged() -> str:
    features = json.loads(squares("EPSG:4326").to_json(drop_id=True))
    for feature in features["features"]:
        shape = feature["geometry"]
        shape["coordinates"] = [[point[::-1] for point in ring] for ring in shape["coordinates"]]
    return json.dumps(features)


def without_crs(frame: gpd.GeoDataFrame) -> str:
    features = json.loads(frame.to_json(drop_id=True))
    features.pop("crs", None)
    return json.dumps(features)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("b.geojson", "\x89PNG", "is not GeoJSON although its name says so; export it again"),
        ("b.geojson", "", "is not GeoJSON although its name says so; export it again"),
        ("b.geojson", '{"type": "Topology"}', "is JSON but not a GeoJSON FeatureCollection"),
        ("b.geojson", '{"type": "FeatureCollection", "features": []}', "holds no shapes"),
        ("b.geojson", '{"type": "FeatureCollection", "features": "x"}', "cannot be read as a .geojson file"),
        ("b.gpkg", "hello", "cannot be read as a .gpkg file; check that it is one"),
        ("b.shp", "hello", "that its .shx and .dbf files lie beside it"),
        ("b.kml", "<kml>", "is a .kml file; give a GeoPackage, GeoJSON or shapefile"),
        (
            "b.geojson",
            without_crs(squares()),
            "says degrees but its coordinates are metres; state its CRS (EPSG:27700)",
        ),
        ("b.geojson", exchanged(), "longitude 51.4); latitude and longitude are exchanged"),
    ],
    ids=lambda value: value[:12] if isinstance(value, str) else None,
)
def test_boundaries_that_are_not_what_they_say(study, tell, name, content, says):
    (study.folder / name).write_text(content, encoding="utf-8")
    study.state("files", boundaries=name)
    only(tell(), f"{name}: ", says)


def given(study: Study, frame: gpd.GeoDataFrame, name: str = "b.gpkg", layer: str | None = None) -> None:
    frame.to_file(study.folder / name, **({"layer": layer} if layer else {}))
    study.state("files", boundaries=name)


@pytest.mark.filterwarnings("ignore:'crs' was not provided")
def test_a_missing_crs(study, tell):
    given(study, squares(), "b.shp")
    assert tell("check").code == 0
    (study.folder / "b.prj").unlink()
    only(tell(), "b.shp: has no coordinate reference system; set it in the GIS (British National Grid is EPSG:27700)")
    given(study, squares().set_crs(None, allow_override=True))
    only(tell(), "b.gpkg: has no coordinate reference system")


def test_a_wrong_crs_and_another_country(study, tell):
    given(study, squares().set_crs("EPSG:3857", allow_override=True))
    only(tell(), "has nothing in England or Wales", "its CRS is stated wrongly, or it is of another place")
    paris = [shapely.box(2.2, 48, 2.3, 49), shapely.box(2.3, 48, 2.4, 49)]
    given(study, squares().set_geometry(gpd.GeoSeries(paris, crs="EPSG:4326")))
    only(tell(), "the first is near latitude 48.5, longitude 2.2")


def test_a_right_crs_of_another_kind_gives_the_same_border(study, tell):
    given(study, squares("EPSG:3857"))
    assert "Border 10.0 km" in tell("check").out


def test_columns_and_codes_of_the_boundaries(study, tell):
    study.state("files", boundaries_code_column="GSS", areas_code_column="LSOA")
    assert tell().faults == [
        "boundaries.geojson: column GSS: is missing; the file has code, name: name the right one in [files]",
        "areas.geojson: column LSOA: is missing; the file has code: name the right one in [files]",
    ]
    study.state("files", boundaries_code_column="code", areas_code_column="code").state("authority.west", code="X9")
    only(tell(), "authority.west.code: X9 is not in column code, which has E1 East, W1 West")


def test_shapes_of_a_wrong_kind_or_meaning(study, tell):
    given(study, squares().set_geometry(squares().centroid))
    only(tell(), "rows 1-2: of another kind; give areas only")
    given(study, pd.concat([squares(), squares().assign(name=["A", "B"])], ignore_index=True), "c.gpkg")
    assert "code E1 stands for areas of different names" in tell().faults[0]
    given(study, squares(), "d.gpkg", "one")
    given(study, squares(), "d.gpkg", "two")
    only(tell(), "d.gpkg: holds several layers (one, two); export the one to use alone")


def test_parts_of_one_authority_are_joined_and_numbers_are_codes(study, tell):
    north, south = shapely.box(540_000, 170_000, 545_000, 175_000), shapely.box(540_000, 165_000, 545_000, 170_000)
    east = squares().geometry.iloc[1]
    frame = gpd.GeoDataFrame({"code": [1, 1, 2], "name": ["West", "West", "East"]}, geometry=[north, south, east])
    given(study, frame.set_crs("EPSG:27700"))
    study.state("authority.west", code="1").state("authority.east", code="2")
    assert "Border 10.0 km" in tell("check").out  # 5 km along each part


def test_neighbours_that_are_none(study, tell):
    apart = [squares().geometry.iloc[0], shapely.box(546_000, 165_000, 550_000, 175_000)]
    given(study, squares().set_geometry(gpd.GeoSeries(apart, crs="EPSG:27700")))
    only(tell(), "West and East share no border")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("{}", "is not a file of main roads: give JSON with nodes [lat, lon] and edges [i, j, km]"),
        ('{"nodes": [[0.0, 51.4], [0.1, 51.4]], "edges": [[0, 1, 9]]}', "latitude and longitude are exchanged"),
        ('{"nodes": [[51.4, 0.0]], "edges": [[0, 5, 1]]}', "name nodes that are not there; nodes are numbered"),
        ('{"nodes": [[51.4, 0], [51.5, 0]], "edges": [[0, 1, -1]]}', "a length is negative"),
        ('{"nodes": [[545000, 170000], [51.4, 0]], "edges": [[0, 1, 1]]}', "must be [latitude, longitude] in degrees"),
        ('{"nodes": [[53.8, -1.5], [53.9, -1.5]], "edges": [[0, 1, 11]]}', "has nothing within 60 km of the partners"),
    ],
)
def test_roads_that_are_none(study, tell, content, says):
    (study.folder / "r.json").write_text(content, encoding="utf-8")
    study.state("files", roads="r.json")
    only(tell(), "r.json: ", says)


def test_stations_and_places(study, tell):
    study.text("stations.csv", lambda t: t.replace("BBB", "AAA"))
    study.text("places.csv", lambda t: t.replace("51.40,0.08", "545000,170000").replace("51.42", "north"))
    assert tell().faults == [
        "stations.csv: column crs: rows 2-3: stands more than once; each station has a code of its own",
        "places.csv: column lat, lon: row 3: not numbers; write degrees such as 51.4309",
        "places.csv: column lat, lon: row 2: not degrees (are they metres?); write degrees such as 51.4309",
    ]
    study.text("stations.csv", lambda t: t.replace("Second,AAA", "Second,BBB"))
    study.text("places.csv", lambda t: t.replace("545000,170000", "51.40,0.08").replace("north", "51.42"))
    assert tell("check").code == 0

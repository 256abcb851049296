import json

import geopandas as gpd
import pytest
from shapely.geometry import LineString

from feasibility.errors import InputError
from feasibility.inputs import networks
from feasibility.tables import METRIC_CRS

SMALL = {
    "nodes": [[51.40, 0.05], [51.41, 0.05], [51.42, 0.05], [51.43, 0.05]],
    "edges": [[0, 1, 1.2], [1, 2, 1.2], [2, 3, 1.2]],
}


def topology(folder, **keys):
    path = folder / "roads.json"
    path.write_text(json.dumps(SMALL | keys), "utf-8")
    return path


def test_a_topology_file_lists_its_fast_roads_and_footways(tmp_path):
    told = networks.roads(topology(tmp_path, motorways=[1], footways=[2]))["road_class"]
    assert told.tolist() == ["", "motorway", "footway"]


def test_a_topology_file_may_tell_no_classes(tmp_path):
    assert networks.roads(topology(tmp_path))["road_class"].tolist() == ["", "", ""]


@pytest.mark.parametrize("wrong", [[3], [-1], ["0"], [0.0], [True], 1])
def test_numbers_of_no_edge_are_refused(tmp_path, wrong):
    with pytest.raises(InputError, match=r"motorways: must list numbers of edges; edges are numbered from 0 to 2"):
        networks.roads(topology(tmp_path, motorways=wrong))


@pytest.mark.parametrize(
    ("columns", "told"),
    [
        (
            {"class": ["Motorway", "A Road", "A Road"],
             "formOfWay": ["Collapsed Dual Carriageway", "Dual Carriageway", "Single Carriageway"]},
            ["motorway", "dual carriageway", ""],
        ),
        ({"highway": ["motorway_link", "trunk", "primary"]}, ["motorway", "dual carriageway", ""]),
        ({"road_class": ["motorway", None, "footway"]}, ["motorway", "", "footway"]),
        ({"name": ["A2", "A20", "A21"]}, ["", "", ""]),
    ],
)  # fmt: skip
def test_vector_files_tell_classes_by_their_columns(tmp_path, columns, told):
    lines = [LineString([(540_000, y), (541_000, y)]) for y in (170_000, 171_000, 172_000)]
    path = tmp_path / "roads.gpkg"
    gpd.GeoDataFrame(columns, geometry=lines, crs=METRIC_CRS).to_file(path)
    assert networks.roads(path)["road_class"].tolist() == told

import json

import pytest

from feasibility.errors import InputError
from feasibility.inputs import networks
from feasibility.tables import METRIC_CRS
from tests.travel.worlds import lines

SMALL = {"nodes": [[51.45, 0.10], [51.45, 0.11], [51.46, 0.11]], "edges": [[0, 1, 0.9], [1, 2, 0.1]]}


def written(folder, content, name="roads.json"):
    path = folder / name
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def test_nodes_and_edges_become_lines_in_metres(tmp_path):
    roads = networks.roads(written(tmp_path, SMALL))
    assert roads.crs == METRIC_CRS
    # 0.01 degrees of longitude at 51.45 north = 0.01 x 111.3 km x cos(51.45) = 0.694 km: the stated 0.9 is longer.
    assert roads["length_km"].iloc[0] == pytest.approx(0.9)
    # 0.01 degrees of latitude = 1.11 km: the stated 0.1 is shorter than the straight line, which counts.
    assert roads["length_km"].iloc[1] == pytest.approx(1.11, abs=0.01)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("name,lat\n", "is not a file of main roads"),
        ([1, 2], "is not a file of main roads"),
        ({"nodes": [[51.4, 0.1]]}, "is not a file of main roads"),
        ({**SMALL, "nodes": [[545_000, 172_000], [546_000, 172_000], [0, 0]]}, "degrees"),
        ({**SMALL, "edges": [[0, 7, 1.0]]}, "numbered from 0 to 2"),
        ({**SMALL, "edges": [[0, 1, -1.0]]}, "negative"),
        ({**SMALL, "edges": []}, "there must be some"),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_refused(tmp_path, content, words):
    with pytest.raises(InputError, match=words):
        networks.roads(written(tmp_path, content))


def test_a_vector_file_of_lines_serves_another_authority(tmp_path):
    lines([(545_000, 172_000), (546_000, 172_000)]).to_file(tmp_path / "roads.gpkg")
    assert networks.railways(tmp_path / "roads.gpkg")["length_km"].tolist() == [1.0]


def test_areas_are_no_roads(tmp_path):
    areas = lines([(545_000, 172_000), (546_000, 172_000)])
    areas.set_geometry(areas.buffer(10)).to_file(tmp_path / "roads.gpkg")
    with pytest.raises(InputError, match="lines only"):
        networks.roads(tmp_path / "roads.gpkg")

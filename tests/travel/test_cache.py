import numpy as np
import pytest

from feasibility.travel import cache, street
from tests.travel.worlds import STREET, lines, row

POINTS = row(2000)
ROAD = lines([(0, 0), (2000, 0)])


def kept_graph(folder, points=POINTS, roads=ROAD, settings=STREET):
    return cache.street_graph(points, roads, None, settings, folder)


def same(one, other):
    return all(np.array_equal(getattr(one, name), getattr(other, name)) for name in ("easting", "start", "car_minutes"))


def test_a_kept_graph_is_read_back_not_built(tmp_path, monkeypatch):
    built = kept_graph(tmp_path)
    monkeypatch.setattr(street, "build", lambda *_, **__: pytest.fail("built again"))
    assert same(kept_graph(tmp_path), built)


@pytest.mark.parametrize("damage", [b"", b"not a graph", None])
def test_a_damaged_file_is_built_again(tmp_path, damage):
    built = kept_graph(tmp_path)
    (file,) = tmp_path.iterdir()
    file.write_bytes(file.read_bytes()[:400] if damage is None else damage)
    assert same(kept_graph(tmp_path), built)
    assert same(cache.load(file), built)  # and kept again


def test_whatever_shapes_the_graph_changes_its_name():
    names = {
        cache.key(POINTS, ROAD, None, STREET),
        cache.key(row(2200), ROAD, None, STREET),
        cache.key(POINTS, ROAD.assign(length_km=3.0), None, STREET),
        cache.key(POINTS, ROAD, ROAD.geometry, STREET),
        cache.key(POINTS, ROAD, None, STREET, railways=ROAD),
        cache.key(POINTS, ROAD.assign(road_class="motorway"), None, STREET),
        cache.key(POINTS, ROAD, None, STREET.model_copy(update={"local_km_per_hour": 31.0})),
    }
    assert len(names) == 7


def test_a_kept_file_holds_postcodes_and_roads_only_and_no_part_is_left_over(tmp_path):
    kept_graph(tmp_path)
    (file,) = tmp_path.iterdir()
    assert file.name == f"street-{cache.key(POINTS, ROAD, None, STREET)}.npz"
    with np.load(file, allow_pickle=False) as kept:
        assert set(kept.files) == {"easting", "northing", "places", "start", "end", "metres", "car_minutes", "on_foot"}
        places = int(kept["places"])
        assert set(kept["easting"][:places]) == set(POINTS["easting"])


def test_a_folder_that_cannot_be_written_does_not_stop_the_run(tmp_path):
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    assert same(kept_graph(in_the_way / "below"), kept_graph(None))

import numpy as np
import pytest

from feasibility.travel import cache, street
from tests.travel.worlds import PLAIN, lines, row

STREET = row(2000)
ROAD = lines([(0, 0), (2000, 0)])


def kept_graph(folder, points=STREET, roads=ROAD, settings=PLAIN):
    return cache.street_graph(points, roads, None, settings, folder)


def same(one, other):
    return all(np.array_equal(getattr(one, name), getattr(other, name)) for name in ("easting", "start", "car_minutes"))


def test_a_kept_graph_is_read_back_not_built(tmp_path, monkeypatch):
    built = kept_graph(tmp_path)
    monkeypatch.setattr(street, "build", lambda *_: pytest.fail("built again"))
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
        cache.key(STREET, ROAD, None, PLAIN),
        cache.key(row(2200), ROAD, None, PLAIN),
        cache.key(STREET, ROAD.assign(length_km=3.0), None, PLAIN),
        cache.key(STREET, ROAD, ROAD.geometry, PLAIN),
        cache.key(STREET, ROAD, None, PLAIN.model_copy(update={"local_km_per_hour": 31.0})),
    }
    assert len(names) == 5
    # What is applied after the graph is built does not.
    assert cache.key(STREET, ROAD, None, PLAIN.model_copy(update={"car_scale": 2.0})) in names


def test_a_kept_file_holds_postcodes_and_roads_only_and_no_part_is_left_over(tmp_path):
    kept_graph(tmp_path)
    (file,) = tmp_path.iterdir()
    assert file.name == f"street-{cache.key(STREET, ROAD, None, PLAIN)}.npz"
    with np.load(file, allow_pickle=False) as kept:
        assert set(kept.files) == {"easting", "northing", "places", "start", "end", "metres", "car_minutes"}
        places = int(kept["places"])
        assert set(kept["easting"][:places]) == set(STREET["easting"])


def test_a_folder_that_cannot_be_written_does_not_stop_the_run(tmp_path):
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    assert same(kept_graph(in_the_way / "below"), kept_graph(None))

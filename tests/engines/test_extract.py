import pytest

from feasibility.errors import InputError
from feasibility.travel.engines import extract
from feasibility.travel.engines.extract import ON_NETWORK
from feasibility.travel.pairs import NO_WAY, ORIGIN_OFF
from tests.engines import worlds


def test_an_extract_tells_its_date_and_its_content(town):
    described = extract.described(town)
    assert (described.name, described.as_at) == ("town.osm.pbf", "2026-03-01")
    assert described.digest == extract.described(town).digest


def test_a_file_that_is_no_extract_is_refused(tmp_path, town):
    text = tmp_path / "roads.osm.pbf"
    text.write_text("no extract")
    with pytest.raises(InputError, match=r"roads\.osm\.pbf: is no extract"):
        extract.described(text)
    short = tmp_path / "streets.geojson"
    short.write_text("{}")
    with pytest.raises(InputError, match=r"streets\.geojson: is no extract"):
        extract.described(short)


def test_junctions_of_the_town(town):
    found = extract.junctions(extract.described(town))
    # 64 corners of the grid, 24 along the high road, 4 along the bridge and 7 on the south bank; 2 on the islet.
    assert len(found.metres) == 64 + 24 + 4 + 7 + 2
    assert found.connected.sum() == 99


def test_points_are_placed_by_how_far_they_are_from_the_streets_that_join(town):
    at = extract.junctions(extract.described(town))
    points = worlds.point({"corner": (3, 3), "aside": (3, 3.4), "islet": (2, -2), "beside": (2, -0.9), "away": (3, 12)})
    limits = {"snap_metres_max": 300.0, "rejoin_metres_max": 100.0}
    placed = extract.snapped(points, at, **limits, off=ORIGIN_OFF)
    assert placed["metres"].round().to_dict() == {
        "corner": 0,
        "aside": 100,  # 0.4 of a block of 250 m
        "islet": 500,  # to row 0, two blocks north
        "beside": 225,
        "away": 1250,  # five blocks north of row 7
    }
    assert placed["status"].to_dict() == {
        "corner": ON_NETWORK,
        "aside": ON_NETWORK,
        "islet": NO_WAY,  # its own street is 0 m away and joins nothing; the nearest that does is 500 m farther
        "beside": ON_NETWORK,
        "away": ORIGIN_OFF,
    }
    # Whoever may be moved 500 m farther is moved over the river: so the setting is small.
    bold = extract.snapped(points, at, snap_metres_max=600.0, rejoin_metres_max=600.0, off=ORIGIN_OFF)
    assert bold.at["islet", "status"] == ON_NETWORK

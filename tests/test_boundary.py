"""Border, corridor and standing on squares of ten kilometres."""

import geopandas as gpd
import pytest
from shapely.geometry import Point, box

from feasibility import boundary
from feasibility.errors import InputError, NoFeasibleOption
from feasibility.scenario.sections import Boundary

KM = 1000.0


def authorities(**boxes: tuple[float, float, float, float]) -> gpd.GeoDataFrame:
    """Boxes in kilometres: west, south, east, north."""
    outlines = [box(*(edge * KM for edge in corners)) for corners in boxes.values()]
    ids = list(boxes)
    names = [i.capitalize() for i in ids]
    return gpd.GeoDataFrame({"authority_id": ids, "name": names}, geometry=outlines, crs=27700, index=ids)


WEST, EAST = (0, 0, 10, 10), (10, 0, 20, 10)
TWO = authorities(west=WEST, east=EAST)


def sites(**points: tuple[float, float, str]) -> gpd.GeoDataFrame:
    """Points in kilometres, and whose present centre each is."""
    geometry = [Point(x * KM, y * KM) for x, y, _ in points.values()]
    present = [owner for _, _, owner in points.values()]
    return gpd.GeoDataFrame({"present_of": present}, geometry=geometry, crs=27700, index=list(points))


def measured(places: gpd.GeoDataFrame, outlines: gpd.GeoDataFrame = TWO, **settings: float):
    return boundary.measure(outlines, places, Boundary(**settings))


def test_border_of_two_squares_is_their_common_edge():
    line = boundary.shared_border(TWO)
    assert line.equals(box(10 * KM, 0, 10 * KM, 10 * KM).boundary) or line.length == pytest.approx(10 * KM)
    assert line.bounds == (10 * KM, 0, 10 * KM, 10 * KM)


def test_sides_and_distances():
    found = measured(sites(a=(9, 5, ""), b=(12.5, 5, ""), c=(4, 5, ""), d=(9, 11, ""))).sites
    assert found["side"].to_dict() == {"a": "west", "b": "east", "c": "west", "d": "outside"}
    # d stands 1 km west and 1 km north of the border's end.
    assert found["border_km"].to_dict() == pytest.approx({"a": 1, "b": 2.5, "c": 6, "d": 2**0.5})


def test_corridor_of_three_kilometres_and_the_reasons():
    found = measured(sites(a=(7, 5, ""), c=(6.99, 5, ""), d=(9, 11, ""))).sites
    assert found["considered"].to_dict() == {"a": True, "c": False, "d": False}  # 3 km is within, 3.01 is not
    assert found["reason"].to_dict() == {
        "a": "",
        "c": "3.010 km from the shared border; the corridor is 3 km",  # not "3.0 km", which would read as within
        "d": "stands outside the partners' areas",
    }


def test_far_and_outside_is_far():
    assert measured(sites(e=(30, 5, ""))).sites.at["e", "reason"] == (
        "20.0 km from the shared border; the corridor is 3 km"
    )


def test_present_centres_are_exempt_only_where_the_scenario_says_so():
    places = sites(old=(2, 5, "west"), new=(2, 5, ""))
    exempt = measured(places).sites
    assert exempt["considered"].to_dict() == {"old": True, "new": False}
    assert exempt["in_corridor"].to_dict() == {"old": False, "new": False}
    assert exempt.at["old", "reason"] == ""
    assert not measured(places, present_centres_exempt=False).sites["considered"].any()


def test_corridor_is_land_of_the_partners_only():
    # 3 km either side of a 10 km border inside the squares: 6 x 10 km², nothing beyond their ends.
    corridor = measured(sites(a=(9, 5, ""))).corridor
    assert corridor.area.iloc[0] == pytest.approx(60 * KM**2)
    assert corridor["corridor_km"].iloc[0] == 3
    assert corridor["name"].iloc[0] == "Within 3 km of the border"


def test_outlines_drawn_apart_by_a_little_share_a_border():
    apart = authorities(west=WEST, east=(10.02, 0, 20, 10))  # 20 m
    line = boundary.shared_border(apart)
    # One side of it, and at most the corners' 25 m reach (sqrt(25² - 20²) = 15 m) beyond.
    assert line.length == pytest.approx(10 * KM, abs=60)
    assert measured(sites(a=(9, 5, "")), apart).sites.at["a", "border_km"] == pytest.approx(1)


def test_outlines_that_agree_in_a_crumb_and_are_drawn_apart_elsewhere_share_the_whole():
    # The east square touches for 200 m and stands 20 m off for the rest.
    touching = box(10 * KM, 0, 20 * KM, 200).union(box(10.02 * KM, 0, 20 * KM, 10 * KM))
    apart = TWO.assign(geometry=[TWO.geometry["west"], touching])
    assert boundary.shared_border(gpd.GeoDataFrame(apart, crs=27700)).length == pytest.approx(10 * KM, abs=80)


def test_three_partners_share_every_edge_between_any_two():
    three = authorities(west=WEST, east=EAST, north=(0, 10, 20, 20))
    line = boundary.shared_border(three)
    # West and east 10 km, north with both 20 km.
    assert line.length == pytest.approx(30 * KM)
    places = sites(a=(2, 9, ""), b=(10, 2, ""), c=(15, 18, ""))
    found = measured(places, three).sites
    assert found["border_km"].to_dict() == pytest.approx({"a": 1, "b": 0, "c": 8})
    assert found["considered"].to_dict() == {"a": True, "b": True, "c": False}
    assert measured(places, three).line["name"].iloc[0] == "Border West – East – North"


@pytest.mark.parametrize(
    "other",
    [(30, 0, 40, 10), (10.2, 0, 20, 10), (10, 10, 20, 20), (10.01, 10.01, 20, 20)],
    ids=["far", "200 m apart", "corners touch", "corners nearly touch"],
)
def test_no_shared_border(other):
    with pytest.raises(InputError, match="West and East share no border; a corridor study needs neighbours"):
        boundary.shared_border(authorities(west=WEST, east=other))


def test_an_empty_corridor_names_the_nearest_site_and_how_far_it_is_out():
    # Two squares of 10 km that meet at easting 10,000; the sites stand 4 km and 6 km from that line, the corridor is 3.
    neighbours = gpd.GeoDataFrame(
        {"authority_id": ["west", "east"], "name": ["West", "East"]},
        geometry=[box(0, 0, 10_000, 10_000), box(10_000, 0, 20_000, 10_000)],
        crs="EPSG:27700", index=["west", "east"],
    )  # fmt: skip
    sites = gpd.GeoDataFrame(
        {"present_of": ["", ""]},
        geometry=gpd.points_from_xy([6_000, 16_000], [5_000, 5_000]), crs="EPSG:27700", index=["near", "far"],
    )  # fmt: skip
    narrow, wide = Boundary(corridor_km=3.0), Boundary(corridor_km=4.0)
    with pytest.raises(NoFeasibleOption, match=r"the nearest, near, stands 4.00 km from it, 1.00 km short") as err:
        boundary.refuse_empty_corridor(boundary.measure(neighbours, sites, narrow), narrow)
    assert err.value.exit_code == 3
    boundary.refuse_empty_corridor(
        boundary.measure(neighbours, sites, wide), wide
    )  # the nearer one is in: nothing to say

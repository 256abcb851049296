"""Home areas joined until each is large enough to publish."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from shapely.geometry import Point, box

from feasibility import areas

KM = 1000.0
HEADS_MIN = 10


def cells(west_km: int, count: int = 5) -> gpd.GeoDataFrame:
    """A square of `count` by `count` small areas of one square kilometre."""
    spots = [(west_km + i, j) for i in range(count) for j in range(count)]
    codes = [f"E{x:02d}{y:02d}" for x, y in spots]
    outlines = [box(x * KM, y * KM, (x + 1) * KM, (y + 1) * KM) for x, y in spots]
    return gpd.GeoDataFrame({"code": codes}, geometry=outlines, crs=27700)


def districts() -> gpd.GeoDataFrame:
    """Inner and Mid have small areas (5 x 5 km each, side by side); Outer has none; Far is not on file."""
    outlines = [box(0, 0, 5 * KM, 5 * KM), box(5 * KM, 0, 10 * KM, 5 * KM), box(10 * KM, 0, 30 * KM, 5 * KM)]
    return gpd.GeoDataFrame(
        {"code": ["D1", "D2", "D3"], "name": ["Inner", "Mid", "Outer"]}, geometry=outlines, crs=27700
    )


def places() -> gpd.GeoDataFrame:
    names, spots = ["Ash", "Beech", "Cedar", "Outer"], [(1, 1), (4, 4), (7, 2), (9.9, 4.9)]
    population = [5_000.0, 9_000.0, 7_000.0, 0.0]
    points = [Point(x * KM, y * KM) for x, y in spots]
    return gpd.GeoDataFrame({"name": names, "population": population}, geometry=points, crs=27700)


def staff(*homes_km: tuple[float, float, str]) -> gpd.GeoDataFrame:
    points = [Point(x * KM, y * KM) for x, y, _ in homes_km]
    keys = [f"row-{i}" for i in range(len(homes_km))]
    return gpd.GeoDataFrame({"district": [d for _, _, d in homes_km]}, geometry=points, crs=27700, index=keys)


def scattered(seed: int, inner: int, mid: int) -> gpd.GeoDataFrame:
    rng = np.random.default_rng(seed)
    homes = [(*rng.uniform(0.1, 4.9, 2), "D1") for _ in range(inner)]
    homes += [(rng.uniform(5.1, 9.9), rng.uniform(0.1, 4.9), "D2") for _ in range(mid)]
    return staff(*homes)


def joined(people: gpd.GeoDataFrame, heads_min: int = HEADS_MIN) -> areas.HomeAreas:
    both = pd.concat([cells(0), cells(5)], ignore_index=True)
    return areas.join(people, both, districts(), places(), heads_min)


@pytest.mark.parametrize("seed", range(12))
def test_every_area_is_large_enough_and_everybody_is_in_one(seed):
    rng = np.random.default_rng(seed)
    people = scattered(seed, inner=int(rng.integers(10, 80)), mid=int(rng.integers(10, 80)))
    found = joined(people)
    assert (found.areas["heads"] >= HEADS_MIN).all()
    assert found.of_staff.index.equals(people.index)
    assert found.of_staff.notna().all()
    assert found.of_staff.value_counts().to_dict() == found.areas["heads"].to_dict()
    assert found.areas["heads"].sum() == len(people)
    assert found.areas["name"].is_unique
    assert found.areas.index.is_unique


def test_areas_are_no_larger_than_they_need_be():
    # Forty staff spread evenly can be cut twice; an area of 20 or more in many small areas would be cut again.
    homes = [(x + 0.5, y + 0.5, "D1") for x in range(5) for y in range(5)] * 2
    found = joined(staff(*homes))
    assert found.areas["heads"].max() < 2 * HEADS_MIN + 2
    assert len(found.areas) >= 4 + 1  # Inner is cut into four or more, Mid stays whole


def test_homes_are_in_the_area_they_are_counted_in():
    people = scattered(3, inner=60, mid=40)
    found = joined(people)
    for key, area_id in found.of_staff.items():
        assert found.areas.geometry[area_id].distance(people.geometry[key]) <= areas.EDGE_M


def test_areas_cover_their_districts_without_overlap():
    found = joined(scattered(4, inner=60, mid=40)).areas
    assert found.area.sum() == pytest.approx(50 * KM**2)
    assert found.geometry.union_all().area == pytest.approx(50 * KM**2)


def test_a_district_with_too_few_staff_is_one_area():
    found = joined(scattered(5, inner=40, mid=4)).areas
    assert found.loc[found["district"] == "Mid", "heads"].tolist() == [4]
    assert (found.loc[found["district"] == "Inner", "heads"] >= HEADS_MIN).all()


def test_same_staff_in_another_order_give_the_same_areas():
    people = scattered(6, inner=60, mid=40)
    once, again = joined(people), joined(people.iloc[::-1])
    pd.testing.assert_frame_equal(pd.DataFrame(once.areas), pd.DataFrame(again.areas))
    assert again.of_staff.reindex(people.index).equals(once.of_staff)


def test_named_after_the_largest_place_inside_each_once():
    found = joined(scattered(7, inner=12, mid=12)).areas
    # One area a district: Inner holds Ash (5 000) and Beech (9 000); Mid holds Cedar and Outer.
    assert found.set_index("district")["name"].to_dict() == {"Inner": "Beech", "Mid": "Cedar"}


class TestBeyondTheOutlines:
    INNER = tuple((x + 0.5, y + 0.5, "D1") for x in range(5) for y in range(5))

    def found(self, *homes):
        return joined(staff(*self.INNER, *homes))

    def test_a_district_without_small_areas_is_published_whole_with_its_outline(self):
        found = self.found(*[(20.0, 2.0, "D3")] * 12)
        row = found.areas.loc["D3"]
        assert (row["name"], row["district"], row["heads"]) == ("Outer", "Outer", 12)
        assert row["geometry"].equals(districts().geometry[2])
        assert found.of_staff.iloc[-1] == "D3"

    def test_what_is_left_of_a_district_with_small_areas_is_its_rest(self):
        # Twelve homes whose postcodes are of Inner but which stand 2 km outside its small areas.
        row = self.found(*[(2.0, 7.0, "D1")] * 12).areas.loc["D1"]
        assert (row["name"], row["district"], row["heads"]) == ("Rest of Inner", "Inner", 12)
        assert row["geometry"] is None

    def test_districts_too_small_are_counted_together(self):
        # Six in Outer, seven in a district not on file: thirteen elsewhere, without outline.
        found = self.found(*[(20.0, 2.0, "D3")] * 6, *[(90.0, 2.0, "D9")] * 7).areas
        assert "D3" not in found.index
        assert found.loc["elsewhere", ["name", "district", "heads"]].tolist() == ["Elsewhere", "elsewhere", 13]
        assert found.geometry["elsewhere"] is None

    def test_a_home_just_beyond_an_outline_belongs_to_it(self):
        # 400 m west of the small areas: outlines are generalised.
        found = self.found((-0.4, 0.5, "D9"))
        assert found.of_staff.iloc[-1].startswith("area-")

    def test_names_stay_apart_where_a_place_is_called_like_a_district(self):
        # The place Outer stands in Mid. Mid's first area takes Cedar, its second Outer.
        homes = [(x + 5.5, y + 0.5, "D2") for x in range(5) for y in range(5)]
        found = self.found(*homes, *[(20.0, 2.0, "D3")] * 12).areas
        assert found["name"].is_unique
        assert "Outer" in found["name"].tolist()
        assert found.at["D3", "name"] == "Outer (whole district)"


def test_nobody_beyond_the_outlines_makes_no_further_area():
    assert all(i.startswith("area-") for i in joined(scattered(8, inner=30, mid=30)).areas.index)

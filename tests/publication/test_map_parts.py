"""The parts of the map: standing, bands, facts, geography, room."""

import math

import geopandas as gpd
import pytest
from shapely.geometry import LineString, Point, Polygon, box

from feasibility.publication.map import bands, geography
from feasibility.publication.map.facts import facts
from feasibility.publication.map.room import Box, Disc, first_free, side_by_side
from feasibility.publication.map.standing import sites_of, standings
from feasibility.tables import METRIC_CRS
from tests.publication.example_release import example_release


@pytest.fixture(scope="module")
def release():
    return example_release()


def test_each_place_stands_with_the_best_option_using_it(release):
    found = {s.site_id: (s.kind, s.rank, s.mark, s.option_id) for s in standings(release)}
    assert found == {
        "kings-house": ("best", 1, "1", "single-kings-house"),  # also in the pair, which ranks third
        "ruxley": ("near-tie", 2, "2", "single-ruxley"),
        "civic-bexley": ("present", 4, "4", "do-nothing"),
        "civic-bromley": ("present", 4, "4", "do-nothing"),
        "depot": ("unavailable", 0, "–", "single-depot"),
        "mottingham": ("excluded", 0, "×", ""),
    }
    assert [s.site_id for s in standings(release)][:2] == ["kings-house", "ruxley"]
    assert standings(release)[-1].site_id == "mottingham"


@pytest.mark.parametrize("cell", ["a-1 b2", "a-1, b2", "a-1+b2", "a-1;b2", "a-1 | b2"])
def test_ids_of_an_option_are_read_whatever_divides_them(cell):
    assert sites_of(cell) == ("a-1", "b2")


@pytest.mark.parametrize(
    ("minutes", "key"),
    [
        (20.1, "worse-4"),
        (20, "worse-3"),
        (5.01, "worse-2"),
        (1.01, "worse-1"),
        (1, "same"),
        (0, "same"),
        (-1, "same"),
        (-1.01, "better-1"),
        (-10.5, "better-3"),
        (-99, "better-4"),
        (math.nan, "suppressed"),
    ],
)
def test_limits_belong_to_the_smaller_change(minutes, key):
    assert bands.band(minutes).key == key


def test_bands_differ_by_more_than_colour():
    for band in bands.LONGER:
        assert band.pattern == "lines"
    for band in bands.SHORTER:
        assert band.pattern == "dots"
    assert len({b.colour for b in (*bands.BANDS, bands.SUPPRESSED)}) == 10


def test_changes_in_words():
    assert bands.change_words(3.44) == "3.4 minutes longer"
    assert bands.change_words(-1.0) == "1.0 minute shorter"
    assert bands.change_words(0.04) == "no change"
    assert bands.change_label(7.75) == "+8 min"
    assert bands.change_label(-4.5) == "\N{MINUS SIGN}5 min"
    assert bands.change_label(math.nan) == ""
    assert bands.suppressed_words(12) == "fewer than 12 staff: not shown"


def test_a_card_says_what_the_tables_say(release):
    told = {f.standing.site_id: f for f in facts(release)}
    best = dict(told["kings-house"].rows)
    assert best == {
        "Rank": "1 of 6",
        "Total cost": "£1,195,000",  # 620,000 + 300,000 + 275,000
        "Of which resources": "£920,000",  # 620,000 + 300,000
        "Mean change in journey": "3.4 minutes longer",
        "Worse by over 15 minutes": "12% of staff",
        "Worse by over 30 minutes": "2% of staff",
        "Workstations needed": "60",
        "Workstations here": "72",
        "Rent": "£120 per m² a year (sourced)",
        "From the shared border": "0.8 km",
        "Side": "Bexley",
    }
    depot = told["depot"]
    assert dict(depot.rows)["Total cost"] == "–"
    assert depot.reason == "Depot holds 20 of 60 workstations"
    assert told["mottingham"].reason == "4.2 km from the border, corridor 3.0 km"


def test_study_area_holds_partners_only(release):
    # Bexley and Bromley together are the square of 10 km from the corner at (540000, 166000); Lewisham is no partner.
    assert geography.study_area(release.layers).bounds == (540_000, 166_000, 550_000, 176_000)
    west, south, east, north = geography.window(release.layers).bounds
    assert (south, north) == (163_000, 179_000)  # 3 km of margin
    assert east - west == pytest.approx(16_000 * 1.4)  # widened to the shape of a screen


def test_lines_are_joined_and_cut():
    pieces = [LineString([(0, 0), (50, 0)]), LineString([(50, 0), (100, 5)]), LineString([(100, 5), (300, 0)])]
    found = geography.lines(gpd.GeoDataFrame(geometry=pieces, crs=METRIC_CRS), box(-10, -10, 200, 10))
    assert len(found) == 1
    # The bend at (100, 5) strays 5 m, less than the 20 m allowed, and goes.
    assert list(found.geometry.iloc[0].coords) == [(0, 0), (200, 0)]


def test_areas_without_an_outline_are_dropped():
    frame = gpd.GeoDataFrame(
        {"area_id": ["in", "empty", "missing", "far"]},
        geometry=[box(0, 0, 100, 100), Polygon(), None, box(900, 900, 950, 950)],
        crs=METRIC_CRS,
    )
    assert geography.outlines(frame, box(-10, -10, 500, 500))["area_id"].tolist() == ["in"]


def test_degrees_are_rounded_and_carry_only_what_is_asked():
    # 547,000 E 171,000 N lies near 51.42 N 0.11 E.
    frame = gpd.GeoDataFrame({"name": ["x"], "secret": ["y"]}, geometry=[Point(547_000, 171_000)], crs=METRIC_CRS)
    feature = geography.degrees(frame, ["name"])["features"][0]
    assert feature["properties"] == {"name": "x"}
    longitude, latitude = feature["geometry"]["coordinates"]
    assert longitude == pytest.approx(0.11, abs=0.02)
    assert latitude == pytest.approx(51.42, abs=0.02)
    assert longitude == round(longitude, 5)


def test_markers_stand_side_by_side():
    # Slack: far apart, nobody moves. Binding: on one spot, the first stays and the second goes just clear of it.
    far = [Disc(0, 0, 10), Disc(100, 0, 10)]
    assert side_by_side(far) == far
    first, second = side_by_side([Disc(0, 0, 10), Disc(0, 0, 10)])
    assert first == Disc(0, 0, 10)
    # Steps of 6: 18 is too near for radii 10 + 10, 24 is clear.
    assert math.hypot(second.x, second.y) == pytest.approx(24)


def test_a_marker_without_room_stays():
    crowd = [Disc(0, 0, 200), Disc(5, 0, 10)]
    assert side_by_side(crowd) == crowd


def test_names_take_the_first_free_side():
    frame, taken = Box(0, 0, 100, 100), [Box(50, 40, 70, 60)]
    right, left, outside = Box(60, 45, 90, 55), Box(10, 45, 40, 55), Box(90, 45, 120, 55)
    assert first_free([right, left], taken, frame) == 1
    assert first_free([left, right], taken, frame) == 0
    assert first_free([right, outside], taken, frame) is None

"""The parts of the map: standing, bands, facts, gains, reach, cards, geography."""

import math
from dataclasses import replace

import geopandas as gpd
import pytest
from shapely.geometry import LineString, Point, Polygon, box

from feasibility.publication.map import bands, gazetteer, geography, reach
from feasibility.publication.map.cards import cards
from feasibility.publication.map.facts import facts
from feasibility.publication.map.gains import gains
from feasibility.publication.map.standing import shown_first, shown_second, sites_of, standings
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
        "Tenure": "leased",
        "From the shared border": "0.8 km",
        "Side": "Bexley",
    }
    depot = told["depot"]
    assert dict(depot.rows)["Total cost"] == "–"
    assert depot.reason == "Depot holds 20 of 60 workstations"
    assert told["mottingham"].reason == "4.2 km from the border, corridor 3.0 km"


def test_gains_and_losses_are_those_of_the_table_on_the_basis_that_ranks(release):
    bexley, bromley, everybody = gains(release)["single-kings-house"]
    # 0.40 shorter, 0.1 within a minute, 0.45 longer; 26.0 - 25.0 = 1.0 on average.
    assert bexley == {
        "employer": "Bexley",
        "staff": "30",
        "parts": [40.0, 10.0, 45.0],
        "shares": ["40%", "10%", "45%"],
        "change": "1.0 minute longer",
        "modes": "",
    }
    assert bromley["change"] == "4.9 minutes longer"  # 33.3 - 28.4
    assert everybody["employer"] == "All staff"
    assert everybody["modes"] == "Car 55% now, 60% then; Public transport 45% now, 40% then"  # too few cycle or walk


def test_an_employer_of_too_few_is_not_shown(release):
    journeys = release.tables["journeys"].assign(worse_share=math.nan, change_minutes_mean=math.nan)
    found = gains(replace(release, tables={**release.tables, "journeys": journeys}))["single-ruxley"][0]
    not_shown = "fewer than 10 staff: not shown"
    assert (found["parts"], found["shares"], found["change"]) == ([], [not_shown] * 3, not_shown)


def test_discs_are_to_one_scale_by_area(release):
    found = {r["key"]: r for r in reach.reaches(release)}
    assert list(found) == ["car-30", "car-45", "transit-30", "transit-45"]
    assert [key for key, r in found.items() if r["first"]] == ["transit-45"]
    # The most is 180,000 by car in 45 minutes; 60,300 by public transport: 34 x sqrt(60,300 / 180,000) = 19.7.
    assert found["car-45"]["discs"] == [{"site": "kings-house", "radius": 34.0, "people": "180,000"}]
    assert found["transit-45"]["discs"] == [{"site": "kings-house", "radius": 19.7, "people": "60,300"}]
    assert reach.counted_where(release) == "Bexley, Bromley"
    nobody = release.tables["catchments"].iloc[:0]
    bare = replace(release, tables={**release.tables, "catchments": nobody})
    assert (reach.reaches(bare), reach.by_site(bare), reach.counted_where(bare)) == ([], {}, "–")


def test_everything_with_a_name_may_be_searched_for(release):
    index = gazetteer.index(release)
    kinds = [entry["kind"] for entry in index]
    assert {kind: kinds.count(kind) for kind in dict.fromkeys(kinds)} == {
        "Site": 6, "Home area": 5, "Station": 2, "Place": 3
    }  # fmt: skip
    assert [entry["name"] for entry in index if entry["at"] is None] == ["Further away"]  # it has no outline
    by_name = {entry["name"]: entry for entry in index}
    assert by_name["Ruxley"]["id"] == "ruxley"
    assert by_name["Sidings"]["at"] != by_name["West & East"]["at"]
    # Numbers of markers and their names agree.
    shown = gazetteer.places(release.layers)
    assert [p["name"] for p in gazetteer.named(shown)] == shown.sort_values("number")["name"].tolist()
    assert [p["large"] for p in gazetteer.named(shown)] == [True, True, False]  # 41,000, 31,929 and 0 people


def test_a_card_tells_of_people_employers_and_the_place(release):
    told = {card.facts.standing.site_id: card for card in cards(release)}
    best = told["kings-house"]
    assert ("Public transport, within 45 minutes", "60,300") in best.reach
    assert [gain["employer"] for gain in best.gains] == ["Bexley", "Bromley", "All staff"]
    assert ("Step free", "yes", "sourced") in best.details
    assert [fact for fact, _, _ in best.details][:2] == ["Address", "Owner"]  # in the order of the pro-forma
    assert told["mottingham"].gains == told["mottingham"].details == ()
    public = {c.facts.standing.site_id: c for c in cards(replace(release, commercial_withheld=True))}
    assert ("Owner", "In the exempt part", "sourced") in public["kings-house"].details


def test_two_options_compared_use_other_places(release):
    assert shown_first(release) == "single-kings-house"
    assert shown_second(release) == "single-ruxley"
    alone = release.tables["options"].query("option_id == 'single-kings-house'")
    assert shown_second(replace(release, tables={**release.tables, "options": alone})) == "single-kings-house"
    stays = release.tables["options"].query("option_id in ('single-kings-house', 'do-nothing')")
    assert shown_second(replace(release, tables={**release.tables, "options": stays})) == "do-nothing"


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

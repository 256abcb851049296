"""Small maps, the map for print, and the twins on paper."""

import io
import re
from dataclasses import replace
from itertools import combinations, pairwise
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image
from shapely.geometry import LineString, MultiPolygon, Polygon, box

from feasibility.publication.figures import drawing, land, locator, map_layers, map_of, maps, sheet, twins
from feasibility.publication.figures.land import Frame
from feasibility.publication.map.bands import BANDS
from feasibility.publication.report import raster
from feasibility.publication.report.colours import few_colours
from tests.publication.example_release import HOSTILE_SITE, example_release
from tests.publication.text_boxes import text_box

SVG = "{http://www.w3.org/2000/svg}"
MARKING = "Exempt: not for publication"


@pytest.fixture(scope="module")
def release():
    return example_release()


@pytest.fixture(scope="module")
def sheets(release):
    return twins.sheets(release)


@pytest.fixture(scope="module")
def both(release):
    """Three pictures of each kind, in both editions."""
    whole = twins.sheets
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(twins, "sheets", lambda shown: [one for one in whole(shown) if one.key in KINDS])
        return twins.twins({"public": release, "exempt": replace(release, marking=MARKING)})


KINDS = ("map-best", "day", "locator-ruxley")


def words(svg):
    return [str(e.text) for e in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def parts(svg, part):
    return [e for e in ElementTree.fromstring(svg).iter() if e.get("data-part") == part]


class TestLand:
    FRAME = Frame(1000, 2000, 2000, 3000, 10, 20, 100)

    def test_metres_become_pixels(self):
        # 100 pixels for 1,000 metres; north is up
        assert self.FRAME.at(1500, 2250) == (60, 95)
        shape = land.outline(self.FRAME, [box(1000, 2000, 1500, 2500)])
        steps = [float(one) for one in re.findall(r"-?[\d.]+", shape)]
        # From a corner 50 pixels one way, 50 the other, 50 back; the outline is closed.
        assert sorted(map(abs, steps[2:])) == [0, 0, 0, 50, 50, 50]
        assert shape.endswith("z")

    def test_what_lies_outside_or_is_too_small_is_left_out(self):
        assert land.outline(self.FRAME, [box(5000, 5000, 6000, 6000), None, Polygon()]) == ""
        assert land.outline(self.FRAME, [box(1000, 2000, 1020, 2020)]) == ""  # two pixels
        assert land.strokes(self.FRAME, [LineString([(1000, 2000), (1020, 2000)])]) == ""

    def test_lines_are_cut_to_the_frame_and_joined(self):
        pieces = [LineString([(0, 2500), (1500, 2500)]), LineString([(1500, 2500), (2000, 2500)])]
        # One line from the left edge, 50 down from the top, 100 long
        assert land.strokes(self.FRAME, pieces) == "M10 70l100 0"

    def test_parts_of_an_area_are_all_drawn(self):
        two = MultiPolygon([box(1000, 2000, 1200, 2200), box(1500, 2500, 1700, 2700)])
        assert land.outline(self.FRAME, [two]).count("M") == 2


class TestLocator:
    def test_every_site_has_one_that_is_light_and_says_where_it_lies(self, release):
        for site_id in release.layers.sites["site_id"]:
            chart = locator(release, str(site_id))
            assert chart.key == f"locator-{site_id}"
            assert len(chart.svg) < 20_000
            assert HOSTILE_SITE not in chart.svg
            assert "© OpenStreetMap contributors" in " ".join(words(chart.svg))
            assert len(parts(chart.svg, "this-site")) == 1
            assert "km from the shared border" in chart.description
        assert len(parts(chart.svg, "border")) == 1

    def test_the_nearest_station_is_the_nearest(self, release):
        stations = release.layers.stations
        sites = release.layers.sites.set_index("site_id")
        nearest = stations.loc[stations.geometry.distance(sites.loc["ruxley", "geometry"]).idxmin(), "name"]
        assert f"The nearest station is {nearest}," in locator(release, "ruxley").description

    def test_the_scale_is_true(self, release):
        svg = locator(release, "ruxley").svg
        bar = sum(float(e.get("width")) for e in parts(svg, "scale"))
        (km,) = [float(one.removesuffix(" km")) for one in words(svg) if one.endswith(" km")]
        site, others = (parts(svg, name) for name in ("this-site", "other-site"))
        assert others
        x, y = (float(site[0][0].get(name)) for name in ("cx", "cy"))
        places = release.layers.sites.set_index("site_id").geometry
        far = (places.distance(places["ruxley"]) / 1000 * bar / km).tolist()
        spots = [(float(e.get("cx")), float(e.get("cy"))) for e in others]
        drawn = [np.hypot(a - x, b - y) for a, b in spots if b < 215]  # below stands the key
        assert len(drawn) == 1
        assert all(min(abs(one - true) for true in far) < 0.15 for one in drawn)  # as far as they lie in metres

    def test_names_cover_no_other_name(self, release):
        root = ElementTree.fromstring(locator(release, "ruxley").svg)
        boxes = [text_box(e) for e in root.iter(f"{SVG}text")]
        for one, other in combinations(boxes, 2):
            assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1], (one, other)


class TestPrintMap:
    def test_the_sheet_says_what_the_page_says(self, release):
        svg = maps(release)["map-best"].svg
        said = " ".join(words(svg))
        assert all(line in said for line in release.heading.licence_lines)
        stamp = ("1 September 2010", "0123abcd", "DRAFT", "N", "2 km")
        for shown in (*stamp, "Ruxley", "£1,195,000", "3.4 minutes longer", "fewer than 10 staff: not shown", "+8 min"):
            assert shown in said
        assert "Secret Lane" not in svg
        assert "<script" not in svg

    def test_a_final_sheet_is_no_draft_and_an_exempt_one_is_marked(self, release):
        final = replace(release, heading=replace(release.heading, draft=False))
        assert "DRAFT" not in words(maps(final)["map-best"].svg)
        assert "EXEMPT" not in words(map_of(final, "single-ruxley").svg)
        assert "EXEMPT" in words(map_of(replace(final, marking=MARKING), "single-ruxley").svg)

    def test_the_places_of_the_option_shown_are_ringed(self, release):
        assert len(parts(map_of(release, "single-ruxley").svg, "used")) == 2  # the place, and the key

    def test_every_owner_stands_however_many(self, release):
        owed = tuple(f"Owner {number} licensed under terms that take a good many words to say" for number in range(20))
        svg = maps(replace(release, heading=replace(release.heading, licence_lines=owed)))["map-best"].svg
        assert all(line in " ".join(words(svg)) for line in owed)

    def test_longer_and_shorter_differ_without_colour(self):
        """Classes next to each other differ in mean grey or in pattern, longer from shorter by the pattern."""
        body = [f"<defs>{map_layers.tiles('x')}</defs>"]
        body += [f'<rect x="{60 * n}" width="60" height="60" fill="url(#x-{one.key})"/>' for n, one in enumerate(BANDS)]
        svg = drawing.whole("x", "", "", 60, body, 60 * len(BANDS))
        grey = np.asarray(Image.open(io.BytesIO(raster.png(svg, width_mm=150, dpi=200))).convert("L"), dtype=float)
        wide = grey.shape[1] / len(BANDS)
        swatches = [grey[8:-8, int(wide * n) + 8 : int(wide * (n + 1)) - 8] for n in range(len(BANDS))]
        for one, other in pairwise(swatches):
            assert abs(one.mean() - other.mean()) > 8
        assert [shown.std() > 4 for shown in swatches] == [True] * 4 + [False] + [True] * 4
        # Lines run on from edge to edge; dots leave white paper between them in every direction.
        for longer, shorter in zip(swatches[:4], reversed(swatches[5:]), strict=True):
            assert abs(longer.std() - shorter.std()) + abs(longer.mean() - shorter.mean()) > 3


class TestTwins:
    def test_every_map_chart_and_site_has_a_sheet(self, release, sheets):
        keys = [one.key for one in sheets]
        assert keys[0] == "map-best"
        assert {"measures", "tornado", "cash"} <= set(keys)
        assert [key for key in keys if key.startswith("locator-")] == [
            f"locator-{site}" for site in release.layers.sites["site_id"]
        ]
        assert len(keys) == len(set(keys))

    def test_a_sheet_says_what_it_shows_and_whose_it_is(self, release, sheets):
        for one in sheets:
            said = " ".join(words(one.svg()))
            assert one.width_px <= 1123
            assert all(shown in said for shown in ("1 September 2010", "0123abcd", "2010 prices", "OpenStreetMap"))
            assert MARKING in words(one.svg(MARKING))

    def test_prints_are_of_300_dots_an_inch(self, both):
        for key, wide_mm in (("map-best", 297), ("day", 210), ("locator-ruxley", 97)):
            picture = Image.open(io.BytesIO(both["public"][f"{key}.png"]))
            assert picture.info["dpi"] == pytest.approx((300, 300), abs=0.1)
            # A4 is 297 x 210 mm: 297 / 25.4 x 300 = 3,508 dots
            assert picture.width == pytest.approx(wide_mm / 25.4 * 300, abs=8)

    def test_editions_differ_in_their_marking_alone(self, both):
        strip = round(sheet.MARKING_PX / 96 * 300)
        for name in (f"{key}.png" for key in KINDS):
            public, exempt = (np.asarray(Image.open(io.BytesIO(both[e][name])).convert("L")) for e in both)
            assert (public[strip + 2 :] == exempt[strip + 2 :]).all()
            assert exempt[: strip - 2].mean() < 60  # white on black
            assert public[: strip - 2].min() == 255

    def test_the_same_release_gives_the_same_bytes(self, release, sheets):
        (one,) = [each for each in sheets if each.key == "day"]
        assert twins._png(one, "", {}) == twins._png(one, "", {})
        assert [each.svg() for each in twins.sheets(release)] == [each.svg() for each in sheets]

    def test_flat_colours_are_kept(self, sheets):
        (one,) = [each for each in sheets if each.key == "map-best"]
        picture = raster.drawn(one.svg(), width_mm=one.width_mm, dpi=60)
        kept = np.asarray(few_colours(picture).convert("RGB"), dtype=int)
        apart = np.abs(np.asarray(picture, dtype=int) - kept).max(axis=2)
        assert (apart == 0).mean() > 0.8
        assert (apart > 60).mean() < 0.001

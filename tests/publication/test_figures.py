"""The charts: lengths, words, labels that keep apart, and what makes them safe to place anywhere."""

import io
import re
from dataclasses import replace
from itertools import combinations, pairwise
from xml.etree import ElementTree

import numpy as np
import pandas as pd
import pytest
from PIL import Image

from feasibility.publication.figures import (
    axis,
    benefit,
    cash,
    charts,
    day,
    drawing,
    journeys,
    labels,
    lettering,
    measures,
    robustness,
    tornado,
    total_cost,
)
from feasibility.publication.figures.tornado import End, Swing
from feasibility.publication.report import raster
from feasibility.publication.views import options
from tests.publication.example_release import HOSTILE_NOTE, HOSTILE_SITE, example_release
from tests.publication.text_boxes import text_box

SVG = "{http://www.w3.org/2000/svg}"
LONG = "Worshipful & ancient <b>site</b> " + "W" * 60 + " of a very great many words and places, one after another"


@pytest.fixture(scope="module")
def release():
    return example_release()


@pytest.fixture(scope="module")
def drawn(release):
    return charts(release)


def parts(svg, tag, part):
    """Elements of a kind that carry data."""
    return [e for e in ElementTree.fromstring(svg).iter(f"{SVG}{tag}") if e.get("data-part") == part]


def of(elements, *names):
    return [tuple(float(str(e.get(name))) for name in names) for e in elements]


class TestAll:
    """What holds for every chart."""

    def test_every_chart_is_there_in_reading_order(self, drawn):
        keys = ["measures", "total_cost", "benefit", "journeys", "day", "cash", "robustness", "tornado"]
        assert list(drawn) == keys

    def test_each_is_named_described_and_has_its_table(self, drawn):
        for key, chart in drawn.items():
            root = ElementTree.fromstring(chart.svg)
            assert root.get("role") == "img"
            assert root.get("aria-labelledby") == f"{key}-title {key}-desc"
            assert str(root.find(f"{SVG}title").text).strip()
            assert root.find(f"{SVG}desc").text == chart.description
            assert chart.view is not None
            assert chart.view.groups
            assert "of run 0123abcd" in chart.source

    def test_ids_differ_between_charts_and_what_is_named_is_there(self, drawn):
        ids = [e.get("id") for c in drawn.values() for e in ElementTree.fromstring(c.svg).iter() if e.get("id")]
        assert len(ids) == len(set(ids))
        for chart in drawn.values():
            assert set(re.findall(r"url\(#([^)]+)\)", chart.svg)) <= set(ids)

    def test_nothing_reaches_beyond_the_picture(self, drawn):
        for chart in drawn.values():
            for element in ElementTree.fromstring(chart.svg).iter():
                assert element.tag.removeprefix(SVG) not in {"style", "script", "a", "image", "use", "foreignObject"}
                assert not [
                    name for name in element.attrib if name == "style" or name.startswith("on") or "href" in name
                ]
            assert HOSTILE_SITE not in chart.svg
            assert HOSTILE_NOTE not in chart.svg

    def test_the_same_release_gives_the_same_pictures(self, drawn):
        assert {key: chart.svg for key, chart in charts(example_release()).items()} == {
            key: chart.svg for key, chart in drawn.items()
        }

    def test_words_stand_inside_the_picture_and_on_no_other_words(self, release):
        """With names as long and as hostile as they come."""
        tables = {name: table.copy() for name, table in release.tables.items()}
        for name in ("options", "value_options", "robustness"):
            tables[name]["option"] = [f"{LONG} {n}" for n in range(len(tables[name]))]
        tables["unknowns"]["title"] = LONG
        names = {"bexley": LONG, "bromley": f"{LONG} too"}
        for key, chart in charts(replace(release, tables=tables, authority_names=names)).items():
            root = ElementTree.fromstring(chart.svg)
            boxes = [text_box(e) for e in root.iter(f"{SVG}text")]
            for left, top, right, bottom, words in boxes:
                assert left >= -1, (key, words)
                assert top >= -1, (key, words)
                assert right <= float(root.get("width")) + 1, (key, words)
                assert bottom <= float(root.get("height")) + 1, (key, words)
            for one, other in combinations(boxes, 2):
                apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
                assert apart, (key, one[4], other[4])

    @pytest.mark.parametrize(
        "ink", [drawing.INK, drawing.QUIET, drawing.BLUE, drawing.RUST, drawing.GREEN, drawing.GREY]
    )
    def test_inks_stand_out_on_paper(self, ink):
        """WCAG 2.2, 1.4.3: text of at least 4.5 to 1."""
        parts = [int(ink[n : n + 2], 16) / 255 for n in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        light = sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
        assert 1.05 / (light + 0.05) >= 4.5

    def test_fills_differ_in_black_and_white(self):
        """Each two differ in mean grey by a tenth of the way from black to white, or one has a pattern."""
        greys = {}
        for name in drawing.FILLS:
            svg = drawing.whole("x", "", "", 60, [drawing.area("x", name, (0, 60), 0, 60)], 60)
            drawn = Image.open(io.BytesIO(raster.png(svg, width_mm=15, dpi=200))).convert("L")
            grey = np.asarray(drawn, dtype=float)[10:-10, 10:-10]
            greys[name] = (grey.mean(), grey.std())
        for one, other in combinations(greys.values(), 2):
            assert abs(one[0] - other[0]) > 25
        assert greys["hatch"][1] > 20
        assert greys["dots"][1] > 20


class TestScales:
    def test_marks_are_round_and_hold_both_ends(self):
        assert axis.ticks(0, 9) == [0, 2, 4, 6, 8, 10]
        assert axis.ticks(-3, 10) == [-5, 0, 5, 10]
        assert axis.scale(0, 10, 100, 200).at(5) == 200
        assert axis.scale(0, 10, 100, -50).at(10) == 50  # upwards

    def test_pounds_are_as_short_as_the_steps_allow(self):
        assert axis.pounds(2e6, (0, 2e6, 4e6)) == "£2m"
        assert axis.pounds(1.5e6, (0, 0.5e6, 1.5e6)) == "£1.5m"
        assert axis.pounds(-5e5, (-5e5, 0, 5e5)) == "−£500,000"

    def test_words_are_as_wide_as_their_letters(self):
        # 722 + 222 + 556 thousandths of ten pixels
        assert lettering.width_px("Hi1", 10) == pytest.approx(15.0)
        assert lettering.width_px("東", 10) == 10

    def test_lines_fit_their_room_and_say_where_they_are_cut(self):
        lines = lettering.lines(LONG, 100, 14, most=3)
        assert len(lines) == 3
        assert all(lettering.width_px(line, 14) <= 100 for line in lines)
        assert lines[-1].endswith("…")
        assert lettering.lines("short", 100, 14, most=3) == ("short",)

    @pytest.mark.parametrize("wanted", [[50.0] * 5, [0.0, 10, 95, 96, 100], [100.0] * 4])
    def test_labels_keep_apart_and_inside(self, wanted):
        middles = labels.apart(wanted, [20.0] * len(wanted), (0, 100))
        assert all(after - before >= 20 - 1e-9 for before, after in pairwise(middles))
        assert min(middles) >= 10 - 1e-9
        assert max(middles) <= 90 + 1e-9


class TestCosts:
    def test_bars_are_as_long_as_the_pounds(self, release):
        svg = total_cost.drawn(options.leading(release), 0.05)
        widths = [width for (width,) in of(parts(svg, "rect", "resources"), "width")]
        # 920,000 of resources against 1,617,000 for doing nothing
        assert widths[0] / widths[3] == pytest.approx(920 / 1617, abs=0.001)
        assert "near-tie: within 5% of the best" in svg
        said = total_cost.in_words(options.leading(release))
        assert (
            "One shared site: Ruxley: total £1,222,000, of which resources £933,000 and added travel £289,000." in said
        )

    def test_a_saving_in_travel_lies_over_the_end_of_the_resources(self, release):
        frame = options.leading(release).head(1).assign(travel_npc_gbp=-120_000.0, total_npc_gbp=800_000.0)
        svg = total_cost.drawn(frame, None)
        (cash_x, cash_width), (x, width) = of(
            [*parts(svg, "rect", "resources"), *parts(svg, "rect", "travel")], "x", "width"
        )
        # resources end at 920,000 and the saving runs back from there to 800,000
        assert x + width == pytest.approx(cash_x + cash_width, abs=0.2)
        assert width / cash_width == pytest.approx(120 / 920, abs=0.002)
        assert "near-tie:" not in svg

    def test_the_three_measures_have_bars_on_scales_of_their_own(self, release):
        rows = options.leading(release)
        svg = measures.drawn(rows)
        cost = [width for (width,) in of(parts(svg, "rect", "cost"), "width")]
        totals = rows["total_npc_gbp"].tolist()
        assert cost[1] / cost[0] == pytest.approx(totals[1] / totals[0], abs=0.002)
        (nought,) = of(parts(svg, "line", "nought-travel"), "x1")
        longer = [e for e in parts(svg, "rect", "travel") if e.get("fill") == "url(#measures-hatch)"]
        assert longer
        assert all(x == nought[0] for (x,) in of(longer, "x"))
        assert "best: £1,195,000 net present cost" in measures.in_words(rows)[0]


class TestCash:
    TABLE = pd.DataFrame({
        "option": ["Stay <here>"] * 4 + ["Move"] * 4,
        "partner": ["East", "East", "West", "West"] * 2,
        "year": ["2010-11", "2011-12"] * 4,
        "capital": [0.0, 0.0, 0.0, 0.0, 300.0, -100.0, 0.0, 0.0],
        "revenue": [200.0, 200.0, 50.0, 50.0, 100.0, 100.0, 0.0, 25.0],
    })  # fmt: skip

    def test_a_bar_for_each_year_and_partner_on_one_scale(self):
        heights = [height for (height,) in of(parts(cash.drawn(self.TABLE), "rect", "revenue"), "height")]
        # 200, 200, 50, 50, 100, 100, and 25 of the last; nought is not drawn
        assert [round(height / heights[0], 2) for height in heights] == [1, 1, 0.25, 0.25, 0.5, 0.5, 0.12]

    def test_capital_stands_on_revenue_and_money_received_hangs_below_nought(self):
        svg = cash.drawn(self.TABLE)
        paid, received = of(parts(svg, "rect", "capital"), "y", "height")
        stands, hangs = of(parts(svg, "rect", "revenue"), "y", "height")[4:6]
        assert sum(paid) == pytest.approx(stands[0], abs=0.11)
        assert received[0] == pytest.approx(sum(hangs), abs=0.11)
        assert paid[1] == pytest.approx(3 * received[1], abs=0.2)
        fills = {e.get("fill") for e in parts(svg, "rect", "capital")}
        assert fills == {"url(#cash-hatch)"}  # told from revenue by its pattern

    def test_words_and_nothing(self):
        table = self.TABLE.assign(capital=[0.0] * 4 + [1e6, 0, 0, 0], revenue=[1e6] * 8)
        # 1m of revenue in each of two years, and 1m of capital in the first
        assert cash.in_words(table)[2] == (
            "Move, East: £3,000,000 in all, of which capital £1,000,000; most in 2010-11 (£2,000,000)."
        )
        assert cash.drawn(self.TABLE.iloc[:0]) == ""

    def test_more_partners_than_fit_beside_one_another_stand_below(self):
        many = pd.concat([self.TABLE.head(2).assign(partner=f"Partner {n}") for n in range(5)])
        names = parts(cash.drawn(many), "text", "partner")
        assert len({y for (y,) in of(names, "y")}) == 2
        assert len({x for (x,) in of(names, "x")}) == 3


class TestBenefit:
    OPTIONS = pd.DataFrame({
        "option": ["Stay <here>", "Move & share", "Worse", "Costs more", "Not scored"],
        "cost_gbp": [1_000_000.0, 3_000_000.0, 3_000_000.0, 2_000_000.0, 1.0],
        "benefit": [50.0, 75.0, 25.0, 50.0, float("nan")],
        "on_frontier": [True, True, False, False, False],
        "named": [True, False, False, True, False],
    })  # fmt: skip

    def test_points_lie_on_their_scales_and_kinds_differ_in_shape(self):
        svg = benefit.drawn(self.OPTIONS)
        stay, move = of(parts(svg, "rect", "frontier"), "x", "y")
        (worse,) = of(parts(svg, "circle", "other"), "cx", "cy")
        assert worse[0] == pytest.approx(move[0] + 6)  # the same cost; a square is drawn from its corner
        # 75 is as far above 50 as 25 is below it
        assert stay[1] - move[1] == pytest.approx(worse[1] - 6 - stay[1], abs=0.2)
        assert len(parts(svg, "path", "named")) == 1
        (steps,) = parts(svg, "path", "steps")
        assert steps.get("d").count("V") == 1

    @pytest.mark.parametrize("highest", [3.0, 50.0, 100.0])
    def test_names_keep_apart_and_inside_the_chart(self, highest):
        many = pd.concat([self.OPTIONS.head(1).assign(option=f"Stay {n}", benefit=highest - n / 10) for n in range(30)])
        svg = benefit.drawn(many.reset_index(drop=True))
        heights = [y for (y,) in of(parts(svg, "text", "label"), "y")]
        assert len(heights) == benefit.NAMES_MAX
        assert all(after - before >= 17 for before, after in pairwise(heights))

    def test_words_and_nothing(self):
        assert benefit.in_words(self.OPTIONS) == (
            "Stay <here>: benefit 50.0 at £1,000,000, on the frontier.",
            "Move & share: benefit 75.0 at £3,000,000, on the frontier.",
            "Costs more: benefit 50.0 at £2,000,000.",
            "1 other option below the frontier or to the right of it.",
        )
        assert benefit.drawn(self.OPTIONS.assign(benefit=float("nan"))) == ""
        assert "<svg" in benefit.drawn(self.OPTIONS.assign(cost_gbp=5.0))

    def test_no_chart_without_a_benefit(self, release):
        none = release.tables["value_options"].assign(benefit=float("nan"))
        assert benefit.chart(replace(release, tables={**release.tables, "value_options": none})) is None


class TestDay:
    def test_a_step_is_as_high_as_its_agents(self, release):
        lines = day.lines(release.tables["half_hours"], {"bexley": "Bexley", "bromley": "<Bromley>"})
        first = parts(day.drawn(lines), "path", "step")[-1].get("d")
        # 44, then 47 agents in two half-hours; the axis ends at 50 over 300 pixels below 34: 70 and 52
        assert re.fullmatch(r"M36 70\.0V70\.0H271\.0V52\.0H506\.0", first)
        assert len({e.get("stroke-dasharray") for e in parts(day.drawn(lines), "path", "step")}) == 4
        assert lines[0].in_words == "One queue: 44 to 47 agents, most at 10:00."
        assert lines[1].in_words == "Apart, added up: 45 to 48 agents, most at 10:00."  # 17 + 28, 18 + 30
        assert "<Bromley>" not in day.drawn(lines)

    def test_no_peak_day_no_chart(self, release):
        none = release.tables["half_hours"].head(0)
        assert day.chart(replace(release, tables={**release.tables, "half_hours": none})) is None


class TestJourneys:
    def test_rings_and_discs_lie_where_the_minutes_are(self, release):
        rows = journeys.shown(release)
        svg = journeys.drawn(rows)
        before = [x for (x,) in of(parts(svg, "circle", "before"), "cx")]
        after = [x for (x,) in of(parts(svg, "circle", "after"), "cx")]
        assert len(before) == len(after) == 2 * len(rows)  # mean and 90th percentile
        row = rows.iloc[0]
        change = row["after_minutes_mean"] - row["before_minutes_mean"]
        spread = row["before_minutes_p90"] - row["before_minutes_mean"]
        panel = journeys._PANEL + journeys._VALUES + journeys._GAP
        a_minute = (before[1] - before[0] - panel) / spread
        assert (after[0] - before[0]) / a_minute == pytest.approx(change, abs=0.2)

    def test_in_words(self, release):
        rows = journeys.shown(release).head(1).assign(
            option="Here", employer="East", before_minutes_mean=20.04, after_minutes_mean=25.0,
            before_minutes_p90=40.0, after_minutes_p90=39.0,
        )  # fmt: skip
        assert journeys.in_words(rows) == ("Here, East: mean 20.0 to 25.0 minutes, 90th percentile 40.0 to 39.0.",)

    def test_nobody_moves_no_chart(self, release):
        table = release.tables["options"]
        stay = table[table["option_id"].isin(["do-nothing", "do-minimum"])]
        assert journeys.chart(replace(release, tables={**release.tables, "options": stay})) is None


class TestFirmness:
    def test_shares_are_lengths(self):
        rows = pd.DataFrame({"option": ["A", "B"], "best_share": [0.75, 0.25], "near_best_share": [1.0, 0.5]})
        svg = robustness.drawn(rows)
        widths = [width for (width,) in of(parts(svg, "rect", "best"), "width")]
        near = [width for (width,) in of(parts(svg, "rect", "near"), "width")]
        # 0.75 and 0.25 of 240 pixels, then 0.25 more of each
        assert widths == [180, 60]
        assert near == [60, 60]
        assert robustness.in_words(rows)[0] == "A: best in 75% of draws, best or a near-tie in 100%."

    SHOWN = (
        Swing("Rent <there>", End(-100.0, "£60"), End(400.0, "£130")),
        Swing("Another", End(250.0, "1"), End(200.0, "2")),
    )

    def test_bars_run_from_the_lead_as_stated_to_the_lead_at_each_end(self):
        svg = tornado.drawn(self.SHOWN, 200.0, "doing <nothing>")
        (now,), (nought,) = (of(parts(svg, "line", name), "x1")[0] for name in ("now", "nought"))
        low, high = (of(parts(svg, "rect", name), "x", "width") for name in ("low", "high"))
        a_pound = (now - nought) / 200
        # From 200 down to -100, and from 200 up to 400.
        assert low[0] == (pytest.approx(now - 300 * a_pound, abs=0.2), pytest.approx(300 * a_pound, abs=0.2))
        assert high[0] == (pytest.approx(now, abs=0.2), pytest.approx(200 * a_pound, abs=0.2))
        assert len(high) == 1  # the lead of the second does not change at its high
        at = {e.text: float(e.get("x")) for e in parts(svg, "text", "at")}
        assert at["£60"] < low[0][0]
        assert at["£130"] > sum(high[0])
        assert "<nothing>" not in svg

    def test_nothing_is_drawn_of_nothing(self):
        assert tornado.drawn([], 200.0, "x") == ""
        assert tornado.drawn(self.SHOWN, float("nan"), "x") == ""

    def test_the_chart_starts_from_the_lead_as_stated(self, drawn):
        # Ruxley 1,222,000 less King's House 1,195,000
        assert "On the figures as stated the lead is £27,000." in drawn["tornado"].description
        assert "Rent (£/m²/yr), Ruxley: at £71.2 −£13,000, at £122 £74,000." in drawn["tornado"].description

    def test_where_things_left_as_now_lead_the_rivals_are_those_that_share(self, release):
        table = release.tables["options"].copy()
        now = table["option_id"].isin(["do-nothing", "do-minimum"])
        table.loc[now, "total_npc_gbp"] = [1_000_000.0, 1_010_000.0]
        table.loc[now, "rank"] = [-1, 0]
        # Doing the minimum is no rival; King's House is: 1,195,000 less 1,000,000
        chart = tornado.chart(replace(release, tables={**release.tables, "options": table}))
        assert "the lead is £195,000" in chart.description

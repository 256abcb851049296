import itertools
import re
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from xml.etree import ElementTree

import pandas as pd
import pytest

from feasibility import wording
from feasibility.errors import UnsoundPlan
from feasibility.publication import charts
from feasibility.publication import views as appendix
from feasibility.publication.release import Release
from feasibility.publication.views import changes, document, options
from feasibility.tables import PUBLISHED
from feasibility.tables import empty as empty_table
from tests.publication.example_release import HOSTILE_NOTE, HOSTILE_SITE, SUPPRESSED_AREA, example_release

VOID = {"meta", "link", "br", "hr", "img", "input", "col"}


@dataclass
class Table:
    caption: str = ""
    rows: list[list[str]] = field(default_factory=list)
    headings: list[dict[str, str | None]] = field(default_factory=list)


class Reader(HTMLParser):
    """Reads a page as a reader's machine does: headings, tables, links, and whether every tag is closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.headings: list[tuple[int, str]] = []
        self.tables: list[Table] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)
        if tag == "table":
            self.tables.append(Table())
        if tag == "tr":
            self.tables[-1].rows.append([])
        if tag in {"th", "td"}:
            self.tables[-1].rows[-1].append("")
        if tag == "th":
            self.tables[-1].headings.append(dict(attrs))
        if re.fullmatch("h[1-6]", tag):
            self.headings.append((int(tag[1]), ""))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, f"{tag} closed out of turn"

    def handle_data(self, data: str) -> None:
        if {"style", "svg"} & set(self.open):
            return
        self.words.append(data)
        if "caption" in self.open:
            self.tables[-1].caption += data
        elif {"th", "td"} & set(self.open):
            self.tables[-1].rows[-1][-1] += data
        if self.open and re.fullmatch("h[1-6]", self.open[-1]):
            level, words = self.headings[-1]
            self.headings[-1] = (level, words + data)


@pytest.fixture(scope="module")
def page() -> str:
    return appendix.page(example_release())


@pytest.fixture(scope="module")
def read(page: str) -> Reader:
    return Reader(page)


def table(read: Reader, caption: str) -> Table:
    (found,) = [t for t in read.tables if caption in t.caption]
    return found


def test_the_page_states_its_language_and_has_one_title_in_order(page: str, read: Reader):
    assert page.startswith('<!DOCTYPE html>\n<html lang="en-GB">')
    levels = [level for level, _ in read.headings]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert read.open == []


def test_landmarks_and_the_skip_link_lead_somewhere(read: Reader):
    names = [tag for tag, _ in read.tags]
    assert all(names.count(landmark) == 1 for landmark in ("header", "main", "nav", "footer"))
    ids = [attributes["id"] for _, attributes in read.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    links = [attributes["href"] for tag, attributes in read.tags if tag == "a"]
    assert links[0] == "#main"
    assert {link.removeprefix("#") for link in links} - set(ids) == {"evidence.html"}
    labels = {a["aria-labelledby"] for _, a in read.tags if "aria-labelledby" in a}
    assert {word for label in labels for word in label.split()} <= set(ids)


def test_the_page_asks_no_host_and_runs_no_script(page: str, read: Reader):
    without_names = page.replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r"https?:|//[a-z]|@import|url\((?!#)|javascript:", without_names)
    assert "script" not in {tag for tag, _ in read.tags}
    assert not {name for _, attributes in read.tags for name in attributes if name.startswith("on")}
    assert {attributes["href"] for tag, attributes in read.tags if tag == "link"} == {"data:,"}


def test_every_table_is_numbered_captioned_and_scoped(read: Reader):
    assert [t.caption.split(".")[0] for t in read.tables] == [f"Table {n}" for n in range(1, len(read.tables) + 1)]
    for each in read.tables:
        assert all(h.get("scope") in {"col", "row", "colgroup", "rowgroup"} for h in each.headings)
        scopes = [h["scope"] for h in each.headings]
        assert "col" in scopes
        assert "row" in scopes
    regions = [a for _, a in read.tags if a.get("role") == "region"]
    assert all(a["tabindex"] == "0" and a["aria-labelledby"] for a in regions)
    labels = [a["aria-labelledby"] for a in regions]
    assert [one for one in labels if one.startswith("table")] == [f"table-{n}" for n in range(1, len(read.tables) + 1)]
    # Total cost, benefit beside it, agents through the day, cash through the years, what the answer hangs on.
    charts = ["figure-1", "figure-benefit", "figure-2", "figure-cash", "figure-tornado"]
    assert [one for one in labels if one.startswith("figure")] == charts
    assert len(labels) == len(read.tables) + len(charts)


def test_rows_are_as_wide_as_their_headings(read: Reader):
    for each in read.tables:
        widths = {len(row) for row in each.rows if len(row) > 1 and "" not in row[:1]}
        assert len(widths - {0}) <= 2  # a row of shared headings may be shorter


def test_hostile_names_are_words_and_nothing_more(page: str, read: Reader):
    assert "<script" not in page
    assert "<img" not in page
    words = "".join(read.words)
    assert HOSTILE_SITE in words
    assert HOSTILE_NOTE in words


def test_every_option_is_shown_in_order_or_with_the_reason_it_cannot_be_had(read: Reader):
    frame = example_release().tables["options"]
    had = frame[frame["verdict"] != "cannot be had"]
    assert [row[1] for row in table(read, "Every option that can be had").rows[2:]] == had["option"].tolist()
    assert table(read, "Options that cannot be had").rows[1] == [
        "One shared site: Old depot",
        "Depot holds 20 of 60 workstations",
        "60",
        "20",
    ]


def test_the_ranking_shows_the_figures_of_the_options_table(read: Reader):
    frame = example_release().tables["options"].set_index("option_id")
    rows = table(read, "Leading options").rows[2:]
    # King's House: 620,000 + 300,000 = 920,000 cash, 275,000 of travel, 1,195,000 in all
    assert rows[0][2:] == ["pooled", "920,000", "+275,000", "1,195,000", "0", "0.0%", "Best"]
    # Ruxley: 1,222,000 is 27,000 above, and 27,000 / 1,195,000 = 2.26 %
    assert rows[1][2:] == [
        "pooled",
        "933,000",
        "+289,000",
        "1,222,000",
        "27,000",
        "2.3%",
        "Near-tie: too close to call",
    ]
    for row, option in zip(rows, frame[frame["verdict"] != "cannot be had"].itertuples(), strict=True):
        assert row[5] == wording.thousands("total_npc_gbp", option.total_npc_gbp)


def test_the_three_criteria_stand_side_by_side(read: Reader):
    row = table(read, "The three criteria").rows[3]
    assert row[:5] == ["2", "One shared site: Ruxley", "pooled", "1,222,000", "933,000"]
    assert row[5:] == ["+4.1", "15%", "4%", "60", "75", "+25%"]


def test_cost_sheets_end_in_the_totals_of_the_ranking(read: Reader):
    sheets = [t for t in read.tables if "Cost sheet" in t.caption]
    assert [s.caption.split(": ", 1)[1].rsplit(" (", 1)[0] for s in sheets] == [
        f"One shared site: {HOSTILE_SITE}",
        "One shared site: Ruxley",
        "Do nothing: two centres as now",
        "Do minimum: each mends its own centre",
        "Virtual pool: one queue, both centres stay",
    ]
    cash, npc = sheets[0].rows[0].index("Cash (£)"), sheets[0].rows[0].index("Present cost (£)")
    names = ("Resources of the councils", "Value of added travel", "Total")
    totals = {row[0]: (row[cash], row[npc]) for row in sheets[0].rows if row[0] in names}
    # Cash: rent 72,000 x 10 x 1.1, rates 216,000, fit-out 312,000, excess-travel pay 9,000. Travel is nobody's cash.
    assert totals == {
        "Resources of the councils": ("1,329,000", "920,000"),
        "Value of added travel": ("0", "275,000"),
        "Total": ("1,329,000", "1,195,000"),
    }


def test_lines_that_do_not_add_up_are_not_published():
    release = example_release()
    costs = release.tables["costs"]
    forged = costs.assign(npc_gbp=costs["npc_gbp"].where(costs.index != 0, costs["npc_gbp"] + 1))
    with pytest.raises(UnsoundPlan, match="single-kings-house do not add up to resource_npc_gbp"):
        appendix.page(replace(release, tables={**release.tables, "costs": forged}))


def test_journeys_of_leading_options_are_shown_by_employer(read: Reader):
    rows = table(read, "One-way journeys before and after by employer").rows
    assert [f"One shared site: {HOSTILE_SITE}"] in rows
    place = rows.index([f"One shared site: {HOSTILE_SITE}"])
    # before 27.1, after 30.5: mean +3.4; medians a minute less; the change is halved at the median, tripled at p90
    assert rows[place + 1][:5] == ["All staff", "78", "27.1", "26.1", "47.1"]
    assert rows[place + 1][5:] == ["30.5", "29.5", "50.5", "+3.4", "+1.7", "+10.2", "12%", "2%"]
    assert [row[0] for row in rows[place + 1 : place + 4]] == ["All staff", "Bexley", "Bromley"]


def test_suppressed_areas_are_named_and_have_no_figure(read: Reader):
    areas = example_release().tables["areas"].set_index("area_id")
    (row,) = [r for r in table(read, "by home area").rows if r[0] == areas.loc[SUPPRESSED_AREA, "name"]]
    assert set(row[2:]) == {"suppressed"}


def test_seats_are_shown_for_service_level_and_with_the_cap(read: Reader):
    rows = table(read, "floor area for each take-up").rows[2:]
    assert ["0%", "Pooled in one building", "44", "47", "Occupancy cap", "74.0", "60", "530"] in rows
    assert ["0%", "One queue, nobody moves", "44", "47", "Occupancy cap", "74.0", "65", "570"] in rows


def test_sites_left_out_carry_the_reason(read: Reader):
    rows = table(read, "Sites left out").rows[1:]
    assert ["Mottingham", "Bromley", "4.2", "", "4.2 km from the border, corridor 3.0 km"] in rows


def test_assumptions_are_counted_and_grouped_by_status(read: Reader):
    counts = table(read, "Assumptions by status").rows[2:]
    # One of each; the lease length alone is key, and validated.
    assert counts == [
        ["Sourced", "1", "0", "0", "0"],
        ["Assumed", "1", "1", "1", "1"],
        ["Illustrative", "1", "0", "0", "0"],
        ["All", "3", "1", "1", "1"],
    ]
    key = table(read, "Key settings").rows
    assert key[2:] == [
        ["Validated by Board member"],
        ["costs.years", "10", "5", "15", "years", "", "assumed", "Lease length (2010)", "Property"],
    ]
    others = table(read, "Other settings").rows
    # The run used 8.00 where the register has 9.95: both are told. Where the two are one, it is told once.
    assert ["travel.value_of_time_gbp_per_hour", "8.00 (registered: 9.95)", "6.00", "10.00"] in [r[:4] for r in others]
    assert ["costs.discount_share_per_year", "0.035"] in [row[:2] for row in others]


def test_the_status_of_the_run_is_said_in_words(page: str):
    release = example_release()
    assert "Not for decision" in page
    final = appendix.page(replace(release, heading=replace(release.heading, draft=False)))
    assert "Not for decision" not in final
    assert "Every figure behind the answer has been validated" in final


def test_what_would_change_the_answer_is_said_in_sentences():
    release = example_release()
    costs = release.tables["costs"]
    had = options.had(release)
    best, rival = had.iloc[0], had.iloc[1]
    first, *_ = changes.what_would_change(release)
    # Only costs that the best option does not pay at the same place can close the gap.
    pairs = set(
        costs.loc[costs["option_id"] == best["option_id"], ["line", "place"]].itertuples(index=False, name=None)
    )
    own = costs[(costs["option_id"] == rival["option_id"]) & (costs["kind"] != "travel")]
    own = own[[pair not in pairs for pair in own[["line", "place"]].itertuples(index=False, name=None)]]
    largest = own.groupby("line")["npc_gbp"].sum().max()
    assert largest > rival["above_best_gbp"]
    assert rival["option"] in first
    share = wording.number(rival["above_best_gbp"] / largest, wording.SHARE)
    assert f"by {share} of {wording.pounds(largest, nearest_1000=True)}" in first


def test_a_gap_that_no_one_cost_closes_is_said_to_be_so():
    release = example_release()
    table = release.tables["options"].copy()
    behind = table["rank"] > 1
    table.loc[behind, "above_best_gbp"] = 1e9
    first, *_ = changes.what_would_change(replace(release, tables={**release.tables, "options": table}))
    assert first.startswith("No one cost of ")
    assert "£1,000,000,000" in first


def test_the_page_is_the_same_twice(page: str):
    assert appendix.page(example_release()) == page


def test_tables_without_rows_are_left_out():
    release = example_release()
    frame = release.tables["options"]
    frame = frame[frame["verdict"] != "cannot be had"]
    views = document.tables(replace(release, tables={**release.tables, "options": frame}))
    assert views["not_had"] == ()
    assert "Every option listed can be had." in appendix.page(
        replace(release, tables={**release.tables, "options": frame})
    )


def many_options(release: Release, count: int) -> pd.DataFrame:
    """The example's best option and its like, each 1 % dearer than the one before; doing nothing comes last."""
    frame = release.tables["options"]
    behind = pd.concat([frame[frame["option_id"] == "pair-kings-house-ruxley"]] * count, ignore_index=True)
    behind = behind.assign(
        option_id=[f"option-{n}" for n in range(count)],
        option=[f"Option {n}" for n in range(count)],
        rank=range(2, count + 2),
        verdict=["near-tie" if n < 12 else "behind" for n in range(count)],
    )
    nothing = frame[frame["option_id"] == "do-nothing"].assign(rank=count + 2)
    return pd.concat([frame.head(1), behind, nothing], ignore_index=True)


def test_leading_options_are_the_first_ten_the_near_ties_and_doing_nothing():
    release = example_release()
    crowded = replace(release, tables={**release.tables, "options": many_options(release, 60)})
    # the best, twelve near-ties of which three rank behind the tenth, and doing nothing at rank 62
    assert options.leading(crowded)["rank"].tolist() == [*range(1, 14), 62]
    assert len(options.with_cost_sheet(crowded)) == 1 + options.SHEETS_MAX + 1


def test_the_chart_is_sound_and_said_in_words_too():
    release = example_release()
    drawn = charts.total_cost(options.leading(release), 0.05)
    root = ElementTree.fromstring(drawn)
    description = root.find("{http://www.w3.org/2000/svg}desc")
    assert root.get("role") == "img"
    assert description is not None
    assert "Ruxley: total £1,222,000, of which resources £933,000 and added travel £289,000." in str(description.text)
    assert "near-tie: within 5% of the best" in drawn
    bars = [r for r in root.iter("{http://www.w3.org/2000/svg}rect") if r.get("class") == "cash"][1:]
    widths = [float(str(bar.get("width"))) for bar in bars]
    # 920,000 of cash against 1,617,000 for doing nothing
    assert widths[0] / widths[3] == pytest.approx(920 / 1617, abs=0.001)


def test_a_saving_in_travel_lies_over_the_end_of_the_cash():
    frame = options.leading(example_release()).head(1)
    drawn = charts.total_cost(frame.assign(travel_npc_gbp=-120_000.0, total_npc_gbp=800_000.0), None)
    root = ElementTree.fromstring(drawn)
    rects = {str(r.get("class")): r for r in root.iter("{http://www.w3.org/2000/svg}rect")}
    cash, less = rects["cash"], rects["less"]
    # cash ends at 920,000 and the saving runs back from there to 800,000
    end = float(str(cash.get("x"))) + float(str(cash.get("width")))
    assert float(str(less.get("x"))) + float(str(less.get("width"))) == pytest.approx(end, abs=0.2)
    assert "near-tie:" not in drawn


@pytest.mark.parametrize(
    ("ink", "paper"),
    [("0b0c0c", "ffffff"), ("3d4347", "f3f5f6"), ("1a4f8a", "f3f5f6"), ("ffffff", "8f2b0e"), ("ffffff", "00603b")],
)
def test_colours_of_text_stand_out(ink: str, paper: str):
    """WCAG 2.2, 1.4.3: contrast of at least 4.5 to 1."""
    style = (document.ASSETS / "appendix.css").read_text(encoding="utf-8")
    assert all(f"#{colour}" in style for colour in (ink, paper) if colour != "ffffff")
    light, dark = sorted((luminance(ink), luminance(paper)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    shares = (int(colour[n : n + 2], 16) / 255 for n in (0, 2, 4))
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


class TestJourneyResults:
    def test_both_bases_stand_side_by_side_and_one_is_said_to_rank(self, read: Reader):
        rows = table(read, "All staff by the mode used now").rows
        ruxley = rows.index(["One shared site: Ruxley"])
        # Ruxley: 27.1 before, 31.2 after; two minutes less each by the quickest mode.
        assert rows[ruxley + 1][:6] == [
            "By the mode used now (ranks the options)",
            "78",
            "27.1",
            "31.2",
            "+4.1",
            "+3.7",
        ]
        assert rows[ruxley + 2][:4] == ["By the quickest mode open", "78", "25.1", "29.2"]

    def test_the_worst_tenth_is_suppressed_where_too_few(self, read: Reader):
        rows = table(read, "The longest journeys and bad days").rows
        everybody, bexley = (next(r for r in rows if r[0] == who) for who in ("All staff", "Bexley"))
        assert everybody[1:] == ["58.1", "61.5", "+17.0", "33.1", "36.5"]  # 27.1 + 31; 30.5 + 31; 3.4 x 5; + 6 each
        assert bexley[1:4] == ["suppressed"] * 3

    def test_who_gains_and_who_loses(self, read: Reader):
        rows = table(read, "Who gains, who loses").rows
        everybody = next(r for r in rows if r[0] == "All staff")
        assert everybody[1:] == ["30%", "10%", "55%", "12%", "2%", "5%", "5%", "0%", "0%"]

    def test_mode_share_before_and_after(self, read: Reader):
        rows = {row[0]: row[1:4] for row in table(read, "Mode share of all staff").rows[2:]}
        assert rows["Car"] == ["55%", "60%", "65%"]
        assert rows["Cycle"] == ["suppressed", "suppressed", "0%"]

    def test_bands_are_held_against_all_staff(self, read: Reader):
        rows = [row for row in table(read, "Journeys by band of staff").rows if len(row) > 1]
        groups = {row[0]: row[1:7] for row in rows[2:]}
        assert groups["Everybody"] == ["78", "27.1", "+3.4", "12%", "+4.1", "15%"]
        assert groups["Part time"] == ["18", "24.1", "+4.4", "20%", "+4.4", "15%"]
        assert set(groups["Low"]) == {"suppressed"}

    def test_catchments_name_what_is_counted(self, page: str, read: Reader):
        rows = table(read, "Residents of Bexley and Bromley of working age").rows
        assert ["Car", "120,300", "180,000"] in rows
        assert "Only residents of Bexley and Bromley are counted, to the nearest hundred" in page

    def test_without_a_population_file_there_is_no_table_of_recruitment(self):
        release = example_release()
        empty = {"catchments": empty_table(PUBLISHED["catchments"])}
        without = appendix.page(replace(release, tables={**release.tables, **empty}))
        assert "Recruitment" not in without

    def test_miles_pounds_and_carbon(self, read: Reader):
        rows = table(read, "Miles, pounds and carbon").rows
        assert rows[3] == ["All staff", *["27,100", "30,500", "+3,400"] * 3]

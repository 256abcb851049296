"""The appendices and the milestone report as documents, read as pages of HTML."""

import itertools
import re
from dataclasses import replace

import pandas as pd
import pytest

from feasibility import wording
from feasibility.errors import UnsoundPlan
from feasibility.publication import appendices
from feasibility.publication.appendices import (
    LETTERED,
    e_capacity,
    f_travel,
    g_costs,
    h_sensitivity,
    i_optimiser,
    placed,
)
from feasibility.publication.release import Release
from feasibility.publication.report import html
from feasibility.publication.report.blocks import Bullets, Document, Figure, Paragraph, Part, Table, numbered
from feasibility.publication.report.templates import asset
from feasibility.publication.views import (
    capital_profile,
    cases,
    changes,
    costs,
    exits,
    not_known,
    options,
    switching,
    travel,
)
from feasibility.publication.views.view import View
from feasibility.tables import PUBLISHED
from feasibility.tables import empty as empty_table
from tests.publication.example_release import HOSTILE_NOTE, HOSTILE_SITE, SUPPRESSED_AREA, example_release
from tests.publication.example_reported import nothing_reported
from tests.publication.table_reader import Reader, table


@pytest.fixture(scope="module")
def document() -> Document:
    return numbered(appendices.document(example_release()))


@pytest.fixture(scope="module")
def page(document: Document) -> str:
    return html.page(document)


@pytest.fixture(scope="module")
def read(page: str) -> Reader:
    return Reader(page)


@pytest.fixture(scope="module")
def milestones() -> Document:
    return numbered(appendices.milestone_report(example_release()))


def changed(release: Release, **tables: pd.DataFrame) -> Release:
    return replace(release, tables={**release.tables, **tables})


def views(part: Part) -> list[View]:
    return [block.view for block in part.blocks if isinstance(block, Table)]


def words(part: Part) -> str:
    """Paragraphs and lists of a part."""
    said = [block.text if isinstance(block, Paragraph) else "" for block in part.blocks]
    return "\n".join([*said, *(item for block in part.blocks if isinstance(block, Bullets) for item in block.items)])


def test_the_answer_stands_first_and_the_appendices_follow_in_order(document: Document):
    assert [part.key for part in document.parts] == ["answer", *(f"appendix-{letter}" for letter in "abcdefghijklmn")]
    assert "".join(part.letter for part in document.parts) == "ABCDEFGHIJKLMN"
    assert len(LETTERED) == 14


def test_no_table_stands_twice_and_each_has_a_number_of_its_own(document: Document):
    captions = [view.caption for part in document.parts for view in views(part)]
    assert len(captions) == len(set(captions))
    assert [view.number for part in document.parts for view in views(part)] == list(range(1, len(captions) + 1))


def test_pictures_say_what_they_show_and_where_their_figures_stand(document: Document):
    figures = [block for part in document.parts for block in part.blocks if isinstance(block, Figure)]
    keys = {figure.chart.key for figure in figures}
    assert {"total_cost", "day", "journeys", "cash", "robustness", "tornado", "map-best"} <= keys
    assert all(figure.chart.description and figure.chart.title for figure in figures)
    assert len(keys) == len(figures)


def test_a_table_that_is_cut_says_so_and_where_the_rest_stands():
    view = switching.why_not(example_release())
    many = replace(view, groups=(replace(view.groups[0], rows=view.groups[0].rows * 5),), note="Old.")
    cut = placed.first(many, 3, "why_not")
    assert len(cut.groups[0].rows) == 3
    assert cut.note == (
        "Shown are the first 3 of 5 rows. All stand in tables/why_not.csv and on the sheet Why not of results.xlsx. "
        "Old."
    )
    assert placed.first(many, 5, "why_not") == many


def test_the_page_states_its_language_and_has_one_title_in_order(page: str, read: Reader):
    assert page.startswith('<!DOCTYPE html>\n<html lang="en-GB">')
    levels = [level for level, _ in read.headings]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert read.open == []


def test_the_page_asks_no_host_and_runs_no_script(page: str, read: Reader):
    without_names = page.replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r"https?:|//[a-z]|@import|url\((?!#)|javascript:", without_names)
    assert "script" not in {tag for tag, _ in read.tags}
    assert not {name for _, attributes in read.tags for name in attributes if name.startswith("on")}
    assert {attributes["href"] for tag, attributes in read.tags if tag == "link"} == {"data:,"}


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


def test_the_ranking_shows_the_figures_of_the_options_table(read: Reader):
    frame = example_release().tables["options"].set_index("option_id")
    rows = table(read, "Leading options").rows[2:]
    # King's House: 620,000 + 300,000 = 920,000 cash, 275,000 of travel, 1,195,000 in all
    assert rows[0][2:] == ["920,000", "+275,000", "1,195,000", "0.0%", "Best"]
    # Ruxley: 1,222,000 is 27,000 above, and 27,000 / 1,195,000 = 2.26 %
    assert rows[1][2:] == [
        "933,000",
        "+289,000",
        "1,222,000",
        "2.3%",
        "Near-tie: too close to call",
    ]
    for row, option in zip(rows, frame[frame["verdict"] != "cannot be had"].itertuples(), strict=True):
        assert row[4] == wording.thousands("total_npc_gbp", option.total_npc_gbp)


def test_the_other_two_criteria_stand_side_by_side(read: Reader):
    row = table(read, "The other two criteria").rows[3]
    assert row == ["2", "One shared site: Ruxley", "+4.1", "15%", "4%", "60 of 75", "+25%"]


def test_cost_sheets_end_in_the_totals_of_the_ranking(read: Reader):
    sheets = [t for t in read.tables if "Cost sheet" in t.caption]
    assert [s.caption.split(": ", 1)[1].rsplit(" (", 1)[0] for s in sheets] == [f"One shared site: {HOSTILE_SITE}"]
    cash, npc = sheets[0].rows[0].index("Cash (£)"), sheets[0].rows[0].index("Present (£)")
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
        g_costs.part(changed(release, costs=forged))


def test_journeys_of_leading_options_are_shown_by_employer(read: Reader):
    rows = table(read, "One-way journeys before and after by employer").rows
    assert [f"One shared site: {HOSTILE_SITE}"] in rows
    place = rows.index([f"One shared site: {HOSTILE_SITE}"])
    # before 27.1, after 30.5: mean +3.4; the change is halved at the median, tripled at p90
    assert rows[place + 1] == ["All staff", "78", "27.1", "30.5", "+3.4", "+1.7", "+10.2"]
    assert [row[0] for row in rows[place + 1 : place + 4]] == ["All staff", "Bexley", "Bromley"]


def test_suppressed_areas_are_named_and_have_no_figure(read: Reader):
    areas = example_release().tables["areas"].set_index("area_id")
    (row,) = [r for r in table(read, "by home area").rows if r[0] == areas.loc[SUPPRESSED_AREA, "name"]]
    assert set(row[2:]) == {"suppressed"}


def test_seats_are_shown_for_each_take_up_with_what_sets_them(read: Reader):
    rows = table(read, "floor area for each take-up").rows[2:]
    assert ["0%", "Pooled in one building", "47", "Occupancy cap", "74.0", "60", "530"] in rows
    assert ["0%", "One queue, nobody moves", "47", "Occupancy cap", "74.0", "65", "570"] in rows


def test_the_status_of_the_run_is_said_in_words(page: str, document: Document):
    assert "Not for decision" in page
    final = html.page(replace(document, heading=replace(document.heading, draft=False)))
    assert "Not for decision" not in final
    assert "Every key figure behind the answer has been validated" in final


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


def test_parts_are_the_same_twice(document: Document):
    again = tuple(module.part(example_release()) for module in (e_capacity, h_sensitivity, i_optimiser))
    parts = [part for part in document.parts if part.letter in "EHI" and part.letter]
    assert numbered(replace(document, parts=again)) == numbered(replace(document, parts=tuple(parts)))


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
        first = next(r for r in rows if r[0] == f"One shared site: {HOSTILE_SITE}")
        assert first[1:] == ["58.1", "61.5", "+17.0", "33.1", "36.5"]  # 27.1 + 31; 30.5 + 31; 3.4 x 5; + 6 each
        release = example_release()
        journeys = release.tables["journeys"]
        of_all = journeys["employer"] == "all"
        few = journeys.assign(after_minutes_worst_tenth=journeys["after_minutes_worst_tenth"].mask(of_all))
        view = travel.longest(changed(release, journeys=few))
        assert {row[2] for row in view.groups[0].rows} == {"suppressed"}

    def test_who_gains_and_who_loses(self, read: Reader):
        rows = table(read, "Who gains, who loses").rows
        everybody = next(r for r in rows if r[0] == "All staff")
        assert everybody[1:] == ["30%", "55%", "12%", "2%", "5%", "5%"]

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
        without = f_travel.part(changed(release, **empty))
        assert "Recruitment" not in [getattr(block, "text", "") for block in without.blocks]
        assert "Recruitment" in [getattr(block, "text", "") for block in f_travel.part(release).blocks]

    def test_miles_pounds_and_carbon(self, read: Reader):
        rows = table(read, "Miles, pounds and carbon").rows
        assert rows[2] == [f"One shared site: {HOSTILE_SITE}", *["27,100", "+3,400"] * 3]


class TestStatements:
    def test_the_optimiser_statement_counts_what_cannot_be_had_and_names_the_runner_up(self):
        release = example_release()
        part = i_optimiser.part(release)
        said = words(part)
        # Ruxley, 1,222,000, is 27,000 above King's House.
        assert (
            f"With One shared site: {HOSTILE_SITE} ruled out, the least total is that of One shared site: Ruxley"
            in said
        )
        assert "£27,000 above it" in said
        assert views(part)[-1].groups[0].rows == (("Depot holds … of … workstations", "1"),)
        assert "A place takes no more workstations than its floor holds." in said

    def test_every_option_that_can_be_had_is_said_to_be(self):
        release = example_release()
        frame = release.tables["options"]
        all_had = changed(release, options=frame[frame["verdict"] != "cannot be had"])
        assert "Every option listed can be had." in words(i_optimiser.part(all_had))

    def test_what_is_not_known_is_told_before_the_figures_are_used(self):
        said = not_known.in_words(example_release())
        # Two of the four groups of the screening are not known.
        assert said[-1].endswith("2 groups of 4 in the equality screening (Appendix L): age and disability.")
        none = changed(example_release(), **nothing_reported())
        assert not any("equality screening" in sentence for sentence in not_known.in_words(none))

    def test_queues_are_told_of_only_where_they_were_supplied(self):
        release = example_release()
        headings = [getattr(block, "text", "") for block in e_capacity.part(release).blocks]
        alone = changed(release, mix=release.tables["mix"].assign(queue="all"))
        assert "Queues that differ" in headings
        assert "Queues that differ" not in [getattr(block, "text", "") for block in e_capacity.part(alone).blocks]


class TestMilestones:
    def test_a_board_reads_first_where_it_stands_and_signs_last(self, milestones: Document):
        assert [part.key for part in milestones.parts] == [
            "standing", "milestones", "risks", "decisions", "finance", "found", "plan", "lessons", "sign-off",
        ]  # fmt: skip
        assert not any(part.letter for part in milestones.parts)

    def test_each_open_gateway_has_a_line_for_whoever_decides(self, milestones: Document):
        (view,) = views(milestones.parts[-1])
        # The first gateway of the example is done; works and the plan wait for the project board.
        assert [(group.title, [row[0] for row in group.rows]) for group in view.groups] == [
            ("Project board", ["Works begin", "Plan for co-location"])
        ]
        assert {row[-1] for group in view.groups for row in group.rows} == {""}

    def test_what_the_study_found_is_the_verdict(self, milestones: Document):
        found = milestones.parts[5]
        assert isinstance(found.blocks[0], Paragraph)
        assert found.blocks[0].text == example_release().verdict[0]

    def test_without_papers_it_says_what_is_missing_and_stays_a_page(self):
        release = example_release()
        none = ("funding", "funding_checks")
        bare = changed(release, **nothing_reported(), **{name: release.tables[name].head(0) for name in none})
        report = appendices.milestone_report(bare)
        said = "\n".join(words(part) for part in report.parts)
        for told in ("no colour can be told", "No programme was supplied", "No lesson has been logged",
                     "No funding paper was supplied", "No gateway waits for a signature"):  # fmt: skip
            assert told in said
        assert Reader(html.page(report)).open == []

    def test_hostile_words_are_escaped(self, milestones: Document):
        page = html.page(milestones)
        assert "<img" not in page
        assert HOSTILE_NOTE in "".join(Reader(page).words)


class TestWithheld:
    """The public edition says where a figure stands that it does not have."""

    def test_lines_without_a_quantity(self):
        release = replace(example_release(), commercial_withheld=True)
        lines = release.tables["costs"]
        rent = lines["line"] == lines["line"].iloc[0]
        blank = changed(release, costs=lines.assign(
            quantity=lines["quantity"].mask(rent), rate_gbp=lines["rate_gbp"].mask(rent)))  # fmt: skip
        first = costs.sheets(blank)[0].groups[0].rows[0]
        assert first[1:3] == ("In the exempt part", "")
        travel_lines = changed(release, costs=lines.assign(quantity=float("nan")))
        assert {row[1] for row in costs.sheets(travel_lines)[0].groups[0].rows} == {"not shown"}

    def test_steps_between_the_cases(self):
        release = replace(example_release(), commercial_withheld=True)
        table = release.tables["cases"].assign(transfers_gbp=float("nan"))
        rows = {group.rows[0][0][:5]: group.rows[0][1] for group in cases.walk(changed(release, cases=table)).groups}
        assert rows["Taxes"] == "In the exempt part"

    def test_inputs_that_were_taken_out_still_pass_the_lead(self):
        release = replace(example_release(), commercial_withheld=True)
        before = switching.in_words(release)
        table = release.tables["switching"]
        blank = table.assign(**dict.fromkeys(("value", "below", "above"), float("nan")))
        taken = changed(release, switching=blank)
        assert switching.in_words(taken) == before
        assert {row[1:4] for row in switching.of_all(taken).groups[0].rows} == {("In the exempt part", "", "")}

    def test_leases_of_those_who_leave(self):
        release = replace(example_release(), commercial_withheld=True)
        exits_of = changed(release, exits=release.tables["exits"].assign(ends_by="exempt", held_until="exempt"))
        assert all("stands in the exempt part" in group.note for group in exits.exits(exits_of).groups)
        assert "exempt (exempt)" not in "".join(group.note for group in exits.exits(exits_of).groups)


def test_capital_by_quarter_adds_up_and_names_quarters_after_the_closure():
    release = example_release()
    blank = dict.fromkeys(release.tables["assumptions"].columns, "")
    days = [{**blank, "assumption_id": "funding.closure_by", "value": "2010-09-30", "key": False}]
    quarters = [f"2010-11 Q{n}" for n in (1, 2, 3)]
    funding = pd.DataFrame({
        "option_id": "single-kings-house", "kind": ["capital"] * 3 + ["revenue"] * 3, "span": "quarter",
        "period": quarters * 2, "need_gbp": [90.0, 10.0, 0.0, 1.0, 2.0, 3.0], "funded_gbp": [40.0] * 3 + [0.0] * 3,
        "secured_gbp": 0.0, "secured_share": 0.0, "gap_gbp": 0.0,
        "cumulative_gap_gbp": [50.0, 20.0, -20.0, 1.0, 3.0, 6.0], "cumulative_secured_gap_gbp": 0.0,
    })  # fmt: skip
    (view,) = capital_profile.by_quarter(changed(release, funding=funding, assumptions=pd.DataFrame(days)))
    capital, revenue = view.groups
    # 90 + 10 + 0 needed, 3 x 40 promised; the third quarter begins on 1 October, after 30 September
    assert capital.rows[-1] == ("In all", "100", "120", "0", "−20", "")
    assert [row[-1] for row in capital.rows] == ["", "", "After its closure", ""]
    assert revenue.rows == (("In all", "6", "0", "0", "6", ""),)


@pytest.mark.parametrize(
    ("ink", "paper"),
    [("0b0c0c", "ffffff"), ("3d4347", "f3f5f6"), ("1a4f8a", "f3f5f6"), ("ffffff", "8f2b0e"), ("ffffff", "00603b")],
)
def test_colours_of_text_stand_out(ink: str, paper: str):
    """WCAG 2.2, 1.4.3: contrast of at least 4.5 to 1."""
    style = asset("appendix.css")
    assert all(f"#{colour}" in style for colour in (ink, paper) if colour != "ffffff")
    light, dark = sorted((luminance(ink), luminance(paper)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    shares = (int(colour[n : n + 2], 16) / 255 for n in (0, 2, 4))
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

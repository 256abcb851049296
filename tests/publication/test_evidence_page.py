"""The journey evidence page holds every row of the evidence, and is readable without a script or a host."""

import itertools
import re
from dataclasses import replace

import pytest

from feasibility import tables, wording
from feasibility.publication import evidence
from feasibility.publication.views import travel
from tests.publication.example_release import HOSTILE_NOTE, HOSTILE_SITE, example_release
from tests.publication.table_reader import Reader, table


@pytest.fixture(scope="module")
def release():
    return example_release()


@pytest.fixture(scope="module")
def page(release) -> str:
    return evidence.page(release)


@pytest.fixture(scope="module")
def read(page) -> Reader:
    return Reader(page)


def test_the_page_states_its_language_and_has_one_title_in_order(page, read):
    assert page.startswith('<!DOCTYPE html>\n<html lang="en-GB">')
    levels = [level for level, _ in read.headings]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert read.open == []


def test_landmarks_labels_and_links_lead_somewhere(read):
    names = [tag for tag, _ in read.tags]
    assert all(names.count(landmark) == 1 for landmark in ("header", "main", "nav", "footer"))
    ids = [attributes["id"] for _, attributes in read.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    links = {attributes["href"].removeprefix("#") for tag, attributes in read.tags if tag == "a"}
    assert links - set(ids) == {"appendices.html"}
    labels = {a["aria-labelledby"] for _, a in read.tags if "aria-labelledby" in a}
    assert labels <= set(ids)


def test_the_page_asks_no_host_and_runs_no_script(page, read):
    assert not re.search(r"https?:|//[a-z]|@import|url\((?!#)|javascript:", page)
    assert "script" not in {tag for tag, _ in read.tags}
    words = "".join(read.words)
    assert HOSTILE_SITE in words
    assert HOSTILE_NOTE in words


def test_every_table_is_numbered_captioned_and_scoped(read):
    assert [t.caption.split(".")[0] for t in read.tables] == [f"Table {n}" for n in range(1, len(read.tables) + 1)]
    for each in read.tables:
        scopes = [h["scope"] for h in each.headings]
        assert {"col", "row"} <= set(scopes) <= {"col", "row", "colgroup", "rowgroup"}


def test_every_row_of_the_evidence_is_on_the_page_under_its_mode(release, read):
    for mode, measure, value, source in release.tables["evidence"].itertuples(index=False, name=None):
        words = travel.MODE_WORDS.get(mode, "All modes")
        shown = [wording.capital(text) for text in (measure, value.replace(" -", f" {wording.MINUS}"), source)]
        assert shown in table(read, f"{words}: sources").rows


def test_topics_stand_in_the_order_of_reading(read):
    titles = [row[0] for row in table(read, "Public transport: sources").rows if len(row) == 1]
    assert titles == ["Where the minutes come from", "How good the minutes are", "Journeys that are known"]


def test_columns_of_words_keep_their_widths_whatever_the_text(page):
    groups = re.findall(r"<colgroup>(.*?)</colgroup>", page, re.DOTALL)
    widths = [[int(width) for width in re.findall(r"width: (\d+)%", group)] for group in groups]
    assert len(widths) == 7  # three modes, unreached, known, settings, sources
    assert all(sum(of_table) == 100 for of_table in widths)


def test_the_lines_are_counted_and_their_file_is_named(release, page):
    assert "has each of the 2 lines with its operator" in page
    none = {"transit_lines": tables.empty(tables.TransitLinesTable)}
    assert "transit_lines.csv" not in evidence.page(replace(release, tables={**release.tables, **none}))


def test_what_is_not_known_is_listed_by_site_and_area(read):
    rows = table(read, "Journeys that are not known").rows
    assert ["Town", "Public transport", "No service", "suppressed"] in rows
    assert ["Town", "Public transport", "No way", "12"] in rows
    assert ["Ruxley"] in rows


def test_known_journeys_show_their_legs_beside_what_others_publish(read):
    rows = table(read, "Journeys that local people can check").rows
    titles = [row[0] for row in rows if len(row) == 1]
    assert titles == [
        "Sidcup to Bromley (public transport): 42 minutes",
        f"One bus, {HOSTILE_SITE}. Published: 45 minutes (a planner).",
        "Erith to Nowhere (public transport): no journey found",
        "No bus goes there.",
    ]
    assert ["1", "On foot", "Sidcup", "bus stop", "3.0"] in [[cell.strip() for cell in row] for row in rows]
    assert ["3", "269", "bus stop", "Bromley North", "33.0"] in [[cell.strip() for cell in row] for row in rows]


def test_settings_behind_the_minutes_are_those_of_travel(release, read):
    rows = table(read, "Settings behind the journeys").rows[1:]
    assert [row[0] for row in rows] == [
        key for key in release.tables["assumptions"]["assumption_id"] if key.startswith("travel.")
    ]


def test_the_rules_are_said(release, read):
    words = "".join(read.words)
    for title, paragraph in release.travel_rules:
        assert (3, title) in read.headings
        assert paragraph in words


def test_a_gap_too_small_to_count_is_said_in_words(release):
    journeys = release.tables["journeys"].assign(heads_measured=float("nan"))
    rows = table(Reader(evidence.page(replace(release, tables={**release.tables, "journeys": journeys}))), "Staff with")
    assert rows.rows[1][1:] == ["78", "all but fewer than 10"]


def test_nothing_unreached_and_no_known_journeys_are_said_in_words(release):
    empty = {name: tables.empty(tables.PUBLISHED[name]) for name in ("unreached", "known_journeys")}
    read = Reader(evidence.page(replace(release, tables={**release.tables, **empty})))
    words = "".join(read.words)
    assert "Every member of staff has a journey that is known" in words
    assert "names no file of known journeys" in words
    assert not any("not known, by site" in t.caption for t in read.tables)

import itertools
from dataclasses import replace
from html import unescape

import pytest

from feasibility.publication import director
from feasibility.publication.director import content
from feasibility.publication.director.page import Link
from feasibility.publication.figures import charts
from tests.publication.example_release import HOSTILE_SITE, example_release
from tests.publication.table_reader import Reader

LINKS = (Link("map.html", "Map <b>", "Journeys & places"),)


@pytest.fixture(scope="module")
def release():
    return example_release()


@pytest.fixture(scope="module")
def page(release) -> str:
    return director.page(release, LINKS)


def test_the_answer_stands_first_and_every_tag_is_closed(page, release):
    read = Reader(page)
    assert read.open == []
    levels = [level for level, _ in read.headings]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    words = " ".join(" ".join(read.words).split())
    assert words.index(release.told.answer[0]) < words.index("How the options compare")


def test_three_measures_of_the_best_option(release):
    # King's House: £1,195,000; mean change 2.5 minutes; see example_figures.OPTIONS.
    cost, journey, desks = content.measures(release)
    best = release.tables["options"].sort_values("rank").iloc[0]
    assert cost.figure == "£1,195,000"
    assert "27,000 more" in cost.note
    assert journey.figure.startswith(f"{abs(best['travel_change_minutes_mean']):.1f} minutes")
    assert desks.figure == f"{best['workstations_needed']} needed"
    assert desks.note == f"{best['workstations_available']} available"


def test_every_chart_stands_with_the_table_behind_it(page, release):
    drawn = [chart for key, chart in charts(release).items() if key != "total_cost"]
    assert page.count("<svg") == len(drawn)
    assert page.count("<details>") == sum(chart.view is not None for chart in drawn) > 3
    for chart in drawn:
        assert chart.svg in page


def test_names_are_text_and_nothing_is_asked_of_anybody(page):
    assert HOSTILE_SITE not in page  # it holds marks that HTML reads
    assert "Map &lt;b&gt;" in page
    assert "<script" not in page
    assert "default-src 'none'" in unescape(page)
    assert "http:" not in page.replace("http://www.w3.org/2000/svg", "")
    assert "https:" not in page


def test_the_marking_stands_at_head_and_foot(release, page):
    assert 'class="marking"' not in page
    marked = director.page(replace(release, marking="Exempt <3>"), LINKS)
    assert marked.count("Exempt &lt;3&gt;") == 2


def test_what_would_change_the_answer_begins_with_the_soonest(release):
    told = replace(release.told, would_change=("One queue.", "Rent.", "Soonest."))
    assert content.would_change(replace(release, told=told))[:3] == ("Soonest.", "One queue.", "Rent.")


def test_warnings_beyond_the_sixth_are_counted(release):
    few = replace(release, warnings=tuple(f"Warning {n}." for n in range(6)))
    many = replace(release, warnings=tuple(f"Warning {n}." for n in range(8)))
    assert not any("further" in said for said in content.not_known(few))
    assert "2 further warnings in the appendices." in content.not_known(many)

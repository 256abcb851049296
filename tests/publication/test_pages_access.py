"""Every page but the map, for every reader: by the rules of WCAG, by keyboard alone, on a phone, on paper.

The map is held to more (`test_map_access`); the pages of a sweep and of a comparison beside their own tests.
"""

from dataclasses import replace

import pytest

from feasibility.publication import appendices, director, evidence
from feasibility.publication.director.page import Link
from feasibility.publication.report import html
from tests.publication.example_release import example_release
from tests.publication.held_page import held_by_its_head, held_by_keyboard, held_on_paper, held_on_screen

pytestmark = pytest.mark.browser
MARKING = "Exempt <3>: Schedule 12A"
LINKS = (Link("map.html", "Map", "Journeys and places"),)
BESIDE = {"Word": "appendices.docx"}
NAMES = ("index", "appendices", "milestone-report", "evidence")


@pytest.fixture(scope="module")
def pages() -> dict[tuple[str, str], str]:
    """The text of every page by its name and marking."""
    release = example_release()
    documents = {"appendices": appendices.document(release), "milestone-report": appendices.milestone_report(release)}
    found = {}
    for marking in ("", MARKING):
        marked = replace(release, marking=marking)
        found["index", marking] = director.page(marked, LINKS)
        found["evidence", marking] = evidence.page(marked)
        for name, document in documents.items():
            found[name, marking] = html.page(replace(document, marking=marking), BESIDE)
    return found


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("marking", "width"), [("", 1280), (MARKING, 320)])  # 320: WCAG 2.2, 1.4.10
def test_on_screen(opened, axe, pages, name, marking, width):
    driver = opened(pages[name, marking])
    held_on_screen(driver, axe, width)
    held_by_its_head(driver)
    marked = [each.text for each in driver.find_elements("class name", "marking")]
    assert marked == ([MARKING] * 2 if marking else [])  # at its head and at its foot
    assert ("@top-center" in pages[name, marking]) == bool(marking)  # what heads a printed sheet


@pytest.mark.parametrize("name", NAMES)
def test_by_keyboard_and_on_paper(opened, pages, name):
    driver = opened(pages[name, MARKING])
    held_by_keyboard(driver)
    held_on_paper(driver, MARKING)

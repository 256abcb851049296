"""The page of a document: safe, in order, and easy to find one's way in."""

import re
from itertools import pairwise

import pytest

from feasibility.publication.report import html
from tests.publication.example_document import MARKING, document


@pytest.fixture(scope="module")
def page() -> str:
    return html.page(document(), {"Word <b>": "a.docx", "PDF": "a.pdf"})


def test_nothing_runs_and_nothing_is_asked_for(page: str) -> None:
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    assert "default-src 'none'" in policy[1] and "script-src" not in policy[1]
    assert "<script" not in page.lower()
    assert not re.search(r'(?:src|href)="(?!#|data:,|a\.docx|a\.pdf)', page)


def test_text_is_text(page: str) -> None:
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "{{ 7*7 }}" in page
    assert "Word &lt;b&gt;" in page


def test_headings_are_in_order_and_one_is_first(page: str) -> None:
    levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", page)]
    assert levels.count(1) == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))


def test_every_link_inside_the_page_leads_somewhere_and_no_id_is_there_twice(page: str) -> None:
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    targets = set(re.findall(r'href="#([^"]+)"', page))
    assert {"appendix-g", "table-2", "figure-1", "answer"} <= targets
    assert targets <= set(ids)
    assert "appendix-z" not in targets


def test_the_marking_stands_on_the_page_and_on_every_printed_sheet(page: str) -> None:
    assert page.count("<strong>Part 2: exempt – &#34;paragraph 3&#34;</strong>") == 2
    assert '@top-center { content: "Part 2\\3a  exempt \\2013  \\22 paragraph 3\\22 "' in page
    assert "@top-center" not in html.page(document(marking=""))


def test_tables_have_captions_and_headings_with_scope(page: str) -> None:
    assert page.count("<table>") == page.count("<caption") == 2
    assert 'scope="colgroup" colspan="2"' in page
    assert page.count('scope="row"') == 3 + 1 + 3  # three rows and a total, and three rows
    assert page.count('scope="col"') == 3 + 14


@pytest.mark.browser
def test_the_page_fits_a_phone_and_prints_wide_tables_across(page: str, opened) -> None:
    browser = opened(page)
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride", {"width": 320, "height": 640, "deviceScaleFactor": 1, "mobile": True}
    )
    assert browser.execute_script("return document.documentElement.scrollWidth") <= 320
    assert [entry for entry in browser.get_log("browser") if entry["level"] == "SEVERE"] == []
    printed = browser.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})["data"]
    assert len(printed) > 10_000
    across = "return getComputedStyle(document.querySelector('.across')).page"
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        assert browser.execute_script(across) == "across"
    finally:
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    assert MARKING in browser.find_element("css selector", ".marking").text

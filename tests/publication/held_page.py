"""What every page without a map is held to in a real browser: for every reader, on every screen, on paper."""

import base64
import itertools
import re
from collections.abc import Callable

import pypdfium2
from selenium.webdriver.common.keys import Keys

REQUESTS = "return performance.getEntriesByType('resource').map(e => e.name).filter(n => !n.startsWith('data:'))"
OVERFLOW_PIXELS = "return document.documentElement.scrollWidth - document.documentElement.clientWidth"
HEADINGS = "return [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(h => Number(h.tagName[1]))"
POLICY = "return document.querySelector('meta[http-equiv=Content-Security-Policy]').content"
WIDER = """
const broad = innerWidth + 1;
const region = (e) => e.closest('[role=region][tabindex="0"]');
const slides = (e) => region(e) && ['auto', 'scroll'].includes(getComputedStyle(region(e)).overflowX);
return [...document.body.querySelectorAll('*')]
    .filter((e) => e.getBoundingClientRect().right > broad && !slides(e)).map((e) => e.outerHTML.slice(0, 120));
"""
"""What reaches beyond the screen and does not stand in a part that is scrolled sideways by keyboard too."""
UNNAMED = """return [...document.querySelectorAll('[role=region]')].filter((e) => e.tabIndex !== 0
    || e.ariaLabelledByElements?.length !== 1 || !e.ariaLabelledByElements[0].textContent.trim())
    .map((e) => e.outerHTML.slice(0, 120))"""
SAME_IDS = """const ids = [...document.querySelectorAll('[id]')].map((e) => e.id);
return ids.filter((id, place) => ids.indexOf(id) !== place)"""
OPENED = "document.querySelectorAll('details').forEach((e) => { e.open = true; })"
CELLS = "return [...document.querySelectorAll('th, td')].filter((e) => e.checkVisibility()).map((e) => e.innerText)"
BETWEEN = (375, 640)
"""Further widths of a screen: a phone; and 1280 enlarged to 200 %."""
MARGIN_POINTS = 20
"""Least white at each side of a sheet; every page asks for 12 mm, 34 points, or more."""
NOT_LETTERS = re.compile(r"[\W_]+")


def screen(driver: object, width: int) -> None:
    """A screen so many pixels wide."""
    size = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": width < 600}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)


def held_on_screen(driver: object, axe: Callable[[object], list[str]], width: int) -> None:
    """The page, open in the browser, breaks no rule, asks for nothing, and slides sideways only where it may."""
    screen(driver, width)
    driver.execute_script(OPENED)
    assert axe(driver) == []
    assert driver.execute_script(REQUESTS) == []
    assert driver.get_log("browser") == []  # a breach of the policy would stand here
    assert driver.execute_script(SAME_IDS) == []
    for each in (*BETWEEN, width):
        screen(driver, each)
        assert driver.execute_script(OVERFLOW_PIXELS) == 0, each
        assert driver.execute_script(WIDER) == [], each
    assert driver.execute_script(UNNAMED) == []


def held_by_its_head(driver: object) -> None:
    """Language, title, policy and the order of headings."""
    assert driver.execute_script("return document.documentElement.lang") == "en-GB"
    assert len(driver.title) > len(": ")
    policy = [part.strip() for part in driver.execute_script(POLICY).split(";")]
    assert {"default-src 'none'", "base-uri 'none'", "form-action 'none'"} <= set(policy)
    assert not [part for part in policy if part.startswith(("script-src", "connect-src"))]
    levels = driver.execute_script(HEADINGS)
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def held_by_keyboard(driver: object) -> None:
    """The first key reaches the skip link, which shows and leads to the text; the next stops are seen to have it."""
    driver.switch_to.active_element.send_keys(Keys.TAB)
    link = driver.switch_to.active_element
    assert link.get_attribute("class") == "skip"
    assert link.text.startswith("Skip to the ")
    assert link.location["x"] >= 0
    link.send_keys(Keys.ENTER)
    assert driver.switch_to.active_element.get_attribute("id") == "main"
    driver.switch_to.active_element.send_keys(Keys.TAB)
    inside = "return document.getElementById('main').contains(document.activeElement)"
    assert driver.execute_script(inside)
    edge = "const s = getComputedStyle(document.activeElement); return [s.outlineStyle, parseFloat(s.outlineWidth)]"
    style, pixels = driver.execute_script(edge)
    assert style == "solid"
    assert pixels >= 2


def sheets(driver: object) -> list[str]:
    """The text of every sheet that comes out of the printer; no letter of it is in the margin or beyond the paper."""
    made = driver.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})
    found = []
    for sheet in pypdfium2.PdfDocument(base64.b64decode(made["data"])):
        text = sheet.get_textpage()
        boxes = [text.get_rect(place) for place in range(text.count_rects())]
        assert min(left for left, _, _, _ in boxes) >= MARGIN_POINTS
        assert max(right for _, _, right, _ in boxes) <= sheet.get_width() - MARGIN_POINTS
        found.append(text.get_text_range())
    return found


def held_on_paper(driver: object, marking: str) -> None:
    """Every sheet has the marking at its head, if there is one, and the words of every cell are on some sheet."""
    driver.execute_script(OPENED)
    found = sheets(driver)
    if marking:
        assert [place for place, text in enumerate(found, start=1) if _letters(marking) not in _letters(text)] == []
    assert f"Page {len(found)} of {len(found)}" in found[-1]
    printed = _letters("".join(found))
    words = {word for cell in driver.execute_script(CELLS) for word in NOT_LETTERS.split(cell) if word}
    assert sorted(word for word in words if word not in printed) == []


def _letters(text: str) -> str:
    """Letters and figures alone: where a line ends, and how a hyphen there is told, is the printer's affair."""
    return NOT_LETTERS.sub("", text)

"""The map page in a real browser that can reach nobody."""

from dataclasses import replace

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select, WebDriverWait

from feasibility.publication.map import page
from tests.publication.example_release import HOSTILE_SITE, SUPPRESSED_AREA, example_release

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def text():
    return page(example_release())


@pytest.fixture
def shown(opened, text):
    return opened(text)


def _card(browser, *words):
    """The words of the open card, once all those given stand there."""

    def said(b):
        text = "".join(card.text for card in b.find_elements(By.CSS_SELECTOR, ".leaflet-popup .card"))
        return text if all(word in text for word in words) else None

    return WebDriverWait(browser, 5).until(said, message=f"no card says {words!r}")


def _fills(browser):
    paths = browser.find_elements(By.CSS_SELECTOR, ".leaflet-areas-pane path")
    return [path.get_attribute("fill") for path in paths]


def test_opens_without_a_fault_or_a_request(shown):
    assert shown.get_log("browser") == []
    requests = shown.execute_script("return performance.getEntriesByType('resource').map(e => e.name)")
    assert requests == []
    assert shown.execute_script("return L.version") == "1.9.4"


def test_layers_are_drawn(shown):
    for pane in ("land", "band", "areas", "lines", "veil", "edge", "border"):
        assert shown.find_elements(By.CSS_SELECTOR, f".leaflet-{pane}-pane path"), pane
    marks = {m.text for m in shown.find_elements(By.CSS_SELECTOR, ".leaflet-marker-pane .mark")}
    assert marks == {"1", "2", "4", "–", "×"}
    assert shown.find_element(By.CSS_SELECTOR, ".leaflet-control-scale").is_displayed()
    assert shown.find_element(By.CSS_SELECTOR, ".north").is_displayed()
    # The study of 10 km by 10 km fills most of the map's height.
    height = shown.execute_script("return document.querySelector('.leaflet-areas-pane path').getBBox().height")
    assert height > 450


def test_names_do_not_cover_one_another(shown):
    crossing = shown.execute_script("""
        const boxes = [...document.querySelectorAll(
            ".site .name:not(.crowded), .place span:not(.crowded), .area-label span:not(.crowded):not(:empty)")]
            .map(e => e.getBoundingClientRect());
        return boxes.some((a, i) => boxes.some((b, j) => i < j &&
            a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom));""")
    assert crossing is False


def test_choosing_an_option_restyles_the_areas(shown):
    before = _fills(shown)
    # Changes of -4.5, 2.5, 7.75 minutes, and one area too small to show.
    assert before == ["url(#band-better-1)", "url(#band-worse-1)", "url(#band-worse-2)", "url(#band-suppressed)"]
    Select(shown.find_element(By.ID, "option")).select_by_value("single-ruxley")
    # -5.5, 4.25, 8.5
    assert _fills(shown) == [
        "url(#band-better-2)",
        "url(#band-worse-1)",
        "url(#band-worse-2)",
        "url(#band-suppressed)",
    ]
    assert "£1,222,000" in shown.find_element(By.ID, "summary").text
    assert "5.5 minutes shorter" in shown.find_element(By.ID, "homes-rows").text
    used = shown.find_elements(By.CSS_SELECTOR, ".leaflet-marker-pane .mark.used")
    assert [mark.text for mark in used] == ["2"]


def test_the_choice_is_reached_and_changed_by_keyboard(shown):
    choice = shown.find_element(By.ID, "option")
    choice.send_keys(Keys.ARROW_DOWN)
    assert Select(choice).first_selected_option.get_attribute("value") == "single-ruxley"
    assert "£1,222,000" in shown.find_element(By.ID, "summary").text


def test_enter_opens_a_card_and_escape_closes_it(shown):
    best = shown.find_element(By.CSS_SELECTOR, ".site.kind-best")
    assert best.get_attribute("role") == "button"
    assert best.get_attribute("aria-label") == f"1 {HOSTILE_SITE}: open the card"  # what is seen, then what it does
    shown.execute_script("arguments[0].focus()", best)
    shown.switch_to.active_element.send_keys(Keys.ENTER)
    assert _card(shown, HOSTILE_SITE, "£1,195,000")
    assert shown.switch_to.active_element.tag_name == "h2"
    shown.switch_to.active_element.send_keys(Keys.ESCAPE)
    WebDriverWait(shown, 5).until(lambda b: not b.find_elements(By.CSS_SELECTOR, ".leaflet-popup .card"))
    assert shown.switch_to.active_element == best
    assert shown.get_log("browser") == []


def test_a_click_opens_a_card(shown):
    shown.find_element(By.CSS_SELECTOR, ".site.kind-excluded .mark").click()
    assert _card(shown, "Mottingham", "4.2 km from the border, corridor 3.0 km")


def test_the_table_opens_a_card(shown):
    shown.find_element(By.CSS_SELECTOR, "button.show[data-site=ruxley]").click()
    assert _card(shown, "Used by a near-tie", "By the border")


def test_a_suppressed_area_says_so(shown):
    row = shown.find_element(By.CSS_SELECTOR, f"tr[data-area={SUPPRESSED_AREA}]")
    assert row.find_element(By.CSS_SELECTOR, ".change").get_attribute("textContent") == "fewer than 10 staff: not shown"


def test_a_phone_shows_the_whole_map_without_sideways_scrolling(browser, opened, text):
    size = {"width": 390, "height": 844, "deviceScaleFactor": 2, "mobile": True}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    shown = opened(text)
    assert shown.execute_script("return document.documentElement.scrollWidth") <= 390
    frame = shown.execute_script(
        "const r = document.querySelector('.folium-map').getBoundingClientRect();return [r.width, r.height]"
    )
    assert frame[0] == pytest.approx(390, abs=1)
    assert frame[1] >= 380
    assert shown.get_log("browser") == []


def test_switching_the_home_areas_off_and_on(shown):
    shown.execute_script("document.querySelectorAll('.leaflet-control-layers-overlays input')[0].click()")
    assert _fills(shown) == []
    assert not shown.find_elements(By.CSS_SELECTOR, ".area-label")
    shown.execute_script("document.querySelectorAll('.leaflet-control-layers-overlays input')[0].click()")
    assert "url(#band-worse-2)" in _fills(shown)
    assert shown.find_elements(By.CSS_SELECTOR, ".area-label")


def test_the_heading_of_a_tall_card_comes_into_sight(opened):
    release = example_release()
    sites = release.layers.sites.assign(notes="Much is known of this place. " * 30)  # taller than any map
    tables = {**release.tables, "sites": release.tables["sites"].assign(notes=sites["notes"].iloc[0])}
    browser = opened(page(replace(release, tables=tables, layers=replace(release.layers, sites=sites))))
    browser.set_window_size(1280, 620)
    try:
        best = browser.find_element(By.CSS_SELECTOR, ".site.kind-best")
        browser.execute_script("arguments[0].focus()", best)
        browser.switch_to.active_element.send_keys(Keys.ENTER)
        assert _card(browser, HOSTILE_SITE)
        heading = browser.find_element(By.CSS_SELECTOR, ".leaflet-popup .card h2")
        below_header = browser.execute_script("return document.querySelector('header').getBoundingClientRect().bottom")
        WebDriverWait(browser, 5).until(lambda _: heading.rect["y"] >= below_header)
    finally:
        browser.set_window_size(1280, 800)

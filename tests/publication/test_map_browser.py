"""The map page in a real browser that can reach nobody: what is drawn, chosen, compared, searched for and opened."""

from dataclasses import replace

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select, WebDriverWait

from feasibility.publication.map import page
from feasibility.scenario.publication import Tiles
from tests.publication.example_release import HOSTILE_AREA, HOSTILE_SITE, SUPPRESSED_AREA, example_release

pytestmark = pytest.mark.browser

FIRST = ["url(#band-better-1)", "url(#band-worse-1)", "url(#band-worse-2)", "url(#band-suppressed)"]
"""King's House: changes of -4.5, 2.5, 7.75 minutes, and one area too small to show."""
SECOND = ["url(#band-better-2)", "url(#band-worse-1)", "url(#band-worse-2)", "url(#band-suppressed)"]
"""Ruxley: -5.5, 4.25, 8.5."""


@pytest.fixture(scope="module")
def text():
    return page(example_release())


@pytest.fixture
def shown(opened, text):
    return opened(text)


def _one(browser, selector):
    return browser.find_element(By.CSS_SELECTOR, selector)


def _all(browser, selector):
    return browser.find_elements(By.CSS_SELECTOR, selector)


def _fills(browser, side="a"):
    return [path.get_attribute("fill") for path in _all(browser, f"#map-{side} .leaflet-areas-pane path")]


def _box(browser, layer):
    return _one(browser, f"input[data-layer={layer}]")


def _compare(browser):
    browser.execute_script("document.getElementById('sides-two').click()")
    return browser


def _search(browser, *keys):
    box = _one(browser, "#search")
    box.clear()
    for key in keys:
        box.send_keys(key)
    return [item.text.split("\n") for item in _all(browser, "#found:not([hidden]) [role=option]")]


def test_opens_without_a_fault_or_a_request(shown):
    assert shown.get_log("browser") == []  # a breach of the page's policy would stand here
    assert shown.execute_script("return performance.getEntriesByType('resource').map(e => e.name)") == []
    assert shown.execute_script("return L.version") == "1.9.4"
    assert shown.execute_script("return document.documentElement.classList.contains('ready')")


def test_layers_are_drawn(shown):
    for pane in ("land", "band", "areas", "lines", "veil", "edge", "border"):
        assert _all(shown, f".leaflet-{pane}-pane path"), pane
    assert {m.text for m in _all(shown, ".leaflet-marker-pane .mark")} == {"1", "2", "4", "–", "×"}
    assert _one(shown, ".leaflet-control-scale").is_displayed()
    assert _one(shown, ".north").is_displayed()
    # The study of 10 km by 10 km fills most of the map's height.
    height = shown.execute_script(
        "return document.querySelector('.leaflet-areas-pane path').getBBox().height"
        " / document.getElementById('map-a').clientHeight"
    )
    assert height > 0.8


def test_every_name_is_text(shown):
    names = shown.execute_script("return [...document.querySelectorAll('#map-a .site .name')].map(e => e.textContent)")
    assert HOSTILE_SITE in names
    places = shown.execute_script("return [...document.querySelectorAll('#map-a .place')].map(e => e.textContent)")
    assert "<i>Hamlet</i>" in places
    assert not _all(shown, "#map-a img, #map-a script, #map-a i")


def test_names_do_not_cover_one_another(shown):
    crossing = shown.execute_script("""
        const boxes = [...document.querySelectorAll(
            ".site .name:not(.crowded), .place span:not(.crowded), .area-label span:not(.crowded):not(:empty)")]
            .map(e => e.getBoundingClientRect());
        return [boxes.length, boxes.some((a, i) => boxes.some((b, j) => i < j &&
            a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom))];""")
    assert crossing[0] > 6
    assert crossing[1] is False


def test_choosing_an_option_changes_map_panel_and_tables(shown):
    assert _fills(shown) == FIRST
    Select(_one(shown, "#option-a")).select_by_value("single-ruxley")
    assert _fills(shown) == SECOND
    assert "£1,222,000" in _one(shown, "#summary-a").text
    assert _one(shown, "#chosen-a").text == "2. One shared site: Ruxley (near-tie)"
    # Of Bromley's staff 19 % have a shorter journey and 67 % a longer one; 34.8 - 28.4 = 6.4 minutes.
    assert "19% shorter, 10% the same, 67% longer; mean 6.4 minutes longer" in _one(shown, "#gains-a").text
    assert "5.5 minutes shorter" in _one(shown, "#homes-rows").text
    assert "6.4 minutes longer" in _one(shown, "#gains-rows").text
    assert _one(shown, "#sites-rows tr[data-site=ruxley] .used").text == "Yes"
    assert _one(shown, "#sites-rows tr[data-site=kings-house] .used").text == "No"
    assert [mark.text for mark in _all(shown, ".leaflet-marker-pane .mark.used")] == ["2"]


def test_two_options_stand_side_by_side_and_move_as_one(shown):
    _compare(shown)
    assert (_fills(shown, "a"), _fills(shown, "b")) == (FIRST, SECOND)
    left, right = (_one(shown, f"#map-{side}").rect for side in "ab")
    assert (left["y"], left["height"]) == (right["y"], right["height"])
    assert left["x"] + left["width"] <= right["x"]
    Select(_one(shown, "#option-b")).select_by_value("do-nothing")
    assert set(_fills(shown, "b")) == {"url(#band-same)", "url(#band-suppressed)"}
    assert _fills(shown, "a") == FIRST
    heads = [row.text for row in _all(shown, "#gains-rows td:nth-child(2)")]
    assert heads == ["First option"] * 3 + ["Second option"] * 3
    assert len(_all(shown, "#homes-rows tr:first-child td.change:not([hidden])")) == 2
    places = """return ['a', 'b'].map(s => {
        const map = document.getElementById('map-' + s).getBoundingClientRect();
        const mark = document.querySelector('#map-' + s + ' .kind-best').getBoundingClientRect();
        return [Math.round(mark.x - map.x - map.width / 2), Math.round(mark.y - map.y - map.height / 2)]; })"""
    one, other = shown.execute_script(places)
    assert one == pytest.approx(other, abs=1)
    _one(shown, "#map-b").send_keys(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT)
    _one(shown, "#map-b .leaflet-control-zoom-in").send_keys(Keys.SPACE)
    moved = WebDriverWait(shown, 5).until(lambda b: (p := b.execute_script(places))[0] != one and p)
    assert moved[0] == pytest.approx(moved[1], abs=1)
    assert shown.get_log("browser") == []


def test_layers_are_switched_on_both_maps(shown):
    _compare(shown)
    _box(shown, "areas").send_keys(Keys.SPACE)
    assert _fills(shown, "a") == _fills(shown, "b") == []
    assert not _all(shown, ".area-label")
    _box(shown, "areas").send_keys(Keys.SPACE)
    assert (_fills(shown, "a"), _fills(shown, "b")) == (FIRST, SECOND)
    _box(shown, "sites").send_keys(Keys.SPACE)
    assert not _all(shown, ".site .mark:not(.sample .mark)")
    _box(shown, "sites").send_keys(Keys.SPACE)
    assert len(_all(shown, "#map-b .site")) == 6
    assert _one(shown, "#map-b .kind-best").get_attribute("aria-label").endswith(": open the card")


def test_people_within_reach_are_a_disc_and_a_number(shown):
    discs = "#map-a .leaflet-reach-pane path[stroke-opacity='1']"
    assert not _all(shown, discs)
    _box(shown, "reach").send_keys(Keys.SPACE)
    assert len(_all(shown, discs)) == 1  # only King's House was counted
    said = "return [...document.querySelectorAll('#map-a .people')].map(e => e.textContent).filter(Boolean)"
    assert shown.execute_script(said) == ["60,300"]
    Select(_one(shown, "#within")).select_by_value("car-45")
    assert shown.execute_script(said) == ["180,000"]
    assert "180,000 people of working age" in _one(shown, "#map-a .kind-best").get_attribute("aria-label")
    _box(shown, "reach").send_keys(Keys.SPACE)
    assert shown.execute_script(said) == []


def test_search_finds_by_part_of_a_name_and_opens_what_is_chosen(shown):
    assert _search(shown, "rux") == [["Ruxley", "Site"]]
    assert _search(shown, "east") == [["West & East", "Station"]]
    box = _one(shown, "#search")
    box.send_keys(Keys.ENTER)
    assert _one(shown, ".leaflet-popup-content").text == "West & East\nStation"
    assert "West & East, station" in _one(shown, "#search-said").text
    found = _search(shown, "civ", Keys.ARROW_DOWN, Keys.ARROW_DOWN)
    assert [kind for _, kind in found] == ["Site", "Site"]
    chosen = _one(shown, f"#{box.get_attribute('aria-activedescendant')}")
    assert (chosen.get_attribute("aria-selected"), chosen.text.split("\n")[0]) == ("true", found[1][0])
    box.send_keys(Keys.ENTER)
    assert _one(shown, "#card h2").text == found[1][0]
    _one(shown, "#card").send_keys(Keys.ESCAPE)
    assert shown.switch_to.active_element == box


def test_search_says_what_it_cannot_show(shown):
    assert _search(shown, "zzz") == []
    assert _one(shown, "#search-said").text == "Nothing of that name."
    _search(shown, "further", Keys.ENTER)
    assert "no outline on the map" in _one(shown, "#search-said").text
    _search(shown, HOSTILE_AREA[:6], Keys.ARROW_UP)  # from the box upwards is the last
    assert _one(shown, "#found [aria-selected=true]") == _all(shown, "#found [role=option]")[-1]
    _one(shown, "#search").send_keys(Keys.ESCAPE)
    assert _one(shown, "#search").get_attribute("aria-expanded") == "false"
    _search(shown, "secret", Keys.ENTER)
    assert _one(shown, ".leaflet-popup-content").text == "Secret Lane\nfewer than 10 staff: not shown"
    assert shown.get_log("browser") == []


def test_a_click_opens_a_card_and_a_button_of_the_table_too(shown):
    _one(shown, "#map-a .site.kind-excluded .mark").click()
    card = _one(shown, "#card")
    assert "4.2 km from the border, corridor 3.0 km" in card.text
    assert _all(shown, "#map-a .site.open")
    _one(shown, "#card-close").click()
    assert not card.is_displayed()
    assert not _all(shown, "#map-a .site.open")
    _one(shown, "button.show[data-site=kings-house]").send_keys(Keys.ENTER)
    for words in (HOSTILE_SITE, "£1,195,000", "60,300", "Step free", "sourced", "leased"):
        assert words in card.text


def test_a_suppressed_area_says_so(shown):
    row = _one(shown, f"tr[data-area={SUPPRESSED_AREA}]")
    assert row.find_element(By.CSS_SELECTOR, ".change").get_attribute("textContent") == "fewer than 10 staff: not shown"


def test_another_page_may_point_at_two_options_and_a_site(browser, tmp_path, text):
    file = tmp_path / "map.html"
    file.write_text(text, encoding="utf-8")
    browser.get(f"{file.as_uri()}#option=single-ruxley&beside=do-nothing&site=ruxley")
    assert _one(browser, "#option-a").get_attribute("value") == "single-ruxley"
    assert _fills(browser, "a") == SECOND
    assert _one(browser, "#option-b").get_attribute("value") == "do-nothing"
    assert _one(browser, "#card h2").text == "Ruxley"
    browser.get("about:blank")
    browser.get(f"{file.as_uri()}#option=%3Cimg%3E&site=nobody")
    assert _fills(browser) == FIRST
    assert browser.get_log("browser") == []


def test_tiles_are_asked_for_only_when_switched_on(opened):
    tiles = Tiles(url="https://tiles.example.org/{z}/{x}/{y}.png", attribution="© <b>Tile</b> owners")
    shown = opened(page(replace(example_release(), tiles=tiles)))
    asked = "return performance.getEntriesByType('resource').map(e => new URL(e.name).host)"
    assert shown.execute_script(asked) == []
    assert not _one(shown, "#tiles-owner").is_displayed()
    _box(shown, "tiles").send_keys(Keys.SPACE)
    assert _one(shown, "#tiles-owner").text == "Base map: © <b>Tile</b> owners"
    pictures = shown.execute_script("return [...document.querySelectorAll('.leaflet-tile')].map(e => e.src)")
    assert pictures
    assert {picture.split("/")[2] for picture in pictures} == {"tiles.example.org"}
    messages = [entry["message"] for entry in shown.get_log("browser")]
    assert not [m for m in messages if "Content Security Policy" in m]  # the host is allowed, and cannot be reached

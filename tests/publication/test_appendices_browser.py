import pytest

from feasibility.publication import appendices
from feasibility.publication.report import html
from tests.publication.example_release import example_release

pytestmark = pytest.mark.browser

OVERFLOW_PIXELS = "return document.documentElement.scrollWidth - document.documentElement.clientWidth"
REQUESTS = "return performance.getEntriesByType('resource').map(entry => entry.name)"


@pytest.fixture(scope="module")
def page() -> str:
    return html.page(appendices.document(example_release()))


@pytest.mark.parametrize("width", [320, 375, 640, 1280])  # 320: WCAG 2.2, 1.4.10; 640: 1280 enlarged to 200 %
def test_only_tables_scroll_sideways(opened, page: str, width: int):
    driver = opened(page)
    driver.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride", {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": False}
    )
    assert driver.execute_script(OVERFLOW_PIXELS) == 0


def test_the_page_asks_for_nothing_and_reports_no_fault(opened, page: str):
    driver = opened(page)
    assert [name for name in driver.execute_script(REQUESTS) if not name.startswith("data:")] == []
    assert driver.get_log("browser") == []


def test_the_first_key_reaches_the_skip_link_and_it_shows(opened, page: str):
    driver = opened(page)
    driver.switch_to.active_element.send_keys("\ue004")  # Tab
    link = driver.switch_to.active_element
    assert link.text == "Skip to the text"
    assert link.location["x"] >= 0
    link.send_keys("\ue007")  # Enter
    assert driver.switch_to.active_element.get_attribute("id") == "main"


def test_tables_can_be_reached_and_scrolled_by_keyboard(opened, page: str):
    driver = opened(page)
    unnamed = (
        "return [...document.querySelectorAll('.scroll')].filter(r => r.tabIndex !== 0 || !r.ariaLabelledByElements)"
    )
    assert driver.execute_script(unnamed) == []

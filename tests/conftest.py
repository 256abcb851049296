"""A real browser for the pages, without any network."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

CHROMIUM, DRIVER = "chromium", "chromedriver"
SWITCHES = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND",  # no name resolves: whatever a page asks for outside itself fails
    "--force-prefers-reduced-motion",  # nothing fades while a test reads it
    "--window-size=1280,800",
)


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[object]:
    """One Chromium for the whole session, with a fresh profile."""
    if shutil.which(CHROMIUM) is None or shutil.which(DRIVER) is None:
        pytest.skip("Chromium and its driver are not installed")
    from selenium import webdriver  # noqa: PLC0415  a machine without a browser need not have it
    from selenium.webdriver.chrome.service import Service  # noqa: PLC0415

    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which(CHROMIUM)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    for switch in (*SWITCHES, f"--user-data-dir={tmp_path_factory.mktemp('chromium')}"):
        options.add_argument(switch)
    driver = webdriver.Chrome(options=options, service=Service(shutil.which(DRIVER)))
    driver.set_script_timeout(20)
    yield driver
    driver.quit()


@pytest.fixture
def browser(chromium: object) -> object:
    """The browser, on an empty page of 1280 by 800 and with an empty log."""
    chromium.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride", {"width": 1280, "height": 800, "deviceScaleFactor": 1, "mobile": False}
    )
    chromium.get("about:blank")
    chromium.get_log("browser")
    return chromium


@pytest.fixture
def opened(browser: object, tmp_path: Path) -> object:
    """A function that opens the text of a page from a file and gives the browser back."""

    def show(page: str) -> object:
        file = tmp_path / "page.html"
        file.write_text(page, encoding="utf-8")
        browser.get(file.as_uri())
        return browser

    return show

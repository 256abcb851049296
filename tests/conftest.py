"""What every test may share: postcodes read once, one run of the example, and a real browser without any network."""

import functools
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from feasibility.inputs import postcodes

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "scenarios" / "bexley-bromley-2010.toml"
RUN_SECONDS_MAX = 900
"""How long one worker waits for another's run of the example, which takes half a minute: longer than any slow machine
needs, so that a worker that died is told of."""
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


@pytest.fixture(scope="session", autouse=True)
def postcodes_read_once() -> Iterator[None]:
    """The directory of postcodes never changes, and nothing writes to what is read of it."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(postcodes, "read", functools.lru_cache(maxsize=30)(postcodes.read))
        yield


@pytest.fixture
def tables_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs in this process write tables, evidence and manifest, and none of what is drawn, which other tests hold.

    Without it a run of the small study spends more than half of its time on workbook, GeoPackage, map and appendix.
    """
    from feasibility.publication import appendix, beside, geopackage, map, workbook  # noqa: PLC0415 - seconds to load

    @contextmanager
    def nobody() -> Iterator[Callable[[object], Callable[[], bytes]]]:
        yield lambda _: lambda: b""

    monkeypatch.setattr(beside, "artist", nobody)
    for page in (appendix, map):
        monkeypatch.setattr(page, "page", lambda _: "")
    for file in (geopackage, workbook):
        monkeypatch.setattr(file, "save", lambda _, path: path.touch())


@dataclass(frozen=True)
class ExampleRun:
    """`feasibility run` on the example, by a process of its own."""

    returncode: int
    stdout: str
    stderr: str
    cache: Path

    @property
    def folder(self) -> Path:
        assert self.returncode == 0, self.stderr
        return Path(self.stdout.strip().splitlines()[-1])


@pytest.fixture(scope="session")
def example_run(tmp_path_factory: pytest.TempPathFactory) -> ExampleRun:
    """One run of the example for the whole session, only to be read: the first worker to ask makes it, others wait."""
    base = tmp_path_factory.getbasetemp()
    place = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "example-run"
    said, cache = place / "said.json", place / "cache"
    try:
        place.mkdir()
    except FileExistsError:
        deadline = time.monotonic() + RUN_SECONDS_MAX
        while not said.exists():
            assert time.monotonic() < deadline, "another worker began a run of the example and never ended it"
            time.sleep(0.2)
    else:
        done = subprocess.run(
            [sys.executable, "-m", "feasibility", "run", str(EXAMPLE), "--out", str(place / "out")],
            capture_output=True, text=True, encoding="utf-8", check=False, cwd=ROOT,
            env=os.environ | {"FEASIBILITY_CACHE": str(cache)},
        )  # fmt: skip
        words = {"returncode": done.returncode, "stdout": done.stdout, "stderr": done.stderr}
        (place / "saying.json").write_text(json.dumps(words), encoding="utf-8")
        (place / "saying.json").replace(said)  # there only once it is whole
    return ExampleRun(**json.loads(said.read_text(encoding="utf-8")), cache=cache)


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

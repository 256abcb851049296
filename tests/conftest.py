"""What every test may share: postcodes read once, one run of the example, and a real browser without any network."""

import functools
import json
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import pytest

from feasibility.inputs import postcodes

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "scenarios" / "bexley-bromley-2010.toml"
WITH_EVERY_LOG = (
    "import logging; logging.basicConfig(level=logging.INFO); logging.getLogger('feasibility').setLevel(1); "
    "from feasibility.cli import main; main()"
)
"""The command with every log of the product shown, so that a test may read what no officer asks for."""
SAID = "said.json"
"""What the run of the example said and how it ended."""
RUN_SECONDS_MAX = 900
"""How long a test waits for the run of the example, which takes a minute: longer than any slow machine needs, so that a
worker that died is told of."""
CHROMIUM, DRIVER = "chromium", "chromedriver"
AXE_PLACE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
"""Where npm puts the checker of accessibility; the variable FEASIBILITY_AXE names another place."""
AXE_TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
"""The rules a page is held to: level AA of WCAG 2.2 and all it takes in."""
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


def without(lacking: str) -> NoReturn:
    """End a test whose tool is not on this machine: skipped, told, or failed where FEASIBILITY_TOOLS is `required`."""
    if os.environ.get("FEASIBILITY_TOOLS") == "required":
        pytest.fail(lacking)
    pytest.skip(lacking)


@pytest.fixture
def tool() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs a programme that must be installed for it: `tool("ogrinfo", "-json", path)`; see `without`."""

    def run(name: str, *words: object, **options: object) -> subprocess.CompletedProcess[str]:
        if shutil.which(name) is None:
            without(f"{name} is not installed")
        spelt = [name, *map(str, words)]
        return subprocess.run(spelt, capture_output=True, text=True, check=True, timeout=180, **options)

    return run


@pytest.fixture(scope="session", autouse=True)
def postcodes_read_once() -> Iterator[None]:
    """The directory of postcodes never changes, and nothing writes to what is read of it."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(postcodes, "read", functools.lru_cache(maxsize=30)(postcodes.read))
        yield


@pytest.fixture
def tables_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs in this process write tables, evidence and manifest, and none of what is drawn or laid out.

    Without it a run of the small study spends more than half of its time on pages, documents, workbook and GeoPackage.
    """
    undrawn(monkeypatch)


def undrawn(patched: pytest.MonkeyPatch) -> None:
    """Leave out, until `patched` is undone, every page, document, picture, workbook and GeoPackage of a run."""
    # Seconds to load: only where asked for.
    from feasibility.publication import appendices, beside, director, geopackage, map, workbook  # noqa: PLC0415
    from feasibility.publication.report import html, pdf, word  # noqa: PLC0415

    @contextmanager
    def nobody() -> Iterator[Callable[[Mapping[str, object]], Callable[[], dict[str, dict[str, bytes]]]]]:
        yield lambda releases: lambda: {edition: {} for edition in releases}

    patched.setattr(beside, "artist", nobody)
    for name in ("document", "milestone_report"):
        patched.setattr(appendices, name, lambda _: None)
    for page in (html, map, director):
        patched.setattr(page, "page", lambda *_: "")
    for file in (geopackage, workbook, pdf, word):
        patched.setattr(file, "save", lambda _, path, *__: path.touch())


@pytest.fixture
def journeys_alone(tables_alone: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """`tables_alone`, without what would change the answer, prices of rules and other seatings: tested elsewhere."""
    from feasibility import changes, run, tables  # noqa: PLC0415 - seconds to load
    from feasibility.appraisal import rule_prices  # noqa: PLC0415

    empty = {
        name: tables.empty(tables.PUBLISHED[name]) for name in ("fragile", "switching", "why_not", "why_not_parts")
    }
    prices = tables.empty(tables.PUBLISHED["rule_prices"])
    seatings = tables.empty(tables.PUBLISHED["seatings"])
    monkeypatch.setattr(changes, "tables", lambda *_, **__: empty)
    monkeypatch.setattr(run.seatings, "of_best_set", lambda *_: seatings)
    monkeypatch.setattr(rule_prices, "prices", lambda *_, **__: prices)


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

    @property
    def exempt(self) -> Path:
        """The folder of the exempt edition, beside the public one: pounds and counts as audited."""
        return self.folder.with_name(f"{self.folder.name}-exempt")


@pytest.fixture(scope="session")
def example_place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the run of the example lies, the same for every worker of the session."""
    base = tmp_path_factory.getbasetemp()
    return (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "example-run"


@pytest.fixture(scope="session", autouse=True)
def example_begun(request: pytest.FixtureRequest, example_place: Path) -> Iterator[None]:
    """The run of the example is begun before the first test, beside the tests that do not need it, by one worker."""
    if not any("example_run" in getattr(item, "fixturenames", ()) for item in request.session.items):
        yield
        return
    try:
        example_place.mkdir()
    except FileExistsError:  # another worker began it
        yield
        return
    out = Path(os.environ.get("FEASIBILITY_EXAMPLE", example_place / "out"))  # kept there to be held against another
    process = subprocess.Popen(
        [sys.executable, "-c", WITH_EVERY_LOG, "run", str(EXAMPLE), "--out", str(out)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8", cwd=ROOT,
        env=os.environ | {"FEASIBILITY_CACHE": str(example_place / "cache")},
    )  # fmt: skip

    def take() -> None:
        out, err = process.communicate()
        words = {"returncode": process.returncode, "stdout": out, "stderr": err}
        (example_place / "saying.json").write_text(json.dumps(words), encoding="utf-8")
        (example_place / "saying.json").replace(example_place / SAID)  # there only once it is whole

    taking = threading.Thread(target=take)
    taking.start()
    yield
    if "PYTEST_XDIST_WORKER" not in os.environ:
        process.kill()  # nobody waits for it any more; where it has ended, nothing happens
    taking.join()


@pytest.fixture(scope="session")
def example_run(example_place: Path) -> ExampleRun:
    """One run of the example for the whole session, only to be read."""
    deadline = time.monotonic() + RUN_SECONDS_MAX
    while not (example_place / SAID).exists():
        assert time.monotonic() < deadline, "a run of the example was begun and never ended"
        time.sleep(0.2)
    return ExampleRun(**json.loads((example_place / SAID).read_text(encoding="utf-8")), cache=example_place / "cache")


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[object]:
    """One Chromium for the whole session, with a fresh profile."""
    if shutil.which(CHROMIUM) is None or shutil.which(DRIVER) is None:
        without("Chromium and its driver are not installed")
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


@pytest.fixture(scope="session")
def axe_source() -> str:
    """The text of axe-core, read once."""
    file = Path(os.environ.get("FEASIBILITY_AXE", AXE_PLACE))
    if not file.is_file():
        without("axe-core is not installed: npm install axe-core, or name its axe.min.js in FEASIBILITY_AXE")
    return file.read_text(encoding="utf-8")


@pytest.fixture
def axe(axe_source: str) -> Callable[[object], list[str]]:
    """A function from a browser to what its page breaks of WCAG 2.2 AA: a line a place; none, and the list is empty."""

    def violations(driver: object) -> list[str]:
        driver.execute_cdp_cmd("Runtime.evaluate", {"expression": axe_source})  # a page's policy cannot refuse it
        return driver.execute_async_script(
            """const done = arguments[1];
            axe.run({runOnly: arguments[0]}).then((found) => done(found.violations.flatMap((broken) =>
                broken.nodes.map((node) => `${broken.id} (${broken.help}): ${node.target.join(" ")} ${node.html}`)
            )));""",
            list(AXE_TAGS),
        )

    return violations

"""Runs of the small study to compare, made once: settings changed alone and together, files, journeys, pounds."""

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from feasibility import business_case, run, tables
from feasibility.compare import compare
from feasibility.identity import run_id
from feasibility.publication import csvs, evidence
from feasibility.publication.manifest import checksum
from feasibility.question import Question
from feasibility.scenario import Scenario
from tests.conftest import undrawn
from tests.inputs.study import Study

NOT_OF_THE_CASE = {"options", "pareto", "journeys", "costs", "seats", "half_hours", "mix"}


@dataclass(frozen=True)
class World:
    """A study, and the folders of its runs."""

    study: Study
    cache: Path

    def run(self, name: str, *, edition: str = "exempt", **sections: dict[str, object]) -> Path:
        """Run the study with some settings otherwise, in one edition: the exempt one is to the penny."""
        scenario = Study.__new__(Study)
        scenario.folder, scenario.scenario = self.study.folder, self.study.folder / f"{name}.toml"
        scenario.settings = {section: dict(values) for section, values in self.study.settings.items()}
        scenario.settings["publication"] = {"editions": [edition]}
        for section, values in sections.items():
            scenario.settings.setdefault(section, {}).update(values)
        scenario.save()
        return run.run(scenario.scenario, self.study.folder / "outputs", self.cache, lambda _: None).folder

    def compare(self, out: Path, *runs: Path, say: Callable[[str], None] = lambda _: None) -> Path:
        with measured_once():
            return compare(runs, [self.study.folder], out, self.cache, say)


KNOWN: dict[str, Question] = {}
"""Studies read and measured in this session, by all their settings: no test changes a file that one was read from."""


@contextmanager
def measured_once() -> Iterator[None]:
    """Files are read and journeys measured once for each scenario, whoever asks."""
    prepared = run.prepared

    def known(scenario: Scenario, cache: Path | None, say: Callable[[str], None]) -> Question:
        key = scenario.model_dump_json(exclude={"name"})
        if key not in KNOWN:
            KNOWN[key] = prepared(scenario, cache, say)
        return replace(KNOWN[key], scenario=scenario, run_id=run_id(scenario, KNOWN[key].inputs.checksums))

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(run, "prepared", known)
        yield


@contextmanager
def lean() -> Iterator[None]:
    """Real runs without what a comparison does not read: pages, workbook, business case, what would change it."""

    read = {name: tables.PUBLISHED[name] for name in ("options", "assumptions")}
    case = {name: tables.empty(schema) for name, schema in tables.PUBLISHED.items() if name not in NOT_OF_THE_CASE}
    with measured_once(), pytest.MonkeyPatch.context() as patched:
        undrawn(patched)
        patched.setattr(csvs.tables, "PUBLISHED", read)
        patched.setattr(business_case, "made", lambda *_: dict(case))
        patched.setattr(run.seatings, "of_best_set", lambda *_: case["seatings"])
        patched.setattr(evidence, "page", lambda _: "")
        yield


@pytest.fixture(scope="session")
def world(tmp_path_factory) -> World:
    base = tmp_path_factory.mktemp("compared")
    return World(Study(base / "study"), base / "cache")


@pytest.fixture(scope="session")
def runs(world) -> dict[str, Path]:
    """The base; and another file of sites, with dearer rents, under another discount rate."""
    dearer = (world.study.folder / "sites.csv").read_text(encoding="utf-8").replace(",100,assumed", ",130,assumed")
    (world.study.folder / "dearer.csv").write_text(dearer, encoding="utf-8")
    with lean():
        return {
            "base": world.run("base"),
            "dearer": world.run("dearer", files={"sites": "dearer.csv"}, costs={"discount_rate_share": 0.06}),
        }


def doctored(folder: Path, into: Path, *, change: Callable[[str], str] = str, **manifest: object) -> Path:
    """A copy of a run under another id whose settings and manifest say something else, and whose checksums are sound.

    `change` is of the text of its scenario; `manifest` replaces parts of what the manifest says.
    """
    shutil.copytree(folder, into)
    settings, path = into / "scenario.toml", into / "manifest.json"
    settings.write_text(change(settings.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
    said = json.loads(path.read_text(encoding="utf-8")) | {"run": into.name} | manifest
    said["outputs"] = {name: checksum(into / name) for name in said["outputs"] if (into / name).exists()}
    path.write_text(json.dumps(said), encoding="utf-8")
    return into

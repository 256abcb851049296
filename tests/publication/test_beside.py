"""The print twins drawn by a second process."""

import subprocess
import sys
from dataclasses import replace

import pytest

from feasibility.publication import beside
from feasibility.publication.figures import twins
from feasibility.publication.release import Release
from tests.publication.example_release import example_release

EMPTIED = ("robustness", "unknowns", "half_hours", "journeys", "price_levels")


@pytest.fixture(scope="module")
def release() -> Release:
    """One site and few charts, for speed."""
    whole = example_release()
    tables = {**whole.tables, **{name: whole.tables[name].head(0) for name in EMPTIED}}
    tables["value_options"] = tables["value_options"].assign(benefit=float("nan"))
    tables["sites"] = tables["sites"].head(1)
    return replace(whole, tables=tables, layers=replace(whole.layers, sites=whole.layers.sites.head(1)))


def test_the_second_process_draws_the_same_bytes(release):
    with beside.artist() as draw:
        there = draw({"public": release})()["public"]
    here = {sheet.key: sheet for sheet in twins.sheets(release)}
    assert sorted(there) == sorted(f"{key}.{kind}" for key in here for kind in ("svg", "png"))
    assert all(there[f"{key}.svg"].decode() == f"{sheet.svg()}\n" for key, sheet in here.items())
    assert there["total_cost.png"] == twins._png(here["total_cost"], "", {})


def test_where_no_second_process_can_run_the_pictures_are_drawn_all_the_same(monkeypatch, release):
    monkeypatch.setattr(
        subprocess, "Popen", lambda command, **pipes: POPEN([sys.executable, "-c", "raise SystemExit(9)"], **pipes)
    )
    monkeypatch.setattr(twins, "twins", lambda releases: {key: {"day.svg": b"here"} for key in releases})
    with beside.artist() as draw:
        assert draw({"public": release})() == {"public": {"day.svg": b"here"}}


POPEN = subprocess.Popen


def test_the_process_ends_when_the_run_does():
    with beside.artist() as draw:
        process = draw.__closure__[0].cell_contents
        assert process.poll() is None
    assert process.poll() is not None


def test_the_process_ends_by_itself_when_its_input_closes():
    process = subprocess.Popen(
        [sys.executable, "-m", "feasibility.publication.beside"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    drawn, _ = process.communicate(b"", timeout=120)
    assert drawn == b""
    assert process.returncode != 0

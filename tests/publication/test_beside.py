"""The print twins drawn by a second process."""

import subprocess
import sys

import pytest

from feasibility.publication import beside
from feasibility.publication.figures import twins
from tests.publication.example_release import example_release


@pytest.fixture(scope="module")
def drawn() -> dict[str, dict[str, bytes]]:
    """The pictures drawn in this process: one chart, for speed."""
    with pytest.MonkeyPatch.context() as patched:
        return _few(patched)


def _few(patched: pytest.MonkeyPatch) -> dict[str, dict[str, bytes]]:
    whole = twins.sheets
    patched.setattr(twins, "sheets", lambda release: whole(release)[2:3])
    return twins.twins({"public": example_release()})


def test_the_second_process_draws_the_same_bytes(drawn):
    with beside.artist() as draw:
        there = draw({"public": example_release()})()
    assert there["public"].items() >= drawn["public"].items()


def test_where_no_second_process_can_run_the_pictures_are_drawn_all_the_same(monkeypatch, drawn):
    monkeypatch.setattr(
        subprocess, "Popen", lambda command, **pipes: POPEN([sys.executable, "-c", "raise SystemExit(9)"], **pipes)
    )
    monkeypatch.setattr(twins, "twins", lambda releases: dict.fromkeys(releases, drawn["public"]))
    with beside.artist() as draw:
        assert draw({"public": example_release()})() == drawn


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

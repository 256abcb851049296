"""The print map drawn by a second process."""

import subprocess
import sys

import pytest

from feasibility.publication import beside, picture
from tests.publication.example_release import example_release


@pytest.fixture(scope="module")
def drawn() -> bytes:
    """The picture drawn in this process."""
    return picture.png(example_release())


def test_the_second_process_draws_the_same_bytes(drawn):
    with beside.artist() as draw:
        assert draw(example_release())() == drawn


def test_where_no_second_process_can_run_the_picture_is_drawn_all_the_same(monkeypatch, drawn):
    monkeypatch.setattr(
        subprocess, "Popen", lambda command, **pipes: POPEN([sys.executable, "-c", "raise SystemExit(9)"], **pipes)
    )
    with beside.artist() as draw:
        assert draw(example_release())() == drawn


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

"""A faulty study in a real process: exit code, streams and what is left on the disk."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import feasibility
from tests.inputs.officer import SECRET
from tests.inputs.study import Study


def process(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONIOENCODING": "utf-8", "FEASIBILITY_CACHE": str(cwd / "cache")}
    return subprocess.run(
        [sys.executable, "-m", "feasibility", *words],
        cwd=cwd, env=environment, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return Study(tmp_path / "study")


def test_a_real_process_tells_a_faulty_scenario_and_faulty_files(study, tmp_path):
    study.state("boundary", corridor_km="3 km")
    done = process("run", "study/study.toml", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert 'boundary.corridor_km: found the text "3 km"; write a number' in done.stderr
    study.settings["boundary"] = {}
    study.state("staff").cell("staff.csv", 3, "employer", SECRET)
    done = process("run", "study/study.toml", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert (
        "staff.csv: column employer: row 3: not an authority of this scenario; write one of west, east" in done.stderr
    )
    assert "Traceback" not in done.stderr
    assert SECRET not in done.stderr
    assert not (tmp_path / "outputs").exists()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("run",), "Missing argument 'SCENARIO'"),
        (("run", "a.toml", "b.toml"), "unexpected extra argument"),
        (("run", "a.toml", "--oot", "x"), "--out"),
        (("rnu",), "No such command 'rnu'"),
        (("matrix",), "Missing argument 'ORIGINS'"),
        (("matrix", "a.csv", "b.csv", "--mode", "car"), "Missing option '--out'"),
        (("matrix", "a.csv", "b.csv", "--mode", "taxi", "--out", "m.csv"), "taxi is no mode"),
        (("synthesise-staff", "s.csv", "--seed", "-1"), "--seed"),
    ],
)
def test_wrong_words_are_told_with_exit_code_2(tmp_path, words, says):
    done = process(*words, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("words", [("--help",), ("run", "--help"), ("check", "--help"), ("matrix", "--help")])
def test_help_is_given_on_standard_output(tmp_path, words):
    done = process(*words, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Usage: " in done.stdout
    assert "Example" in done.stdout


def test_the_version_is_shown_without_a_command(tmp_path):
    done = process("--version", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"feasibility {feasibility.__version__}\n", "")

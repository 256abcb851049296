"""A faulty study in a real process: exit code, streams and what is left on the disk."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

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

"""A faulty study and wrong words: exit code, streams and what is left on the disk; one of each in a real process."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import feasibility
from feasibility import cli
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


def test_a_real_process_tells_faulty_files(study, tmp_path):
    study.state("staff").cell("staff.csv", 3, "employer", SECRET)
    done = process("run", "study/study.toml", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert (
        "staff.csv: column employer: row 3: not an authority of this scenario; write one of west, east" in done.stderr
    )
    assert "Traceback" not in done.stderr
    assert SECRET not in done.stderr
    assert not (tmp_path / "outputs").exists()


@pytest.fixture
def here(tmp_path, monkeypatch, capsys):
    """Words of the command line in this process: exit code, standard output and standard error."""

    def said(*words: str) -> tuple[int, str, str]:
        monkeypatch.chdir(tmp_path)
        monkeypatch.setattr(sys, "argv", ["feasibility", *words])
        with pytest.raises(SystemExit) as stop:
            cli.main()
        printed = capsys.readouterr()
        return int(stop.value.code or 0), printed.out, printed.err

    return said


@pytest.mark.usefixtures("tables_alone")
def test_a_faulty_scenario_is_told(study, tmp_path, here):
    study.state("boundary", corridor_km="3 km")
    code, out, err = here("run", "study/study.toml")
    assert (code, out) == (1, "")
    assert 'boundary.corridor_km: found the text "3 km"; write a number' in err
    assert not (tmp_path / "outputs").exists()


def test_a_real_process_tells_wrong_words(tmp_path):
    done = process("rnu", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "No such command 'rnu'" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_real_process_gives_help(tmp_path):
    done = process("run", "--help", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Usage: " in done.stdout


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("run",), "Missing argument 'SCENARIO'"),
        (("run", "a.toml", "b.toml"), "unexpected extra argument"),
        (("run", "a.toml", "--oot", "x"), "--out"),
        (("matrix",), "Missing argument 'ORIGINS'"),
        (("matrix", "a.csv", "b.csv", "--mode", "car"), "Missing option '--out'"),
        (("matrix", "a.csv", "b.csv", "--mode", "taxi", "--out", "m.csv"), "taxi is no mode"),
        (("synthesise-staff", "s.csv", "--seed", "-1"), "--seed"),
    ],
)
def test_wrong_words_are_told_with_exit_code_2(tmp_path, here, words, says):
    code, out, err = here(*words)
    assert (code, out) == (2, "")
    assert says in err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("words", [("--help",), ("run", "--help"), ("check", "--help"), ("matrix", "--help")])
def test_help_is_given_on_standard_output(here, words):
    code, out, err = here(*words)
    assert (code, err) == (0, "")
    assert "Usage: " in out
    assert "Example" in out


def test_the_version_is_shown_without_a_command(tmp_path):
    done = process("--version", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"feasibility {feasibility.__version__}\n", "")

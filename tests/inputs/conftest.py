"""The command line as an officer uses it, on a small study."""

import sys
from pathlib import Path

import pytest

from feasibility import cli
from tests.inputs.officer import Tell, Told
from tests.inputs.study import Study


@pytest.fixture(scope="package")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("streets")


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return Study(tmp_path / "study")


@pytest.fixture
def tell(study: Study, cache: Path, capsys, monkeypatch, tables_alone) -> Tell:
    """Run the command line as an officer does, and check what holds for every fault."""

    def told(command: str = "run", path: Path | None = None) -> Told:
        out = study.folder / "outputs"
        argv = ["feasibility", command, str(path or study.scenario), *(["--out", str(out)] if command == "run" else [])]
        monkeypatch.setattr(sys, "argv", argv)
        monkeypatch.setenv("FEASIBILITY_CACHE", str(cache))
        code = 0
        try:
            cli.main()
        except SystemExit as stop:
            code = int(stop.code or 0)
        printed = capsys.readouterr()
        if code:
            assert not out.exists()
            assert printed.out == ""
        assert "Traceback" not in printed.err
        assert str(study.folder) not in printed.err
        return Told(code, printed.out, printed.err)

    return told

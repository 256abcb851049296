import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from feasibility.errors import FeasibilityError
from feasibility.publication import folder
from feasibility.publication.manifest import checksum, manifest
from tests.publication.example_release import example_release

NEVER_ENDING = """
import sys, time
from pathlib import Path
from feasibility.publication import folder
with folder.complete(Path(sys.argv[1]), "run") as place:
    (place / "options.csv").write_text("half")
    Path(sys.argv[2]).touch()
    time.sleep(600)
"""


def write(parent: Path, text: str) -> None:
    with folder.complete(parent, "run") as place:
        (place / "options.csv").write_text(text)


def test_a_run_folder_appears_whole_and_nothing_else_stays(tmp_path: Path):
    with folder.complete(tmp_path / "outputs", "run") as place:
        (place / "options.csv").write_text("whole")
        assert not (tmp_path / "outputs" / "run").exists()
    assert (tmp_path / "outputs" / "run" / "options.csv").read_text() == "whole"
    assert [path.name for path in (tmp_path / "outputs").iterdir()] == ["run"]


def test_an_error_leaves_nothing(tmp_path: Path):
    with pytest.raises(ValueError, match="stop"), folder.complete(tmp_path, "run") as place:
        (place / "options.csv").write_text("half")
        raise ValueError("stop")
    assert list(tmp_path.iterdir()) == []


def test_an_error_leaves_the_earlier_run_as_it_was(tmp_path: Path):
    write(tmp_path, "earlier")
    with pytest.raises(KeyboardInterrupt), folder.complete(tmp_path, "run"):
        raise KeyboardInterrupt
    assert (tmp_path / "run" / "options.csv").read_text() == "earlier"


def test_the_same_run_replaces_the_earlier_one_whole(tmp_path: Path):
    write(tmp_path, "earlier")
    (tmp_path / "run" / "of-earlier-only.csv").touch()
    write(tmp_path, "later")
    assert [path.name for path in (tmp_path / "run").iterdir()] == ["options.csv"]
    assert (tmp_path / "run" / "options.csv").read_text() == "later"
    assert [path.name for path in tmp_path.iterdir()] == ["run"]


def test_a_folder_put_aside_by_a_killed_run_comes_back(tmp_path: Path):
    write(tmp_path, "earlier")
    (tmp_path / "run").rename(tmp_path / ".run.replaced")
    with pytest.raises(ValueError, match="stop"), folder.complete(tmp_path, "run"):
        raise ValueError("stop")
    assert (tmp_path / "run" / "options.csv").read_text() == "earlier"


def test_a_killed_run_leaves_no_run_folder_and_the_next_clears_up(tmp_path: Path):
    outputs, began = tmp_path / "outputs", tmp_path / "began"
    with subprocess.Popen([sys.executable, "-c", NEVER_ENDING, str(outputs), str(began)]) as run:
        wait_for(began)
        with pytest.raises(FeasibilityError, match="another run"), folder.complete(outputs, "run"):
            pass
        run.kill()
    assert not (outputs / "run").exists()
    assert (outputs / ".run.partial").exists()
    write(outputs, "whole")
    assert [path.name for path in outputs.iterdir()] == ["run"]
    assert (outputs / "run" / "options.csv").read_text() == "whole"


def wait_for(path: Path) -> None:
    deadline = time.monotonic() + 120
    while not path.exists():
        assert time.monotonic() < deadline, "the run did not begin"
        time.sleep(0.01)


def make_manifest(place: Path, inputs: dict[str, Path]) -> dict[str, object]:
    (place / "maps").mkdir(parents=True)
    (place / "scenario.toml").write_text("[study]\n")
    (place / "maps" / "map.html").write_text("<p>")
    return manifest(
        example_release(),
        inputs=inputs,
        versions={"pulp": "3.3.2", "highspy": "1.10"},
        solver={"name": "HiGHS", "gap_share": 0.0, "seed": 1},
        folder=place,
    )


def test_the_manifest_names_what_went_in_and_what_came_out(tmp_path: Path):
    staff, sites = tmp_path / "people of bexley.csv", tmp_path / "sites.csv"
    staff.write_text("staff_id\n")
    sites.write_text("site_id\n")
    said = make_manifest(tmp_path / "run", {"staff": staff, "sites": sites})
    text = (tmp_path / "run" / "manifest.json").read_text(encoding="utf-8")
    assert json.loads(text) == said
    assert said["outputs"] == {
        "maps/map.html": checksum(tmp_path / "run" / "maps" / "map.html"),
        "scenario.toml": checksum(tmp_path / "run" / "scenario.toml"),
    }
    assert said["inputs"] == {
        "sites": {"file": "sites.csv", "sha256": checksum(sites), "bytes": 8},  # site_id and a line feed
        "staff": {"sha256": checksum(staff)},
    }
    assert str(tmp_path) not in text
    assert "people" not in text


def test_the_manifest_is_the_same_wherever_and_whenever_it_is_made(tmp_path: Path):
    for place in ("one", "two"):
        (tmp_path / place).mkdir()
        (tmp_path / place / "sites.csv").write_text("site_id\n")
        make_manifest(tmp_path / place / "run", {"sites": tmp_path / place / "sites.csv"})
    made = [(tmp_path / place / "run" / "manifest.json").read_bytes() for place in ("one", "two")]
    assert made[0] == made[1]


def test_a_checksum_is_the_published_one(tmp_path: Path):
    (tmp_path / "abc").write_bytes(b"abc")
    # FIPS 180-2, appendix B.1
    assert checksum(tmp_path / "abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

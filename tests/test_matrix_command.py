"""`feasibility matrix` as an officer uses it, on the network of a small study."""

import csv
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from feasibility import cli
from tests.inputs.study import Study

HOMES = "id,postcode,easting,northing,longitude,latitude\nh1,BR1 3UH,,,,\nh2,,545000,169000,,\nh3,,,,0.05,51.41\n"
PLACES = 'id,postcode\nmid,BR5 1LB\n"hall, west",BR6 0AA\n'


@dataclass(frozen=True)
class Told:
    code: int
    out: str
    err: str


@pytest.fixture
def study(tmp_path) -> Study:
    made = Study(tmp_path / "study")
    for name in ("staff.csv", "sites.csv"):
        (made.folder / name).unlink()  # the command reads neither
    (made.folder / "homes.csv").write_text(HOMES, encoding="utf-8")
    (made.folder / "places.csv").write_text(PLACES, encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def cache(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("streets")


@pytest.fixture
def tell(study, cache, capsys, monkeypatch):
    def told(*words, homes="homes.csv", places="places.csv", out="out.csv", mode="car"):
        folder = study.folder
        argv = ["feasibility", "matrix", str(folder / homes), str(folder / places), "--mode", mode, "--out"]
        argv += [str(folder / out), "--scenario", str(study.scenario), *words]
        monkeypatch.setattr(sys, "argv", argv)
        monkeypatch.setenv("FEASIBILITY_CACHE", str(cache))
        before = {path: path.read_bytes() for path in folder.iterdir() if path.is_file()}
        code = 0
        try:
            cli.main()
        except SystemExit as stop:
            code = int(stop.code or 0)
        printed = capsys.readouterr()
        if code:
            assert printed.out == ""
            assert {path: path.read_bytes() for path in folder.iterdir() if path.is_file()} == before
        assert "Traceback" not in printed.err
        return Told(code, printed.out, printed.err)

    return told


def table(study, name="out.csv"):
    with (study.folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def faults(told):
    return [line.strip() for line in told.err.splitlines() if line.startswith("  ") and " s  " not in line]


def test_every_pair_of_every_mode_is_written_in_the_order_of_the_lists(study, tell):
    told = tell(mode="car, walk")
    assert told.code == 0, told.err
    assert told.out.strip() == str(study.folder / "out.csv")
    rows = table(study)
    ends = [(home, place) for home in ("h1", "h2", "h3") for place in ("mid", "hall, west")]
    assert [(row["origin"], row["destination"]) for row in rows] == ends * 2
    assert [row["mode"] for row in rows] == ["car"] * 6 + ["walk"] * 6
    assert list(rows[0]) == ["origin", "destination", "mode", "minutes", "km", "status"]
    for row in rows:
        assert (row["minutes"] == "") == (row["status"] != "measured")
    cars = [row for row in rows if row["mode"] == "car"]
    # BR1 3UH (540,629, 169,142) to BR6 0AA lies some 5 km away: more than that by road, at town speeds.
    assert all(row["status"] == "measured" and 4 < float(row["km"]) < 20 for row in cars[:2])
    assert all(8 < float(row["minutes"]) < 60 for row in cars[:2])
    assert "car: 6 pairs measured" in told.err


def test_the_matrix_can_be_given_back_as_a_source_of_minutes(study, tell):
    assert tell().code == 0
    study.state("travel.providers", car="matrix").state(
        "travel.matrix.again", file="out.csv", missing="stop", unit="minutes"
    )
    (study.folder / "roads.json").unlink()  # nothing is measured, so no network is built
    told = tell(out="second.csv")
    assert told.code == 0, told.err
    first, second = table(study), table(study, "second.csv")
    assert [row["minutes"] for row in second] == [row["minutes"] for row in first]
    assert {row["status"] for row in second} == {"supplied"}


def test_a_place_off_the_network_is_a_status_and_no_fault(study, tell):
    (study.folder / "homes.csv").write_text("id,easting,northing\nscot,257000,665000\nh2,545000,169000\n")
    told = tell()
    assert told.code == 0, told.err
    rows = table(study)
    assert [row["status"] for row in rows] == ["origin off the network"] * 2 + ["measured"] * 2
    assert rows[0]["minutes"] == rows[0]["km"] == ""


def test_the_faults_of_both_lists_are_told_together_and_nothing_is_written(study, tell):
    (study.folder / "homes.csv").write_text("id,postcode\na,BR7 5RX9\na,BR1 3UH\nb,BR6 0AA\n")
    (study.folder / "places.csv").write_text("id,easting,northing\nx,0.1,51.4\n")
    told = tell()
    assert told.code == 1
    assert faults(told) == [
        "homes.csv: column id: rows 2-3: stands more than once",
        "places.csv: column easting, northing: row 2: look like degrees; name the columns longitude and latitude",
    ]
    assert "BR7" not in told.err


def test_an_earlier_file_is_replaced_and_a_list_never_is(study, tell):
    assert tell().code == 0
    first = (study.folder / "out.csv").read_bytes()
    (study.folder / "out.csv").write_text("old")
    assert tell().code == 0
    assert (study.folder / "out.csv").read_bytes() == first
    told = tell(out="homes.csv")
    assert (told.code, "is one of the two lists" in told.err) == (1, True)


def test_words_that_are_wrong_are_told_before_any_work(study, tell):
    assert tell(mode="car,horse").code == 2
    assert tell(mode=",").code == 2
    for words, says in (
        ((), None),
        (("--shift", "night"), "night is no shift; the scenario has day"),
    ):
        told = tell(*words, out="a.txt" if says is None else "x.csv")
        assert told.code == 1
        assert (says or "end it in .csv") in told.err


def test_files_of_the_network_that_are_not_there_are_named(study, tell):
    (study.folder / "roads.json").unlink()
    told = tell()
    assert told.code == 1
    assert faults(told) == [
        "files.roads: roads.json is not there; check the path, which starts at the scenario's own folder"
    ]

"""What cannot be compared is told, all of it at once; what cannot be explained stands without, and says what to do."""

import json
import shutil

import pandas as pd
import pytest

from feasibility.compare import compare, reading
from feasibility.errors import InputError
from tests.compare.conftest import doctored


def faults(*folders):
    with pytest.raises(InputError) as err:
        reading.runs(folders)
    return err.value.faults


def test_one_run_or_none(runs):
    assert faults(runs["base"]) == (
        "found 1 run folder; name two or more, such as outputs/base/1a2b3c outputs/late/4d5e6f",
    )
    assert faults()[0].startswith("found 0 run folders")


def test_every_fault_of_every_folder_at_once(runs, tmp_path):
    incomplete = doctored(runs["base"], tmp_path / "a" / "000000000001")
    (incomplete / "index.html").unlink()
    altered = doctored(runs["base"], tmp_path / "b" / "000000000002")
    path = altered / "tables" / "options.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("hall-w", "hall-x"), encoding="utf-8")
    old = shutil.copytree(runs["base"], tmp_path / "c" / "000000000003")
    options = pd.read_csv(old / "tables" / "options.csv", dtype=str, keep_default_na=False).drop(columns=["working"])
    options.to_csv(old / "tables" / "options.csv", index=False)
    packages = json.loads((old / "manifest.json").read_text(encoding="utf-8"))["packages"] | {"feasibility": "0.0.1"}
    old = doctored(old, tmp_path / "d" / "000000000003", packages=packages)
    empty = tmp_path / "nothing"
    empty.mkdir()
    told = faults(runs["base"], empty, runs["base"].parent, incomplete, altered, old, runs["base"], tmp_path / "absent")
    assert len(told) == 7
    assert told[0].endswith(
        "is no run folder: it has no manifest.json; name a folder such as outputs/<scenario>/<run id>"
    )
    assert f"it holds the runs {runs['base'].name}; name one of them" in told[1]
    assert told[2] == "a/000000000001: index.html is missing: the folder is incomplete; run the scenario again"
    assert told[3] == "b/000000000002: tables/options.csv is not as the run wrote it; run the scenario again"
    assert told[4].startswith("d/000000000003: options.csv lacks the columns working: made by version 0.0.1, this is ")
    assert told[5].endswith("is named twice; name each run once")
    assert "is no run folder" in told[6]
    assert not any(str(tmp_path) in fault for fault in told)


def test_a_copy_of_a_run_is_the_same_run(runs, tmp_path):
    copy = shutil.copytree(runs["base"], tmp_path / "base" / runs["base"].name)
    assert faults(runs["base"], copy) == (
        f"base/{runs['base'].name.removesuffix('-exempt')}: is a copy of a run already named; name each run once",
    )


def test_a_manifest_of_something_else_or_of_nothing(runs, tmp_path):
    for name, said in (("x", "[1]"), ("y", "{"), ("z", '{"compared": []}')):
        (tmp_path / name).mkdir()
        (tmp_path / name / "manifest.json").write_text(said, encoding="utf-8")
    told = faults(runs["base"], *(tmp_path / name for name in "xyz"))
    assert [fault.split(": ", 1)[1][:26] for fault in told] == [
        "is no folder of one run: m", "manifest.json cannot be re", "is no folder of one run: m",
    ]  # fmt: skip


def test_runs_of_different_studies_are_refused_by_name(runs, tmp_path):
    def elsewhere(toml):
        for ours, theirs in (('"W1"', '"W9"'), ('"E1"', '"E9"'), ('"West"', '"North"'), ('"East"', '"South"')):
            toml = toml.replace(ours, theirs)
        return toml

    other = doctored(runs["base"], tmp_path / "away" / "0123456789ab", change=elsewhere)
    assert faults(runs["base"], other) == (
        f"base/{runs['base'].name.removesuffix('-exempt')} (West and East) and away/0123456789ab (North and South) "
        "are of different studies: no authority code is in both; compare runs of one study",
    )
    # one authority in common is enough: somebody joined, or left
    joined = doctored(
        runs["base"], tmp_path / "join" / "0123456789ab", change=lambda toml: toml.replace('code = "E1"', 'code = "S1"')
    )
    assert [run.place for run in reading.runs((runs["base"], joined))] == [1, 2]


def test_nothing_is_written_where_runs_are_refused(world, runs, tmp_path):
    with pytest.raises(InputError):
        world.compare(tmp_path / "out", runs["base"], tmp_path)
    assert not (tmp_path / "out").exists()


def unexplained(folder):
    assert (folder / "compare.html").exists()
    assert len(pd.read_csv(folder / "options_compared.csv")) > 0
    assert pd.read_csv(folder / "explained.csv").empty
    options = pd.read_csv(folder / "explained_options.csv", keep_default_na=False)
    # totals and change stand, only the parts are missing
    assert options["change_gbp"].tolist() == (options["total_gbp"] - options["first_total_gbp"]).round(2).tolist()
    (reason,) = set(options["reason"])
    return reason


def test_without_the_study_the_table_stands_and_says_what_to_do(world, runs, tmp_path):
    folder = compare([runs["base"], runs["dearer"]], [tmp_path], tmp_path / "out", world.cache, lambda _: None)
    reason = unexplained(folder)
    assert reason.startswith(
        "files of run 1 are not where its scenario has them (areas, assumptions, boundaries, calls"
    )
    assert reason.endswith("name its scenario with --scenarios")


def test_files_that_have_changed_since_are_named(world, runs, tmp_path):
    inputs = json.loads((runs["dearer"] / "manifest.json").read_text(encoding="utf-8"))["inputs"]
    stale = inputs | {"sites": {"file": "sites.csv", "sha256": "0" * 64, "bytes": 1}}
    other = doctored(runs["dearer"], tmp_path / "stale" / "0123456789ab", inputs=stale)
    assert unexplained(world.compare(tmp_path, runs["base"], other)) == (
        "files have changed since run 2 (sites); put them back, or run the scenario again and compare that run"
    )


def test_a_register_that_has_changed_since_changes_no_total(world, runs, tmp_path):
    inputs = json.loads((runs["dearer"] / "manifest.json").read_text(encoding="utf-8"))["inputs"]
    other = doctored(
        runs["dearer"], tmp_path / "x" / "0123456789ab",
        inputs=inputs | {"assumptions": inputs["assumptions"] | {"sha256": "0" * 64}},
    )  # fmt: skip
    folder = world.compare(tmp_path, runs["base"], other)
    assert set(pd.read_csv(folder / "explained.csv")["input"]) == {"files.sites", "costs.discount_rate_share"}
    # that the registers differ is told all the same
    assert "files.assumptions" in set(pd.read_csv(folder / "inputs.csv")["input"])


def test_a_run_of_another_version_is_not_worked_out_again(world, runs, tmp_path):
    packages = json.loads((runs["dearer"] / "manifest.json").read_text(encoding="utf-8"))["packages"]
    other = doctored(runs["dearer"], tmp_path / "old" / "0123456789ab", packages=packages | {"feasibility": "0.0.1"})
    assert unexplained(world.compare(tmp_path, runs["base"], other)).startswith("run 2 was made by version 0.0.1 and")

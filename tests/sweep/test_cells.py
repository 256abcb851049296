"""A cell gives what a run gives, needs no home, and says why where nothing can be had; an interrupted sweep goes on."""

import json
import multiprocessing
import pickle
import struct
from contextlib import nullcontext
from dataclasses import replace

import pandas as pd
import pytest

from feasibility import run
from feasibility.errors import InputError
from feasibility.publication import disclosure
from feasibility.sweep import answering, command, kept
from feasibility.sweep.cores import over_cores
from feasibility.sweep.results import as_text, of_text
from feasibility.sweep.work import in_one_process
from feasibility.tables.sweep import NOTHING_SHARED
from tests.sweep.studies import cells, checked, gathering, varied


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    return tmp_path_factory.mktemp("networks")


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    return varied(tmp_path_factory.mktemp("study"))


@pytest.fixture(scope="module")
def ready(study, cache):
    return checked(study, cache)


@pytest.fixture(scope="module")
def alone(ready) -> dict[int, str]:
    """Every cell, worked out one after the other."""
    found: dict[int, str] = {}
    in_one_process(ready.grounds, ready.tasks, gathering(found))
    return found


def quiet(asked: list[float] | None = None, go_on: bool = True) -> command.Screen:
    def ask(seconds: float) -> bool:
        if asked is not None:
            asked.append(seconds)
        return go_on

    return command.Screen(say=lambda _: None, go_on=ask, ticking=lambda *_: nullcontext(lambda: None))


def test_a_cell_is_what_a_run_of_its_settings_publishes(study, ready, cache):
    task = ready.tasks[3]  # take-up of 0.1, pooled: staff are grouped, and journeys measured, for take-up of nought
    result = answering.cell(ready.grounds[task.ground], task.scenario, task.number)
    asked = run.checked(task.scenario, cache, lambda _: None)
    published = disclosure.in_thousands(run.answer(asked, lambda _: None).options).reset_index(drop=True)
    columns = ["option_id", "option", "working", "rank", "verdict", "total_npc_gbp", "above_best_gbp"]
    pd.testing.assert_frame_equal(pd.DataFrame(list(result.options)), published[columns], check_dtype=False)
    best = published.iloc[0]
    assert result.figures["best_option_id"] == best["option_id"]
    assert result.figures["travel_change_minutes_mean"] == round(best["travel_change_minutes_mean"], 1)
    assert result.figures["proved"] is True


def test_what_workers_are_sent_holds_no_home(ready, study, cache):
    asked = run.prepared(cells(study).cells[0].scenario, cache, lambda _: None)
    sent = pickle.dumps(ready.grounds)
    homes = asked.inputs.staff.geometry
    assert len(homes) == 12
    whole = pickle.dumps(asked.inputs.staff)
    for point in homes:
        # The homes are found so in the table of staff, where they are.
        assert struct.pack("<d", point.x) in whole
        for figure in (point.x, point.y):
            for form in ("<d", ">d"):
                assert struct.pack(form, figure) not in sent
    assert b"BR1" not in sent
    (ground,) = ready.grounds
    assert list(ground.asked.inputs.staff.columns) == ["employer"]
    assert ground.asked.home_areas.of_staff.empty
    assert all(table.empty for table in ground.asked.travel.by_basis.values())


def test_a_worker_that_is_killed_costs_nothing_but_time(ready, alone):
    found: dict[int, str] = {}
    keep, killed = gathering(found), []

    def done(outcome) -> None:
        keep(outcome)
        if not killed:
            killed.append(multiprocessing.active_children()[0])
            killed[0].kill()

    over_cores(ready.grounds, ready.tasks[:3], done, workers=2)
    assert killed
    assert found == {number: alone[number] for number in (1, 2, 3)}


def test_a_sweep_that_is_interrupted_goes_on_and_gives_the_same_bytes(study, cache, tmp_path, monkeypatch):
    how, whole, again = command.How(), tmp_path / "whole", tmp_path / "again"
    first = command.sweep(study.scenario, whole, cache, how, quiet())
    assert (first.cells, first.taken_over) == (4, 0)

    worked, kept_so_far = command.kept.keep, []

    def interrupted(*words) -> None:
        if len(kept_so_far) == 2:
            raise KeyboardInterrupt
        worked(*words)
        kept_so_far.append(words)

    monkeypatch.setattr(command.kept, "keep", interrupted)
    with pytest.raises(KeyboardInterrupt):
        command.sweep(study.scenario, again, cache, how, quiet())
    monkeypatch.undo()
    (parent,) = again.iterdir()
    work = parent / f".{first.folder.name}.cells"
    assert [path.name for path in parent.iterdir()] == [work.name]
    assert len(list(work.iterdir())) == 2
    # One of the two is spoilt, as by a failing disk: it is worked out again.
    spoilt = work / "cell-000002.json"
    spoilt.write_text(spoilt.read_text(encoding="utf-8").replace("best", "rest", 1), encoding="utf-8")

    second = command.sweep(study.scenario, again, cache, how, quiet())
    assert second.taken_over == 1
    assert [path.name for path in parent.iterdir()] == [second.folder.name]
    names = {path.name for path in second.folder.iterdir()}
    assert names == {"sweep.csv", "sweep_options.csv", "sweep.html", "scenario.toml", "manifest.json"}
    for name in names:
        assert (second.folder / name).read_bytes() == (first.folder / name).read_bytes(), name
    # Complete: nothing is left to be done.
    third = command.sweep(study.scenario, again, cache, how, quiet())
    assert third.taken_over == 4

    table = pd.read_csv(first.folder / "sweep.csv", keep_default_na=False)
    assert list(table.columns[:5]) == ["cell", "name", "seats.take_up_share", "ways.compared", "state"]
    assert list(table["cell"]) == [1, 2, 3, 4]
    page = (first.folder / "sweep.html").read_text(encoding="utf-8")
    assert "http" not in page.replace("http-equiv", "")
    assert "take_up_share 0.1, compared pooled" in page
    manifest = json.loads((first.folder / "manifest.json").read_text(encoding="utf-8"))
    assert set(manifest["inputs"]["staff"]) == {"sha256"}


def test_another_setting_or_another_line_in_a_file_is_another_sweep(study, cache, tmp_path):
    found = {command.sweep_id(cells(study))}
    other = varied(tmp_path).state("sweep.seats", take_up_share=[0.0, 0.2])
    found.add(command.sweep_id(cells(other)))
    other.state("sweep.seats", take_up_share=[0.0, 0.1]).cell("sites.csv", 2, "rent_gbp_per_m2_per_year", "101")
    found.add(command.sweep_id(cells(other)))
    assert len(found) == 3


def test_nothing_to_be_had_is_a_result_with_its_reason(ready):
    task = ready.tasks[0]
    small = task.scenario.model_copy(
        update={"options": task.scenario.options.model_copy(update={"staff_per_site_min": 13})}
    )
    result = answering.cell(ready.grounds[0], small, 1)
    assert result.figures["state"] == NOTHING_SHARED
    assert result.figures["best_option_id"] is None
    assert "staff_per_site_min" in result.figures["reason"]
    assert result.figures["do_nothing_total_npc_gbp"] > 0
    # Without a site in the corridor nothing is priced.
    text = as_text(answering.without_sites(2, ["no site"]), "k")
    assert of_text(text, "k").figures["state"] == NOTHING_SHARED


def test_settings_that_do_not_go_with_the_tables_are_told_before_any_cell_runs(tmp_path, cache):
    study = varied(tmp_path).state("sweep.rules", must_open=[["mid"], ["mdi"]])
    with pytest.raises(InputError) as refused:
        checked(study, cache)
    (fault,) = refused.value.faults
    assert "mdi" in fault
    assert "is it mid?" in fault
    assert fault.endswith("(cell take_up_share 0, compared apart, must_open mdi)")


def test_a_result_is_read_back_bit_for_bit_and_no_other(tmp_path, alone, ready):
    result = of_text(alone[1], "")
    kept.keep(tmp_path, "sweep-a", result)
    assert kept.read(tmp_path, "sweep-a", 1) == result
    assert kept.read(tmp_path, "sweep-b", 1) is None
    assert kept.read(tmp_path, "sweep-a", 2) is None
    (tmp_path / "cell-000001.json").rename(tmp_path / "cell-000002.json")
    assert kept.finished(tmp_path, "sweep-a", [1, 2]) == set()
    assert replace(result, number=2) != result


def test_a_long_sweep_is_asked_about_and_may_be_left(study, cache, tmp_path):
    asked: list[float] = []
    with pytest.raises(command.FeasibilityError, match="--yes"):
        command.sweep(study.scenario, tmp_path, cache, command.How(), quiet(asked, go_on=False))
    # One cell is worked out for its time, three are left.
    assert len(asked) == 1
    assert asked[0] > 0

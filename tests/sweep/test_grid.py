"""Cells of a sweep: their order, their names, their settings, and every fault before any runs."""

import time

import pytest

from feasibility.errors import FeasibilityError, ScenarioError
from feasibility.identity import resolved_toml
from feasibility.scenario import load
from feasibility.scenario.model import Scenario, Settings
from feasibility.scenario.sweep import axes_of, cells_in
from feasibility.sweep.command import refuse_too_many
from feasibility.sweep.grid import grid
from tests.priced_world import settings
from tests.sweep.studies import varied
from tests.travel_study import feasibility


def scenario(folder, **sweep: object) -> Scenario:
    stated = settings().model_dump() | {"name": "small", "folder": folder, "sweep": sweep or None}
    return Scenario.model_validate(stated)


def told(folder, **sweep: object) -> list[str]:
    with pytest.raises(ScenarioError) as refused:
        grid(scenario(folder, **sweep))
    return list(refused.value.faults)


def structure(**sweep: object) -> str:
    with pytest.raises(ValueError, match="sweep") as refused:
        Settings.model_validate(settings().model_dump() | {"sweep": sweep})
    return str(refused.value)


def test_cells_are_the_product_and_what_is_stated_first_varies_slowest(tmp_path):
    found = grid(
        scenario(tmp_path, seats={"take_up_share": [0.0, 0.1]}, ways={"compared": [["apart"], ["pooled", "virtual"]]})
    )
    assert [cell.name for cell in found.cells] == [
        "take_up_share 0, compared apart",
        "take_up_share 0, compared pooled+virtual",
        "take_up_share 0.1, compared apart",
        "take_up_share 0.1, compared pooled+virtual",
    ]
    assert [cell.number for cell in found.cells] == [1, 2, 3, 4]
    last = found.cells[3].scenario
    assert (last.seats.take_up_share, last.ways.compared) == (0.1, ("pooled", "virtual"))
    # What does not vary stays, within the section that does as well.
    assert last.ways.pooled == found.base.ways.pooled
    assert last.costs is found.base.costs
    assert last.sweep is None


def test_named_cases_change_several_settings_together(tmp_path):
    cases = [
        {"name": "as it is"},
        {"name": "hybrid", "space": {"days_on_site_per_week": 3}, "seats": {"take_up_share": 0.2}},
    ]
    found = grid(scenario(tmp_path, case=cases, costs={"period_years": [10, 15]}))
    assert [cell.name for cell in found.cells] == [
        "as it is, period_years 10", "as it is, period_years 15", "hybrid, period_years 10", "hybrid, period_years 15",
    ]  # fmt: skip
    assert found.cells[0].scenario.space == found.base.space
    assert (found.cells[2].scenario.space.days_on_site_per_week, found.cells[2].scenario.seats.take_up_share) == (
        3,
        0.2,
    )


def test_settings_that_end_alike_are_called_by_their_whole_key(tmp_path):
    gbp = {"apart": {"telephony_gbp": [0.0]}, "pooled": {"telephony_gbp": [1.0]}}
    (cell,) = grid(scenario(tmp_path, ways=gbp)).cells
    assert cell.name == "ways.apart.telephony_gbp 0, ways.pooled.telephony_gbp 1"


def test_every_fault_is_told_at_once_with_the_nearest_name_and_the_cell(tmp_path):
    faults = told(
        tmp_path,
        seats={"take_up_shar": [0.0, 0.1], "handling_time_seconds": [240, -1]},
        options={"sites_open_max": [1, 2], "sites_open_min": [2]},
    )
    assert faults[0] == "sweep.seats.take_up_shar: not a known setting (did you mean take_up_share?)"
    # 2 x 2 x 2 x 1 = 8 cells: half have the handling time, half the clash of fewest and most sites.
    (of_time,) = [fault for fault in faults if fault.startswith("sweep.seats.handling_time_seconds")]
    assert "found -1; must be above 0" in of_time
    assert of_time.endswith("and 3 others)")
    (of_sites,) = [fault for fault in faults if fault.startswith("sweep.options.sites_open_max")]
    assert "found 1, below sites_open_min (2)" in of_sites
    assert "(cell take_up_shar 0, handling_time_seconds 240, sites_open_max 1" in of_sites
    assert len(faults) == 3


def test_a_file_that_is_not_there_is_told_with_its_cell(tmp_path):
    (tmp_path / "some.csv").write_text("", encoding="utf-8")
    (fault,) = told(tmp_path, files={"staff": ["some.csv", "none.csv"]})
    assert fault.startswith("sweep.files.staff: none.csv is not there")
    assert fault.endswith("(cell staff none.csv)")


@pytest.mark.parametrize(
    ("sweep", "words"),
    [
        ({}, "varies nothing"),
        ({"seats": {"take_up_share": 0.1}}, "seats.take_up_share: found 0.1; write the values it takes as a list"),
        ({"seats": {"take_up_share": []}}, "seats.take_up_share: is an empty list"),
        ({"seats": {"take_up_share": [0.1, 0.1]}}, "the value 0.1 stands twice"),
        ({"case": [{"seats": {"take_up_share": 0.1}}]}, "case (entry 1): needs a name"),
        ({"case": [{"name": "a"}, {"name": "a"}]}, 'two cases are called "a"'),
        ({"case": "hybrid"}, "write each case as [[sweep.case]]"),
        (
            {"case": [{"name": "a", "seats": {"take_up_share": 0.1}}], "seats": {"take_up_share": [0.2]}},
            "seats.take_up_share: is varied and stands in a case as well",
        ),
    ],
)
def test_what_is_no_list_of_values_is_refused_with_the_scenario(sweep, words):
    assert words in structure(**sweep)


def test_a_scenario_without_a_sweep_says_how_to_write_one(tmp_path):
    with pytest.raises(ScenarioError, match=r"\[sweep.seats\]"):
        grid(scenario(tmp_path))


def test_a_million_cells_are_refused_at_once_with_their_size_and_time(tmp_path):
    began = time.process_time()
    axes = axes_of({"seats": {f"setting_{n}": list(range(100)) for n in range(3)}})
    with pytest.raises(FeasibilityError) as refused:
        refuse_too_many(cells_in(axes), 10_000)
    assert time.process_time() - began < 1
    # A million cells at 1.5 s are 417 hours, and at 35 kB 35 GB.
    (fault,) = refused.value.faults
    assert "1,000,000 cells" in fault
    assert "417 hours" in fault
    assert "35.0 GB" in fault
    assert "--cells-max 1000000" in fault


def test_the_command_refuses_a_million_cells_before_it_reads_a_file(tmp_path, monkeypatch, capsys):
    study = varied(tmp_path).state("sweep.seats", handling_time_seconds=list(range(1, 1001)))
    study.state("sweep.space", meeting_m2=list(range(250)))  # 2 x 1,000 x 2 x 250 = 1,000,000
    (tmp_path / "staff.csv").write_text("no staff file", encoding="utf-8")
    told = feasibility(
        "sweep", str(study.scenario), "--out", str(tmp_path / "out"), cache=tmp_path, monkeypatch=monkeypatch,
        capsys=capsys,
    )  # fmt: skip
    assert told.code == 1
    assert told.faults[0].startswith("has 1,000,000 cells, above the limit of 10,000")
    assert not (tmp_path / "out").exists()


def test_what_no_cell_reads_is_not_varied(tmp_path):
    (fault,) = told(tmp_path, robustness={"draws": [0, 100]})
    assert fault.startswith("sweep.robustness.draws: no cell reads it")


def test_the_sweep_stands_in_the_resolved_scenario_and_is_read_again(tmp_path):
    study = varied(tmp_path)
    study.scenario.write_text(
        study.scenario.read_text(encoding="utf-8")
        + '\n[[sweep.case]]\nname = "a"\nspace = {days_on_site_per_week = 3}\n',
        encoding="utf-8",
    )
    first = load(study.scenario)
    (tmp_path / "again.toml").write_text(resolved_toml(first), encoding="utf-8")
    assert load(tmp_path / "again.toml").sweep == first.sweep

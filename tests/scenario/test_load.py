"""Types, merging and names of scenario files."""

import pytest

from feasibility.errors import ScenarioError
from feasibility.scenario.costs import CostsSettings
from feasibility.scenario.load import load, run_name
from feasibility.scenario.model import flat_settings
from tests.inputs.study import Study


@pytest.fixture
def study(tmp_path):
    return Study(tmp_path)


def test_whole_numbers_stand_for_decimals_and_nothing_else_does(study):
    study.state("costs", site_set_up_gbp=5)
    assert load(study.scenario).costs.site_set_up_gbp == 5.0
    for value in (True, "5", [5]):
        study.state("costs", site_set_up_gbp=value)
        with pytest.raises(ScenarioError, match=r"site_set_up_gbp: found .*; write a number"):
            load(study.scenario)
    study.state("costs", site_set_up_gbp=5, period_years=10.0)
    with pytest.raises(ScenarioError, match="write a whole number"):
        load(study.scenario)


@pytest.mark.parametrize(
    ("shares", "says"),
    [
        ([0.5, 0.6], "the shares sum to 1.1; they must sum to 1"),
        ([], "has too few entries; give 1 or more"),
        ([0.5, True], r"\(entry 2\): found true; write a number"),
        (0.5, r"write a list such as \[0.5, 0.5\]"),
    ],
)
def test_a_list_of_shares_is_strict(study, shares, says):
    study.state("costs", fit_out_spread_shares=shares)
    with pytest.raises(ScenarioError, match=says):
        load(study.scenario)


def test_a_list_with_faulty_entries_is_not_called_too_short_as_well(study):
    study.state("costs", fit_out_spread_shares=[50, 50]).state("ways", compared=["together"])
    study.state("ways.pooled", lead_time_months=-3)
    with pytest.raises(ScenarioError) as told:
        load(study.scenario)
    assert sorted(told.value.faults) == [
        "costs.fit_out_spread_shares (entry 1): found 50; must be 1 or less (shares, so 5 % is 0.05)",
        "costs.fit_out_spread_shares (entry 2): found 50; must be 1 or less (shares, so 5 % is 0.05)",
        "ways.compared (entry 1): found the text \"together\"; must be one of 'apart', 'pooled' or 'virtual'",
        "ways.pooled.lead_time_months: found -3; must be 0 or more (months)",
    ]


def test_a_lower_bound_of_optimism_bias_is_no_more_than_the_upper(study):
    study.state("costs.bias", equipment_upper_share=0.5, equipment_lower_share=0.5)  # alike: the bound is one figure
    assert load(study.scenario).costs.bias.equipment_lower_share == 0.5
    study.state("costs.bias", equipment_upper_share=0.5, equipment_lower_share=0.6)
    with pytest.raises(ScenarioError, match=r"costs\.bias: equipment_lower_share is 0\.6, above equipment_upper_share"):
        load(study.scenario)


def test_a_key_of_one_section_is_told_from_the_same_word_elsewhere(study):
    study.state("study", title="x").state("solver", sead=1, period_years=3).state("publication", contacts_per_year=1)
    with pytest.raises(ScenarioError) as told:
        load(study.scenario)
    assert told.value.faults == (
        "study.title: is too short; write 3 characters or more",
        "solver.sead: not a known setting (did you mean seed?)",
        "solver.period_years: not a known setting here; it belongs in [costs]",
        "publication.contacts_per_year: not a known setting here; it belongs in [authority.<id>] or [partners.joiner]",
    )


def test_a_key_of_a_section_within_a_section_is_told_where_it_belongs(study):
    study.state("travel", walk_km_per_hour=5.0).state("travel.providers", car="taxi", bus="network")
    study.state("travel.matrix.council", fil="m.csv", unit="days")
    with pytest.raises(ScenarioError) as told:
        load(study.scenario)
    assert told.value.faults == (
        "travel.providers.car: found the text \"taxi\"; must be one of 'network', 'matrix' or 'valhalla'",
        "travel.providers.bus: not a known setting; known here: car, walk, cycle, transit",
        "travel.matrix.council.file: is missing; add file = ... (The matrix: CSV or XLSX. Private: its origins may be "
        "homes)",
        "travel.matrix.council.unit: found the text \"days\"; must be one of 'minutes', 'seconds' or 'hours'",
        "travel.matrix.council.fil: not a known setting (did you mean file?)",
        "travel.walk_km_per_hour: not a known setting here; it belongs in [travel.foot]",
    )


def test_a_scenario_over_a_base_changes_only_what_it_states(study):
    folder = study.folder / "variants"
    folder.mkdir()
    over = folder / "longer.toml"
    over.write_text('extends = "../study.toml"\n[costs]\nperiod_years = 20\n', encoding="utf-8")
    base, changed = load(study.scenario), load(over)
    assert changed.costs == base.costs.model_copy(update={"period_years": 20})
    assert changed.name == "longer"
    assert changed.files.sites.resolve() == base.files.sites.resolve()  # the base's paths start at the base
    differing = {key for key, value in flat_settings(changed).items() if flat_settings(base)[key] != value}
    assert differing == {"costs.period_years"}


def test_an_engine_has_settings_where_the_scenario_describes_it_and_not_elsewhere(study):
    before = flat_settings(load(study.scenario))
    assert not [key for key in before if key.startswith(("travel.valhalla", "travel.ferrobus", "travel.matrix"))]
    assert {"travel.snap_metres_max", "travel.providers.car", "travel.shift.day.arrive_by"} <= set(before)
    study.state("travel.valhalla", extract="town.osm.pbf", car_scale=1.2)
    study.state("travel.ferrobus", extract="town.osm.pbf", gtfs=["a.zip", "b.zip"], weekday="2026-03-03")
    after = flat_settings(load(study.scenario))
    added = {key: value for key, value in after.items() if key not in before}
    assert {key: after[key] for key in before} == before
    assert added["travel.valhalla.car_scale"] == "1.2"
    assert added["travel.ferrobus.weekday"] == "2026-03-03"
    assert added["travel.ferrobus.usual_percentile"] == "50"
    assert "travel.ferrobus.saturday" not in added  # not stated: no assumption
    # Files are no assumptions, be they one or several.
    assert not [key for key, value in added.items() if "extract" in key or "gtfs" in key or ".zip" in value]
    assert not [key for key in added if not key.startswith(("travel.valhalla.", "travel.ferrobus."))]


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("bexley-bromley-2010.toml", "bexley-bromley-2010"),
        ("Étude deux_(2).toml", "etude-deux-2"),
        ("中央.toml", "scenario"),
        ("x" * 80 + ".toml", "x" * 60),
    ],
)
def test_the_run_folder_is_named_after_the_file(tmp_path, file, name):
    assert run_name(tmp_path / file) == name


def test_settings_are_frozen():
    with pytest.raises(ValueError, match="frozen"):
        CostsSettings().period_years = 3

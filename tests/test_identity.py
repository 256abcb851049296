"""What a run is known by, and the scenario it writes out."""

import shutil

import pytest

from feasibility.identity import resolved_toml, run_id
from feasibility.inputs import read as reading
from feasibility.inputs.gathering import Gathering
from feasibility.scenario import load
from feasibility.scenario.model import flat_settings
from feasibility.scenario.sections import Files
from tests.inputs.study import Study, squares


def identity(study: Study) -> str:
    scenario, gathering = load(study.scenario), Gathering()
    checksums = reading._checksums(scenario, gathering)
    assert gathering.faults == []
    return run_id(scenario, checksums)


@pytest.fixture
def study(tmp_path):
    return Study(tmp_path / "one")


def test_the_same_content_in_another_folder_is_the_same_run(study, tmp_path):
    elsewhere = Study(tmp_path / "another" / "deeper")
    assert identity(study) == identity(elsewhere)
    # Nor does it matter what a file is called, or whether a default is written out.
    (elsewhere.folder / "sites.csv").rename(elsewhere.folder / "places considered.csv")
    elsewhere.state("files", sites="places considered.csv").state("boundary", corridor_km=3)
    assert identity(study) == identity(elsewhere)


FILES = tuple(role for role in Files.model_fields if not role.endswith("_column"))
MAY_BE_LEFT_OUT = (
    "barriers", "population", "bands", "emission_factors", "known_journeys", "site_costs", "space_tiers", "leases",
    "deflators", "further_assumptions",
    "travel_policies", "funding", "actuals", "claims", "half_hours", "months", "queues", "partner_keys",
    "judgements", "mandate", "risks", "programme", "log", "equality", "site_facts", "word_template",
)  # fmt: skip


def test_the_study_names_every_file_but_those_that_may_be_left_out(study):
    assert {*study.settings["files"]} == {*Files.model_fields} - {*MAY_BE_LEFT_OUT}


@pytest.mark.parametrize("role", FILES)
def test_one_byte_of_any_file_makes_another_run(study, role):
    if role in MAY_BE_LEFT_OUT:
        (study.folder / "more.csv").write_text("x\n", encoding="utf-8")
        study.state("files", **{role: "more.csv"})
    before = identity(study)
    path = study.folder / study.settings["files"][role]
    path.write_bytes(path.read_bytes() + b" ")
    assert identity(study) != before


def test_a_setting_or_an_added_file_makes_another_run(study):
    seen = {identity(study)}
    for section, values in (
        ("boundary", {"corridor_km": 2.5}),
        ("costs", {"period_years": 11}),
        ("costs.bias", {"equipment_mitigated_share": 0.5}),
        ("ways", {"compared": ["pooled"]}),
        ("ways.pooled", {"telephony_gbp": 1.0}),
        ("space", {"meeting_m2": 5.0}),
        ("people.attrition", {"counted": True}),
        ("partners", {"agreed_key": "equal"}),
        ("channel_shift", {"web_gbp_per_contact": 0.5}),
        ("authority.west", {"contacts_per_year": 40_001}),
        ("study", {"subtitle": "Changed"}),
        ("files", {"barriers": "areas.geojson"}),
        ("travel", {"snap_metres_max": 500}),
        ("travel.car", {"terminal_minutes": 6}),
        ("travel.transit", {"wait_headway_share": 0.4}),
        ("travel.journeys", {"basis": "best"}),
        (
            "travel.shift.late",
            {"arrive_from": "12:00", "arrive_by": "13:00", "leave_from": "20:15", "leave_by": "21:00"},
        ),
    ):
        study.state(section, **values)
        seen.add(identity(study))
    assert len(seen) == 1 + 17


def test_the_files_beside_a_shapefile_count(study):
    squares().to_file(study.folder / "b.shp")
    study.state("files", boundaries="b.shp")
    before = identity(study)
    squares().assign(name=["Other", "Name"]).to_file(study.folder / "b.shp")  # the names stand in b.dbf
    assert identity(study) != before


def test_the_resolved_scenario_loads_to_the_same_settings(study):
    study.state("study", title='A "quoted" title with \\ and £ and é\x7f\t.', subtitle="Étude")
    study.state("costs", fit_out_spread_shares=[0.25, 0.75], vat_rate_share=0.1).state("solver", gap_share=1e-7)
    study.state("costs.rates", year="2010-11").state("ways", compared=["apart", "virtual"])
    study.state("partners", leaves_in_years=[2, 4]).state("partners.joiner", name="A third", year=2, heads=12)
    study.state("funding", project_start="2010-06-01").state("reporting", report_date="2010-06-30")
    study.state("people.attrition", counted=True)
    scenario = load(study.scenario)
    text = resolved_toml(scenario)
    assert str(study.folder) not in text
    assert str(study.folder.parent) not in text
    again = study.folder / "again.toml"
    again.write_text(text, encoding="utf-8")
    shutil.move(again, study.scenario)
    assert load(study.scenario) == scenario
    assert resolved_toml(load(study.scenario)) == text


def test_a_file_in_another_folder_is_written_relative(study, tmp_path):
    private = tmp_path / "private"
    private.mkdir()
    (study.folder / "staff.csv").rename(private / "staff.csv")
    study.state("files", staff=str(private / "staff.csv"))
    scenario = load(study.scenario)
    assert 'staff = "../private/staff.csv"' in resolved_toml(scenario)


def test_files_of_other_sections_are_named_by_content_in_the_id_and_relative_in_the_scenario(study, tmp_path):
    private = tmp_path / "private"
    private.mkdir()
    (private / "od.csv").write_text("origin,site_id,minutes\n", encoding="utf-8")
    study.state("travel.providers", car="matrix")
    study.state("travel.matrix.council", file="../private/od.csv", mode="car")
    before, text = identity(study), resolved_toml(load(study.scenario))
    assert 'file = "../private/od.csv"' in text
    assert str(tmp_path) not in text
    assert not any(key.startswith("travel.matrix") for key in flat_settings(load(study.scenario)))
    (private / "od.csv").write_text("origin,site_id,minutes\ns1,mid,5\n", encoding="utf-8")
    assert identity(study) != before
    (private / "od.csv").unlink()
    gathering = Gathering()
    reading._checksums(load(study.scenario), gathering)
    assert gathering.faults == [
        "travel.matrix.council.file: od.csv is not there; check the path, which starts at the scenario's own folder"
    ]


def test_a_path_of_a_base_starts_at_the_base_wherever_it_stands(study):
    (study.folder / "od.csv").write_text("x\n", encoding="utf-8")
    study.state("travel.providers", car="matrix").state("travel.matrix.council", file="od.csv", mode="car")
    deeper = study.folder / "variants"
    deeper.mkdir()
    over = deeper / "over.toml"
    over.write_text('extends = "../study.toml"\n[travel.matrix.council]\nmissing = "leave"\n', encoding="utf-8")
    given = load(over).travel.matrix["council"]
    assert given.file.resolve() == (study.folder / "od.csv").resolve()
    assert given.missing == "leave"

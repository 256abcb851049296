"""What differs between two studies, and the study that lies between them."""

from dataclasses import dataclass
from typing import Any

import pytest
from pydantic import ValidationError

from feasibility.compare import changed
from feasibility.compare.changed import CHANGES_NO_TOTAL, HELD_AGAINST_FILES, KEEPS_JOURNEYS, OF_JOURNEYS
from feasibility.compare.studies import Study as Found
from feasibility.scenario import load
from feasibility.scenario.model import files_by_role
from tests.inputs.study import Study


@dataclass(frozen=True)
class Run:
    """As much of a published run as this module reads."""

    inputs: dict[str, dict[str, Any]]


def found(study: Study, **checksums: str) -> Found:
    scenario = load(study.scenario)
    sums = {role: checksums.get(role, path.name) for role, path in files_by_role(scenario).items()}
    inputs = {role: {"file": path.name} for role, path in files_by_role(scenario).items() if role != "staff"}
    return Found(Run(inputs | {"staff": {}}), scenario, sums)


@pytest.fixture
def first(tmp_path):
    return found(Study(tmp_path))


def another(tmp_path, **sections):
    study = Study(tmp_path)
    for section, values in sections.items():
        study.state(section.replace("__", "."), **values)
    return found(study)


def test_settings_and_contents_of_files_that_differ_in_the_order_of_the_file(tmp_path, first):
    study = Study(tmp_path).state("costs", discount_rate_share=0.05).state("seats", handling_time_seconds=300.0)
    inputs = changed.between(first, found(study, staff="otherwise"))
    assert [(each.key, each.first, each.other) for each in inputs] == [
        ("files.staff", "a private file", "a private file"),
        ("seats.handling_time_seconds", "240", "300"),
        ("costs.discount_rate_share", "0.035", "0.05"),
    ]
    assert [each.private for each in inputs] == [True, False, False]
    assert [each.of_journeys for each in inputs] == [True, False, False]


def test_a_file_of_another_name_and_the_same_content_is_the_same(tmp_path, first):
    study = Study(tmp_path)
    (tmp_path / "copy.csv").write_bytes((tmp_path / "sites.csv").read_bytes())
    assert changed.between(first, found(study.state("files", sites="copy.csv"), sites="sites.csv")) == ()


def test_words_and_what_is_drawn_or_kept_apart_change_no_total(tmp_path, first):
    words = {"title": "Another title", "as_at": "June 2010"}
    other = another(tmp_path, study=words, publication={"suppression_heads_min": 12})
    assert changed.between(first, other) == ()


def test_a_limit_that_one_study_alone_states_is_one_input(tmp_path, first):
    other = another(tmp_path, rules__budget_gbp_by_year={"2011-12": 500_000.0}, rules={"worse_minutes_max": 30.0})
    inputs = {each.key: each for each in changed.between(first, other)}
    assert {key: (each.first, each.other) for key, each in inputs.items()} == {
        "rules.budget_gbp_by_year.2011-12": ("", "500000"),
        "rules.worse_minutes_max": ("", "30"),
    }
    assert all(not each.of_journeys for each in inputs.values())
    taken_off = changed.with_changed(other, first, list(changed.between(other, first)))
    assert taken_off.rules == first.scenario.rules


def test_all_inputs_changed_is_the_other_study_and_none_the_first(tmp_path, first):
    other = another(
        tmp_path, costs={"discount_rate_share": 0.05}, travel__car={"morning_peak_factor": 1.4},
        authority__west={"contacts_per_year": 50_000},
    )  # fmt: skip
    inputs = changed.between(first, other)
    assert changed.with_changed(first, other, ()) == first.scenario
    assert changed.with_changed(first, other, inputs) == other.scenario
    (car,) = [each for each in inputs if each.of_journeys]
    assert car.key == "travel.car.morning_peak_factor"
    half = changed.with_changed(first, other, [car])
    assert half.travel == other.scenario.travel
    assert half.costs == first.scenario.costs


def test_settings_that_clash_are_refused(tmp_path, first):
    # opening after noon is sound with a late close, and not with the early one of the first study
    other = another(tmp_path, seats={"opens": "12:00", "closes": "20:00", "busy_hour_starts": "15:00"})
    other_early = another(tmp_path, seats={"opens": "06:00", "closes": "11:30", "busy_hour_starts": "10:00"})
    (opens,) = [each for each in changed.between(other_early, other) if each.key == "seats.opens"]
    with pytest.raises(ValidationError):
        changed.with_changed(other_early, other, [opens])
    assert changed.with_changed(first, other, [opens]).seats.opens == "12:00"


def test_journeys_are_the_same_where_only_money_changes(tmp_path, first):
    other = another(tmp_path, costs={"discount_rate_share": 0.05, "working_weeks_per_year": 40.0})
    rate, weeks = sorted(changed.between(first, other), key=lambda each: each.key)
    none, money, both = (changed.identity(first, other, some, journeys=True) for some in ((), [rate], [rate, weeks]))
    assert none == money
    # a year's minutes count its weeks
    assert weeks.of_journeys
    assert both != money
    assert changed.identity(first, other, [rate], journeys=False) != changed.identity(first, other, (), journeys=False)


def test_settings_that_files_are_held_against_are_read_anew_where_a_file_changes_too(tmp_path, first):
    study = Study(tmp_path).state("partners", agreed_key="staff")
    same_files, other_file = found(study), found(study, sites="otherwise")
    (key,) = changed.between(first, same_files)
    assert changed.identity(first, same_files, [key], journeys=True) == changed.identity(
        first, same_files, (), journeys=True
    )
    key = next(each for each in changed.between(first, other_file) if each.key == "partners.agreed_key")
    assert changed.identity(first, other_file, [key], journeys=True) != changed.identity(
        first, other_file, (), journeys=True
    )


def test_every_pattern_names_some_setting(first):
    stated = first.scenario.model_dump(exclude={"name", "folder"})
    keys = {".".join(path) for path, _ in changed._leaves(stated, ())}
    for patterns in (CHANGES_NO_TOTAL, KEEPS_JOURNEYS, HELD_AGAINST_FILES, OF_JOURNEYS):
        for pattern in patterns:
            assert any(changed._any(key, [pattern]) for key in keys), pattern

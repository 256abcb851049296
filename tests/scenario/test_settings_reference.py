"""The settings as an officer reads them: help for each, defaults within bounds, every shipped scenario loadable."""

import csv
from fnmatch import fnmatchcase
from pathlib import Path
from typing import get_args

import pytest
from pydantic import BaseModel, TypeAdapter

from feasibility.assumptions import used
from feasibility.inputs import register, sheets
from feasibility.scenario import load
from feasibility.scenario.model import Settings, flat_settings

ROOT = Path(__file__).parents[2]
SCENARIOS = sorted((ROOT / "scenarios").glob("*.toml"))


def sections(model: type[BaseModel]) -> list[type[BaseModel]]:
    """The model and every section inside it."""
    found = [model]
    for field in model.model_fields.values():
        for kind in (field.annotation, *get_args(field.annotation)):
            if isinstance(kind, type) and issubclass(kind, BaseModel):
                found += sections(kind)
    return found


FIELDS = [(section, name) for section in sections(Settings) for name in section.model_fields]


def test_the_sections_are_all_found():
    of_travel = {"Providers", "StreetSettings", "CarSettings", "FootSettings", "TransitSettings", "JourneySettings"}
    of_travel |= {"TravelSettings", "Shift", "MatrixSettings", "ValhallaSettings", "FerrobusSettings"}
    assert {"Study", "Authority", "Files", "CostsSettings", "SeatsSettings", "Solver"} | of_travel <= {
        section.__name__ for section in sections(Settings)
    }


@pytest.mark.parametrize(("section", "name"), FIELDS)
def test_every_setting_has_help_and_a_default_within_its_bounds(section, name):
    field = section.model_fields[name]
    assert field.description, f"{section.__name__}.{name} has no help text"
    assert field.description.strip().endswith((".", "`.")), f"{section.__name__}.{name}: help is no sentence"
    if not field.is_required():
        kind = field.rebuild_annotation()
        # Raises where the default is out of bounds.
        TypeAdapter(kind).validate_python(field.get_default(call_default_factory=True))


def test_the_defaults_of_each_section_hold_together():
    for section in sections(Settings):
        if not any(field.is_required() for field in section.model_fields.values()):
            section.model_validate(section().model_dump())


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_every_shipped_scenario_loads(path):
    scenario = load(path)
    assert scenario.name == path.stem
    named = [file for file in scenario.files.model_dump().values() if isinstance(file, Path)]
    assert all(file.is_file() for file in named)


def test_every_figure_of_the_example_is_in_its_register_with_the_same_value():
    scenario = load(ROOT / "scenarios/bexley-bromley-2010.toml")
    known = register.read(sheets.read(scenario.files.assumptions), "assumptions.csv")
    held = used(flat_settings(scenario), known).set_index("assumption_id")
    strange = held.index[held["source"].str.startswith(("not in the register", "changed by this scenario"))]
    assert not list(strange)


def test_every_row_of_the_register_speaks_of_a_setting_or_of_a_figure_of_a_site():
    scenario = load(ROOT / "scenarios/bexley-bromley-2010.toml")
    settings = flat_settings(scenario)
    with scenario.files.assumptions.open(encoding="utf-8", newline="") as file:
        strange = [row["assumption_id"] for row in csv.DictReader(file) if row["assumption_id"] not in settings]
    sites = sheets.read(scenario.files.sites)
    figures = {f"sites.{site}.{column}" for site in sites["site_id"] for column in sites.columns}
    assert [key for key in strange if not any(fnmatchcase(figure, key) for figure in figures)] == []

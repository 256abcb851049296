"""What the evidence says of the error of public transport: only of the tables and settings it was measured with."""

from pathlib import Path

import pytest

from feasibility.inputs import services, sheets
from feasibility.scenario.travel import TransitSettings
from feasibility.travel.transit import evidence

TABLES = Path(__file__).parents[2] / "data" / "reference" / "public_transport"


@pytest.fixture(scope="module")
def shipped():
    return services.read(*(sheets.read(TABLES / f"{name}.csv") for name in ("lines", "calls", "stops"))).lines


def said(lines, settings=None):
    return [value for _, value, _ in evidence._errors(lines, settings or TransitSettings())]


def test_the_errors_are_those_of_the_lines_that_ship(shipped):
    assert evidence.lines_digest(shipped) == evidence.SHIPPED_LINES
    assert said(shipped) == [evidence.DOOR_ERROR, evidence.RAIL_ERROR]
    assert said(shipped.sample(frac=1, random_state=1)) == said(shipped)  # the order of rows is nothing


def test_other_lines_or_settings_are_said_not_to_be_measured(shipped):
    fewer = shipped.assign(weekday_services=shipped["weekday_services"] / 2)
    assert all(words.startswith("not measured with this run's tables of lines; as shipped: ") for words in said(fewer))
    slower = said(shipped, TransitSettings(bus_km_per_hour=12.0))
    assert all(words.startswith("not measured with this run's bus_km_per_hour; as shipped: ") for words in slower)

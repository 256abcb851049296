"""Staff travel in the economic case: three parts, each once, and the lines say what the optimiser was told."""

import pandas as pd
import pytest

from feasibility.costs import travel_values
from feasibility.costs.lines import SHARED, Book
from feasibility.costs.timeline import Timeline
from feasibility.groups import Groups, travel_gbp
from feasibility.scenario.costs import CostsSettings

NONE = float("nan")
SETTINGS = CostsSettings(value_of_time_gbp_per_hour=6.0, vehicle_gbp_per_km=0.07, carbon_gbp_per_tonne=200.0)
TIMELINE = Timeline(2010, 2)
BOOK = Book(TIMELINE, (1.0,) * 4 + (0.8,) * 4 + (0.64,) * 4, (), move_quarter=2)
"""From quarter 2: 2 x 0.25 + 0.8 + 0.64 = 1.94 of a yearly pound."""
HEADS = pd.Series({"g-1": 2, "g-2": 3})
GROUPS = Groups(
    HEADS,
    pd.Series(dtype=str),
    pd.DataFrame({"a": {"g-1": 600.0, "g-2": -300.0}, "b": {"g-1": NONE, "g-2": 60.0}}),
    pd.DataFrame({"a": {"g-1": 1000.0, "g-2": 0.0}, "b": {"g-1": NONE, "g-2": 100.0}}),
    pd.DataFrame({"a": {"g-1": 250.0, "g-2": 50.0}, "b": {"g-1": NONE, "g-2": NONE}}),
)
PLAN = pd.DataFrame({"a": {"g-1": 2, "g-2": 1}, "b": {"g-1": 0, "g-2": 2}})


def test_a_head_adds_time_vehicle_and_carbon():
    found = travel_gbp(GROUPS, SETTINGS, BOOK)
    # 600 / 60 x £6 = 60; 1,000 x 0.07 = 70; 0.25 x £200 = 50: 180 a year x 1.94 = 349.20
    assert found.at["g-1", "a"] == pytest.approx(349.20)
    # -30 of time and 10 of carbon: -20 x 1.94
    assert found.at["g-2", "a"] == pytest.approx(-38.80)
    # no journey: no money; no emission factor: 6 of time and 7 of km, 13 x 1.94
    assert found["b"].tolist() == pytest.approx([0, 25.22])


def test_without_km_and_carbon_time_stands_alone():
    time = Groups(HEADS, pd.Series(dtype=str), GROUPS.minutes_per_year)
    assert travel_gbp(time, SETTINGS, BOOK)["a"].tolist() == pytest.approx([60 * 1.94, -30 * 1.94])


def test_lines_are_worth_what_the_optimiser_was_told():
    travel = travel_values.added(GROUPS.minutes_per_year, GROUPS.vehicle_km_per_year, GROUPS.kgco2e_per_year, PLAN)
    # hours (2 x 600 - 300 + 2 x 60) / 60 = 17; km 2,000 + 2 x 100; tonnes (500 + 50) / 1,000
    assert (travel.hours, travel.vehicle_km, travel.tonnes) == pytest.approx((17, 2_200, 0.55))
    lines = travel_values.lines(travel, SETTINGS, TIMELINE, 2, {})
    assert [line.line for line in lines] == ["Staff travel time added", "Vehicle running cost added", "Carbon added"]
    assert {(line.group, line.cash, line.economic, line.payer) for line in lines} == {("travel", False, True, SHARED)}
    of_optimiser = float((PLAN * travel_gbp(GROUPS, SETTINGS, BOOK)).to_numpy().sum())
    assert sum(BOOK.npc_gbp(line) for line in lines) == pytest.approx(of_optimiser)


def test_staff_seated_where_nothing_is_known_of_are_a_fault_of_the_programme():
    with pytest.raises(KeyError, match="not known of"):
        travel_values.added(GROUPS.minutes_per_year, GROUPS.vehicle_km_per_year, GROUPS.kgco2e_per_year,
                            PLAN.rename(columns={"b": "c"}))  # fmt: skip


def test_the_running_of_a_car_is_what_its_parts_come_to():
    # TAG data book A1.3.13 (2015), pence a km at 30 km/h: a / V + b + cV + dV².
    petrol = 46.5446 / 30 + 9.8915 - 0.11268 * 30 + 0.000746 * 900
    diesel = 51.1465 / 30 + 7.3331 - 0.07055 * 30 + 0.000556 * 900
    # Tax was 66 % of a litre of petrol and 65 % of diesel in June 2009 (Scottish Transport Statistics 29, table 10.7).
    fuel = (petrol * (1 - 0.66) + diesel * (1 - 0.65)) / 2
    assert fuel == pytest.approx(2.78, abs=0.01)
    # Other running cost, about 3.8p, from general knowledge: 6.6p, taken as 7p.
    assert CostsSettings().vehicle_gbp_per_km == pytest.approx((fuel + 3.8) / 100, abs=0.005)


def test_the_value_of_carbon_is_that_of_2024_in_pounds_of_2010():
    # £268.97 in 2022 prices x 69.1217 / 90.5005
    assert CostsSettings().carbon_gbp_per_tonne == pytest.approx(268.97 * 69.1217 / 90.5005, abs=0.005)

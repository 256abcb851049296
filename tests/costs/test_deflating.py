"""Price levels against the deflators shipped and worked figures."""

from pathlib import Path

import pandas as pd
import pytest

from feasibility.costs.deflating import base_only, levels
from feasibility.costs.timeline import Timeline
from feasibility.errors import InputError
from feasibility.scenario.costs import CostsSettings
from feasibility.tables import Deflators, checked

SHIPPED = Path(__file__).parents[2] / "data" / "reference" / "deflators_gdp.csv"
SETTINGS = CostsSettings(inflation_after_table_share=0.1)


def deflators(rows, status="sourced"):
    years, index = zip(*rows, strict=True)
    return pd.DataFrame({"year": years, "index": map(float, index), "source": "made up", "status": status})


def test_pounds_of_2010_in_pounds_of_2024():
    # 100 / 69.1217 = 1.4467, so GBP 3.21 becomes GBP 4.64 and GBP 100k becomes GBP 144.7k.
    shipped = checked(pd.read_csv(SHIPPED)[["year", "index", "source", "status"]], Deflators, "shipped")
    level = levels(shipped, Timeline(2010, 14), 2010, CostsSettings())["price_level"]
    assert level.loc[0] == 1
    assert level.loc[14] == pytest.approx(1.4467, abs=5e-5)
    assert round(3.21 * level.loc[14], 2) == 4.64
    assert round(100_000 * level.loc[14], -2) == 144_700


@pytest.mark.parametrize(
    ("year", "index"), [(2002, 56.911), (2010, 69.1217), (2012, 71.9294), (2022, 90.5005), (2024, 100.0)]
)
def test_shipped_index(year, index):
    shipped = pd.read_csv(SHIPPED).set_index("year")
    assert shipped.loc[year, "index"] == index
    assert shipped.loc[year, "status"] == "sourced"


def test_years_between_rows_rise_at_one_rate_and_are_assumed():
    # From 100 in 2010 to 121 in 2012: 10 % a year, so 110 in 2011.
    found = levels(deflators([(2012, 121), (2010, 100)]), Timeline(2010, 2), 2010, SETTINGS)
    assert found["year"].to_list() == ["2010-11", "2011-12", "2012-13"]
    assert found["price_level"].to_list() == pytest.approx([1.0, 1.1, 1.21])
    assert found["status"].to_list() == ["sourced", "assumed", "sourced"]
    assert found.loc[1, "source"] == "Between 2010 and 2012, at one yearly rate"


def test_years_beyond_the_table_rise_as_assumed():
    found = levels(deflators([(2010, 50), (2011, 60)]), Timeline(2010, 3), 2010, SETTINGS)
    # 60 / 50 = 1.2, then 10 % a year: 1.32, 1.452.
    assert found["price_level"].to_list() == pytest.approx([1.0, 1.2, 1.32, 1.452])
    assert found["status"].to_list() == ["sourced", "sourced", "assumed", "assumed"]
    assert found.loc[3, "source"] == "Beyond 2011, by costs.inflation_after_table_share"


def test_price_base_may_be_another_year_than_the_first():
    # Prices of 2012, programme from 2010: 80 / 100 and 90 / 100.
    found = levels(deflators([(2010, 80), (2011, 90), (2012, 100)]), Timeline(2010, 1), 2012, SETTINGS)
    assert found["price_level"].to_list() == pytest.approx([0.8, 0.9])


def test_a_level_is_no_firmer_than_the_price_base():
    found = levels(deflators([(2010, 80), (2012, 100)]), Timeline(2012, 1), 2011, SETTINGS)
    assert set(found["status"]) == {"assumed"}


def test_years_before_the_table_are_refused_together():
    with pytest.raises(InputError) as caught:
        levels(deflators([(2012, 100)]), Timeline(2011, 5), 2010, SETTINGS)
    assert caught.value.faults == (
        "study.price_base_year is 2010, before the first year of the table (2012); add a row for 2010",
        "costs.first_financial_year is 2011, before the first year of the table (2012); add a row for 2011",
    )


def test_without_a_table_every_year_after_the_base_rises_as_assumed():
    found = levels(base_only(2010), Timeline(2011, 1), 2010, SETTINGS)
    assert found["price_level"].to_list() == pytest.approx([1.1, 1.21])
    assert set(found["status"]) == {"assumed"}

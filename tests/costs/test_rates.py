"""Business rates: which multiplier, with which supplement, on space in use and empty."""

import pytest

from feasibility.costs import rates
from feasibility.costs.rates import Multipliers
from feasibility.costs.timeline import Timeline
from feasibility.errors import InputError
from feasibility.scenario.costs import RatesSettings
from tests.costs.worlds import MULTIPLIERS, RATES, ROUND, books, cash, sites, taken

OF_2010 = Multipliers(0.414, 0.407, None, "Published multipliers")
OF_2026 = Multipliers(0.48, 0.432, 0.508, "Published multipliers")
LONDON = RatesSettings()
"""Crossrail: 2p above a rateable value of 55 000; small below 25 500."""


@pytest.mark.parametrize(
    ("rateable_value", "of_year", "gbp", "words"),
    [
        (25_499, OF_2010, 0.407, "small-business multiplier of 2010-11"),
        (25_500, OF_2010, 0.414, "standard multiplier of 2010-11"),
        (55_000, OF_2010, 0.414, "standard multiplier of 2010-11"),
        (55_001, OF_2010, 0.434, "standard multiplier of 2010-11 with supplement"),
        (500_000, OF_2010, 0.434, "standard multiplier of 2010-11 with supplement"),  # no high multiplier then
        (499_999, OF_2026, 0.5, "standard multiplier of 2010-11 with supplement"),
        (500_000, OF_2026, 0.528, "high-value multiplier of 2010-11 with supplement"),
    ],
)
def test_the_whole_premises_decide_the_multiplier(rateable_value, of_year, gbp, words):
    found = rates.rate_of(rateable_value, of_year, LONDON)
    assert (found.gbp_per_gbp, found.words) == (pytest.approx(gbp), words)


def test_no_supplement():
    found = rates.rate_of(100_000, OF_2010, LONDON.model_copy(update={"supplement_share": 0.0}))
    assert (found.gbp_per_gbp, found.words) == (0.414, "standard multiplier of 2010-11")


def test_a_part_of_large_premises_pays_by_the_whole():
    # new: 100 m² x 50 = 5000, above the supplement's 4500; only 10 m² are taken: 10 x 50 x (0.4 + 0.1) = 250 a year.
    line = books()["apart"].by_id["rates-each@new"]
    assert (line.per_driver, line.rate_gbp) == (10, 25)


@pytest.mark.parametrize(
    ("free_months", "share", "years"),
    [(0, 1.0, 1.5), (3, 1.0, 1.25), (3, 0.5, 0.625), (4, 1.0, 1.5 - 1 / 3), (18, 1.0, 0), (60, 1.0, 0), (0, 0.0, 0)],
)
def test_empty_space(free_months, share, years):
    # Empty for a year and a half, from quarter 1 until quarter 7.
    settings = RatesSettings(empty_free_months=free_months, empty_share=share)
    assert sum(rates.empty_timing(Timeline(2010, 2), settings, 1, 7)) == pytest.approx(years)


def test_while_a_new_place_is_fitted_out_it_is_empty():
    settings = ROUND.model_copy(update={"rates": RATES.model_copy(update={"empty_free_months": 0, "empty_share": 0.5})})
    made = books(settings=settings)["apart"]
    assert made.by_id["rates-each@new"].timing[:6] == (0, 0, 0.125, 0.125, 0.25, 0.25)
    # A present centre that takes more of its own building pays in full at once.
    assert made.by_id["rates-each@old-b"].timing[:6] == (0, 0, 0.25, 0.25, 0.25, 0.25)


def test_rates_are_cash_and_no_cost_to_the_economy():
    made = books()["do-nothing"]
    line = made.by_id["rates@old-b"]
    assert line.cash and not line.economic
    assert made.npc_gbp(line) == 0
    assert cash(made, taken(made, {}, stays=True))["rates@old-b"] == 1_800  # 40 x 15 x 3


def test_the_year_of_the_settings_is_held():
    later = ROUND.model_copy(update={"rates": RATES.model_copy(update={"year": "2012-13"})})
    found = books(settings=later)["apart"].by_id
    assert found["rates-double@old-b"].rate_gbp == pytest.approx(50 * 0.44)
    assert found["rates-each@new"].rate_gbp == pytest.approx(50 * 0.55)
    assert "multiplier of 2012-13" in found["rates-each@new"].basis
    assert "Table of multipliers" in found["rates-each@new"].basis


class TestYearsThatTheTableLacks:
    @pytest.mark.parametrize(("year", "nearest"), [("2011-12", "2010-11"), ("2020-21", "2012-13"), ("1999-00", "2009")])
    def test_the_nearest_is_named(self, year, nearest):
        settings = ROUND.model_copy(update={"rates": RATES.model_copy(update={"year": year})})
        with pytest.raises(InputError, match=f"found {year}, a year that the table .* nearest it has is {nearest}"):
            books(settings=settings)

    def test_no_table(self):
        with pytest.raises(InputError, match="no table of multipliers"):
            books(multipliers=None)
        with pytest.raises(InputError, match="no table of multipliers"):
            books(multipliers=MULTIPLIERS.iloc[:0])

    def test_no_table_is_needed_where_nothing_is_rated(self):
        made = books(sites().assign(rateable_value_gbp_per_m2=0.0), multipliers=None)["apart"]
        assert not any(line.line == "Business rates" for line in made.lines)

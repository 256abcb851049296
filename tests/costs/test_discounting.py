"""Discount factors against published and worked figures."""

import pytest

from feasibility.costs.discounting import annuity, factor, factors, present_value, statement
from feasibility.costs.timeline import Timeline
from feasibility.scenario.costs import CostsSettings

GREEN_BOOK = CostsSettings()


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        (0, 1.0),
        (1, 0.966184),  # 1 / 1.035
        (5, 0.841973),
        (10, 0.708919),
        (20, 0.502566),
        (30, 0.356278),  # 1 / 1.035^30
        (31, 0.345901),  # 0.356278 / 1.03: the lower rate from year 31
        (60, 0.146782),  # 0.356278 / 1.03^30
    ],
)
def test_factors_of_the_green_book(year, expected):
    assert factor(year, GREEN_BOOK) == pytest.approx(expected, abs=5e-7)


def test_year_31_is_cumulative_on_year_30():
    # A factor of 1 / 1.03^31 would be 0.399987: the common slip.
    assert factor(31, GREEN_BOOK) == pytest.approx(factor(30, GREEN_BOOK) / 1.03, rel=1e-12)


@pytest.mark.parametrize(("years", "expected"), [(1, 0.966184), (10, 8.316605), (25, 16.481515)])
def test_annuities(years, expected):
    assert annuity(CostsSettings(period_years=years)) == pytest.approx(expected, abs=5e-7)
    assert annuity(GREEN_BOOK, 1, years) == pytest.approx(expected, abs=5e-7)


def test_annuity_of_some_years_and_of_year_0():
    assert annuity(GREEN_BOOK, 11, 25) == pytest.approx(16.481515 - 8.316605, abs=1e-6)
    assert annuity(GREEN_BOOK, 0, 10) == pytest.approx(1 + 8.316605, abs=5e-7)


@pytest.mark.parametrize("later_years", [0, 55])
def test_known_cash_flow_in_a_short_and_in_the_longest_period(later_years):
    # 100 paid in year 0, 30 received in each of years 1 to 5: known value of the R package `greenbook`.
    flow = [-100.0, *[30.0] * 5, *[0.0] * later_years]
    settings = CostsSettings(period_years=5 + later_years)
    assert present_value(flow, settings) == pytest.approx(35.451572, abs=1e-6)
    timeline = Timeline(2010, 5 + later_years)
    by_quarter = factors(timeline, settings)
    # The same, laid out over quarters: a quarter of each year's sum.
    assert sum(flow[timeline.year_of(q)] / 4 * f for q, f in enumerate(by_quarter)) == pytest.approx(
        35.451572, abs=1e-6
    )


def test_quarters_take_the_factor_of_their_financial_year():
    of_quarters = factors(Timeline(2010, 60), CostsSettings(period_years=60))
    assert len(of_quarters) == 244
    assert of_quarters[:4] == (1.0,) * 4
    # Years 1, 30 and 31 are quarters 4-7, 120-123 and 124-127; year 60 ends the timeline.
    assert of_quarters[4:8] == pytest.approx([0.966184] * 4, abs=5e-7)
    assert of_quarters[120:128] == pytest.approx([0.356278] * 4 + [0.345901] * 4, abs=5e-7)
    assert of_quarters[240:] == pytest.approx([0.146782] * 4, abs=5e-7)


def test_no_discounting():
    flat = CostsSettings(discount_rate_share=0.0, discount_rate_after_30_share=0.0, period_years=40)
    assert annuity(flat) == 40
    assert present_value((0.2, 0.8), flat) == 1


def test_present_value_of_a_payment_over_years():
    # 0.2 now, 0.3 in a year, 0.5 in two: 0.2 + 0.3 x 0.8 + 0.5 x 0.64 = 0.76 at a quarter.
    assert present_value((0.2, 0.3, 0.5), CostsSettings(discount_rate_share=0.25)) == pytest.approx(0.76)


def test_edition_and_rates_are_those_of_the_scenario():
    assert statement(GREEN_BOOK) == "Green Book 2003: 3.5% a year to year 30, 3% after"
    switched = CostsSettings(green_book_edition="2026", discount_rate_share=0.025, discount_rate_after_30_share=0.0225)
    assert statement(switched) == "Green Book 2026: 2.5% a year to year 30, 2.25% after"

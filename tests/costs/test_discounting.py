"""Discount factors against published and worked figures."""

import pytest

from feasibility.costs.discounting import annuity, factor, spread
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


@pytest.mark.parametrize(("years", "expected"), [(1, 0.966184), (10, 8.316605), (25, 16.481515)])
def test_annuities(years, expected):
    assert annuity(CostsSettings(period_years=years)) == pytest.approx(expected, abs=5e-7)


def test_known_cash_flow():
    # 100 paid in year 0, 30 received in each of years 1 to 5: known value of the R package `greenbook`.
    assert -100 * factor(0, GREEN_BOOK) + 30 * annuity(CostsSettings(period_years=5)) == pytest.approx(
        35.451572, abs=1e-6
    )


def test_no_discounting():
    flat = CostsSettings(discount_rate_share=0.0, discount_rate_after_30_share=0.0, period_years=40)
    assert annuity(flat) == 40
    assert spread((0.2, 0.8), flat) == 1


def test_spread_of_a_payment_over_years():
    # 0.2 now, 0.3 in a year, 0.5 in two: 0.2 + 0.3 x 0.8 + 0.5 x 0.64 = 0.76 at a quarter.
    assert spread((0.2, 0.3, 0.5), CostsSettings(discount_rate_share=0.25)) == pytest.approx(0.76)

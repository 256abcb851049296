"""Present values of real pounds.

Source: Green Book, discounting: 3.5 % a year for years 0 to 30 and 3.0 % from year 31, factors cumulative. Year 0 is
not discounted.
"""

from collections.abc import Sequence

from feasibility.scenario.costs import CostsSettings

STEP_YEAR = 30
"""Last year of the first discount rate (Green Book schedule)."""


def factor(year: int, settings: CostsSettings) -> float:
    """What a real pound of `year` is worth in year 0."""
    early, late = min(year, STEP_YEAR), max(year - STEP_YEAR, 0)
    early_factor = (1 + settings.discount_rate_share) ** early
    return float(1 / (early_factor * (1 + settings.discount_rate_after_30_share) ** late))


def annuity(settings: CostsSettings) -> float:
    """Present value of a pound in each year from 1 to `period_years`."""
    return sum(factor(year, settings) for year in range(1, settings.period_years + 1))


def spread(shares: Sequence[float], settings: CostsSettings) -> float:
    """Present value of a pound paid in `shares` over years 0, 1, ..."""
    return sum(share * factor(year, settings) for year, share in enumerate(shares))

"""Present values of real pounds.

Source: Green Book (2003 and later editions), discounting: 3.5 % a year for years 0 to 30 and 3.0 % for years 31 to 75,
factors cumulative. Year 0 is not discounted. Edition and rates stand in the scenario.
"""

from collections.abc import Sequence

from feasibility.costs.timeline import Timeline
from feasibility.scenario.costs import CostsSettings

STEP_YEAR = 30
"""Last year of the first discount rate (Green Book schedule); the third begins beyond the longest period allowed."""


def factor(year: int, settings: CostsSettings) -> float:
    """What a real pound of `year` is worth in year 0."""
    early, late = min(year, STEP_YEAR), max(year - STEP_YEAR, 0)
    early_factor = (1 + settings.discount_rate_share) ** early
    return float(1 / (early_factor * (1 + settings.discount_rate_after_30_share) ** late))


def factors(timeline: Timeline, settings: CostsSettings) -> tuple[float, ...]:
    """The factor of each quarter of the timeline: that of its financial year, so all of year 0 is undiscounted."""
    by_year = [factor(year, settings) for year in range(timeline.years)]
    return tuple(by_year[timeline.year_of(quarter)] for quarter in range(timeline.quarters))


def annuity(settings: CostsSettings, first_year: int = 1, last_year: int | None = None) -> float:
    """Present value of a pound in each year from `first_year` to `last_year`, by default the last of the period."""
    last = settings.period_years if last_year is None else last_year
    return sum(factor(year, settings) for year in range(first_year, last + 1))


def present_value(amounts_gbp: Sequence[float], settings: CostsSettings) -> float:
    """Present value of real pounds that fall due in years 0, 1, ..."""
    return sum(amount * factor(year, settings) for year, amount in enumerate(amounts_gbp))


def statement(settings: CostsSettings) -> str:
    """The edition and its rates, as every output states them."""
    early, late = settings.discount_rate_share * 100, settings.discount_rate_after_30_share * 100
    return f"Green Book {settings.green_book_edition}: {early:g}% a year to year {STEP_YEAR}, {late:g}% after"

"""The quarters and financial years that money is laid out over."""

from dataclasses import dataclass
from datetime import date

QUARTERS_PER_YEAR = 4
MONTHS_PER_QUARTER = 3
FIRST_MONTH = 4
"""A council's financial year begins on 1 April."""


@dataclass(frozen=True)
class Timeline:
    """Financial years from the start of the programme: year 0, then `period_years` more. Quarters count from 0."""

    first_financial_year: int
    """Calendar year in which year 0 begins: 2010 is 2010-11."""
    period_years: int

    @property
    def quarters(self) -> int:
        """Number of quarters, year 0 among them."""
        return QUARTERS_PER_YEAR * (self.period_years + 1)

    @property
    def years(self) -> int:
        """Number of financial years, year 0 among them."""
        return self.period_years + 1

    def quarter_on(self, day: date) -> int:
        """The quarter that holds a day; negative before the timeline, `quarters` or more after it."""
        months = (day.year - self.first_financial_year) * 12 + day.month - FIRST_MONTH
        return months // MONTHS_PER_QUARTER

    def year_of(self, quarter: int) -> int:
        """The year, from 0, that a quarter stands in."""
        return quarter // QUARTERS_PER_YEAR

    def year_label(self, year: int) -> str:
        """A year as councils write it: `2010-11`."""
        begins = self.first_financial_year + year
        return f"{begins}-{(begins + 1) % 100:02d}"

    def label(self, quarter: int) -> str:
        """A quarter as councils write it: `2010-11 Q1` is April to June 2010."""
        return f"{self.year_label(self.year_of(quarter))} Q{quarter % QUARTERS_PER_YEAR + 1}"

    def each_quarter(self, first: int = 0, end: int | None = None) -> tuple[float, ...]:
        """The timing of a yearly charge: a quarter of it in every quarter from `first` until before `end`."""
        last = self.quarters if end is None else end
        return tuple(1 / QUARTERS_PER_YEAR if first <= q < last else 0.0 for q in range(self.quarters))

    def once(self, quarter: int) -> tuple[float, ...]:
        """The timing of a single payment; nothing where it falls after the timeline, in quarter 0 where before."""
        return tuple(1.0 if q == max(quarter, 0) else 0.0 for q in range(self.quarters))

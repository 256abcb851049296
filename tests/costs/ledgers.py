"""Cost lines and books small enough to add up in the head: two years of four quarters."""

from dataclasses import replace

from feasibility.costs.lines import SHARED, Book, Line
from feasibility.costs.timeline import Timeline

YEARS = Timeline(2010, 1)
"""2010-11 and 2011-12: quarters 0 to 7."""
TENTH_OFF = (1.0,) * 4 + (0.9,) * 4
"""A pound of the second year is worth 90p: easier sums than the Green Book's."""
RENT = Line(
    line_id="rent@hub", line="Rent", group="occupancy", place="hub", payer=SHARED, kind="revenue", driver="site",
    unit="m²", per_driver=100.0, rate_gbp=10.0, timing=YEARS.each_quarter(4), status="assumed", basis="rent of the hub",
)  # fmt: skip
"""100 m² at £10 a year, in the second year alone: £1,000."""
FIT_OUT = replace(
    RENT, line_id="fit-out@hub", line="Fit-out", group="works", kind="capital", per_driver=1.0, unit="site",
    rate_gbp=2_000.0, timing=YEARS.once(1), bias_share=0.25, vat_share=0.1,
)  # fmt: skip
"""£2,000 in 2010-11 Q2, £500 of bias, £200 of VAT."""
RATES = replace(RENT, line_id="rates@hub", line="Business rates", per_driver=1.0, rate_gbp=400.0, economic=False)
"""£400 in the second year: cash, no resource."""
OWNED = replace(
    RENT, line_id="owned@old", line="Opportunity cost", place="old", payer="north", per_driver=1.0, rate_gbp=800.0,
    driver="always", timing=YEARS.each_quarter(), cash=False,
)  # fmt: skip
"""£800 a year of owned space: a resource, no cash."""
UPKEEP = replace(OWNED, line_id="upkeep@old", line="Maintenance", rate_gbp=1_600.0, cash=True)
"""£1,600 a year that north pays."""
TRAVEL = replace(
    RENT, line_id="travel@all", line="Staff time", group="travel", place="all", unit="hours", per_driver=50.0,
    rate_gbp=6.0, driver="always", cash=False,
)  # fmt: skip
"""50 hours at £6 in the second year: £300 that no council pays."""


def book(*lines: Line, factors: tuple[float, ...] = TENTH_OFF, timeline: Timeline = YEARS) -> Book:
    """A book of lines on the two years."""
    return Book(timeline, factors, lines)

"""Table of what is not known and was drawn, for robustness."""

from pandera.typing.pandas import Series

from feasibility.tables.base import DISTRIBUTIONS, STATUSES, Table, column


class RobustnessDrawsTable(Table):
    """robustness_draws.csv: every assumption that was drawn, its distribution as declared and as it came out."""

    assumption_id: Series[str] = column("Assumption", "The scenario key, or the table, row and column", unique=True)
    title: Series[str] = column("In words", "What it is")
    distribution: Series[str] = column("Distribution", "How it is drawn between low and high", isin=DISTRIBUTIONS)
    unit: Series[str] = column("Unit", "Unit of the figures of the row")
    status: Series[str] = column("Status", "sourced, assumed or illustrative", isin=STATUSES)
    low: Series[float] = column("Low", "Least; of normal and lognormal the 5th percentile", nullable=True)
    value: Series[float] = column(
        "Value", "Likeliest; of normal and lognormal the median; of uniform it plays no part", nullable=True
    )
    high: Series[float] = column("High", "Most; of normal and lognormal the 95th percentile", nullable=True)
    drawn_mean: Series[float] = column("Mean drawn", "Mean of the draws", nullable=True)
    drawn_p05: Series[float] = column("5th percentile drawn", "Below it lies 1 draw in 20", nullable=True)
    drawn_p50: Series[float] = column("Median drawn", "Below it lies half of the draws", nullable=True)
    drawn_p95: Series[float] = column("95th percentile drawn", "Above it lies 1 draw in 20", nullable=True)
    drawn_with: Series[str] = column("Drawn with", "Assumptions correlated with it, each with its rank correlation")

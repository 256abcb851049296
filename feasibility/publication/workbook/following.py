"""What the sums of the workbook start from: settings, discount factors, and the cost lines of the options looked into.

Figures come from the published tables alone, so that a reader can do the same.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from feasibility import wording
from feasibility.costs.discounting import STEP_YEAR
from feasibility.costs.timeline import QUARTERS_PER_YEAR
from feasibility.publication.release import Release
from feasibility.publication.views.view import of_looked_into

_DIGITS = 9
"""Decimals of quantities and rates whose product is right to a penny."""


@dataclass(frozen=True)
class Settings:
    """The settings that the sums rest on."""

    price_base_year: int
    first_year: int
    """Calendar year in which year 0 begins."""
    rate_share: float
    """Discount rate a year, to year 30."""
    rate_after_share: float


def settings(release: Release) -> Settings | None:
    """None where the release holds no cases, and so no discount rate."""
    cases, levels = release.tables["cases"], release.tables["price_levels"]
    if cases.empty or levels.empty:
        return None
    first = cases.iloc[0]
    return Settings(
        price_base_year=int(first["price_base_year"]),
        first_year=int(str(levels["year"].iloc[0])[:4]),
        rate_share=float(first["discount_rate_share"]),
        rate_after_share=float(first["discount_rate_after_30_share"]),
    )


def quarters(release: Release, asked: Settings) -> pd.DataFrame:
    """Every quarter of the period: quarter, financial year, year from 0, and what a real pound is worth then."""
    years = [str(year) for year in release.tables["price_levels"]["year"]]
    rows = [
        {"quarter": f"{label} Q{part}", "financial_year": label, "year": year, "factor": _factor(year, asked)}
        for year, label in enumerate(years)
        for part in range(1, QUARTERS_PER_YEAR + 1)
    ]
    return pd.DataFrame(rows)


def lines(release: Release, periods: pd.DataFrame) -> pd.DataFrame:
    """The cost lines of the options looked into, in the order of the ranking, with their span counted in quarters.

    Adds to tables.CostsTable `option`, `quarters` (blank without a span) and `mean_factor` over the span. Quantities
    and rates have the decimals of the CSV file, but in the exempt edition as many as give pennies.
    """
    found = of_looked_into(release, "costs").reset_index(drop=True)
    for name in ("quantity", "rate_gbp"):
        digits = _DIGITS if release.edition == "exempt" else wording.measure(name).file_decimals
        found[name] = found[name].round(digits)
    at = {quarter: place for place, quarter in enumerate(periods["quarter"])}
    sums = np.concatenate([[0.0], periods["factor"].cumsum().to_numpy(dtype=float)])
    first = found["first_quarter"].map(at).to_numpy(dtype=float)
    last = found["last_quarter"].map(at).to_numpy(dtype=float)
    spans = last - first + 1
    known = ~np.isnan(spans)
    means = np.full(len(found), np.nan)
    means[known] = (sums[last[known].astype(int) + 1] - sums[first[known].astype(int)]) / spans[known]
    return found.assign(quarters=spans, mean_factor=means)


def _factor(year: int, asked: Settings) -> float:
    """As `costs.discounting.factor`, from what is published."""
    early, late = min(year, STEP_YEAR), max(year - STEP_YEAR, 0)
    return float(1 / ((1 + asked.rate_share) ** early * (1 + asked.rate_after_share) ** late))

"""Business rates: the multiplier a place pays by, and what empty space owes.

Source: Local Government Finance Act 1988, sections 43 to 45, and the Business Rate Supplements Act 2009; the
multipliers are those of the table. Rates are a tax: cash of the councils, no cost to the economy. They are held in real
terms.
"""

from dataclasses import dataclass

import pandas as pd

from feasibility.costs import spans
from feasibility.costs.spans import Timing
from feasibility.costs.timeline import MONTHS_PER_QUARTER, Timeline
from feasibility.errors import InputError
from feasibility.scenario.costs import RatesSettings

HIGH_RATEABLE_VALUE_GBP = 500_000.0
"""Premises of this rateable value or more pay the high multiplier in years that have one (England, from 2026-27)."""


@dataclass(frozen=True)
class Multipliers:
    """Pounds a year for each pound of rateable value, in one financial year."""

    standard: float
    small: float
    high: float | None
    source: str


@dataclass(frozen=True)
class Rate:
    """What one place pays by."""

    gbp_per_gbp: float
    """Pounds a year for each pound of rateable value, supplement included."""
    words: str
    """Which multiplier, and whether the supplement is in it."""


def multipliers_of(table: pd.DataFrame | None, settings: RatesSettings) -> Multipliers:
    """The multipliers of the year that the settings name.

    Raises `InputError` where there is no table, or none of its rows is of that year: the nearest is named.
    """
    if table is None or table.empty:
        raise InputError("files.rates_multipliers", [
            f"no table of multipliers, which rateable values above 0 need; name one with a row for {settings.year}"
        ])  # fmt: skip
    years = table["year"].tolist()
    if settings.year not in years:
        begins = table["year"].str.slice(0, 4).astype(int)
        nearest = table["year"].loc[(begins - int(settings.year[:4])).abs().idxmin()]
        raise InputError("costs.rates.year", [
            f"found {settings.year}, a year that the table of multipliers lacks; the nearest it has is {nearest}: "
            "write that, or add the year to the table"
        ])  # fmt: skip
    row = table.iloc[years.index(settings.year)]
    high = None if pd.isna(row["high"]) else float(row["high"])
    return Multipliers(float(row["standard"]), float(row["small"]), high, str(row["source"]))


def rate_of(rateable_value_gbp: float, multipliers: Multipliers, settings: RatesSettings) -> Rate:
    """What premises of a rateable value pay by: the whole premises decide, however little of them is taken."""
    if rateable_value_gbp < settings.small_rateable_value_gbp_below:
        multiplier, words = multipliers.small, "small-business multiplier"
    elif multipliers.high is not None and rateable_value_gbp >= HIGH_RATEABLE_VALUE_GBP:
        multiplier, words = multipliers.high, "high-value multiplier"
    else:
        multiplier, words = multipliers.standard, "standard multiplier"
    words = f"{words} of {settings.year}"
    if settings.supplement_share > 0 and rateable_value_gbp > settings.supplement_rateable_value_gbp_above:
        return Rate(multiplier + settings.supplement_share, f"{words} with supplement")
    return Rate(multiplier, words)


def empty_timing(timeline: Timeline, settings: RatesSettings, first: float, end: float) -> Timing:
    """The timing of rates on space that stands empty from `first` until before `end`: free, then a share of full."""
    owed_from = first + settings.empty_free_months / MONTHS_PER_QUARTER
    return tuple(part * settings.empty_share for part in spans.within(timeline, owed_from, end))

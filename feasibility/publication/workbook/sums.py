"""The sheets on which a reader can follow the sums from cost lines to net present cost."""

import pandas as pd

from feasibility.costs.discounting import STEP_YEAR
from feasibility.publication.release import Release
from feasibility.publication.sheet_rows import FIRST_ROW
from feasibility.publication.workbook import cost_sheet, following, present
from feasibility.publication.workbook.cells import Column, SumSheet
from feasibility.publication.workbook.cost_sheet import FACTOR, LETTERS, PLAIN
from feasibility.publication.workbook.steps import steps

SETTINGS, FACTORS = "Settings", "Discount factors"


def sheets(release: Release) -> tuple[SumSheet, ...]:
    """Settings, discount factors, cost sheet and net present cost; none where no discount rate is published."""
    asked = following.settings(release)
    if asked is None:
        return ()
    periods = following.quarters(release, asked)
    lines = following.lines(release, periods)
    shares = sorted({0.0, *release.tables["bias"]["used_share"].astype(float)})
    found = steps(lines, shares, LETTERS, FIRST_ROW, exact=release.edition == "exempt")
    return (
        _settings(asked, release),
        _factors(periods),
        cost_sheet.sheet(lines, found, release),
        present.sheet(lines, found, release),
    )


def _settings(asked: following.Settings, release: Release) -> SumSheet:
    rows: tuple[tuple[str, float, str, str], ...] = (
        ("Price base year", asked.price_base_year, "price_base_year", "Every real pound is a pound of this year"),
        ("First financial year", asked.first_year, "first_financial_year", "Year 0 begins on 1 April of it"),
        ("Discount rate (share a year)", asked.rate_share, "discount_rate", "To the step year; sheet Cases has it too"),
        ("Discount rate after (share a year)", asked.rate_after_share, "discount_rate_after_30", "Beyond that year"),
        ("Step year (years from year 0)", STEP_YEAR, "discount_step_year", "Green Book: last year of the first rate"),
    )
    return SumSheet(
        SETTINGS,
        "The settings that the sums use; change one and the sums follow, while the tables of the run stay as they are.",
        (
            Column("Setting and its unit", [setting for setting, *_ in rows], width=36),
            Column("Figure", [figure for _, figure, *_ in rows], "General", width=12),
            Column("Name in formulas", [name for _, _, name, _ in rows], width=26),
            Column("Meaning", [meaning for *_, meaning in rows], width=48),
        ),
        ("Setting", "Its figure", "The name that formulas use", f"What it is; {release.heading.price_base}"),
        {name: f"$B${row}" for row, (_, _, name, _) in enumerate(rows, start=FIRST_ROW)},
    )


def _factors(periods: pd.DataFrame) -> SumSheet:
    last = FIRST_ROW + len(periods) - 1
    power = "1/((1+discount_rate)^MIN({0},discount_step_year)*(1+discount_rate_after_30)^MAX({0}-discount_step_year,0))"
    rows = range(FIRST_ROW, last + 1)
    return SumSheet(
        FACTORS,
        "What a real pound of each quarter is worth in year 0; all of a financial year has one factor.",
        (
            Column("Quarter", list(periods["quarter"]), width=14),
            Column("Financial year", list(periods["financial_year"]), width=14),
            Column("Year (from 0)", list(periods["year"]), PLAIN),
            Column("Discount factor", list(periods["factor"]), FACTOR, [power.format(f"C{row}") for row in rows], 12),
        ),
        ("Q1 is April to June", "From 1 April", "Year 0 is not discounted", "1 ÷ (1 + rate) to the power of the year"),
        {"quarters": f"$A${FIRST_ROW}:$A${last}", "discount_factors": f"$D${FIRST_ROW}:$D${last}"},
    )

"""Published tables of money laid out over time, and of the two cases made from it."""

from pandera.typing.pandas import Series

from feasibility.tables.base import STATUSES, Table, column
from feasibility.tables.money import BIAS_CATEGORIES

CASH_KINDS = ("capital", "revenue")
"""Kinds of council cash, in reading order."""


class CashFlowTable(Table):
    """cash_flow.csv: what each partner pays in each quarter."""

    option_id: Series[str] = column("Option id", "Option")
    partner: Series[str] = column("Partner", "Authority id; shared lines are divided by the key in use")
    kind: Series[str] = column("Kind", "capital or revenue", isin=CASH_KINDS)
    quarter: Series[str] = column("Quarter", "Quarter of a financial year; Q1 is April to June")
    real_gbp: Series[float] = column("Real (£)", "Pounds of the price base, before optimism bias and VAT")
    bias_gbp: Series[float] = column("Optimism bias (£)", "Added for optimism bias, real")
    vat_gbp: Series[float] = column("VAT lost (£)", "VAT that cannot be recovered, real")
    cash_gbp: Series[float] = column("Cash, real (£)", "Real, bias and VAT")
    price_level: Series[float] = column("Price level", "Deflator: prices of the year over the price base", gt=0)
    nominal_gbp: Series[float] = column("Cash, nominal (£)", "Cash in the prices of the year")


class CashByYearTable(Table):
    """cash_by_year.csv: what each partner pays in each financial year."""

    option_id: Series[str] = column("Option id", "Option")
    partner: Series[str] = column("Partner", "Authority id; shared lines are divided by the key in use")
    kind: Series[str] = column("Kind", "capital or revenue", isin=CASH_KINDS)
    year: Series[str] = column("Year", "Financial year, from 1 April")
    real_gbp: Series[float] = column("Real (£)", "Pounds of the price base, before optimism bias and VAT")
    bias_gbp: Series[float] = column("Optimism bias (£)", "Added for optimism bias, real")
    vat_gbp: Series[float] = column("VAT lost (£)", "VAT that cannot be recovered, real")
    cash_gbp: Series[float] = column("Cash, real (£)", "Real, bias and VAT")
    price_level: Series[float] = column("Price level", "Deflator: prices of the year over the price base", gt=0)
    nominal_gbp: Series[float] = column("Cash, nominal (£)", "Cash in the prices of the year")


class CasesTable(Table):
    """cases.csv: the economic and the financial case of every option, and the way from the one to the other."""

    option_id: Series[str] = column("Option id", "Option", unique=True)
    resources_npc_gbp: Series[float] = column(
        "Resources (£)", "Net present cost of resources, optimism bias in; no VAT, taxes, transfers or staff travel"
    )
    travel_npc_gbp: Series[float] = column(
        "Staff travel (£)", "Net present value of staff time, vehicles and carbon; not council cash"
    )
    total_npc_gbp: Series[float] = column("Net present social cost (£)", "Resources and staff travel")
    bias_npc_gbp: Series[float] = column("Of which optimism bias (£)", "Part of the total, discounted")
    npsv_do_nothing_gbp: Series[float] = column(
        "NPSV against do nothing (£)", "Net present cost saved; negative where the option costs more", nullable=True
    )
    npsv_do_minimum_gbp: Series[float] = column(
        "NPSV against do minimum (£)",
        "Net present cost saved; blank where no do-minimum option can be had",
        nullable=True,
    )
    equivalent_annual_gbp: Series[float] = column(
        "Equivalent annual cost (£)", "Equal sum a year, year 0 among them, of the same net present social cost"
    )
    discounting_gbp: Series[float] = column(
        "Discounting undone (£)", "Economic cost undiscounted, less the total", nullable=True
    )
    travel_out_gbp: Series[float] = column("Less staff travel (£)", "Undiscounted; no council pays it")
    opportunity_out_gbp: Series[float] = column(
        "Less opportunity cost (£)",
        "Other resources for which no cash moves, such as owned space; undiscounted",
        nullable=True,
    )
    transfers_gbp: Series[float] = column(
        "Plus transfers (£)",
        "Cash left out of the economic case: business rates, redundancy, excess-travel pay",
        nullable=True,
    )
    vat_gbp: Series[float] = column("Plus VAT lost (£)", "VAT that cannot be recovered")
    cash_real_gbp: Series[float] = column(
        "Cash, real (£)", "Undiscounted; the net present social cost and the five columns before this add to it"
    )
    inflation_gbp: Series[float] = column("Plus inflation (£)", "By the deflator of each year")
    cash_nominal_gbp: Series[float] = column("Cash, nominal (£)", "In the prices of each year")
    capital_gbp: Series[float] = column("Capital (£)", "Part of cash, real")
    revenue_gbp: Series[float] = column("Revenue (£)", "Part of cash, real")
    peak_year: Series[str] = column("Dearest year", "Financial year that takes most cash; the first of several")
    peak_year_gbp: Series[float] = column("Cash of that year (£)", "Real")
    peak_extra_year: Series[str] = column(
        "Greatest call", "Financial year with most cash above do nothing; blank where no year has any"
    )
    peak_extra_gbp: Series[float] = column(
        "Cash above do nothing (£)",
        "Of that year, real; 0 where no year has any, blank without a do-nothing option",
        nullable=True,
    )
    payback_quarter: Series[str] = column(
        "Paid back",
        "First quarter by whose end cash saved against do nothing, summed from the start, is never again below nought "
        "(real, undiscounted); blank where that never comes",
    )
    price_base_year: Series[int] = column("Price base", "Every real pound is a pound of this year")
    green_book_edition: Series[str] = column("Green Book", "Edition of the discount rates")
    discount_rate_share: Series[float] = column("Discount rate", "A year, to year 30", ge=0, le=1)
    discount_rate_after_30_share: Series[float] = column("Discount rate after", "A year, from year 31", ge=0, le=1)


class BiasTable(Table):
    """bias.csv: the optimism bias added in each category of cost."""

    category: Series[str] = column("Category", "Category of optimism bias", unique=True, isin=BIAS_CATEGORIES)
    covers: Series[str] = column("Covers", "What costs fall under it")
    upper_share: Series[float] = column("Upper bound", "Nothing mitigated", ge=0)
    lower_share: Series[float] = column("Lower bound", "Wholly mitigated", ge=0)
    mitigated_share: Series[float] = column("Mitigated", "Share of the upper bound taken off for work done", ge=0, le=1)
    used_share: Series[float] = column("Used", "Upper bound less what is mitigated, never below the lower bound", ge=0)


class PriceLevelsTable(Table):
    """price_levels.csv: the deflator of each financial year, for nominal figures only."""

    year: Series[str] = column("Year", "Financial year, from 1 April", unique=True)
    index: Series[float] = column("Index", "Price level as the table of deflators states it", gt=0)
    price_level: Series[float] = column("Price level", "Over the price base year", gt=0)
    status: Series[str] = column("Status", "sourced; assumed between and beyond the years of the table", isin=STATUSES)
    source: Series[str] = column("Source", "Where the index comes from")

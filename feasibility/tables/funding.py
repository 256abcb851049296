"""Tables of funding and of actual spending, as an officer fills them and as a run publishes them."""

from pandera.typing.pandas import Series

from feasibility.tables.accounts import CASH_KINDS
from feasibility.tables.base import STATUSES, Table, column

FUNDING_ENTRIES = ("payment", "match", "total", "item", "project_cost")
"""What a row of the table of funding states: money due in a quarter; money that a partner puts beside it, no quarter
stated; a total that the document gives; something that the money is asked to pay for; the project's stated cost."""
PERIODS = ("quarter", "year")
TIES = ("ties", "differs", "no actual supplied", "not in the model")


class Funding(Table):
    """Money promised to the programme, and what its documents say of it: one row a statement."""

    funder: Series[str] = column("Funder", "Who pays, or whose document states it")
    entry: Series[str] = column("Entry", "payment, match, total, item or project_cost", isin=FUNDING_ENTRIES)
    kind: Series[str] = column(
        "Kind",
        "capital or revenue; blank for a match or a project cost whose kind is not stated",
        isin=(*CASH_KINDS, ""),
    )
    what: Series[str] = column("What", "What an item pays for, or what a total is of; blank elsewhere")
    quarter_from: Series[str] = column(
        "Quarter from", "First day of a payment's quarter, such as 2010-10-01; of a total, 1 April of the financial "
        "year it is of, or blank for the whole"
    )  # fmt: skip
    amount_gbp: Series[float] = column("Amount (£)", "Pounds as stated, in the prices of the day", ge=0)
    secured: Series[bool] = column("Secured", "yes or no for payments and matches; blank elsewhere")
    decision_date: Series[str] = column("Decision", "Day on which the funder decides; blank if not known")
    status: Series[str] = column("Status", "sourced, assumed or illustrative", isin=STATUSES)
    source: Series[str] = column("Source", "Where the figure comes from")


class Actuals(Table):
    """What an authority really spent in a financial year, one row an item."""

    authority: Series[str] = column("Authority", "Authority id")
    item: Series[str] = column("Item", "accommodation, mileage, or the name of a cost line, such as Business rates")
    financial_year: Series[str] = column("Financial year", "Such as 2009-10")
    amount_gbp: Series[float] = column("Amount (£)", "Pounds spent in the year, in its own prices", ge=0)
    status: Series[str] = column("Status", "sourced, assumed or illustrative", isin=STATUSES)
    source: Series[str] = column("Source", "Where the figure comes from, such as an outturn report")


class FundingTable(Table):
    """funding.csv: cash an option needs above what do-nothing takes, beside the money promised, in nominal pounds."""

    option_id: Series[str] = column("Option id", "Option")
    kind: Series[str] = column("Kind", "capital or revenue; one never fills the gap of the other here", isin=CASH_KINDS)
    span: Series[str] = column("Span", "quarter or year", isin=PERIODS)
    period: Series[str] = column("Period", "Quarter or financial year; Q1 is April to June")
    need_gbp: Series[float] = column("Needed (£)", "Cash above that of the baseline option; negative where less")
    funded_gbp: Series[float] = column("Promised (£)", "Payments due in the period, secured or not", ge=0)
    secured_gbp: Series[float] = column("Secured (£)", "Part of them that is secured", ge=0)
    secured_share: Series[float] = column(
        "Secured share", "Secured over promised; blank where nothing is promised", ge=0, le=1, nullable=True
    )
    gap_gbp: Series[float] = column("Gap (£)", "Needed less promised, in the period")
    cumulative_gap_gbp: Series[float] = column("Gap so far (£)", "Needed less promised, from the start")
    cumulative_secured_gap_gbp: Series[float] = column(
        "Gap so far, secured only (£)", "Needed less secured, from the start"
    )


class FundingChecksTable(Table):
    """funding_checks.csv: what the documents of funding say, set against their own arithmetic and dates."""

    check: Series[str] = column("Check", "What is held against what")
    subject: Series[str] = column("Of", "Funder and kind, or the programme")
    stated_gbp: Series[float] = column("Stated (£)", "As the document has it; blank where none", nullable=True)
    found_gbp: Series[float] = column("Found (£)", "By its own figures; blank where none", nullable=True)
    difference_gbp: Series[float] = column("Difference (£)", "Found less stated", nullable=True)
    holds: Series[bool] = column("Holds", "True where there is nothing to mend")
    finding: Series[str] = column("Finding", "What was found, in words; nothing is corrected")


class BaselineTable(Table):
    """baseline.csv: what do-nothing costs an authority a year, held against what it really spends."""

    authority: Series[str] = column("Authority", "Authority id, or `shared` for lines that the partners divide")
    item: Series[str] = column("Item", "accommodation, mileage, or a cost line")
    financial_year: Series[str] = column("Financial year", "Year of the actual; blank where none was supplied")
    model_gbp: Series[float] = column(
        "Model (£/yr)", "A mean year of do-nothing: revenue cash, real; blank where not in the model", nullable=True
    )
    model_in_year_gbp: Series[float] = column(
        "Model, prices of the year (£/yr)", "The same at the deflator of the actual's year", nullable=True
    )
    actual_gbp: Series[float] = column("Actual (£/yr)", "As supplied; blank where none", nullable=True)
    difference_gbp: Series[float] = column(
        "Difference (£/yr)", "Model less actual, in the actual's prices", nullable=True
    )
    difference_share: Series[float] = column("Difference (share)", "Over the actual", nullable=True)
    ties: Series[str] = column("Ties", "Whether the model comes near enough", isin=TIES)
    finding: Series[str] = column("Finding", "That in words")
    source: Series[str] = column("Source", "Where the actual comes from; blank where none")

"""Tables of money that an officer fills: cost lines of sites, lease events, multipliers and deflators."""

from pandera.typing.pandas import Series

from feasibility.tables.base import ID_PATTERN, STATUSES, Table, column

COST_LINES = (
    "rent", "opportunity_cost", "service_charge", "fm_hard", "fm_soft", "energy", "insurance", "security", "parking",
    "network", "maintenance", "fit_out_cat_a", "fit_out_cat_b", "furniture", "fees", "stamp_duty", "dilapidations",
    "backlog_maintenance", "improvement", "decant", "removal", "capital_receipt", "letting_income", "void_cost",
)  # fmt: skip
"""Lines that a site may have beside the figures of the table of sites."""
COST_MOMENTS = ("in_use", "moving_in", "leaving", "after_leaving", "staying", "do_minimum")
"""When a line falls due: while the place is in use; once when staff move in; once when a present centre is left; in
every year after that; where the centres stay, in every option that keeps them; only in the do-minimum option."""
COST_UNITS = (
    "gbp_per_year", "gbp_per_m2_per_year", "gbp_per_workstation_per_year", "gbp", "gbp_per_m2", "gbp_per_workstation",
    "share_of_fit_out",
)  # fmt: skip
"""Units of an amount: yearly, or once. A yearly unit goes with in_use, after_leaving, staying and do_minimum."""
BIAS_CATEGORIES = ("standard_buildings", "non_standard_buildings", "equipment", "outsourcing", "none")
LEASE_EVENTS = (
    "start", "rent_free_end", "rent", "review", "break", "expiry", "earliest_vacation",
)  # fmt: skip
"""What may happen to a lease: it starts; its rent-free time ends; its rent steps to an amount; it is reviewed to an
amount; it may be broken; it ends; the earliest day on which a place held otherwise can be given up."""


class SiteCosts(Table):
    """Cost lines of sites beside the figures of the table of sites, one row a line."""

    site_id: Series[str] = column("Site id", "A site of the table of sites", str_matches=ID_PATTERN)
    line: Series[str] = column("Line", "Kind of cost", isin=COST_LINES)
    moment: Series[str] = column(
        "When",
        "When it falls due. in_use: while the place is in use; moving_in, leaving: once, when staff do; after_leaving: "
        "in the years after; staying: where the centres stay; do_minimum: in that option alone",
        isin=COST_MOMENTS,
    )
    amount: Series[float] = column("Amount", "Real pounds of the price base; negative is money received")
    unit: Series[str] = column(
        "Unit", "What the amount is for: yearly where the moment lasts, else paid once", isin=COST_UNITS
    )
    first_date: Series[str] = column("From", "First day, such as 2012-04-01; blank: as long as the moment lasts")
    last_date: Series[str] = column("Until", "Last day; blank: as long as the moment lasts")
    bias: Series[str] = column("Optimism bias", "Category of optimism bias", isin=BIAS_CATEGORIES)
    irrecoverable_vat_share: Series[float] = column("VAT lost", "Share of VAT that cannot be recovered", ge=0, le=1)
    status: Series[str] = column("Status", "sourced, assumed or illustrative", isin=STATUSES)
    source: Series[str] = column("Source", "Where the amount comes from")
    date: Series[str] = column("Date", "Date of the source")


class SpaceTiers(Table):
    """Sizes that space at a site is let in, one row a size: whoever takes space there takes one of them whole."""

    site_id: Series[str] = column("Site id", "A site of the table of sites", str_matches=ID_PATTERN)
    tier: Series[str] = column("Size", "Name of the size, such as `ground floor`")
    nia_m2: Series[float] = column(
        "NIA (m²)", "Net internal area of the size; at a present centre, with the space that it has", gt=0
    )
    status: Series[str] = column("Status", "sourced, assumed or illustrative", isin=STATUSES)
    source: Series[str] = column("Source", "Where the size comes from")


class Leases(Table):
    """Lease events of candidate and present sites, one row an event."""

    site_id: Series[str] = column("Site id", "A site of the table of sites", str_matches=ID_PATTERN)
    event: Series[str] = column(
        "Event",
        "What happens. rent: it steps to an amount; review: it is reviewed to one; break: the lease may be ended; "
        "earliest_vacation: first day on which a place held otherwise can be given up",
        isin=LEASE_EVENTS,
    )
    date: Series[str] = column("Date", "Day of the event, such as 2015-03-25")
    rent_gbp_per_m2_per_year: Series[float] = column(
        "Rent (£/m²/yr)", "Rent from that day, for `rent` and `review`", ge=0, nullable=True
    )
    notice_months: Series[float] = column("Notice (months)", "Notice that a break needs", ge=0, le=60, nullable=True)
    penalty_gbp: Series[float] = column("Penalty (£)", "Paid when the break is used", ge=0, nullable=True)
    status: Series[str] = column("Status", "sourced, assumed or illustrative", isin=STATUSES)
    source: Series[str] = column("Source", "Where the event comes from")


class RatesMultipliers(Table):
    """Business rates multipliers, one row a financial year."""

    year: Series[str] = column("Year", "Financial year, such as 2010-11", unique=True)
    standard: Series[float] = column("Standard", "Pounds a year for each pound of rateable value", gt=0, le=2)
    small: Series[float] = column("Small business", "The same for small premises", gt=0, le=2)
    high: Series[float] = column("High value", "The same for premises of £500,000 or more; blank: as standard",
                                 gt=0, le=2, nullable=True)  # fmt: skip
    source: Series[str] = column("Source", "Where the multipliers come from")


class Deflators(Table):
    """Price deflators, one row a year."""

    year: Series[int] = column("Year", "Calendar year in which the financial year begins", unique=True)
    index: Series[float] = column("Index", "Price level, any base", gt=0)
    source: Series[str] = column("Source", "Where the index comes from")
    status: Series[str] = column("Status", "sourced, or assumed for years between", isin=STATUSES)

"""Tables of the channel-shift case: what an earlier document claimed, and the same savings worked out again."""

from pandera.typing.pandas import Series

from feasibility.tables.base import Table, column

SAVING = "Pounds a year in the prices of the unit costs"


class Claims(Table):
    """Savings that an earlier document states, one row a statement."""

    authority: Series[str] = column("Authority", "Authority id, or `all` for the partners together")
    take_up_share: Series[float] = column(
        "Take-up", "Share of contacts said to move; blank where none is stated", gt=0, lt=1, nullable=True
    )
    stated_gbp: Series[float] = column("Stated (£/yr)", "The saving as stated, pounds a year", gt=0)
    what: Series[str] = column("Claim", "What is claimed, in a few words", unique=True)
    where: Series[str] = column("Where", "Where in the document it stands")
    quoted: Series[str] = column("Words", "The document's own words for the figure")


class ClaimsTable(Table):
    """claims.csv: each saving that an earlier document states, beside the arithmetic of its own unit costs."""

    what: Series[str] = column("Claim", "What is claimed", unique=True)
    where: Series[str] = column("Where", "Where in the document it stands")
    quoted: Series[str] = column("Words", "The document's own words for the figure")
    authority: Series[str] = column("Authority", "Authority id, or `all`")
    take_up_share: Series[float] = column("Take-up", "Share of contacts said to move", gt=0, lt=1, nullable=True)
    stated_gbp_per_year: Series[float] = column("Stated (£/yr)", "The saving as stated", gt=0)
    contacts_moved_per_year: Series[float] = column(
        "Contacts moved", "Contacts a year at that take-up; blank where none is stated", ge=0, nullable=True
    )
    net_gbp_per_year: Series[float] = column("Net (£/yr)", "Contacts moved x (call less web)", nullable=True)
    gross_gbp_per_year: Series[float] = column("Gross (£/yr)", "Contacts moved x call", ge=0, nullable=True)
    difference_gbp_per_year: Series[float] = column("Difference (£/yr)", "Stated less net", nullable=True)
    difference_share: Series[float] = column("Difference", "Difference as a share of net", nullable=True)
    implied_gbp_per_contact: Series[float] = column(
        "Implied (£/contact)", "Stated saving for each contact moved", ge=0, nullable=True
    )
    contacts_implied_per_year: Series[float] = column(
        "Contacts implied", "Contacts that would have to move for the stated saving", ge=0, nullable=True
    )
    finding: Series[str] = column("Finding", "The difference in words")


class ChannelShiftTable(Table):
    """channel_shift.csv: savings from contacts that move to the web, by authority and take-up, kept apart."""

    authority: Series[str] = column("Authority", "Authority id, or `all`")
    take_up_share: Series[float] = column("Take-up", "Share of contacts that move", ge=0, lt=1)
    contacts_per_year: Series[float] = column("Contacts", "Contacts a year before any move", gt=0)
    contacts_moved_per_year: Series[float] = column("Contacts moved", "Contacts a year that move", ge=0)
    gross_gbp_per_year: Series[float] = column("Calls saved (£/yr)", f"{SAVING}: what those calls cost", ge=0)
    web_gbp_per_year: Series[float] = column("Web cost (£/yr)", f"{SAVING}: what they cost on the web", ge=0)
    net_gbp_per_year: Series[float] = column("Net saving (£/yr)", f"{SAVING}: the one less the other")
    net_low_gbp_per_year: Series[float] = column("Net, costs lower (£/yr)", "Every unit cost lower by the spread")
    net_high_gbp_per_year: Series[float] = column("Net, costs higher (£/yr)", "Every unit cost higher by the spread")
    net_worst_gbp_per_year: Series[float] = column(
        "Net, worst (£/yr)", "Calls cheaper and the web dearer by the spread"
    )
    net_best_gbp_per_year: Series[float] = column("Net, best (£/yr)", "Calls dearer and the web cheaper by the spread")
    premises_in_sharing_gbp_per_year: Series[float] = column(
        "In the sharing case (£/yr)", "Building and desks of contacts whose move the case for sharing counts", ge=0
    )
    kept_apart_gbp_per_year: Series[float] = column(
        "Kept apart (£/yr)", "Net saving without what the case for sharing counts"
    )


class UnitCostCheckTable(Table):
    """unit_cost_check.csv: what the cost of a call says of the cost of a post, by handling time."""

    handling_minutes: Series[float] = column("Handling time (min)", "Mean minutes of a contact", gt=0)
    contacts_per_year: Series[float] = column("Contacts", "Contacts a year of all partners", gt=0)
    cost_gbp_per_year: Series[float] = column("Cost of calls (£/yr)", "Contacts x cost of a call", gt=0)
    full_time_equivalents: Series[float] = column("Agents (FTE)", "Full-time equivalents that they keep busy", gt=0)
    cost_gbp_per_year_per_fte: Series[float] = column("For each FTE (£/yr)", "The one over the other", gt=0)

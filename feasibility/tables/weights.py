"""Tables of the weights: who is first for which of them, and where the lead passes."""

from pandera.typing.pandas import Series

from feasibility.tables.base import Table, column

WEIGHT_KINDS = ("group", "criterion")
"""A group moves with its criteria in proportion; a criterion against all others."""


class WeightSpaceTable(Table):
    """weight_space.csv: how much of all weights each option has on its side, by value alone.

    Options that can lead for some weights, or come in the first three for at least 1% of them; the others are counted
    beside the table. Options that are level share their ranks equally.
    """

    option_id: Series[str] = column("Option id", "Names the option", unique=True)
    option: Series[str] = column("Option", "In words")
    first_share: Series[float] = column("First for", "Share of all weights for which it is first", ge=0, le=1)
    first_error_share: Series[float] = column(
        "Give or take", "Standard error of that share, from the number of draws alone", ge=0, le=1
    )
    second_share: Series[float] = column("Second for", "Share of all weights", ge=0, le=1)
    third_share: Series[float] = column("Third for", "Share of all weights", ge=0, le=1)
    expected_rank: Series[float] = column("Mean rank", "Over all weights", ge=1)
    can_lead: Series[bool] = column(
        "Can be first",
        "Whether any weights put it ahead of all others; worked out exactly, so that 0% and no are different things",
    )
    first_in_order_share: Series[float] = column(
        "First, order kept", "Share of the weights that keep the stated order of importance", ge=0, le=1
    )
    can_lead_in_order: Series[bool] = column("Can be first, order kept", "The same, exactly, of weights in that order")
    first_near_share: Series[float] = column(
        "First, near", "Share of the weights near those stated, each within the share of itself that is set", ge=0, le=1
    )
    can_lead_near: Series[bool] = column("Can be first, near", "The same, exactly, of weights near those stated")
    central_weights: Series[str] = column(
        "Its typical weights",
        "Mean of the weights for which it is first, by group; blank where too few of those drawn put it first",
    )


class WeightReversalsTable(Table):
    """weight_reversals.csv: where the lead passes as one weight goes from nothing to the whole, others pro rata.

    A row for each change of the lead, worked out exactly; one row, without a change, for a weight that changes nothing.
    """

    weight_id: Series[str] = column("Weight id", "Group or criterion")
    weight: Series[str] = column("Weight", "What is moved, in words")
    kind: Series[str] = column(
        "Kind", "group: moved with its criteria in proportion; criterion: moved against all others", isin=WEIGHT_KINDS
    )
    stated_share: Series[float] = column("Stated", "Share of the whole, as stated", ge=0, le=1)
    changes_at_share: Series[float] = column(
        "Lead passes at", "Share of the whole; blank where it never does", nullable=True, ge=0, le=1
    )
    change_share: Series[float] = column(
        "Change to there", "From the stated share, in points of the whole", nullable=True, ge=-1, le=1
    )
    leader_below: Series[str] = column("Leads below", "Option id")
    leader_above: Series[str] = column("Leads above", "Option id")
    words: Series[str] = column("In words", "The same in a sentence")


class WeightRivalsTable(Table):
    """weight_rivals.csv: the least change of one weight that brings an option level with the one that leads.

    Options first, second or third for at least 1% of all weights, each with every weight that can bring it level short
    of nothing and of the whole; the least change first.
    """

    option_id: Series[str] = column("Option id", "The rival")
    option: Series[str] = column("Option", "In words")
    weight_id: Series[str] = column("Weight id", "Group or criterion")
    weight: Series[str] = column("Weight", "What is moved, in words")
    kind: Series[str] = column("Kind", "group or criterion, moved as in weight_reversals.csv", isin=WEIGHT_KINDS)
    stated_share: Series[float] = column("Stated", "Share of the whole, as stated", ge=0, le=1)
    level_at_share: Series[float] = column("Level at", "Share of the whole", ge=0, le=1)
    change_share: Series[float] = column(
        "Change to there", "From the stated share, in points of the whole", ge=-1, le=1
    )

"""Tables of what would change the answer: the value of each input at which the lead passes, and what losers lose on."""

from pandera.typing.pandas import Series

from feasibility.tables.base import Table, column

ANYBODY = "anybody"
"""In place of a rival's id: whichever option of all passes the leader first."""
FOUND_BY = ("lines", "search", "no effect")
"""Drawn from the plans' straight lines; tried and narrowed down; without effect by the rules of the economic case."""
KINDS = ("best with it", "alone", "staying")
"""The best option that opens a site, with any other and in any way; the best that opens it alone; a way of staying."""


class SwitchingTable(Table):
    """switching.csv: the value of each input at which the best option is passed, by each rival and by anybody."""

    input_id: Series[str] = column("Input id", "The register's id, or a word for what is no single setting")
    input: Series[str] = column("Input", "What is moved, by itself")
    place: Series[str] = column("Place", "Site id; blank for an input of the study as a whole")
    leader: Series[str] = column("Leader", "Option id of the best option")
    rival: Series[str] = column("Rival", "Option id held against it; `anybody` for whichever option passes it first")
    value: Series[float] = column("Value", "The value used", nullable=True)
    unit: Series[str] = column("Unit", "Unit as a sentence says it; values stand as the settings hold them")
    below: Series[float] = column(
        "Holds down to",
        "Least value at which the leader still holds; one step below, the rival leads; blank where it never does",
        nullable=True,
    )
    leads_below: Series[str] = column("Then leads", "Who leads one step below; blank where nobody does")
    above: Series[float] = column(
        "Holds up to",
        "Most value at which the leader still holds; one step above, the rival leads; blank where it never does",
        nullable=True,
    )
    leads_above: Series[str] = column("Then leads (above)", "Who leads one step above; blank where nobody does")
    step: Series[float] = column("Step", "Resolution of the value found", gt=0)
    low: Series[float] = column("Looked from", "Least value looked at", nullable=True)
    high: Series[float] = column("Looked to", "Most value looked at", nullable=True)
    range_reason: Series[str] = column("Why so far", "Why no further is looked")
    plausible_low: Series[float] = column(
        "Plausible from", "Low end of the register's range; blank where it states none", nullable=True
    )
    plausible_high: Series[float] = column(
        "Plausible to", "High end of the register's range; blank where it states none", nullable=True
    )
    found_by: Series[str] = column(
        "Found by",
        "lines: cost changes in proportion, so the point is exact; search: values tried outwards, then narrowed to one "
        "step; no effect: a transfer, in no present cost. Each value found is confirmed by working options out again",
        isin=FOUND_BY,
    )
    held: Series[str] = column("Held", "What stays as it is while the input moves")
    words: Series[str] = column("In words", "The same in a sentence")


class WhyNotTable(Table):
    """why_not.csv: what each place, and each way of staying, lacks to be first."""

    place: Series[str] = column("Place", "Site id, or the option id of a way of staying")
    name: Series[str] = column("Name", "The place, or the way of staying")
    kind: Series[str] = column("Which option", "The best with the site, the best with it alone, or staying", isin=KINDS)
    option_id: Series[str] = column("Option id", "The option; blank where none can be had")
    rank: Series[float] = column("Rank", "Place in the ranking", nullable=True)
    gap_gbp: Series[float] = column(
        "Behind by (£)",
        "Present cost above the best option's: the sum, paid in year 0, that would bring it level",
        nullable=True,
    )
    saved_hours_per_year: Series[float] = column(
        "Or travel saved (hours a year)",
        "The same as hours of staff travel a year, from the move on, that would have to be saved besides",
        nullable=True,
    )
    rent_gbp_per_m2_per_year: Series[float] = column(
        "Rent that suffices (£/m²/yr)",
        "Most rent, or letting value, at the site at which an option with it leads; blank where even none does not",
        nullable=True,
    )
    words: Series[str] = column("In words", "What it loses on, and the least change that would make it first")


class WhyNotPartsTable(Table):
    """why_not_parts.csv: the difference from the best option in named parts."""

    place: Series[str] = column("Place", "Site id, or the option id of a way of staying")
    kind: Series[str] = column("Which option", "The best with the site, the best with it alone, or staying", isin=KINDS)
    option_id: Series[str] = column("Option id", "The option")
    part: Series[str] = column("Part", "Part of the present cost")
    npc_gbp: Series[float] = column("Present cost (£)", "Of the option")
    best_npc_gbp: Series[float] = column("Best option (£)", "The same part of the best option")
    difference_gbp: Series[float] = column("Difference (£)", "The option less the best; the parts add up to the gap")

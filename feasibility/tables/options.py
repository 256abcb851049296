"""The options compared, best first."""

from pandera.typing.pandas import Series

from feasibility.tables.base import CANNOT_BE_HAD, Table, column


class OptionsTable(Table):
    """options.csv: every option, best first."""

    option_id: Series[str] = column("Option id", "Short id", unique=True)
    rank: Series[int] = column("Rank", "Place by fewest staff out of reach, then by total cost", ge=1)
    option: Series[str] = column("Option", "What the option is")
    sites: Series[str] = column("Sites", "Ids of the sites used")
    verdict: Series[str] = column(
        "Verdict", "best, near-tie, behind, or cannot be had", isin=("best", "near-tie", "behind", CANNOT_BE_HAD)
    )
    reason: Series[str] = column(
        "Reason", "Why the option cannot be had, or ranks so low, or where space is added; blank otherwise"
    )
    working: Series[str] = column(
        "Way of working",
        "As now, apart, pooled, or one queue without a move (virtual)",
        isin=("now", "apart", "pooled", "virtual"),
    )
    resource_npc_gbp: Series[float] = column(
        "Net present cost (£)",
        "Resources of the councils, real, with optimism bias, discounted; no taxes or transfers; the economic case",
        nullable=True,
    )
    travel_npc_gbp: Series[float] = column(
        "Value of added travel (£)",
        "Time, vehicles and carbon of staff journeys added or saved, discounted",
        nullable=True,
    )
    total_npc_gbp: Series[float] = column("Total (£)", "Net present cost with staff travel: the ranking", nullable=True)
    cash_gbp: Series[float] = column(
        "Cash (£)",
        "What the councils pay over the period: real, with optimism bias, VAT lost and taxes; not discounted",
        nullable=True,
    )
    above_best_gbp: Series[float] = column(
        "Above best (£)", "Total less the best option's total; blank where staff are out of reach", nullable=True
    )
    above_best_share: Series[float] = column("Above best (share)", "As a share of the best total", nullable=True)
    workstations_needed: Series[int] = column("Workstations needed", "At all sites of the option", ge=0)
    workstations_available: Series[int] = column("Workstations available", "That the floor area holds", ge=0)
    headroom_share: Series[float] = column("Headroom", "Available over needed, less one")
    travel_change_minutes_mean: Series[float] = column(
        "Mean change (minutes)", "One way, mean over all staff", nullable=True
    )
    worse_15_share: Series[float] = column("Worse by over 15 minutes", "Share of staff, one way", nullable=True)
    worse_30_share: Series[float] = column("Worse by over 30 minutes", "Share of staff, one way", nullable=True)
    unreached_heads: Series[float] = column(
        "Out of reach",
        "Staff seated at a place that they have no journey to; in no figure of travel",
        ge=0,
        nullable=True,
    )
    sourced_share: Series[float] = column("Sourced", "Share of the money resting on sourced figures", nullable=True)
    assumed_share: Series[float] = column("Assumed", "Share resting on assumed figures", nullable=True)
    illustrative_share: Series[float] = column("Illustrative", "Share on illustrative figures", nullable=True)
    rent_change_to_lead_gbp_per_m2_per_year: Series[float] = column(
        "Rent change to lead (£/m²/yr)",
        "Change in rent at the option's sites that would bring it level with the best (with the next, for the best)",
        nullable=True,
    )

"""Tables of how firm the ranking is: options, pairs and unknowns over many draws of what is not known."""

from pandera.typing.pandas import Series

from feasibility.tables.base import Table, column

PART_KINDS = ("moving", "way", "site")
"""What the best option of a draw is told by: whether staff move, the way of working, and each site it opens."""


class RobustnessTable(Table):
    """robustness.csv: every option over all draws of the figures that have a distribution."""

    option_id: Series[str] = column("Option id", "Short id", unique=True)
    option: Series[str] = column("Option", "What it is")
    best_share: Series[float] = column(
        "Best in",
        "Share of draws in which it costs least; equal totals go to the first by the ranking's rule",
        ge=0,
        le=1,
    )
    best_error_share: Series[float] = column(
        "Sampling error (share)",
        "Standard error of that share; where it is none or all, three by the number of draws (95 % confidence)",
        ge=0,
        le=1,
    )
    near_best_share: Series[float] = column(
        "Best or near-tie in", "Share of draws in which it is the best or within the near-tie share of it", ge=0, le=1
    )
    not_had_share: Series[float] = column(
        "Cannot be had in", "Share of draws in which it cannot be had, or seats anybody out of reach", ge=0, le=1
    )
    npc_mean_gbp: Series[float] = column(
        "Present cost, mean (£)", "Over the draws in which it can be had; blank where there is none", nullable=True
    )
    npc_p5_gbp: Series[float] = column("5th percentile (£)", "One draw in twenty costs less", nullable=True)
    npc_p50_gbp: Series[float] = column("Middle (£)", "Half of the draws cost less", nullable=True)
    npc_p95_gbp: Series[float] = column("95th percentile (£)", "One draw in twenty costs more", nullable=True)
    difference_mean_gbp: Series[float] = column(
        "Less doing nothing, mean (£)",
        "Cost above doing nothing in the same draw: with the same figures for both, so that it is far sharper than "
        "either cost",
        nullable=True,
    )
    difference_p5_gbp: Series[float] = column("Difference, 5th percentile (£)", "Of the same", nullable=True)
    difference_p50_gbp: Series[float] = column("Difference, middle (£)", "Of the same", nullable=True)
    difference_p95_gbp: Series[float] = column("Difference, 95th percentile (£)", "Of the same", nullable=True)
    regret_mean_gbp: Series[float] = column(
        "Regret, mean (£)",
        "What choosing it now costs above the best of the same draw; where it cannot be had, all is left as it is. "
        "Least for the option with the lowest expected cost",
        ge=0,
    )
    regret_p95_gbp: Series[float] = column("Regret, 95th percentile (£)", "One draw in twenty is worse", ge=0)
    regret_max_gbp: Series[float] = column("Regret, greatest (£)", "The worst draw", ge=0)
    lead_mean_gbp: Series[float] = column(
        "Lead when best (£)", "Mean of what the next costs more, where it is best", nullable=True
    )
    behind_mean_gbp: Series[float] = column(
        "Behind when not best (£)", "Mean of what it costs above the best, where it can be had and is not best",
        nullable=True,
    )  # fmt: skip
    rank_mean: Series[float] = column("Mean rank", "Over the draws in which it can be had", nullable=True)
    same_as: Series[str] = column("Same as", "Option id that costs the same in every draw: one by two names; or blank")


class PairsTable(Table):
    """robustness_pairs.csv: the leading options two by two."""

    option_id: Series[str] = column("Option id", "The one")
    rival: Series[str] = column("Rival", "Option id of the other")
    cheaper_share: Series[float] = column(
        "Cheaper in", "Share of draws in which the one costs less than the other, or alone can be had", ge=0, le=1
    )
    difference_mean_gbp: Series[float] = column(
        "Difference, mean (£)", "The one less the other in the same draw, where both can be had", nullable=True
    )
    difference_p5_gbp: Series[float] = column("Difference, 5th percentile (£)", "Of the same", nullable=True)
    difference_p95_gbp: Series[float] = column("Difference, 95th percentile (£)", "Of the same", nullable=True)


class WinningPartsTable(Table):
    """winning_parts.csv: what the best options of all draws have in common."""

    kind: Series[str] = column(
        "Kind", "moving: whether staff move; way: how they work; site: a place that is shared", isin=PART_KINDS
    )
    part: Series[str] = column("Part", "The words, or the site id")
    best_share: Series[float] = column(
        "In the best option of", "Share of draws; those of sites may add up to more than all", ge=0, le=1
    )


class UnknownsTable(Table):
    """unknowns.csv: every figure that is drawn: what it does alone, and what knowing it is worth."""

    assumption_id: Series[str] = column("Assumption", "The register's id", unique=True)
    title: Series[str] = column("What it is", "In words")
    distribution: Series[str] = column("Distribution", "Its shape; blank where none is stated")
    unit: Series[str] = column("Unit", "Unit of the values")
    low: Series[float] = column("Low", "Its 5th percentile", nullable=True)
    value: Series[float] = column("Value", "The value used", nullable=True)
    high: Series[float] = column("High", "Its 95th percentile", nullable=True)
    gap_low_gbp: Series[float] = column(
        "Gap at the low (£)",
        "What the best rival costs above the leader with this figure alone at its low, by the whole model; below "
        "nought where the leader is passed; blank where it was not tried alone",
        nullable=True,
    )
    best_low: Series[str] = column("Best at the low", "Option id; blank where not tried")
    gap_high_gbp: Series[float] = column("Gap at the high (£)", "The same at its high", nullable=True)
    best_high: Series[str] = column("Best at the high", "Option id; blank where not tried")
    swing_gbp: Series[float] = column("Swing (£)", "How far the two gaps lie apart", ge=0, nullable=True)
    worth_gbp: Series[float] = column(
        "Worth knowing (£)",
        "How much less the choice would cost on average if this figure alone were known before choosing: pounds of a "
        "better choice on these figures, no price of research; nought where it is no more than chance gives",
        ge=0,
        nullable=True,
    )
    won_share: Series[float] = column(
        "Then best in", "Share of draws in which the choice would be the best, this figure known", nullable=True
    )
    rank: Series[int] = column("Rank", "Place by what knowing it is worth, then by the swing", ge=1)
    note: Series[str] = column("Note", "Why it was not tried alone, or what came of it; or blank")


class UnknownsTogetherTable(Table):
    """unknowns_together.csv: what knowing several figures at once is worth."""

    group: Series[str] = column("Group", "Ids of the figures; `*` stands for any word", unique=True)
    title: Series[str] = column("What they are", "In words")
    assumptions: Series[int] = column("Figures", "How many are drawn", ge=2)
    worth_gbp: Series[float] = column("Worth knowing (£)", "As of one figure, all of them known", ge=0, nullable=True)
    won_share: Series[float] = column("Then best in", "Share of draws in which the choice would be best", nullable=True)


class FindOutTable(Table):
    """find_out.csv: what to find out, in order, each figure known besides those before it."""

    step: Series[int] = column("Step", "Place in the order; two figures that tell only together have the same", ge=1)
    assumption_id: Series[str] = column("Assumption", "The register's id", unique=True)
    title: Series[str] = column("What it is", "In words")
    worth_gbp: Series[float] = column(
        "Worth knowing (£)", "How much less the choice would cost on average, this and all before it known", ge=0
    )
    won_share: Series[float] = column(
        "Then best in", "Share of draws in which the choice would be the best", ge=0, le=1
    )


class RedrawnTable(Table):
    """redrawn.csv: draws that were worked out again by the whole model, against the quick way."""

    draw: Series[int] = column("Draw", "Number of the draw", unique=True)
    best_quick: Series[str] = column("Best, quick way", "Option id")
    best_whole: Series[str] = column("Best, whole model", "Option id")
    alike: Series[bool] = column("Alike", "Whether both find the same option best, or two within a penny")
    lost_gbp: Series[float] = column(
        "Lost (£)", "What the quick way's choice costs above the best, both by the whole model", ge=0, nullable=True
    )
    difference_max_gbp: Series[float] = column(
        "Largest difference (£)",
        "Of the totals worked out, the quick way less the whole model: the farthest from nought",
        nullable=True,
    )  # fmt: skip
    difference_max_share: Series[float] = column("As a share", "The same by the whole model's total", nullable=True)
    had_otherwise: Series[int] = column("Had otherwise", "Options that only one of the two says can be had", ge=0)

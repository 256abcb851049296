"""The options: at a glance, in order, by criterion, and those that cannot be had."""

import pandas as pd

from feasibility import wording
from feasibility.appraisal.ranking import had as possible
from feasibility.appraisal.ranking import single_sites
from feasibility.options import STAYING, WORKING_WORDS, sites_in_words
from feasibility.publication.release import Release
from feasibility.publication.views.view import Column, View, tabulate
from feasibility.tables import CANNOT_BE_HAD

LEADING = 10
"""Options shown in the tables near the top, besides the near-ties and doing nothing."""
_VERDICTS = {"best": "Best", "near-tie": "Near-tie: too close to call", "behind": "Behind"}

_MONEY = (
    Column("resource_npc_gbp", "Resources", "Net present cost (£)", wording.thousands),
    Column("travel_npc_gbp", "Value of added travel", "Net present cost (£)", wording.thousands),
    Column("total_npc_gbp", "Total", "Net present cost (£)", wording.thousands),
    Column("above_best_share", "Above best (%)"),
)
_RANK = Column("rank", "Rank")
_OPTION = Column("option", "Option")
_VERDICT = Column("verdict_words", "Verdict")
_JOURNEYS = (
    Column("travel_change_minutes_mean", "Mean change", "Journeys, one way (minutes)"),
    Column("worse_15_share", "Over 15 worse", "Journeys, one way (minutes)"),
    Column("worse_30_share", "Over 30 worse", "Journeys, one way (minutes)"),
)
_CAPACITY = (
    Column("seats", "Needed of available", "Workstations", figures=True),
    Column("headroom_share", "Headroom (%)", "Workstations"),
)


def had(release: Release) -> pd.DataFrame:
    """Options that can be had, best first, with the verdict in words."""
    kept = possible(release.tables["options"]).sort_values(["rank", "option_id"])
    return kept.assign(
        verdict_words=kept["verdict"].map(_VERDICTS),
        working_words=kept["working"].map(WORKING_WORDS),
        where=[sites_in_words(row) for row in kept.to_dict("records")],
    )


def single_site(options: pd.DataFrame) -> pd.DataFrame:
    """The cheapest option with one shared site, the question first asked; empty where none can be had."""
    return single_sites(options).head(1)


def leading(release: Release, first: int = LEADING) -> pd.DataFrame:
    """The first options, every near-tie, the cheapest single site and the ways of staying."""
    options = had(release)
    kept = (
        (options["rank"] <= first)
        | options["verdict"].isin(["best", "near-tie"])
        | options["option_id"].isin(STAYING)
        | options.index.isin(single_site(options).index)
    )
    return options[kept]


def at_a_glance(release: Release) -> View:
    """The best option, the next, the cheapest single site and doing nothing, side by side."""
    options = had(release)
    by_label = {
        "Best": options.iloc[:1],
        "Next": options.iloc[1:2],
        "Best single site": single_site(options),
        "For comparison": options[options["option_id"].isin(STAYING)],
    }
    chosen = pd.concat([rows.assign(label=label) for label, rows in by_label.items()]).drop_duplicates("option_id")
    rows = [
        ("Way of working", "working_words", wording.figure),
        ("Total net present cost (£)", "total_npc_gbp", wording.thousands),
        ("Of which resources (£)", "resource_npc_gbp", wording.thousands),
        ("Of which value of added staff travel (£)", "travel_npc_gbp", wording.thousands),
        ("Mean change in journey, one way (minutes)", "travel_change_minutes_mean", wording.figure),
        ("Staff worse off by over 15 minutes one way", "worse_15_share", wording.figure),
        ("Staff worse off by over 30 minutes one way", "worse_30_share", wording.figure),
        ("Workstations needed", "workstations_needed", wording.figure),
        ("Workstations available", "workstations_available", wording.figure),
        ("Money resting on sourced figures", "sourced_share", wording.figure),
        ("Money resting on illustrative figures", "illustrative_share", wording.figure),
    ]
    shown = pd.DataFrame({"what": [what for what, _, _ in rows]})
    columns = [Column("what", "Measure")]
    for _, option in chosen.iterrows():
        key = str(option["option_id"])
        shown[key] = [write(name, option[name]) for _, name, write in rows]
        columns.append(Column(key, str(option["option"]), str(option["label"]), figures=True))
    return tabulate(shown, "The answer at a glance", tuple(columns), row_heading="what", note=_rounding(release))


def ranking(release: Release) -> View:
    """The leading options in order of total cost."""
    return tabulate(
        leading(release),
        "Leading options in order of total cost",
        (_RANK, _OPTION, *_MONEY, _VERDICT),
        row_heading="option",
        note=_rounding(release),
    )


def criteria(release: Release) -> View:
    """Staff travel and capacity of each leading option, beside the cost that the table of the ranking has."""
    options = leading(release)
    pairs = zip(options["workstations_needed"], options["workstations_available"], strict=True)
    seats = [
        f"{wording.figure('workstations_needed', needed)} of {wording.figure('workstations_available', held)}"
        for needed, held in pairs
    ]
    return tabulate(
        options.assign(seats=seats),
        "The other two criteria of the leading options: staff travel and capacity",
        (_RANK, _OPTION, *_JOURNEYS, *_CAPACITY),
        row_heading="option",
        note="A plus sign is a longer journey or more workstations than needed. Over 15 and over 30 worse: share of "
        "staff whose journey grows by more minutes than that, in steps; nought is under half a step.",
    )


def not_had(release: Release) -> View:
    """Options that cannot be had, and why."""
    options = release.tables["options"]
    return tabulate(
        options[options["verdict"] == CANNOT_BE_HAD],
        "Options that cannot be had, and why",
        (
            _OPTION,
            Column("reason", "Reason"),
            Column("workstations_needed", "Workstations needed"),
            Column("workstations_available", "Workstations available"),
        ),
        row_heading="option",
    )


def firmness(release: Release) -> View:
    """How much of each leading option's money rests on figures of each status."""
    return tabulate(
        leading(release),
        "Share of the money by how firm the figures behind it are",
        (
            _RANK,
            _OPTION,
            Column("sourced_share", "Sourced (% of money)"),
            Column("assumed_share", "Assumed (% of money)"),
            Column("illustrative_share", "Illustrative (% of money)"),
        ),
        row_heading="option",
        note="A line counts under the least firm figure behind it. Shares are rounded and may not add up to 100%.",
    )


def _rounding(release: Release) -> str:
    return (
        f"Net present cost in {release.heading.price_base}, to the nearest £1,000. A minus sign is a saving. "
        "The value of added travel is that of staff time, vehicles and carbon: no council pays it."
    )

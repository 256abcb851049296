"""What would have to change for a rival to cost no more than the best option, one cost at a time."""

import pandas as pd

from feasibility import wording
from feasibility.appraisal.verdict import NAMES
from feasibility.costs.words import in_a_sentence
from feasibility.publication.release import Release
from feasibility.publication.views.options import had, single_site

NAMED = 3
"""Costs named in a sentence, the largest first."""
PENNY_GBP = 0.005
"""Sums of the same figures in another order may differ far behind the penny."""


def what_would_change(release: Release) -> tuple[str, ...]:
    """A sentence for the next option and for the cheapest single site: which of its costs, alone, could close its gap.

    Seats stay as they are. Costs at a place that the best option pays for as well are left out, because they would
    fall for both; so is travel, which is no cost of the council.
    """
    options = had(release)
    best = str(options["option_id"].iloc[0])
    rivals = pd.concat([options.iloc[1:2], single_site(options)]).drop_duplicates("option_id")
    rivals = rivals[rivals["option_id"] != best]
    return tuple(
        _sentence(row, _own_costs(release.tables["costs"], str(row["option_id"]), best)) for _, row in rivals.iterrows()
    )


def _own_costs(costs: pd.DataFrame, option_id: str, best: str) -> "pd.Series[float]":
    """Present cost by line, largest first, of what the option pays and the best does not."""
    theirs = costs[(costs["option_id"] == option_id) & (costs["kind"] != "travel")]
    shared = set(costs.loc[costs["option_id"] == best, ["line", "place"]].itertuples(index=False, name=None))
    own = theirs[[pair not in shared for pair in theirs[["line", "place"]].itertuples(index=False, name=None)]]
    by_line = own.groupby("line")["npc_gbp"].sum().reset_index()
    return by_line.sort_values(["npc_gbp", "line"], ascending=[False, True]).set_index("line")["npc_gbp"]


def _sentence(option: "pd.Series[object]", own_gbp: "pd.Series[float]") -> str:
    name = NAMES.get(str(option["option_id"]), str(option["option"]))
    gap_gbp = float(str(option["above_best_gbp"]))
    gap = wording.pounds(gap_gbp, nearest_1000=True)
    if own_gbp.empty:
        level = gap_gbp < PENNY_GBP
        ends = "costs the same as it" if level else f"its gap of {gap} comes of how much of each it takes"
        return f"{wording.capital(name)} has no line of cost that the best option lacks: {ends}."
    enough = own_gbp[own_gbp >= gap_gbp - PENNY_GBP].head(NAMED)
    if len(enough):
        cuts = wording.joined(tuple(
            f"{in_a_sentence(str(line))} by {wording.number(gap_gbp / gbp, wording.SHARE)} of "
            f"{wording.pounds(gbp, nearest_1000=True)}"
            for line, gbp in enough.items()
        ), last="or")  # fmt: skip
        return f"{wording.capital(name)} would cost no more than the best option if one cost fell far enough: {cuts}."
    largest = wording.joined(tuple(
        f"{in_a_sentence(str(line))} {wording.pounds(gbp, nearest_1000=True)}"
        for line, gbp in own_gbp.head(NAMED).items()
    ))  # fmt: skip
    which = "the only one is" if len(own_gbp) == 1 else "the largest are"
    return f"No one cost of {name}, cut to nothing, closes its gap of {gap}; {which} {largest}."

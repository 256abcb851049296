"""The leaders of all draws: two by two, and what the best options have in common."""

from collections.abc import Sequence
from itertools import permutations

import numpy as np
import pandas as pd

from feasibility.options import DO_NOTHING, WORKING_WORDS, Option
from feasibility.robustness.option_figures import QUANTILES
from feasibility.robustness.standing import Standing
from feasibility.tables import checked, empty, headings
from feasibility.tables.robustness import PairsTable, WinningPartsTable

PAIRED = 6
"""Options most often best that are held against each other: thirty pairs, as many as a page holds."""
MOVES, STAYS = "staff move", "nobody moves"
"""Parts of kind `moving`."""


def paired(figures: pd.DataFrame, leader: str) -> list[str]:
    """Ids of the options set two by two, of tables.RobustnessTable: the leader, doing nothing, and the most often best.

    An option by another name stands for none.
    """
    often = figures[(figures["best_share"] > 0) & (figures["same_as"] == "")]["option_id"].head(PAIRED)
    return list(dict.fromkeys([leader, DO_NOTHING, *(str(option_id) for option_id in often)]))


def pairs(held: Standing, option_ids: Sequence[str]) -> pd.DataFrame:
    """How often each of these costs less than each other, and by how much (tables.PairsTable)."""
    rows = []
    for option_id, rival in permutations(option_ids, 2):
        mine, theirs = held.of(option_id), held.of(rival)
        both = np.isfinite(mine) & np.isfinite(theirs)
        apart = mine[both] - theirs[both]
        low, _, high = np.quantile(apart, QUANTILES) if apart.size else (float("nan"),) * 3
        rows.append(
            {
                "option_id": option_id,
                "rival": rival,
                "cheaper_share": float((mine < theirs).mean()),
                "difference_mean_gbp": float(apart.mean()) if apart.size else float("nan"),
                "difference_p5_gbp": float(low),
                "difference_p95_gbp": float(high),
            }
        )
    if not rows:  # one option alone
        return empty(PairsTable)
    return checked(pd.DataFrame(rows, columns=list(headings(PairsTable))), PairsTable, "robustness pairs")


def winning_parts(held: Standing, options: Sequence[Option]) -> pd.DataFrame:
    """Whether staff move in the best option of a draw, how they work, and each place it shares.

    tables.WinningPartsTable, of each kind the most frequent first. Where many options come close, each wins seldom, and
    what they share may yet stand firm.
    """
    by_id, shares = {option.option_id: option for option in options}, held.best_share
    found: dict[tuple[str, str], float] = {}
    for option_id, share in shares[shares > 0].items():
        option = by_id[str(option_id)]
        of_sites = [] if option.stays else [("site", site) for site in option.site_ids]
        moving = ("moving", STAYS if option.stays else MOVES)
        for part in [moving, ("way", WORKING_WORDS[option.working]), *of_sites]:
            found[part] = found.get(part, 0.0) + float(share)
    rows = [{"kind": kind, "part": part, "best_share": min(1.0, share)} for (kind, part), share in found.items()]
    kinds = {"moving": 0, "way": 1, "site": 2}
    frame = pd.DataFrame(rows, columns=list(headings(WinningPartsTable)))
    order = frame.assign(of_kind=frame["kind"].map(kinds), negative=-frame["best_share"])
    order = order.sort_values(["of_kind", "negative", "part"], ignore_index=True)
    return checked(order[list(frame.columns)], WinningPartsTable, "winning parts")

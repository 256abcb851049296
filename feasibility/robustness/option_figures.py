"""From totals to each option's figures over all draws (tables.robustness.RobustnessTable)."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from feasibility.enumeration import place_among_equals
from feasibility.options import DO_NOTHING
from feasibility.robustness import standing
from feasibility.robustness.standing import Standing
from feasibility.robustness.totals import Totals
from feasibility.tables import checked, headings
from feasibility.tables.robustness import RobustnessTable

QUANTILES = (0.05, 0.5, 0.95)
"""One draw in twenty lies below the first and one above the last."""
RULE_OF_THREE = 3.0
"""Over so many by the number of draws, a share that came out as none or all may still be out: the limit of 95 %
confidence (Hanley and Lippman-Hand, 1983)."""


def table(totals: Totals, held: Standing, near_tie_share: float, titles: Mapping[str, str]) -> pd.DataFrame:
    """Every option's figures, the option most often best first; then by mean regret, then as equal totals go.

    `titles` gives option id to title.
    """
    best_gbp, nothing_gbp = held.best_gbp, totals.gbp[DO_NOTHING].to_numpy(dtype=float)
    limit_gbp = best_gbp + near_tie_share * np.abs(best_gbp)
    shares, ranks = held.best_share, standing.rank_means(held)
    rows = []
    for place, option_id in enumerate(held.option_ids):
        gbp = totals.gbp[option_id].to_numpy(dtype=float)
        is_best, share = held.best == place, float(shares[option_id])
        rows.append(
            {
                "option_id": option_id,
                "option": titles[option_id],
                "best_share": share,
                "best_error_share": error_of(share, held.draws),
                "near_best_share": float((held.pennies[:, place] <= limit_gbp).mean()),
                "not_had_share": float(np.isnan(gbp).mean()),
                **_costs(gbp, nothing_gbp),
                **_regret(gbp, nothing_gbp, best_gbp),
                "lead_mean_gbp": _mean((held.next_gbp - best_gbp)[is_best]),
                "behind_mean_gbp": _mean((held.pennies[:, place] - best_gbp)[~is_best]),
                "rank_mean": float(ranks[option_id]),
                "same_as": held.same_as.get(option_id, ""),
            }
        )
    frame = pd.DataFrame(rows, columns=list(headings(RobustnessTable)))
    frame["among_equals"] = frame["option_id"].map(place_among_equals)
    frame = frame.sort_values(["best_share", "regret_mean_gbp", "among_equals"], ascending=[False, True, True])
    frame = frame.drop(columns="among_equals").reset_index(drop=True)
    return checked(frame, RobustnessTable, "robustness")


def error_of(share: float, draws: int) -> float:
    """Standard error of a share of draws, as of plain random draws; the rule of three where it is none or all.

    That of a Latin hypercube is as a rule smaller.
    """
    if share in {0.0, 1.0}:
        return min(1.0, RULE_OF_THREE / draws)
    return float(np.sqrt(share * (1 - share) / draws))


def fallen_back(gbp: np.ndarray, nothing_gbp: np.ndarray) -> np.ndarray:
    """Draw: what choosing the option comes to. One that then cannot be had leaves all as it is."""
    return np.asarray(np.where(np.isnan(gbp), nothing_gbp, gbp))


def _costs(gbp: np.ndarray, nothing_gbp: np.ndarray) -> dict[str, float]:
    """The cost, and its difference from doing nothing in the same draw, where the option can be had."""
    had = ~np.isnan(gbp)
    found: dict[str, float] = {}
    for name, values in (("npc", gbp[had]), ("difference", (gbp - nothing_gbp)[had])):
        low, middle, high = np.quantile(values, QUANTILES) if values.size else (float("nan"),) * 3
        found |= {
            f"{name}_mean_gbp": _mean(values),
            f"{name}_p5_gbp": float(low),
            f"{name}_p50_gbp": float(middle),
            f"{name}_p95_gbp": float(high),
        }
    return found


def _regret(gbp: np.ndarray, nothing_gbp: np.ndarray, best_gbp: np.ndarray) -> dict[str, float]:
    """What choosing it now costs above the best of the same draw: nought to a penny's rounding where it is the best."""
    regret = np.maximum(0.0, fallen_back(gbp, nothing_gbp) - best_gbp)
    return {
        "regret_mean_gbp": float(regret.mean()),
        "regret_p95_gbp": float(np.quantile(regret, QUANTILES[-1])),
        "regret_max_gbp": float(regret.max()),
    }


def _mean(values: np.ndarray) -> float:
    """Mean of what is finite: a draw in which there is no other option, or in which it cannot be had, has no figure."""
    known = values[np.isfinite(values)]
    return float(known.mean()) if known.size else float("nan")

"""The quick way of pricing a draw against the whole model: draw by draw, and in a sentence."""

import numpy as np
import pandas as pd

from feasibility import wording
from feasibility.enumeration import PENNY, place_among_equals
from feasibility.tables import checked, empty, headings
from feasibility.tables.robustness import RedrawnTable

NONE = "No draw was worked out again by the whole model."
PENNY_GBP = 0.011
"""A penny, and the rounding of a sum in another order."""


def redrawn_table(quick: pd.DataFrame, whole: pd.DataFrame) -> pd.DataFrame:
    """A row for each draw that was worked out in full (tables.RedrawnTable).

    Both are draw by option id, pounds, blank where the option cannot be had. `quick` has every option; `whole` some of
    the draws and of the options, each draw's winner among them.
    """
    missing = [*whole.index.difference(quick.index), *whole.columns.difference(quick.columns)]
    if missing:
        raise ValueError(f"redrawn: the quick way has not priced {missing[:10]}")
    if whole.empty:
        return empty(RedrawnTable)
    rows = [_row(int(draw), quick.loc[draw], whole.loc[draw]) for draw in whole.index]
    return checked(pd.DataFrame(rows, columns=list(headings(RedrawnTable))), RedrawnTable, "draws worked out in full")


def summary(table: pd.DataFrame) -> str:
    """How far the quick way is out, of tables.RedrawnTable; blank where no draw was worked out in full."""
    if table.empty:
        return ""
    alike, solved = int(table["alike"].sum()), len(table)
    farthest = wording.pounds(float(table["difference_max_gbp"].abs().max()))
    share = wording.number(float(table["difference_max_share"].abs().max()), wording.FINE_SHARE)
    words = [
        f"{wording.counted(solved, 'draw')} worked out again by the whole model, staff seated anew: the same option is "
        f"best in {'all' if alike == solved else alike} of them",
        f"the largest difference of any total so worked out, of the options nearest to being best and of some others, "
        f"is {farthest} ({share} at most)",
    ]
    if alike < solved:
        lost = table["lost_gbp"].max()
        words.append(f"where another is best, the quick way's choice costs at most {wording.pounds(float(lost))} more")
    otherwise = int((table["had_otherwise"] > 0).sum())
    if otherwise:
        words.append(f"in {otherwise} of them the two differ on which options can be had")
    return "; ".join(words) + "."


def _row(draw: int, quick: "pd.Series[float]", whole: "pd.Series[float]") -> dict[str, object]:
    both = quick[whole.index]
    difference = both - whole
    farthest = difference.abs().idxmax() if difference.notna().any() else None
    by_quick, by_whole = _first(quick), _first(whole)
    lost = float(whole.get(by_quick, float("nan"))) - float(whole[by_whole])
    return {
        "draw": draw,
        "best_quick": by_quick,
        "best_whole": by_whole,
        "alike": by_quick == by_whole or bool(lost <= PENNY_GBP),
        "lost_gbp": max(0.0, lost) if np.isfinite(lost) else float("nan"),
        "difference_max_gbp": float(difference[farthest]) if farthest is not None else float("nan"),
        "difference_max_share": float((difference / whole.abs())[farthest]) if farthest is not None else float("nan"),
        "had_otherwise": int((both.isna() != whole.isna()).sum()),
    }


def _first(gbp: "pd.Series[float]") -> str:
    in_order = sorted((str(option_id) for option_id in gbp.index), key=place_among_equals)
    return str(gbp[in_order].round(PENNY).idxmin())

"""Which figure, moved by itself, takes the lead from the best option: by the whole model, in words."""

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd

from feasibility import wording
from feasibility.options import DO_NOTHING
from feasibility.robustness import phrases
from feasibility.robustness.firmness import Firmness
from feasibility.robustness.phrases import NAMED
from feasibility.robustness.to_find_out import LEAST_GBP


def sentences(found: Firmness, names: Mapping[str, str]) -> list[str]:
    """Which figures, each by itself at an end of its distribution, take the lead from the best; by the whole model."""
    tried = found.unknowns[found.unknowns["best_low"] != ""]
    taken = sorted(
        (
            _gap(row, end),
            phrases.titled(str(row["assumption_id"]), str(row["title"])),
            phrases.figure(float(row[end]), str(row["unit"])),
            str(row[f"best_{end}"]),
        )
        for row in tried.to_dict("records")
        for end in ("low", "high")
        if row[f"best_{end}"] not in {"", found.leader}
    )
    if tried.empty:
        return []
    if not taken:
        return ["No figure by itself, at the 5th or the 95th percentile of its distribution, takes the lead from "
                f"{names[found.leader]}{_nearest(tried)}."]  # fmt: skip
    clauses = [
        f"{title} is {figure} (then {'it cannot be had and ' if gap == -math.inf else ''}{names[heir]} leads)"
        for gap, title, figure, heir in taken[:NAMED]
    ]
    more = len(taken) - len(clauses)
    clauses += [f"one of {more} more figures is at an end of its distribution"] if more > 1 else []
    clauses += ["one more figure is at an end of its distribution"] if more == 1 else []
    verb = "wins" if found.leader == DO_NOTHING else "stays first"
    subject = wording.capital(names[found.leader])
    return [f"{subject} {verb} unless {'; or '.join(clauses)}: each figure moved by itself."]


def _nearest(tried: pd.DataFrame) -> str:
    """The figure that alone leaves the least lead, where any changes it."""
    gaps = [
        (float(row[f"gap_{end}_gbp"]), row, end)
        for row in tried.to_dict("records")
        for end in ("low", "high")
        if float(row["swing_gbp"]) >= LEAST_GBP
    ]
    if not gaps:
        return ""
    gap, row, end = min(gaps, key=lambda each: each[0])
    title = phrases.titled(str(row["assumption_id"]), str(row["title"]))
    figure = phrases.figure(float(row[end]), str(row["unit"]))
    return f"; {title} comes nearest: at {figure} it leaves a lead of {wording.pounds(gap, nearest_1000=True)}"


def _gap(row: Mapping[Any, Any], end: str) -> float:
    """The lead at one end; below all others where the leader cannot be had there."""
    gap = float(row[f"gap_{end}_gbp"])
    return -math.inf if math.isnan(gap) else gap

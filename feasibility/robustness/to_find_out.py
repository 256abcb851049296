"""What to find out next, in words: which figure, known before choosing, betters the choice most."""

import math

import pandas as pd

from feasibility import wording
from feasibility.robustness import phrases
from feasibility.robustness.firmness import Firmness
from feasibility.robustness.phrases import NAMED

LEAST_GBP = 500.0
"""Pounds are said to the nearest £1,000: what would read as £0 is not worth finding out."""


def separating(found: Firmness) -> list[str]:
    """What would separate options that draws do not: the first figures to find out."""
    first = _worth_knowing(found.find_out).head(NAMED)
    if first.empty:
        return []
    return [f"What would separate them best is to know {_told(first)}."]


def next_ones(found: Firmness) -> list[str]:
    """What to find out next, and what it is worth."""
    if math.isnan(found.noise_gbp):
        return ["There are too few draws to say what is worth finding out."]
    if found.evpi_gbp < LEAST_GBP:
        return ["Nothing that is drawn is worth finding out before choosing: the choice would stay as it is."]
    every = wording.pounds(found.evpi_gbp, nearest_1000=True)
    order = _worth_knowing(found.find_out)
    if order.empty:
        return ["No figure, nor any few together, is worth finding out: none betters the choice by £1,000 on average. "
                f"All together would by {every}.", *_together(found, 0.0)]  # fmt: skip
    last = order.iloc[-1]
    gain = wording.pounds(float(last["worth_gbp"]), nearest_1000=True)
    then, now = phrases.share(float(last["won_share"])), phrases.share(found.won_now_share)
    often = f"best in {then} of draws instead of {now}" if then != now else f"as often best as now, in {now} of draws"
    known = "it" if len(order) == 1 else "these"
    in_order = ", in this order" if int(last["step"]) > 1 else ""
    return [
        f"Find out next{in_order}: {_told(order)}. Were {known} known, the choice would be {gain} better on average, "
        f"and {often}.",
        *_together(found, float(last["worth_gbp"])),
        f"Were every drawn figure known, it would be {every} better. These are pounds of a better choice on these "
        "figures, not a price of research.",
    ]


def _told(order: pd.DataFrame) -> str:
    """The figures in order; two that tell only together joined by `with`."""
    steps = [
        " with ".join(phrases.titled(str(row["assumption_id"]), str(row["title"])) for row in rows.to_dict("records"))
        for _, rows in order.groupby("step", sort=True)
    ]
    return "; ".join(steps)


def _together(found: Firmness, alone_gbp: float) -> list[str]:
    """The group of figures most worth knowing, where it is worth more than its best member."""
    worth = _worth_knowing(found.together)
    if worth.empty or float(worth["worth_gbp"].iloc[0]) < alone_gbp + LEAST_GBP:
        return []
    row = worth.iloc[0]
    gbp = wording.pounds(float(row["worth_gbp"]), nearest_1000=True)
    title, count = phrases.small(str(row["title"])), wording.counted(int(row["assumptions"]), "figure")
    return [f"Of figures found out together, the most is gained by {title} ({count}): {gbp}."]


def _worth_knowing(table: pd.DataFrame) -> pd.DataFrame:
    return table[table["worth_gbp"] >= LEAST_GBP]

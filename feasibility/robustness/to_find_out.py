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
    """What would separate options that draws do not: the figures most worth knowing, one by one."""
    worth = _worth_knowing(found.unknowns)
    if worth.empty:
        return []
    what = phrases.listed([phrases.titled(str(title)) for title in worth["title"].head(NAMED)], NAMED)
    return [f"What would separate them best is {what}."]


def next_one(found: Firmness) -> list[str]:
    """What to find out next, and what it is worth."""
    if math.isnan(found.noise_gbp):
        return ["There are too few draws to say what is worth finding out."]
    worth, every = _worth_knowing(found.unknowns), wording.pounds(found.evpi_gbp, nearest_1000=True)
    if found.evpi_gbp < LEAST_GBP:
        return ["Nothing that is drawn is worth finding out before choosing: the choice would stay as it is."]
    together = _together(found, float(worth["worth_gbp"].iloc[0]) if len(worth) else 0.0)
    if worth.empty:
        return [f"No figure is worth finding out by itself: none betters the choice by £1,000 on average; all of them "
                f"together would by {every}.", *together]  # fmt: skip
    first = worth.iloc[0]
    gain = wording.pounds(float(first["worth_gbp"]), nearest_1000=True)
    return [
        f"Find out next: {phrases.titled(str(first['title']))}. Were it known, the choice would be {gain} better on average, "
        f"and best in {phrases.share(float(first['won_share']))} of draws instead of {phrases.share(found.won_now_share)}.",
        *together,
        f"Were every drawn figure known, it would be {every} better. These are pounds of a better choice on these figures, "
        "not a price of research.",
    ]


def _together(found: Firmness, alone_gbp: float) -> list[str]:
    """The group of figures most worth knowing, where it is worth more than its best member."""
    worth = _worth_knowing(found.together)
    if worth.empty or float(worth["worth_gbp"].iloc[0]) < alone_gbp + LEAST_GBP:
        return []
    row = worth.iloc[0]
    gbp = wording.pounds(float(row["worth_gbp"]), nearest_1000=True)
    return [f"Figures found out together, the most is gained by {phrases.titled(str(row['title']))} "
            f"({wording.counted(int(row['assumptions']), 'figure')}): {gbp}."]  # fmt: skip


def _worth_knowing(table: pd.DataFrame) -> pd.DataFrame:
    return table[table["worth_gbp"] >= LEAST_GBP]

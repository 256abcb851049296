"""Figures of staff, and of money that rests on them, rounded so that none of them stands for one known person."""

import math

import numpy as np
import numpy.typing as npt
import pandas as pd

from feasibility import wording

Floats = npt.NDArray[np.float64]

MINUTES_DECIMALS = 1
YEARLY_STEP = 100.0
"""Miles, pounds and kilograms a year are published to the nearest hundred."""
HEADS_STEP = wording.HEADS_STEP
POUNDS_STEP = 1_000.0
"""Pounds that rest on journeys are published to the nearest £1,000, as every sentence says them: the added travel of
one person over the period is some thousands, so that two totals a person apart tell only roughly of it."""
DUST = 1e-6
"""Parts of a step below this are the rounding of floats."""


def stepped(shares: "pd.Series[float]", heads: "pd.Series[float] | None" = None) -> "pd.Series[float]":
    """Shares in steps: of five points; where `heads` says of how many staff each is, of five staff or more.

    Times a count, a share tells how many: a quarter of ten staff in steps of five points is two or three of them.
    """
    if heads is None:
        return (shares / wording.SHARE_STEP).round() * wording.SHARE_STEP
    step = heads.astype(float).map(wording.share_step, na_action="ignore")
    return (shares / step).round() * step


def to_step(values: "pd.Series[float]", step: float) -> "pd.Series[float]":
    """To the nearest step, a half away from nought as every sentence has it; blank stays blank."""
    size = np.floor(values.astype(float).abs() / step + 0.5) * step
    return np.sign(values.astype(float)) * size + 0.0


def near(value: float, step: float) -> float:
    """`to_step` of one figure."""
    if not math.isfinite(value):
        return value
    return math.copysign(math.floor(abs(value) / step + 0.5) * step, value) + 0.0


def heads(counts: "pd.Series[float]") -> "pd.Series[float]":
    """Counts of people to the nearest five."""
    return to_step(counts, HEADS_STEP)


def pounds(amounts: "pd.Series[float]") -> "pd.Series[float]":
    """Pounds to the nearest thousand."""
    return to_step(amounts, POUNDS_STEP)


def in_steps(amounts: Floats, step: float, total: float) -> Floats:
    """Amounts in whole steps that add up to `total`, itself in whole steps: each goes down or up to its next step.

    Those go up that have most left over (largest remainder; ties in the order given). Nought stays nought while there
    is anything else to change. What cannot be had by one step each is laid on the largest.
    """
    whole = np.floor(amounts / step + DUST)
    left = round(total / step - float(whole.sum()))
    (free,) = np.nonzero(np.abs(amounts) > DUST)
    if not free.size:
        return whole * step
    over = amounts / step - whole
    order = free[np.argsort(-over[free], kind="stable")]
    up = min(max(left, 0), order.size)
    whole[order[:up]] += 1
    whole[free[np.argmax(np.abs(amounts[free]))]] += left - up
    return whole * step + 0.0


def rounded_gap(gap: "pd.Series[float]", heads_min: int) -> "pd.Series[float]":
    """How many staff are left out of something: nought, or to the nearest `heads_min`; blank where fewer than that.

    To the nearest, because two options may differ by a person.
    """
    return ((gap / heads_min).round() * heads_min).where((gap == 0) | (gap >= heads_min))

"""Figures of staff rounded so that none of them stands for one known person."""

import pandas as pd

from feasibility.wording import SHARE_STEP

MINUTES_DECIMALS = 1
YEARLY_STEP = 100.0
"""Miles, pounds and kilograms a year are published to the nearest hundred."""


def stepped(shares: "pd.Series[float]") -> "pd.Series[float]":
    """Shares in steps."""
    return (shares / SHARE_STEP).round() * SHARE_STEP


def rounded_gap(gap: "pd.Series[float]", heads_min: int) -> "pd.Series[float]":
    """How many staff are left out of something: nought, or to the nearest `heads_min`; blank where fewer than that.

    To the nearest, because two options may differ by a person.
    """
    return ((gap / heads_min).round() * heads_min).where((gap == 0) | (gap >= heads_min))

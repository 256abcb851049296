"""Figures of single places, where the edition may have had them taken out."""

import pandas as pd

from feasibility import wording
from feasibility.publication.disclosure import WITHHELD
from feasibility.publication.release import Release

IN_EXEMPT_PART = "In the exempt part"
"""Stands where a price was taken out of the public edition."""


def text(value: object) -> str:
    """Words of a table; that they stand in the exempt part where they were taken out."""
    return IN_EXEMPT_PART if str(value) == WITHHELD else str(value)


def figure(release: Release, column: str, value: float, unit: str = "") -> str:
    """A price of one place in words: `£140.00 a m²`; that it stands in the exempt part, or is not known, where blank.

    `column` names the unit of the figure, `unit` what it is said in: a sign before it, then words after it, with a
    blank between.
    """
    if pd.isna(value):
        return IN_EXEMPT_PART if release.commercial_withheld else wording.capital(wording.MISSING)
    sign, _, after = unit.partition(" ")
    return f"{sign}{wording.figure(column, float(value))} {after}".strip()

"""Cells whose staff are alike but for a few: totals side by side would tell of those few."""

from collections import Counter
from collections.abc import Mapping

import pandas as pd

Records = Counter[tuple[str, ...]]
"""What a staff file says of each person but the name it goes by, and how many share it. Private."""


def records(staff: pd.DataFrame) -> Records:
    """The records of a staff table (tables.Staff by staff key)."""
    return Counter(tuple(row) for row in staff.astype(str).itertuples(index=False, name=None))


def faults(staff: Records, others: Mapping[str, Records], heads_min: int) -> list[str]:
    """Why these staff may not stand in a sweep beside `others` (cell name to its records); nothing where they may."""
    return [
        f"files.staff: its staff differ in fewer than {heads_min} persons from those of cell {name}, and totals side "
        f"by side would tell of them; vary the staff by {heads_min} persons or more, or not at all"
        for name, other in others.items()
        if 0 < max((staff - other).total(), (other - staff).total()) < heads_min
    ]

"""Counts of people to the nearest five, and minutes of small groups to the whole, in the tables of the public edition.

Counts of one table are rounded each by itself, so they need not add up: a sum that did would narrow down its parts.
"""

from collections.abc import Mapping

import pandas as pd

from feasibility.publication.disclosure.journey_money import STAFF_KEY
from feasibility.publication.disclosure.rounding import heads

COUNTS: Mapping[str, tuple[str, ...]] = {
    "areas": ("heads",),
    "area_changes": ("heads",),
    "assignments": ("heads",),
    "journeys": ("heads", "heads_measured"),
    "journey_bands": ("heads",),
    "unreached": ("heads",),
    "options": ("unreached_heads",),
    "attrition": ("leavers",),
    "excess_travel": ("recipients", "relocation_heads", "unsaid_heads", "unknown_heads"),
}
"""Published tables and their columns that count people."""
WHOLE_MINUTES: Mapping[str, tuple[str, ...]] = {
    "area_changes": ("before_minutes_mean", "change_minutes_mean"),
    "journey_bands": ("before_minutes_mean", "change_minutes_mean"),
    "journeys": tuple(
        f"{when}_minutes_{which}" for when in ("before", "after", "change") for which in ("median", "p90")
    ),
}
"""Means of groups of few: ten people to a tenth of a minute are one person to the minute. The middle journey, and the
one that a tenth exceed, are a person's own, however many there are."""


def rounded(name: str, table: pd.DataFrame) -> pd.DataFrame:
    """A published table with people in fives and minutes of small groups whole; other columns as they are."""
    counts = {column: heads(table[column]).astype(table[column].dtype) for column in COUNTS.get(name, ())}
    whole = [column for column in WHOLE_MINUTES.get(name, ()) if column in table.columns]
    minutes = {column: table[column].round() + 0.0 for column in whole}
    return table.assign(**counts, **minutes)


def keys(table: pd.DataFrame) -> pd.DataFrame:
    """tables.KeysTable with the staff of the key of staff in fives, and shares of what is so shown."""
    of_staff = table["key"] == STAFF_KEY
    quantity = table["quantity"].where(~of_staff, heads(table["quantity"]))
    return table.assign(quantity=quantity)

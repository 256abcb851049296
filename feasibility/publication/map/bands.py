"""Change in journey time as classes a reader can tell apart: by colour, by pattern and by words."""

import math
from dataclasses import dataclass
from typing import Literal

from feasibility import wording

Pattern = Literal["dots", "none", "lines", "cross"]


@dataclass(frozen=True)
class Band:
    """A class of change in journey time."""

    key: str
    over_minutes: float
    """The size of change the class starts above; the limit itself belongs to the class of smaller changes."""
    size: str
    """The size of the change, in minutes, whichever way it goes."""
    words: str
    colour: str
    pattern: Pattern
    spacing: int
    """Distance between the marks of the pattern: the closer, the greater the change."""


# Limits chosen for reading: one minute is within rounding, twenty is about a bus journey more. Assumed.
# Blue to orange is told apart with every common colour blindness; dots and lines carry the same without colour.
LONGER = (
    Band("worse-4", 20, "over 20", "over 20 minutes longer", "#a34a00", "lines", 4),
    Band("worse-3", 10, "10 to 20", "10 to 20 minutes longer", "#e08214", "lines", 6),
    Band("worse-2", 5, "5 to 10", "5 to 10 minutes longer", "#fdb863", "lines", 8),
    Band("worse-1", 1, "1 to 5", "1 to 5 minutes longer", "#fde3bf", "lines", 12),
)
SAME = Band("same", 0, "within 1", "little change (within 1 minute)", "#ffffff", "none", 0)
SHORTER = (
    Band("better-4", 20, "over 20", "over 20 minutes shorter", "#1b5b9b", "dots", 5),
    Band("better-3", 10, "10 to 20", "10 to 20 minutes shorter", "#4a90c9", "dots", 7),
    Band("better-2", 5, "5 to 10", "5 to 10 minutes shorter", "#94c0e4", "dots", 9),
    Band("better-1", 1, "1 to 5", "1 to 5 minutes shorter", "#d3e5f5", "dots", 12),
)
SUPPRESSED = Band("suppressed", math.nan, "not shown", "not shown", "#d9d9d9", "cross", 7)

BANDS = (*LONGER, SAME, *reversed(SHORTER))
"""Every class, from much longer to much shorter: the order of the legend."""


def band(change_minutes: float) -> Band:
    """The class of a change in minutes, one way; not a number means not shown."""
    if math.isnan(change_minutes):
        return SUPPRESSED
    side = LONGER if change_minutes > 0 else SHORTER
    return next((b for b in side if abs(change_minutes) > b.over_minutes), SAME)


def change_words(change_minutes: float) -> str:
    """A change in words: `3.4 minutes longer`."""
    size = wording.number(abs(change_minutes), wording.MINUTES)
    if size in ("0.0", wording.MISSING):
        return "no change" if size == "0.0" else size
    return f"{size} {'minute' if size == '1.0' else 'minutes'} {'longer' if change_minutes > 0 else 'shorter'}"


def change_label(change_minutes: float) -> str:
    """A change as short as it goes, with its sign: `+3 min`; blank where not shown."""
    if math.isnan(change_minutes):
        return ""
    return wording.number(change_minutes, wording.COUNT, plus=True) + " min"


def suppressed_words(heads_min: int) -> str:
    """What stands in place of a figure about too few people."""
    return f"fewer than {heads_min} staff: not shown"

"""Days as places on the timeline, and stretches of it as timings of a charge.

A place is counted in quarters: 2.0 is the first day of the third quarter, 2.5 the middle of it. Places before the
timeline are negative.
"""

from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache
from math import ceil

from feasibility.costs.timeline import MONTHS_PER_QUARTER, QUARTERS_PER_YEAR, Timeline

Timing = tuple[float, ...]
"""A part for each quarter of the timeline."""
KEPT = 16_384
"""Timings kept: most lines of a study share one of a few dozen, and the same ones return when a figure is changed."""


def place(timeline: Timeline, day: date) -> float:
    """Where a day stands: its quarter, and how far into the quarter's days it is."""
    quarter = timeline.quarter_on(day)
    first = date(day.year, day.month - (day.month - 1) % MONTHS_PER_QUARTER, 1)
    days = sum(monthrange(first.year, first.month + n)[1] for n in range(MONTHS_PER_QUARTER))
    return quarter + (day - first).days / days


def of_text(timeline: Timeline, day: str) -> float | None:
    """Where a date such as `2012-04-01` stands; None for a blank."""
    return place(timeline, date.fromisoformat(day)) if day else None


def end_of_text(timeline: Timeline, day: str) -> float | None:
    """Where the day after a last day stands; None for a blank."""
    return place(timeline, date.fromisoformat(day) + timedelta(days=1)) if day else None


@lru_cache(maxsize=KEPT)
def within(timeline: Timeline, first: float, end: float) -> Timing:
    """The timing of a yearly charge owed from `first` until before `end`: years that fall in each quarter."""
    return tuple(max(0.0, min(end, q + 1) - max(first, q)) / QUARTERS_PER_YEAR for q in range(timeline.quarters))


@lru_cache(maxsize=KEPT)
def once(timeline: Timeline, at: float) -> Timing:
    """The timing of a single payment; nothing where it falls before the timeline, which is spent, or after it."""
    return tuple(1.0 if q <= at < q + 1 else 0.0 for q in range(timeline.quarters))


@lru_cache(maxsize=KEPT)
def shared_out(timeline: Timeline, shares: tuple[float, ...], end: int, earliest: int = 0) -> Timing:
    """A payment in `shares` over the quarters before `end`; shares due before `earliest` fall in that quarter."""
    parts = [0.0] * timeline.quarters
    for number, share in enumerate(shares):
        parts[max(end - len(shares) + number, earliest)] += share
    return tuple(parts)


def quarters(months: float) -> int:
    """Whole quarters that hold `months`: staff move at the start of a quarter, never sooner than they can."""
    return ceil(months / MONTHS_PER_QUARTER)

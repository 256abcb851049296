"""When space can first be given up after a partner leaves, and what stands empty there until it is."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from feasibility.appraisal.partners.cash import Floats
from feasibility.costs.timeline import MONTHS_PER_QUARTER, Timeline


@dataclass(frozen=True)
class End:
    """How a site can be given up before the end of the period."""

    quarter: int
    """First quarter in which it is no longer paid for."""
    penalty_gbp: float
    words: str
    """Such as `break on 25 March 2015`."""


def left_on(year: int, timeline: Timeline) -> date:
    """The day on which a partner leaves: 1 April of a year counted from year 0."""
    return date(timeline.first_financial_year + year, 4, 1)


def day_words(day: date) -> str:
    """A day as a sentence says it: `25 March 2015`."""
    return f"{day.day} {day:%B} {day.year}"


def empty(
    occupancy: Floats, empty_share: float, first: int, *, void_months: int, sub_let_share: float
) -> tuple[Floats, Floats]:
    """What stands empty at a site from quarter `first` to the end of the period, and what sub-tenants pay of it.

    Both by quarter in pounds: the occupancy cost of the empty part, and after the void `sub_let_share` of that.
    """
    cost = occupancy * empty_share * (np.arange(len(occupancy)) >= first)
    return cost, cost * sub_let_share * after(first, void_months, len(occupancy))


def after(first: int, months: int, quarters: int) -> Floats:
    """The part of each quarter that lies `months` or more after the beginning of quarter `first`."""
    return np.clip(np.arange(quarters) + 1 - (first + months / MONTHS_PER_QUARTER), 0.0, 1.0)


def first_end(events: Sequence[Mapping[str, object]], leaves: date, timeline: Timeline) -> End | None:
    """The first break, expiry or vacation from the day of leaving on; none where the period ends before it.

    `events` are the site's own rows of tables.Leases. Notice of a break is served on the day of leaving at the
    earliest. A lease that has run out by then counts as held until the end of the period: nobody knows on what terms.
    Of several ways in the same quarter the one with the least penalty is taken.
    """
    dated = [(str(row["event"]), date.fromisoformat(str(row["date"])), row) for row in events]
    found = []
    for event, day, row in dated:
        if event == "expiry" and day > leaves:
            found.append(End(_paid_until(day, timeline), 0.0, f"expiry on {day_words(day)}"))
        elif event == "break" and day >= leaves and _months(leaves, day) >= _number(row["notice_months"]):
            found.append(End(_paid_until(day, timeline), _number(row["penalty_gbp"]), f"break on {day_words(day)}"))
        elif event == "earliest_vacation":
            told = max(day, leaves)
            found.append(End(_paid_until(told, timeline), 0.0, f"given up on {day_words(told)}"))
    early = [end for end in found if end.quarter < timeline.quarters]
    return min(early, key=lambda end: (end.quarter, end.penalty_gbp), default=None)


def _paid_until(day: date, timeline: Timeline) -> int:
    """First quarter not paid for where the last day is the one before `day`."""
    return min(timeline.quarter_on(day - timedelta(days=1)) + 1, timeline.quarters)


def _months(first: date, last: date) -> int:
    """Whole months from one day to another."""
    return (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)


def _number(value: object) -> float:
    number = float(str(value))
    return 0.0 if math.isnan(number) else number

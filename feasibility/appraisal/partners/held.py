"""Until when space that stands empty is paid for: the break, expiry or end of the period that costs least."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from feasibility.appraisal.partners.cash import Floats
from feasibility.costs.timeline import MONTHS_PER_QUARTER, Timeline


@dataclass(frozen=True)
class End:
    """How a site can be given up."""

    quarter: int
    """First quarter in which it is no longer paid for."""
    penalty_gbp: float
    words: str
    """Such as `break on 25 March 2015`."""


@dataclass(frozen=True)
class Held:
    """A site after a partner has left."""

    end: End
    empty: Floats
    """Occupancy cost of the empty space until then, by quarter."""
    sub_let: Floats
    """Received from sub-tenants, by quarter."""


def left_on(year: int, timeline: Timeline) -> date:
    """The day on which a partner leaves: 1 April of a year counted from year 0."""
    return date(timeline.first_financial_year + year, 4, 1)


def day_words(day: date) -> str:
    """A day as a sentence says it: `25 March 2015`."""
    return f"{day.day} {day:%B} {day.year}"


def held(
    occupancy: Floats, empty_share: float, events: Sequence[Mapping[str, object]], leaves: date, timeline: Timeline,
    *, void_months: int, sub_let_share: float,
) -> Held:  # fmt: skip
    """A site of which `empty_share` stands empty from the day of leaving.

    `events` are its own rows of tables.Leases. Of all ways to give it up, the one is taken that costs least: empty
    space less what sub-tenants pay until then, and the penalty; the earliest where they cost the same. So a break is
    used only where it costs less than holding on.
    """
    first = timeline.quarter_on(leaves)
    let = sub_let_share * after(first, void_months, timeline.quarters)
    whole = occupancy * empty_share * (np.arange(timeline.quarters) >= first)

    def until(end: End) -> tuple[Floats, Floats]:
        empty = whole * (np.arange(timeline.quarters) < end.quarter)
        return empty, empty * let

    def cost_gbp(end: End) -> float:
        empty, sub_let = until(end)
        return round(float(empty.sum() - sub_let.sum()) + end.penalty_gbp, 2)

    best = min(ends(events, leaves, timeline), key=lambda end: (cost_gbp(end), end.quarter))
    return Held(best, *until(best))


def after(first: int, months: int, quarters: int) -> Floats:
    """The part of each quarter that lies `months` or more after the beginning of quarter `first`."""
    return np.clip(np.arange(quarters) + 1 - (first + months / MONTHS_PER_QUARTER), 0.0, 1.0)


def ends(events: Sequence[Mapping[str, object]], leaves: date, timeline: Timeline) -> list[End]:
    """Every way to give the site up from the day of leaving on; the last is its expiry or the end of the period.

    Notice of a break is served on the day of leaving at the earliest. A lease that has run out by then counts as held
    until the end of the period: nobody knows on what terms.
    """
    period = End(timeline.quarters, 0.0, "end of the period")
    dated = [(str(row["event"]), date.fromisoformat(str(row["date"])), row) for row in events]
    expiries = [End(_paid_until(day, timeline), 0.0, f"expiry on {day_words(day)}")
                for event, day, _ in dated if event == "expiry" and day > leaves]  # fmt: skip
    last = min([*expiries, period], key=lambda end: end.quarter)
    found = []
    for event, day, row in dated:
        if event == "break" and day >= leaves and _months(leaves, day) >= _number(row["notice_months"]):
            found.append(End(_paid_until(day, timeline), _number(row["penalty_gbp"]), f"break on {day_words(day)}"))
        elif event == "earliest_vacation":
            told = max(day, leaves)
            found.append(End(_paid_until(told, timeline), 0.0, f"given up on {day_words(told)}"))
    return [*(end for end in found if end.quarter < last.quarter), last]


def _paid_until(day: date, timeline: Timeline) -> int:
    """First quarter not paid for where the last day is the one before `day`."""
    return min(timeline.quarter_on(day - timedelta(days=1)) + 1, timeline.quarters)


def _months(first: date, last: date) -> int:
    """Whole months from one day to another."""
    return (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)


def _number(value: object) -> float:
    number = float(str(value))
    return 0.0 if math.isnan(number) else number

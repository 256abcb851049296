"""Lease events of a place, and what follows: the rent of each quarter, when space can be left, what a break costs.

Events fall on their dates, whichever way of working is bought and however late the move: a rent-free time is not moved
on. Rents and reviews are in real terms, pounds of the price base: a review that only keeps up with prices is none.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from feasibility.costs import spans
from feasibility.costs.records import records
from feasibility.costs.spans import Timing
from feasibility.costs.timeline import MONTHS_PER_QUARTER, Timeline


@dataclass(frozen=True)
class Vacation:
    """When a place that is left can be given up, and how."""

    at: float
    """Place on the timeline, in quarters."""
    by: str
    """`break`, `expiry` or `earliest_vacation`."""
    penalty_gbp: float = 0.0


@dataclass(frozen=True)
class Break:
    """A day on which the lease may be ended."""

    at: float
    notice_quarters: float
    penalty_gbp: float

    @property
    def usable(self) -> bool:
        """Whether notice can still be given: no sooner than the start of the programme."""
        return self.at - self.notice_quarters >= 0


@dataclass(frozen=True)
class Lease:
    """The events of one place, as places on the timeline in quarters. A place without events has an empty lease."""

    starts: float | None = None
    rent_free_until: float | None = None
    steps: tuple[tuple[float, float], ...] = ()
    """Rents and reviews, earliest first: from when, and the rent in pounds a square metre a year."""
    breaks: tuple[Break, ...] = ()
    expires: float | None = None
    vacant_from: float | None = None
    """The earliest day on which a place held otherwise than by lease can be given up."""
    statuses: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


def of_site(leases: pd.DataFrame | None, site_id: str, timeline: Timeline) -> Lease:
    """The events of a site in tables.Leases; an empty lease where the table is absent or has none."""
    rows = [] if leases is None else records(leases)
    return of_rows([row for row in rows if str(row["site_id"]) == site_id], timeline)


def of_rows(rows: Sequence[Mapping[Any, Any]], timeline: Timeline) -> Lease:
    """The events of a site from its rows of tables.Leases; an empty lease where there are none."""
    events = [(spans.of_text(timeline, str(row["date"])) or 0.0, row) for row in rows]
    events.sort(key=lambda event: event[0])

    def first(kind: str) -> float | None:
        return next((at for at, row in events if row["event"] == kind), None)

    return Lease(
        starts=first("start"),
        rent_free_until=first("rent_free_end"),
        steps=tuple(
            (at, float(row["rent_gbp_per_m2_per_year"])) for at, row in events if row["event"] in ("rent", "review")
        ),
        breaks=tuple(
            Break(at, _blank_is_0(row["notice_months"]) / MONTHS_PER_QUARTER, _blank_is_0(row["penalty_gbp"]))
            for at, row in events
            if row["event"] == "break"
        ),
        expires=first("expiry"),
        vacant_from=first("earliest_vacation"),
        statuses=tuple(sorted({str(row["status"]) for _, row in events})),
        sources=tuple(dict.fromkeys(str(row["source"]) for _, row in events)),
    )


def _blank_is_0(figure: float) -> float:
    """A break without notice or penalty has the cell blank."""
    return 0.0 if pd.isna(figure) else float(figure)


def rent_at(lease: Lease, rent_gbp: float, at: float) -> float:
    """Rent in pounds a square metre a year on a day: the table of sites' until the first step, then the steps'."""
    return next((rent for since, rent in reversed(lease.steps) if since <= at), rent_gbp)


def base_rent_gbp(lease: Lease, rent_gbp: float, at: float) -> float:
    """The rent that a line states: that of the day `at`, or the first above nothing after it."""
    later = [rent for since, rent in lease.steps if since > at]
    return next((rent for rent in (rent_at(lease, rent_gbp, at), *later) if rent > 0), 0.0)


def rent_timing(lease: Lease, rent_gbp: float, base_gbp: float, timeline: Timeline, first: float, end: float) -> Timing:
    """The timing of rent from `first` until before `end`, in years of `base_gbp`: a rent of twice that counts twice.

    Nothing is due while rent-free. The last rent goes on after the lease ends: renewal on the same terms is assumed.
    """
    due = max(first, lease.rent_free_until if lease.rent_free_until is not None else first)
    changes = [since for since, _ in lease.steps if due < since < end]
    total = [0.0] * timeline.quarters
    for since, until in zip([due, *changes], [*changes, end], strict=True):
        parts = spans.within(timeline, since, until)
        times = rent_at(lease, rent_gbp, since) / base_gbp
        total = [sum_so_far + times * part for sum_so_far, part in zip(total, parts, strict=True)]
    return tuple(total)


def vacation(lease: Lease, left: float) -> Vacation | None:
    """How a place left at `left` is given up soonest; None where its lease has no event that says.

    The first of: a break on or after that day for which notice can be given from the start of the programme; the end of
    the lease; the earliest vacation of a place held otherwise. A lease that has run out is held over and ends when the
    place is left.
    """
    ways = [Vacation(b.at, "break", b.penalty_gbp) for b in lease.breaks if b.usable and b.at >= left]
    if lease.expires is not None:
        ways.append(Vacation(max(lease.expires, left), "expiry"))
    if lease.vacant_from is not None:
        ways.append(Vacation(max(lease.vacant_from, left), "earliest_vacation"))
    return min(ways, key=lambda way: (way.at, way.penalty_gbp), default=None)

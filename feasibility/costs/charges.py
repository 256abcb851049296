"""A cost of a place into lines: who pays it when, while staff stay, move in, run two places or have left."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from feasibility.costs import spans
from feasibility.costs.lines import SHARED, Driver, Kind, Line
from feasibility.costs.places import FLOOR_KEY, ROOM_KEYS, Given, Move, Place
from feasibility.costs.spans import Timing
from feasibility.costs.words import DOUBLE_RUNNING, NOT_RELEASED, firmness


@dataclass(frozen=True)
class Cost:
    """What a cost of a place is, before it is known when it falls due and how much of it is taken."""

    stem: str
    """Begins the id of its lines."""
    line: str
    group: str
    kind: Kind
    unit: str
    rate_gbp: float
    per_site: float
    """Units of the place as it is: the floor area of a present centre, or 1 for a charge on the place."""
    per_workstation: float
    """Units that each workstation beyond those of a present centre adds."""
    status: str
    basis: str
    bias_share: float = 0.0
    vat_share: float = 0.0
    cash: bool = True
    economic: bool = True
    per_rooms: float = 0.0
    """Units that the rooms add which a place needs once it is shared: their floor area."""


@dataclass(frozen=True)
class Charge:
    """A yearly cost and its timing over any stretch of quarters."""

    cost: Cost
    timing: Callable[[float, float], Timing]
    """From, until before."""
    empty: Callable[[float, float], Timing] | None = None
    """The same while the space stands empty; None where that makes no difference."""
    from_works: bool = False
    """Whether it is due from when the space is taken; else from the move."""
    goes_on: bool = False
    """Whether it is owed for a place that is left and not released."""


def line(cost: Cost, place: Place, given: Given, driver: Driver, timing: Timing, suffix: str = "") -> list[Line]:
    """The cost as a line, paid by the authority of a present centre or shared; none where it comes to nothing.

    An `always` or `left` line is the authority's.
    """
    per_driver = cost.per_workstation if driver == "workstation" else cost.per_site
    if per_driver * cost.rate_gbp == 0 or not any(timing):
        return []
    status, basis = cost.status, cost.basis
    if cost.unit == "m²" and driver == "workstation":
        status, basis = firmness(given.statuses, [FLOOR_KEY], [status]), f"{basis}; {FLOOR_KEY}"
    elif cost.unit == "m²":
        status = firmness({}, (), [status, str(place.row["nia_status"])])
    return [
        Line(
            line_id=f"{cost.stem}{suffix}@{place.site_id}", line=cost.line, group=cost.group, place=place.site_id,
            payer=place.present_of if driver in ("always", "left") else SHARED,
            kind=cost.kind, driver=driver, unit=cost.unit, per_driver=per_driver, rate_gbp=cost.rate_gbp,
            timing=timing, status=status, basis=basis, bias_share=cost.bias_share, vat_share=cost.vat_share,
            cash=cost.cash, economic=cost.economic,
        )
    ]  # fmt: skip


def rooms(cost: Cost, place: Place, given: Given, timing: Timing) -> list[Line]:
    """The cost of the rooms that a place needs beside its workstations once it is shared."""
    if cost.per_rooms == 0:
        return []
    status, basis = firmness(given.statuses, ROOM_KEYS, [cost.status]), "; ".join([cost.basis, *ROOM_KEYS])
    of_rooms = replace(cost, per_site=cost.per_rooms, status=status, basis=basis)
    return line(of_rooms, place, given, "site", timing, "-rooms")


def staying(charge: Charge, place: Place, given: Given) -> list[Line]:
    """A present centre that is kept as it is: every quarter, by its authority."""
    return line(charge.cost, place, given, "always", charge.timing(0, given.timeline.quarters))


def moving(charge: Charge, place: Place, move: Move, given: Given) -> list[Line]:
    """A place under a way of working in which staff move: a present centre, or a candidate."""
    due = partial(line, charge.cost, place, given)
    end = given.timeline.quarters
    first = move.works if charge.from_works else move.quarter
    if place.present_of:
        return [
            *due("always", charge.timing(0, move.quarter), "-until-move"),
            *due("site", charge.timing(move.quarter, end)),
            *due("workstation", charge.timing(first, end), "-each"),
            *rooms(charge.cost, place, given, charge.timing(first, end)),
            *_left(charge, place, move, given),
        ]
    timing = charge.timing(first, end)
    if charge.empty:
        works, use = charge.empty(move.works, move.quarter), charge.timing(max(move.works, move.quarter), end)
        timing = tuple(a + b for a, b in zip(works, use, strict=True))
    return [
        *due("site", timing),
        *due("workstation", timing, "-each"),
        *rooms(charge.cost, place, given, timing),
    ]


def _left(charge: Charge, place: Place, move: Move, given: Given) -> list[Line]:
    """A present centre that is left: months of double running, then what cannot be given up.

    Until it can be vacated it costs its whole floor area. After that, and from the start where no lease event says,
    the share of the site's present cost that is not released goes on; a lease that has ended leaves nothing.
    """
    end, cost = given.timeline.quarters, charge.cost
    doubled = replace(cost, line=DOUBLE_RUNNING + cost.line, group="transition")
    lines = line(doubled, place, given, "left", charge.timing(move.quarter, move.left), "-double")
    if not charge.goes_on:
        return lines
    timing = charge.timing if place.owned or charge.empty is None else charge.empty
    kept = replace(cost, line=NOT_RELEASED + cost.line, group="property")
    if move.vacation:
        why = f"{cost.basis}; cannot be given up before its {move.vacation.by.replace('_', ' ')}"
        until_vacated = replace(kept, basis=why)
        lines += line(until_vacated, place, given, "left", timing(move.left, move.vacated), "-not-vacated")
    if place.owned or not move.vacation:
        share = 1 - float(place.row["released_share"])
        part = replace(kept, per_site=cost.per_site * share, basis=f"{cost.basis}; share not released {share:g}")
        lines += line(part, place, given, "left", timing(move.vacated, end), "-not-released")
    return lines


def yearly(given: Given) -> Callable[[float, float], Timing]:
    """The timing of a charge that is the same in every year."""
    return partial(spans.within, given.timeline)

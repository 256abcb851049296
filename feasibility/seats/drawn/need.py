"""What every draw requires: workstations, agents and posts of each way of working, as `planning.needed` finds them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import TypeVar

import numpy as np

from feasibility.errors import InputError, raise_all
from feasibility.scenario.seats import SeatsSettings
from feasibility.scenario.space import SpaceSettings
from feasibility.seats import formulas, planning
from feasibility.seats.demand import Demand
from feasibility.seats.drawn import desks, refused, staffed, values
from feasibility.seats.drawn.staffed import Queue, Workloads
from feasibility.seats.drawn.values import Values, each
from feasibility.seats.formulas import Bools, Floats, Ints
from feasibility.seats.planning import Seats
from feasibility.seats.profile import Profile

Column = TypeVar("Column", Ints, Floats)
WAYS = ("apart", "pooled", "virtual")
HALF_HOURS_AT_ONCE = 1_000_000
"""Half-hours of queues worked out together: some twenty arrays of 8 MB at most."""
BY_ERLANG_A = (
    'seats.queue is "erlang-a": callers who give up are worked out one draw at a time, some milliseconds a draw'
)


@dataclass(frozen=True)
class SeatsDrawn:
    """What n draws require, one value a draw; a refused draw holds 0 of whole numbers and NaN of others.

    Ways are those of `Seats`.
    """

    workstations: Mapping[str, Ints]
    """By way, for all authorities together."""
    workstations_now: Mapping[str, Ints]
    """By authority, each at its own centre with its own queue."""
    workstations_virtual: Mapping[str, Ints]
    """By authority, each at its own centre with its part of the pooled queue."""
    agents: Mapping[str, Ints]
    """By way and `now`, at work at once."""
    posts: Mapping[str, Floats]
    """By way and `now`: full-time equivalents of agents by roster."""
    full_time_equivalents: Mapping[str, Floats]
    """By authority, over the year by workload."""
    nia_m2_per_workstation: Floats
    """The floor standard as net internal area a workstation."""
    rooms_m2: Floats
    """Rooms of one operation beside its workstations."""
    refused: Bools
    """Draws that the settings, or `needed`, refuse."""
    refused_why: str
    """Why the first of these is refused; blank where none is."""
    vectorised: bool
    """Whether draws were worked out together; else each by `needed`, in its own time."""
    why: str
    """In words: why not together, and what was rounded; blank where there is nothing to say."""
    asked_singly: int
    """Draws that were worked out by `needed` itself: all, or the few in which a target is close to being missed."""


def needed_each(
    contacts_per_year: Mapping[str, Floats],
    settings: SeatsSettings,
    space: SpaceSettings,
    drawn: Mapping[str, Floats],
    demand: Demand | None = None,
) -> SeatsDrawn:
    """What each draw requires, to the last workstation what `needed` says of that draw alone.

    `contacts_per_year` gives each authority id its n contacts a year; `drawn` gives n values to keys such as
    `seats.shrinkage_share` and `space.home_share_on_peak`. Other settings stand as they are; whole numbers are rounded.
    A draw whose values are refused is marked, never raised. Raises `InputError` for what `needed` would say of every
    draw (no authority, supplied tables that do not fit), `KeyError` where a key is no setting of [seats] or [space],
    and `ValueError` where a key or an authority has not n values.
    """
    supplied = demand or Demand()
    raise_all(InputError, "contacts a year", planning.contact_faults(dict.fromkeys(contacts_per_year, 1.0)))
    contacts = {name: np.asarray(contacts_per_year[name], dtype=np.float64) for name in sorted(contacts_per_year)}
    draws = len(next(iter(contacts.values())))
    if any(of_name.shape != (draws,) for of_name in contacts.values()):
        raise ValueError(f"contacts a year: not {draws} values for every authority")
    of, rounded = values.values(settings, space, drawn, draws)
    no = refused.refused(contacts, of, supplied)
    together = settings.queue != "erlang-a"
    words = ([] if together else [BY_ERLANG_A]) + [f"{key} is a whole number: its draws are rounded" for key in rounded]
    found = _blank(contacts, no, (together, "; ".join(words)))
    accepted = np.flatnonzero(~no)
    singly = accepted
    if together and len(accepted):
        singly = _together(found, accepted, contacts, of, supplied)
    for draw in singly:
        _put_one(found, int(draw), planning.needed(_at(contacts, int(draw)), *values.at(of, int(draw)), supplied))
    _put_floor(found, accepted, of)
    first = int(no.argmax()) if no.any() else None
    why = "" if first is None else refused.reason(first, contacts, of, supplied)
    return SeatsDrawn(**{**vars(found), "refused_why": why, "asked_singly": len(singly)})


def _together(
    found: SeatsDrawn, accepted: Ints, contacts: Mapping[str, Floats], of: Values, supplied: Demand
) -> Ints:  # fmt: skip
    """Works out the accepted draws in blocks that fit in memory; those with a target that is close are left over."""
    first = int(accepted[0])
    _, shares = planning.laid_out(_at(contacts, first), values.at(of, first)[0], supplied)
    starts = [of_day for of_day in (shares.weekday, shares.saturday) if of_day is not None]
    half_hours = 2 * (len(contacts) + 1) * sum(len(next(iter(of_day.values()))) for of_day in starts)
    block, left = max(1, HALF_HOURS_AT_ONCE // half_hours), []
    for start in range(0, len(accepted), block):
        at = accepted[start : start + block]
        some = {name: of_name[at] for name, of_name in contacts.items()}
        close = _put(found, at, some, shares, values.only(of, at), supplied)
        left.append(at[close])
    return np.concatenate(left)


def _put(
    found: SeatsDrawn, at: Ints, contacts: Mapping[str, Floats], shares: Profile, of: Values, supplied: Demand
) -> Bools:  # fmt: skip
    """Writes what some draws require into their places, and returns which of them have a target that is close."""
    loads = staffed.workloads(contacts, of, supplied)
    everybody: Queue = tuple(contacts)
    apart: dict[str, Queue] = {name: (name,) for name in contacts}
    queues, close = staffed.staffed(loads, shares, of, supplied, list(dict.fromkeys([*apart.values(), everybody])))
    pooled = queues[everybody]
    split, near = desks.shared_out(pooled.agents, loads.contacts_per_year)
    each_support = each(of, "seats.support_workstations_per_authority")
    for name, queue in apart.items():
        found.workstations_now[name][at] = desks.workstations(queues[queue].agents, each_support, of)
        found.workstations_virtual[name][at] = desks.workstations(split[name], each_support, of)
    agents = {"apart": _sum(queues[queue].agents for queue in apart.values()), **dict.fromkeys(WAYS[1:], pooled.agents)}
    posts = {"apart": _sum(queues[queue].posts for queue in apart.values()), **dict.fromkeys(WAYS[1:], pooled.posts)}
    for way, of_way in {"now": "apart", **dict(zip(WAYS, WAYS, strict=True))}.items():
        found.agents[way][at], found.posts[way][at] = agents[of_way], posts[of_way]
    found.workstations["apart"][at] = _sum(found.workstations_now[name][at] for name in contacts)
    found.workstations["virtual"][at] = _sum(found.workstations_virtual[name][at] for name in contacts)
    found.workstations["pooled"][at] = desks.workstations(pooled.agents, each(of, "seats.support_workstations"), of)
    _put_contracts(found, at, loads, of)
    return close | near


def _put_contracts(found: SeatsDrawn, at: Ints, loads: Workloads, of: Values) -> None:
    hours = formulas.useful_hours(
        each(of, "seats.hours_per_week"), each(of, "seats.weeks_per_year"), each(of, "seats.shrinkage_share")
    )
    for name, contacts in loads.contacts_per_year.items():
        found.full_time_equivalents[name][at] = formulas.full_time_equivalents(
            contacts, loads.handling_time_seconds[name], hours, each(of, "seats.utilisation_share")
        )


def _put_one(found: SeatsDrawn, draw: int, need: Seats) -> None:
    for column in ("workstations", "workstations_now", "workstations_virtual", "agents", "posts",
                   "full_time_equivalents"):  # fmt: skip
        for key, figure in getattr(need, column).items():
            getattr(found, column)[key][draw] = figure


def _put_floor(found: SeatsDrawn, accepted: Ints, of: Values) -> None:
    found.nia_m2_per_workstation[accepted] = desks.nia_m2_per_workstation(of)[accepted]
    found.rooms_m2[accepted] = desks.rooms_m2(of)[accepted]


def _blank(authorities: Iterable[str], no: Bools, together: tuple[bool, str]) -> SeatsDrawn:
    """Places for every draw, nothing worked out."""
    draws, names = len(no), list(authorities)

    def whole(keys: Iterable[str]) -> dict[str, Ints]:
        return {key: np.zeros(draws, dtype=np.int64) for key in keys}

    def real(keys: Iterable[str]) -> dict[str, Floats]:
        return {key: np.full(draws, np.nan) for key in keys}

    return SeatsDrawn(
        workstations=whole(WAYS),
        workstations_now=whole(names),
        workstations_virtual=whole(names),
        agents=whole(("now", *WAYS)),
        posts=real(("now", *WAYS)),
        full_time_equivalents=real(names),
        nia_m2_per_workstation=np.full(draws, np.nan),
        rooms_m2=np.full(draws, np.nan),
        refused=no,
        refused_why="",
        vectorised=together[0],
        why=together[1],
        asked_singly=0,
    )


def _sum(columns: Iterable[Column]) -> Column:
    first, *others = columns
    return reduce(add, others, first)


def _at(contacts: Mapping[str, Floats], draw: int) -> dict[str, float]:
    return {name: float(of_name[draw]) for name, of_name in contacts.items()}

"""Contacts of many draws into the agents and posts of each queue: each authority's own and the one of all.

The same days, months and half-hours as `profile.days` lays out for one set of settings. Half-hours in which every
authority has the same share of its day are worked out once; of a peak day only the one of most traffic counts, unless
handling times differ within a queue.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add

import numpy as np

from feasibility.seats import demand, formulas, profile
from feasibility.seats.demand import Demand
from feasibility.seats.drawn.agents import Queues, fewest_each
from feasibility.seats.drawn.values import Values, each
from feasibility.seats.formulas import HALF_HOURS_PER_HOUR, Bools, Floats, Ints
from feasibility.seats.profile import HALF_HOUR_SECONDS, Profile

BUSY, REST = "busy", "rest"
"""Half-hours of a weekday by rule, in place of a share."""
ByAuthority = Mapping[str, Floats]
Queue = tuple[str, ...]
"""The authorities whose contacts wait in one queue."""


@dataclass(frozen=True)
class Workloads:
    """Contacts that reach agents in a year, and how long each takes: by authority, one value a draw."""

    contacts_per_year: ByAuthority
    handling_time_seconds: ByAuthority


@dataclass(frozen=True)
class Spread:
    """The half-hours of a kind of day that differ from one another."""

    shares: ByAuthority
    """Of the day's contacts: half-hours by draws, or by one where no draw changes them."""
    alike: Ints
    """Half-hours of the day that each of them stands for."""


@dataclass(frozen=True)
class Offered:
    """What a queue is offered on a kind of day: half-hours by draws."""

    traffic_erlangs: Floats
    handling_time_seconds: Floats
    days: Floats | None = None
    """Such days a year, of a mean day."""
    alike: Ints | None = None
    """Half-hours that each stands for, of a mean day."""


@dataclass(frozen=True)
class Staffed:
    """Agents of one queue, one value a draw."""

    agents: Ints
    """At work at once in the half-hour that needs most."""
    posts: Floats


def workloads(contacts_per_year: ByAuthority, of: Values, supplied: Demand) -> Workloads:
    """Each authority's workload at the take-up of each draw."""
    take_up = each(of, "seats.take_up_share")
    contacts = {
        name: formulas.contacts_left(
            given,
            take_up,
            growth_share_per_year=each(of, "seats.growth_share_per_year"),
            growth_years=each(of, "seats.growth_years"),
            contained_share=each(of, "seats.contained_share"),
        )
        for name, given in contacts_per_year.items()
    }
    seconds = {name: _seconds_left(mean_seconds(name, of, supplied), take_up, of) for name in contacts_per_year}
    return Workloads(contacts, seconds)


def mean_seconds(authority: str, of: Values, supplied: Demand) -> Floats:
    """`demand.mean_handling_seconds` of each draw."""
    if demand.rows_of(supplied.queues, authority).empty:
        return each(of, "seats.handling_time_seconds")
    return np.full(of.draws, demand.mean_handling_seconds(authority, of.seats, supplied.queues))


def _seconds_left(before_seconds: Floats, take_up_share: Floats, of: Values) -> Floats:
    """`demand.handling_seconds` of each draw; both settings of simple contacts are stated, or neither is."""
    share, simple_seconds = each(of, "seats.simple_contacts_share"), each(of, "seats.simple_handling_time_seconds")
    if np.isnan(share).all():
        return formulas.risen_seconds(before_seconds, take_up_share, each(of, "seats.handling_time_rise_per_take_up"))
    return formulas.seconds_without_simple(before_seconds, np.minimum(take_up_share, share), simple_seconds)


def staffed(
    at: Workloads, shares: Profile, of: Values, supplied: Demand, queues: Sequence[Queue]
) -> tuple[dict[Queue, Staffed], Bools]:
    """Agents and posts of each queue, and the draws in which a target is close (`agents.CLOSE_SHARE`)."""
    kinds = _kinds(at, shares, of, supplied, queues)
    offered = [(queue, found) for queue in queues for found in kinds[queue]]
    rows = np.cumsum([0, *(len(found.traffic_erlangs) for _, found in offered)])
    agents, close = _agents([found for _, found in offered], of)
    hours = formulas.useful_hours(*(each(of, f"seats.{name}") for name in ("hours_per_week", "weeks_per_year",
                                                                          "shrinkage_share")))  # fmt: skip
    most = {queue: np.zeros(of.draws, dtype=np.int64) for queue in queues}
    agent_hours = {queue: np.zeros(of.draws) for queue in queues}
    for (queue, found), first, last in zip(offered, rows, rows[1:], strict=False):
        most[queue] = np.maximum(most[queue], agents[first:last].max(axis=0))
        if found.days is not None and found.alike is not None:
            in_a_day = (agents[first:last] * found.alike[:, None]).sum(axis=0)
            agent_hours[queue] = agent_hours[queue] + in_a_day * found.days / HALF_HOURS_PER_HOUR
    return {queue: Staffed(most[queue], agent_hours[queue] / hours) for queue in queues}, close


def _agents(offered: Sequence[Offered], of: Values) -> tuple[Ints, Bools]:
    """Agents by half-hour and draw, every queue and kind of day below the other, and draws with a target close."""
    traffic = np.concatenate([found.traffic_erlangs for found in offered])
    shape = traffic.shape

    def spread(key: str) -> Floats:
        return np.broadcast_to(each(of, f"seats.{key}"), shape).ravel()

    mean_max = spread("answer_seconds_mean_max")
    agents, close = fewest_each(
        Queues(
            traffic_erlangs=traffic.ravel(),
            handling_time_seconds=np.concatenate([found.handling_time_seconds for found in offered]).ravel(),
            service_level_share=spread("service_level_share"),
            answer_seconds=spread("answer_seconds"),
            answer_seconds_mean_max=np.where(np.isnan(mean_max), np.inf, mean_max),
            occupancy_cap_share=spread("occupancy_cap_share"),
        )
    )
    in_draw: Bools = np.any(close.reshape(shape), axis=0)
    return agents.reshape(shape), in_draw


def _kinds(
    at: Workloads, shares: Profile, of: Values, supplied: Demand, queues: Sequence[Queue]
) -> dict[Queue, list[Offered]]:
    """The kinds of day of `profile.days`, by queue."""
    weekdays, saturdays = each(of, "seats.working_days_per_year"), each(of, "seats.saturdays_per_year")
    saturday_factor, year = each(of, "seats.saturday_factor"), weekdays
    if shares.saturday is not None:
        year = year + saturdays * saturday_factor
    per_day = {name: contacts / year for name, contacts in at.contacts_per_year.items()}
    months = _months(shares, of, supplied)
    weekday = _weekday(shares, of, supplied)
    peak = {name: contacts * each(of, "seats.peak_day_factor") for name, contacts in per_day.items()}
    of_kinds = [_peak(peak, weekday, months, at, queues), _mean(per_day, weekday, at, queues, weekdays)]
    if shares.saturday is not None:
        saturday = _spread({name: list(of_name.values()) for name, of_name in shares.saturday.items()}, {})
        mean = {name: contacts * saturday_factor for name, contacts in per_day.items()}
        of_kinds += [_peak(mean, saturday, months, at, queues), _mean(mean, saturday, at, queues, saturdays)]
    return {queue: [kind[queue] for kind in of_kinds] for queue in queues}


def _weekday(shares: Profile, of: Values, supplied: Demand) -> Spread:
    busy = set(profile.busy_half_hours(of.seats))
    labels: dict[str, list[str | float]] = {}
    for name, of_name in shares.weekday.items():
        ruled = profile.by_rule(name, supplied.half_hours)
        labels[name] = [(BUSY if start in busy else REST) if ruled else share for start, share in of_name.items()]
    half_hours = len(next(iter(labels.values())))
    return _spread(labels, dict(zip((BUSY, REST), formulas.half_hour_shares(
        each(of, "seats.busy_hour_share"), half_hours), strict=True)))  # fmt: skip


def _spread(labels: Mapping[str, Sequence[str | float]], by_rule: ByAuthority) -> Spread:
    """Half-hours with the same labels in every authority are alike; `by_rule` gives the share behind a word."""
    counted: dict[tuple[str | float, ...], int] = {}
    for of_half_hour in zip(*labels.values(), strict=True):
        counted[of_half_hour] = counted.get(of_half_hour, 0) + 1
    columns = dict(zip(labels, zip(*counted, strict=True), strict=True))
    return Spread(
        {
            name: np.array([by_rule[label] for label in column])
            if isinstance(column[0], str)
            else np.array(column, dtype=np.float64)[:, None]
            for name, column in columns.items()
        },
        np.array(list(counted.values()), dtype=np.int64),
    )


def _months(shares: Profile, of: Values, supplied: Demand) -> dict[str, list[Floats | float]]:
    """Contacts of each month over those of a mean month."""
    factor = each(of, "seats.peak_month_factor")
    return {
        name: [factor if demand.rows_of(supplied.months, name).empty else stated for stated in of_name.values()]
        for name, of_name in shares.months.items()
    }


def _mean(
    per_day: ByAuthority, spread: Spread, at: Workloads, queues: Sequence[Queue], days: Floats
) -> dict[Queue, Offered]:
    contacts = {name: n * spread.shares[name] for name, n in per_day.items()}
    return {queue: Offered(*_load(contacts, at, queue), days=days, alike=spread.alike) for queue in queues}


def _peak(
    per_day: ByAuthority, spread: Spread, months: Mapping[str, Sequence[Floats | float]], at: Workloads,
    queues: Sequence[Queue],
) -> dict[Queue, Offered]:  # fmt: skip
    """The day of the month of most traffic, each queue its own; of equals the first."""
    most: dict[Queue, tuple[Floats, Floats]] = {}
    for month in range(len(next(iter(months.values())))):
        contacts = {name: n * months[name][month] * spread.shares[name] for name, n in per_day.items()}
        for queue in queues:
            load = _load(contacts, at, queue)
            best = most.get(queue, load)
            more = load[0].max(axis=0) > best[0].max(axis=0)
            most[queue] = (np.where(more, load[0], best[0]), np.where(more, load[1], best[1]))
    return {queue: _binding(*most[queue]) for queue in queues}


def _binding(traffic: Floats, seconds: Floats) -> Offered:
    """The half-hour of most traffic, which needs most agents where handling times are the same in all."""
    if (seconds == seconds[0]).all():
        return Offered(traffic.max(axis=0, keepdims=True), seconds[:1])
    return Offered(traffic, seconds)


def _load(contacts: ByAuthority, at: Workloads, queue: Queue) -> tuple[Floats, Floats]:
    """Traffic and mean handling time of one queue, half-hours by draws, as `profile.Load` has them for one."""
    seconds = [at.handling_time_seconds[name] for name in queue]
    handled = reduce(add, [contacts[name] * at.handling_time_seconds[name] for name in queue])
    first = np.broadcast_to(seconds[0], handled.shape)
    unlike = reduce(np.logical_or, [of_name != seconds[0] for of_name in seconds])
    if unlike.any():
        together = reduce(add, [contacts[name] for name in queue])
        mixed = unlike & (together > 0)
        first = np.divide(handled, together, out=first.copy(), where=mixed)
    return handled / HALF_HOUR_SECONDS, first

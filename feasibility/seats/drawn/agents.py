"""The fewest agents of many queues at once, by the recurrence over agents that `erlang.blocking` takes for one.

Every queue's share of contacts blocked by n agents follows from that by n - 1, so that one pass over n serves them all.
Queues are sorted by the least number of agents that keeps up with the traffic under the occupancy cap: targets are
looked at from there on only, and a queue leaves the pass as soon as they are met.
"""

from dataclasses import dataclass, fields

import numpy as np

from feasibility.seats.erlang import CEILING_TOLERANCE
from feasibility.seats.formulas import Bools, Floats, Ints

QUEUES_AT_ONCE = 16_384
"""Queues in one pass: a few arrays of 128 KiB, which a processor's cache holds."""
REPEATED_SHARE = 0.5
"""Equal traffic in fewer of the queues than this is not looked for: finding it would cost more than it spares."""
CLOSE_SHARE = 1e-10
"""A target met or missed by less may turn on the last digits of a power or a sum: such a queue is said to be close."""
CLOSE_OCCUPANCY_SHARE = 1e-12
"""The same of the occupancy cap, narrower than the slack of 1e-9 that the cap itself forgives."""


@dataclass(frozen=True)
class Queues:
    """Half-hours of queues with callers who do not give up, and their targets: arrays of one length."""

    traffic_erlangs: Floats
    handling_time_seconds: Floats
    service_level_share: Floats
    """0 asks for nothing."""
    answer_seconds: Floats
    answer_seconds_mean_max: Floats
    """Infinite where not asked for."""
    occupancy_cap_share: Floats
    """1 asks for nothing."""


def fewest_each(queues: Queues) -> tuple[Ints, Bools]:
    """Fewest agents that meet every target, as `staffing.fewest` finds them one by one, and where a target is close."""
    columns = [getattr(queues, field.name) for field in fields(Queues)]
    once, back = _distinct(columns)
    agents, close = _fewest(Queues(*(column[once] for column in columns)))
    return agents[back], close[back]


def _distinct(columns: list[Floats]) -> tuple[Ints, Ints]:
    """One position of each distinct queue, and for each queue which of these; every one where few are the same."""
    in_order = np.sort(columns[0])
    if np.count_nonzero(in_order[1:] == in_order[:-1]) < REPEATED_SHARE * len(in_order):
        return np.arange(len(in_order)), np.arange(len(in_order))
    varied = [column for column in columns if len(column) and (column != column[0]).any()]
    if not varied:
        return np.zeros(min(1, len(columns[0])), dtype=np.int64), np.zeros(len(columns[0]), dtype=np.int64)
    order = np.lexsort(varied)
    fresh = np.zeros(len(order), dtype=bool)
    fresh[0] = True
    for column in varied:
        sorted_column = column[order]
        fresh[1:] |= sorted_column[1:] != sorted_column[:-1]
    back = np.empty(len(order), dtype=np.int64)
    back[order] = np.cumsum(fresh) - 1
    return order[fresh], back


def _fewest(queues: Queues) -> tuple[Ints, Bools]:
    least, close = _least(queues.traffic_erlangs, queues.occupancy_cap_share)
    agents = np.zeros(len(least), dtype=np.int64)
    calling = np.flatnonzero(queues.traffic_erlangs > 0)
    order = calling[np.argsort(least[calling], kind="stable")]
    for start in range(0, len(order), QUEUES_AT_ONCE):
        at = order[start : start + QUEUES_AT_ONCE]
        some = Queues(*(getattr(queues, field.name)[at] for field in fields(Queues)))
        agents[at], near = _pass(some, least[at])
        close[at] |= near
    return agents, close


def _least(traffic: Floats, cap_share: Floats) -> tuple[Ints, Bools]:
    """Fewest agents, above the traffic, whose occupancy the cap allows, and where that turns on the last digits."""
    limit = np.where(cap_share < 1, cap_share * (1 + CEILING_TOLERANCE), np.inf)
    found = np.maximum(np.floor(traffic) + 1, np.ceil(traffic / limit))
    # A quotient that rounds across a whole number is close: those queues are not decided here.
    near = np.zeros(len(traffic), dtype=bool)
    for agents in (found - 1, found):
        near |= np.abs(_occupancy(agents, traffic) / limit - 1) < CLOSE_OCCUPANCY_SHARE
    return found.astype(np.int64), near


def _occupancy(agents: Floats, traffic: Floats) -> Floats:
    """0 where there are no agents."""
    return np.divide(traffic, agents, out=np.zeros(len(traffic)), where=agents > 0)


def _pass(queues: Queues, least: Ints) -> tuple[Ints, Bools]:
    """Fewest agents of queues sorted by `least`, the fewest that are tried, and where a target was close."""
    agents, close = np.zeros(len(least), dtype=np.int64), np.zeros(len(least), dtype=bool)
    waiting = np.arange(len(least))
    traffic, blocked, below = queues.traffic_erlangs.copy(), np.ones(len(least)), np.empty(len(least))
    tried = 0
    while len(waiting):
        tried += 1
        np.multiply(traffic, blocked, out=blocked)
        np.add(blocked, tried, out=below)
        np.divide(blocked, below, out=blocked)
        if tried < least[0]:
            continue
        ready = int(np.searchsorted(least, tried, side="right"))
        met, near = _met(tried, traffic[:ready], blocked[:ready], queues, waiting[:ready])
        close[waiting[:ready][near]] = True
        if met.any():
            agents[waiting[:ready][met]] = tried
            stay = np.concatenate([~met, np.ones(len(waiting) - ready, dtype=bool)])
            waiting, least, traffic, blocked = waiting[stay], least[stay], traffic[stay], blocked[stay]
            below = np.empty(len(waiting))
    return agents, close


def _met(agents: int, traffic: Floats, blocked: Floats, queues: Queues, at: Ints) -> tuple[Bools, Bools]:
    """Whether service level and mean wait are met (the sums of `erlang.measure`), and where that is close."""
    spare, handling = agents - traffic, queues.handling_time_seconds[at]
    share = agents * blocked / (agents - traffic * (1 - blocked))
    level = 1 - share * np.exp(-spare * queues.answer_seconds[at] / handling)
    wait_seconds = share * handling / spare
    level_asked, wait_max = queues.service_level_share[at], queues.answer_seconds_mean_max[at]
    no_level = level_asked == 0
    met = (no_level | (level >= level_asked)) & (wait_seconds <= wait_max)
    near = ~no_level & (np.abs(level - level_asked) < CLOSE_SHARE)
    near |= np.abs(wait_seconds / wait_max - 1) < CLOSE_SHARE
    return met, near

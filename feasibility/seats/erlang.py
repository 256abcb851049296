"""Erlang's formulae for callers who do not give up: traffic and agents into waiting, service level and occupancy.

Source: A. K. Erlang (1917); the recursions are the textbook ones and never form a factorial or a power of the
traffic, so they hold for thousands of agents. Contacts arrive at random, wait in one queue and do not give up.
"""

import math
from dataclasses import dataclass

import numpy as np

from feasibility.seats.formulas import Floats, Ints

CEILING_TOLERANCE = 1e-9
"""Relative slack under which a quotient counts as the whole number it is meant to be (binary fractions only)."""


@dataclass(frozen=True)
class Performance:
    """How a number of agents serves a traffic. Shares are of the contacts offered."""

    waiting_share: float
    """That find every agent busy."""
    abandonment_share: float
    """That give up before they are answered; 0 where nobody gives up."""
    answer_seconds_mean: float
    """Mean wait of all contacts offered, at once or later, answered or given up; infinite where it grows for ever."""
    service_level_share: float
    """Answered within the target time: those who give up within it count against it."""
    occupancy_share: float
    """Of an agent's time, in contact."""


NO_TRAFFIC = Performance(0.0, 0.0, 0.0, 1.0, 0.0)
"""Where nobody calls."""


def traffic(contacts_per_hour: float, handling_time_seconds: float) -> float:
    """Contacts in hand at once, in erlangs."""
    return contacts_per_hour * handling_time_seconds / 3600


def blocking(agents: int, traffic_erlangs: float) -> float:
    """Erlang B: share of contacts that would find every agent busy if none could wait."""
    share = 1.0
    for busy in range(1, agents + 1):
        share = traffic_erlangs * share / (busy + traffic_erlangs * share)
    return share


def waiting(agents: int, traffic_erlangs: float) -> float:
    """Erlang C: share of contacts that must wait; 1 where the agents cannot keep up."""
    if agents <= traffic_erlangs:
        return 1.0
    block_share = blocking(agents, traffic_erlangs)
    return agents * block_share / (agents - traffic_erlangs * (1 - block_share))


def measure(agents: int, traffic_erlangs: float, *, handling_time_seconds: float, answer_seconds: float) -> Performance:
    """How the agents serve callers who do not give up. Where they cannot keep up, nobody is answered in time."""
    if traffic_erlangs == 0:
        return NO_TRAFFIC
    if agents <= traffic_erlangs:
        return Performance(1.0, 0.0, math.inf, 0.0, 1.0)
    wait_share, spare = waiting(agents, traffic_erlangs), agents - traffic_erlangs
    return Performance(
        waiting_share=wait_share,
        abandonment_share=0.0,
        answer_seconds_mean=wait_share * handling_time_seconds / spare,
        service_level_share=1 - wait_share * math.exp(-spare * answer_seconds / handling_time_seconds),
        occupancy_share=traffic_erlangs / agents,
    )


def ceiling(quantity: float) -> int:
    """The whole number not below a quantity, forgiving the last digits of a binary fraction."""
    return math.ceil(quantity * (1 - CEILING_TOLERANCE))


def ceiling_each(quantities: Floats) -> Ints:
    """`ceiling` of each quantity."""
    return np.ceil(quantities * (1 - CEILING_TOLERANCE)).astype(np.int64)

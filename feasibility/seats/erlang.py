"""Erlang's formulae: traffic and agents into waiting, service level and the fewest agents that meet a target.

Source: A. K. Erlang (1917); the recursions are the textbook ones and never form a factorial or a power of the
traffic, so they hold for thousands of agents. Contacts arrive at random, wait in one queue and do not give up.
"""

import math

CEILING_TOLERANCE = 1e-9
"""Relative slack under which a quotient counts as the whole number it is meant to be (binary fractions only)."""


def traffic(contacts_per_hour: float, handling_time_seconds: float) -> float:
    """Contacts in hand at once, in erlangs."""
    return contacts_per_hour * handling_time_seconds / 3600


def blocking(agents: int, traffic_erlangs: float) -> float:
    """Erlang B: share of contacts that would find every agent busy if none could wait."""
    share = 1.0
    for busy in range(1, agents + 1):
        share = _next_blocking(share, busy, traffic_erlangs)
    return share


def waiting(agents: int, traffic_erlangs: float) -> float:
    """Erlang C: share of contacts that must wait; 1 where the agents cannot keep up."""
    return _waiting_from_blocking(blocking(agents, traffic_erlangs), agents, traffic_erlangs)


def service_level(agents: int, traffic_erlangs: float, *, handling_time_seconds: float, answer_seconds: float) -> float:
    """Share of contacts answered within the target; 0 where the agents cannot keep up."""
    wait_share = waiting(agents, traffic_erlangs)
    return _service_level(wait_share, agents, traffic_erlangs, answer_seconds / handling_time_seconds)


def answer_seconds_mean(agents: int, traffic_erlangs: float, *, handling_time_seconds: float) -> float:
    """Mean seconds to answer over all contacts; infinite where the agents cannot keep up."""
    if traffic_erlangs == 0:
        return 0.0
    if agents <= traffic_erlangs:
        return math.inf
    return waiting(agents, traffic_erlangs) * handling_time_seconds / (agents - traffic_erlangs)


def occupancy(agents: int, traffic_erlangs: float) -> float:
    """Share of time agents are in contact; 1 where they cannot keep up."""
    if traffic_erlangs == 0:
        return 0.0
    return 1.0 if agents <= traffic_erlangs else traffic_erlangs / agents


def agents_for_service_level(
    traffic_erlangs: float, *, handling_time_seconds: float, answer_seconds: float, service_level_share: float
) -> int:
    """Fewest agents that answer the stated share of contacts within the target; 0 where there is no traffic.

    The share must be below 1: no finite number of agents answers every contact in time.
    """
    if traffic_erlangs == 0:
        return 0
    if not service_level_share < 1:
        raise ValueError("service_level_share must be below 1")
    agents, block_share, reached = 0, 1.0, 0.0
    while agents <= traffic_erlangs or reached < service_level_share:
        agents += 1
        block_share = _next_blocking(block_share, agents, traffic_erlangs)
        wait_share = _waiting_from_blocking(block_share, agents, traffic_erlangs)
        reached = _service_level(wait_share, agents, traffic_erlangs, answer_seconds / handling_time_seconds)
    return agents


def agents_for_occupancy(traffic_erlangs: float, occupancy_cap_share: float) -> int:
    """Fewest agents whose occupancy does not pass the cap; a cap of 1 leaves it to the service level."""
    return ceiling(traffic_erlangs / occupancy_cap_share)


def ceiling(quantity: float) -> int:
    """The whole number not below a quantity, forgiving the last digits of a binary fraction."""
    return math.ceil(quantity * (1 - CEILING_TOLERANCE))


def _next_blocking(share: float, agents: int, traffic_erlangs: float) -> float:
    return traffic_erlangs * share / (agents + traffic_erlangs * share)


def _waiting_from_blocking(block_share: float, agents: int, traffic_erlangs: float) -> float:
    if agents <= traffic_erlangs:
        return 1.0
    return agents * block_share / (agents - traffic_erlangs * (1 - block_share))


def _service_level(wait_share: float, agents: int, traffic_erlangs: float, answer_in_handling_times: float) -> float:
    if agents <= traffic_erlangs:
        return 0.0
    return 1 - wait_share * math.exp(-(agents - traffic_erlangs) * answer_in_handling_times)

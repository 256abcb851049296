"""Erlang A: callers give up after a while; traffic, agents and patience into waiting, abandonment and service level.

Source: C. Palm (1957); the offered wait after F. Baccelli and G. Hebuterne (1981); names and years from general
knowledge, the formulae checked against published values and the chain of states itself. Contacts arrive at random;
handling time and patience are exponential. With n agents, traffic A, mean handling time h, mean patience p, x = n p / h
and y = A p / h, the states with j waiting stand to the state with none as the product of y / (x + i) over i = 1 to j,
and the states with fewer than n in hand come from Erlang B. No factorial is formed, so it holds for thousands of
agents.
"""

import math
from functools import cache

import numpy as np

from feasibility.seats.erlang import NO_TRAFFIC, Performance, blocking
from feasibility.seats.formulas import Floats

NEVER_SHARE = 1e-300
"""Below this share of time with every agent busy nobody waits, to the last digit of any figure."""
NEGLIGIBLE_LOG = 40.0
"""States less likely than exp(-40) of the likeliest are left out: 4e-18, below the last digit of a share."""
NODES, PANEL_LOG = 32, 8.0
"""Gauss-Legendre points a panel, and the widest span of the exponent in one panel: exact to the last digits."""


def measure(
    agents: int,
    traffic_erlangs: float,
    *,
    handling_time_seconds: float,
    patience_seconds: float,
    answer_seconds: float,
) -> Performance:
    """How the agents serve callers who give up after `patience_seconds` on average.

    The mean wait is that of all contacts offered, those who give up among them; the service level is the share of
    contacts offered that are answered within `answer_seconds`. A long patience gives Erlang C.
    """
    if traffic_erlangs == 0:
        return NO_TRAFFIC
    busy_share = blocking(agents, traffic_erlangs)
    if busy_share < NEVER_SHARE:
        return Performance(0.0, 0.0, 0.0, 1.0, traffic_erlangs / agents)
    patience = patience_seconds / handling_time_seconds
    log_states = _log_states(agents * patience, traffic_erlangs * patience)
    # Logarithms of sums over states, in units of the state with every agent busy and nobody waiting.
    top = float(log_states.max())
    weights = np.exp(log_states - top)
    log_waiting = top + math.log(float(weights.sum()))
    log_idle = math.log1p(-busy_share) - math.log(busy_share) if busy_share < 1 else -math.inf
    log_all = float(np.logaddexp(log_idle, log_waiting))
    queue = math.exp(top - log_all) * float((np.arange(len(weights)) * weights).sum())
    waiting_share = math.exp(log_waiting - log_all)
    abandoned = min(1.0, queue / (traffic_erlangs * patience))
    late_or_lost = waiting_share - _answered_waiting(
        agents, traffic_erlangs, patience, answer_seconds / handling_time_seconds, log_all
    )
    return Performance(
        waiting_share=waiting_share,
        abandonment_share=abandoned,
        answer_seconds_mean=abandoned * patience_seconds,
        service_level_share=min(1.0, max(0.0, 1 - late_or_lost)),
        occupancy_share=traffic_erlangs * (1 - abandoned) / agents if agents else 1.0,
    )


def _log_states(x: float, y: float) -> Floats:
    """Logarithm of each state with j waiting over that with none, j from 0 to where states no longer count."""
    states = max(0.0, y - x) + math.sqrt(3 * NEGLIGIBLE_LOG * y) + 2 * NEGLIGIBLE_LOG
    if x > y:
        states = min(states, NEGLIGIBLE_LOG / math.log(x / y) + 2)
    steps = np.log(y) - np.log(x + np.arange(1, math.ceil(states) + 1))
    return np.concatenate([[0.0], np.cumsum(steps)])


def _answered_waiting(agents: int, traffic: float, patience: float, target: float, log_all: float) -> float:
    """Share of contacts that wait and are answered within the target; times in handling times.

    The wait offered to a contact has density n pi_n exp(h(v)), h(v) = y (1 - exp(-v / p)) - n v; it is answered where
    its patience is longer. The weight exp(-v / p) is integrated by parts, which leaves the integral of the density.
    """
    if target == 0 or agents == 0:
        return 0.0
    waits, weights = _quadrature(target, max(agents, traffic))
    offered = agents * float((np.exp(_exponent(waits, agents, traffic, patience) - log_all) * weights).sum())
    at_target = math.exp(float(_exponent(np.array([target]), agents, traffic, patience)[0]) - log_all)
    return agents / traffic * (at_target - math.exp(-log_all) + offered)


def _exponent(waits: Floats, agents: int, traffic: float, patience: float) -> Floats:
    return -traffic * patience * np.expm1(-waits / patience) - agents * waits


def _quadrature(target: float, rate: float) -> tuple[Floats, Floats]:
    """Points and weights on 0 to the target, in panels over which the exponent moves by no more than a few."""
    points, weights = _gauss_legendre()
    panels = math.ceil(rate * target / PANEL_LOG)
    width = target / panels
    starts = np.arange(panels)[:, None] * width
    return (starts + (points + 1) / 2 * width).ravel(), np.tile(weights / 2 * width, panels)


@cache
def _gauss_legendre() -> tuple[Floats, Floats]:
    points, weights = np.polynomial.legendre.leggauss(NODES)
    return points, weights

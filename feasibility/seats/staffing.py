"""Traffic and targets into the fewest agents that meet every target, and what binds."""

import math
from dataclasses import dataclass
from functools import cache, lru_cache

from feasibility.scenario.seats import SeatsSettings
from feasibility.seats import erlang, erlang_a
from feasibility.seats.erlang import CEILING_TOLERANCE, Performance

NOTHING_BINDS = "no contacts"
"""In place of what binds where nobody calls."""
KEPT = 32_768
"""Answers kept: half-hours repeat between take-ups, days and ways of working."""


@dataclass(frozen=True)
class Targets:
    """What agents must achieve. A target that is None is not asked for."""

    service_level_share: float | None
    """Least share of contacts answered within `answer_seconds`."""
    answer_seconds: float
    answer_seconds_mean_max: float | None
    """Longest mean wait."""
    abandonment_share_max: float | None
    """Most contacts that may give up."""
    occupancy_cap_share: float | None
    """Most of the time an agent may be in contact."""
    patience_seconds: float | None
    """Mean patience; None where nobody gives up (Erlang C)."""


@dataclass(frozen=True)
class Staffing:
    """The fewest agents that meet every target."""

    agents: int
    binding: str
    """The target that one agent fewer would miss, the first of: service level, answer speed, abandonment, occupancy
    cap; `traffic` where agents need only keep up, `no contacts` where nobody calls."""
    performance: Performance


def targets(settings: SeatsSettings) -> Targets:
    """The targets of the settings: a service level of 0 and an occupancy cap of 1 ask for nothing."""
    return Targets(
        service_level_share=settings.service_level_share or None,
        answer_seconds=settings.answer_seconds,
        answer_seconds_mean_max=settings.answer_seconds_mean_max,
        abandonment_share_max=settings.abandonment_share_max,
        occupancy_cap_share=settings.occupancy_cap_share if settings.occupancy_cap_share < 1 else None,
        patience_seconds=settings.patience_seconds if settings.queue == "erlang-a" else None,
    )


def measure(agents: int, traffic_erlangs: float, handling_time_seconds: float, asked: Targets) -> Performance:
    """How the agents serve the traffic, by Erlang A where patience is given and by Erlang C where it is not."""
    if asked.patience_seconds is None:
        return erlang.measure(
            agents, traffic_erlangs, handling_time_seconds=handling_time_seconds, answer_seconds=asked.answer_seconds
        )
    return erlang_a.measure(
        agents,
        traffic_erlangs,
        handling_time_seconds=handling_time_seconds,
        patience_seconds=asked.patience_seconds,
        answer_seconds=asked.answer_seconds,
    )


@lru_cache(maxsize=KEPT)
def fewest(traffic_erlangs: float, handling_time_seconds: float, asked: Targets) -> Staffing:
    """Fewest agents that meet every target; none where there is no traffic.

    More agents never serve worse, so the number is found by doubling steps from what the occupancy cap asks for, up or
    down, and then by halving. Without abandonment agents must keep up with the traffic, whatever the targets. Raises
    `ValueError` where a service level is asked for that no number of agents reaches.
    """
    if traffic_erlangs == 0:
        return Staffing(0, NOTHING_BINDS, erlang.NO_TRAFFIC)
    if asked.service_level_share is not None and not asked.service_level_share < 1:
        raise ValueError("service_level_share must be below 1")

    @cache
    def found(agents: int) -> Performance:
        return measure(agents, traffic_erlangs, handling_time_seconds, asked)

    @cache
    def missed(agents: int) -> str:
        keeps_up = asked.patience_seconds is not None or agents > traffic_erlangs
        return (_missed(found(agents), asked) or ("" if keeps_up else "traffic")) if agents >= 0 else "traffic"

    enough, step = math.ceil(traffic_erlangs / (asked.occupancy_cap_share or 1)), 1
    too_few = enough - 1
    while missed(enough):
        too_few, enough, step = enough, enough + step, 2 * step
    while not missed(too_few):
        too_few, enough, step = max(too_few - step, -1), too_few, 2 * step
    while enough - too_few > 1:
        between = (too_few + enough) // 2
        too_few, enough = (between, enough) if missed(between) else (too_few, between)
    return Staffing(enough, missed(too_few), found(enough))


def _missed(found: Performance, asked: Targets) -> str:
    """The first target that agents miss; blank where they meet all."""
    if asked.service_level_share is not None and found.service_level_share < asked.service_level_share:
        return "service level"
    if asked.answer_seconds_mean_max is not None and found.answer_seconds_mean > asked.answer_seconds_mean_max:
        return "answer speed"
    if asked.abandonment_share_max is not None and found.abandonment_share > asked.abandonment_share_max:
        return "abandonment"
    # The cap forgives the last digits of a binary fraction: 17 erlangs under a cap of 0.85 take 20 agents.
    cap = asked.occupancy_cap_share
    return "occupancy cap" if cap is not None and found.occupancy_share > cap * (1 + CEILING_TOLERANCE) else ""

"""Queues that differ in handling time, joined into one: what each waits apart and pooled, and whom pooling would hurt.

Source of the finding: N. M. van Dijk and E. van der Sluis, "To pool or not to pool in call centers", Production and
Operations Management 17 (3), 2008, 296-305: for one kind of call pooling always shortens waits; for several it may
lengthen them, because short calls come to stand behind long ones. Waits are those of Erlang C times (1 + cv^2) / 2, the
approximation of Allen and Cunneen for random arrivals (A. O. Allen, 1978), cv being the coefficient of variation of
handling time. Within a queue handling time is taken to be exponential, cv = 1, and nobody to give up.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

from feasibility.scenario.seats import SeatsSettings
from feasibility.seats import demand, erlang, staffing
from feasibility.seats.demand import Workload
from feasibility.seats.half_hours import Operation
from feasibility.seats.profile import HALF_HOUR_SECONDS
from feasibility.tables import ALL, MixTable, checked

LONGER_SECONDS = 0.05
"""A wait is longer when it is so in tenths of a second, as it is shown."""
SOURCE = "van Dijk and van der Sluis, 2008"


@dataclass(frozen=True)
class Queue:
    """Contacts of one kind in the half-hour planned for."""

    authority: str
    name: str
    contacts: float
    handling_time_seconds: float

    @property
    def traffic_erlangs(self) -> float:
        """Contacts in hand at once."""
        return self.contacts * self.handling_time_seconds / HALF_HOUR_SECONDS


def queues_of(pooled: Operation, workloads: Mapping[str, Workload], queues: pd.DataFrame | None) -> list[Queue]:
    """Every authority's queues in the half-hour that binds when all are pooled; one where none are given.

    `queues` is tables.Queues or None. At a take-up each queue's handling time rises as that of its authority does.
    """
    found = []
    for name, load in workloads.items():
        contacts = pooled.day.contacts[name][pooled.binding[1]]
        own = demand.rows_of(queues, name)
        if own.empty:
            found.append(Queue(name, ALL, contacts, load.handling_time_seconds))
            continue
        rise = load.handling_time_seconds / float((own["contacts_share"] * own["handling_time_seconds"]).sum())
        found += [
            Queue(name, str(row["queue"]), contacts * float(row["contacts_share"]),
                  float(row["handling_time_seconds"]) * rise)
            for row in own.to_dict("records")
        ]  # fmt: skip
    return found


def variation(queues: list[Queue]) -> float:
    """Coefficient of variation of handling time over the queues joined, each exponential: cv^2 = 2 E[m^2] / E[m]^2 - 1.

    1 where all handling times are equal.
    """
    contacts = sum(queue.contacts for queue in queues)
    mean = sum(queue.contacts * queue.handling_time_seconds for queue in queues) / contacts
    square = sum(queue.contacts * queue.handling_time_seconds**2 for queue in queues) / contacts
    return math.sqrt(max(1.0, 2 * square / mean**2 - 1))


def wait_seconds(agents: int, queues: list[Queue]) -> float:
    """Mean wait in one queue joined of several, by Allen and Cunneen; infinite where the agents cannot keep up."""
    contacts, traffic = (sum(getattr(q, what) for q in queues) for what in ("contacts", "traffic_erlangs"))
    if contacts == 0:
        return 0.0
    patient = erlang.measure(
        agents, traffic, handling_time_seconds=traffic * HALF_HOUR_SECONDS / contacts, answer_seconds=0.0
    )
    return patient.answer_seconds_mean * (1 + variation(queues) ** 2) / 2


def table(queues: list[Queue], settings: SeatsSettings) -> pd.DataFrame:
    """tables.MixTable: one row a queue, then all pooled. Agents meet the targets with callers who do not give up."""
    asked = replace(staffing.targets(settings), patience_seconds=None, abandonment_share_max=None)
    calling = [queue for queue in queues if queue.contacts > 0]
    contacts = sum(queue.contacts for queue in calling)
    agents = [staffing.fewest(q.traffic_erlangs, q.handling_time_seconds, asked).agents for q in calling]
    traffic = sum(queue.traffic_erlangs for queue in calling)
    mean_seconds = traffic * HALF_HOUR_SECONDS / contacts
    pooled = staffing.fewest(traffic, mean_seconds, asked).agents
    wait, wait_same = wait_seconds(pooled, calling), wait_seconds(sum(agents), calling)
    apart = [wait_seconds(n, [queue]) for n, queue in zip(agents, calling, strict=True)]
    rows = [
        (q.authority, q.name, q.contacts / contacts, q.handling_time_seconds, q.traffic_erlangs, 1.0, n, alone, wait,
         wait_same)
        for q, n, alone in zip(calling, agents, apart, strict=True)
    ]  # fmt: skip
    mean_apart = sum(q.contacts * alone for q, alone in zip(calling, apart, strict=True)) / contacts
    rows.append((ALL, ALL, 1.0, mean_seconds, traffic, variation(calling), pooled, mean_apart, wait, wait_same))
    return checked(pd.DataFrame(rows, columns=list(MixTable.to_schema().columns)), MixTable, "mix of queues")


def warnings(mix: pd.DataFrame) -> tuple[str, ...]:
    """In words, each queue that would wait longer pooled than apart; none where all handling times are equal.

    `mix` is tables.MixTable.
    """
    each, pooled = mix[mix["authority"] != ALL], mix[mix["authority"] == ALL].iloc[0]
    shortest, longest = each["handling_time_seconds"].min(), each["handling_time_seconds"].max()
    hurt = each[each["wait_pooled_seconds"] > each["wait_apart_seconds"] + LONGER_SECONDS]
    if longest <= shortest * (1 + erlang.CEILING_TOLERANCE) or hurt.empty:
        return ()
    named = "; ".join(
        f"{row['authority']}, {row['queue']} ({row['handling_time_seconds']:.0f} s a contact): "
        f"{row['wait_pooled_seconds']:.1f} s pooled, {row['wait_apart_seconds']:.1f} s with agents of its own"
        for row in hurt.to_dict("records")
    )
    return (
        f"Pooling unlike queues can hurt ({SOURCE}): handling times run from {shortest:.0f} to {longest:.0f} s, so "
        "that short contacts wait behind long ones; their standard deviation is "
        f"{pooled['service_time_variation']:.2f} times their mean, against 1 within a queue. Mean waits that pooling "
        f"lengthens, in the half-hour planned for: {named}. Pool like queues with like, or let a queue overflow only "
        "when it is full.",
    )

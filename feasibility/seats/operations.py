"""The queues of one take-up, each authority apart and all pooled, as rows of the table of seats."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from feasibility.scenario.seats import SeatsSettings
from feasibility.scenario.space import SpaceSettings
from feasibility.seats import demand, half_hours, staffing
from feasibility.seats.demand import Demand, Workload
from feasibility.seats.formulas import HALF_HOURS_PER_HOUR
from feasibility.seats.half_hours import Operation
from feasibility.seats.profile import HALF_HOUR_SECONDS, Profile
from feasibility.seats.space import places
from feasibility.tables import ALL

Row = dict[str, Any]
SUMMED = (
    "contacts_per_year", "busy_hour_contacts", "traffic_erlangs", "agents_service_level", "agents",
    "full_time_equivalents", "posts", "workstations", "floor_m2",
)  # fmt: skip
AVERAGED = ("service_level_share", "answer_seconds_mean", "abandonment_share")
JOINED = ("planned_month", "binding_half_hour", "binding")


@dataclass(frozen=True)
class TakeUp:
    """The queues at one take-up."""

    take_up_share: float
    workloads: Mapping[str, Workload]
    apart: Mapping[str, Operation]
    """By authority."""
    pooled: Operation


def of_take_up(
    contacts_per_year: Mapping[str, float],
    take_up_share: float,
    settings: SeatsSettings,
    shares: Profile,
    supplied: Demand,
) -> TakeUp:
    """Each authority's queue and the pooled one, staffed."""
    loads = demand.workloads(contacts_per_year, take_up_share, settings, supplied.queues)
    apart = {name: half_hours.operation({name: load}, shares, settings) for name, load in loads.items()}
    return TakeUp(take_up_share, loads, apart, half_hours.operation(loads, shares, settings))


def rows(at: TakeUp, settings: SeatsSettings, space: SpaceSettings) -> list[Row]:
    """Rows of tables.SeatsTable: apart, each authority and all; pooled; virtual, each present centre and all."""
    each = settings.support_workstations_per_authority
    apart = [
        _row("apart", name, queue, {name: at.workloads[name]}, settings)
        | _space(queue.needed.agents, each, settings, space)
        for name, queue in at.apart.items()
    ]
    pooled = _row("pooled", ALL, at.pooled, at.workloads, settings)
    in_one = _space(at.pooled.needed.agents, settings.support_workstations, settings, space)
    virtual = [row | _space(int(row["agents"]), each, settings, space) for row in _at_centres(at, pooled)]
    over_centres = _together(virtual)
    found = [
        *apart, _together(apart), pooled | in_one, *virtual,
        pooled | {name: over_centres[name] for name in ("working", "workstations", "floor_m2")},
    ]  # fmt: skip
    return [{"take_up_share": at.take_up_share, **row} for row in found]


def shared_out(agents: int, contacts: Mapping[str, float]) -> dict[str, int]:
    """Agents split in proportion to contacts, whole ones by largest remainder; of equals the first is served first."""
    total = sum(contacts.values())
    exact = {name: agents * count / total for name, count in contacts.items()}
    split = {name: int(share) for name, share in exact.items()}
    by_remainder = sorted(exact, key=lambda name: -round(exact[name] - split[name], 9))
    for name in by_remainder[: agents - sum(split.values())]:
        split[name] += 1
    return split


def _row(working: str, authority: str, queue: Operation, loads: Mapping[str, Workload], settings: SeatsSettings) -> Row:
    kind, start = queue.binding
    load, needed = queue.day.load[start], queue.needed
    only = replace(staffing.targets(settings), answer_seconds_mean_max=None, abandonment_share_max=None,
                   occupancy_cap_share=None)  # fmt: skip
    asked = only.service_level_share is not None
    return {
        "working": working,
        "authority": authority,
        "contacts_per_year": sum(each.contacts_per_year for each in loads.values()),
        "planned_month": queue.day.month,
        "binding_half_hour": f"Saturday {start}" if "Saturday" in kind else start,
        "busy_hour_contacts": load.contacts * HALF_HOURS_PER_HOUR,
        "traffic_erlangs": load.traffic_erlangs,
        "agents_service_level": staffing.fewest(load.traffic_erlangs, load.handling_time_seconds, only).agents
        if asked
        else 0,
        "agents": needed.agents,
        "binding": needed.binding,
        "occupancy_share": needed.performance.occupancy_share,
        "service_level_share": needed.performance.service_level_share,
        "answer_seconds_mean": needed.performance.answer_seconds_mean,
        "abandonment_share": needed.performance.abandonment_share,
        "full_time_equivalents": sum(demand.full_time_equivalents(each, settings) for each in loads.values()),
        "posts": half_hours.posts(queue, settings),
    }


def _space(agents: int, support: int, settings: SeatsSettings, space: SpaceSettings) -> Row:
    room = places(agents, settings, space, support=support)
    return {"workstations": room.workstations, "floor_m2": room.floor_m2}


def _at_centres(at: TakeUp, pooled: Row) -> list[Row]:
    """The pooled queue's agents at each present centre, by its share of contacts; service is that of the one queue."""
    contacts = {name: load.contacts_per_year for name, load in at.workloads.items()}
    total = sum(contacts.values())
    split = {column: shared_out(int(pooled[column]), contacts) for column in ("agents", "agents_service_level")}
    found = []
    for name, load in at.workloads.items():
        offered = at.pooled.day.contacts[name][at.pooled.binding[1]]
        found.append(pooled | {
            "working": "virtual",
            "authority": name,
            "contacts_per_year": contacts[name],
            "busy_hour_contacts": offered * HALF_HOURS_PER_HOUR,
            "traffic_erlangs": offered * load.handling_time_seconds / HALF_HOUR_SECONDS,
            "full_time_equivalents": float(pooled["full_time_equivalents"]) * contacts[name] / total,
            "posts": float(pooled["posts"]) * contacts[name] / total,
            **{column: shares[name] for column, shares in split.items()},
        })  # fmt: skip
    return found


def _together(each: list[Row]) -> Row:
    """The authorities added up; service and waits are means over contacts."""
    contacts = [float(row["contacts_per_year"]) for row in each]
    summed: Row = {name: sum(row[name] for row in each) for name in SUMMED}
    averaged: Row = {
        name: sum(float(row[name]) * n for row, n in zip(each, contacts, strict=True)) / sum(contacts)
        for name in AVERAGED
    }
    joined: Row = {name: " and ".join(sorted({str(row[name]) for row in each})) for name in JOINED}
    occupancy = float(summed["traffic_erlangs"]) / float(summed["agents"])
    return {**each[0], "authority": ALL, **summed, **averaged, **joined, "occupancy_share": occupancy}

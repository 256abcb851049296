"""Agents at work at once into people (rostered, full-time equivalents, heads), set beside the desks they take."""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from feasibility.scenario.seats import SeatsSettings
from feasibility.scenario.space import SpaceSettings
from feasibility.seats import demand, space
from feasibility.tables.base import ALL, checked, headings
from feasibility.tables.space import PeopleTable

SHARED_BY_ALL = "pooled"
"""The way in which one operation, with one support, serves everybody."""
Row = dict[str, str | int | float]


@dataclass(frozen=True)
class Operation:
    """One queue with its own agents, team leaders and support."""

    way: str
    authority: str
    """Authority id, or `all` for a queue that the authorities share."""
    agents: int
    """At work at once in the busiest half-hour planned for."""
    full_time_equivalents: float
    """Of agents, over the year, by workload."""
    posts: float
    """Of agents, full-time equivalents by roster: they cover every half-hour of opening."""
    support: int
    """People of support."""


def of_seats(seats_at_take_up: pd.DataFrame, seats: SeatsSettings, settings: SpaceSettings) -> pd.DataFrame:
    """tables.PeopleTable from the rows of tables.SeatsTable at one take-up.

    A pool over the present centres keeps support in each; `all` of a way with authorities is added up anew.
    """
    return table(
        [
            Operation(
                way=row["working"],
                authority=row["authority"],
                agents=int(row["agents"]),
                full_time_equivalents=float(row["full_time_equivalents"]),
                posts=float(row["posts"]),
                support=seats.support_workstations
                if row["working"] == SHARED_BY_ALL
                else seats.support_workstations_per_authority,
            )
            for row in seats_at_take_up.to_dict("records")
            if (row["authority"] == ALL) == (row["working"] == SHARED_BY_ALL)
        ],
        seats,
        settings,
    )


def table(operations: Iterable[Operation], seats: SeatsSettings, settings: SpaceSettings) -> pd.DataFrame:
    """tables.PeopleTable: one row an operation, and `all` for a way whose operations are not shared.

    Desks come from agents at once, people from the year's work and shrinkage; neither is ever made from the other.
    """
    rows: list[Row] = []
    by_way: dict[str, list[Row]] = {}
    for operation in operations:
        row = _row(operation, seats, settings)
        by_way.setdefault(operation.way, []).append(row)
    for each in by_way.values():
        rows += each
        if all(row["authority"] != ALL for row in each):
            rows.append(_together(each))
    return checked(pd.DataFrame(rows, columns=list(headings(PeopleTable))), PeopleTable, "people")


def _row(operation: Operation, seats: SeatsSettings, settings: SpaceSettings) -> Row:
    places = space.places(operation.agents, seats, settings, support=operation.support)
    leaders = operation.full_time_equivalents / seats.team_leader_span
    support = float(operation.support if operation.agents else 0)
    people: Row = {
        "agents_rostered": demand.rostered(operation.agents, seats.shrinkage_share),
        "agents_full_time_equivalents": operation.full_time_equivalents,
        "agents_posts": operation.posts,
        "team_leaders_full_time_equivalents": leaders,
        "support_full_time_equivalents": support,
        "full_time_equivalents": operation.full_time_equivalents + leaders + support,
    }
    for who, equivalents in (("agents", operation.full_time_equivalents), ("team_leaders", leaders),
                             ("support", support)):  # fmt: skip
        people[f"{who}_heads"] = demand.heads(equivalents, seats.mean_contract_share)
    return {
        "way": operation.way,
        "authority": operation.authority,
        "agents": operation.agents,
        **people,
        "heads": sum(int(people[f"{who}_heads"]) for who in ("agents", "team_leaders", "support")),
        "agent_desks": places.agent_desks,
        "team_leader_desks": places.team_leader_desks,
        "support_desks": places.support_desks,
        "touch_down_workstations": places.touch_down_workstations,
        "workstations": places.workstations,
        "training_places": places.training_places,
        "rooms_m2": places.training_m2 + places.meeting_m2,
        "floor_m2": places.floor_m2,
        "floor_basis": space.basis(seats, settings),
    }


def _together(each: list[Row]) -> Row:
    """Operations that stand apart, added up: each keeps its own team leaders, support and rounding."""
    words = ("way", "authority", "floor_basis")
    sums: Row = {name: sum(row[name] for row in each) for name in each[0] if name not in words}  # type: ignore[misc]
    return {**each[0], **sums, "authority": ALL}

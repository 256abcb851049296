"""Contacts a year into the table of seats, each authority apart and all pooled, and into what one run requires."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from feasibility.errors import InputError
from feasibility.scenario.seats import SeatsSettings
from feasibility.seats import demand, erlang, space
from feasibility.tables import ALL, SeatsTable, checked

Working = Literal["pooled", "apart"]
Row = dict[str, float | int | str]


@dataclass(frozen=True)
class Seats:
    """Workstations and floor area that one run requires, at its take-up. Concurrent seats, never heads."""

    working: Working
    """How a shared centre works."""
    take_up_share: float
    workstations: int
    """In a centre shared by all, working so."""
    floor_m2: float
    """Net internal area of that centre."""
    workstations_pooled: int
    workstations_apart: Mapping[str, int]
    """Authority id to the workstations it needs when it answers its own contacts."""
    full_time_equivalents: Mapping[str, float]
    """Authority id to full-time equivalents over the year: heads follow from these, never from workstations."""


def plan(contacts_per_year: Mapping[str, float], settings: SeatsSettings) -> pd.DataFrame:
    """Agents, workstations and floor area for each take-up: one row an authority and `all` apart, then `all` pooled.

    Keys are authority ids. Raises `InputError` where no authority is given or one has no contacts.
    """
    faults = [f"{name}: contacts a year must be above 0" for name, n in contacts_per_year.items() if not n > 0]
    if not contacts_per_year:
        faults.append("no authority is given")
    if ALL in contacts_per_year:
        faults.append(f"`{ALL}` stands for every authority together: give the authority another id")
    if faults:
        raise InputError("contacts a year", faults)
    rows: list[Row] = []
    for take_up_share in sorted({*settings.take_up_shares_shown, settings.take_up_share}):
        apart = [
            _operation(name, contacts_per_year[name], take_up_share, "apart", settings)
            for name in sorted(contacts_per_year)
        ]
        pooled = _operation(ALL, sum(contacts_per_year.values()), take_up_share, "pooled", settings)
        rows += [*apart, _together(apart), pooled]
    return checked(pd.DataFrame(rows, columns=list(SeatsTable.to_schema().columns)), SeatsTable, "seats")


def required(table: pd.DataFrame, settings: SeatsSettings, working: Working | None = None) -> Seats:
    """What the run requires at the take-up it uses; `working` overrides the way of working in the settings."""
    way = working or settings.working
    chosen = table[table["take_up_share"] == settings.take_up_share]
    together = chosen[chosen["authority"] == ALL].set_index("working")
    apart = chosen[(chosen["working"] == "apart") & (chosen["authority"] != ALL)].set_index("authority")
    return Seats(
        working=way,
        take_up_share=settings.take_up_share,
        workstations=int(together["workstations"].loc[way]),
        floor_m2=float(together["floor_m2"].loc[way]),
        workstations_pooled=int(together["workstations"].loc["pooled"]),
        workstations_apart={str(name): int(n) for name, n in apart["workstations"].items()},
        full_time_equivalents={str(name): float(n) for name, n in apart["full_time_equivalents"].items()},
    )


def _operation(
    authority: str, contacts_per_year: float, take_up_share: float, working: Working, settings: SeatsSettings
) -> Row:
    """One queue with its own agents, team leaders and support."""
    left = demand.contacts_left(contacts_per_year, take_up_share)
    handling = demand.handling_seconds(settings, take_up_share)
    per_hour = demand.busy_hour(left, settings)
    erlangs = erlang.traffic(per_hour, handling)
    for_service = erlang.agents_for_service_level(
        erlangs,
        handling_time_seconds=handling,
        answer_seconds=settings.answer_seconds,
        service_level_share=settings.service_level_share,
    )
    for_occupancy = erlang.agents_for_occupancy(erlangs, settings.occupancy_cap_share)
    agents = max(for_service, for_occupancy)
    support = settings.support_workstations if working == "pooled" else settings.support_workstations_per_authority
    places = space.workstations(agents, team_leader_span=settings.team_leader_span, support_workstations=support)
    return {
        "take_up_share": take_up_share,
        "working": working,
        "authority": authority,
        "contacts_per_year": left,
        "busy_hour_contacts": per_hour,
        "traffic_erlangs": erlangs,
        "agents_service_level": for_service,
        "agents": agents,
        "binding": "occupancy cap" if for_occupancy > for_service else "service level",
        "occupancy_share": erlang.occupancy(agents, erlangs),
        "service_level_share": erlang.service_level(
            agents, erlangs, handling_time_seconds=handling, answer_seconds=settings.answer_seconds
        ),
        "answer_seconds_mean": erlang.answer_seconds_mean(agents, erlangs, handling_time_seconds=handling),
        "full_time_equivalents": demand.full_time_equivalents(left, settings, handling_time_seconds=handling),
        "workstations": places,
        "floor_m2": space.floor_m2(places, settings.floor_m2_per_workstation),
    }


def _together(apart: list[Row]) -> Row:
    """The authorities apart, added up; service level and answer time are means over contacts."""
    each = pd.DataFrame(apart)
    summed = (
        "contacts_per_year", "busy_hour_contacts", "traffic_erlangs", "agents_service_level", "agents",
        "full_time_equivalents", "workstations", "floor_m2",
    )  # fmt: skip
    row: Row = {**apart[0], "authority": ALL, **{name: each[name].sum() for name in summed}}
    for name in ("service_level_share", "answer_seconds_mean"):
        row[name] = float((each[name] * each["contacts_per_year"]).sum() / each["contacts_per_year"].sum())
    row["occupancy_share"] = float(each["traffic_erlangs"].sum() / each["agents"].sum())
    reasons = sorted(set(each["binding"]))
    row["binding"] = " and ".join(reasons)
    return row

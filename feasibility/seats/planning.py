"""Contacts a year into the tables of seats, half-hours and queues, and into what one run requires."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from feasibility.errors import InputError, raise_all
from feasibility.scenario.seats import SeatsSettings
from feasibility.scenario.space import SpaceSettings
from feasibility.seats import demand as demanded
from feasibility.seats import half_hours, mix, operations, profile
from feasibility.seats.demand import Demand
from feasibility.tables import ALL, SeatsTable, checked

Working = Literal["apart", "pooled", "virtual"]


@dataclass(frozen=True)
class Planned:
    """Every take-up and way of working, and the half-hours and queues of the take-up that the run uses."""

    seats: pd.DataFrame
    """tables.SeatsTable."""
    half_hours: pd.DataFrame
    """tables.HalfHoursTable."""
    mix: pd.DataFrame
    """tables.MixTable."""
    warnings: tuple[str, ...]
    """What an officer should know before pooling."""


@dataclass(frozen=True)
class Seats:
    """What one run requires, at its take-up. Concurrent seats, never heads.

    Ways are `apart` and `pooled` (one shared building), `virtual` (one queue over the present centres) and, where
    stated, `now` (each authority at its own centre).
    """

    take_up_share: float
    workstations: Mapping[str, int]
    """By way, for all authorities together."""
    workstations_now: Mapping[str, int]
    """By authority, each at its own centre with its own queue."""
    workstations_virtual: Mapping[str, int]
    """By authority, each at its own centre with its part of the pooled queue."""
    floor_m2: Mapping[str, float]
    """By way, net internal area for all authorities together."""
    agents: Mapping[str, int]
    """By way and `now`, at work at once."""
    posts: Mapping[str, float]
    """By way and `now`: full-time equivalents of agents by roster. Apart less pooled is what pooling spares."""
    full_time_equivalents: Mapping[str, float]
    """By authority, over the year by workload: heads follow from these, never from workstations."""
    binding_half_hour: Mapping[str, str]
    """By way, such as `10:00`; several joined by `and` where authorities apart differ."""


def plan(
    contacts_per_year: Mapping[str, float], settings: SeatsSettings, space: SpaceSettings, demand: Demand | None = None
) -> Planned:
    """Agents, posts, workstations and floor area for each take-up and way of working. Keys are authority ids.

    Raises `InputError` where no authority is given, one has no contacts, or what the officer supplied of demand does
    not fit the authorities or the opening hours.
    """
    supplied = demand or Demand()
    contacts, shares = laid_out(contacts_per_year, settings, supplied)
    at = {
        take_up_share: operations.of_take_up(contacts, take_up_share, settings, shares, supplied)
        for take_up_share in sorted({*settings.take_up_shares_shown, settings.take_up_share})
    }
    rows = [row for each in at.values() for row in operations.rows(each, settings, space)]
    chosen = at[settings.take_up_share]
    table = pd.DataFrame(rows, columns=list(SeatsTable.to_schema().columns))
    queues = mix.table(mix.queues_of(chosen.pooled, chosen.workloads, supplied.queues), settings)
    apart = {("apart", name): queue for name, queue in chosen.apart.items()}
    return Planned(
        seats=checked(table, SeatsTable, "seats"),
        half_hours=half_hours.table({**apart, ("pooled", ALL): chosen.pooled}),
        mix=queues,
        warnings=mix.warnings(queues),
    )


def required(planned: Planned, settings: SeatsSettings) -> Seats:
    """What the run requires at the take-up it uses, for every way of working."""
    chosen = planned.seats[planned.seats["take_up_share"] == settings.take_up_share]
    return _seats(chosen.to_dict("records"), settings.take_up_share)


def needed(
    contacts_per_year: Mapping[str, float], settings: SeatsSettings, space: SpaceSettings, demand: Demand | None = None
) -> Seats:
    """What `required` gives of `plan`, worked out for the run's own take-up alone and without the tables.

    Raises `InputError` as `plan` does.
    """
    supplied = demand or Demand()
    contacts, shares = laid_out(contacts_per_year, settings, supplied)
    chosen = operations.of_take_up(contacts, settings.take_up_share, settings, shares, supplied)
    return _seats(operations.rows(chosen, settings, space), settings.take_up_share)


def laid_out(
    contacts_per_year: Mapping[str, float], settings: SeatsSettings, supplied: Demand
) -> tuple[dict[str, float], profile.Profile]:
    """Contacts in the order of authority ids, and how they fall on months, days and half-hours."""
    raise_all(InputError, "contacts a year", contact_faults(contacts_per_year))
    contacts = {name: contacts_per_year[name] for name in sorted(contacts_per_year)}
    faults = demanded.faults(contacts, settings, supplied)
    shares, of_profile = profile.build(list(contacts), settings, supplied)
    raise_all(InputError, "demand by month, day and half-hour", [*faults, *of_profile])
    return contacts, shares


def _seats(rows: Iterable[Mapping[Any, Any]], take_up_share: float) -> Seats:
    """What rows of tables.SeatsTable at one take-up require."""
    by_way: dict[str, dict[str, Mapping[Any, Any]]] = {}
    for row in rows:
        by_way.setdefault(str(row["working"]), {})[str(row["authority"])] = row
    together = {way: of_way[ALL] for way, of_way in by_way.items()}
    now, virtual = ({a: row for a, row in by_way[way].items() if a != ALL} for way in ("apart", "virtual"))
    agents = {way: int(row["agents"]) for way, row in together.items()}
    posts = {way: float(row["posts"]) for way, row in together.items()}
    return Seats(
        take_up_share=take_up_share,
        workstations={way: int(row["workstations"]) for way, row in together.items()},
        workstations_now={name: int(row["workstations"]) for name, row in now.items()},
        workstations_virtual={name: int(row["workstations"]) for name, row in virtual.items()},
        floor_m2={way: float(row["floor_m2"]) for way, row in together.items()},
        agents={"now": agents["apart"], **agents},
        posts={"now": posts["apart"], **posts},
        full_time_equivalents={name: float(row["full_time_equivalents"]) for name, row in now.items()},
        binding_half_hour={way: str(row["binding_half_hour"]) for way, row in together.items()},
    )


def contact_faults(contacts_per_year: Mapping[str, float]) -> list[str]:
    """What is wrong with contacts a year by authority."""
    faults = [
        f"{name}: contacts a year must be above 0 and finite"
        for name, n in contacts_per_year.items()
        if not 0 < n < math.inf
    ]
    if not contacts_per_year:
        faults.append("no authority is given")
    if ALL in contacts_per_year:
        faults.append(f"`{ALL}` stands for every authority together: give the authority another id")
    return faults

"""Contacts a year into the contacts that reach an agent, how long each takes, and the staff they take over the year."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from feasibility.scenario.seats import SeatsSettings
from feasibility.seats import formulas
from feasibility.seats.erlang import ceiling
from feasibility.tables import ALL


@dataclass(frozen=True)
class Demand:
    """What an officer supplies of demand; None where the settings say it instead."""

    half_hours: pd.DataFrame | None = None
    """tables.HalfHours."""
    months: pd.DataFrame | None = None
    """tables.Months."""
    queues: pd.DataFrame | None = None
    """tables.Queues."""


@dataclass(frozen=True)
class Workload:
    """Contacts that reach the agents of one authority in a year, and how long each takes."""

    contacts_per_year: float
    handling_time_seconds: float


def workloads(
    contacts_per_year: Mapping[str, float], take_up_share: float, settings: SeatsSettings, queues: pd.DataFrame | None
) -> dict[str, Workload]:
    """Each authority's workload at a take-up. `queues` is tables.Queues or None."""
    return {
        name: Workload(
            contacts_left(contacts, take_up_share, settings),
            handling_seconds(mean_handling_seconds(name, settings, queues), take_up_share, settings),
        )
        for name, contacts in contacts_per_year.items()
    }


def contacts_left(contacts_per_year: float, take_up_share: float, settings: SeatsSettings) -> float:
    """Contacts a year that reach an agent in the year planned for, once menus and other channels have taken theirs."""
    return formulas.contacts_left(
        contacts_per_year,
        take_up_share,
        growth_share_per_year=settings.growth_share_per_year,
        growth_years=settings.growth_years,
        contained_share=settings.contained_share,
    )


def mean_handling_seconds(authority: str, settings: SeatsSettings, queues: pd.DataFrame | None) -> float:
    """Mean handling time of an authority's contacts before any take-up: of its queues, or that of the settings."""
    own = rows_of(queues, authority)
    if own.empty:
        return settings.handling_time_seconds
    return float((own["contacts_share"] * own["handling_time_seconds"]).sum())


def handling_seconds(before_seconds: float, take_up_share: float, settings: SeatsSettings) -> float:
    """Mean handling time at a take-up: those left are the harder contacts, where the settings say so.

    Two couplings, never both. By a rise: the mean grows in proportion to take-up. By arithmetic: simple contacts leave
    first, so that what they took goes out of the mean; once all have left, harder ones follow and the mean stays.
    """
    share, simple_seconds = settings.simple_contacts_share, settings.simple_handling_time_seconds
    if share is None or simple_seconds is None:
        return formulas.risen_seconds(before_seconds, take_up_share, settings.handling_time_rise_per_take_up)
    return formulas.seconds_without_simple(before_seconds, min(take_up_share, share), simple_seconds)


def full_time_equivalents(workload: Workload, settings: SeatsSettings) -> float:
    """Full-time contracts that the year's contacts take: contact hours over the useful hours of one contract."""
    return formulas.full_time_equivalents(
        workload.contacts_per_year, workload.handling_time_seconds, useful_hours(settings), settings.utilisation_share
    )


def useful_hours(settings: SeatsSettings) -> float:
    """Hours a year that one full-time contract is at work, once shrinkage is taken off."""
    return formulas.useful_hours(settings.hours_per_week, settings.weeks_per_year, settings.shrinkage_share)


def heads(full_time_equivalents: float, mean_contract_share: float) -> int:
    """Members of staff behind a number of full-time equivalents."""
    return ceiling(full_time_equivalents / mean_contract_share)


def rostered(agents: int, shrinkage_share: float) -> int:
    """Agents to roster so that the stated number are at work at once: a count of people, never of workstations."""
    return ceiling(agents / (1 - shrinkage_share))


def rows_of(table: pd.DataFrame | None, authority: str) -> pd.DataFrame:
    """The authority's own rows of a table, or those of `all` where it has none; an empty frame where there is none."""
    if table is None:
        return pd.DataFrame()
    own = table[table["authority"] == authority]
    return table[table["authority"] == ALL] if own.empty else own


def faults(authorities: Iterable[str], settings: SeatsSettings, demand: Demand) -> list[str]:
    """What the supplied tables say of authorities that the study does not have, and handling times that cannot be."""
    known = sorted(authorities)
    found = []
    for role, table in (("half_hours", demand.half_hours), ("months", demand.months), ("queues", demand.queues)):
        strange = [] if table is None else sorted(set(table["authority"]) - {*known, ALL})
        found += [
            f'files.{role}: column authority: found "{name[:40]}"; write one of {", ".join([*known, ALL])}'
            for name in strange
        ]
    simple = settings.simple_handling_time_seconds
    for name in known if simple is not None else ():
        mean = mean_handling_seconds(name, settings, demand.queues)
        if simple is not None and simple > mean:
            found.append(
                f"seats.simple_handling_time_seconds: found {simple:g}, above the mean of {name} ({mean:g}); simple "
                "contacts take no longer than the mean of all: correct one of the two"
            )
    return found

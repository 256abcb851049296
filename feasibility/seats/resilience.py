"""What goes on when the largest site of each option fails for a day, and what the day costs."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from feasibility.scenario.seats import SeatsSettings
from feasibility.scenario.space import SpaceSettings
from feasibility.seats.erlang import CEILING_TOLERANCE, ceiling
from feasibility.tables.base import checked, headings
from feasibility.tables.space import ResilienceTable

Row = dict[str, str | int | float]


@dataclass(frozen=True)
class Day:
    """A mean weekday of all partners together."""

    contacts: float
    """Contacts that reach an agent."""
    agent_hours: float
    """Hours that agents are at work and paid for; leave and sickness apart."""


def mean_day(contacts_per_year: float, full_time_equivalents: float, settings: SeatsSettings) -> Day:
    """The mean weekday behind a year's contacts and the full-time equivalents that take them."""
    paid_hours = full_time_equivalents * settings.hours_per_week * settings.weeks_per_year
    saturdays = settings.saturdays_per_year * settings.saturday_factor if settings.saturday_opens else 0.0
    days = settings.working_days_per_year + saturdays
    return Day(contacts=contacts_per_year / days, agent_hours=paid_hours * (1 - settings.shrinkage_share) / days)


def of_options(
    plans: Mapping[str, Mapping[str, int]],
    present: Mapping[str, int],
    *,
    agents: Mapping[str, int],
    day: Day,
    seats: SeatsSettings,
    settings: SpaceSettings,
) -> pd.DataFrame:
    """tables.ResilienceTable, one row an option in the order of `plans`.

    `plans` gives each option its sites and the workstations taken there; a present centre that stays is one. `present`
    gives each present centre the workstations of its space that is not released: council space once an option has
    left it. `agents` are those at work at once, by option.
    """
    rows = [_row(option, plan, present, agents[option], day, seats, settings) for option, plan in plans.items()]
    return checked(pd.DataFrame(rows, columns=list(headings(ResilienceTable))), ResilienceTable, "resilience")


def _row(
    option: str,
    plan: Mapping[str, int],
    present: Mapping[str, int],
    agents: int,
    day: Day,
    seats: SeatsSettings,
    settings: SpaceSettings,
) -> Row:
    taken = {site: count for site, count in plan.items() if count > 0}
    if not taken:
        raise ValueError(f"option {option} takes no workstation anywhere")
    largest = min(taken, key=lambda site: (-taken[site], site))
    total, left = sum(taken.values()), sum(taken.values()) - taken[largest]
    unreleased = sum(count for site, count in present.items() if site not in taken)
    kept = _kept(agents, total, left, unreleased, seats, settings)
    wanted, together = ceiling(agents * settings.fallback_share), sum(kept.values())
    answered = min(1.0, together / agents) if agents else 1.0
    lost = day.contacts * (1 - answered)
    return {
        "option_id": option,
        "sites": len(taken),
        "largest_site": largest,
        "largest_site_share": taken[largest] / total,
        "workstations": total,
        "workstations_left": left,
        "agents": agents,
        "agents_wanted": wanted,
        **kept,
        "agents_kept": together,
        "seats_to_find": max(0, wanted - together),
        "answered_share": answered,
        "contacts_lost_per_day": lost,
        "contacts_loss_gbp_per_day": lost * settings.day_loss_gbp_per_contact,
        "idle_gbp_per_day": day.agent_hours * (1 - answered) * settings.idle_gbp_per_agent_hour,
        "finding": _finding(len(taken), largest, wanted, together),
    }


def _kept(
    agents: int, total: int, left: int, unreleased: int, seats: SeatsSettings, settings: SpaceSettings
) -> dict[str, int]:
    """Agents who can go on, by place. Those who are at home anyway go on; homes are counted before desks."""
    allowed = settings.fallback_places
    at_home_anyway = agents - ceiling(agents * (1 - settings.home_share_on_peak))
    could_be_home = int(agents * settings.fallback_home_share * (1 + CEILING_TOLERANCE)) if "home" in allowed else 0
    at_home = max(at_home_anyway, could_be_home)
    at_desks = min(agents - at_home, _seated(left, agents, total, seats, settings) if "other_site" in allowed else 0)
    elsewhere = settings.council_building_workstations + unreleased if "council_building" in allowed else 0
    in_buildings = min(agents - at_home - at_desks, _seated(elsewhere, agents, total, seats, settings))
    return {
        "agents_at_other_sites": at_desks,
        "agents_at_council_buildings": in_buildings,
        "agents_at_home": at_home,
    }


def _seated(desks: int, agents: int, total: int, seats: SeatsSettings, settings: SpaceSettings) -> int:
    """Agents who find a desk among `desks`: all but one a team leader's span, or the share they have on other days."""
    span = seats.team_leader_span
    share = span / (span + 1) if settings.support_gives_way else min(1.0, agents / total)
    return int(desks * share * (1 + CEILING_TOLERANCE))


def _finding(sites: int, largest: str, wanted: int, kept: int) -> str:
    """The row in a sentence."""
    if wanted == 0:
        return "No agent is asked to go on when a site fails"
    if kept == 0:
        alone = "the only site" if sites == 1 else "the largest site"
        return f"All work stops when {largest} fails, {alone}: {wanted} fallback seats are to be found elsewhere"
    if kept >= wanted:
        return f"{kept} agents go on when {largest} fails, {wanted} are wanted: the fallback holds"
    return f"{kept} agents go on when {largest} fails, {wanted} are wanted: {wanted - kept} fallback seats are missing"

"""Seats and money of a scenario as questions for the optimiser: what can be asked again with other settings.

Journeys are measured once; everything here follows from them, from the tables of sites and from settings alone.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import geopandas as gpd
import pandas as pd

from feasibility import problem
from feasibility import seats as seating
from feasibility.costs import book, people_lines, prices, travel_values
from feasibility.costs.lines import Book, Line
from feasibility.costs.timeline import Timeline
from feasibility.groups import Groups
from feasibility.options import BOOK_OF
from feasibility.problem import Problem
from feasibility.scenario.model import Settings
from feasibility.seats import Planned, Seats


@dataclass(frozen=True)
class Evidence:
    """What the figures are worked out from. Private: groups may be one person."""

    sites: gpd.GeoDataFrame
    """tables.Sites by site id."""
    site_costs: pd.DataFrame | None
    leases: pd.DataFrame | None
    multipliers: pd.DataFrame | None
    demand: seating.Demand | None
    """Profiles and queues; None takes the default profile and one queue an authority."""
    groups: Groups
    considered: "pd.Index[str]"
    """Sites that may be chosen."""
    statuses: Mapping[str, str]
    """Setting key to status."""


@dataclass(frozen=True)
class Priced:
    """Seats, cost lines and the problem of each way of moving."""

    planned: Planned
    need: Seats
    timeline: Timeline
    books: Mapping[str, Book]
    """Cost lines by way of staying or moving: `costs.book.book_keys`."""
    problems: Mapping[str, Problem]
    """Problem by way of moving: apart, pooled."""
    workstations: pd.DataFrame
    """By site id: workstations_max that the floor holds, workstations_present that a present centre has."""


def priced(settings: Settings, evidence: Evidence) -> Priced:
    """Seats, books and problems. Raises `InputError` for settings and tables that do not go together."""
    contacts = {key: authority.contacts_per_year for key, authority in settings.authority.items()}
    planned = seating.plan(contacts, settings.seats, settings.space, evidence.demand)
    need = seating.required(planned, settings.seats)
    timeline = Timeline(settings.costs.first_financial_year, settings.costs.period_years)
    books = book.books(
        evidence.sites,
        site_costs=evidence.site_costs,
        leases=evidence.leases,
        multipliers=evidence.multipliers,
        settings=settings.costs,
        ways=settings.ways,
        timeline=timeline,
        floor_m2_per_workstation=settings.seats.floor_m2_per_workstation,
        statuses=evidence.statuses,
        further=_people(settings, need, evidence, timeline),
    )
    of_site = prices.prices(books[_moving(books)[0]], evidence.sites, settings.seats.floor_m2_per_workstation).sites
    problems = {way: _problem(way, settings, need, books, evidence) for way in _moving(books)}
    return Priced(
        planned, need, timeline, books, problems, of_site[["workstations_max", "workstations_present"]]
    )  # fmt: skip


def _moving(books: Mapping[str, Book]) -> list[str]:
    return [way for way in ("apart", "pooled") if way in books]


def _people(
    settings: Settings, need: Seats, evidence: Evidence, timeline: Timeline
) -> Callable[[str, int], Sequence[Line]]:
    """Lines for the posts, pay and training of a way of working."""

    def of_way(way: str, move_quarter: int) -> Sequence[Line]:
        return people_lines.lines(
            way, need.posts, int(evidence.groups.heads.sum()), move_quarter, timeline, settings.people,
            evidence.statuses,
        )  # fmt: skip

    return of_way


def _problem(way: str, settings: Settings, need: Seats, books: Mapping[str, Book], evidence: Evidence) -> Problem:
    of_way = prices.prices(books[way], evidence.sites, settings.seats.floor_m2_per_workstation)
    staying = {option: prices.staying_gbp(books[key]) for option, key in BOOK_OF.items() if key in books}
    groups = evidence.groups
    yearly_gbp = travel_values.gbp_per_year(
        groups.minutes_per_year, groups.vehicle_km_per_year, groups.kgco2e_per_year, settings.costs
    )
    present = evidence.sites.index[evidence.sites["present_of"] != ""]
    travel_gbp = travel_values.present_value(yearly_gbp, books[way])
    return problem.build(
        evidence.groups, travel_gbp, of_way, staying, evidence.considered, need.workstations[way], settings.options,
        as_now=frozenset(present) if way == "apart" else frozenset(),
    )  # fmt: skip

"""Seats and money of a scenario as questions for the optimiser: what can be asked again with other settings.

Journeys are measured once; everything here follows from them, from the tables of sites and from settings alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import geopandas as gpd
import pandas as pd

from feasibility import problem, rules
from feasibility import seats as seating
from feasibility.costs import added_space, attrition, book, people_lines, prices, travel_values
from feasibility.costs.added_space import Short
from feasibility.costs.book import rooms_of
from feasibility.costs.lines import Book
from feasibility.costs.places import Rooms, Sheet, sheets
from feasibility.costs.prices import Prices
from feasibility.costs.timeline import Timeline
from feasibility.excess_travel.entitlement import Entitlement
from feasibility.groups import Groups, Pairs, pairs
from feasibility.options import BOOK_OF
from feasibility.problem import Problem
from feasibility.scenario.model import Settings
from feasibility.seats import Planned, Seats, space


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
    lengthened: attrition.Lengthened = attrition.NOBODY
    """Each person's own journey at each site, which leavers are expected from."""
    sides: "pd.Series[str]" = field(default_factory=lambda: pd.Series(dtype=str))
    """Site id to the authority it stands in, `outside` where in none."""
    pay: Entitlement | None = None
    """What excess-travel policies owe; None where no employer has one."""
    partner_keys: pd.DataFrame | None = None
    """tables.partners.PartnerKeys."""
    deflators: pd.DataFrame | None = None
    """tables.Deflators."""
    space_tiers: pd.DataFrame | None = None
    """tables.SpaceTiers."""


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
    """By site id: workstations_max that the floor holds, workstations_present that a present centre has. Where rooms
    stand beside workstations, the first way of moving compared; a pooled queue has fewer rooms."""
    short: Mapping[str, tuple[Short, ...]]
    """Present centres that are too small for what they need, as now and as a virtual pool: space is added there."""


def priced(settings: Settings, evidence: Evidence) -> Priced:
    """Seats, books and problems. Raises `InputError` for settings and tables that do not go together."""
    of_sites = sheets_of(evidence)
    planned = seating.plan(_contacts(settings), settings.seats, settings.space, evidence.demand)
    need = seating.required(planned, settings.seats)
    books = with_need(books_of(settings, evidence, of_sites), settings, need, evidence, of_sites)
    of_way = of_moving(settings, books, evidence)
    first = next(iter(of_way.values())).sites
    return Priced(
        planned=planned,
        need=need,
        timeline=_timeline(settings),
        books=books,
        problems=problems(settings, need, books, of_way, evidence, yearly_gbp(settings, evidence), pairs_of(evidence)),
        workstations=first[["workstations_max", "workstations_present"]],
        short=shortages(settings, need, of_sites),
    )


def sheets_of(evidence: Evidence) -> dict[str, Sheet]:
    """The rows of the tables that say what each site costs."""
    return sheets(evidence.sites, evidence.site_costs, evidence.leases)


def pairs_of(evidence: Evidence) -> Pairs:
    """Groups and the sites that may be chosen."""
    return pairs(evidence.groups, evidence.considered)


def needed(settings: Settings, evidence: Evidence) -> Seats:
    """Seats alone, without their tables."""
    return seating.needed(_contacts(settings), settings.seats, settings.space, evidence.demand)


def _contacts(settings: Settings) -> dict[str, float]:
    return {key: authority.contacts_per_year for key, authority in settings.authority.items()}


def _timeline(settings: Settings) -> Timeline:
    return Timeline(settings.costs.first_financial_year, settings.costs.period_years)


def books_of(settings: Settings, evidence: Evidence, of_sites: Mapping[str, Sheet]) -> dict[str, Book]:
    """The lines of places and of ways of working, before those that follow from seats."""
    floor_m2, rooms = floor(settings)
    return book.of_sheets(
        of_sites,
        multipliers=evidence.multipliers,
        settings=settings.costs,
        ways=settings.ways,
        timeline=_timeline(settings),
        floor_m2_per_workstation=floor_m2,
        statuses=evidence.statuses,
        rooms=rooms,
    )


def shortages(settings: Settings, need: Seats, of_sites: Mapping[str, Sheet]) -> dict[str, tuple[Short, ...]]:
    """Present centres that are too small for what they need `now`, and as parts of a `virtual` pool."""
    floor_m2, rooms = floor(settings)
    needed = {"now": need.workstations_now, "virtual": need.workstations_virtual}
    return {way: added_space.shortages(of_sites, of_way, floor_m2, rooms) for way, of_way in needed.items()}


def with_need(
    books: Mapping[str, Book], settings: Settings, need: Seats, evidence: Evidence, of_sites: Mapping[str, Sheet]
) -> dict[str, Book]:
    """The books with the lines that follow from seats: posts, pay and training, and space added at present centres."""
    return _with_space_added(_with_people(books, settings, need, evidence), settings, need, evidence, of_sites)


def _with_space_added(
    books: Mapping[str, Book], settings: Settings, need: Seats, evidence: Evidence, of_sites: Mapping[str, Sheet]
) -> dict[str, Book]:
    short, (floor_m2, rooms) = shortages(settings, need, of_sites), floor(settings)
    return added_space.with_space_added(
        books, of_sites, short["now"], short["virtual"], multipliers=evidence.multipliers, settings=settings.costs,
        floor_m2_per_workstation=floor_m2, statuses=evidence.statuses, rooms=rooms,
    )  # fmt: skip


def _with_people(books: Mapping[str, Book], settings: Settings, need: Seats, evidence: Evidence) -> dict[str, Book]:
    heads = int(evidence.groups.heads.sum())
    return {
        way: replace(
            of_way,
            lines=(
                *of_way.lines,
                *people_lines.lines(
                    way, need.posts, heads, of_way.move_quarter, of_way.timeline, settings.people, evidence.statuses
                ),
            ),
        )
        for way, of_way in books.items()
    }


def floor(settings: Settings) -> tuple[float, Rooms]:
    """Net internal area a workstation, and the rooms of each operation: where partners work apart, each is one."""
    rooms = Rooms(space.rooms_m2(settings.space), len(settings.authority))
    return space.nia_m2_per_workstation(settings.seats, settings.space), rooms


def yearly_gbp(settings: Settings, evidence: Evidence) -> pd.DataFrame:
    """Pounds a year that one head's travel adds, group by site."""
    groups = evidence.groups
    return travel_values.gbp_per_year(
        groups.minutes_per_year, groups.vehicle_km_per_year, groups.kgco2e_per_year, settings.costs
    )


def of_moving(settings: Settings, books: Mapping[str, Book], evidence: Evidence) -> dict[str, Prices]:
    """The few numbers of each book in which staff move."""
    floor_m2, rooms = floor(settings)
    return {
        way: prices.prices(books[way], evidence.sites, floor_m2, rooms_of(way, rooms))
        for way in ("apart", "pooled")
        if way in books
    }


def problems(
    settings: Settings,
    need: Seats,
    books: Mapping[str, Book],
    of_way: Mapping[str, Prices],
    evidence: Evidence,
    travel_gbp_per_year: pd.DataFrame,
    of_groups: Pairs,
) -> dict[str, Problem]:
    """The problem of each way of moving; `travel_gbp_per_year` is `yearly_gbp`, `of_groups` is `pairs_of`."""
    staying = {option: books[key] for option, key in BOOK_OF.items() if key in books}
    staying_gbp = {option: prices.staying_gbp(of_option) for option, of_option in staying.items()}
    present = evidence.sites.index[evidence.sites["present_of"] != ""]
    found = {}
    for way, numbers in of_way.items():
        gbp = _per_head_gbp(settings, books[way], evidence, travel_gbp_per_year)
        as_now = frozenset(present) if way == "apart" else frozenset()
        asked = problem.build(
            of_groups, gbp, numbers, staying_gbp, need.workstations[way], settings.options, as_now=as_now
        )
        asked = problem.with_parking(asked, evidence.groups, gbp, evidence.sites)
        found[way] = _with_rules(asked, way, settings, need, books[way], staying, evidence)
    return found


def _with_rules(
    asked: Problem, way: str, settings: Settings, need: Seats, book: Book, staying: Mapping[str, Book],
    evidence: Evidence,
) -> Problem:  # fmt: skip
    floor_m2, rooms = floor(settings)
    return rules.of(
        rules.Given(
            settings=settings, problem=asked, book=book, staying=staying, need=need, rooms=rooms_of(way, rooms),
            floor_m2_per_workstation=floor_m2, sites=evidence.sites, sides=evidence.sides, groups=evidence.groups,
            lengthened=evidence.lengthened, pay=evidence.pay, partner_keys=evidence.partner_keys,
            deflators=evidence.deflators, space_tiers=evidence.space_tiers,
        )
    )  # fmt: skip


def _per_head_gbp(
    settings: Settings, book: Book, evidence: Evidence, travel_gbp_per_year: pd.DataFrame
) -> pd.DataFrame:
    """Group by site: present value of what one head adds there, travel and, where counted, expected leavers."""
    travel_gbp = travel_values.present_value(travel_gbp_per_year, book)
    if not settings.people.attrition.counted:
        return travel_gbp
    leaving = attrition.find(evidence.lengthened, settings.people.attrition)
    return travel_gbp + attrition.present_value(leaving, book, settings.people.attrition).reindex_like(
        travel_gbp
    ).fillna(0.0)

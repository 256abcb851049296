"""The optimiser's questions asked again with one figure changed; what the figure does not touch stands as it was.

A part is taken over only where all that it is worked out from is equal, so that the questions are those that
`pricing.priced` would put.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

from feasibility import pricing
from feasibility.costs import discounting
from feasibility.costs.lines import Book
from feasibility.costs.places import Sheet
from feasibility.groups import Pairs
from feasibility.pricing import Evidence
from feasibility.problem import Problem
from feasibility.scenario.model import Settings
from feasibility.scenario.rules import NO_RULES
from feasibility.seats import Seats

RENT = "rent_gbp_per_m2_per_year"
"""Column of tables.Leases."""
OF_SEATS = ("authority", "seats", "space")
"""Sections of the settings that seats follow from."""
DISCOUNT_RATES = ("discount_rate_share", "discount_rate_after_30_share")
NO_LINE_RESTS_ON = (
    "green_book_edition", "inflation_after_table_share", "value_of_time_gbp_per_hour", "vehicle_gbp_per_km",
    "carbon_gbp_per_tonne", "working_weeks_per_year",
)  # fmt: skip
"""Settings of costs that stand in no line of a book: words, nominal figures, and what a head's travel adds."""


@dataclass(frozen=True)
class Known:
    """Settings and evidence with what has been worked out from them."""

    settings: Settings
    evidence: Evidence
    need: Seats
    books: Mapping[str, Book]
    """Without the lines of people and of space added, which follow from seats."""
    yearly_gbp: pd.DataFrame
    """Group by site: pounds a year that one head's travel adds."""
    of_sites: Mapping[str, Sheet]
    """Site id to the rows of its tables."""
    pairs: Pairs
    """Groups and the sites that may be chosen."""

    @property
    def problems(self) -> dict[str, Problem]:
        """The problem of each way of moving."""
        books = pricing.with_need(self.books, self.settings, self.need, self.evidence, self.of_sites)
        numbers = pricing.of_moving(self.settings, books, self.evidence)
        return pricing.problems(self.settings, self.need, books, numbers, self.evidence, self.yearly_gbp, self.pairs)


def alike(one: Known, other: Known) -> bool:
    """Whether both put the same questions: all is the same but for settings whose seats come out the same.

    Full-time equivalents over the year and the floor area of seats stand in no question.
    """
    if one is other:
        return True
    if one.books is not other.books or one.evidence is not other.evidence or one.yearly_gbp is not other.yearly_gbp:
        return False
    if pricing.floor(one.settings) != pricing.floor(other.settings):
        return False
    # Rules on what each partner pays divide it by contacts.
    by_seats_alone = {"seats", "space", *(["authority"] if one.settings.rules == NO_RULES else [])}
    others = set(type(one.settings).model_fields) - by_seats_alone
    if not _sections_alike(one.settings, other.settings).issuperset(others):
        return False
    mine, theirs = (
        (s.workstations, s.workstations_now, s.workstations_virtual, s.agents, s.posts) for s in (one.need, other.need)
    )
    return mine == theirs


def known(settings: Settings, evidence: Evidence) -> Known:
    """What there is to take over from. Raises `InputError` for settings and tables that do not go together."""
    of_sites = pricing.sheets_of(evidence)
    return Known(
        settings=settings,
        evidence=evidence,
        need=pricing.needed(settings, evidence),
        books=pricing.books_of(settings, evidence, of_sites),
        yearly_gbp=pricing.yearly_gbp(settings, evidence),
        of_sites=of_sites,
        pairs=pricing.pairs_of(evidence),
    )


def with_settings(before: Known, settings: Settings) -> Known:
    """The same evidence under other settings. Raises `InputError` as `known` does."""
    evidence, unchanged = before.evidence, _sections_alike(before.settings, settings)
    return replace(
        before,
        settings=settings,
        need=before.need if unchanged.issuperset(OF_SEATS) else pricing.needed(settings, evidence),
        books=_books(before, settings, unchanged),
        yearly_gbp=before.yearly_gbp if "costs" in unchanged else pricing.yearly_gbp(settings, evidence),
    )


def with_site(before: Known, site_id: str, column: str, figure: float) -> Known:
    """One figure of tables.Sites otherwise: the lines of that place alone are made anew.

    Raises `InputError` as `known` does.
    """
    return with_place(before, site_id, {column: figure})


def with_place(before: Known, site_id: str, figures: Mapping[str, float], rent_times: float = 1.0) -> Known:
    """Figures of one row of tables.Sites otherwise, and every rent of its lease so many times what it is.

    Raises `InputError` as `known` does.
    """
    evidence, sites = before.evidence, before.evidence.sites.copy(deep=False)
    for column, figure in figures.items():
        sites.loc[site_id, column] = figure
    sheet = before.of_sites[site_id]
    rents = [{**row, RENT: row[RENT] * rent_times} for row in sheet.leases]
    sheet = replace(sheet, row={**sheet.row, **figures}, leases=tuple(rents))
    made = pricing.books_of(before.settings, evidence, {site_id: sheet})
    return replace(
        before,
        evidence=replace(evidence, sites=sites),
        books={key: _with_place(of_way, made[key], site_id, sites.index) for key, of_way in before.books.items()},
        of_sites={**before.of_sites, site_id: sheet},
    )


def with_travel(before: Known, times: "pd.Series[float]") -> Known:
    """What a head's travel adds so many times what it is, by group id: more days on site, or more who drive."""
    return replace(before, yearly_gbp=before.yearly_gbp.mul(times.reindex(before.yearly_gbp.index), axis="index"))


def with_queues_slower(before: Known, settings: Settings, times: float) -> Known:
    """Other settings, and every queue that states its own handling time so many times as long."""
    demand = before.evidence.demand
    if demand is None or demand.queues is None:
        return with_settings(before, settings)
    seconds = demand.queues["handling_time_seconds"] * times
    slower = replace(demand, queues=demand.queues.assign(handling_time_seconds=seconds))
    evidence = replace(before.evidence, demand=slower)
    return replace(before, settings=settings, evidence=evidence, need=pricing.needed(settings, evidence))


def _sections_alike(one: Settings, other: Settings) -> set[str]:
    return {name for name in type(one).model_fields if getattr(one, name) == getattr(other, name)}


def _books(before: Known, settings: Settings, unchanged: set[str]) -> Mapping[str, Book]:
    """The books of a way of working whose own settings alone have changed are made anew by themselves.

    The discount rates change no line, only what a pound of each quarter is worth.
    """
    same_floor = pricing.floor(settings) == pricing.floor(before.settings)
    same_lines = before.settings.costs.model_copy(
        update={name: getattr(settings.costs, name) for name in (*NO_LINE_RESTS_ON, *DISCOUNT_RATES)}
    )
    if not same_floor or settings.costs != same_lines or settings.ways.compared != before.settings.ways.compared:
        return pricing.books_of(settings, before.evidence, before.of_sites)
    if any(getattr(settings.costs, name) != getattr(before.settings.costs, name) for name in DISCOUNT_RATES):
        timeline = next(iter(before.books.values())).timeline
        factors = discounting.factors(timeline, settings.costs)
        before = replace(before, books={key: replace(book, factors=factors) for key, book in before.books.items()})
    if "ways" in unchanged:
        return before.books
    changed = tuple(w for w in settings.ways.compared if getattr(settings.ways, w) != getattr(before.settings.ways, w))
    ways = settings.ways.model_copy(update={"compared": changed})
    anew = pricing.books_of(settings.model_copy(update={"ways": ways}), before.evidence, before.of_sites)
    return {**before.books, **anew}


def _with_place(whole: Book, of_place: Book, site_id: str, site_ids: "pd.Index[str]") -> Book:
    """The book with the lines of one place from another, in the order of places; those of no place stand last."""
    lines = {**whole.by_place, site_id: of_place.by_place.get(site_id, ())}
    order = [*(str(s) for s in site_ids if s in lines), *(place for place in lines if place not in site_ids)]
    ready = whole.places_ready - {site_id} | of_place.places_ready & {site_id}
    return replace(whole, lines=tuple(line for place in order for line in lines[place]), places_ready=ready)

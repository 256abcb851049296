"""The optimiser's questions asked again with one figure changed; what the figure does not touch stands as it was.

A part is taken over only where all that it is worked out from is equal, so that the questions are those that
`pricing.priced` would put.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

from feasibility import pricing
from feasibility.costs.lines import Book, Line
from feasibility.pricing import Evidence
from feasibility.problem import Problem
from feasibility.scenario.model import Settings
from feasibility.seats import Seats

OF_SEATS = ("authority", "seats", "space")
"""Sections of the settings that seats follow from."""


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

    @property
    def problems(self) -> dict[str, Problem]:
        """The problem of each way of moving."""
        books = pricing.with_need(self.books, self.settings, self.need, self.evidence)
        numbers = pricing.of_moving(self.settings, books, self.evidence)
        return pricing.problems(self.settings, self.need, books, numbers, self.evidence, self.yearly_gbp)


def known(settings: Settings, evidence: Evidence) -> Known:
    """What there is to take over from. Raises `InputError` for settings and tables that do not go together."""
    return Known(
        settings=settings,
        evidence=evidence,
        need=pricing.needed(settings, evidence),
        books=pricing.books_of(settings, evidence),
        yearly_gbp=pricing.yearly_gbp(settings, evidence),
    )


def with_settings(before: Known, settings: Settings) -> Known:
    """The same evidence under other settings. Raises `InputError` as `known` does."""
    evidence, unchanged = before.evidence, _sections_alike(before.settings, settings)
    return Known(
        settings=settings,
        evidence=evidence,
        need=before.need if unchanged.issuperset(OF_SEATS) else pricing.needed(settings, evidence),
        books=_books(before, settings, unchanged),
        yearly_gbp=before.yearly_gbp if "costs" in unchanged else pricing.yearly_gbp(settings, evidence),
    )


def with_site(before: Known, site_id: str, column: str, figure: float) -> Known:
    """One figure of tables.Sites otherwise: the lines of that place alone are made anew.

    Raises `InputError` as `known` does.
    """
    sites = before.evidence.sites.copy()
    sites.loc[site_id, column] = figure
    made = pricing.books_of(before.settings, replace(before.evidence, sites=sites.loc[[site_id]]))
    books = {key: _with_place(of_way, made[key], site_id, sites.index) for key, of_way in before.books.items()}
    return replace(before, evidence=replace(before.evidence, sites=sites), books=books)


def _sections_alike(one: Settings, other: Settings) -> set[str]:
    return {name for name in type(one).model_fields if getattr(one, name) == getattr(other, name)}


def _books(before: Known, settings: Settings, unchanged: set[str]) -> Mapping[str, Book]:
    """The books of a way of working whose own settings alone have changed are made anew by themselves."""
    same_floor = pricing.floor(settings) == pricing.floor(before.settings)
    if not same_floor or "costs" not in unchanged or settings.ways.compared != before.settings.ways.compared:
        return pricing.books_of(settings, before.evidence)
    if "ways" in unchanged:
        return before.books
    changed = tuple(w for w in settings.ways.compared if getattr(settings.ways, w) != getattr(before.settings.ways, w))
    ways = settings.ways.model_copy(update={"compared": changed})
    return {**before.books, **pricing.books_of(settings.model_copy(update={"ways": ways}), before.evidence)}


def _with_place(whole: Book, of_place: Book, site_id: str, site_ids: "pd.Index[str]") -> Book:
    """The book with the lines of one place from another, in the order of places; those of no place stand last."""
    lines: dict[str, list[Line]] = {}
    for line in whole.lines:
        lines.setdefault(line.place, []).append(line)
    lines[site_id] = [line for line in of_place.lines if line.place == site_id]
    order = [*(str(s) for s in site_ids if s in lines), *(place for place in lines if place not in site_ids)]
    ready = whole.places_ready - {site_id} | of_place.places_ready & {site_id}
    return replace(whole, lines=tuple(line for place in order for line in lines[place]), places_ready=ready)

"""Every book's cost lines as pounds for one unit of what they count: what prices alone decide, before seats and plans.

An option's present cost is a sum of these units times how many of each it takes; draws of prices move the units, draws
of contacts and desks move how many are taken.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from feasibility import pricing
from feasibility.appraisal.asked_again import Known
from feasibility.costs import added_space, people_lines
from feasibility.costs.added_space import Short
from feasibility.costs.book import STAYING, VIRTUAL
from feasibility.costs.lines import Book, Line
from feasibility.costs.travel_values import KG_PER_TONNE, MINUTES_PER_HOUR
from feasibility.options import MOVING

WAYS_SHORT = ("now", "virtual", "more")
"""What a present centre lacks as now; as a part of one queue; and in one queue beyond what it lacks now."""
SPARED, ADDED = "posts spared", "posts added"
READY = "ready"


class Unit(NamedTuple):
    """What one number of a book is of."""

    book: str
    driver: str
    """`costs.lines.Driver`, blank where the number is no cost line."""
    place: str
    counts: str
    """`one` where the driver is all that is counted; else posts, what is short, or travel."""
    line_id: str


Units = dict[Unit, float]
"""Pounds of present cost, but for readiness."""


def of(known: Known) -> Units:
    """All units of a study under its settings. Raises `InputError` as `pricing.priced` does."""
    return besides_space_added(known) | of_space_added(known)


def besides_space_added(known: Known) -> Units:
    """All units but those of space added at present centres."""
    return of_lines(known.books) | of_people(known) | of_travel(known) | of_readiness(known)


def of_lines(books: Mapping[str, Book], site_id: str | None = None) -> Units:
    """Cost lines by one count of their driver; of one place alone, where it is named."""
    found: Units = {}
    for key, book in books.items():
        found |= _of_book(key, book, book.lines if site_id is None else book.by_place.get(site_id, ()), "one")
    return found


def of_people(known: Known) -> Units:
    """Training, and what one post spared and one post added would come to in each way of working together."""
    found: Units = {}
    heads, people = int(known.evidence.groups.heads.sum()), known.settings.people
    for key, book in known.books.items():
        if key in STAYING:
            continue
        for counts, posts in ((SPARED, (1.0, 0.0)), (ADDED, (0.0, 1.0))):
            lines = people_lines.lines(
                key, {people_lines.NOW: posts[0], key: posts[1]}, heads, book.move_quarter, book.timeline, people,
                known.evidence.statuses,
            )  # fmt: skip
            of_posts = [line for line in lines if line.unit == people_lines.POSTS]
            others = [line for line in lines if line.unit != people_lines.POSTS]
            found |= _of_book(key, book, of_posts, counts) | _of_book(key, book, others, "one")
    return found


def of_space_added(known: Known) -> Units:
    """What one workstation, and one square metre, short at each present centre would come to in each book."""
    centres = [site_id for site_id, sheet in known.of_sites.items() if sheet.row["present_of"]]
    lacking = [Short(site_id, "", 1, 1.0) for site_id in centres]
    whole: Mapping[str, Book] = dict(known.books)
    pool: Mapping[str, Book] = {key: book for key, book in whole.items() if key == VIRTUAL}
    now = _added(known, whole, lacking, [])
    virtual, both = _added(known, pool, [], lacking), _added(known, pool, lacking, lacking)
    found: Units = {}
    for key, book in whole.items():
        lasting = {line.line_id for line in both.get(key, ())}
        of_pool = virtual.get(key, ())
        once = [line for line in of_pool if line.line_id not in lasting]
        yearly = [line for line in of_pool if line.line_id in lasting]
        for way, lines in zip(WAYS_SHORT, (now[key], yearly, once), strict=True):
            for unit in ("m²", "workstations"):
                of_unit = [line for line in lines if line.unit == unit]
                found |= _of_book(key, book, of_unit, f"{way} {unit}")
    return found


def _added(
    known: Known, books: Mapping[str, Book], now: Sequence[Short], virtual: Sequence[Short]
) -> dict[str, tuple[Line, ...]]:
    empty = {key: replace(book, lines=()) for key, book in books.items()}
    if not empty:
        return {}
    floor_m2, rooms = pricing.floor(known.settings)
    added = added_space.with_space_added(
        empty, known.of_sites, now, virtual, multipliers=known.evidence.multipliers, settings=known.settings.costs,
        floor_m2_per_workstation=floor_m2, statuses=known.evidence.statuses, rooms=rooms,
    )  # fmt: skip
    return {key: book.lines for key, book in added.items()}


def of_travel(known: Known) -> Units:
    """What one minute, one km and one kg of carbon more a year from the move on come to, in each way of moving."""
    costs, found = known.settings.costs, Units()
    for key in MOVING:
        if key not in known.books:
            continue
        book = known.books[key]
        worth = book.discounted(book.timeline.each_quarter(book.move_quarter))
        found[Unit(key, "", "", "minutes", "")] = worth * costs.value_of_time_gbp_per_hour / MINUTES_PER_HOUR
        found[Unit(key, "", "", "km", "")] = worth * costs.vehicle_gbp_per_km
        found[Unit(key, "", "", "kg", "")] = worth * costs.carbon_gbp_per_tonne / KG_PER_TONNE
    return found


def of_readiness(known: Known) -> Units:
    """1 for each site that can be occupied by the move, else 0."""
    return {
        Unit(key, "", str(site), READY, ""): float(site in known.books[key].places_ready)
        for key in MOVING
        if key in known.books
        for site in known.evidence.considered
    }


def _of_book(key: str, book: Book, lines: Sequence[Line], counts: str) -> Units:
    return {
        Unit(key, line.driver, line.place, counts, line.line_id): book.npc_gbp(line)
        for line in lines
        if line.economic
    }  # fmt: skip

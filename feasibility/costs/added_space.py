"""Space that a present centre takes beyond its own where that does not hold the workstations its authority needs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import pandas as pd

from feasibility.costs import cost_rows, site_lines, spans
from feasibility.costs.book import STAYING, VIRTUAL, multipliers_needed
from feasibility.costs.charges import Charge, Cost, line
from feasibility.costs.lines import Book, Driver, Line
from feasibility.costs.places import FLOOR_KEY, Given, Place, Rooms, Sheet, places
from feasibility.costs.timeline import MONTHS_PER_QUARTER
from feasibility.costs.words import DOUBLE_RUNNING, SPACE_ADDED, firmness
from feasibility.scenario.costs import CostsSettings
from feasibility.seats import workstations_held

RENTED = {"Opportunity cost of space": "Rent", "Further opportunity cost of space": "Further rent"}
"""What a council owns it does not own more of: space added is not there now, so it is rented at the same rate."""


@dataclass(frozen=True)
class Short:
    """A present centre that is too small for what its authority needs there."""

    site_id: str
    name: str
    workstations: int
    """Needed beyond those its floor area holds."""
    floor_m2: float
    """Net internal area needed beyond what it occupies, rooms among it."""


@dataclass(frozen=True)
class Spell:
    """Quarters in which a centre takes the same space beyond its own."""

    suffix: str
    workstations: int
    floor_m2: float
    first: float
    end: float
    driver: Driver = "always"


def shortages(
    of_sites: Mapping[str, Sheet], needed: Mapping[str, int], floor_m2_per_workstation: float, rooms: Rooms
) -> tuple[Short, ...]:
    """The present centres that hold fewer workstations than `needed`, by authority: each by itself, never as a sum.

    Room to spare at one centre is no use to the staff of another.
    """
    found = []
    for site_id, sheet in of_sites.items():
        authority, occupied_m2 = str(sheet.row["present_of"]), float(sheet.row["occupied_m2"])
        if not authority:
            continue
        count = needed[authority]
        lacking = count - workstations_held(occupied_m2, floor_m2_per_workstation, rooms.m2)
        if lacking > 0:
            m2 = count * floor_m2_per_workstation + rooms.m2 - occupied_m2
            found.append(Short(site_id, str(sheet.row["name"]), lacking, m2))
    return tuple(found)


def with_space_added(  # noqa: PLR0913 - the tables and settings that money rests on
    books: Mapping[str, Book], of_sites: Mapping[str, Sheet], now: Sequence[Short], virtual: Sequence[Short], *,
    multipliers: pd.DataFrame | None, settings: CostsSettings, floor_m2_per_workstation: float,
    statuses: Mapping[str, str], rooms: Rooms,
) -> dict[str, Book]:  # fmt: skip
    """The books with the lines of space added where centres are short: now, and as parts of one queue over them.

    Raises `InputError` as `costs.book.books` does.
    """
    short = {*(s.site_id for s in now), *(s.site_id for s in virtual)}
    if not short:
        return dict(books)
    known = multipliers_needed(of_sites, multipliers, settings)
    timeline = next(iter(books.values())).timeline
    given = Given(settings, timeline, floor_m2_per_workstation, statuses, known, rooms)
    rows = [sheet.row for sheet in of_sites.values()]
    candidates = [float(row["fit_out_gbp_per_m2"]) for row in rows if not row["present_of"]]
    mean_gbp = float(np.mean(candidates)) if candidates else 0.0
    too_small = {site_id: sheet for site_id, sheet in of_sites.items() if site_id in short}
    found = [_with_fit_out(place, mean_gbp) for place in places(too_small, given).values()]
    added: dict[str, Book] = {}
    for key, book in books.items():
        spells = [(place, _spells(key, place, book.move_quarter, now, virtual, given)) for place in found]
        further = [x for place, of_place in spells for x in lines(place, of_place, given)]
        added[key] = replace(book, lines=(*book.lines, *further))
    return added


def lines(place: Place, spells: Sequence[Spell], given: Given) -> list[Line]:
    """A centre is paid for at least the floor area that its workstations need, whichever option is chosen.

    What it lacks is rented, fitted out and moved into at the centre's own rates, for as long as staff work there.
    """
    yearly = [*site_lines.charges(place, given), *cost_rows.in_use(place, given)]
    found = [x for spell in spells for charge in yearly for x in _yearly(charge, spell, place, given)]
    nothing = Spell("", 0, 0.0, 0, 0)
    for before, spell in pairwise([nothing, *(s for s in spells if s.driver == "always")]):
        more = replace(
            spell,
            workstations=max(0, spell.workstations - before.workstations),
            floor_m2=max(0.0, spell.floor_m2 - before.floor_m2),
        )
        at, shares = int(spell.first), given.settings.fit_out_spread_shares
        works, removal = spans.shared_out(given.timeline, shares, at), spans.once(given.timeline, at)
        found += _line(site_lines.fit_out_cost(place, given), more, place, given, works)
        found += _line(site_lines.removal_cost(given), more, place, given, removal)
    return found


def _spells(
    key: str, place: Place, quarter: int, now: Sequence[Short], virtual: Sequence[Short], given: Given
) -> list[Spell]:
    """When a centre takes space beyond its own: always where it stays; until the move and while both run where not.

    Space added is given up with the move: a present centre that becomes the shared place takes and fits out anew what
    the shared operation needs there.
    """

    def spell(suffix: str, short: Sequence[Short], first: float, end: float, driver: Driver = "always") -> Spell:
        lacking = next((s for s in short if s.site_id == place.site_id), Short(place.site_id, "", 0, 0.0))
        return Spell(suffix, lacking.workstations, lacking.floor_m2, first, end, driver)

    end = given.timeline.quarters
    if key in STAYING:
        return [spell("-added", now, 0, end)]
    if key == VIRTUAL:
        found = [spell("-added-until-pooled", now, 0, quarter), spell("-added", virtual, quarter, end)]
    elif quarter == 0:  # staff have gone before any space could be taken
        return []
    else:
        both = quarter + given.settings.double_running_months / MONTHS_PER_QUARTER
        found = [spell("-added-until-move", now, 0, quarter), spell("-added-double", now, quarter, both, "left")]
    return [one for one in found if one.first < one.end]


def _yearly(charge: Charge, spell: Spell, place: Place, given: Given) -> list[Line]:
    cost = charge.cost
    cost = replace(
        cost,
        stem="rent" if cost.stem == "opportunity-cost" else cost.stem,
        line=RENTED.get(cost.line, cost.line),
        cash=cost.cash or cost.line in RENTED,
    )
    return _line(cost, spell, place, given, charge.timing(spell.first, spell.end))


def _line(cost: Cost, spell: Spell, place: Place, given: Given, timing: spans.Timing) -> list[Line]:
    """The cost of what a spell adds, paid by the centre's authority; none for a charge on the place as a whole."""
    units = {"m²": spell.floor_m2, "workstations": float(spell.workstations)}.get(cost.unit, 0.0)
    doubled = spell.driver == "left"
    added = replace(
        cost, per_site=units, line=f"{DOUBLE_RUNNING if doubled else ''}{SPACE_ADDED}{cost.line}",
        group="transition" if doubled else cost.group,
        status=firmness(given.statuses, [FLOOR_KEY], [cost.status]),
        basis=f"{cost.basis}; {FLOOR_KEY}; workstations short from the seats stage",
    )  # fmt: skip
    return line(added, place, given, spell.driver, timing, spell.suffix)


def _with_fit_out(place: Place, mean_gbp_per_m2: float) -> Place:
    """The place with the mean of the candidates' fit-out where it states none of its own."""
    if place.row["fit_out_gbp_per_m2"] > 0:
        return place
    told = {
        "fit_out_gbp_per_m2": mean_gbp_per_m2, "fit_out_status": "assumed",
        "fit_out_source": "no fit-out is stated of this centre: mean of the candidates' fit-out",
    }  # fmt: skip
    return replace(place, row={**place.row, **told})

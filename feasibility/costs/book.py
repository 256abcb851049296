"""The book of each way of working, and of each way of staying: every cost line that an option may run up."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import geopandas as gpd
import pandas as pd

from feasibility.costs import charges, cost_row_faults, cost_rows, discounting, rates, site_lines, spans, system_lines
from feasibility.costs.lines import Book, Line
from feasibility.costs.places import NO_ROOMS, Given, Place, Rooms, Sheet, move_of, places, ready, sheets
from feasibility.costs.rates import Multipliers
from feasibility.costs.timeline import Timeline
from feasibility.errors import InputError, raise_all
from feasibility.scenario.costs import CostsSettings
from feasibility.scenario.ways import Way, WaysSettings

DO_NOTHING = "do-nothing"
DO_MINIMUM = "do-minimum"
STAYING = (DO_NOTHING, DO_MINIMUM)
"""Books that are always there: both present centres kept."""
VIRTUAL: Way = "virtual"
"""The way of working in which nobody moves."""
Further = Callable[[str, int], Sequence[Line]]
"""Lines of another stage: from the key of a book and the quarter in which its staff move."""


def books(  # noqa: PLR0913 - the tables and settings that money rests on
    sites: gpd.GeoDataFrame, *, site_costs: pd.DataFrame | None, leases: pd.DataFrame | None,
    multipliers: pd.DataFrame | None, settings: CostsSettings, ways: WaysSettings, timeline: Timeline,
    floor_m2_per_workstation: float, statuses: Mapping[str, str], further: Further | None = None,
    rooms: Rooms = NO_ROOMS,
) -> dict[str, Book]:  # fmt: skip
    """Each book by its key: `do-nothing`, `do-minimum`, then the ways compared in the order of `Way`.

    `sites` is tables.Sites by site id, the tables are as checked, None where the scenario names none; `statuses` gives
    settings of the register. Rows of sites that are not among `sites` are left aside. Raises `InputError` where the
    year's multipliers are missing, a way takes longer than the years counted, or a cost row cannot be of its place.
    """
    return of_sheets(
        sheets(sites, site_costs, leases), multipliers=multipliers, settings=settings, ways=ways, timeline=timeline,
        floor_m2_per_workstation=floor_m2_per_workstation, statuses=statuses, further=further, rooms=rooms,
    )  # fmt: skip


def of_sheets(  # noqa: PLR0913 - the tables and settings that money rests on
    of_sites: Mapping[str, Sheet], *, multipliers: pd.DataFrame | None, settings: CostsSettings, ways: WaysSettings,
    timeline: Timeline, floor_m2_per_workstation: float, statuses: Mapping[str, str], further: Further | None = None,
    rooms: Rooms = NO_ROOMS,
) -> dict[str, Book]:  # fmt: skip
    """`books` of sites whose tables have been read."""
    known = multipliers_needed(of_sites, multipliers, settings)
    given = Given(settings, timeline, floor_m2_per_workstation, statuses, known, rooms)
    found = places(of_sites, given)
    raise_all(
        InputError, "files.site_costs", [fault for place in found.values() for fault in cost_row_faults.faults(place)]
    )
    raise_all(InputError, "costs.period_years", _too_late(settings, ways, timeline))
    made = {}
    for key in book_keys(ways):
        quarter = 0 if key in STAYING else move_quarter(_way(key), settings, ways)
        lines = _lines(key, quarter, found, ways, replace(given, rooms=rooms_of(key, rooms)))
        lines += further(key, quarter) if further else []
        made[key] = Book(
            timeline=timeline,
            factors=discounting.factors(timeline, settings),
            lines=tuple(lines),
            move_quarter=quarter,
            places_ready=frozenset(
                site_id
                for site_id, place in found.items()
                if (place.present_of if _stays(key) else ready(place, quarter))
            ),
        )
    return made


def multipliers_needed(
    of_sites: Mapping[str, Sheet], multipliers: pd.DataFrame | None, settings: CostsSettings
) -> Multipliers | None:
    """The multipliers of the year; None where no site has a rateable value. Raises `InputError` where they lack."""
    rated = any(sheet.row["rateable_value_gbp_per_m2"] > 0 for sheet in of_sites.values())
    return rates.multipliers_of(multipliers, settings.rates) if rated else None


def rooms_of(way: str, rooms: Rooms) -> Rooms:
    """The rooms of a shared site under a way of working: one operation's where the queue is pooled."""
    return replace(rooms, operations=1) if way == "pooled" else rooms


def book_keys(ways: WaysSettings) -> tuple[str, ...]:
    """The keys of the books in the order of the options: staying first."""
    order: tuple[Way, ...] = (VIRTUAL, "apart", "pooled")
    return (*STAYING, *(way for way in order if way in ways.compared))


def move_quarter(way: Way, settings: CostsSettings, ways: WaysSettings) -> int:
    """The quarter in which staff move, the later of `costs.move_after_months` and the way's lead time.

    Where nobody moves it is the first quarter of the one queue, which the lead time alone decides.
    """
    lead_months: int = getattr(ways, way).lead_time_months
    return spans.quarters(lead_months if way == VIRTUAL else max(settings.move_after_months, lead_months))


def _too_late(settings: CostsSettings, ways: WaysSettings, timeline: Timeline) -> list[str]:
    return [
        f"found {settings.period_years}, too few years for the way of working {way}: it begins {quarter * 3} months "
        "after the start of the programme; count more years, or shorten costs.move_after_months and "
        f"ways.{way}.lead_time_months"
        for way in ways.compared
        if (quarter := move_quarter(way, settings, ways)) >= timeline.quarters
    ]


def _way(key: str) -> Way:
    ways: dict[str, Way] = {"virtual": "virtual", "apart": "apart", "pooled": "pooled"}
    return ways[key]


def _stays(key: str) -> bool:
    return key in STAYING or key == VIRTUAL


def _lines(key: str, quarter: int, found: Mapping[str, Place], ways: WaysSettings, given: Given) -> list[Line]:
    lines: list[Line] = []
    for place in found.values():
        if not _stays(key):
            lines += _moving(place, quarter, given)
        elif place.present_of:
            lines += [x for charge in site_lines.charges(place, given) for x in charges.staying(charge, place, given)]
            lines += cost_rows.always(place, given, do_minimum=key == DO_MINIMUM)
    return lines if key in STAYING else lines + system_lines.lines(_way(key), quarter, ways, given)


def _moving(place: Place, quarter: int, given: Given) -> list[Line]:
    """Every line that a place may run up where staff move: left, kept or opened."""
    move = move_of(place, quarter, given)
    taken = 0.0 if place.present_of else move.works
    return [
        *(x for charge in site_lines.charges(place, given, taken) for x in charges.moving(charge, place, move, given)),
        *site_lines.moving_in(place, move, given),
        *site_lines.leaving(place, move, given),
        *cost_rows.moving(place, move, given),
    ]

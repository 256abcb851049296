"""Every option's present cost under every draw, by arithmetic on arrays: units of the books times what is taken."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from feasibility import seats
from feasibility.options import BOOK_OF, MOVING
from feasibility.robustness import splitting
from feasibility.robustness.response import Drawn
from feasibility.robustness.seated import PARTS, Seated
from feasibility.robustness.splitting import AtSite, Pair
from feasibility.robustness.units import ADDED, READY, SPARED, Unit
from feasibility.seats import SeatsDrawn

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]

HALF = 0.5
"""Readiness is 0 or 1."""


@dataclass(frozen=True)
class Sites:
    """Floor areas under every draw, and what stays as it is."""

    nia_m2: Mapping[str, Floats]
    """Site id to floor area that could be taken."""
    occupied_m2: Mapping[str, Floats]
    """Present centre to floor area paid for now."""
    centre_of: Mapping[str, str]
    """Authority to its present centre."""
    tiers: Mapping[str, Mapping[str, tuple[int, ...]]]
    """Way to site to the sizes that space is let in (`Problem.tiers`)."""
    staff: int
    staff_per_site_min: int
    operations: Mapping[str, int]
    """Way of moving to operations that each have rooms at a shared site."""


@dataclass(frozen=True)
class Moved:
    """What the draws of staff and of journeys add to the travel of options, a year, over the plan's own."""

    by_part: Mapping[str, pd.DataFrame]
    """Part to draw by option id; empty where neither is drawn."""


def totals(drawn: Drawn, needed: SeatsDrawn, sites: Sites, options: list[Seated], moved: Moved) -> pd.DataFrame:
    """Draw by option id: present cost in pounds; not a number where the option cannot be had in that draw."""
    counted = _counts(needed, sites)
    slots = _slots(drawn, counted)
    found = {
        option_id: _sum(slots[key].values())
        for option_id, key in BOOK_OF.items()
        if key in slots
    }  # fmt: skip
    for option in options:
        found[option.option_id] = _of_option(option, drawn, slots[option.way], needed, sites, moved)
    table = pd.DataFrame(found)
    table.loc[needed.refused] = np.nan
    return table


def _counts(needed: SeatsDrawn, sites: Sites) -> dict[tuple[str, str, str], Floats]:
    """What units are counted by, book and place: posts spared and added; what each present centre lacks."""
    found: dict[tuple[str, str, str], Floats] = {}
    for way in needed.posts:
        fewer = np.nan_to_num(needed.posts["now"] - needed.posts[way])
        found[SPARED, way, "all"], found[ADDED, way, "all"] = np.maximum(fewer, 0.0), np.maximum(-fewer, 0.0)
    floor_m2, rooms_m2 = needed.nia_m2_per_workstation, needed.rooms_m2
    for authority, site in sites.centre_of.items():
        occupied = sites.occupied_m2[site]
        held = seats.workstations_held_each(occupied, floor_m2, rooms_m2)
        lacks: dict[str, tuple[Floats, Floats]] = {}
        for way, of_way in (("now", needed.workstations_now), ("virtual", needed.workstations_virtual)):
            short = np.maximum(of_way[authority] - held, 0).astype(float)
            m2 = np.where(short > 0, of_way[authority] * floor_m2 + rooms_m2 - occupied, 0.0)
            lacks[way] = short, m2
        lacks["more"] = tuple(np.maximum(v - n, 0.0) for n, v in zip(lacks["now"], lacks["virtual"], strict=True))  # type: ignore[assignment]
        for way, (short, m2) in lacks.items():
            found[f"{way} workstations", "", site], found[f"{way} m²", "", site] = short, m2
    return found


Slots = dict[str, dict[tuple[str, str], Floats]]
"""Book to driver and place to pounds under every draw."""


def _slots(drawn: Drawn, counted: Mapping[tuple[str, str, str], Floats]) -> Slots:
    slots: Slots = {}
    for row, unit in enumerate(drawn.names):
        if not unit.driver:
            continue
        gbp = drawn.gbp[row]
        if unit.counts != "one":
            times = counted.get((unit.counts, "", unit.place))
            gbp = gbp * (counted[unit.counts, unit.book, "all"] if times is None else times)
        of_book, slot = slots.setdefault(unit.book, {}), (unit.driver, unit.place)
        of_book[slot] = of_book[slot] + gbp if slot in of_book else gbp
    return slots


def _sum(parts: Iterable[Floats]) -> Floats:
    return np.sum(list(parts), axis=0)


def _of_option(
    option: Seated, drawn: Drawn, slots: Mapping[tuple[str, str], Floats], needed: SeatsDrawn, sites: Sites,
    moved: Moved,
) -> Floats:  # fmt: skip
    way, opened = option.way, set(option.site_ids)
    gbp = _sum(
        of_slot
        for (driver, place), of_slot in slots.items()
        if driver == "always" or (driver == "site" and place in opened) or (driver == "left" and place not in opened)
    )
    units = {part: drawn.row(Unit(way, "", "", part, "")) for part in PARTS}
    at_sites = {site: _at_site(site, way, slots, needed, sites) for site in option.site_ids}
    fits = np.all([drawn.row(Unit(way, "", site, READY, "")) > HALF for site in option.site_ids], axis=0)
    heads = [np.full(len(gbp), count) for count in option.heads]
    added = option.travel
    if option.moved:
        pair = Pair(*at_sites.values(), needed.workstations[way], sites.staff, sites.staff_per_site_min, option.moved, units)
        at_first, fit = splitting.cheapest(pair)
        heads, fits = [at_first, sites.staff - at_first], fits & fit
        added = {part: option.travel[part] + option.moved[part][at_first] for part in PARTS}
    for (site, at), count in zip(at_sites.items(), heads, strict=True):
        taken = -(-needed.workstations[way] * count // sites.staff)  # as `Problem.workstations_for`
        fits = fits & (taken <= at.most)
        gbp = gbp + at.gbp * _paid_beyond(site, way, np.maximum(taken - at.present, 0), sites)
    for part in PARTS:
        more = moved.by_part[part][option.option_id].to_numpy() if moved.by_part else 0.0
        gbp = gbp + (added[part] + more) * units[part]
    return np.where(fits, gbp + option.fixed_gbp, np.nan)


def _at_site(
    site: str, way: str, slots: Mapping[tuple[str, str], Floats], needed: SeatsDrawn, sites: Sites
) -> AtSite:
    floor_m2, rooms_m2 = needed.nia_m2_per_workstation, needed.rooms_m2
    none = np.zeros(len(floor_m2), dtype=np.int64)
    occupied = sites.occupied_m2.get(site)
    return AtSite(
        most=seats.workstations_held_each(sites.nia_m2[site], floor_m2, rooms_m2 * sites.operations[way]),
        present=none if occupied is None else seats.workstations_held_each(occupied, floor_m2, rooms_m2),
        gbp=slots.get(("workstation", site), none.astype(float)),
    )


def _paid_beyond(site: str, way: str, beyond: Whole, sites: Sites) -> Whole:
    """Workstations paid for beyond the present ones: the least size that space is let in (`Problem.paid_beyond`)."""
    if site not in sites.tiers.get(way, {}):
        return beyond
    sizes = np.array([0, *sites.tiers[way][site]])
    place = np.searchsorted(sizes, beyond)
    return np.where(place < len(sizes), sizes[np.minimum(place, len(sizes) - 1)], beyond)


def moving_ways(ways: Iterable[str]) -> list[str]:
    """Those of `ways` in which staff move."""
    return [way for way in MOVING if way in ways]

"""Every option's present cost under every draw, by arithmetic on arrays: units of the books times what is taken."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from feasibility import seats
from feasibility.options import BOOK_OF
from feasibility.problem import least_size
from feasibility.robustness import splitting
from feasibility.robustness.curves import Curve, Planned
from feasibility.robustness.response import Drawn
from feasibility.robustness.seated import PARTS, Seated
from feasibility.robustness.splitting import AtSite, Pair
from feasibility.robustness.taken import Sites
from feasibility.robustness.units import ADDED, READY, SPARED, Unit
from feasibility.seats import SeatsDrawn

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]

HALF = 0.5
"""Readiness is 0 or 1."""


@dataclass(frozen=True)
class Moved:
    """What the draws of staff and of journeys add to the travel of options, a year, over the plan's own."""

    by_part: Mapping[str, pd.DataFrame]
    """Part to draw by option id; empty where neither is drawn."""


@dataclass(frozen=True)
class Costed:
    """Everything under every draw but where staff sit."""

    drawn: Drawn
    slots: "Slots"
    needed: SeatsDrawn
    sites: Sites

    def unit_gbp(self, way: str) -> dict[str, Floats]:
        """Part of travel to pounds of present cost for one unit a year."""
        return {part: self.drawn.row(Unit(way, "", "", part, "")) for part in PARTS}


@dataclass(frozen=True)
class Travel:
    """What the journeys of one option cost in every draw."""

    base_gbp: Floats
    """As planned; where `curve` is `Anew`, with everybody at the second site."""
    curve: Curve | None
    """What is added as staff of two sites move between them; None where seats stay as planned."""


Slots = dict[str, dict[tuple[str, str], Floats]]
"""Book to driver and place to pounds under every draw."""


def costed(drawn: Drawn, needed: SeatsDrawn, sites: Sites) -> Costed:
    """What the options' totals are made of."""
    return Costed(drawn, _slots(drawn, _counts(needed, sites)), needed, sites)


def totals(given: Costed, options: Sequence[Seated], moved: Moved) -> pd.DataFrame:
    """Draw by option id: present cost in pounds; not a number where the option cannot be had in that draw."""
    found = {option_id: _sum(given.slots[key].values()) for option_id, key in BOOK_OF.items() if key in given.slots}
    for option in options:
        found[option.option_id] = total(given, option, _as_planned(given, option, moved))
    return pd.DataFrame(found)


def _as_planned(given: Costed, option: Seated, moved: Moved) -> Travel:
    """Journeys in the plan's order of staff; draws of staff and of journeys move the plan's own alone."""
    unit_gbp, base_gbp = given.unit_gbp(option.way), np.zeros(len(given.needed.refused))
    for part, of_unit in unit_gbp.items():
        more = moved.by_part[part][option.option_id].to_numpy() if moved.by_part else 0.0
        base_gbp = base_gbp + (option.travel[part] + more) * of_unit
    return Travel(base_gbp, Planned(option.moved, unit_gbp) if option.moved else None)


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
    return np.asarray(np.sum(list(parts), axis=0), dtype=float)


def total(given: Costed, option: Seated, travel: Travel) -> Floats:
    """One option's present cost in every draw; not a number where it cannot be had."""
    way, opened, needed, sites = option.way, set(option.site_ids), given.needed, given.sites
    gbp = travel.base_gbp + _sum(
        of_slot
        for (driver, place), of_slot in given.slots[way].items()
        if driver == "always" or (driver == "site" and place in opened) or (driver == "left" and place not in opened)
    )
    at_sites = {site: _at_site(site, given, way) for site in option.site_ids}
    heads = {site: np.full(len(gbp), count) for site, count in zip(option.site_ids, option.heads, strict=True)}
    fits = np.ones(len(gbp), dtype=bool)
    if travel.curve is not None:
        first, second = option.site_ids
        at_first, fits = splitting.cheapest(
            Pair(at_sites[first], at_sites[second], needed.workstations[way], sites.staff, sites.staff_per_site_min,
                 travel.curve)
        )  # fmt: skip
        heads = {first: at_first, second: sites.staff - at_first}
        gbp = gbp + travel.curve.gbp(at_first)
    for site, at in at_sites.items():
        taken = -(-needed.workstations[way] * heads[site] // sites.staff)  # as `Problem.workstations_for`
        fits = fits & (taken <= at.most) & (given.drawn.row(Unit(way, "", site, READY, "")) > HALF)
        gbp = gbp + at.gbp * _paid_beyond(site, way, np.maximum(taken - at.present, 0), sites)
    return np.where(fits, gbp + option.fixed_gbp, np.nan)


def _at_site(site: str, given: Costed, way: str) -> AtSite:
    needed, sites = given.needed, given.sites
    floor_m2, rooms_m2 = needed.nia_m2_per_workstation, needed.rooms_m2
    none = np.zeros(len(floor_m2), dtype=np.int64)
    occupied = sites.occupied_m2.get(site)
    return AtSite(
        most=seats.workstations_held_each(sites.nia_m2[site], floor_m2, rooms_m2 * sites.operations[way]),
        present=none if occupied is None else seats.workstations_held_each(occupied, floor_m2, rooms_m2),
        gbp=given.slots[way].get(("workstation", site), none.astype(float)),
    )


def _paid_beyond(site: str, way: str, beyond: Whole, sites: Sites) -> Whole:
    """Workstations paid for beyond the present ones: the least size that space is let in (`Problem.paid_beyond`)."""
    if site not in sites.tiers.get(way, {}):
        return beyond
    return least_size(sites.tiers[way][site], beyond)

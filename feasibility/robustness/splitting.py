"""How many of the staff of two sites sit at the first, draw by draw: the cheapest number that both floor areas hold.

Travel grows along a convex curve as heads move from one site to the other in the order of what it costs; workstations
cost nothing up to those a site has now and a price each beyond. The cheapest number lies where the curve's slope meets
the difference of the prices, at the number that fills a site's present workstations, or at an end. Those are tried, and
the nearest numbers at which a workstation less is taken, or none twice for rounding.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from feasibility.robustness.curves import Curve

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class AtSite:
    """One of two sites under every draw."""

    most: Whole
    """Workstations that the floor area holds."""
    present: Whole
    """Workstations there now, which cost nothing more."""
    gbp: Floats
    """A workstation beyond those."""


@dataclass(frozen=True)
class Pair:
    """Two sites under every draw."""

    first: AtSite
    second: AtSite
    needed: Whole
    """Workstations in all."""
    staff: int
    staff_per_site_min: int
    travel: Curve
    """What travel adds with so many of the staff at the first site."""


def cheapest(pair: Pair) -> tuple[Whole, Flags]:
    """Staff at the first site, and whether any number fits both floor areas."""
    needed, staff = np.maximum(pair.needed, 1), pair.staff
    # ceil(needed x heads / staff) <= most  <=>  heads <= most x staff / needed
    highest = np.minimum(pair.first.most * staff // needed, staff - pair.staff_per_site_min)
    lowest = np.maximum(staff - pair.second.most * staff // needed, pair.staff_per_site_min)
    fits = lowest <= highest
    highest = np.maximum(highest, lowest)

    def within(heads: Whole) -> Whole:
        return np.clip(np.clip(heads, lowest, highest), 0, staff)

    least_gbp, taken = np.full(len(needed), np.inf), within(lowest)
    for wanted in (lowest, highest, *_turning_points(pair, needed)):
        for near in _near(within(wanted), needed, staff):
            at_first = within(near)
            gbp = _gbp(pair, at_first)
            better = gbp < least_gbp
            least_gbp, taken = np.where(better, gbp, least_gbp), np.where(better, at_first, taken)
    return taken, fits


def _turning_points(pair: Pair, needed: Whole) -> list[Whole]:
    """Staff at the first site where the slope of travel meets that of workstations, and where present ones are full."""
    staff, first, second = pair.staff, pair.first, pair.second
    has_present = bool(first.present.any()), bool(second.present.any())
    wanted = []
    for pays_first in (1.0, 0.0)[: 1 + has_present[0]]:
        for pays_second in (1.0, 0.0)[: 1 + has_present[1]]:
            slope = (pays_second * second.gbp - pays_first * first.gbp) * needed / staff
            wanted.append(pair.travel.gaining(slope))
    if has_present[0]:
        wanted.append(first.present * staff // needed)
    if has_present[1]:
        wanted.append(staff - second.present * staff // needed)
    return wanted


def _near(heads: Whole, needed: Whole, staff: int) -> list[Whole]:
    """The number itself, with a workstation less at either site, and where none is taken twice for rounding.

    That is where both shares of the workstations are whole numbers: at multiples of the staff over the greatest common
    divisor.
    """
    less_at_first = needed * heads // staff * staff // needed
    less_at_second = staff - needed * (staff - heads) // staff * staff // needed
    whole = staff // np.gcd(needed, staff)
    below = heads // whole * whole
    return [heads, less_at_first, less_at_second, below - whole, below, below + whole]


def _gbp(pair: Pair, at_first: Whole) -> Floats:
    """What of the option's cost hangs on the split."""
    total = pair.travel.gbp(at_first)
    for site, heads in ((pair.first, at_first), (pair.second, pair.staff - at_first)):
        taken = -(-pair.needed * heads // pair.staff)
        total = total + site.gbp * np.maximum(taken - site.present, 0)
    return total

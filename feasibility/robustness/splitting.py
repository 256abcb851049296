"""How many of the staff of two sites sit at the first, draw by draw: the cheapest number that both floor areas hold.

Travel grows along a convex curve as heads move from one site to the other in the order of what it costs; workstations
cost nothing up to those a site has now and a price each beyond. The cheapest number lies where the curve's slope meets
the difference of the prices, at the number that fills a site's present workstations, or at an end; those are tried, with
the nearest numbers at which a workstation less is taken, or none twice for rounding.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

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
    moved: Mapping[str, Floats]
    """Part of travel to what is added a year with 0, 1, 2... staff at the first."""
    unit_gbp: Mapping[str, Floats]
    """Part of travel to pounds of present cost for one unit a year."""


def cheapest(pair: Pair) -> tuple[Whole, Flags]:
    """Staff at the first site, and whether any number fits both floor areas."""
    needed, staff = np.maximum(pair.needed, 1), pair.staff
    # ceil(needed x heads / staff) <= most  <=>  heads <= most x staff / needed
    highest = np.minimum(pair.first.most * staff // needed, staff - pair.staff_per_site_min)
    lowest = np.maximum(staff - pair.second.most * staff // needed, pair.staff_per_site_min)
    fits = lowest <= highest
    least_gbp, taken = np.full(len(needed), np.inf), np.clip(lowest, 0, staff)
    for wanted in _tried(pair, needed):
        at_first = np.clip(np.clip(wanted, lowest, np.maximum(highest, lowest)), 0, staff)
        gbp = _gbp(pair, at_first)
        better = gbp < least_gbp
        least_gbp, taken = np.where(better, gbp, least_gbp), np.where(better, at_first, taken)
    return taken, fits


def _tried(pair: Pair, needed: Whole) -> list[Whole]:
    """Numbers of staff at the first site among which the cheapest is looked for."""
    staff, first, second = pair.staff, pair.first, pair.second
    wanted = [first.present * staff // needed, staff - second.present * staff // needed]
    curve = _curve_gbp(pair)
    scale = _scale(pair)
    for pays_first in (0.0, 1.0):
        for pays_second in (0.0, 1.0):
            slope = (pays_second * second.gbp - pays_first * first.gbp) * needed / staff
            at = np.searchsorted(curve, slope / scale)
            stepped = (needed * at // staff) * staff // needed
            other = staff - (needed * (staff - at) // staff) * staff // needed
            wanted += [at, stepped, other]
    # Where both shares of the workstations are whole numbers, none is taken twice for rounding.
    whole = staff // np.gcd(needed, staff)
    wanted += [at // whole * whole + more for at in list(wanted) for more in (0, whole)]
    return [*wanted, np.zeros_like(needed), np.full_like(needed, staff)]


def _curve_gbp(pair: Pair) -> Floats:
    """What each head more at the first site adds at the middle of the draws, rising."""
    total = sum(of_part * float(pair.unit_gbp[part].mean()) for part, of_part in pair.moved.items())
    return np.maximum.accumulate(np.diff(np.asarray(total, dtype=float)))


def _scale(pair: Pair) -> Floats:
    """How much more a minute is worth in a draw than in their middle; other parts of travel are taken to go with it."""
    minutes = pair.unit_gbp["minutes"]
    middle = float(minutes.mean())
    return np.maximum(minutes / middle, np.finfo(float).tiny) if middle > 0 else np.ones_like(minutes)


def _gbp(pair: Pair, at_first: Whole) -> Floats:
    """What of the option's cost hangs on the split."""
    total = np.zeros(len(at_first))
    for part, of_part in pair.moved.items():
        total += of_part[at_first] * pair.unit_gbp[part]
    for site, heads in ((pair.first, at_first), (pair.second, pair.staff - at_first)):
        taken = -(-pair.needed * heads // pair.staff)
        total += site.gbp * np.maximum(taken - site.present, 0)
    return total

"""Figures brought to where a search can tell them apart, whatever unit they came in, and the bound brought back.

A solver's tolerances are absolute: costs in millionths are all alike to it, and figures past 1e15 it cannot hold.
"""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from feasibility.siting.arrays import Arrays, Floats, Found, Limits
from feasibility.siting.instance import Aim

USUAL = (1.0, 2.0**40)
"""A typical figure within these is left as it is: a million times the solver's tolerances of 1e-7 and 1e-6 or more, and
far from 2 to the 53rd, from where on whole numbers are no longer exact."""
SCALED_EXPONENT = 10
"""A typical figure outside them is brought to about 2 to the 10th: pounds, minutes and people are of that size."""


def at_scale(aim: Aim, arrays: Arrays, route: Callable[[Arrays, Limits], Found], limits: Limits) -> Found:
    """What `route` finds, `arrays` having been brought to scale for it. Powers of two change no digit of a figure."""
    reach_alone = aim in (Aim.OPENING, Aim.COVERED)  # costs say there only which pairs may be used
    money = _unit(arrays.fixed) if reach_alone else _unit(arrays.fixed, arrays.cost)
    people = _unit(arrays.demand)
    scaled = replace(
        arrays,
        cost=arrays.cost if reach_alone or money == 1.0 else arrays.cost * money,
        fixed=arrays.fixed * money,
        demand=arrays.demand * people,
        capacity=arrays.capacity * people,
    )
    found = route(scaled, limits)
    bound = found.outcome.bound
    if bound is None:
        return found
    return replace(found, outcome=replace(found.outcome, bound=bound / (people if aim is Aim.COVERED else money)))


def _unit(*tables: Floats) -> float:
    """The power of two to multiply by: by the typical figure of the table with the larger figures."""
    positive = [table[(table > 0) & np.isfinite(table)] for table in tables]
    typical = max((float(np.median(figures)) for figures in positive if len(figures)), default=1.0)
    if USUAL[0] <= typical <= USUAL[1]:
        return 1.0
    return float(2.0 ** (SCALED_EXPONENT - int(np.floor(np.log2(typical)))))

"""Set covering: the least fixed cost with everyone within reach."""

from dataclasses import replace

import numpy as np

from feasibility.siting import deadline, highs, plain
from feasibility.siting.arrays import Arrays, Found, Limits
from feasibility.siting.covering import cover
from feasibility.siting.covering.cover import NONE_EXISTS, Question


def least_cost(arrays: Arrays, limits: Limits) -> Found:
    """The least sum of `arrays.fixed` over open sites such that every client is served at a finite cost.

    With a fixed cost of 1 each: the fewest sites. Capacities, whole clients, required sites and the bounds on the
    number are kept. Without capacities each client goes to its nearest open site, the first of equals. Toregas, Swain,
    ReVelle and Bergman (1971), The location of emergency service facilities, Operations Research 19.
    """
    until = deadline.of(limits)
    if arrays.required.sum() > arrays.sites_max or not np.isfinite(arrays.cost).any(axis=1).all():
        return Found(None, None, NONE_EXISTS, "no cover")
    if arrays.capacitated:
        bare = replace(arrays, cost=np.where(np.isfinite(arrays.cost), 0.0, np.inf))
        solved = highs.solve(plain.program(bare), limits)
        return plain.found(bare, solved, "covering with capacities in HiGHS", deadline.left(limits, until))
    question = Question(np.isfinite(arrays.cost), arrays.fixed, arrays.required, arrays.sites_min, arrays.sites_max)
    opened, outcome = cover.cheapest(replace(question, sites_min=0), limits)
    route = "covering, reduced, in HiGHS"
    if opened is not None and opened.sum() < arrays.sites_min:
        opened, outcome = cover.cheapest(question, deadline.left(limits, until))
    if opened is None:
        return Found(None, None, outcome, route)
    return Found(opened, plain.cheapest(arrays, opened), outcome, route)

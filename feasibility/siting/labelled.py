"""What a route found, by label again and audited."""

from collections.abc import Callable

import numpy as np
import pandas as pd

from feasibility.errors import UnsoundPlan
from feasibility.siting import check, scale
from feasibility.siting.answer import ALLOCATION, Answer, Search
from feasibility.siting.arrays import Arrays, Found, Limits
from feasibility.siting.instance import Instance, arrays


def answer(instance: Instance, route: Callable[[Arrays, Limits], Found], search: Search) -> Answer:
    """The audited answer of a route.

    Raises UnsoundPlan where it breaks a rule: a fault of the route, never of the question.
    """
    found = scale.at_scale(instance.aim, arrays(instance), route, search.limits)
    labelled = _labelled(instance, found)
    if breaches := check.breaches(instance, labelled):
        raise UnsoundPlan(f"{found.route}: " + "; ".join(breaches))
    return labelled


def _labelled(instance: Instance, found: Found) -> Answer:
    if found.opened is None or found.share is None:
        return Answer((), pd.DataFrame(columns=list(ALLOCATION)), None, (), found.outcome, found.route)
    sites = instance.usable_sites
    rows, columns = np.nonzero(found.share)
    amounts = found.share[rows, columns] * instance.demand.to_numpy()[rows]
    allocation = pd.DataFrame(
        dict(zip(ALLOCATION, (instance.demand.index[rows], sites[columns], amounts), strict=True))
    )
    opened = tuple(sites[found.opened])
    return Answer(
        opened=opened,
        allocation=allocation,
        objective=check.objective(instance, opened, allocation),
        levels=check.levels(instance, allocation),
        outcome=found.outcome,
        route=found.route,
    )

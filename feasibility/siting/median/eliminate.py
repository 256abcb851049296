"""Sites that no better plan opens leave the instance while the bound climbs; what is left may be a single plan."""

from dataclasses import replace

import numpy as np

from feasibility.siting.arrays import Flags, Floats
from feasibility.siting.median.bound import Ascent
from feasibility.siting.median.instance import Instance


def left(instance: Instance, ascent: Ascent) -> tuple[Instance, Ascent]:
    """The instance and the climb without the sites that no wanted plan opens; those that every one opens required."""
    keep = ~ascent.never
    none = np.zeros(int(keep.sum()), dtype=bool)
    part = instance.within(keep, instance.required | ascent.always)
    return part, replace(ascent, opened=ascent.opened[keep], share=ascent.share[keep], never=none, always=none)


def only_plan(instance: Instance) -> Flags | None:
    """The one plan worth pricing where nothing is left to choose, None where there is a choice.

    No flag is set where not even one plan keeps every rule. Opening costs may be negative, so sites beyond the
    required ones count as a choice unless the number settles it.
    """
    sites, must = len(instance.fixed), int(instance.required.sum())
    if sites < instance.sites_min or must > instance.sites_max or unserved(instance.cost):
        return np.zeros(sites, dtype=bool)
    if must in (instance.sites_max, sites):
        return instance.required
    return np.ones(sites, dtype=bool) if sites == instance.sites_min else None


def unserved(cost: Floats) -> bool:
    """Whether some client is out of every site's reach."""
    return not bool(np.isfinite(cost.min(axis=1, initial=np.inf)).all())

"""The sites that a relaxation opens, and what opening or shutting one more would cost it."""

from dataclasses import dataclass

import numpy as np

from feasibility.siting.arrays import Flags, Floats
from feasibility.siting.median.instance import Instance


@dataclass(frozen=True)
class Choice:
    """The least sum of site values over the allowed numbers of sites, with every required site."""

    opened: Flags
    total: float
    extra: Floats
    """By site: how much dearer the least sum is with this site the other way round; infinite where that cannot be."""


def cheapest(values: Floats, instance: Instance) -> Choice:
    """Open the required sites and the cheapest others: all below nought, at least `sites_min`, at most `sites_max`."""
    ranked = np.where(instance.required, -np.inf, values)
    count = min(max(int(np.count_nonzero(ranked < 0.0)), instance.sites_min), instance.sites_max)
    ends = [position for position in (count - 1, count) if 0 <= position < len(ranked)]
    parted = np.partition(ranked, ends) if ends else ranked
    last = float(parted[count - 1]) if count else -np.inf
    following = float(parted[count]) if count < len(ranked) else np.inf
    opened = ranked <= last
    if last == following:  # the first of equals
        opened = ranked < last
        opened[np.flatnonzero(ranked == last)[: count - int(np.count_nonzero(opened))]] = True
    to_open = max(last, 0.0) if count < instance.sites_max else last
    to_shut = min(following, 0.0) if count > instance.sites_min else following
    extra = np.empty(len(ranked))
    extra[opened], extra[~opened] = to_shut - ranked[opened], ranked[~opened] - to_open
    return Choice(opened, float(values[opened].sum()), extra)

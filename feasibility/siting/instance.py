"""A siting question as it was asked, by label, and the same as arrays."""

from collections.abc import Hashable
from dataclasses import dataclass
from enum import Enum

import numpy as np
import pandas as pd

from feasibility.siting.arrays import Arrays, Flags, Floats


class Aim(Enum):
    """What is sought, and so what the objective of an answer is."""

    COST = "least cost of serving and opening"
    FARTHEST = "least travel of the farthest client"
    LEVELS = "least travel of the farthest, then of the next, and so on down"
    OPENING = "least cost of opening, everyone within the limit"
    COVERED = "most demand within the limit"


@dataclass(frozen=True, eq=False)
class Instance:
    """A checked question. Frames are clients by sites; clients without demand have been left out."""

    aim: Aim
    cost: pd.DataFrame
    """As it was given: a blank is a pair that cannot be used."""
    cost_of_all: bool
    """Whether a cost is for all of a client's demand rather than for each unit of it."""
    travel: pd.DataFrame
    """What the limit is on; the cost where no travel was given."""
    limit: float
    """Pairs beyond it may not be used; infinite where there is none."""
    demand: pd.Series
    fixed_cost: pd.Series
    capacity: pd.Series
    """In units of demand; infinite where a site is not limited."""
    required: frozenset[Hashable]
    forbidden: frozenset[Hashable]
    sites_min: int
    sites_max: int
    single_source: bool

    @property
    def allowed(self) -> Flags:
        """By pair in the order of the frames: whether it may be used."""
        near = (self.travel.to_numpy() <= self.limit) & np.isfinite(self.travel.to_numpy())
        usable: Flags = near & np.isfinite(self.cost.to_numpy()) & ~self.cost.columns.isin(list(self.forbidden))
        return usable

    @property
    def usable_sites(self) -> pd.Index:
        """The sites that are not forbidden, in the order of the columns."""
        return self.cost.columns[~self.cost.columns.isin(list(self.forbidden))]


def arrays(instance: Instance) -> Arrays:
    """The instance by position: `demand` in the order of its rows, sites in that of `usable_sites`."""
    open_to = ~instance.cost.columns.isin(list(instance.forbidden))
    sites = instance.usable_sites
    least = max(instance.sites_min, 1, len(instance.required))
    return Arrays(
        cost=np.where(instance.allowed, _figures(instance), np.inf)[:, open_to],
        demand=instance.demand.to_numpy(),
        fixed=instance.fixed_cost.loc[sites].to_numpy(),
        capacity=instance.capacity.loc[sites].to_numpy(),
        required=sites.isin(list(instance.required)),
        sites_min=least,
        sites_max=max(min(instance.sites_max, len(sites)), least),
        single_source=instance.single_source,
    )


def _figures(instance: Instance) -> Floats:
    """What each pair adds to the objective if it serves all of the client."""
    figures: Floats = instance.cost.to_numpy()
    if instance.aim is Aim.COST and not instance.cost_of_all:
        figures = figures * instance.demand.to_numpy()[:, None]
    return figures

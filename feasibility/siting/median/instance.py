"""One p-median instance inside a search: the sites that are left, and which plans are still wanted."""

from dataclasses import dataclass, replace

import numpy as np

from feasibility.siting.arrays import Arrays, Flags, Floats, Whole

FLOAT_STEP_SHARE = 1e-9
"""Plans of costs that are no whole numbers count as better only by more than this share: rounding in sums of thousands
of doubles stays three powers of ten below."""
WHOLE_STEP = 1.0 - 1e-6
"""Plans of whole costs differ by 1 or not at all; the rest is room for rounding in the bound."""


@dataclass(frozen=True)
class Instance:
    """Clients by the sites that are left. The cost of a plan: opened sites' `fixed`, and each client's cheapest."""

    cost: Floats
    """Clients by sites; infinite where a site cannot serve."""
    fixed: Floats
    required: Flags
    sites_min: int
    sites_max: int
    sites: Whole
    """Each column's position in the instance that was asked for."""

    def within(self, keep: Flags, required: Flags) -> "Instance":
        """The instance of the kept sites alone; `required` by all the sites before."""
        return replace(
            self, cost=self.cost.T[keep].T, fixed=self.fixed[keep], required=required[keep], sites=self.sites[keep]
        )

    def plan_cost(self, opened: Flags) -> float:
        """Cost of the plan with these sites open; infinite where a client is out of reach."""
        if not opened.any():
            return np.inf if len(self.cost) else 0.0
        return float(self.cost[:, opened].min(axis=1).sum() + self.fixed[opened].sum())


@dataclass(frozen=True)
class Best:
    """The best plan so far: the positions it opens in the instance that was asked for."""

    cost: float
    opened: Whole


NO_PLAN = Best(np.inf, np.zeros(0, dtype=np.int64))


def cheaper(instance: Instance, opened: Flags, best: Best) -> Best:
    """The plan with these sites open where it is allowed and costs less, else the best so far."""
    allowed = instance.sites_min <= opened.sum() <= instance.sites_max and bool(opened[instance.required].all())
    cost = instance.plan_cost(opened) if allowed else np.inf
    return Best(cost, instance.sites[opened]) if cost < best.cost else best


@dataclass(frozen=True)
class Wanted:
    """Which plans are worth finding, given the best so far."""

    whole: bool
    """Whether every plan costs a whole number."""
    gap_share: float

    def cut_off(self, best: float) -> float:
        """A part of the search whose bound lies above this holds no plan that is wanted."""
        if not np.isfinite(best):
            return np.inf
        step = WHOLE_STEP if self.whole else FLOAT_STEP_SHARE * abs(best)
        return best - max(step, self.gap_share * abs(best))

    def bound(self, best: float) -> float:
        """What no plan can go below once nothing is left under the cut-off."""
        if self.whole and self.gap_share * abs(best) < WHOLE_STEP:
            return best
        return self.cut_off(best)


def from_arrays(arrays: Arrays) -> Instance:
    """The whole instance. A plan without a site serves nobody, so the least number is one."""
    return Instance(
        cost=np.ascontiguousarray(arrays.cost, dtype=float),
        fixed=np.asarray(arrays.fixed, dtype=float),
        required=arrays.required,
        sites_min=max(arrays.sites_min, int(arrays.required.sum()), min(1, len(arrays.cost))),
        sites_max=min(arrays.sites_max, len(arrays.fixed)),
        sites=np.arange(len(arrays.fixed)),
    )


def whole_costs(instance: Instance) -> bool:
    """Whether every cost is a whole number, small enough that their sum is exact."""
    exact = 2.0**53  # doubles hold every whole number up to here
    total = 0.0
    for row in instance.cost:  # by client: no second matrix
        reached = row[np.isfinite(row)]
        if (reached != np.rint(reached)).any():
            return False
        total += float(np.abs(reached).max(initial=0.0))
    total += float(np.abs(instance.fixed).sum())
    return bool((instance.fixed == np.rint(instance.fixed)).all()) and total < exact

"""What no plan can go below: each client's "served once" is relaxed at a price, and the prices climb.

With prices u, a site is worth its fixed cost plus the sum over clients of min(0, cost - u), and the bound is sum(u)
plus the least allowed sum of site values. Prices move along the subgradient (1 - times served) by Polyak's step towards
the best plan, halved after a stall. (Cornuejols, Fisher, Nemhauser 1977; Held, Wolfe, Crowder 1974.)
"""

import time
from dataclasses import dataclass, replace

import numpy as np

from feasibility.siting.arrays import Flags, Floats
from feasibility.siting.median.choice import cheapest
from feasibility.siting.median.instance import Instance
from feasibility.siting.median.pairs import Pairs, on_grain, site_values, times_served

STALL = 40
"""Steps without gain before the step is halved; fewer cost three to six times the gap on points in the plane
(measured)."""
OVER = 0.0005
"""The step aims at the best plan's cost and this share more: near the end of a climb the gap itself makes steps too
short to get there (measured on graphs of 900 nodes: 600 steps where 1,800 had not sufficed)."""
MEMORY = 0.9
"""How much of the averaged opening share each step keeps: about the last ten steps count; on graphs 0.95 took a
tenth longer."""


@dataclass(frozen=True)
class Ascent:
    """Where a climb stands. Flags and shares are by site of the instance it ran on."""

    bound: float
    prices: Floats
    """By client: the prices that gave the bound."""
    here: Floats
    """By client: the prices the next step starts from."""
    opened: Flags
    """What the relaxation opened at the bound."""
    share: Floats
    """How often it opened each site lately."""
    never: Flags
    """Sites that no wanted plan opens."""
    always: Flags
    """Sites that every wanted plan opens."""
    pace: float
    stalled: int


def started(instance: Instance, prices: Floats, pace: float) -> Ascent:
    """A climb about to begin from these prices."""
    sites = len(instance.fixed)
    none = np.zeros(sites, dtype=bool)
    return Ascent(
        -np.inf, prices, prices, instance.required.copy(), instance.required.astype(float), none, none, pace, 0
    )


def climbed(
    instance: Instance, pairs: Pairs, ascent: Ascent, *, target: float, cut_off: float, steps: int, deadline: float
) -> Ascent:
    """The climb after so many more steps, or after the bound has passed the cut-off or the time is up."""
    floor, ceiling = _price_range(instance, pairs)
    bound, prices, here, pace, stalled = ascent.bound, ascent.prices, ascent.here, ascent.pace, ascent.stalled
    opened, share, never, always = ascent.opened, ascent.share, ascent.never.copy(), ascent.always.copy()
    for _ in range(steps):
        asked = on_grain(pairs, here)
        choice = cheapest(site_values(pairs, asked) + instance.fixed, instance)
        value = float(asked.sum()) + choice.total
        share = MEMORY * share + (1 - MEMORY) * choice.opened
        beyond = value + choice.extra > cut_off
        never |= beyond & ~choice.opened
        always |= beyond & choice.opened
        stalled += 1
        if value > bound:
            bound, prices, opened, stalled = value, asked, choice.opened, 0
        if bound > cut_off or time.monotonic() > deadline:
            break
        if stalled >= STALL:
            pace, stalled, here = pace / 2, 0, prices
            continue
        slope = 1.0 - times_served(pairs, asked, choice.opened)
        length = float(slope @ slope)
        if length == 0.0:
            break  # each client is served once: this is a plan, and no plan is cheaper
        here = here + pace * max(target + OVER * abs(target) - value, 0.0) / length * slope
        here = np.minimum(np.maximum(here, floor), ceiling)
    return replace(ascent, bound=bound, prices=prices, here=here, opened=opened, share=share, never=never,
                   always=always, pace=pace, stalled=stalled)  # fmt: skip


def _price_range(instance: Instance, pairs: Pairs) -> tuple[Floats, Floats]:
    """By client, the prices worth asking: from its cheapest site to its cheapest required site.

    Outside the range the bound cannot gain, as either nothing is saved yet or what is paid is saved again.
    """
    floor = instance.cost.min(axis=1)
    ceiling = instance.cost[:, instance.required].min(axis=1, initial=np.inf)
    return np.minimum(floor, pairs.reach), np.minimum(ceiling, pairs.reach)

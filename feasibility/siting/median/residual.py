"""What a bound leaves of an instance, as a small whole-number model for HiGHS in the radius form.

For each client the costs that are left are its radii; z says "no open site within this radius", and the cost is the
least radius plus the rise to the next wherever z is 1. (Cornuejols, Nemhauser, Wolsey 1980; telescoped rows: Elloumi,
"A tighter formulation of the p-median problem", 2010.)
"""

from typing import Any

import numpy as np
from scipy import sparse

from feasibility.siting.arrays import Flags, Floats, Limits
from feasibility.siting.highs import Program, Solved, solve
from feasibility.siting.median.choice import cheapest
from feasibility.siting.median.instance import Instance
from feasibility.siting.median.pairs import Pairs, on_grain, site_values


def pairs_left(instance: Instance, pairs: Pairs, prices: Floats, cut_off: float) -> Flags:
    """Clients by sites: the pairs that a plan at or below the cut-off can use.

    Serving a client from a site lifts the bound by what the site costs it beyond its price, and by opening the site.
    """
    prices = on_grain(pairs, prices)
    choice = cheapest(site_values(pairs, prices) + instance.fixed, instance)
    room = cut_off - float(prices.sum()) - choice.total - np.where(choice.opened, 0.0, choice.extra)
    flags: Flags = np.maximum(instance.cost - prices[:, None], 0.0) <= room
    return flags & np.isfinite(instance.cost)


def finished(instance: Instance, usable: Flags, limits: Limits) -> tuple[Flags | None, Solved | None]:
    """The sites of the best plan over the usable pairs, None where there is none.

    Without a model where some client has no usable pair: then no wanted plan is left.
    """
    if not usable.any(axis=1).all():
        return None, None
    solved = solve(_radius_model(instance, usable), limits)
    if solved.values is None:
        return None, solved
    opened: Flags = solved.values[: len(instance.fixed)] > 0.5
    return opened, solved


def _radius_model(instance: Instance, usable: Flags) -> Program:
    """Columns: the sites, then z of every client's radii but the last. Rows: every radius, then the number of sites."""
    client, site = np.nonzero(usable)
    cost = instance.cost[client, site]
    order = np.lexsort((site, cost, client))
    client, site, cost = client[order], site[order], cost[order]
    fresh = np.r_[True, (client[1:] != client[:-1]) | (cost[1:] != cost[:-1])]
    level = np.cumsum(fresh) - 1
    of_client, radius = client[fresh], cost[fresh]
    first = np.r_[True, of_client[1:] != of_client[:-1]]
    last = np.r_[first[1:], True]
    sites, levels, beyond = len(instance.fixed), len(radius), int((~last).sum())
    column = sites + np.cumsum(~last) - 1  # of a level's z; the last has none
    inner, later = np.flatnonzero(~last), np.flatnonzero(~first)
    rows = np.concatenate([level, inner, later, np.full(sites, levels)])
    columns = np.concatenate([site, column[inner], column[later - 1], np.arange(sites)])
    terms = np.concatenate([np.ones(len(level) + beyond), np.full(len(later), -1.0), np.ones(sites)])
    matrix: Any = sparse.csr_matrix((terms, (rows, columns)), shape=(levels + 1, sites + beyond))
    return Program(
        cost=np.concatenate([instance.fixed, radius[inner + 1] - radius[inner]]),
        lower=np.concatenate([instance.required.astype(float), np.zeros(beyond)]),
        upper=np.ones(sites + beyond),
        whole=np.arange(sites + beyond) < sites,
        rows=matrix,
        row_lower=np.append(first.astype(float), float(instance.sites_min)),
        row_upper=np.append(np.full(levels, np.inf), float(instance.sites_max)),
        offset=float(radius[first].sum()),
    )


def covering(instance: Instance, limits: Limits) -> Solved:
    """An allowed choice of sites that leaves no client out of reach, of as few sites as may be."""
    clients, sites = instance.cost.shape
    reached = sparse.csr_matrix(np.isfinite(instance.cost).astype(float))
    rows: Any = sparse.vstack([reached, sparse.csr_matrix(np.ones((1, sites)))], format="csr")
    return solve(
        Program(
            cost=np.zeros(sites), lower=instance.required.astype(float), upper=np.ones(sites),
            whole=np.ones(sites, dtype=bool), rows=rows,
            row_lower=np.append(np.ones(clients), float(instance.sites_min)),
            row_upper=np.append(np.full(clients, np.inf), float(instance.sites_max)),
        ),
        limits,
    )  # fmt: skip

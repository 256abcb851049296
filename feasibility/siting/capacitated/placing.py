"""Clients placed whole in sites that are open: what is left of an instance once its sites are decided."""

from typing import Any

import numpy as np
from scipy import sparse

from feasibility.siting.arrays import Flags, Limits, Whole
from feasibility.siting.capacitated.ground import Ground
from feasibility.siting.capacitated.transport import Served
from feasibility.siting.highs import Program, solve

LARGEST_ENTRY = 1024.0
"""Of the row of costs: near the other rows' demands, and a power of two, so that whole costs stay exact."""
WHOLLY = 1.0 - 1e-9
"""A share above this is a whole client."""


def placed(
    ground: Ground, plan: Served, below: float, limits: Limits, options: tuple[tuple[str, Any], ...] = ()
) -> tuple[Served | None, float]:
    """The best plan of the sites of `plan` with one site a client that costs less than `below`, and its bound.

    `plan` splits clients at least cost. A pair that at its prices lifts the bound to `below` is left out: a client
    has the pair wholly or not at all. A row holds the cost under `below`, so that HiGHS proves that there is no such
    plan without looking for the best of them. The bound is `below` where there is none.
    """
    rows = np.flatnonzero(plan.opened)
    pairs = usable_pairs(ground, plan, below)
    if not pairs.any(axis=0).all():
        return None, below
    site, client = np.nonzero(pairs)
    found = solve(_programme(ground, rows, pairs, below), limits, options=options)
    if found.values is None:
        return None, below if found.outcome.no_plan_exists else plan.cost
    share = np.zeros(pairs.shape)
    share[site, client] = np.round(found.values)
    cost = float(ground.cost[rows[site], client] @ share[site, client] + ground.fixed[rows].sum())
    bound = plan.cost if found.outcome.bound is None else found.outcome.bound
    return Served(cost, plan.opened, share, plan.site_prices), max(plan.cost, min(bound, cost))


def usable_pairs(ground: Ground, plan: Served, below: float) -> Flags:
    """Open sites by clients: pairs that a plan of these sites below `below` may use where each client has one site.

    At any prices of room the cheapest offers and the fixed costs, less the worth of all room, are a bound; a pair
    adds what it costs more than its client's cheapest offer.
    """
    rows = np.flatnonzero(plan.opened)
    priced = ground.cost[rows] + plan.site_prices[:, None] * ground.demand
    cheapest = priced.min(axis=0)
    bound = cheapest.sum() - plan.site_prices @ ground.capacity[rows] + ground.fixed[rows].sum()
    fits = ground.demand <= ground.capacity[rows][:, None]
    return np.asarray(np.isfinite(priced) & fits & (bound + (priced - cheapest) < below))


def rounded(ground: Ground, plan: Served) -> Served | None:
    """A plan with one site a client, close to one that splits some.

    Clients that are split, the largest first, go to their cheapest site with room. None where one finds no room.
    """
    rows = np.flatnonzero(plan.opened)
    share = np.where(plan.share > WHOLLY, 1.0, 0.0)
    room = ground.capacity[rows] - share @ ground.demand
    unplaced = np.flatnonzero(share.sum(axis=0) == 0.0)
    for client in unplaced[np.argsort(-ground.demand[unplaced], kind="stable")]:
        offers = np.where(room >= ground.demand[client], ground.cost[rows, client], np.inf)
        site = int(offers.argmin())
        if not np.isfinite(offers[site]):
            return None
        share[site, client] = 1.0
        room[site] -= ground.demand[client]
    cost = float(np.where(share > 0.0, ground.cost[rows], 0.0).sum() + ground.fixed[rows].sum())
    return Served(cost, plan.opened, share, plan.site_prices)


def _programme(ground: Ground, rows: Whole, pairs: Flags, below: float) -> Program:
    site, client = np.nonzero(pairs)
    number, clients, each = len(site), pairs.shape[1], np.arange(len(site))
    cost, fixed = ground.cost[rows[site], client], float(ground.fixed[rows].sum())
    scale = 2.0 ** np.floor(np.log2(LARGEST_ENTRY / max(float(cost.max()), 1.0)))
    entries = np.concatenate((np.ones(number), ground.demand[client], cost * scale))
    row = np.concatenate((client, clients + site, np.full(number, clients + len(rows))))
    return Program(
        cost=cost, lower=np.zeros(number), upper=np.ones(number), whole=np.ones(number, dtype=bool),
        rows=sparse.csr_matrix((entries, (row, np.tile(each, 3))), shape=(clients + len(rows) + 1, number)),
        row_lower=np.concatenate((np.ones(clients), np.full(len(rows) + 1, -np.inf))),
        row_upper=np.concatenate((np.ones(clients), ground.capacity[rows], [(below - fixed) * scale])),
        offset=fixed,
    )  # fmt: skip

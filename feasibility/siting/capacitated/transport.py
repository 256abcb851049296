"""The least cost of serving every client from a given set of open sites: a transportation problem, solved exactly."""

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from feasibility.siting.arrays import Flags, Floats, Limits, Whole
from feasibility.siting.capacitated.ground import SLACK, Ground, enough
from feasibility.siting.highs import Program, solve


@dataclass(frozen=True)
class Served:
    """Everybody served from the open sites at least cost."""

    cost: float
    """With the fixed costs of the open sites."""
    opened: Flags
    share: Floats
    """Open sites by clients, in the order of the sites."""
    site_prices: Floats
    """By open site: what one more unit of its capacity would save."""


NEAREST = 3
"""Sites a doubtful client is offered to begin with; more only where the prices call for it."""
DOUBTFUL_SHARE = 0.2
"""Of the clients, those with least to choose between their two cheapest sites: they decide how full the sites get.
The others are sent to their cheapest site to begin with, and most stay there."""
NO_LIMIT = Limits(seconds=float("inf"), gap_share=0.0, seed=0)
"""A programme of a few thousand pairs ends in well under a second; one cut short would be taken for impossible."""
TOLERANCE = 1e-9
"""A pair that would save less than this share of its client's price is as good as one that would not."""


def served(ground: Ground, opened: Flags, site_prices: Floats | None = None) -> Served | None:
    """The least cost, or None where the open sites cannot serve everybody.

    Each client is offered its cheapest site at `site_prices`, a doubtful one a few. The linear programme over clients
    with a choice prices the other pairs, and those that would save are offered too, until none would: then the cost is
    that of all pairs.
    """
    rows = np.flatnonzero(opened)
    cost, capacity = ground.cost[rows], ground.capacity[rows]
    usable = np.isfinite(cost)
    if not len(rows) or not enough(float(capacity.sum()), float(ground.demand.sum())) or not usable.any(axis=0).all():
        return None
    prices = site_prices if site_prices is not None else np.zeros(len(rows))
    offered = _first_offer(cost, ground.demand, prices) & usable
    while True:
        found = _among(cost, ground.demand, capacity, offered)
        if found is None:
            if offered.sum() == usable.sum():
                return None
            offered = usable
            continue
        share, prices = found
        priced = cost + prices[:, None] * ground.demand
        now = np.where(offered, priced, np.inf).min(axis=0)
        saving = usable & ~offered & (priced < now - TOLERANCE * (1.0 + np.abs(now)))
        if not saving.any():
            total = float((np.where(share > 0.0, cost, 0.0) * share).sum() + ground.fixed[rows].sum())
            return Served(total, opened, share, prices)
        offered |= saving


def _first_offer(cost: Floats, demand: Floats, site_prices: Floats) -> Flags:
    priced = cost + site_prices[:, None] * demand
    offered = np.zeros(cost.shape, dtype=bool)
    offered[priced.argmin(axis=0), np.arange(len(demand))] = True
    near = min(NEAREST, len(cost))
    if near == 1:
        return offered
    two = np.partition(priced, 1, axis=0)[:2]
    choice = np.where(np.isfinite(two[1]), (two[1] - two[0]) / np.maximum(demand, 1e-12), np.inf)
    doubtful = np.argsort(choice, kind="stable")[: int(np.ceil(DOUBTFUL_SHARE * len(demand)))]
    offered[np.argpartition(priced[:, doubtful], near - 1, axis=0)[:near], doubtful] = True
    return offered


def _among(cost: Floats, demand: Floats, capacity: Floats, offered: Flags) -> tuple[Floats, Floats] | None:
    """Shares and site prices of the least cost over the pairs offered; None where they cannot serve everybody.

    Clients with one offer are settled beforehand and take up room.
    """
    settled = offered.sum(axis=0) == 1
    room = capacity - offered[:, settled] @ demand[settled]
    share = np.where(settled & offered, 1.0, 0.0)
    if (room < -SLACK * max(1.0, float(demand.sum()))).any():
        return None
    room = np.maximum(room, 0.0)
    if settled.all():
        return share, np.zeros(len(capacity))
    open_clients = np.flatnonzero(~settled)
    site, place = np.nonzero(offered[:, open_clients])
    client = open_clients[place]
    found = solve(_programme(cost[site, client], demand[client], room, site, place), NO_LIMIT, options=PLAIN_SIMPLEX)
    if found.values is None or found.row_prices is None:
        return None
    share[site, client] = np.clip(found.values, 0.0, 1.0)
    return share / share.sum(axis=0), np.maximum(-found.row_prices[len(open_clients) :], 0.0)


PLAIN_SIMPLEX = (("presolve", "off"),)
"""Presolve takes longer than the simplex method on these."""


def _programme(cost: Floats, demand: Floats, room: Floats, site: Whole, client: Whole) -> Program:
    pairs, clients, sites = len(site), int(client.max()) + 1, len(room)
    columns = np.arange(pairs)
    rows = sparse.csr_matrix(
        (
            np.concatenate((np.ones(pairs), demand)),
            (np.concatenate((client, clients + site)), np.concatenate((columns, columns))),
        ),
        shape=(clients + sites, pairs),
    )
    return Program(
        cost=cost, lower=np.zeros(pairs), upper=np.ones(pairs), whole=np.zeros(pairs, dtype=bool), rows=rows,
        row_lower=np.concatenate((np.ones(clients), np.full(sites, -np.inf))),
        row_upper=np.concatenate((np.ones(clients), room)),
    )  # fmt: skip

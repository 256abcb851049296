"""What the bound leaves of an instance, handed to HiGHS as one model."""

import numpy as np
from scipy import sparse

from feasibility.siting.arrays import Flags, Floats, Limits, Whole
from feasibility.siting.capacitated.ground import SLACK, Ground, Standing
from feasibility.siting.capacitated.transport import Served
from feasibility.siting.highs import Program, Solved, solve


def remaining(
    ground: Ground, standing: Standing, pairs: Flags, limits: Limits, best: Served | None
) -> tuple[Served | None, Solved]:
    """The best plan over the sites that stand and these pairs, started from `best` and cut off at its cost."""
    rows = np.flatnonzero(standing.alive)
    site, client = np.nonzero(pairs[rows] & np.isfinite(ground.cost[rows]))
    programme = _programme(ground, standing, rows, site, client)
    start = None if best is None else _start(best, rows, site, client, len(ground.fixed))
    found = solve(programme, limits, start=start)
    if found.values is None:
        return None, found
    opened = np.zeros(len(ground.fixed), dtype=bool)
    opened[rows] = found.values[: len(rows)] > 0.5
    share = np.zeros((len(rows), len(ground.demand)))
    share[site, client] = np.clip(found.values[len(rows) :], 0.0, 1.0)
    if ground.single_source:
        share = np.round(share)
    share = share[opened[rows]]
    share /= share.sum(axis=0)
    worth = np.where(share > 0.0, ground.cost[opened], 0.0)
    cost = float((worth * share).sum() + ground.fixed[opened].sum())
    return Served(cost, opened, share, np.zeros(int(opened.sum()))), found


def _start(best: Served, rows: Whole, site: Whole, client: Whole, sites: int) -> Floats:
    share = np.zeros((sites, best.share.shape[1]))
    share[best.opened] = best.share
    return np.concatenate((best.opened[rows].astype(np.float64), share[rows][site, client]))


def _programme(ground: Ground, standing: Standing, rows: Whole, site: Whole, client: Whole) -> Program:
    """Links share <= open besides the capacity rows, and capacity open >= demand: implied, but they raise the bound."""
    sites, clients, pairs = len(rows), len(ground.demand), len(site)
    opening, share, each = np.arange(sites), sites + np.arange(pairs), np.arange(pairs)
    capacity, demand, total = ground.capacity[rows], ground.demand, float(ground.demand.sum())
    link, room, together = clients, clients + pairs, clients + pairs + sites
    number = together + 1
    entries = (
        (client, share, np.ones(pairs)),
        (link + each, share, np.ones(pairs)), (link + each, site, -np.ones(pairs)),
        (room + site, share, demand[client]), (room + opening, opening, -capacity),
        (np.full(sites, together), opening, capacity), (np.full(sites, number), opening, np.ones(sites)),
    )  # fmt: skip
    row, column, value = (np.concatenate(parts) for parts in zip(*entries, strict=True))
    free = np.full(pairs + sites, -np.inf)
    return Program(
        cost=np.concatenate((ground.fixed[rows], ground.cost[rows][site, client])),
        lower=np.concatenate((standing.opened[rows].astype(np.float64), np.zeros(pairs))),
        upper=np.ones(sites + pairs),
        whole=np.concatenate((np.ones(sites, dtype=bool), np.full(pairs, ground.single_source))),
        rows=sparse.csr_matrix((value, (row, column)), shape=(number + 1, sites + pairs)),
        row_lower=np.concatenate((np.ones(clients), free, [total * (1.0 - SLACK), ground.least])),
        row_upper=np.concatenate((np.ones(clients), np.zeros(pairs + sites), [np.inf, ground.most])),
    )

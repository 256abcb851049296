"""Good plans quickly: the greedy start, then one site in and one out while that pays (Teitz and Bart 1968).

The tables that price every swap at once, and are mended only where a swap changed a client's two cheapest sites, are
those of Resende and Werneck, "A fast swap-based local search procedure for location problems", 2007.
"""

import time
from dataclasses import dataclass

import numpy as np

from feasibility.siting.arrays import Flags, Floats, Whole
from feasibility.siting.median.instance import Instance

ROWS = 128
"""Clients priced at a time, so that the room a block takes stays small."""
LEAST_GAIN_SHARE = 1e-12
"""A move must save more than this share of the plan's cost, or rounding could swap to and fro."""


@dataclass
class _Tables:
    """What every move would save; `slot` numbers the open sites in the order of `open_sites`."""

    open_sites: Whole
    slot: Whole
    """By client: the slot of its cheapest open site."""
    first: Floats
    second: Floats
    """By client: cost at its cheapest and second-cheapest open sites."""
    gain: Floats
    """By site: what opening it saves."""
    loss: Floats
    """By slot: what shutting it costs."""
    both: Floats
    """Slots by sites: what opening and shutting together saves beyond gain less loss."""


def greedy(instance: Instance) -> Flags:
    """The required sites, then the site that saves most, until none saves and there are enough."""
    cost, beyond = _finite(instance)
    opened = instance.required.copy()
    first = cost[:, opened].min(axis=1, initial=beyond)
    gain = -instance.fixed.copy()
    _add_gain(gain, cost, first, np.arange(len(cost)), 1.0)
    while (count := int(opened.sum())) < instance.sites_max:
        site = int(np.argmax(np.where(opened, -np.inf, gain)))
        if count >= instance.sites_min and gain[site] <= 0:
            break
        opened[site] = True
        nearer = np.flatnonzero(cost[:, site] < first)
        _add_gain(gain, cost, first, nearer, -1.0)
        first[nearer] = cost[nearer, site]
        _add_gain(gain, cost, first, nearer, 1.0)
    return opened


def improved(instance: Instance, opened: Flags, deadline: float) -> Flags:
    """The plan after every swap, opening or shutting that pays, the best one first; ties by the order of the sites."""
    cost, beyond = _finite(instance)
    tables = _tables(cost, beyond, np.flatnonzero(opened))
    total = _total(instance, tables)
    best = tables.open_sites.copy()
    while time.monotonic() < deadline:
        saving, slot, site = _best_move(instance, tables)
        if not saving > LEAST_GAIN_SHARE * abs(total):
            break
        if slot is None:
            tables = _tables(cost, beyond, np.append(tables.open_sites, np.int64(site or 0)))
        elif site is None:
            tables = _tables(cost, beyond, np.delete(tables.open_sites, slot))
        else:
            _swap(tables, cost, beyond, slot, site)
        if not (after := _total(instance, tables)) < total:
            break  # the saving was rounding alone
        total, best = after, tables.open_sites.copy()
    flags = np.zeros(len(opened), dtype=bool)
    flags[best] = True
    return flags


def _finite(instance: Instance) -> tuple[Floats, float]:
    """The costs with a figure beyond any plan's cost in place of infinity, and that figure."""
    reached = np.isfinite(instance.cost)
    dearest = np.where(reached, instance.cost, 0.0).max(axis=1) if not reached.all() else instance.cost.max(axis=1)
    beyond = float(np.ceil(np.abs(dearest).sum() + np.abs(instance.fixed).sum()) + 1.0)
    return (instance.cost if reached.all() else np.where(reached, instance.cost, beyond)), beyond


def _total(instance: Instance, tables: _Tables) -> float:
    return float(tables.first.sum() + instance.fixed[tables.open_sites].sum())


def _add_gain(gain: Floats, cost: Floats, first: Floats, clients: Whole, sign: float) -> None:
    for start in range(0, len(clients), ROWS):
        part = clients[start : start + ROWS]
        gain += sign * np.maximum(first[part, None] - cost[part], 0.0).sum(axis=0)


def _tables(cost: Floats, beyond: float, open_sites: Whole) -> _Tables:
    sites, count = cost.shape[1], len(open_sites)
    tables = _Tables(
        open_sites.copy(), np.zeros(len(cost), dtype=np.int64), np.empty(len(cost)), np.empty(len(cost)),
        np.zeros(sites), np.zeros(count), np.zeros((count, sites)),
    )  # fmt: skip
    everyone = np.arange(len(cost))
    _find_two_cheapest(tables, cost, beyond, everyone)
    _add(tables, cost, everyone, 1.0)
    return tables


def _find_two_cheapest(tables: _Tables, cost: Floats, beyond: float, clients: Whole) -> None:
    at_open = cost[np.ix_(clients, tables.open_sites)]
    slot = at_open.argmin(axis=1)
    rows = np.arange(len(clients))
    tables.slot[clients], tables.first[clients] = slot, at_open[rows, slot]
    at_open[rows, slot] = beyond
    tables.second[clients] = at_open.min(axis=1)


def _add(tables: _Tables, cost: Floats, clients: Whole, sign: float) -> None:
    """Add (or with sign -1 take out) what these clients contribute to the three tables."""
    clients = clients[np.argsort(tables.slot[clients], kind="stable")]
    first, second, slot = tables.first[clients], tables.second[clients], tables.slot[clients]
    tables.loss += sign * np.bincount(slot, second - first, minlength=len(tables.loss))
    for start in range(0, len(clients), ROWS):
        part = slice(start, start + ROWS)
        near = np.maximum(cost[clients[part]], first[part, None])
        np.subtract(second[part, None], near, out=near)
        np.maximum(near, 0.0, out=near)
        heads = np.flatnonzero(np.diff(slot[part], prepend=-1))
        tables.both[slot[part][heads]] += sign * np.add.reduceat(near, heads, axis=0)
    _add_gain(tables.gain, cost, tables.first, clients, sign)


def _best_move(instance: Instance, tables: _Tables) -> tuple[float, int | None, int | None]:
    """The saving, the slot that is shut and the site that is opened."""
    shut = np.where(instance.required[tables.open_sites], -np.inf, instance.fixed[tables.open_sites] - tables.loss)
    opening = tables.gain - instance.fixed
    opening[tables.open_sites] = -np.inf
    swaps = tables.both + shut[:, None]
    swaps += opening
    slot, site = divmod(int(swaps.argmax()), swaps.shape[1])
    moves: list[tuple[float, int | None, int | None]] = [(float(swaps[slot, site]), slot, site)]
    if len(tables.open_sites) < instance.sites_max:
        moves.append((float(opening.max()), None, int(opening.argmax())))
    if len(tables.open_sites) > instance.sites_min:
        moves.append((float(shut.max()), int(shut.argmax()), None))
    return max(moves, key=lambda move: move[0])


def _swap(tables: _Tables, cost: Floats, beyond: float, slot: int, site: int) -> None:
    leaving = cost[:, tables.open_sites[slot]]
    touched = np.flatnonzero((tables.slot == slot) | (leaving <= tables.second) | (cost[:, site] < tables.second))
    _add(tables, cost, touched, -1.0)
    tables.open_sites[slot] = site
    _find_two_cheapest(tables, cost, beyond, touched)
    _add(tables, cost, touched, 1.0)

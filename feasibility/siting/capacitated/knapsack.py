"""The two parts the relaxation falls into: what a site is worth to its clients, and which sites to open."""

from dataclasses import dataclass

import numpy as np

from feasibility.siting.arrays import Flags, Floats, Whole
from feasibility.siting.capacitated.ground import TINY, enough


@dataclass(frozen=True)
class Filled:
    """Every site's knapsack at some prices."""

    worth: Floats
    """By site: the least that serving shares of clients within its capacity adds."""
    start: Whole
    """By site: where its clients begin in `client` and `weight`."""
    end: Whole
    """By site: one past the last client served in full."""
    broken: Floats
    """By site: the share of the client at `end` that is served; 0 where none is."""
    client: Whole
    room_price: Floats
    """By site: what one more unit of capacity would gain; 0 where there is room left."""

    def unserved(self, opened: Floats, clients: int) -> Floats:
        """By client: 1 less the shares served when sites are open to these shares."""
        filled = np.flatnonzero((opened > 0.0) & (self.end > self.start))
        spans = [self.client[self.start[site] : self.end[site]] for site in filled]
        weights = np.repeat(opened[filled], [len(span) for span in spans])
        partly = np.flatnonzero((opened > 0.0) & (self.broken > 0.0))
        return np.asarray(
            1.0
            - np.bincount(
                np.concatenate([*spans, self.client[self.end[partly]]]),
                np.concatenate((weights, opened[partly] * self.broken[partly])),
                clients,
            )
        )


def filled(cost: Floats, prices: Floats, demand: Floats, capacity: Floats) -> Filled:
    """By site: the clients that it would serve within its capacity, at these prices of being served.

    A continuous knapsack a site: clients whose cost falls below their price, by reduced cost per unit of demand, up to
    the capacity. All sites are sorted in one go, by a key that keeps each site's clients together.
    """
    reduced = cost - prices
    sites, clients = reduced.shape
    below = np.flatnonzero(reduced < 0.0)
    site = below // clients
    client = below - site * clients
    gain, weight = reduced.ravel()[below], np.maximum(demand[client], TINY)
    rate = gain / weight
    scale = max(float(np.abs(prices).mean()) / max(float(demand.mean()), TINY), TINY)
    order = np.argsort(2.0 * site + rate / (scale - rate))
    gain, weight, client = gain[order], weight[order], client[order]
    first = np.searchsorted(site, np.arange(sites + 1))
    gained, weighed = np.concatenate(([0.0], np.cumsum(gain))), np.concatenate(([0.0], np.cumsum(weight)))
    start, end = first[:-1], first[1:]
    room = capacity + weighed[start]
    full = np.clip(np.searchsorted(weighed, room, side="right") - 1, start, end)
    broken, cut = np.zeros(sites), full < end
    broken[cut] = (room[cut] - weighed[full[cut]]) / weight[full[cut]]
    worth = gained[full] - gained[start]
    worth[cut] += broken[cut] * gain[full[cut]]
    room_price = np.zeros(sites)
    room_price[cut] = -gain[full[cut]] / weight[full[cut]]
    return Filled(worth, start, full, broken, client, room_price)


@dataclass(frozen=True)
class Opening:
    """Which free sites to open at least value so that there are enough of them and their capacity suffices."""

    value: float
    capacity_price: float
    """What a unit of capacity is worth; 0 where there is enough of it anyway."""
    share: Floats
    """By free site."""
    least: int
    """Fewest sites that keep the rules."""


NONE_SUITS = Opening(np.inf, 0.0, np.zeros(0), 0)


def opening(worth: Floats, capacity: Floats, needed: float, least: int, most: int) -> Opening:
    """The best opening in shares: least value with capacity `needed` and from `least` to `most` sites.

    A unit of capacity is priced until the sites chosen have just enough of it; each step takes the crossing of the
    two lines that enclose the best price. A number of sites below which no choice has the capacity is kept as a rule,
    which capacity in shares would not give.
    """
    least = max(least, fewest(capacity, needed))
    if least > min(most, len(worth)):
        return NONE_SUITS
    low = chosen(worth, least, most)
    if enough(float(capacity[low].sum()), needed):
        return Opening(float(worth[low].sum()), 0.0, low.astype(np.float64), least)
    price = float(np.abs(worth).max() / capacity[capacity > 0.0].max()) + 1.0
    high = chosen(worth - price * capacity, least, most)
    while not enough(float(capacity[high].sum()), needed):
        low, price = high, price * 8.0
        high = chosen(worth - price * capacity, least, most)
    while True:
        spare, lack = float(capacity[high].sum()), float(capacity[low].sum())
        price = float(worth[high].sum() - worth[low].sum()) / (spare - lack)
        at_crossing = float((worth[low] - price * capacity[low]).sum())
        between = chosen(worth - price * capacity, least, most)
        value = float((worth[between] - price * capacity[between]).sum())
        if value >= at_crossing - 1e-9 * max(1.0, abs(at_crossing)):
            part = min(max((needed - lack) / (spare - lack), 0.0), 1.0)
            return Opening(value + price * needed, price, part * high + (1.0 - part) * low, least)
        if enough(float(capacity[between].sum()), needed):
            high = between
        else:
            low = between


def chosen(worth: Floats, least: int, most: int) -> Flags:
    """The sites of least value: all below nought, but from `least` to `most` of them."""
    number = min(max(int((worth < 0.0).sum()), least), most)
    flags = np.zeros(len(worth), dtype=bool)
    flags[np.argsort(worth, kind="stable")[:number]] = True
    return flags


def fewest(capacity: Floats, needed: float) -> int:
    """The fewest sites whose capacity together is `needed`; one more than there are where all do not suffice."""
    if enough(0.0, needed):
        return 0
    summed = np.cumsum(np.sort(capacity)[::-1])
    suffices = [position for position, total in enumerate(summed) if enough(float(total), needed)]
    return suffices[0] + 1 if suffices else len(capacity) + 1

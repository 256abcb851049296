"""Small random siting worlds as arrays, and what is best in each by trying every set of sites.

Nothing here uses the searches under test: whole clients are tried in every assignment, split ones by linear programmes
of scipy. Figures are whole numbers, so that equal plans have equal costs.
"""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from scipy.optimize import linprog

from feasibility.siting.arrays import Arrays, Flags, Floats, Whole


def arrays(
    seed: int,
    *,
    clients: int = 6,
    sites: int = 5,
    capacitated: bool = False,
    single_source: bool = False,
    fixed: bool = True,
    p: tuple[int, int] | None = None,
    required: int = 0,
    blanks: float = 0.0,
    cost_max: int = 30,
) -> Arrays:
    """A world by its seed. `blanks` is the share of pairs that cannot be used; each client keeps one that can.

    Sites hold between them about 1.2 to 3 times the demand, so that some worlds are tight and a few have no plan.
    """
    random = np.random.default_rng(seed)
    cost = random.integers(1, cost_max + 1, (clients, sites)).astype(float)
    gone = random.random((clients, sites)) < blanks
    gone[np.arange(clients), random.integers(0, sites, clients)] = False
    cost[gone] = np.inf
    demand = random.integers(1, 9, clients).astype(float)
    capacity = np.full(sites, np.inf)
    if capacitated:
        capacity = np.ceil(demand.sum() / sites * random.uniform(1.2, 3.0, sites))
    must = np.zeros(sites, bool)
    must[random.choice(sites, required, replace=False)] = True
    least, most = (1, sites) if p is None else p
    return Arrays(
        cost=cost,
        demand=demand,
        fixed=random.integers(5, 40, sites).astype(float) if fixed else np.zeros(sites),
        capacity=capacity,
        required=must,
        sites_min=least,
        sites_max=most,
        single_source=single_source,
    )


@dataclass(frozen=True)
class Labelled:
    """A world as the public functions take it."""

    cost: pd.DataFrame
    """For all of a client's demand; blank where the pair cannot be used."""
    demand: pd.Series
    fixed_cost: pd.Series
    capacity: pd.Series
    required: list[str]


def labelled(world: Arrays) -> Labelled:
    clients = [f"c{number}" for number in range(len(world.demand))]
    sites = [f"s{number}" for number in range(len(world.fixed))]
    return Labelled(
        pd.DataFrame(np.where(np.isfinite(world.cost), world.cost, np.nan), clients, sites),
        pd.Series(world.demand, clients),
        pd.Series(world.fixed, sites),
        pd.Series(world.capacity, sites),
        [site for site, must in zip(sites, world.required, strict=True) if must],
    )


def sets(world: Arrays) -> Iterator[Flags]:
    """Every set of sites that keeps the bounds on the number and the required ones."""
    sites = len(world.fixed)
    for number in range(world.sites_min, world.sites_max + 1):
        for chosen in itertools.combinations(range(sites), number):
            opened = np.zeros(sites, bool)
            opened[list(chosen)] = True
            if opened[world.required].all():
                yield opened


def best_cost(world: Arrays) -> float | None:
    """Least cost of opening and serving; None where no plan exists."""
    served = _least_served(world, world.cost)
    return _least(served(opened) + world.fixed[opened].sum() for opened in sets(world))


def least_cover(world: Arrays) -> float | None:
    """Least cost of opening with everyone served within `cost` finite."""
    served = _least_served(world, np.where(np.isfinite(world.cost), 0.0, np.inf))
    return _least(served(opened) + world.fixed[opened].sum() for opened in sets(world))


def most_covered(world: Arrays) -> float | None:
    """Most demand served, nobody having to be."""
    somewhere = np.where(np.isfinite(world.cost), 0.0, np.inf)
    spare = _with_nowhere(world, somewhere)
    served = _least_served(spare, spare.cost)
    left = _least(served(np.append(opened, True)) for opened in sets(world))
    return None if left is None else float(world.demand.sum() - left)


def best_radius(world: Arrays) -> float | None:
    """Least largest travel, `cost` being travel of one unit."""
    for radius in sorted(set(world.cost[np.isfinite(world.cost)].tolist())):
        if least_cover(replace(world, cost=np.where(world.cost <= radius, world.cost, np.inf))) is not None:
            return float(radius)
    return None


def best_profile(world: Arrays) -> tuple[tuple[float, float], ...] | None:
    """Each travel in use and the demand served at it, largest first: the lexicographic least of every set and plan."""
    travels = sorted(set(world.cost[np.isfinite(world.cost)].tolist()), reverse=True)
    whole = world.single_source or not world.capacitated
    profiles = _whole_profiles(world, travels) if whole else _split_profiles(world, travels)
    best = min(profiles, default=None)
    return (
        None
        if best is None
        else tuple((travel, amount) for travel, amount in zip(travels, best, strict=True) if amount)
    )


def _whole_profiles(world: Arrays, travels: list[float]) -> Iterator[tuple[float, ...]]:
    choice, fits, used = _assignments(world)
    reached = np.isfinite(_of_assignments(world.cost, choice))
    admitted = (used | world.required).sum(axis=1) <= world.sites_max
    travel = world.cost[np.arange(len(world.demand)), choice[fits & reached & admitted]]
    amounts = np.column_stack([(travel == level) @ world.demand for level in travels])
    return (tuple(row) for row in amounts.tolist())


def _split_profiles(world: Arrays, travels: list[float]) -> Iterator[tuple[float, ...]]:
    """By set, settled travel by travel from the largest: the least amount that the settled ones above leave."""
    for opened in sets(world):
        if world.capacity[opened].sum() < world.demand.sum():
            continue
        settled: list[tuple[Floats, float]] = []
        for level in travels:
            at_level = np.where(world.cost == level, world.demand[:, None], 0.0)
            price = np.where(np.isfinite(world.cost) & opened, at_level, np.inf)
            amount = _split(world, price, opened, settled)
            if not np.isfinite(amount):
                break
            settled.append((at_level, round(amount, 6)))
        else:
            yield tuple(amount for _, amount in settled)


def _least(costs: Iterator[float]) -> float | None:
    least = min(costs, default=np.inf)
    return float(least) if np.isfinite(least) else None


def _least_served(world: Arrays, cost: Floats) -> Callable[[Flags], float]:
    if not world.single_source and world.capacitated:
        return lambda opened: _split(world, np.where(opened, cost, np.inf), opened, [])
    choice, fits, used = _assignments(world)
    prices = np.where(fits, _of_assignments(cost, choice), np.inf)
    return lambda opened: float(np.where(used[:, ~opened].any(axis=1), np.inf, prices).min())


def _assignments(world: Arrays) -> tuple[Whole, Flags, Flags]:
    """Each way of giving every client one site: the choice, whether capacities hold, and the sites in use."""
    clients, sites = world.cost.shape
    choice = np.array(list(itertools.product(range(sites), repeat=clients)), np.int64)
    at = choice[:, :, None] == np.arange(sites)
    loads = np.einsum("acs,c->as", at, world.demand)
    return choice, (loads <= world.capacity + 1e-9).all(axis=1), at.any(axis=1)


def _of_assignments(price: Floats, choice: Whole) -> Floats:
    return price[np.arange(len(price)), choice].sum(axis=1)


def _split(world: Arrays, price: Floats, opened: Flags, equal: list[tuple[Floats, float]]) -> float:
    """Least price of serving every client, split at will; `equal` holds further sums to settled amounts."""
    clients, sites = price.shape
    if world.capacity[opened].sum() < world.demand.sum():
        return np.inf
    usable = np.isfinite(price)
    rows = [np.where(np.arange(clients)[:, None] == client, 1.0, 0.0) * usable for client in range(clients)]
    sums = [1.0] * clients + [amount for _, amount in equal]
    rows += [weight * usable for weight, _ in equal]
    limited = np.flatnonzero(np.isfinite(world.capacity) & opened)
    loads = [np.where(np.arange(sites) == site, world.demand[:, None], 0.0).ravel() for site in limited]
    found = linprog(
        np.where(usable, price, 0.0).ravel(),
        A_ub=np.array(loads) if loads else None,
        b_ub=world.capacity[limited] if loads else None,
        A_eq=np.array(rows).reshape(len(rows), -1),
        b_eq=sums,
        bounds=[(0.0, 1.0 if flag else 0.0) for flag in usable.ravel()],
    )
    return float(found.fun) if found.success else np.inf


def _with_nowhere(world: Arrays, somewhere: Floats) -> Arrays:
    """The same world with one more site, open to all without limit, where a unit not covered costs 1."""
    return Arrays(
        cost=np.column_stack([somewhere, world.demand]),
        demand=world.demand,
        fixed=np.append(world.fixed, 0.0),
        capacity=np.append(world.capacity, np.inf),
        required=np.append(world.required, False),
        sites_min=world.sites_min,
        sites_max=world.sites_max,
        single_source=world.single_source,
    )

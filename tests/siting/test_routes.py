"""The route by size: which is taken, that it says why, and that it agrees with the plain model."""

from dataclasses import replace

import numpy as np
import pytest

from feasibility.siting import capacitated, median, plain, routes
from feasibility.siting.arrays import Arrays, Limits
from tests.siting import worlds

LIMITS = Limits(seconds=30.0, gap_share=0.0, seed=1)


def in_the_plane(seed, clients, sites, p, **rules):
    """Clients with 1 to 9 people, and straight lines to the sites."""
    random = np.random.default_rng(seed)
    homes, places = random.random((clients, 2)), random.random((sites, 2))
    demand = random.integers(1, 10, clients).astype(float)
    cost = np.hypot(*(homes[:, None] - places[None]).transpose(2, 0, 1)) * demand[:, None]
    world = Arrays(
        cost=cost,
        demand=demand,
        fixed=np.zeros(sites),
        capacity=np.full(sites, np.inf),
        required=np.zeros(sites, bool),
        sites_min=p,
        sites_max=p,
        single_source=False,
    )
    return replace(world, **rules)


def cost_of(world, found):
    return float(world.cost[found.share > 0] @ found.share[found.share > 0] + world.fixed[found.opened].sum())


@pytest.mark.parametrize("p", [3, 9])
def test_many_pairs_go_by_prices_and_agree_with_the_plain_model(p):
    required = np.arange(30) == 7
    for seed, rules in enumerate(({}, {"required": required}, {"fixed": np.full(30, 3.0), "sites_max": p + 2})):
        world = in_the_plane(seed, 45, 30, p, **rules)
        found, by_plain = routes.least_cost(world, LIMITS), plain.solve(world, LIMITS)
        assert "prices on clients" in found.route
        assert "1,350 pairs, no site limited" in found.route
        assert found.outcome.proved_best
        assert cost_of(world, found) == pytest.approx(cost_of(world, by_plain), rel=1e-6)


def test_few_pairs_go_by_the_plain_model():
    found = routes.least_cost(worlds.arrays(1), LIMITS)
    assert found.route == f"{plain.ROUTE} (30 pairs, too few to gain by another way)"


def test_capacities_are_kept_on_many_pairs():
    world = in_the_plane(4, 45, 30, 4, sites_min=1, sites_max=30, fixed=np.full(30, 3.0))
    world = replace(world, capacity=np.full(30, world.demand.sum() / 5))
    found = routes.least_cost(world, LIMITS)
    assert (world.demand @ found.share <= world.capacity * (1 + 1e-6)).all()
    assert found.opened.sum() >= 5
    assert found.outcome.proved_best


@pytest.mark.parametrize("route", [median, capacitated], ids=lambda route: route.__name__.rpartition(".")[2])
def test_a_route_keeps_required_sites_and_the_number_and_agrees_with_the_plain_model(route):
    for seed in (1, 4):
        rules = {"p": (3, 3), "required": 1} if seed % 2 else {"p": (1, 6), "blanks": 0.3}
        world = worlds.arrays(seed, clients=10, sites=7, capacitated=route is capacitated, **rules)
        found, by_plain = route.solve(world, LIMITS), plain.solve(world, LIMITS)
        assert found.outcome.no_plan_exists == by_plain.outcome.no_plan_exists
        if by_plain.opened is not None:
            assert found.opened[world.required].all()
            assert world.sites_min <= found.opened.sum() <= world.sites_max
            assert cost_of(world, found) == pytest.approx(cost_of(world, by_plain), rel=1e-6)


def test_sites_that_must_open_are_open_at_size():
    """60 x 20 clients and sites: more sites are sure to open than the fewest that hold everybody."""
    rng = np.random.default_rng(17)
    clients, sites = rng.random((60, 2)), rng.random((20, 2))
    far = np.hypot(*(clients[:, None] - sites[None]).transpose(2, 0, 1)) * 100
    demand = rng.integers(1, 9, 60).astype(float)
    held = demand.sum() / 20 * rng.uniform(1.5, 6, 20)
    required = [int(held.argmin()), 3]
    arrays = Arrays(
        far * demand[:, None], demand, np.full(20, 300.0), held,
        np.isin(np.arange(20), required), 1, 20, single_source=True,
    )  # fmt: skip
    found = capacitated.solve(arrays, Limits(60.0, 0.0, 1))
    assert found.opened is not None
    assert found.opened[required].all()

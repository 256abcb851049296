"""Sites with capacity: every small world against trying all sets of sites, and what the search promises on the way."""

import time
from dataclasses import replace

import numpy as np
import pytest

from feasibility.siting.arrays import Arrays, Found, Limits
from feasibility.siting.capacitated import fits, rooted, solve
from feasibility.siting.capacitated.bound import PATIENCE, Climb, first_prices, relaxed
from feasibility.siting.capacitated.fix import decided
from feasibility.siting.capacitated.ground import laid_out, undecided
from feasibility.siting.capacitated.placing import placed, rounded, usable_pairs
from feasibility.siting.capacitated.transport import served
from tests.siting import worlds

LIMITS = Limits(seconds=60.0, gap_share=0.0, seed=0)


def world(seed: int, *, single_source: bool | None = None) -> Arrays:
    """Now split and now whole, with blanks, required sites, bounds on the number and a client without demand."""
    random = np.random.default_rng(seed)
    clients, sites = int(random.integers(2, 7)), int(random.integers(1, 6))
    whole = bool(random.random() < 0.5) if single_source is None else single_source
    made = worlds.arrays(
        seed, clients=clients, sites=sites, capacitated=True, single_source=whole,
        required=int(random.integers(0, 2)), blanks=float(random.choice([0.0, 0.3])),
    )  # fmt: skip
    least = int(random.integers(0, sites + 1))
    made = replace(made, sites_min=least, sites_max=int(random.integers(max(least, 1), sites + 1)))
    if random.random() < 0.2:
        made = replace(made, demand=np.concatenate(([0.0], made.demand[1:])))
    return made


def larger(seed: int, *, single_source: bool = False, clients: int = 60) -> Arrays:
    """Points in the plane and 12 sites, capacity for about four of them to hold all."""
    random = np.random.default_rng(seed)
    home, place = random.uniform(0, 100, (clients, 1, 2)), random.uniform(0, 100, (1, 12, 2))
    demand = random.integers(1, 20, clients).astype(float)
    return Arrays(
        np.hypot(*(home - place).transpose(2, 0, 1)) * demand[:, None], demand,
        random.uniform(2_000, 5_000, 12).round(),
        np.ceil(demand.sum() / random.uniform(3, 5, 12)), np.zeros(12, bool), 0, 12, single_source,
    )  # fmt: skip


def cost_of(arrays: Arrays, found: Found) -> float:
    assert found.opened is not None
    assert found.share is not None
    used = np.where(found.share > 0.0, arrays.cost, 0.0)
    return float((used * found.share).sum() + arrays.fixed[found.opened].sum())


def assert_sound(arrays: Arrays, found: Found) -> None:
    """Counted anew from the shares: everybody served, open sites only, within capacity, as many as asked."""
    assert found.opened is not None
    assert found.share is not None
    assert found.share.sum(axis=1) == pytest.approx(np.ones(len(arrays.demand)))
    assert not found.share[:, ~found.opened].any()
    assert np.isfinite(arrays.cost[found.share > 0.0]).all()
    assert (arrays.demand @ found.share <= arrays.capacity + 1e-6).all()
    assert arrays.sites_min <= found.opened.sum() <= arrays.sites_max
    assert found.opened[arrays.required].all()
    if arrays.single_source:
        assert set(np.unique(found.share)) <= {0.0, 1.0}


@pytest.mark.parametrize("first", range(0, 60, 20))
def test_small_worlds_equal_trying_every_set_of_sites(first: int) -> None:
    none_exists = 0
    for seed in range(first, first + 20):
        arrays = world(seed)
        best, found = worlds.best_cost(arrays), solve(arrays, LIMITS)
        if best is None:
            none_exists += 1
            assert found.outcome.no_plan_exists, seed
            continue
        assert_sound(arrays, found)
        assert cost_of(arrays, found) == pytest.approx(best), seed
        assert found.outcome.proved_best, seed
        assert found.outcome.bound is not None
        assert found.outcome.bound <= best + 1e-6
    assert none_exists  # both ends are tried


@pytest.mark.parametrize("single_source", [False, True])
def test_what_is_decided_is_so_in_every_better_plan(single_source: bool) -> None:
    """With the target a little above the best plan's cost, the best plan survives every fixing of sites."""
    dropped = 0
    for seed in range(20):
        arrays = world(seed, single_source=single_source)
        best = worlds.best_cost(arrays)
        if best is None:
            continue
        ground, standing, aim = laid_out(arrays), undecided(arrays), best + 0.5
        climb = Climb(40, PATIENCE, 2.0, time.perf_counter() + 60)
        found = relaxed(ground, standing, first_prices(ground.cost), aim, climb)
        assert found.value <= best + 1e-6
        narrower = decided(ground, standing, found, aim)
        cost = np.where(narrower.alive, arrays.cost, np.inf)
        dropped += int((np.isfinite(arrays.cost) & ~np.isfinite(cost)).sum())
        left = replace(arrays, cost=cost, required=narrower.opened)
        assert worlds.best_cost(left) == pytest.approx(best), seed
    assert dropped > 20


def test_pairs_left_out_are_no_part_of_any_plan_that_counts() -> None:
    """All sites open: the best plan survives a target just above it, and none is found just below it."""
    dropped = tried = 0
    for seed in range(40):
        made = world(seed, single_source=True)
        arrays = replace(made, required=np.ones(len(made.fixed), bool), sites_min=0, sites_max=len(made.fixed))
        best, ground = worlds.best_cost(arrays), laid_out(arrays)
        split = served(ground, arrays.required)
        if best is None or split is None:
            continue
        pairs = usable_pairs(ground, split, best + 0.5)
        dropped, tried = dropped + int((np.isfinite(ground.cost) & ~pairs).sum()), tried + 1
        assert worlds.best_cost(replace(arrays, cost=np.where(pairs.T, arrays.cost, np.inf))) == pytest.approx(best)
        plan, bound = placed(ground, split, best + 0.5, LIMITS)
        assert plan is not None
        assert plan.cost == pytest.approx(best)
        assert split.cost - 1e-6 <= bound <= best + 1e-6
        assert placed(ground, split, best - 0.5, LIMITS) == (None, best - 0.5)
    assert tried > 10
    assert dropped > 50


def test_transport_is_the_least_cost_of_its_sites() -> None:
    # 2 sites of capacity 3, clients of demand 2, 2 and 1 with unit costs (1, 4), (2, 3), (5, 9): everybody prefers the
    # first site. It costs most a unit to move the last (4) and the first (3), least the second (1): the first site
    # keeps 2 + 1, the second client goes. 2 x 1 + 2 x 3 + 1 x 5 = 13, and 10 + 20 to open.
    arrays = Arrays(
        np.array([[2.0, 8.0], [4.0, 6.0], [5.0, 9.0]]), np.array([2.0, 2.0, 1.0]), np.array([10.0, 20.0]),
        np.array([3.0, 3.0]), np.zeros(2, bool), 0, 2, False,
    )  # fmt: skip
    ground = laid_out(arrays)
    plan = served(ground, np.array([True, True]))
    assert plan is not None
    assert plan.cost == pytest.approx(43.0)
    assert served(ground, np.array([True, False])) is None  # 5 do not fit in 3


@pytest.mark.parametrize("single_source", [False, True])
def test_a_gap_allowed_is_kept_and_told(single_source: bool) -> None:
    for seed in range(2):
        arrays = larger(seed, single_source=single_source)
        exact, near = solve(arrays, LIMITS), solve(arrays, replace(LIMITS, gap_share=0.05))
        assert_sound(arrays, near)
        assert exact.outcome.proved_best
        assert near.outcome.proved_best
        assert near.outcome.bound is not None
        best = cost_of(arrays, exact)
        assert near.outcome.bound <= best + 1e-6
        assert best - 1e-6 <= cost_of(arrays, near) <= best * (1.05 + 1e-6) / 0.95


def test_no_time_leaves_a_plan_its_bound_and_no_claim() -> None:
    arrays = larger(3, clients=30)
    found = solve(arrays, replace(LIMITS, seconds=0.0))
    assert_sound(arrays, found)
    assert not found.outcome.proved_best
    assert "time limit" in found.outcome.words
    assert found.outcome.bound is not None
    best = cost_of(arrays, solve(arrays, LIMITS))
    assert found.outcome.bound <= best <= cost_of(arrays, found) + 1e-6


@pytest.mark.parametrize("single_source", [False, True])
def test_two_runs_give_the_same_plan(single_source: bool) -> None:
    arrays = larger(5, single_source=single_source, clients=30)
    one, two = solve(arrays, LIMITS), solve(arrays, LIMITS)
    assert np.array_equal(one.share, two.share)
    assert one.outcome == two.outcome


def test_rounding_keeps_capacity_and_one_site_a_client() -> None:
    arrays = larger(3, single_source=True)
    ground = laid_out(arrays)
    split = served(ground, np.ones(12, bool))
    assert split is not None
    plan = rounded(ground, split)
    assert plan is not None
    assert (plan.share.sum(axis=0) == 1.0).all()
    assert set(np.unique(plan.share)) <= {0.0, 1.0}
    assert (plan.share @ arrays.demand <= arrays.capacity).all()
    assert plan.cost >= split.cost - 1e-6
    # two clients of 2 do not fit whole beside each other in sites of 3 and 1
    tight = Arrays(
        np.ones((2, 2)), np.array([2.0, 2.0]), np.zeros(2), np.array([3.0, 1.0]), np.zeros(2, bool), 0, 2, True
    )
    shared = served(laid_out(tight), np.ones(2, bool))
    assert shared is not None
    assert rounded(laid_out(tight), shared) is None


def test_a_number_of_sites_binds() -> None:
    arrays = larger(7)
    free = solve(arrays, LIMITS)
    assert free.opened is not None
    number = int(free.opened.sum()) + 2
    exactly = replace(arrays, sites_min=number, sites_max=number)
    found = solve(exactly, LIMITS)
    assert_sound(exactly, found)
    assert cost_of(exactly, found) > cost_of(arrays, free)
    pinned = solve(replace(exactly, required=found.opened), LIMITS)
    assert cost_of(exactly, pinned) == pytest.approx(cost_of(exactly, found))


def test_fixings_in_shares_do_not_bound_whole_clients() -> None:
    """The climbs fix sites against a plan in shares, which whole clients may not reach: its cost ends their bound."""
    arrays = larger(2)
    ground = laid_out(arrays)
    root = rooted(ground, undecided(arrays), 1e9, LIMITS, time.perf_counter() + 60)
    assert root.best is not None
    whole = solve(replace(arrays, single_source=True), LIMITS)
    assert whole.outcome.bound is not None
    assert root.best.cost <= cost_of(arrays, whole) + 1e-6
    assert whole.outcome.proved_best


def test_small_instances_are_left_to_the_plain_model() -> None:
    assert not fits(larger(0))
    assert not fits(larger(0, single_source=True))
    assert fits(replace(larger(0, single_source=True), cost=np.ones((100, 12)), demand=np.ones(100)))
    assert not fits(replace(larger(0), cost=np.ones((100, 12)), demand=np.ones(100)))
    assert fits(replace(larger(0), cost=np.ones((600, 12)), demand=np.ones(600)))

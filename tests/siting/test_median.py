"""The p-median route against trying every set, at every option; its bound, its eliminations and its ends."""

import math
import time
from dataclasses import replace

import numpy as np
import pytest

from feasibility.siting import median, plain
from feasibility.siting.arrays import Arrays, Found, Limits
from feasibility.siting.median import branch, residual, root, swap
from feasibility.siting.median.bound import climbed, started
from feasibility.siting.median.choice import cheapest
from feasibility.siting.median.instance import NO_PLAN, Instance, Wanted, cheaper, from_arrays, whole_costs
from feasibility.siting.median.pairs import grain_of, held, kept, on_grain, site_values, times_served
from tests.siting import worlds

LIMITS = Limits(seconds=30.0, gap_share=0.0, seed=1)
WORLDS = {
    "p fixed": {"fixed": False, "p": (3, 3)},
    "one site": {"fixed": False, "p": (1, 1)},
    "all sites": {"p": (6, 6)},
    "opening costs, any number": {},
    "opening costs, a range": {"p": (2, 4)},
    "a required site": {"p": (2, 4), "required": 1},
    "required sites alone": {"p": (2, 2), "required": 2},
    "pairs out of reach": {"fixed": False, "p": (2, 2), "blanks": 0.5},
    "few pairs, opening costs": {"blanks": 0.7, "p": (1, 3), "required": 1},
    "ties everywhere": {"fixed": False, "p": (2, 3), "cost_max": 3},
}


def small(seed: int, kind: str) -> Arrays:
    return worlds.arrays(seed, clients=8, sites=6, **WORLDS[kind])


def best_of_sets(world: Arrays) -> float | None:
    """Each allowed set of sites, every client at the cheapest of them."""
    costs = [world.cost[:, opened].min(axis=1).sum() + world.fixed[opened].sum() for opened in worlds.sets(world)]
    least = float(min(costs, default=np.inf))
    return least if np.isfinite(least) else None


def plane(points: int, p: int, seed: int = 0) -> Arrays:
    """Points in a square, each a client and a site: distances are no whole numbers."""
    place = np.random.default_rng(seed).random((points, 2))
    cost = np.hypot(*(place[:, None] - place[None]).transpose(2, 0, 1))
    world = worlds.arrays(0, clients=points, sites=points, fixed=False, p=(p, p))
    return replace(world, cost=cost, demand=np.ones(points))


def cost_of(world: Arrays, found: Found) -> float:
    """Recounted from the shares and flags alone."""
    assert found.opened is not None and found.share is not None
    assert found.share.sum(axis=1) == pytest.approx(1.0)
    assert not found.share[:, ~found.opened].any()
    assert found.opened[world.required].all()
    assert world.sites_min <= found.opened.sum() <= world.sites_max
    used = found.share > 0
    return float((world.cost[used] * found.share[used]).sum() + world.fixed[found.opened].sum())


@pytest.mark.parametrize("kind", WORLDS)
def test_the_best_of_every_set_is_found_and_proved(kind: str) -> None:
    for seed in range(30):
        world = small(seed, kind)
        least, found = best_of_sets(world), median.solve(world, LIMITS)
        if least is None:
            assert found.opened is None and found.outcome.no_plan_exists, (kind, seed)
        else:
            assert cost_of(world, found) == least, (kind, seed)
            assert found.outcome.proved_best and found.outcome.bound == least, (kind, seed)


@pytest.mark.parametrize("pairs", [0, 10**9])
@pytest.mark.parametrize("kind", ["p fixed", "opening costs, a range", "few pairs, opening costs", "ties everywhere"])
def test_both_ends_of_the_search_agree_when_the_climb_is_cut_short(
    kind: str, pairs: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Two steps prove next to nothing, so branching (0) or the residual model (any number of pairs) does the work.
    monkeypatch.setattr(root, "ROUND_STEPS", 2)
    monkeypatch.setattr(root, "STEPS_MAX", 2)
    monkeypatch.setattr(median, "RESIDUAL_PAIRS", pairs)
    monkeypatch.setattr(swap, "improved", lambda instance, opened, until: opened)  # a start that can be beaten
    routes = set()
    for seed in range(25):
        world = small(seed, kind)
        least, found = best_of_sets(world), median.solve(world, LIMITS)
        routes.add(found.route)
        assert (least is None) == (found.opened is None)
        if least is not None:
            assert cost_of(world, found) == least, seed
            assert found.outcome.proved_best
    assert any("nodes" in route if pairs == 0 else "HiGHS" in route for route in routes)


@pytest.mark.parametrize("grain", [None, 2.0**-6])
@pytest.mark.parametrize("kind", ["p fixed", "opening costs, a range", "pairs out of reach", "ties everywhere"])
def test_the_bound_never_passes_the_best_and_no_best_plan_loses_a_site(kind: str, grain: float | None) -> None:
    # The cut-off stands AT the best: a site is then only eliminated, or required, where no best plan says otherwise.
    for seed in range(10):
        world = small(seed, kind)
        least = best_of_sets(world)
        if least is None:
            continue
        instance = from_arrays(world)
        prices = np.random.default_rng(seed).uniform(0, 30, len(world.cost))
        pairs = held(instance.cost, np.full(len(prices), np.inf), grain)
        climb = climbed(instance, pairs, started(instance, prices, 1.0), target=least, cut_off=least + 1e-6, steps=60,
                        deadline=np.inf)  # fmt: skip
        assert climb.bound <= least + 1e-6
        for opened in worlds.sets(world):
            if instance.plan_cost(opened) == least:
                assert not (opened & climb.never).any()
                assert opened[climb.always].all()
                usable = residual.pairs_left(instance, pairs, climb.prices, least + 1e-6)
                nearest = np.where(opened, instance.cost, np.inf)
                assert (usable & opened & (nearest == nearest.min(axis=1, keepdims=True))).any(axis=1).all()


def test_what_one_more_flip_costs_is_what_trying_it_says() -> None:
    random = np.random.default_rng(5)
    for _ in range(200):
        least, most = sorted(random.integers(1, 6, 2))
        required = random.random(5) < 0.2
        world = worlds.arrays(0, clients=2, sites=5, p=(max(least, required.sum()), max(most, required.sum())))
        world = replace(world, required=required)
        instance, values = from_arrays(world), random.integers(-5, 6, 5).astype(float)
        choice = cheapest(values, instance)
        totals = {tuple(opened): values[opened].sum() for opened in worlds.sets(world)}
        assert choice.total == min(totals.values())
        for site in range(5):
            flipped = [total for opened, total in totals.items() if opened[site] != choice.opened[site]]
            # Required sites are never shut: no set does, and the extra is infinite.
            assert choice.total + choice.extra[site] == (min(flipped) if flipped else np.inf)


def test_listed_pairs_are_worth_what_the_matrix_says() -> None:
    random = np.random.default_rng(2)
    cost = random.uniform(0, 10, (40, 30))
    cost[:, 7] = 99.0  # a site without a listed pair
    prices, opened = random.uniform(0, 1.5, 40), random.random(30) < 0.3
    matrix, listed = held(cost, np.full(40, np.inf)), held(cost, np.full(40, 1.5))
    assert type(matrix) is not type(listed)
    by_hand = np.minimum(cost - prices[:, None], 0).sum(axis=0)
    keep = np.arange(30) % 3 > 0
    for pairs in (matrix, listed):
        assert site_values(pairs, prices) == pytest.approx(by_hand)
        assert (times_served(pairs, prices, opened) == (cost[:, opened] < prices[:, None]).sum(axis=1)).all()
        assert site_values(kept(pairs, keep), prices) == pytest.approx(by_hand[keep])


def test_single_precision_on_the_grain_is_exact_in_any_order() -> None:
    random = np.random.default_rng(3)
    cost = random.integers(0, 400, (500, 70)).astype(float)
    asked = random.uniform(0, 60, 500)  # sum about 15,000: grain 2^-9, as 1.25 x 15,000 / 2^24 lies above 2^-10
    grain = grain_of(cost, float(asked.sum()))
    assert grain == 2.0**-9
    matrix = held(cost, np.full(500, np.inf), grain)
    prices = on_grain(matrix, asked)
    assert (prices * 2**9 == np.rint(prices * 2**9)).all() and np.abs(prices - asked).max() <= 2.0**-10
    backwards = held(cost[::-1], np.full(500, np.inf), grain)
    by_hand = np.array([math.fsum(np.minimum(column - prices, 0)) for column in cost.T])
    assert (site_values(matrix, prices) == by_hand).all()
    assert (site_values(backwards, prices[::-1]) == by_hand).all()


def test_prices_without_room_are_scaled_down_and_costs_without_a_grain_are_told() -> None:
    cost = np.full((4, 5), 3.0)
    matrix = held(cost, np.full(4, np.inf), 2.0**-4)
    # 2^24 grains of 1/16 hold sums up to 2^20; 4 x 10^6 is beyond, and prices keep their proportion.
    scaled = on_grain(matrix, np.array([1e6, 1e6, 2e6, 0.0]))
    assert scaled.sum() <= 2.0**20
    assert scaled[2] == pytest.approx(2 * scaled[0]) and scaled[3] == 0.0
    assert grain_of(cost - 4.0, 10.0) is None  # below nought
    assert grain_of(cost, 2.0**20) is None  # a grain of 1/8 or more is too coarse
    assert grain_of(cost, 0.0) is None


@pytest.mark.parametrize("p", [4, 20])
def test_whole_costs_and_their_halves_have_the_same_best_plan_value(p: int) -> None:
    # Whole costs go in single precision on a grain, halves in double: two ways to one proof.
    whole = replace(plane(120, p, seed=4), cost=np.rint(plane(120, p, seed=4).cost * 200))
    halves = replace(whole, cost=whole.cost / 2 + 0.25)  # a quarter a client: 30 in all
    first, second = median.solve(whole, LIMITS), median.solve(halves, LIMITS)
    assert first.outcome.proved_best and second.outcome.proved_best
    assert cost_of(whole, first) / 2 + 30.0 == pytest.approx(cost_of(halves, second), abs=1e-9)


def test_a_swap_leaves_no_better_swap() -> None:
    for seed in range(20):
        instance = from_arrays(worlds.arrays(seed, clients=20, sites=9, p=(2, 5), required=1, cost_max=99))
        opened = swap.improved(instance, swap.greedy(instance), np.inf)
        here = instance.plan_cost(opened)
        for other in worlds.sets(worlds.arrays(seed, clients=20, sites=9, p=(2, 5), required=1, cost_max=99)):
            if (other & ~opened).sum() <= 1 and (opened & ~other).sum() <= 1:
                assert instance.plan_cost(other) >= here


def test_a_greedy_start_that_leaves_a_client_out_of_reach_is_no_proof_that_none_exists() -> None:
    # Greedy takes the middle site (serves 4 at 0), swaps see one site at a time; only sites 1 and 2 serve all six.
    near = np.inf
    cost = np.array([[0, 1, near], [0, 1, near], [0, near, 1], [0, near, 1], [near, 5, near], [near, near, 5.0]])
    world = replace(worlds.arrays(0, clients=6, sites=3, fixed=False, p=(2, 2)), cost=cost)
    found = median.solve(world, LIMITS)
    assert found.opened is not None
    assert found.opened.tolist() == [False, True, True]
    assert cost_of(world, found) == 14.0  # four at 1 and two at 5
    alone = median.solve(replace(world, sites_min=1, sites_max=1), LIMITS)
    assert alone.outcome.no_plan_exists and alone.outcome.words == "no plan keeps every rule"


def test_more_required_sites_than_allowed_is_no_plan() -> None:
    world = replace(small(0, "p fixed"), required=np.arange(6) < 4)
    assert median.solve(world, LIMITS).outcome.no_plan_exists


@pytest.mark.parametrize("p", [3, 12])
def test_middling_sizes_agree_with_the_plain_model(p: int) -> None:
    world = plane(60, p)
    ours, theirs = median.solve(world, LIMITS), plain.solve(world, LIMITS)
    assert cost_of(world, ours) == pytest.approx(cost_of(world, theirs), rel=1e-7)
    assert ours.outcome.proved_best


def test_a_search_out_of_time_says_what_it_has() -> None:
    world = plane(300, 8)
    began = time.process_time()
    found = median.solve(world, replace(LIMITS, seconds=0.0))
    assert time.process_time() - began < 5.0  # no more than the greedy start
    assert found.opened is not None
    assert not found.outcome.proved_best
    assert found.outcome.words.startswith("stopped by the time limit")


def test_a_gap_that_is_allowed_ends_the_search_and_is_told() -> None:
    world = plane(120, 6)
    found = median.solve(world, replace(LIMITS, gap_share=0.05))
    best = cost_of(world, median.solve(world, LIMITS))
    assert found.outcome.proved_best and found.outcome.gap_share is not None and found.outcome.gap_share <= 0.05
    assert found.outcome.bound is not None and found.outcome.bound <= best + 1e-9
    assert cost_of(world, found) <= best * 1.05


def test_two_runs_give_the_same_plan() -> None:
    world = plane(80, 5)
    first, second = median.solve(world, LIMITS), median.solve(world, LIMITS)
    assert first.opened is not None and second.opened is not None
    assert (first.opened == second.opened).all() and first.outcome == second.outcome


def test_branching_alone_keeps_its_count_and_its_bound_when_stopped() -> None:
    world = plane(100, 7)
    instance = from_arrays(world)
    best = cheaper(instance, swap.greedy(instance), NO_PLAN)
    climb = started(instance, instance.cost.min(axis=1), 1.0)
    climb = replace(climb, bound=0.0)
    pairs = held(instance.cost, np.full(len(instance.cost), np.inf))
    found = branch.searched(instance, pairs, climb, best, Wanted(False, 0.0), -np.inf)
    assert (found.nodes, found.ended, found.bound) == (0, False, 0.0)


@pytest.mark.parametrize(("cost", "whole"), [(2.0, True), (2.5, False), (np.inf, True), (2.0**53, False)])
def test_whole_costs_are_told_from_others(cost: float, whole: bool) -> None:
    instance: Instance = from_arrays(small(0, "p fixed"))
    assert whole_costs(replace(instance, cost=np.array([[1.0, cost, 3.0, 3.0, 3.0, 3.0]]))) is whole


def test_only_unlimited_sites_fit() -> None:
    assert median.fits(small(0, "p fixed"))
    assert not median.fits(worlds.arrays(0, capacitated=True))

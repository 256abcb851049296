"""The p-centre and its lexicographic form against every set and plan of small worlds, and by hand."""

import itertools
from dataclasses import replace

import numpy as np
import pytest

from feasibility.siting import centre
from feasibility.siting.arrays import Arrays, Limits
from tests.siting import worlds

LIMITS = Limits(seconds=60.0, gap_share=0.0, seed=1)
NO_TIME = Limits(seconds=0.0, gap_share=0.0, seed=1)
RULES = [{"p": (2, 2)}, {"p": (1, 3), "required": 1}, {"p": (1, 2), "blanks": 0.4}, {"p": (3, 4), "required": 2}]
WHOLE, SPLIT, FREE = (
    {"capacitated": True, "single_source": True},
    {"capacitated": True, "single_source": False},
    {"capacitated": False},
)


def _world(seed, **kind):
    return worlds.arrays(seed, clients=5, sites=4, fixed=False, cost_max=9, **kind)


def sound(world, found):
    """The plan keeps every rule: number, required, service in full, capacity, allowed pairs."""
    share, load = found.share, world.demand @ found.share
    assert world.sites_min <= found.opened.sum() <= world.sites_max
    assert found.opened[world.required].all()
    assert share.sum(axis=1) == pytest.approx(np.ones(len(share)))
    assert (load <= world.capacity * (1 + 1e-6)).all()
    assert (np.isfinite(world.cost) & found.opened)[share > 0].all()
    if world.single_source:
        assert set(np.unique(share)) <= {0.0, 1.0}


def _profile(world, found):
    """Demand served at each travel in use, largest first."""
    amounts = world.demand[:, None] * found.share
    travels = sorted(set(world.cost[found.share > 0].tolist()), reverse=True)
    return [(travel, float(amounts[world.cost == travel].sum())) for travel in travels]


def _best_radius(world):
    """By every set; split clients fit if no group of them wants more than its sites hold (Gale 1957)."""
    if world.single_source or not world.capacitated:
        return worlds.best_radius(world)
    groups = np.array(list(itertools.product([False, True], repeat=len(world.demand))))
    wants, sets = groups @ world.demand, np.array(list(worlds.sets(world)))
    for radius in np.unique(world.cost[np.isfinite(world.cost)]):
        held = (groups @ (world.cost <= radius)) @ (sets * world.capacity).T  # groups by sets
        if (held >= wants[:, None]).all(axis=0).any():
            return radius
    return None


@pytest.mark.parametrize("rules", RULES, ids=str)
@pytest.mark.parametrize("kind", [FREE, WHOLE, SPLIT], ids=["free", "whole", "split"])
def test_the_radius_is_the_least_of_every_set_and_plan(kind, rules):
    plans = 0
    for seed in range(8):
        world = _world(seed, **kind, **rules)
        found, best = centre.radius(world, LIMITS), _best_radius(world)
        if best is None:
            assert found.outcome.no_plan_exists
            assert found.opened is None
            continue
        plans += 1
        sound(world, found)
        assert world.cost[found.share > 0].max() == best
        assert found.outcome.proved_best
        assert found.outcome.bound == best
    assert plans >= 3


@pytest.mark.parametrize("rules", RULES, ids=str)
@pytest.mark.parametrize(("kind", "count"), [(FREE, 15), (WHOLE, 8), (SPLIT, 3)], ids=["free", "whole", "split"])
def test_each_travel_in_turn_bears_the_least_demand(kind, count, rules):
    plans = 0
    for seed in range(count):
        world = _world(seed, **kind, **rules)
        found, best = centre.lexicographic(world, LIMITS), worlds.best_profile(world)
        if best is None:
            assert found.outcome.no_plan_exists
            continue
        plans += 1
        sound(world, found)
        assert np.array(_profile(world, found)) == pytest.approx(np.array(best), abs=1e-4)
        assert found.outcome.proved_best
    assert plans >= 1


def _by_hand(**changes):
    """Three clients, three sites, one to be opened: minutes."""
    world = Arrays(
        cost=np.array([[9.0, 9.0, 1.0], [2.0, 9.0, 1.0], [3.0, 1.0, 10.0]]),
        demand=np.array([1.0, 4.0, 2.0]),
        fixed=np.zeros(3),
        capacity=np.full(3, np.inf),
        required=np.zeros(3, bool),
        sites_min=1,
        sites_max=1,
        single_source=False,
    )
    return replace(world, **changes)


def test_the_last_far_client_decides_between_equal_radii():
    # farthest: site 0 9, site 1 9, site 2 10. At 9 minutes site 0 sends a demand of 1, site 1 1 + 4 = 5.
    found = centre.lexicographic(_by_hand(), LIMITS)
    assert found.opened.tolist() == [True, False, False]
    assert _profile(_by_hand(), found) == [(9.0, 1.0), (3.0, 2.0), (2.0, 4.0)]


def test_demand_may_be_split_to_spare_the_longest_travel():
    # both sites open; site 0 holds 5 of the 6, so 1 goes 8 minutes: from either client in part, never more
    world = _by_hand(
        cost=np.array([[1.0, 8.0], [1.0, 8.0]]), demand=np.array([3.0, 3.0]), fixed=np.zeros(2),
        capacity=np.array([5.0, 9.0]), required=np.zeros(2, bool), sites_max=2,
    )  # fmt: skip
    assert _profile(world, centre.lexicographic(world, LIMITS)) == [
        (8.0, pytest.approx(1.0)),
        (1.0, pytest.approx(5.0)),
    ]
    whole = replace(world, single_source=True)  # a whole client of 3 must go
    assert _profile(whole, centre.lexicographic(whole, LIMITS)) == [(8.0, 3.0), (1.0, 3.0)]


def test_more_sites_never_lengthen_and_an_exact_number_is_made_up():
    random = np.random.default_rng(3)
    places = random.random((40, 2))
    world = _by_hand(
        cost=np.linalg.norm(places[:, None] - places[None], axis=2), demand=np.ones(40), fixed=np.zeros(40),
        capacity=np.full(40, np.inf), required=np.zeros(40, bool),
    )  # fmt: skip
    radii = []
    for number in (1, 2, 4, 8, 16, 39, 40):
        found = centre.radius(replace(world, sites_min=number, sites_max=number), LIMITS)
        assert found.opened.sum() == number
        assert found.outcome.proved_best
        radii.append(found.outcome.bound)
    assert radii == sorted(radii, reverse=True)
    assert radii[-1] == 0.0


def test_no_plan_where_the_allowed_sites_cannot_reach_everyone():
    apart = np.where(np.eye(3) == 1, 5.0, np.inf)  # each client its own site; two are allowed
    assert centre.radius(_by_hand(cost=apart, sites_max=2), LIMITS).outcome.no_plan_exists
    assert centre.lexicographic(_by_hand(cost=apart, sites_max=2), LIMITS).outcome.no_plan_exists
    assert centre.radius(_by_hand(cost=apart, sites_max=3), LIMITS).outcome.bound == 5.0
    full = _by_hand(capacity=np.array([2.0, 2.0, 9.0]), sites_max=2, required=np.array([True, True, False]))
    assert centre.radius(full, LIMITS).outcome.no_plan_exists  # 2 + 2 places for 7


def test_out_of_time_gives_what_is_known_and_claims_no_proof():
    random = np.random.default_rng(5)
    places = random.random((80, 2))
    world = _by_hand(
        cost=np.linalg.norm(places[:, None] - places[None], axis=2), demand=np.ones(80), fixed=np.zeros(80),
        capacity=np.full(80, np.inf), required=np.zeros(80, bool), sites_min=8, sites_max=8,
    )  # fmt: skip
    proved = centre.radius(world, LIMITS)
    for found in (centre.radius(world, NO_TIME), centre.lexicographic(world, NO_TIME)):
        sound(world, found)
        assert not found.outcome.proved_best
        assert "time limit" in found.outcome.words
        reached = world.cost[found.share > 0].max()
        assert found.outcome.bound <= proved.outcome.bound <= reached
        assert found.outcome.gap_share == pytest.approx(1 - found.outcome.bound / reached)
    near = centre.radius(world, replace(LIMITS, gap_share=0.2))
    assert near.outcome.proved_best
    assert near.outcome.gap_share <= 0.2


def test_out_of_time_with_capacities_is_not_the_same_as_no_plan():
    found = centre.radius(_world(0, p=(2, 2), **WHOLE), NO_TIME)
    assert found.opened is None
    assert not found.outcome.no_plan_exists
    assert "time limit" in found.outcome.words


@pytest.mark.parametrize("kind", [FREE, SPLIT], ids=["free", "split"])
def test_twice_the_same(kind):
    world = worlds.arrays(11, clients=20, sites=8, fixed=False, cost_max=12, p=(6, 6), **kind)
    for search in (centre.radius, centre.lexicographic):
        one, other = search(world, LIMITS), search(world, LIMITS)
        assert (one.opened == other.opened).all()
        assert (one.share == other.share).all()
        assert one.outcome == other.outcome

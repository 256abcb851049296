"""Set covering and maximal covering against every set and plan of small worlds, and by hand."""

from dataclasses import replace

import numpy as np
import pytest

from feasibility.siting import covering
from feasibility.siting.arrays import Arrays, Limits
from feasibility.siting.covering import cover
from feasibility.siting.covering.reduction import reduced
from tests.siting import worlds
from tests.siting.test_centre import FREE, SPLIT, WHOLE, sound

LIMITS = Limits(seconds=60.0, gap_share=0.0, seed=1)
RULES = [
    {"p": (1, 5), "blanks": 0.4},
    {"p": (2, 3), "blanks": 0.5, "required": 1},
    {"p": (1, 2), "blanks": 0.6},
    {"p": (3, 4), "blanks": 0.3, "required": 2},
]


def _world(seed, *, unit=False, **kind):
    world = worlds.arrays(seed, clients=5, sites=5, **kind)
    return replace(world, fixed=np.ones(5)) if unit else world


@pytest.mark.parametrize("unit", [True, False], ids=["fewest", "cheapest"])
@pytest.mark.parametrize("rules", RULES, ids=str)
@pytest.mark.parametrize("kind", [FREE, WHOLE, SPLIT], ids=["free", "whole", "split"])
def test_the_cheapest_cover_of_every_set(kind, rules, unit):
    plans = 0
    for seed in range(6):
        world = _world(seed, unit=unit, **kind, **rules)
        found, best = covering.least_cost(world, LIMITS), worlds.least_cover(world)
        if best is None:
            assert found.outcome.no_plan_exists
            assert found.opened is None
            continue
        plans += 1
        sound(world, found)
        assert world.fixed[found.opened].sum() == pytest.approx(best)
        assert found.outcome.proved_best
        assert found.outcome.bound == pytest.approx(best)
    assert plans >= 1


@pytest.mark.parametrize("rules", RULES, ids=str)
@pytest.mark.parametrize("kind", [FREE, WHOLE, SPLIT], ids=["free", "whole", "split"])
def test_the_most_demand_of_every_set(kind, rules):
    partly = 0
    for seed in range(6):
        world = _world(seed, **kind, **rules)
        world = replace(
            world, cost=np.where(np.arange(5)[:, None] == seed % 5, np.inf, world.cost)
        )  # one is beyond all
        found, best = covering.most_covered(world, LIMITS), worlds.most_covered(world)
        served = world.demand @ found.share.sum(axis=1)
        assert served == pytest.approx(best)
        assert found.outcome.proved_best
        assert found.outcome.bound == pytest.approx(best)
        assert world.sites_min <= found.opened.sum() <= world.sites_max
        assert found.opened[world.required].all()
        assert (np.isfinite(world.cost) & found.opened)[found.share > 0].all()
        assert (world.demand @ found.share <= world.capacity * (1 + 1e-6)).all()
        assert (found.share.sum(axis=1) <= 1 + 1e-9).all()
        if world.single_source or not world.capacitated:
            assert set(np.unique(found.share)) <= {0.0, 1.0}
        partly += 0 < served < world.demand.sum()
    assert partly >= 2


def _by_hand(reach, **changes):
    """Sites that cost 1 each, whole demand of 1 a client, any number of them."""
    reach = np.array(reach, bool)
    clients, sites = reach.shape
    world = Arrays(
        cost=np.where(reach, 0.0, np.inf), demand=np.ones(clients), fixed=np.ones(sites),
        capacity=np.full(sites, np.inf), required=np.zeros(sites, bool), sites_min=1, sites_max=sites,
        single_source=False,
    )  # fmt: skip
    return replace(world, **changes)


def test_reduction_keeps_the_hardest_client_and_the_site_for_it():
    # client 0 has site 0 alone: clients 1 and 2, who have it too, follow; client 3 has 1 and 2, the first stays
    reach = np.array([[1, 0, 0], [1, 1, 0], [1, 0, 1], [0, 1, 1]], bool)
    left = reduced(reach, np.ones(3))
    assert left.sites.tolist() == [0, 1]
    assert left.reach.tolist() == [[True, False], [False, True]]
    # a cheaper site 2 stays in place of 1
    assert reduced(reach, np.array([1.0, 1.0, 0.5])).sites.tolist() == [0, 2]
    # client 2 has site 1 alone, dear as it is: client 0 follows, and site 0 is no longer needed
    assert reduced(np.array([[1, 1], [0, 1]], bool), np.array([1.0, 9.0])).sites.tolist() == [1]


def test_the_number_of_sites_is_made_up_at_least_cost():
    # site 0 reaches both; of two sites the second costs 1 and reaches nobody whom site 0 does not
    world = _by_hand([[1, 1, 0], [1, 0, 1]], fixed=np.array([3.0, 5.0, 1.0]), sites_min=2)
    found = covering.least_cost(world, LIMITS)
    assert found.opened.tolist() == [True, False, True]
    assert found.outcome.bound == pytest.approx(4.0)


def test_a_tighter_bound_on_the_number_turns_cheap_sites_into_a_dear_one():
    world = _by_hand([[1, 0, 1], [0, 1, 1]], fixed=np.array([1.0, 1.0, 9.0]))
    assert covering.least_cost(world, LIMITS).opened.tolist() == [True, True, False]
    one = covering.least_cost(replace(world, sites_max=1), LIMITS)
    assert one.opened.tolist() == [False, False, True]
    assert one.outcome.bound == pytest.approx(9.0)


def test_no_cover_where_a_client_has_no_site_or_too_few_are_allowed():
    assert covering.least_cost(_by_hand([[1, 0], [0, 0]]), LIMITS).outcome.no_plan_exists
    assert covering.least_cost(_by_hand([[1, 0], [0, 1]], sites_max=1), LIMITS).outcome.no_plan_exists
    tight = _by_hand([[1, 1], [1, 1]], capacity=np.array([1.0, 0.5]))  # 1.5 places for 2
    assert covering.least_cost(tight, LIMITS).outcome.no_plan_exists


def test_a_client_beyond_every_site_is_left_out_and_parts_are_served_only_where_allowed():
    world = _by_hand([[1, 0], [0, 0]], sites_max=1)
    found = covering.most_covered(world, LIMITS)
    assert found.share.tolist() == [[1.0, 0.0], [0.0, 0.0]]
    # one site of 3 places, clients of 2 and 2: 3 in parts, 2 whole
    world = _by_hand([[1], [1]], demand=np.array([2.0, 2.0]), capacity=np.array([3.0]), sites_max=1)
    assert covering.most_covered(world, LIMITS).outcome.bound == pytest.approx(3.0)
    assert covering.most_covered(replace(world, single_source=True), LIMITS).outcome.bound == pytest.approx(2.0)


def test_more_sites_never_cover_less():
    reach = np.random.default_rng(2).random((60, 15)) < 0.12
    served = [covering.most_covered(_by_hand(reach, sites_max=n), LIMITS).outcome.bound for n in range(1, 16)]
    assert served == sorted(served)
    assert served[-1] == pytest.approx(reach.any(axis=1).sum())


def test_bound_and_quick_cover_enclose_the_fewest():
    for seed in range(10):
        reach = np.random.default_rng(seed).random((40, 20)) < 0.2
        reach[np.arange(40), np.arange(40) % 20] = True
        question = cover.Question(reach, np.ones(20), np.zeros(20, bool), 0, 20)
        opened, outcome = cover.cheapest(question, LIMITS)
        assert reach[:, opened].any(axis=1).all()
        assert cover.bound(question, LIMITS) <= opened.sum() + 1e-6
        quick = cover.quick(question)
        assert reach[:, quick].any(axis=1).all()
        assert opened.sum() <= quick.sum()
        assert outcome.proved_best


def test_out_of_time_gives_what_is_known_and_claims_no_proof():
    reach = np.random.default_rng(4).random((120, 60)) < 0.06
    world = _by_hand(reach, sites_max=9)
    proved = covering.most_covered(world, LIMITS)
    hurried = covering.most_covered(world, replace(LIMITS, seconds=0.0))
    served = hurried.share.sum()
    assert served <= proved.share.sum() <= hurried.outcome.bound
    assert not hurried.outcome.proved_best
    assert hurried.outcome.gap_share == pytest.approx(hurried.outcome.bound / served - 1)
    reach[np.arange(120), np.arange(120) % 60] = True
    stopped = covering.least_cost(_by_hand(reach), replace(LIMITS, seconds=0.0)).outcome
    assert not stopped.proved_best
    assert not stopped.no_plan_exists


def test_twice_the_same():
    world = worlds.arrays(7, clients=40, sites=15, capacitated=True, blanks=0.6, p=(1, 8))
    for search in (covering.least_cost, covering.most_covered):
        one, other = search(world, LIMITS), search(world, LIMITS)
        assert (one.opened == other.opened).all()
        assert (one.share == other.share).all()

"""The reach problems through the public functions, against every set of sites tried."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from feasibility import siting
from tests.siting import worlds

MINUTES = pd.DataFrame({"a": [1.0, 4.0, 9.0], "b": [5.0, 2.0, 6.0], "c": [9.0, 7.0, 3.0]}, index=["x", "y", "z"])
KINDS = [
    {"capacitated": capacitated, "single_source": single_source, "p": (2, 2), **rules}
    for capacitated, single_source in ((False, False), (True, False), (True, True))
    for rules in ({"required": 1}, {"blanks": 0.3, "p": (1, 3)})
]


def asked(world):
    given = worlds.labelled(world)
    return given, {
        "demand": given.demand,
        "capacity": given.capacity,
        "single_source": world.single_source,
        "required": given.required,
    }


def drawn(kind, seed):
    """A world that no check refuses: a search has to tell whether it has a plan."""
    world = worlds.arrays(seed, clients=4, sites=4, cost_max=9, **kind)
    return replace(world, capacity=world.capacity + world.demand.max())


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_p_centre(kind):
    for seed in range(2):
        world = drawn(kind, seed)
        given, arguments = asked(world)
        best = worlds.best_radius(world)
        answer = siting.p_centre(given.cost, (world.sites_min, world.sites_max), **arguments)
        assert answer.objective == best
        assert answer.outcome.no_plan_exists == (best is None)
        assert answer.proved_best == (best is not None)


@pytest.mark.parametrize("kind", [*KINDS[:1], *KINDS[4:]], ids=str)
def test_lexicographic_p_centre(kind):
    for seed in range(2):
        world = drawn(kind, seed)
        given, arguments = asked(world)
        answer = siting.p_centre(given.cost, (world.sites_min, world.sites_max), lexicographic=True, **arguments)
        assert answer.levels == (worlds.best_profile(world) or ())


def test_lexicographic_p_centre_of_split_clients():
    world = drawn({"capacitated": True, "p": (2, 2), "fixed": False}, 1)
    given, arguments = asked(world)
    answer = siting.p_centre(given.cost, 2, lexicographic=True, **arguments)
    assert np.allclose(answer.levels, worlds.best_profile(world))


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_set_covering(kind):
    for seed in range(2):
        world = drawn(kind, seed)
        limit = 6.0
        near = replace(world, cost=np.where(world.cost <= limit, world.cost, np.inf))
        if not np.isfinite(near.cost).any(axis=1).all():
            continue
        given, arguments = asked(world)
        best = worlds.least_cover(near)
        answer = siting.set_covering(
            given.cost, limit, fixed_cost=given.fixed_cost, p=(world.sites_min, world.sites_max), **arguments
        )
        assert answer.objective == best
        assert answer.outcome.no_plan_exists == (best is None)


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_maximal_covering(kind):
    for seed in range(2):
        world = drawn(kind, seed)
        limit = 4.0
        near = replace(world, cost=np.where(world.cost <= limit, world.cost, np.inf))
        given, arguments = asked(world)
        answer = siting.maximal_covering(given.cost, limit, (world.sites_min, world.sites_max), **arguments)
        assert answer.objective == pytest.approx(worlds.most_covered(near))
        assert answer.bound == pytest.approx(answer.objective)
        assert answer.proved_best


def test_the_fewest_sites_where_nothing_costs():
    # within 4: x by a, y by a or b, z by c
    assert siting.set_covering(MINUTES, 4).opened == ("a", "c")
    assert siting.set_covering(MINUTES, 4).objective == 2
    # within 6: b reaches all
    assert siting.set_covering(MINUTES, 6).opened == ("b",)
    assert siting.set_covering(MINUTES, 6, forbidden=["b"]).opened == ("a", "c")
    assert siting.set_covering(MINUTES, 4, p=(0, 1)).outcome.no_plan_exists


def test_a_client_nobody_reaches_is_told_by_a_covering_and_left_out_by_a_maximal_one():
    with pytest.raises(siting.InputError, match="no site that may be opened reaches z within 2"):
        siting.set_covering(MINUTES, 2)
    # within 2: x by a, y by b, z by none
    answer = siting.maximal_covering(MINUTES, 2, 2)
    assert answer.opened == ("a", "b")
    assert answer.objective == 2
    assert answer.allocation["client"].tolist() == ["x", "y"]


def test_room_decides_who_is_covered():
    demand = pd.Series({"x": 2.0, "y": 3.0, "z": 5.0})
    # within 6 b reaches all 10; it holds 7: all of them, but split
    split = siting.maximal_covering(MINUTES, 6, 1, demand=demand, capacity=7, forbidden=["a", "c"])
    assert split.objective == pytest.approx(7)
    # whole: x and z are 7, x and y 5
    whole = siting.maximal_covering(MINUTES, 6, 1, demand=demand, capacity=7, forbidden=["a", "c"], single_source=True)
    assert whole.objective == 7
    assert whole.allocation["client"].tolist() == ["x", "z"]


def test_a_centre_keeps_a_limit_of_its_own():
    # a and b: z at 6; a and c: y at 4
    assert siting.p_centre(MINUTES, 2).objective == 4
    assert siting.p_centre(MINUTES, 2, limit=3.5).outcome.no_plan_exists
    assert siting.p_centre(MINUTES, 2, required=["b"]).objective == 5  # b and c: x at 5


def test_two_calls_give_one_answer():
    world = worlds.labelled(worlds.arrays(2, clients=20, sites=10, cost_max=4))
    for function, arguments in (
        (siting.p_centre, {"p": 3}),
        (siting.set_covering, {"limit": 2}),
        (siting.maximal_covering, {"limit": 1, "p": 3}),
    ):
        first, second = (function(world.cost, **arguments) for _ in range(2))
        assert first.opened == second.opened
        assert first.allocation.equals(second.allocation)

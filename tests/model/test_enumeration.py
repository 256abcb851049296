"""The enumeration against every seating there is, on worlds small enough to list them all."""

from dataclasses import replace
from functools import cache
from itertools import product

import numpy as np
import pandas as pd
import pytest

from feasibility.enumeration import Found, best_of, enumerate_all, winner
from feasibility.options import DO_MINIMUM, DO_NOTHING, VIRTUAL_POOL, listed
from feasibility.plan import objective_gbp, seated, unreached_heads
from feasibility.plan import staying as plan_of_staying
from feasibility.problem import Problem
from feasibility.scenario.sections import Options
from feasibility.soundness import breaches
from tests.model.worlds import at_random, enumerated, options_of, out_of_reach, staying, tiny

SMALL = 48
"""Worlds of which every seating is listed."""


def small(seed: int) -> Problem:
    """One to three groups of one to three staff, two sites: at most 4 x 4 x 4 seatings."""
    rng = np.random.default_rng(seed)
    groups, sites = [f"g-{i}" for i in range(rng.integers(1, 4))], ["a", "b"]
    needed = int(rng.integers(1, 15))
    asked = Problem(
        heads=pd.Series(rng.integers(1, 4, len(groups)), index=groups),
        unreached=pd.DataFrame(False, index=groups, columns=sites),
        travel_gbp=pd.DataFrame(rng.normal(0, 30, (len(groups), 2)).round(1), index=groups, columns=sites),
        sites=pd.DataFrame(
            {
                "workstations_max": rng.integers(1, needed + 4, 2),
                "workstations_present": np.where(rng.random(2) < 0.4, rng.integers(0, needed + 1, 2), 0),
                "open_gbp": rng.uniform(0, 100, 2).round(1),
                "workstation_gbp": rng.uniform(1, 20, 2).round(1),
                "ready": True,
            },
            index=sites,
        ),
        moving_gbp=10.0,
        staying_gbp=staying(200.0),
        workstations_needed=needed,
        rules=Options(sites_open_min=1, sites_open_max=2, staff_per_site_min=int(rng.integers(1, 4))),
    )
    pairs = [(g, s) for g in groups for s in sites if rng.random() < 0.2] if seed % 3 else []
    return out_of_reach(asked, *pairs)


def every_seating(problem: Problem, site_ids: tuple[str, ...]) -> list[tuple[int, float]]:
    """Staff out of reach and cost of every seating at just these sites that keeps every rule."""
    costs = []
    for at_first in product(*(range(int(n) + 1) for n in problem.heads)):
        first = pd.Series(at_first, index=problem.heads.index)
        heads = pd.DataFrame({site_ids[0]: first})
        if len(site_ids) == 2:
            heads[site_ids[1]] = problem.heads - first
        plan = seated(problem, heads)
        if not breaches(problem, plan):
            costs.append((unreached_heads(problem, plan), objective_gbp(problem, plan)))
    return costs


@cache
def answers(seed: int) -> tuple[Problem, list[Found]]:
    problem = small(seed)
    return problem, enumerated(problem)


@pytest.mark.parametrize("seed", range(SMALL))
def test_finds_the_cheapest_of_every_seating(seed):
    problem, every = answers(seed)
    for found in every:
        if found.option.stays:
            assert found.plan.stays
            continue
        costs = every_seating(problem, found.option.site_ids)
        if found.plan is None:
            assert costs == []
            assert found.reason
        else:
            fewest, cheapest = min(costs)
            assert unreached_heads(problem, found.plan) == fewest
            assert objective_gbp(problem, found.plan) == pytest.approx(cheapest)
            assert breaches(problem, found.plan) == []


def test_small_worlds_are_of_every_kind():
    worlds = [answers(seed) for seed in range(SMALL)]
    found = [f for _, every in worlds for f in every]
    pairs = [f for f in found if f.option.option_id == "a--b"]
    assert sum(f.plan is None for f in pairs) > 5
    assert sum(f.plan is not None for f in pairs) > 20
    assert any(f.plan is not None and ((f.plan.heads > 0).sum(axis=1) == 2).any() for f in pairs)  # a group splits
    plans = [(problem, every[-1].plan) for problem, every in worlds if problem.unreached.to_numpy().any()]
    reach = [unreached_heads(problem, plan) for problem, plan in plans if plan is not None]
    assert sum(n > 0 for n in reach) > 3
    assert sum(n == 0 for n in reach) > 3


def test_by_hand():
    # See tests/model/test_rules.py for the sums.
    found = {f.option.option_id: f for f in enumerated(tiny())}
    costs = {key: objective_gbp(tiny(), f.plan) for key, f in found.items() if f.plan is not None}
    assert costs == {DO_NOTHING: 10_000, DO_MINIMUM: 10_500, "a": 550, "b": 630, "a--b": 490, "a--c": 462, "b--c": 538}
    assert found["c"].reason == "holds 12 workstations of 20 needed: 8 short"


def test_reach_comes_before_money():
    # g-2 (4 staff) has no journey to c; nothing changes at a, b, and b, c had g-2 at b before. With a, c the cheapest
    # had g-2 at c. Now the four sit at a, and c opens for one of g-1, the fewest that the rule allows: each more costs
    # 18. 50 + 140 + 18 x 5 + 2 x 4 + 5 x 10 + 30 + 4 x 60 = 608.
    problem = out_of_reach(tiny(), ("g-2", "c"))
    found = {f.option.option_id: f for f in enumerated(problem)}
    costs = {key: objective_gbp(problem, f.plan) for key, f in found.items() if f.plan is not None}
    assert costs == {DO_NOTHING: 10_000, DO_MINIMUM: 10_500, "a": 550, "b": 630, "a--b": 490, "a--c": 608, "b--c": 538}
    assert {unreached_heads(problem, f.plan) for f in found.values() if f.plan} == {0}


@pytest.mark.parametrize("noise", [-1e-9, 0.0, 1e-9])
def test_who_gains_alike_sits_in_the_order_of_the_groups(noise):
    # Both groups gain 40 at a, but for the last bits of a sum; a holds six staff. The six of g-1 sit there, not g-2.
    travel = pd.DataFrame({"a": [10.0, 20.0 + noise], "b": [50.0, 60.0]}, index=["g-1", "g-2"])
    places = tiny().sites.loc[["a", "b"]].assign(workstations_max=[12, 24])
    problem = replace(tiny(), sites=places, travel_gbp=travel, unreached=tiny().unreached[["a", "b"]])
    pair = next(f for f in enumerated(problem) if f.option.option_id == "a--b")
    assert pair.plan.heads.to_dict() == {"a": {"g-1": 6, "g-2": 0}, "b": {"g-1": 0, "g-2": 4}}


def test_fewest_out_of_reach_where_some_must_be():
    # g-1 (6) reaches only c, g-2 (4) all. Alone at a or b all six are out of reach; with c, all six sit there.
    problem = out_of_reach(tiny(), ("g-1", "a"), ("g-1", "b"))
    found = {f.option.option_id: f for f in enumerated(problem) if f.plan is not None}
    unreached = {key: unreached_heads(problem, f.plan) for key, f in found.items()}
    assert unreached == {DO_NOTHING: 0, DO_MINIMUM: 0, "a": 6, "b": 6, "a--b": 6, "a--c": 0, "b--c": 0}
    # One fewer workstation at c than six staff take: one of g-1 must sit at a all the same.
    smaller = replace(problem, sites=problem.sites.assign(workstations_max=[24, 24, 11]))
    pair = next(f for f in enumerated(smaller) if f.option.option_id == "a--c")
    assert unreached_heads(smaller, pair.plan) == 1
    assert pair.plan.heads.loc["g-1"].to_dict() == {"a": 1, "c": 5}


def test_says_why_no_split_fits():
    # c and d hold 12 + 8 = 20 of 20 workstations, but 6 and 4 staff are fewer than 5 at d.
    problem = tiny(staff_per_site_min=5)
    sites = problem.sites.assign(workstations_max=[24, 8, 12])
    problem = replace(problem, sites=sites)
    found = {f.option.option_id: f for f in enumerated(problem)}
    assert found["b--c"].reason == "no split gives each site 5 staff or more within its floor area"


def test_says_that_there_are_too_few_staff_for_a_site():
    problem = tiny(staff_per_site_min=11)
    single = next(o for o in options_of(problem) if o.option_id == "a")
    assert best_of(problem, single).reason == "a site opens for 11 staff or more; there are 10"


def test_options_listed():
    names = {"a": "Alpha", "b": "Beta", "c": "Gamma"}
    options = listed(names, ["p", "q"], Options(sites_open_min=1, sites_open_max=2))
    assert [o.option_id for o in options] == [DO_NOTHING, DO_MINIMUM, "a", "b", "c", "a--b", "a--c", "b--c"]
    assert options[0].site_ids == ("p", "q")
    assert options[5].title == "Alpha and Beta"
    pairs = listed(names, [], Options(sites_open_min=2, sites_open_max=2))
    assert [o.option_id for o in pairs] == [DO_NOTHING, DO_MINIMUM, "a--b", "a--c", "b--c"]


def test_options_in_every_way_of_working():
    names = {"a": "Alpha", "b": "Beta"}
    both = listed(names, ["a", "b"], Options(), ["apart", "pooled"])
    assert [o.option_id for o in both if len(o.site_ids) == 2 and not o.stays] == ["a--b--pooled"]  # apart is as now
    options = listed(names, ["p", "q"], Options(sites_open_max=1), ["apart", "pooled", "virtual"])
    assert {o.option_id: (o.working, o.book, o.stays) for o in options} == {
        DO_NOTHING: ("now", "do-nothing", True),
        DO_MINIMUM: ("now", "do-minimum", True),
        VIRTUAL_POOL: ("virtual", "virtual", True),
        "a--apart": ("apart", "apart", False),
        "b--apart": ("apart", "apart", False),
        "a--pooled": ("pooled", "pooled", False),
        "b--pooled": ("pooled", "pooled", False),
    }
    assert [o.title for o in options[3:6:2]] == ["Alpha (apart)", "Alpha (pooled)"]
    assert [o.site_ids for o in options[2:4]] == [("p", "q"), ("a",)]


def test_each_way_has_a_problem_of_its_own():
    # Pooled, 20 workstations; apart, 24, so a alone costs 4 x 5 = 20 more: 570.
    problems = {"pooled": tiny(), "apart": replace(tiny(), workstations_needed=24)}
    names = {s: s.upper() for s in tiny().sites.index}
    options = listed(names, [], tiny().rules, ["apart", "pooled"])
    costs = {f.option.option_id: objective_gbp(problems.get(f.option.working, tiny()), f.plan)
             for f in enumerate_all(problems, options) if f.plan is not None}  # fmt: skip
    assert (costs["a--pooled"], costs["a--apart"]) == (550, 570)


def test_a_site_that_is_not_ready_cannot_be_had():
    late = replace(tiny(), sites=tiny().sites.assign(ready=[False, True, True]))
    found = {f.option.option_id: f for f in enumerated(late)}
    assert found["a--b"].reason == "a: not available before staff move"
    assert objective_gbp(late, found["b"].plan) == 630


def test_staying_costs_what_staying_costs():
    assert objective_gbp(tiny(), plan_of_staying(tiny(), DO_NOTHING)) == 10_000
    assert objective_gbp(tiny(), plan_of_staying(tiny(), DO_MINIMUM)) == 10_500


@pytest.mark.parametrize("seed", range(60))
def test_the_winner_alone_is_the_first_of_all(seed):
    problem = at_random(seed)
    had = [f for f in enumerated(problem) if f.plan is not None]
    best = min((unreached_heads(problem, f.plan), objective_gbp(problem, f.plan)) for f in had)
    found = winner({"pooled": problem}, options_of(problem))
    assert (unreached_heads(problem, found.plan), objective_gbp(problem, found.plan)) == pytest.approx(best)

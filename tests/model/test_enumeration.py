"""The enumeration against every seating there is, on worlds small enough to list them all."""

from itertools import product

import numpy as np
import pandas as pd
import pytest

from feasibility.audit import breaches
from feasibility.enumeration import best_of, enumerate_all
from feasibility.options import DO_NOTHING, listed
from feasibility.plan import objective_gbp, seated, staying
from feasibility.problem import Problem
from feasibility.scenario.sections import Options
from tests.model.worlds import options_of, tiny


def small(seed: int) -> Problem:
    """One to three groups of one to three staff, two sites: at most 4 x 4 x 4 seatings."""
    rng = np.random.default_rng(seed)
    groups, sites = [f"g-{i}" for i in range(rng.integers(1, 4))], ["a", "b"]
    needed = int(rng.integers(1, 15))
    return Problem(
        heads=pd.Series(rng.integers(1, 4, len(groups)), index=groups),
        travel_gbp=pd.DataFrame(rng.normal(0, 30, (len(groups), 2)).round(1), index=groups, columns=sites),
        sites=pd.DataFrame(
            {
                "workstations_max": rng.integers(1, needed + 4, 2),
                "workstations_present": np.where(rng.random(2) < 0.4, rng.integers(0, needed + 1, 2), 0),
                "open_gbp": rng.uniform(0, 100, 2).round(1),
                "workstation_gbp": rng.uniform(1, 20, 2).round(1),
            },
            index=sites,
        ),
        moving_gbp=10.0,
        do_nothing_gbp=200.0,
        workstations_needed=needed,
        rules=Options(sites_open_min=1, sites_open_max=2, staff_per_site_min=int(rng.integers(1, 4))),
    )


def every_seating(problem: Problem, site_ids: tuple[str, ...]) -> list[float]:
    """The cost of every seating at just these sites that keeps every rule."""
    costs = []
    for at_first in product(*(range(int(n) + 1) for n in problem.heads)):
        first = pd.Series(at_first, index=problem.heads.index)
        heads = pd.DataFrame({site_ids[0]: first})
        if len(site_ids) == 2:
            heads[site_ids[1]] = problem.heads - first
        plan = seated(problem, heads)
        if not breaches(problem, plan):
            costs.append(objective_gbp(problem, plan))
    return costs


@pytest.mark.parametrize("seed", range(60))
def test_finds_the_cheapest_of_every_seating(seed):
    problem = small(seed)
    for found in enumerate_all(problem, options_of(problem)):
        if found.option.is_do_nothing:
            assert found.plan.stays
            continue
        costs = every_seating(problem, found.option.site_ids)
        if found.plan is None:
            assert costs == []
            assert found.reason
        else:
            assert objective_gbp(problem, found.plan) == pytest.approx(min(costs))
            assert breaches(problem, found.plan) == []


def test_small_worlds_are_of_every_kind():
    found = [f for seed in range(60) for f in enumerate_all(small(seed), options_of(small(seed)))]
    pairs = [f for f in found if f.option.option_id == "a--b"]
    assert sum(f.plan is None for f in pairs) > 5
    assert sum(f.plan is not None for f in pairs) > 20
    assert any(f.plan is not None and ((f.plan.heads > 0).sum(axis=1) == 2).any() for f in pairs)  # a group splits


def test_by_hand():
    # See tests/model/test_rules.py for the sums.
    found = {f.option.option_id: f for f in enumerate_all(tiny(), options_of(tiny()))}
    costs = {key: objective_gbp(tiny(), f.plan) for key, f in found.items() if f.plan is not None}
    assert costs == {DO_NOTHING: 10_000, "a": 550, "b": 630, "a--b": 490, "a--c": 462, "b--c": 538}
    assert found["c"].reason == "holds 12 workstations of 20 needed: 8 short"


def test_says_why_no_split_fits():
    # c and d hold 12 + 8 = 20 of 20 workstations, but 6 and 4 staff are fewer than 5 at d.
    problem = tiny(staff_per_site_min=5)
    sites = problem.sites.assign(workstations_max=[24, 8, 12])
    problem = Problem(**{**vars(problem), "sites": sites})
    found = {f.option.option_id: f for f in enumerate_all(problem, options_of(problem))}
    assert found["b--c"].reason == "no split gives each site 5 staff or more within its floor area"


def test_says_that_there_are_too_few_staff_for_a_site():
    problem = tiny(staff_per_site_min=11)
    single = next(o for o in options_of(problem) if o.option_id == "a")
    assert best_of(problem, single).reason == "a site opens for 11 staff or more; there are 10"


def test_options_listed():
    names = {"a": "Alpha", "b": "Beta", "c": "Gamma"}
    options = listed(names, ["p", "q"], Options(sites_open_min=1, sites_open_max=2))
    assert [o.option_id for o in options] == [DO_NOTHING, "a", "b", "c", "a--b", "a--c", "b--c"]
    assert options[0].site_ids == ("p", "q")
    assert options[4].title == "Alpha and Beta"
    pairs = listed(names, [], Options(sites_open_min=2, sites_open_max=2))
    assert [o.option_id for o in pairs] == [DO_NOTHING, "a--b", "a--c", "b--c"]


def test_staying_costs_what_staying_costs():
    assert objective_gbp(tiny(), staying(tiny())) == 10_000

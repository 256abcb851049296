"""By how much each rule stands in the way: by hand, and against trying every amount on random questions."""

from dataclasses import replace

import pandas as pd
import pytest

from feasibility.explain import named
from feasibility.explain.clash import irreducible
from feasibility.explain.named import with_floor
from feasibility.explain.possible import possible
from feasibility.explain.shortfall import least_step, others_kept, shortfalls
from tests.explain.worlds import (
    SOLVER,
    budget,
    mean_minutes,
    must_close,
    must_open,
    one_site,
    random_question,
    small_sites,
    with_bounds,
)
from tests.model.worlds import tiny


def amounts(*problems) -> dict[str, float | None]:
    asked = dict(zip(("pooled", "apart"), problems, strict=False))
    return {short.rule.key: short.amount for short in shortfalls(asked, irreducible(asked, SOLVER), SOLVER)}


def test_workstations_and_sites():
    # One site: 20 needed, 12 held: 8 short. Two sites hold 24: one site more.
    assert amounts(one_site()) == {named.SITES_MAX: 1, named.CAPACITY: 8}


def test_workstations_where_shares_are_rounded_up():
    # 10 staff need 19: 1.9 a head. Sites of 10 and 9 hold 19, yet 5 + 5 staff take 10 each and 4 + 6 take 8 and 12.
    problem = replace(tiny(), workstations_needed=19, sites=tiny().sites.assign(workstations_max=[10, 9, 0]))
    assert amounts(problem)[named.CAPACITY] == 1


def test_the_way_that_lacks_least_counts():
    assert amounts(one_site(), replace(one_site(), workstations_needed=17))[named.CAPACITY] == 5


def test_pounds_against_workstations():
    # a and c cost £140, £10 over; a alone is within £130 and holds 12 of 20.
    assert amounts(with_bounds(small_sites(), budget(130.0))) == {"bound budget-2011-12": 10.0, named.CAPACITY: 8}


def test_minutes():
    # Everybody at their best: 6 at a with 10, 4 at b with 20 minutes: (60 + 80) / 10 = 14, half a minute too much.
    minutes = mean_minutes(tiny(), {"a": [10.0, 60.0], "b": [50.0, 20.0], "c": [30.0, 30.0]}, 13.5)
    assert amounts(with_bounds(tiny(), minutes)) == {"bound mean-change-all": pytest.approx(0.5)}


def test_too_little_is_short_and_not_over():
    asked = {"pooled": with_bounds(tiny(), must_open("a"), must_close("a"))}
    found = shortfalls(asked, irreducible(asked, SOLVER), SOLVER)
    assert [(short.amount, short.over) for short in found] == [(1, False), (1, True)]


def test_people_past_a_bar():
    # g-1 (6 staff) may sit nowhere, g-2 (4) at a.
    bars = pd.DataFrame({"a": [True, False], "b": [True, True], "c": [True, True]}, index=["g-1", "g-2"])
    assert amounts(replace(tiny(), barred={"rules.journey_minutes_max": bars})) == {
        "barred rules.journey_minutes_max": 6
    }


def test_late_sites_are_named():
    late = {"pooled": replace(tiny(), sites=tiny().sites.assign(ready=False, workstations_max=[8, 24, 8]))}
    (short,) = shortfalls(late, irreducible(late, SOLVER), SOLVER)
    assert (short.amount, short.at) == (1, ("b",))


def test_staff_at_a_site():
    # Ten staff give two sites five each: one fewer than six. One site instead of two would do as well.
    assert amounts(tiny(sites_open_min=2, staff_per_site_min=6)) == {named.STAFF_MIN: 1, named.SITES_MIN: 1}


def test_teams():
    # Teams of 6 and 4 need 12 and 8 workstations; the sites hold 8 and 12 less one. Splitting one of them is enough.
    teams = pd.Series({"g-1": "team-001", "g-2": "team-002"})
    problem = replace(small_sites(), teams=teams, sites=tiny().sites.assign(workstations_max=[10, 10, 0]))
    assert amounts(problem)[named.TEAMS] == 1


@pytest.mark.parametrize("needed", [1, 2, 7, 30])
def test_halving_finds_the_least_step(needed):
    assert least_step(lambda step: step >= needed, 29) == (needed if needed <= 29 else None)


@pytest.mark.parametrize("seed", range(2, 8))
def test_less_than_the_shortfall_is_not_enough_and_the_shortfall_is(seed):
    asked = {"pooled": random_question(seed)}
    if possible(asked, SOLVER):
        return
    clash = irreducible(asked, SOLVER)
    for short in shortfalls(asked, clash, SOLVER):
        kept = others_kept(asked, clash, short.rule, SOLVER)["pooled"]
        assert short.amount is not None
        assert short.amount > 0
        tried = TRIED.get(short.rule.key)
        if tried is not None:
            # More never takes a plan away, so one less than enough says that no smaller amount is.
            assert possible({"pooled": tried(kept, int(short.amount))}, SOLVER)
            assert not possible({"pooled": tried(kept, int(short.amount) - 1)}, SOLVER)
        if short.rule.key.startswith(named.BOUND):
            assert possible({"pooled": eased(kept, short.rule.key, short.amount + 1e-6)}, SOLVER)
            assert not possible({"pooled": eased(kept, short.rule.key, short.amount - 0.01)}, SOLVER)


def eased(problem, key, amount):
    wider = [
        replace(bound, least=bound.least - amount, most=bound.most + amount)
        if named.BOUND + bound.bound_id == key
        else bound
        for bound in problem.bounds
    ]
    return replace(problem, bounds=tuple(wider))


def options(problem, **figures):
    return replace(problem, rules=problem.rules.model_copy(update=figures))


def larger_somewhere(problem, more):
    """The first problem that can be had of those with one site larger, or the last of them."""
    for site in problem.sites.index:
        made = with_floor(problem, problem.sites["workstations_max"] + more * (problem.sites.index == site))
        if possible({"pooled": made}, SOLVER):
            break
    return made


TRIED = {
    named.SITES_MAX: lambda p, step: options(p, sites_open_max=p.rules.sites_open_max + step),
    named.STAFF_MIN: lambda p, step: options(p, staff_per_site_min=p.rules.staff_per_site_min - step),
    named.CAPACITY: larger_somewhere,
}

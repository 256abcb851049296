"""Which rules clash, by hand and on random questions."""

from dataclasses import replace

import pandas as pd
import pytest

from feasibility import model
from feasibility.explain import named
from feasibility.explain.clash import irreducible
from feasibility.explain.named import CAPACITY, SITES_MAX, only, rules_of, without
from feasibility.explain.possible import merged, possible
from tests.explain.worlds import (
    SOLVER,
    budget,
    must_close,
    must_open,
    one_site,
    random_question,
    small_sites,
    with_bounds,
)
from tests.model.worlds import out_of_reach, tiny


def keys(*problems) -> list[str]:
    return [rule.key for rule in irreducible(dict(zip(("pooled", "apart"), problems, strict=False)), SOLVER)]


def test_floor_and_number_of_sites():
    # 20 workstations; the largest site holds 12, two hold 24.
    assert keys(one_site()) == [SITES_MAX, CAPACITY]


def test_a_rule_that_could_be_kept_is_left_out():
    # £300 pays for any two sites; reach is kept by all but g-1 at c.
    problem = out_of_reach(with_bounds(one_site(), budget(300.0)), ("g-1", "c"))
    assert keys(problem) == [SITES_MAX, CAPACITY]


def test_a_budget_against_the_floor():
    # Two sites are needed: 12 + 8 = 20 at a and c, £140. £130 pays for a, b or c alone.
    assert keys(with_bounds(small_sites(), budget(130.0))) == ["bound budget-2011-12", CAPACITY]


def test_two_rules_on_one_site():
    assert keys(with_bounds(tiny(), must_open("a"), must_close("a"))) == ["bound must-open-a", "bound must-close-a"]


def test_of_two_bounds_of_one_setting_only_the_one_that_clashes():
    # Two sites at most: a, b and c cannot all open, but a and b can; must-close-b clashes with must-open-b alone.
    problem = with_bounds(tiny(), must_open("a"), must_open("b"), must_close("b"))
    assert keys(problem) == ["bound must-open-b", "bound must-close-b"]


def test_late_sites_and_least_staff():
    late = replace(tiny(), sites=tiny().sites.assign(ready=False))
    assert keys(late) == [named.AVAILABILITY]
    # 10 staff cannot give two sites six each.
    assert keys(tiny(sites_open_min=2, staff_per_site_min=6)) == [named.STAFF_MIN, named.SITES_MIN]


def test_a_bar_on_journeys():
    # Nobody of g-1 may sit anywhere.
    bars = pd.DataFrame({"a": [True, False], "b": [True, False], "c": [True, True]}, index=["g-1", "g-2"])
    assert keys(replace(tiny(), barred={"rules.journey_minutes_max": bars})) == ["barred rules.journey_minutes_max"]


def test_a_team_that_no_site_holds():
    # All ten in one team need 20 workstations at one site; two sites of 12 may open.
    problem = replace(small_sites(), teams=pd.Series({"g-1": "team-001", "g-2": "team-001"}))
    assert keys(problem) == [named.TEAMS, CAPACITY]


def test_every_way_of_moving_has_to_fail():
    # Apart lacks sites in time, pooled room: either opens once its own rule goes, so neither rule alone explains both.
    late = replace(tiny(), sites=tiny().sites.assign(ready=False))
    assert keys(one_site(), late) == [named.AVAILABILITY, SITES_MAX, CAPACITY]


def test_no_site_at_all_is_nobody_s_rule():
    none = replace(
        tiny(), sites=tiny().sites.iloc[:0], travel_gbp=tiny().travel_gbp[[]], unreached=tiny().unreached[[]]
    )
    assert keys(none) == []


def test_what_can_be_had_has_no_clash():
    with pytest.raises(ValueError, match="a move is possible"):
        keys(tiny())


def test_groups_that_no_rule_tells_apart_are_one():
    assert merged(tiny()).heads.to_dict() == {"g-1": 10}
    assert merged(out_of_reach(tiny(), ("g-1", "c"))).heads.to_dict() == {"g-1": 6, "g-2": 4}


@pytest.mark.parametrize("seed", range(6))
def test_without_any_one_rule_of_a_clash_staff_can_move(seed):
    problems = {"pooled": random_question(seed)}
    # Group by group, the answer is that of the merged groups.
    plan, _ = model.solve(replace(problems["pooled"], staying_gbp={}), SOLVER)
    assert possible(problems, SOLVER) == (plan is not None)
    if plan is not None:
        return
    clash = [rule.key for rule in irreducible(problems, SOLVER)]
    assert clash
    assert not possible(only(problems, clash), SOLVER)
    for key in clash:
        assert possible(only(problems, [other for other in clash if other != key]), SOLVER)


def test_the_random_questions_are_often_not_to_be_had():
    asked = [random_question(seed) for seed in range(6)]
    assert 3 <= sum(not possible({"pooled": problem}, SOLVER) for problem in asked) <= 7


def test_lifting_every_rule_leaves_none():
    problem = random_question(4)
    lifted = without(problem, [rule.key for rule in rules_of({"pooled": problem})])
    assert rules_of({"pooled": lifted}) == ()

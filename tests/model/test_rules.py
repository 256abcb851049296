"""Each rule of the model: where it binds, where it is slack, and a forged plan that the audit catches."""

from dataclasses import replace

import pandas as pd
import pytest

from feasibility.options import DO_MINIMUM, DO_NOTHING, VIRTUAL_POOL
from feasibility.plan import Plan, objective_gbp, unreached_heads
from feasibility.problem import Problem
from feasibility.soundness import breaches
from tests.model.solved import cost_gbp, forged, solved, staff_at
from tests.model.worlds import out_of_reach, staying, tiny

# The tiny world by hand. Moving costs 50 wherever it goes; 20 workstations for 10 staff, so two a head.
#   a alone: 50 + 100 + 20 x 5 + 6 x 10 + 4 x 60           =   550
#   b alone: 50 + 100 + 20 x 5 + 6 x 50 + 4 x 20           =   630
#   c alone: holds 12 of 20 workstations: cannot be had
#   a, b:    50 + 200 + 20 x 5 + 6 x 10 + 4 x 20           =   490  (six at a, four at b)
#   a, c:    50 + 140 + 12 x 5 + 8 x 4 + 6 x 10 + 4 x 30   =   462  (six at a, four at c)
#   b, c:    50 + 140 + 8 x 5 + 12 x 4 + 4 x 20 + 6 x 30   =   538  (four at b, six at c)
BEST_GBP = 462


def with_sites(problem: Problem, **columns: list[float]) -> Problem:
    return replace(problem, sites=problem.sites.assign(**columns))


def test_best_of_the_tiny_world():
    plan, outcome = solved(tiny())
    assert staff_at(plan) == {"a": 6, "c": 4}
    assert plan.workstations.to_dict() == {"a": 12, "c": 8}
    assert objective_gbp(tiny(), plan) == BEST_GBP
    assert outcome.proved_best
    assert breaches(tiny(), plan) == []


class TestStayOrMove:
    def test_stays_where_moving_costs_more(self):
        problem = replace(tiny(), staying_gbp=staying(461.0))  # 461 < 462
        plan, _ = solved(problem)
        assert plan.stays
        assert objective_gbp(problem, plan) == 461

    def test_moves_where_staying_costs_more(self):
        assert not solved(replace(tiny(), staying_gbp=staying(463.0)))[0].stays  # 463 > 462

    def test_stays_in_the_cheapest_way(self):
        problem = replace(tiny(), staying_gbp={DO_NOTHING: 450.0, DO_MINIMUM: 449.0})
        assert solved(problem)[0].stays_as == DO_MINIMUM

    def test_audit_catches_a_plan_that_does_both(self):
        both = Plan(pd.DataFrame({"a": {"g-1": 6, "g-2": 4}}), pd.Series(dtype=int), DO_NOTHING)
        assert breaches(tiny(), both) == ["the centres stay, yet staff are seated at a"]

    def test_audit_catches_a_way_of_staying_that_there_is_not(self):
        pool = Plan(pd.DataFrame(index=tiny().heads.index), pd.Series(dtype=int), VIRTUAL_POOL)
        assert breaches(tiny(), pool) == ["virtual-pool: not a way of staying of the problem"]


class TestNotAsNow:
    AS_NOW = frozenset({"a", "c"})

    def test_binds(self):
        # a, c at 462 would share nothing: a, b at 490 is the next.
        assert cost_gbp(replace(tiny(), as_now=self.AS_NOW)) == 490

    def test_slack(self):
        assert cost_gbp(replace(tiny(), as_now=frozenset({"b", "c"}))) == BEST_GBP
        assert cost_gbp(replace(tiny(sites_open_max=1), as_now=self.AS_NOW)) == 550  # one of the two alone is sharing

    def test_audit(self):
        assert breaches(replace(tiny(), as_now=self.AS_NOW), solved(tiny())[0]) == [
            "just the present centres are open: nothing is shared"
        ]


class TestOpenOnlyWhenReady:
    def test_binds(self):
        # Without a: b, c at 538 is the best left.
        late = with_sites(tiny(), ready=[False, True, True])
        assert cost_gbp(late) == 538

    def test_slack(self):
        late = with_sites(tiny(), ready=[True, False, True])  # b is in no best plan
        assert cost_gbp(late) == BEST_GBP

    def test_audit(self):
        late = with_sites(tiny(), ready=[False, True, True])
        assert breaches(late, solved(tiny())[0]) == ["a: not available before staff move"]


class TestSeatEveryoneOnce:
    def test_binds_where_each_head_costs(self):
        # Heads that cost nothing to leave out would all be left out: travel is above 0 everywhere.
        assert solved(tiny())[0].heads.sum(axis=1).to_dict() == {"g-1": 6, "g-2": 4}

    def test_slack_where_each_head_saves(self):
        # Travel that pays per head would draw in more heads than there are, were each not seated just once.
        problem = replace(tiny(), travel_gbp=tiny().travel_gbp - 1000)
        assert solved(problem)[0].heads.sum(axis=1).to_dict() == {"g-1": 6, "g-2": 4}

    def test_nobody_has_a_seat_where_the_centres_stay(self):
        assert solved(replace(tiny(), staying_gbp=staying(1.0)))[0].heads.empty

    @pytest.mark.parametrize(
        ("g_2", "words"),
        [(3, "g-2: 3 seats for 4 staff"), (5, "g-2: 5 seats for 4 staff")],
    )
    def test_audit_catches_one_too_few_and_one_too_many(self, g_2, words):
        assert breaches(tiny(), forged({"a": {"g-1": 6, "g-2": g_2}}, {"a": 22})) == [words]

    def test_audit_catches_parts_of_staff_and_negative_ones(self):
        parts = forged({"a": {"g-1": 5.5, "g-2": 5}, "b": {"g-1": 0.5, "g-2": -1}}, {"a": 21, "b": 1})
        assert "g-1: staff are not whole" in breaches(tiny(), parts)
        assert "g-2: a negative number of staff" in breaches(tiny(), parts)

    def test_audit_catches_groups_of_another_problem(self):
        assert breaches(tiny(), forged({"a": {"g-1": 6, "g-9": 4}}, {"a": 20})) == [
            "groups of the plan are not those of the problem"
        ]


class TestSitOnlyWhereOpen:
    def test_binds_where_a_closed_site_would_be_nearer(self):
        # With one site, g-2 sits at a for 60 a head although b, closed, would cost 20: 550 and not 490.
        assert cost_gbp(tiny(sites_open_max=1)) == 550

    def test_slack_where_all_sit_at_their_nearest(self):
        problem = replace(tiny(), travel_gbp=tiny().travel_gbp.assign(b=[50.0, 70.0]))
        assert staff_at(solved(replace(problem, rules=tiny(sites_open_max=1).rules))[0]) == {"a": 10}

    def test_audit_catches_staff_at_a_closed_site(self):
        shut = forged({"a": {"g-1": 6, "g-2": 0}, "b": {"g-1": 0, "g-2": 4}}, {"a": 20})
        assert breaches(tiny(), shut) == ["b: staff are seated there, but it is not open"]

    def test_audit_catches_an_open_site_without_staff_and_an_unknown_one(self):
        plan = forged({"a": {"g-1": 6, "g-2": 4}}, {"a": 20, "b": 2, "z": 2})
        assert breaches(tiny(), plan) == ["z: not a site of the problem"] + [
            f"{s}: open, but no staff are seated there" for s in ("b", "z")
        ]


class TestSitOnlyWithinReach:
    def test_binds_where_out_of_reach_would_be_cheaper(self):
        # g-2 cannot get to c, where its four sat for 462: a, b at 490 is the cheapest that everybody reaches.
        problem = out_of_reach(tiny(), ("g-2", "c"))
        plan, outcome = solved(problem)
        assert staff_at(plan) == {"a": 6, "b": 4}
        assert objective_gbp(problem, plan) == 490
        assert unreached_heads(problem, plan) == 0
        assert outcome.proved_best

    def test_slack_where_nobody_would_sit_there_anyway(self):
        # At 462 g-1 sits at a and g-2 at c: no matter who cannot get to b.
        assert cost_gbp(out_of_reach(tiny(), ("g-1", "b"), ("g-2", "b"))) == BEST_GBP

    def test_stays_where_every_move_leaves_somebody_out_of_reach(self):
        problem = out_of_reach(tiny(), *((g, s) for g in ("g-1", "g-2") for s in "abc"))
        plan, outcome = solved(problem)
        assert plan.stays  # at 10 000, the dearest of all
        assert outcome.proved_best

    def test_forged_plan_is_counted_and_never_free(self):
        problem = out_of_reach(tiny(), ("g-2", "c"))
        plan = forged({"a": {"g-1": 6, "g-2": 1}, "c": {"g-1": 0, "g-2": 3}}, {"a": 14, "c": 6})
        assert breaches(problem, plan) == []
        assert unreached_heads(problem, plan) == 3
        assert unreached_heads(tiny(), plan) == 0


class TestWorkstationsForStaff:
    def test_binds_and_rounds_up(self):
        # 21 workstations for 10 staff: 6 at a take 12.6, so 13; 4 at c take 8.4, so 9; 50 + 140 + 65 + 36 + 60 + 120.
        problem = replace(tiny(), workstations_needed=21)
        plan, _ = solved(problem)
        assert plan.workstations.to_dict() == {"a": 13, "c": 9}
        assert objective_gbp(problem, plan) == 471

    def test_slack_where_one_workstation_serves_all(self):
        # One workstation in all: every open site still takes a whole one. a, c: 50 + 140 + 5 + 4 + 60 + 120 = 379.
        assert cost_gbp(replace(tiny(), workstations_needed=1)) == 379

    def test_audit_catches_too_few_workstations(self):
        assert breaches(tiny(), forged({"a": {"g-1": 6, "g-2": 4}}, {"a": 19})) == [
            "a: 19 workstations for 10 staff, who need 20"
        ]


class TestWorkstationsWithinFloor:
    def test_binds_at_the_cheap_small_site(self):
        # c at 1 a head would take everybody but for its floor: 12 workstations are 6 staff.
        problem = replace(tiny(), travel_gbp=tiny().travel_gbp.assign(c=[1.0, 1.0]))
        plan, _ = solved(problem)
        assert staff_at(plan)["c"] == 6
        assert plan.workstations["c"] == problem.sites.at["c", "workstations_max"]

    def test_slack_on_a_larger_floor(self):
        # With 20 at c it takes all ten: 50 + 40 + 20 x 4 + 10 x 1 = 180.
        problem = replace(tiny(), travel_gbp=tiny().travel_gbp.assign(c=[1.0, 1.0]))
        assert cost_gbp(with_sites(problem, workstations_max=[24, 24, 20])) == 180

    def test_audit_catches_more_than_the_floor_holds(self):
        assert breaches(tiny(), forged({"c": {"g-1": 6, "g-2": 4}}, {"c": 20})) == [
            "c: 20 workstations, but its floor holds 12"
        ]


class TestPayBeyondPresent:
    def test_binds_beyond_the_present_workstations(self):
        # a has 15 fitted: alone it pays 5 more, 550 - 15 x 5 = 475; with c it pays none of its 12, 462 - 12 x 5 = 402.
        present = with_sites(tiny(), workstations_present=[15, 0, 0])
        assert cost_gbp(replace(present, rules=tiny(sites_open_max=1).rules)) == 475
        assert cost_gbp(present) == 402

    def test_slack_within_the_present_workstations(self):
        # 20 fitted or 24: nothing beyond either way, 550 - 20 x 5 = 450.
        single = tiny(sites_open_max=1)
        assert cost_gbp(with_sites(single, workstations_present=[20, 0, 0])) == 450
        assert cost_gbp(with_sites(single, workstations_present=[24, 0, 0])) == 450
        # The forged plan against this rule is a matter of money: tests/costs/test_audit.py.


class TestNumberOfSites:
    def test_most_binds(self):
        assert cost_gbp(tiny(sites_open_max=1)) == 550

    def test_most_is_slack(self):
        dear = with_sites(tiny(), open_gbp=[100.0, 1000.0, 1000.0])
        assert staff_at(solved(dear)[0]) == {"a": 10}

    def test_least_binds(self):
        # Two sites although a alone would do for 550: 50 + 100 + 1000 + 20 x 5 + 60 + 80 = 1390 (a, b); a, c 1422.
        dear = with_sites(tiny(sites_open_min=2), open_gbp=[100.0, 1000.0, 1000.0])
        assert cost_gbp(dear) == 1390

    def test_least_is_slack(self):
        assert cost_gbp(tiny(sites_open_min=2)) == BEST_GBP

    def test_audit_catches_too_many_and_too_few(self):
        seats = {"a": {"g-1": 6, "g-2": 0}, "b": {"g-1": 0, "g-2": 4}}
        assert breaches(tiny(sites_open_max=1), forged(seats, {"a": 12, "b": 8})) == [
            "2 sites are open; the scenario allows 1 to 1"
        ]
        assert breaches(tiny(sites_open_min=2), forged({"a": {"g-1": 6, "g-2": 4}}, {"a": 20})) == [
            "1 sites are open; the scenario allows 2 to 2"
        ]


class TestEnoughStaffAtEachSite:
    def test_binds(self):
        # Five at each: one of g-1 moves from a to c: 462 + 20 travel, - 10 + 8 workstations = 480; a, b would be 530.
        assert cost_gbp(tiny(staff_per_site_min=5)) == 480

    def test_slack(self):
        assert cost_gbp(tiny(staff_per_site_min=4)) == BEST_GBP

    def test_shuts_out_pairs_altogether(self):
        assert cost_gbp(tiny(staff_per_site_min=6)) == 550

    def test_audit_catches_a_site_for_too_few(self):
        seats = {"a": {"g-1": 6, "g-2": 0}, "c": {"g-1": 0, "g-2": 4}}
        assert breaches(tiny(staff_per_site_min=5), forged(seats, {"a": 12, "c": 8})) == ["c: 4 staff, fewer than 5"]

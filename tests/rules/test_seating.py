"""Rules on who sits where: numbers by hand, where they bind, where they are slack, forged plans."""

from dataclasses import replace

import pandas as pd
import pytest

from feasibility import rules
from feasibility.plan import figure
from feasibility.scenario.rules import RulesSettings
from feasibility.soundness import breaches
from tests.model.solved import forged, solved
from tests.model.worlds import tiny
from tests.rules.worlds import GROUPS, binds, flags, given, ruled, slack, with_groups

# The best plan, at 462, seats g-1 (six of Bexley) at a and g-2 (four of Bromley) at c. Minutes one way more than now:
# g-1 at a 5, b 20, c 10; g-2 at a 30, b -5, c 12.


def limited(*pairs, setting):
    """The groups with some beyond one limit."""
    return replace(GROUPS, beyond={setting: flags(*pairs)})


@pytest.mark.parametrize("setting", ["journey_minutes_max", "worse_minutes_max"])
class TestNobodyBeyond:
    def test_binds(self, setting):
        problem = with_groups(limited(("g-2", "c"), setting=setting), **{setting: 40})
        assert list(problem.barred) == [f"rules.{setting}"]
        assert binds(problem, f"rules.{setting}", 490)  # a and b

    def test_slack(self, setting):
        assert slack(with_groups(limited(("g-2", "a"), ("g-1", "c"), setting=setting), **{setting: 40}))


A_FIFTH = {"beyond_minutes": 60.0, "beyond_share_max": 0.2}


class TestShareBeyond:
    def test_binds(self):
        # A fifth of ten is two, four of g-2 sit at c.
        problem = with_groups(limited(("g-2", "c"), setting="beyond_minutes"), **A_FIFTH)
        (bound,) = problem.bounds
        assert bound.most == 2
        assert figure(solved(tiny())[0], bound.measure) == 4
        assert binds(problem, "rules.beyond_share_max", 490)

    def test_slack_at_the_very_share(self):
        stated = A_FIFTH | {"beyond_share_max": 0.4}
        assert slack(with_groups(limited(("g-2", "c"), setting="beyond_minutes"), **stated))

    def test_a_forged_plan_is_caught_by_one_head(self):
        problem = with_groups(limited(("g-2", "c"), setting="beyond_minutes"), **A_FIFTH)
        three = forged({"a": {"g-1": 6, "g-2": 1}, "c": {"g-1": 0, "g-2": 3}}, {"a": 14, "c": 6})
        two = forged({"a": {"g-1": 6, "g-2": 2}, "c": {"g-1": 0, "g-2": 2}}, {"a": 16, "c": 4})
        assert breaches(problem, two) == []
        assert breaches(problem, three) == [
            "rule rules.beyond_share_max: At most 0.2 of the staff measured travel longer than 60 minutes one way; "
            "found 3.00 people, 1.00 too much"
        ]

    def test_staff_not_measured_are_in_no_share(self):
        # 0.4 of the six measured is 2.4: two of them
        groups = limited(("g-1", "a"), setting="beyond_minutes")
        groups = replace(groups, measured=pd.Series({"g-1": True, "g-2": False}))
        (bound,) = with_groups(groups, beyond_minutes=60.0, beyond_share_max=0.4).bounds
        assert bound.most == 2


class TestMeanChange:
    def test_numbers_by_hand(self):
        bexley, bromley = ruled(change_minutes_mean_max=10).bounds
        assert bexley.measure.head.at["g-1", "c"] == pytest.approx(10 / 6)
        assert bexley.measure.head.loc["g-2"].tolist() == [0, 0, 0]
        assert bromley.measure.head.at["g-2", "b"] == pytest.approx(-5 / 4)
        best = solved(tiny())[0]
        assert figure(best, bexley.measure) == pytest.approx(5)
        assert figure(best, bromley.measure) == pytest.approx(12)

    def test_binds_on_the_partner_hit_harder(self):
        assert binds(ruled(change_minutes_mean_max=10), "rules.change_minutes_mean_max", 490)

    def test_slack_at_the_very_mean(self):
        assert slack(ruled(change_minutes_mean_max=12))

    def test_nobody_is_seated_without_a_journey_to_keep_the_mean(self):
        minutes = GROUPS.minutes_per_year.mask(flags(("g-2", "c")))
        groups = replace(GROUPS, minutes_per_year=minutes, change_minutes=GROUPS.change_minutes.mask(minutes.isna()))
        problem = with_groups(groups, change_minutes_mean_max=12)
        assert problem.barred["rules.change_minutes_mean_max"].at["g-2", "c"]
        assert int(problem.barred["rules.change_minutes_mean_max"].to_numpy().sum()) == 1
        assert not problem.bounds[1].measure.head.isna().any(axis=None)

    def test_staff_not_measured_are_in_no_mean(self):
        groups = replace(GROUPS, measured=pd.Series({"g-1": True, "g-2": False}))
        assert [bound.bound_id for bound in with_groups(groups, change_minutes_mean_max=1).bounds] == [
            "mean-change-bexley"
        ]


class TestMedianChange:
    def test_at_least_half_of_each_partner(self):
        # Two of four may be beyond, three of six.
        groups = limited(("g-2", "c"), ("g-1", "b"), setting="change_minutes_median_max")
        problem = with_groups(groups, change_minutes_median_max=10)
        assert [(bound.bound_id, bound.most) for bound in problem.bounds] == [
            ("median-change-bexley", 3),
            ("median-change-bromley", 2),
        ]
        assert binds(problem, "rules.change_minutes_median_max", 490)
        half = forged({"a": {"g-1": 6, "g-2": 2}, "c": {"g-1": 0, "g-2": 2}}, {"a": 16, "c": 4})
        assert breaches(problem, half) == []

    def test_slack(self):
        groups = limited(("g-1", "b"), ("g-2", "a"), setting="change_minutes_median_max")
        assert slack(with_groups(groups, change_minutes_median_max=10))


class TestGap:
    def test_binds_on_either_side(self):
        # 5 less 12 is -7. Within 6: two of g-1 at c make it 5 + 5 x 2 / 6 = 6.67 less 12, for 2 x 20 travel and 4 saved
        # workstations x (5 - 4) more: 462 + 40 - 4 = 498; a and b are 10 apart.
        problem = ruled(change_minutes_gap_max=6)
        (bound,) = problem.bounds
        assert (bound.bound_id, bound.least, bound.most) == ("change-gap-bexley-bromley", -6, 6)
        assert binds(problem, "rules.change_minutes_gap_max", 498)
        apart = forged({"a": {"g-1": 6, "g-2": 0}, "b": {"g-1": 0, "g-2": 4}}, {"a": 12, "b": 8})
        assert breaches(problem, apart)[0].endswith("found 10.00 minutes, 4.00 too much")

    def test_slack(self):
        assert slack(ruled(change_minutes_gap_max=7))


class TestTeams:
    def test_binds(self):
        groups = replace(GROUPS, teams=pd.Series({"g-1": "team-001", "g-2": "team-001"}))
        assert binds(with_groups(groups, keep_teams_together=True), "rules.keep_teams_together", 550)  # all at a

    def test_slack(self):
        groups = replace(GROUPS, teams=pd.Series({"g-1": "team-001", "g-2": "team-002"}))
        assert slack(with_groups(groups, keep_teams_together=True))

    def test_a_forged_plan_is_caught_and_no_team_is_named(self):
        groups = replace(GROUPS, teams=pd.Series({"g-1": "team-001"}))
        split = forged({"a": {"g-1": 5, "g-2": 4}, "b": {"g-1": 1, "g-2": 0}}, {"a": 18, "b": 2})
        assert breaches(with_groups(groups, keep_teams_together=True), split) == [
            "rule rules.keep_teams_together: a team sits at more than one site"
        ]


@pytest.mark.parametrize(
    "stated",
    [{"worse_minutes_max": 30.0}, {"beyond_minutes": 30.0, "beyond_share_max": 0.1}, {"keep_teams_together": True}],
)
def test_staff_grouped_for_other_limits_are_refused(stated):
    groups = replace(limited(("g-1", "a"), setting="worse_minutes_max"), rules=RulesSettings(worse_minutes_max=20.0))
    with pytest.raises(ValueError, match="group"):
        rules.of(replace(given(**stated), groups=groups))


def test_a_limit_taken_off_needs_no_other_groups():
    stated = RulesSettings(worse_minutes_max=20.0, keep_teams_together=True)
    teams = pd.Series({"g-1": "team-001", "g-2": "team-001"})
    groups = replace(limited(("g-1", "a"), setting="worse_minutes_max"), rules=stated, teams=teams)
    problem = rules.of(replace(given(must_open=["a"]), groups=groups))
    assert not problem.barred
    assert slack(problem)

"""Every kind of rule together: optimiser, enumeration and brute force must name the same cost."""

from dataclasses import replace

import pandas as pd
import pytest

from feasibility import model
from feasibility.certificate import certify
from feasibility.enumeration import best_of, enumerate_all, winner
from feasibility.measures import Bound, Measure
from feasibility.plan import figure, objective_gbp, seated, unreached_heads
from feasibility.problem import Parking, Problem
from feasibility.scenario.sections import Solver
from feasibility.soundness import breaches, published
from tests.model.ruled import every_plan, with_rules
from tests.model.solved import cost_gbp, solved, staff_at
from tests.model.worlds import options_of, tiny


@pytest.mark.parametrize("seed", range(24))
def test_enumeration_and_optimiser_agree(seed):
    problem = with_rules(seed)
    options = options_of(problem)
    found = enumerate_all({"pooled": problem}, options)
    assert certify(problem, found, *model.solve(problem, Solver())).agrees
    for item in found:
        if item.plan is not None:
            assert breaches(problem, item.plan) == []
    reached = [objective_gbp(problem, f.plan) for f in found if f.plan and not unreached_heads(problem, f.plan)]
    best = winner({"pooled": problem}, options)
    assert objective_gbp(problem, best.plan) == pytest.approx(min(reached), abs=0.01)


def small(seed: int) -> Problem:
    problem = with_rules(seed, most_sites=2)
    groups, sites = problem.heads.index[:2], problem.sites.index[:3]
    heads = problem.heads[groups].clip(upper=2)
    parking = problem.parking
    if parking is not None:
        limited = [s for s in parking.spaces_days.index if s in sites]
        parking = Parking(
            parking.spaces_days[limited], parking.days[groups], parking.asks.loc[groups, limited],
            parking.gbp.loc[groups, limited], parking.needs.loc[groups, limited],
        ) if limited else None  # fmt: skip
    return replace(
        problem, heads=heads, travel_gbp=problem.travel_gbp.loc[groups, sites],
        unreached=problem.unreached.loc[groups, sites], sites=problem.sites.loc[sites], parking=parking,
        barred={rule: pairs.loc[groups, sites] for rule, pairs in problem.barred.items()},
        teams=problem.teams[problem.teams.index.isin(groups)],
        tiers={s: sizes for s, sizes in problem.tiers.items() if s in sites},
        bounds=tuple(b for b in problem.bounds if b.bound_id == "cash"),
    )  # fmt: skip


@pytest.mark.parametrize("seed", range(25))
def test_no_seating_is_cheaper_than_the_one_found(seed):
    problem = small(seed)
    for option in options_of(problem):
        if option.stays:
            continue
        sound = [p for p in every_plan(problem, option.site_ids) if not breaches(problem, p)]
        found = best_of(problem, option)
        if not sound:
            assert found.plan is None
            assert found.reason
        else:
            best = min((unreached_heads(problem, p), objective_gbp(problem, p)) for p in sound)
            assert unreached_heads(problem, found.plan) == best[0]
            assert objective_gbp(problem, found.plan) == pytest.approx(best[1], abs=1e-6)


# The tiny world (worlds.tiny): best is a, c at 462 with g-1 (six) at a and g-2 (four) at c; a, b 490; b, c 538; a 550.
class TestSitOnlyWhereAllowed:
    def barring(self, *pairs: tuple[str, str]) -> Problem:
        flags = pd.DataFrame(False, index=["g-1", "g-2"], columns=["a", "b", "c"])
        for group, site in pairs:
            flags.at[group, site] = True
        return replace(tiny(), barred={"rules.journey_minutes_max": flags})

    def test_binds(self):
        # Nobody of g-2 at c: a, b at 490 is the next.
        assert cost_gbp(self.barring(("g-2", "c"))) == 490

    def test_slack(self):
        assert cost_gbp(self.barring(("g-1", "b"))) == 462

    def test_audit_names_the_rule_and_no_group(self):
        told = breaches(self.barring(("g-2", "c")), solved(tiny())[0])
        assert told == ["rule rules.journey_minutes_max: staff are seated where it does not allow"]


class TestKeepTeamsTogether:
    def together(self, *groups: str) -> Problem:
        return replace(tiny(), teams=pd.Series("team-001", index=list(groups)))

    def test_binds(self):
        # Both groups at one site, though two may be open: a alone at 550 (b alone 630; c holds too few).
        assert cost_gbp(self.together("g-1", "g-2")) == 550

    def test_slack(self):
        assert cost_gbp(self.together("g-1")) == 462

    def test_audit(self):
        told = breaches(self.together("g-1", "g-2"), solved(tiny())[0])
        assert told == ["rule rules.keep_teams_together: a team sits at more than one site"]


class TestPayForWholeSizes:
    def test_binds(self):
        # Space at a only as 16 or 24 workstations: a, c pays for 16 at 5 instead of 12: 462 + 4 x 5 = 482.
        problem = replace(tiny(), tiers={"a": (16, 24)})
        plan, _ = solved(problem)
        assert objective_gbp(problem, plan) == 482
        assert plan.workstations.to_dict() == {"a": 12, "c": 8}
        assert plan.beyond.to_dict() == {"a": 16, "c": 8}

    def test_slack(self):
        assert cost_gbp(replace(tiny(), tiers={"a": (12, 24)})) == 462

    def test_no_size_is_large_enough(self):
        # At most ten workstations at a, five staff: one of g-1 sits at c, 20 more travel; 2 x 5 less at a, 2 x 4 more.
        assert cost_gbp(replace(tiny(), tiers={"a": (10,)})) == 480

    def test_audit(self):
        problem = replace(tiny(), tiers={"a": (16, 24)})
        assert breaches(problem, solved(tiny())[0]) == [
            "a: 12 workstations are paid for beyond the present ones, 16 are due"
        ]


class TestParking:
    def limited(self, spaces_days: float, *, needs: bool = False) -> Problem:
        """g-1 drives to a, five days a week; without a space each adds £30 more there."""
        flags = pd.DataFrame({"a": [True, False]}, index=["g-1", "g-2"])
        return replace(
            tiny(),
            travel_gbp=tiny().travel_gbp.assign(a=[40.0, 60.0]),
            parking=Parking(
                pd.Series({"a": spaces_days}), pd.Series({"g-1": 5.0, "g-2": 5.0}), flags,
                pd.DataFrame({"a": [-30.0, 0.0]}, index=["g-1", "g-2"]), flags & needs,
            ),
        )  # fmt: skip

    def test_slack(self):
        plan, _ = solved(self.limited(30.0))  # six spaces
        assert objective_gbp(self.limited(30.0), plan) == 462
        assert plan.parked["a"].to_dict() == {"g-1": 6, "g-2": 0}

    def test_binds(self):
        # Four spaces: two of g-1 pay 30 more: 462 + 60 = 522, unless they sit at c: 20 more each, c full at six staff,
        # and their workstations cost 2 x 4 there instead of 2 x 5: 462 + 2 x (20 - 2) = 498.
        plan, _ = solved(self.limited(20.0))
        assert objective_gbp(self.limited(20.0), plan) == 498
        assert staff_at(plan) == {"a": 4, "c": 6}

    def test_nobody_sits_without_a_space_who_needs_one(self):
        plan, _ = solved(self.limited(10.0, needs=True))
        assert int(plan.heads.at["g-1", "a"] if "a" in plan.heads else 0) <= 2

    def test_audit(self):
        problem = self.limited(20.0)
        all_at_a = seated(problem, pd.DataFrame({"a": {"g-1": 6, "g-2": 4}}))
        assert breaches(problem, all_at_a) == ["a: spaces for 20 days a week, 30 are given"]


class TestKeepWithin:
    MINUTES = pd.DataFrame({"a": [5.0, 30.0], "b": [25.0, 10.0], "c": [20.0, 20.0]}, index=["g-1", "g-2"])

    def bounded(self, **limits: float) -> Problem:
        # Total minutes: a, c: 6 x 5 + 4 x 20 = 110; a, b: 30 + 40 = 70; a alone: 30 + 120 = 150.
        bound = Bound(
            "minutes", "rules.mean", Measure(head=self.MINUTES), "minutes", "Minutes are 90 or less", **limits
        )
        return replace(tiny(), bounds=(bound,))

    def test_most_binds(self):
        assert cost_gbp(self.bounded(most=90.0)) == 490

    def test_most_is_slack(self):
        assert cost_gbp(self.bounded(most=110.0)) == 462

    def test_least_binds(self):
        # At least 112: one head of g-1 from a (5) to c (20), costing 20 more travel and 2 x (4 - 5) less space: 480.
        assert cost_gbp(self.bounded(least=112.0)) == 480

    def test_audit_says_by_how_much(self):
        assert breaches(self.bounded(most=90.0), solved(tiny())[0]) == [
            "rule rules.mean: Minutes are 90 or less; found 110.00 minutes, 20.00 too much"
        ]

    @pytest.mark.parametrize(("unit", "by"), [("pounds", " (20.00 pounds over)"), ("minutes", ""), ("people", "")])
    def test_what_is_published_tells_no_figure_that_may_be_of_a_few(self, unit, by):
        problem = self.bounded(most=90.0)
        problem = replace(problem, bounds=(replace(problem.bounds[0], unit=unit),))
        assert published(problem, solved(tiny())[0]) == [f"rule rules.mean: Minutes are 90 or less{by}"]

    def test_staying_keeps_every_rule(self):
        problem = replace(self.bounded(most=-1.0), staying_gbp={"do-nothing": 9_000.0})
        assert solved(problem)[0].stays


class TestWorstServed:
    MINUTES = TestKeepWithin.MINUTES

    def measure(self, heads: int) -> Measure:
        return Measure(worst=self.MINUTES, worst_heads=heads)

    def test_sum_of_the_highest(self):
        # a alone: six at 5, four at 30; the worst five: 4 x 30 + 5 = 125.
        plan = seated(tiny(), pd.DataFrame({"a": {"g-1": 6, "g-2": 4}}))
        assert figure(plan, self.measure(5)) == 125

    def test_made_small(self):
        # Five worst: a, b with g-1 at a and g-2 at b: 4 x 10 + 5 = 45; nothing else has less.
        problem = replace(tiny(), staying_gbp={})
        plan, outcome = model.solve(problem, Solver(), self.measure(5))
        assert figure(plan, self.measure(5)) == 45
        assert outcome.bound == pytest.approx(45)

    def test_kept_below_a_most(self):
        bound = Bound("worst", "rules.worst", self.measure(5), "minutes", "", most=50.0)
        assert cost_gbp(replace(tiny(), bounds=(bound,))) == 490

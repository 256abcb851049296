"""Limited spaces from the journeys to the plan: the optimiser, the enumeration and a count of everything by hand."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import product

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest

from feasibility import audit, model, model_at_size, objectives, problem, rules
from feasibility.costs import attrition
from feasibility.enumeration import enumerate_all, winner
from feasibility.excess_travel import entitlement
from feasibility.excess_travel.policy import Trigger
from feasibility.groups import Groups, gather, travel_gbp
from feasibility.plan import Plan, figure, objective_gbp, seated
from feasibility.problem import Problem
from feasibility.scenario.people import AttritionSettings
from feasibility.scenario.rules import NO_RULES, RulesSettings
from feasibility.scenario.sections import Options, Solver
from feasibility.soundness import breaches
from feasibility.tables.policies import COST
from feasibility.travel.parking import without_space
from tests.excess_travel.worlds import shipped
from tests.model.test_groups import BOOK, SETTINGS
from tests.model.worlds import options_of
from tests.rules.worlds import given
from tests.travel.people import NONE, journeys, sites, staff

# Minutes by car and by public transport to each site; now everybody drives 20 minutes to a present centre that closes,
# but for t, who rides 20. p to t work 5, 4, 3, 2 and 5 days. s has no other way to `far`, and t does not drive.
CAR = {"new": {"p": 20, "q": 22, "r": 25, "s": 30, "t": 15}, "far": {"p": 35, "q": 30, "r": 28, "s": 40, "t": 15}}
TRANSIT = {"new": {"p": 70, "q": 55, "r": 35, "s": 50, "t": 45}, "far": {"p": 60, "q": 64, "r": 70, "s": NONE, "t": 30}}
DAYS = {"p": 5.0, "q": 4.0, "r": 3.0, "s": 2.0, "t": 5.0}
CONSIDERED = pd.Index(["new", "far"])
PRICES = pd.DataFrame(
    {
        "workstations_max": 9, "workstations_present": 0, "open_gbp": [100.0, 50.0], "workstation_gbp": 10.0,
        "ready": True,
    },
    index=CONSIDERED,
)  # fmt: skip
SPACES = [(1, 1), (0, 1), (2, 1), (1, 2), (1.4, 1.8)]


def people() -> gpd.GeoDataFrame:
    """Each in a kilometre square of his own; p, r and t of Bexley."""
    of = {
        key: {"employer": "bexley" if key in "prt" else "bromley", "days_on_site_per_week": days,
              "usual_mode": "transit" if key == "t" else "car"}
        for key, days in DAYS.items()
    }  # fmt: skip
    frame = staff(**of)
    return frame.set_geometry(gpd.points_from_xy(np.arange(5) * 1000.0 + 500, [500.0] * 5, crs=27700))


@cache
def moved(new: float, far: float) -> tuple[pd.DataFrame, gpd.GeoDataFrame]:
    """Journeys and sites; a fifth of a kg CO2e a year for each km, by any mode."""
    places = sites(new=new, far=far, old_b=NONE, old_r=NONE)
    rows = [(k, mode, site, float(of[site][k])) for mode, of in (("car", CAR), ("transit", TRANSIT))
            for site in CONSIDERED for k in "pqrst"]  # fmt: skip
    rows += [(k, "transit" if k == "t" else "car", f"old-{b}", 20.0) for k in "pqrst" for b in "br"]
    table = journeys(people(), places, *rows).reset_index(drop=True)
    return table.assign(**{f"kgco2e_per_year_{w}": table[f"km_{w}"] * 0.2 for w in ("before", "after")}), places


def asked(new: float, far: float, limits: RulesSettings = NO_RULES) -> tuple[Problem, Groups]:
    """The problem of the two sites with so many spaces, and its groups."""
    table, places = moved(new, far)
    groups = gather(people(), table, CONSIDERED, SETTINGS, limits)
    gbp = travel_gbp(groups, SETTINGS, BOOK)
    plain = Problem(
        heads=groups.heads, travel_gbp=gbp[CONSIDERED], unreached=groups.unreached[CONSIDERED], sites=PRICES,
        moving_gbp=10.0, staying_gbp={"do-nothing": 90_000.0, "do-minimum": 95_000.0}, workstations_needed=5,
        rules=Options(sites_open_min=1, sites_open_max=2, staff_per_site_min=1),
        change_minutes=groups.change_minutes[CONSIDERED].fillna(0.0),
    )  # fmt: skip
    return problem.with_parking(plain, groups, gbp, places), groups


@cache
def by_hand(new: float, far: float) -> tuple[tuple[float, dict[str, tuple[str, bool]]], ...]:
    return tuple(_by_hand(new, far))


def _by_hand(new: float, far: float) -> Iterator[tuple[float, dict[str, tuple[str, bool]]]]:
    """Every sharing of seats and spaces by the rule in words, person by person, with its cost.

    Travel is minutes more x 2 journeys x days x 40 weeks at £6 an hour, £1.44 in present value for a pound a year.
    """
    drives, there = "pqrs", {"new": 5 * new, "far": 5 * far}
    for where in product(CONSIDERED, repeat=5):
        seats = dict(zip("pqrst", where, strict=True))
        for has in product((True, False), repeat=4):
            space = dict(zip(drives, has, strict=True))
            used = {s: sum(DAYS[k] for k in drives if seats[k] == s and space[k]) for s in there}
            lacks = {s: any(seats[k] == s and not space[k] for k in drives) for s in there}
            if any(used[s] > there[s] + 1e-9 or (lacks[s] and used[s] <= there[s] - 5) for s in there):
                continue
            minutes = {k: (CAR if space.get(k) else TRANSIT)[seats[k]][k] - 20 for k in "pqrst"}
            if any(np.isnan(m) for m in minutes.values()):
                continue
            travel = sum(m * 2 * DAYS[k] * 40 / 60 * 6 * 1.44 for k, m in minutes.items())
            opened = sum(PRICES.at[s, "open_gbp"] for s in set(where))
            yield 10 + opened + 5 * 10 + travel, {k: (seats[k], space.get(k, False)) for k in "pqrst"}


def shared(groups: Groups, plan: Plan) -> dict[str, tuple[str, bool]]:
    """Who sits where, and has a space; groups are one person each."""
    key_of = {group: key for key, group in groups.of_staff.items()}
    return {
        key_of[group]: (site, bool(site in plan.parked.columns and plan.parked.at[group, site]))
        for site in plan.site_ids for group in plan.heads.index[plan.heads[site] > 0]
    }  # fmt: skip


@pytest.mark.parametrize("spaces", SPACES)
def test_optimiser_enumeration_and_every_sharing_by_hand_agree(spaces):
    problem_, groups = asked(*spaces)
    least, best = min(by_hand(*spaces), key=lambda found: found[0])
    for solve in (model.solve, model_at_size.solve):
        plan, _ = solve(problem_, Solver(), None)
        assert objective_gbp(problem_, plan) == pytest.approx(least)
        assert shared(groups, plan) == best
        assert breaches(problem_, plan) == []
    found = winner({"pooled": problem_}, options_of(problem_))
    assert objective_gbp(problem_, found.plan) == pytest.approx(least)
    assert shared(groups, found.plan) == best


@pytest.mark.parametrize("spaces", SPACES)
def test_what_is_recounted_from_the_groups_follows_who_is_parked(spaces):
    problem_, groups = asked(*spaces)
    for item in enumerate_all({"pooled": problem_}, options_of(problem_)):
        if item.plan is None or item.plan.stays:
            continue
        heads = item.plan.journey_heads
        assert heads.to_numpy().sum() == 5
        minutes = float((groups.change_minutes[heads.columns].fillna(0.0) * heads).to_numpy().sum())
        by_person = sum(
            (CAR if space else TRANSIT)[site][key] - 20 for key, (site, space) in shared(groups, item.plan).items()
        )
        assert minutes == pytest.approx(by_person)
        assert figure(item.plan, objectives.travel_change(problem_)) == pytest.approx(by_person)
        assert audit.unreached_recounted(item.plan, groups) == 0


@pytest.mark.parametrize("spaces", SPACES[:3])
def test_pay_and_leavers_follow_who_is_parked(spaces):
    # A policy that pays the net extra cost for a year, and a minute of the journey costs £10 a year.
    problem_, groups = asked(*spaces)
    table = moved(*spaces)[0]
    table = table.assign(**{f"cost_gbp_per_year_{w}": table[f"minutes_{w}"] * 10 for w in ("before", "after")})
    some, always = next(iter(shipped().values())), Trigger(None, at_least=False)
    pays = replace(
        some, extra_miles=always, extra_minutes=always, gbp_per_week=always, after_miles_min=None,
        after_minutes_min=None, net_cost_required=False, first_miles_excluded=0.0, gbp_per_week_excluded=0.0,
        bases=dict.fromkeys(some.bases, COST), cap_gbp_per_year=None, duration_months=12.0, year_shares=(1.0,),
        days_per_year=None, weeks_per_year=None, pro_rata=False,
    )  # fmt: skip
    owed = entitlement.find(
        table, people(), groups.of_staff, groups.places, {"bexley": pays, "bromley": pays}, BOOK.timeline, 40.0
    )
    journeys_ = attrition.lengthened(table, people()["employer"], groups.of_staff, groups.places)
    leaving = attrition.find(journeys_, AttritionSettings())
    plan, _ = model.solve(problem_, Solver())
    change = {key: (CAR if space else TRANSIT)[site][key] - 20 for key, (site, space) in shared(groups, plan).items()}
    paid = {due.employer: due.pay_gbp for due in entitlement.owed(owed, plan.journey_heads, 4) if due.year == 1}
    left = attrition.expected(leaving, plan.journey_heads)
    for employer, keys in {"bexley": "prt", "bromley": "qs"}.items():
        assert paid[employer] == pytest.approx(sum(max(10 * change[key], 0) for key in keys))
        # The central curve: nobody up to 0 minutes, 2% at 15, 6% at 30, 15% at 60, straight between.
        share = sum(np.interp(change[key], [0, 15, 30, 60], [0, 0.02, 0.06, 0.15]) for key in keys)
        assert left[employer]["central"] == pytest.approx(share)


def test_spaces_enough_for_all_who_would_drive_are_no_limit():
    # p, q, r and s come on 5 + 4 + 3 + 2 = 14 days: 2.8 spaces.
    free, limited = asked(NONE, NONE)[0], asked(2.8, 3)[0]
    assert free.parking is None
    assert limited.parking is None
    plans = [model.solve(problem_, Solver())[0] for problem_ in (free, limited)]
    assert objective_gbp(free, plans[0]) == objective_gbp(limited, plans[1])
    assert asked(2.7, 3)[0].parking.spaces_days.to_dict() == {"new": 13.5}


def test_a_space_that_saves_nothing_is_given_all_the_same_while_one_stands_empty():
    # At new a space costs all of them the same £10,000 in this forged problem: as few as may be have one. Of 10 days no
    # 5 may be left: the least above 5 of 5, 4, 3 and 2 is 6 (4 + 2).
    problem_, _ = asked(2, 2)
    dear = replace(problem_.parking, gbp=problem_.parking.gbp * 0 + 10_000.0)
    only_new = replace(problem_, parking=dear, barred={"far": problem_.unreached.assign(new=False, far=True)})
    for solve in (model.solve, model_at_size.solve):
        plan, _ = solve(replace(only_new, staying_gbp={}), Solver(), None)
        assert plan.site_ids == ("new",)
        parked = plan.parked["new"]
        assert parked.sum() == 2
        assert float((parked * problem_.parking.days).sum()) > 5


def test_a_plan_that_leaves_a_space_empty_is_unsound():
    problem_, groups = asked(2, 2)
    heads = pd.DataFrame({"new": 1}, index=problem_.heads.index)
    parked = pd.DataFrame({"new": (groups.of_staff.sort_values() == groups.of_staff["p"]).astype(int).to_numpy()},
                          index=heads.index)  # fmt: skip
    # p's 5 days of 10 are given: 5 are left, and q would drive.
    assert breaches(problem_, seated(problem_, heads, parked)) == [
        "new: a whole space is left, and somebody who asks for one has none"
    ]


def under(new: float, far: float, **stated: object) -> tuple[Problem, Groups]:
    """The problem under rules of [rules]."""
    limits = RulesSettings(**stated)
    problem_, groups = asked(new, far, limits)
    return rules.of(replace(given(problem_, **stated), groups=groups)), groups


@pytest.mark.parametrize("most", [20, 30])
@pytest.mark.parametrize("spaces", SPACES[:4])
def test_nobody_whom_a_space_alone_keeps_within_a_limit_is_seated_without(spaces, most):
    problem_, groups = under(*spaces, worse_minutes_max=float(most))
    within = [
        (gbp, who) for gbp, who in by_hand(*spaces)
        if all((CAR if space else TRANSIT)[site][key] - 20 <= most for key, (site, space) in who.items())
    ]  # fmt: skip
    plan, outcome = model.solve(replace(problem_, staying_gbp={}), Solver())
    if not within:
        assert outcome.no_plan_exists
        return
    least, best = min(within, key=lambda found: found[0])
    assert objective_gbp(problem_, plan) == pytest.approx(least)
    assert shared(groups, plan) == best
    assert breaches(problem_, plan) == []


@pytest.mark.parametrize("most", [4, 8, 12])
def test_the_mean_change_of_each_partner_counts_spaces(most):
    problem_, _ = under(1, 1, change_minutes_mean_max=float(most))
    kept = []
    for gbp, who in by_hand(1, 1):
        change = {key: (CAR if space else TRANSIT)[site][key] - 20 for key, (site, space) in who.items()}
        if all(np.mean([change[key] for key in keys]) <= most for keys in ("prt", "qs")):
            kept.append((gbp, who))
    plan, outcome = model.solve(replace(problem_, staying_gbp={}), Solver())
    assert outcome.no_plan_exists == (not kept)
    if kept:
        assert objective_gbp(problem_, plan) == pytest.approx(min(kept, key=lambda found: found[0])[0])


def test_groups_never_mix_who_asks_with_who_does_not():
    # Three of one square and one habit, who own a car and ride now. By the quickest way a space at new saves a and c 40
    # minutes and b none, so b asks for none there.
    owner = {"usual_mode": "transit", "has_car": True}
    who, places = staff(a=owner, b=owner, c=owner), sites(new=1, old_b=NONE, old_r=NONE)
    rows = [(k, mode, "new", minutes) for k in "abc" for mode, minutes in (("car", 30.0), ("transit", 70.0))]
    rows += [("b", "walk", "new", 25.0), *((k, "transit", "old-b", 20.0) for k in "abc")]
    table = journeys(who, places, *rows, basis="best").reset_index(drop=True)
    table = table.assign(kgco2e_per_year_before=0.0, kgco2e_per_year_after=0.0)
    groups = gather(who, table, pd.Index(["new"]), SETTINGS)
    assert list(groups.places) == ["new", without_space("new")]
    assert groups.of_staff["a"] == groups.of_staff["c"] != groups.of_staff["b"]
    assert groups.asks.loc[groups.of_staff[list("abc")], "new"].tolist() == [True, False, True]
    assert not groups.keeps.to_numpy().any()

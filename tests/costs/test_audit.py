"""The recount from the books against the optimiser's numbers, on many worlds, and money that does not add up."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from feasibility.audit import Audited, accounts, quantities, unreached_recounted
from feasibility.costs import travel_values
from feasibility.costs.lines import Book, Line
from feasibility.enumeration import Found, enumerate_all
from feasibility.errors import UnsoundPlan
from feasibility.groups import Groups
from feasibility.options import DO_NOTHING, Option, listed
from feasibility.plan import objective_gbp, seated, unreached_heads
from feasibility.problem import Problem
from feasibility.scenario.costs import CostsSettings
from feasibility.scenario.sections import Options
from feasibility.scenario.ways import WaySettings, WaysSettings
from tests.costs.worlds import ROUND, World, asked, at_random, books

OPTION = Option("old-b", "Old B", ("old-b",))
STAY = Option(DO_NOTHING, "Do nothing", ("old-b", "old-r"), "now")
WAYS = WaysSettings(
    compared=("pooled",), pooled=WaySettings(telephony_gbp=1500.0, records_gbp=500.0, lead_time_months=12)
)
MADE = books(ways=WAYS)
MINUTES = {"old-b": 100.0, "old-r": 0.0, "new": 400.0}
NOWHERE = {**MINUTES, "old-b": float("nan")}


def question(minutes: Mapping[str, float] = MINUTES) -> tuple[Problem, Groups]:
    """Six workstations for three staff."""
    return asked(MADE, "pooled", {"g-1": 3}, pd.DataFrame([minutes], index=["g-1"]), 6)


def journeys(groups: Groups, plan, book: Book, settings: CostsSettings = ROUND) -> list[Line]:
    """The lines of the journeys of a plan."""
    if plan.stays:
        return []
    frames = (groups.minutes_per_year, groups.vehicle_km_per_year, groups.kgco2e_per_year)
    added = travel_values.added(*frames, plan.heads[list(plan.site_ids)])
    return travel_values.lines(added, settings, book.timeline, book.move_quarter, {})


@pytest.fixture
def item() -> Audited:
    """Six workstations for three staff, all at `old-b`, which has four fitted."""
    problem, groups = question()
    plan = seated(problem, pd.DataFrame({"old-b": {"g-1": 3}}))
    book = MADE["pooled"]
    return Audited(Found(OPTION, plan, ""), plan, problem, groups, book, journeys(groups, plan, book))


def total(*items: Audited) -> float:
    return float(accounts(items).costs["npc_gbp"].sum())


def out_of_reach(item: Audited) -> Audited:
    problem, groups = question(NOWHERE)
    return replace(item, problem=problem, groups=groups, further=journeys(groups, item.plan, item.book))


def test_recount_equals_the_plan(item):
    # 40 532 (tests/appraisal/test_ranking.py adds it up) and travel: 3 x 100 minutes = 5 hours x 6 x 1.44 = 43.20.
    assert total(item) == pytest.approx(40_575.2)
    assert objective_gbp(item.problem, item.plan) == pytest.approx(40_575.2)


def test_catches_workstations_that_were_not_paid_for(item):
    # The rule pay_beyond_present, forged: six are needed and four fitted, so two are due; then as if six were fitted.
    unpaid = replace(item, plan=replace(item.plan, beyond=item.plan.beyond - 2))
    with pytest.raises(UnsoundPlan, match=r"^old-b: .*0 workstations are paid for beyond the present ones, 2 are due"):
        total(unpaid)
    forged = replace(item.problem, sites=item.problem.sites.assign(workstations_present=6))
    with pytest.raises(UnsoundPlan, match=r"^old-b: .*2 workstations are paid for beyond the present ones, 0 are due"):
        total(replace(item, problem=forged))


def test_catches_a_penny_of_travel_made_up(item):
    # Three heads at a third of a penny each, and a little more: 1.2 pence.
    forged = replace(item.problem, travel_gbp=item.problem.travel_gbp + 0.004)
    with pytest.raises(UnsoundPlan, match="the tables give"):
        total(replace(item, problem=forged))
    slack = replace(item.problem, travel_gbp=item.problem.travel_gbp + 0.003)  # 0.9 pence is rounding
    assert total(replace(item, problem=slack)) == pytest.approx(40_575.2)


def test_counts_nothing_for_a_journey_that_does_not_exist(item):
    # Three staff who cannot get to old-b: no minutes, no pounds of travel, and the count agrees with the plan's.
    lost = out_of_reach(item)
    assert total(lost) == pytest.approx(40_532)
    assert unreached_recounted(lost.plan, lost.groups) == unreached_heads(lost.problem, lost.plan) == 3
    assert unreached_recounted(item.plan, item.groups) == 0


def test_catches_staff_hidden_from_the_count(item):
    lost = out_of_reach(item)
    forged = replace(lost.problem, unreached=lost.problem.unreached & False)
    with pytest.raises(UnsoundPlan, match="the tables give 3 staff without a journey, the plan 0"):
        total(replace(lost, problem=forged))


def test_catches_a_broken_rule_and_names_the_option(item):
    broken = replace(item, plan=replace(item.plan, workstations=item.plan.workstations - 1))
    with pytest.raises(UnsoundPlan, match=r"^old-b: old-b: 5 workstations for 3 staff, who need 6"):
        total(broken)


class TestForgedBook:
    """The problem was priced from a book; the money is recounted from another that somebody has touched."""

    def forged(self, item: Audited, change) -> Audited:
        return replace(item, book=replace(item.book, lines=tuple(change(list(item.book.lines)))))

    def changed(self, item: Audited, line_id: str, **values: object) -> Audited:
        assert line_id in item.book.by_id
        return self.forged(item, lambda lines: [replace(x, **values) if x.line_id == line_id else x for x in lines])

    def test_a_rate(self, item):
        # 20 m² of fit-out at £1 less: 20 x 1.2 = 24.
        with pytest.raises(UnsoundPlan, match=r"the tables give £40,551.20, the plan £40,575.20"):
            total(self.changed(item, "fit-out@old-b", rate_gbp=199.0))

    def test_a_bias_left_off(self, item):
        with pytest.raises(UnsoundPlan, match=r"the tables give £38,575.20, "):  # telephony, 1500 + 500, without its 1
            total(self.forged(item, lambda lines: [
                replace(x, bias_share=0.0) if x.group == "systems" and x.place == "all" else x for x in lines
            ]))  # fmt: skip

    def test_a_payment_put_off(self, item):
        line = item.book.by_id["fit-out@old-b"]
        late = line.timing[-4:] + line.timing[:-4]
        with pytest.raises(UnsoundPlan, match="the tables give"):
            total(self.changed(item, "fit-out@old-b", timing=late))

    def test_a_line_left_out(self, item):
        with pytest.raises(UnsoundPlan, match="the tables give"):
            total(self.forged(item, lambda lines: [x for x in lines if x.line_id != "rent-double@old-r"]))

    def test_a_line_slipped_in(self, item):
        extra = replace(item.book.by_id["telephony@all"], line_id="gift@all", rate_gbp=-500.0)
        with pytest.raises(UnsoundPlan, match=r"the tables give £39,575.20"):  # 500 x 2 off
            total(self.forged(item, lambda lines: [*lines, extra]))

    def test_a_resource_called_a_transfer(self, item):
        with pytest.raises(UnsoundPlan, match="the tables give"):
            total(self.changed(item, "records@all", economic=False))

    def test_slack_where_the_line_is_not_taken(self, item):
        # Fit-out at new is no business of a plan at old-b.
        assert total(self.changed(item, "fit-out@new", rate_gbp=1.0)) == pytest.approx(40_575.2)


class TestForgedFurtherLines:
    def test_journeys_left_out_and_journeys_twice(self, item):
        with pytest.raises(UnsoundPlan, match=r"the tables give £40,532.00, the plan £40,575.20"):
            total(replace(item, further=[]))
        with pytest.raises(UnsoundPlan, match=r"the tables give £40,618.40, the plan £40,575.20"):
            total(replace(item, further=[*item.further, *item.further]))

    def test_a_resource_that_the_optimiser_did_not_see(self, item):
        unseen = replace(item.further[0], line_id="unseen@all", per_driver=1.0, rate_gbp=100.0)
        with pytest.raises(UnsoundPlan, match=r"the tables give £40,719.20"):  # 100 a year x 1.44
            total(replace(item, further=[*item.further, unseen]))

    def test_slack_for_pay_which_is_a_transfer(self, item):
        pay = replace(item.further[0], line_id="pay@bexley", per_driver=1.0, rate_gbp=100.0, economic=False, cash=True)
        counted = accounts([replace(item, further=[*item.further, pay])])
        assert counted.costs["npc_gbp"].sum() == pytest.approx(40_575.2)
        assert counted.costs.set_index("line_id").at["pay@bexley", "cash_gbp"] == pytest.approx(200)  # two years


def test_every_unsound_plan_is_named(item):
    forged = replace(item, further=[])
    other = replace(forged, found=replace(item.found, option=replace(OPTION, option_id="twin")))
    sound = replace(item, found=replace(item.found, option=replace(OPTION, option_id="sound")))
    with pytest.raises(UnsoundPlan) as told:
        accounts([forged, sound, other])
    assert str(told.value).count("the tables give") == 2
    assert "old-b: " in str(told.value)
    assert "twin: " in str(told.value)
    assert "sound: " not in str(told.value)


def test_doing_nothing_has_no_travel_line_and_ties_too(item):
    stay = enumerate_all({"pooled": item.problem}, [STAY])[0]
    counted = accounts([Audited(stay, stay.plan, item.problem, item.groups, MADE[DO_NOTHING], [])])
    assert set(counted.costs["kind"]) == {"revenue"}
    assert counted.costs["npc_gbp"].sum() == pytest.approx(36_844)
    with pytest.raises(UnsoundPlan, match=r"do-nothing: the tables give £36,844.00, the plan £36,000.00"):
        accounts([Audited(stay, stay.plan, replace(item.problem, staying_gbp={DO_NOTHING: 36_000.0}), item.groups,
                          MADE[DO_NOTHING], [])])  # fmt: skip


def test_quantities_follow_the_plan(item):
    # Two workstations beyond the four fitted, of 10 m² each; old-r left, old-b kept, nothing of new.
    found = quantities(item.plan, item.book)
    assert found["fit-out@old-b"] == 20
    assert found["moving@old-b"] == 2
    assert found["rent-double@old-r"] == 50
    assert not [line for line in found if line.endswith("@new")]
    assert not [line for line in found if "double@old-b" in line]


def random_items(world: World, seed: int) -> list[Audited]:
    """Every plan of a world, whose staff travel at random: minutes, km by car and carbon."""
    rng = np.random.default_rng(seed)
    heads = pd.Series(rng.integers(1, 5, 4), index=[f"g-{i}" for i in range(4)])
    shape = (len(heads), len(world.places))

    def figures(scale: float) -> pd.DataFrame:
        return pd.DataFrame(rng.normal(0, scale, shape), index=heads.index, columns=world.places.index)

    minutes = figures(2_000.0).mask(rng.random(shape) < 0.1)
    rules = Options(staff_per_site_min=1, sites_open_max=2)
    present = list(world.places.index[world.places["present_of"] != ""])
    items = []
    for way in ("apart", "pooled"):
        needed = int(rng.integers(1, 15))
        problem, groups = asked(world.books, way, heads, minutes, needed, places=world.places, settings=world.settings,
                                rules=rules)  # fmt: skip
        groups = replace(groups, vehicle_km_per_year=figures(3_000.0), kgco2e_per_year=figures(500.0))
        book = world.books[way]
        yearly = travel_values.gbp_per_year(
            groups.minutes_per_year, groups.vehicle_km_per_year.mask(minutes.isna()),
            groups.kgco2e_per_year.mask(minutes.isna()), world.settings,
        )  # fmt: skip
        groups = replace(
            groups,
            vehicle_km_per_year=groups.vehicle_km_per_year.mask(minutes.isna()),
            kgco2e_per_year=groups.kgco2e_per_year.mask(minutes.isna()),
        )
        problem = replace(problem, travel_gbp=travel_values.present_value(yearly, book))
        names = {site: site.upper() for site in world.places.index}
        found = enumerate_all({way: problem}, listed(names, present, rules, (way,)))
        items += [
            Audited(f, f.plan, problem, groups, world.books[f.option.book],
                    journeys(groups, f.plan, world.books[f.option.book], world.settings))
            for f in found if f.plan is not None
        ]  # fmt: skip
    return items


def apart(items: Sequence[Audited]) -> list[Audited]:
    """The items with ids that no two share."""
    return [
        replace(x, found=replace(x.found, option=replace(x.found.option, option_id=f"{i}"))) for i, x in
        enumerate(items)
    ]  # fmt: skip


@pytest.mark.parametrize("seed", range(20))
def test_optimisers_numbers_and_lines_agree_on_random_worlds(seed):
    world = at_random(seed)
    items = apart(random_items(world, seed))
    totals = accounts(items).costs.groupby("option_id")["npc_gbp"].sum()
    moving = [item for item in items if not item.plan.stays]
    assert moving
    for item in items:
        assert totals[item.found.option.option_id] == pytest.approx(objective_gbp(item.problem, item.plan), abs=0.01)

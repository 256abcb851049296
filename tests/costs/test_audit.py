"""The recount from the tables against the optimiser's prices, on many worlds, and money that does not add up."""

from dataclasses import replace

import pandas as pd
import pytest

from feasibility.audit import cost_sheets, lines_checked, recount, unreached_recounted
from feasibility.enumeration import enumerate_all
from feasibility.errors import UnsoundPlan
from feasibility.options import DO_NOTHING, Option, listed
from feasibility.plan import objective_gbp, seated, unreached_heads
from feasibility.tables import CostsTable, checked
from tests.costs.worlds import asked, at_random, ledger

OPTION = Option("old-b", "Old B", ("old-b",))


@pytest.fixture
def world():
    """Six workstations for three staff, all at `old-b`, which has four fitted."""
    book = ledger()
    minutes = pd.DataFrame({"old-b": [100.0], "old-r": [0.0], "new": [400.0]}, index=["g-1"])
    problem, groups = asked(book, {"g-1": 3}, minutes, 6)
    return problem, groups, book, seated(problem, pd.DataFrame({"old-b": {"g-1": 3}}))


def test_recount_equals_the_plan(world):
    # 23 704 (test_sheet.py) and travel: 3 x 100 minutes = 5 hours x 6 x 1.44 = 43.20.
    problem, groups, book, plan = world
    lines = lines_checked(OPTION, plan, problem, groups, book)
    assert sum(float(line["npc_gbp"]) for line in lines) == pytest.approx(23_747.2)
    assert objective_gbp(problem, plan) == pytest.approx(23_747.2)


def test_catches_workstations_that_were_not_paid_for(world):
    # The rule pay_beyond_present, forged: a plan priced as if all six workstations were fitted saves 2 x 4524.
    problem, groups, book, plan = world
    forged = replace(problem, sites=problem.sites.assign(workstations_present=6))
    with pytest.raises(UnsoundPlan, match=r"the tables give £23,747.20, the plan £14,699.20"):
        lines_checked(OPTION, plan, forged, groups, book)


def test_catches_a_penny_of_travel_made_up(world):
    problem, groups, book, plan = world
    forged = replace(problem, travel_gbp=problem.travel_gbp + 0.02)
    with pytest.raises(UnsoundPlan, match="the tables give"):
        lines_checked(OPTION, plan, forged, groups, book)


def test_counts_nothing_for_a_journey_that_does_not_exist(world):
    # Three staff who cannot get to old-b: no minutes, no pounds of travel, and the count agrees with the plan's.
    _, _, book, plan = world
    minutes = pd.DataFrame({"old-b": [float("nan")], "old-r": [0.0], "new": [400.0]}, index=["g-1"])
    problem, groups = asked(book, {"g-1": 3}, minutes, 6)
    lines = lines_checked(OPTION, plan, problem, groups, book)
    assert sum(float(line["npc_gbp"]) for line in lines) == pytest.approx(23_704)
    assert unreached_recounted(plan, groups) == unreached_heads(problem, plan) == 3
    assert unreached_recounted(plan, world[1]) == 0


def test_catches_staff_hidden_from_the_count(world):
    _, _, book, plan = world
    minutes = pd.DataFrame({"old-b": [float("nan")], "old-r": [0.0], "new": [400.0]}, index=["g-1"])
    problem, groups = asked(book, {"g-1": 3}, minutes, 6)
    forged = replace(problem, unreached=problem.unreached & False)
    with pytest.raises(UnsoundPlan, match="the tables give 3 staff without a journey, the plan 0"):
        lines_checked(OPTION, plan, forged, groups, book)


def test_catches_a_broken_rule_and_names_the_option(world):
    problem, groups, book, plan = world
    with pytest.raises(UnsoundPlan, match=r"^old-b: old-b: 5 workstations for 3 staff, who need 6"):
        lines_checked(OPTION, replace(plan, workstations=plan.workstations - 1), problem, groups, book)


@pytest.mark.parametrize("seed", range(40))
def test_prices_and_sheets_agree_on_random_worlds(seed):
    book, problem, groups = at_random(seed)
    names = {s: s.upper() for s in book.sites.index}
    present = list(book.sites.index[book.sites["present_of"] != ""])
    found = [f for f in enumerate_all(problem, listed(names, present, problem.rules)) if f.plan is not None]
    costs = checked(cost_sheets(found, problem, groups, book), CostsTable, "costs")
    totals = costs.groupby("option_id")["npc_gbp"].sum()
    for item in found:
        assert totals[item.option.option_id] == pytest.approx(objective_gbp(problem, item.plan), abs=0.01)


def test_do_nothing_has_no_travel_line(world):
    problem, groups, book, _ = world
    stay = enumerate_all(problem, [Option(DO_NOTHING, "Do nothing", ("old-b", "old-r"))])[0]
    lines = recount(stay.option, stay.plan, groups, book)
    assert {line["kind"] for line in lines} == {"revenue"}

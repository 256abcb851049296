"""Space that is let in sizes: what each size comes to, and what is paid for."""

from dataclasses import replace

import pandas as pd
import pytest

from feasibility.costs.places import Rooms
from feasibility.problem import Problem
from feasibility.rules import of
from feasibility.soundness import breaches
from tests.model.solved import cost_gbp, forged, solved
from tests.model.worlds import tiny
from tests.rules.worlds import given


def sizes(**of_site: list[float]) -> pd.DataFrame:
    rows = [(site, f"size {n}", m2) for site, areas in of_site.items() for n, m2 in enumerate(areas)]
    return pd.DataFrame(rows, columns=["site_id", "tier", "nia_m2"]).assign(status="assumed", source="Agent")


def let(table: pd.DataFrame, problem: Problem | None = None, rooms: Rooms | None = None) -> Problem:
    """The tiny world with space let in sizes, at 10 m² a workstation."""
    facts = given(problem)
    return of(replace(facts, space_tiers=table, rooms=rooms or facts.rooms))


def test_a_size_is_the_workstations_that_it_holds():
    # 105 m² hold ten, 160 sixteen, 240 twenty-four; two operations' rooms of 15 m² take 30 off each.
    assert let(sizes(a=[160.0, 105.0, 240.0])).tiers == {"a": (10, 16, 24)}
    assert let(sizes(a=[160.0, 105.0, 240.0]), rooms=Rooms(15.0, 2)).tiers == {"a": (7, 13, 21)}


def test_at_a_present_centre_the_present_ones_are_taken_off():
    problem = replace(tiny(), sites=tiny().sites.assign(workstations_present=[12, 0, 0]))
    assert let(sizes(a=[100.0, 160.0, 240.0]), problem).tiers == {"a": (4, 12)}


def test_a_site_holds_no_more_than_its_largest_size():
    found = let(sizes(a=[100.0, 160.0]))
    assert found.sites["workstations_max"].to_dict() == {"a": 16, "b": 24, "c": 12}


def test_sizes_that_add_nothing_leave_a_present_centre_what_it_has():
    problem = replace(tiny(), sites=tiny().sites.assign(workstations_present=[12, 0, 0]))
    found = let(sizes(a=[100.0]), problem)
    assert "a" not in found.tiers
    assert found.sites.at["a", "workstations_max"] == 12


def test_a_site_that_is_not_considered_is_left_aside():
    assert let(sizes(d=[100.0])).tiers == {}


def test_binds_because_all_of_a_size_is_paid_for():
    # Twelve workstations are needed at a: eighteen are let. 462 + 6 x 5 = 492, so a and b, where a would be 18 as well,
    # is no better at 490 + 30; two more of g-2 at a fill it: 462 + 2 x (60 - 30) + ... is dearer. Best is now a and c.
    found = let(sizes(a=[180.0, 240.0]))
    plan = solved(found)[0]
    assert breaches(found, plan) == []
    assert plan.beyond["a"] == 18
    assert cost_gbp(found) == 492


def test_slack_where_the_size_is_what_is_taken():
    assert cost_gbp(let(sizes(a=[120.0, 240.0], c=[80.0, 120.0]))) == 462


def test_a_forged_plan_that_pays_for_less_is_caught():
    short = forged({"a": {"g-1": 6, "g-2": 0}, "c": {"g-1": 0, "g-2": 4}}, {"a": 12, "c": 8})
    assert breaches(let(sizes(a=[180.0])), short) == [
        "a: 12 workstations are paid for beyond the present ones, 18 are due"
    ]


@pytest.mark.parametrize("table", [None, sizes()])
def test_without_sizes_any_number_is_let(table):
    assert of(replace(given(), space_tiers=table)).tiers == {}

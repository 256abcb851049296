"""The tiny world of the model's tests with the facts that rules are made from, and a study that is priced."""

from dataclasses import replace

import geopandas as gpd
import pandas as pd

from feasibility import rules
from feasibility.costs.attrition import NOBODY
from feasibility.costs.lines import Book
from feasibility.costs.places import NO_ROOMS
from feasibility.costs.timeline import Timeline
from feasibility.groups import Groups
from feasibility.problem import Problem
from feasibility.scenario.rules import RulesSettings
from feasibility.seats import Seats
from feasibility.soundness import breaches
from tests import priced_world
from tests.model.solved import cost_gbp, solved
from tests.model.worlds import tiny

SITES = gpd.GeoDataFrame(
    {
        "step_free": ["yes", "no", "", ""],
        "network_ready": ["yes", "yes", "no", ""],
        "fallback": ["", "", "", "yes"],
        "tenure": ["leased", "owned", "nhs", "unknown"],
        "name": ["A", "B", "C", "D"],
    },
    geometry=gpd.points_from_xy([0.0, 3_000.0, 10_000.0, 10_000.0], [0.0, 0.0, 0.0, 4_000.0]),
    crs=27700,
    index=["a", "b", "c", "d"],
)
"""a, b and c stand at 0, 3 and 10 km along a line; d, which is not considered, 4 km from c."""
SIDES = pd.Series({"a": "bexley", "b": "bromley", "c": "bexley", "d": "outside"})
CHANGE = pd.DataFrame({"a": [5.0, 30.0], "b": [20.0, -5.0], "c": [10.0, 12.0]}, index=["g-1", "g-2"])
"""Minutes one way. The best plan seats the six of g-1 at a and the four of g-2 at c."""
GROUPS = Groups(
    heads=tiny().heads,
    of_staff=pd.Series(dtype=str),
    minutes_per_year=CHANGE * 400,
    change_minutes=CHANGE,
    employer=pd.Series({"g-1": "bexley", "g-2": "bromley"}),
    measured=pd.Series({"g-1": True, "g-2": True}),
)
NO_BOOK = Book(Timeline(2010, 2), (1.0,) * 12, ())
NO_SEATS = Seats(0.0, {}, {}, {}, {}, {}, {}, {}, {})


def flags(*pairs: tuple[str, str]) -> pd.DataFrame:
    """Group by site: True at the pairs given."""
    table = pd.DataFrame(False, index=CHANGE.index, columns=CHANGE.columns)
    for group, site in pairs:
        table.at[group, site] = True
    return table


def given(problem: Problem | None = None, **stated: object) -> rules.Given:
    """The tiny world under some rules."""
    asked = priced_world.settings(rules=stated)
    return rules.Given(
        settings=asked, problem=tiny() if problem is None else problem, book=NO_BOOK, staying={}, need=NO_SEATS,
        rooms=NO_ROOMS, floor_m2_per_workstation=10.0, sites=SITES, sides=SIDES, groups=GROUPS, lengthened=NOBODY,
        pay=None, partner_keys=None, deflators=None, space_tiers=None,
    )  # fmt: skip


def ruled(facts: rules.Given | None = None, **stated: object) -> Problem:
    """The tiny world with its rules."""
    return rules.of(facts or given(**stated))


def with_groups(groups: Groups, **stated: object) -> Problem:
    """The same of other groups, gathered for these rules."""
    return rules.of(replace(given(**stated), groups=replace(groups, rules=RulesSettings(**stated))))


def binds(problem: Problem, rule: str, gbp: float) -> bool:
    """Whether the best plan of the tiny world breaks this rule alone, and the best that keeps it costs so much."""
    told = breaches(problem, solved(tiny())[0])
    assert told
    assert all(said.startswith(f"rule {rule}: ") for said in told)
    kept = solved(problem)[0]
    assert breaches(problem, kept) == []
    assert cost_gbp(problem) == gbp
    return True


def slack(problem: Problem) -> bool:
    """Whether the best plan of the tiny world keeps every rule and stays the best, at 462."""
    assert breaches(problem, solved(tiny())[0]) == []
    return cost_gbp(problem) == 462

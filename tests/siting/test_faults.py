"""What cannot be asked is told at once, all of it, with what to do."""

import numpy as np
import pandas as pd
import pytest

from feasibility import siting
from feasibility.errors import InputError
from feasibility.siting import Search

COST = pd.DataFrame({"a": [1.0, 4.0, 9.0], "b": [5.0, 2.0, 6.0]}, index=["x", "y", "z"])

DEMAND = pd.Series({"x": 1, "y": 1, "z": 1})


def faults(cost=COST, p=1, function=siting.p_median, **arguments):
    with pytest.raises(InputError) as raised:
        function(cost, p, **arguments)
    assert raised.value.where == f"siting.{function.__name__}"
    return raised.value.faults


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ({"cost": [[1, 2]]}, "cost: give a pandas DataFrame with a row a client and a column a site; found list"),
        ({"cost": COST.iloc[:0]}, "cost: 0 rows and 2 columns; give at least one of each"),
        (
            {"cost": COST.rename(index={"y": "x"})},
            "cost: row x appears more than once; give each its own label",
        ),
        (
            {"cost": COST.rename(columns={"b": "a"})},
            "cost: column a appears more than once; give each its own label",
        ),
        (
            {"cost": COST.astype(object).replace(4.0, "near")},
            "cost: not a number at (y, a); give a number, or a blank where a pair cannot be used",
        ),
        ({"cost": COST.replace(4.0, -4.0)}, "cost: below zero at (y, a); give 0 or more"),
        ({"p": 1.5}, "p: give a whole number of sites, or (least, most) with None for no most; found 1.5"),
        ({"p": True}, "p: give a whole number of sites, or (least, most) with None for no most; found True"),
        ({"p": 0}, "p: 0 to 0 sites cannot be; give 1 or more, the least first"),
        ({"p": (2, 1)}, "p: 2 to 1 sites cannot be; give 1 or more, the least first"),
        ({"p": 3}, "p: asks for 3 sites, and 2 may be opened (2 sites); lower p or forbid fewer"),
        (
            {"p": 2, "forbidden": ["a"]},
            "p: asks for 2 sites, and 1 may be opened (2 sites, 1 of them forbidden); lower p or forbid fewer",
        ),
        ({"forbidden": ["a", "b"]}, "forbidden: names every site; leave at least one"),
        ({"required": ["a", "b"]}, "p: at most 1 may be open, and 2 are required; raise p or require fewer"),
        ({"required": ["a"], "forbidden": ["a"]}, "required and forbidden both name a; leave each in one of them"),
        ({"required": "a"}, "required: give a list of sites; found 'a'"),
        ({"required": ["q"]}, "required: q is no site of the table; use its labels"),
        ({"limit": -1}, "limit: give a number of 0 or more, in the unit of the table it is held to; found -1"),
        ({"limit": np.nan}, "limit: give a number of 0 or more, in the unit of the table it is held to; found nan"),
        (
            {"limit": 1.5},
            "cost: no site that may be opened reaches y, z within 1.5; "
            "raise the limit, add a site, or give a demand of 0 to whom nobody is to serve",
        ),
        ({"demand": [1, 2, 3]}, "demand: give a pandas Series with a figure for each client; found list"),
        ({"demand": pd.Series({"x": 1, "y": 1})}, "demand: no figure for z; give one for each client"),
        (
            {"demand": pd.Series({"x": 1, "y": 1, "z": 1, "w": 1})},
            "demand: w is no client of the table; use its labels",
        ),
        ({"demand": pd.Series([1, 1, 1, 2], list("xyzx"))}, "demand: x appears more than once; give one figure each"),
        ({"demand": pd.Series({"x": 1, "y": -1, "z": 1})}, "demand: below zero for y; give 0 or more"),
        ({"demand": pd.Series({"x": 1, "y": None, "z": 1})}, "demand: no number for y; give 0 or more"),
        ({"demand": pd.Series({"x": 1, "y": "two", "z": 1})}, "demand: no number for y; give 0 or more"),
        ({"demand": pd.Series({"x": 1, "y": np.inf, "z": 1})}, "demand: no end for y; give 0 or more"),
        ({"demand": 0}, "demand: is 0 everywhere; give some client a demand"),
        ({"fixed_cost": pd.Series({"a": 1})}, "fixed_cost: no figure for b; give one for each site"),
        ({"fixed_cost": np.inf}, "fixed_cost: no end for a, b; give 0 or more"),
        ({"capacity": pd.Series({"a": None, "b": 9})}, "capacity: no number for a; give 0 or more, or inf"),
        (
            {"capacity": 1},
            "capacity: the sites that may be opened hold 2 and the demand is 3, 1 more; "
            "raise a capacity or lower the demand",
        ),
        (
            {"capacity": 9, "demand": pd.Series({"x": 1, "y": 10, "z": 1}), "single_source": True},
            "capacity: no site in reach holds all of y, and clients are not split; "
            "raise a capacity or set single_source=False",
        ),
        ({"cost": COST.set_axis(["x", None, "z"])}, "cost: row 2 has no label; give each its own"),
        (
            {"cost": COST.set_axis(pd.MultiIndex.from_product([["x", "y", "z"], [1]]))},
            "cost: row labels have 2 levels; give each one label",
        ),
        (
            {"cost": COST[["a"]].apply(pd.to_timedelta, unit="min")},
            "cost: not a number at (x, a), (y, a), (z, a); give a number, or a blank where a pair cannot be used",
        ),
        (
            {"cost": COST.replace(9.0, 1e13)},
            "cost: above 1e+12 at (z, a); leave a pair blank that cannot be used, or give the table in a larger unit",
        ),
        ({"demand": pd.Series({"x": 1, "y": 2e12, "z": 1})}, "demand: above 1e+12 for y; give it in a larger unit"),
        (
            {"cost": COST.set_axis([1, 2, 3]), "demand": pd.Series({"1": 1, "2": 1, "3": 1})},
            "demand: its labels are read as string and the table's as integer, as in 1; read both alike",
        ),
        ({"cost": COST.T, "demand": DEMAND}, "cost: its columns are the clients of demand; turn it, as with .T"),
        ({"required": [["a"]]}, "required: ['a'] is no site of the table; use its labels"),
        ({"single_source": "no"}, "single_source: give True or False; found 'no'"),
        ({"search": 60}, "search: give a siting.Search, as Search(time_limit_seconds=60); found 60"),
        ({"capacity": {"a": 9}}, "capacity: give a pandas Series with a figure for each site; found dict"),
        ({"travel": COST[["a"]]}, "travel columns: no figure for b; give one for each site"),
    ],
    ids=lambda value: value[:40] if isinstance(value, str) else "",
)
def test_each_fault_in_words(arguments, told):
    assert faults(**arguments) == (told,)


def test_every_fault_at_once():
    gaps = COST.copy()
    gaps.loc["z"] = np.nan
    found = faults(
        gaps, 5, demand=pd.Series({"x": -1, "y": 1, "z": 1}), capacity=pd.Series({"a": 5, "b": -2}), forbidden=["q"]
    )
    assert found == (
        "demand: below zero for x; give 0 or more",
        "capacity: below zero for b; give 0 or more, or inf",
        "forbidden: q is no site of the table; use its labels",
        "p: asks for 5 sites, and 2 may be opened (2 sites); lower p or forbid fewer",
        "cost: no site that may be opened reaches z; add a site, or give a demand of 0 to whom nobody is to serve",
    )


def test_many_labels_are_counted():
    gaps = pd.DataFrame(np.nan, [f"c{number}" for number in range(9)], ["a"])
    assert faults(gaps)[0].startswith("cost: no site that may be opened reaches c0, c1, c2, c3, c4 and 4 more; ")


def test_the_unit_of_cost_is_one_of_two():
    with pytest.raises(InputError) as raised:
        siting.facility_location(COST, None, fixed_cost=-1, cost_is="each")
    assert raised.value.faults == (
        "demand: give a pandas Series with a figure for each client; found NoneType",
        "fixed_cost: below zero for a, b; give 0 or more",
        'cost_is: give one of "per unit", "for all"; found \'each\'',
    )


def test_covering_needs_a_limit():
    assert faults(COST, None, function=siting.set_covering) == (
        "limit: give one, in the unit of the table it is held to",
    )


@pytest.mark.parametrize("wrong", [{"time_limit_seconds": "9"}, {"gap_share": None}, {"seed": 1.5}, {"seed": 2**31}])
def test_a_search_takes_numbers(wrong):
    with pytest.raises(InputError, match=f"siting.Search: {next(iter(wrong))}: give "):
        Search(**wrong)


def test_a_search_needs_time_and_a_share():
    with pytest.raises(InputError) as raised:
        Search(time_limit_seconds=0, gap_share=1.0, seed=-1)
    assert raised.value.faults == (
        "time_limit_seconds: give more than 0; found 0",
        "gap_share: give a share from 0 to below 1; found 1.0",
        "seed: give a whole number from 0 to 2147483647; found -1",
    )


def test_a_complete_ranking_has_an_end():
    wide = pd.DataFrame(1.0, ["x"], [f"s{number}" for number in range(40)])
    assert faults(wide, 12, function=siting.every_set) == (
        "p: 5,586,853,480 sets are more than the 20,000,000 of a complete ranking; give keep, or fewer sites",
    )
    assert faults(wide, 2, function=siting.every_set, keep=0) == ("keep: give 1 or more, a whole number; found 0",)

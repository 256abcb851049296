"""Rank acceptability: against geometry worked by hand, and what duplicates and dominated options do to it."""

import numpy as np
import pandas as pd
import pytest
from shapely.geometry import Polygon

from feasibility.appraisal.value.tree import Tree
from feasibility.appraisal.weight_space import ranks
from feasibility.appraisal.weight_space.regions import Region
from tests.robustness.weight_world import DEEP, THREE, TWO, at_random, of_two

DRAWS = 20_000
ERRORS = 4 * ranks.error_share(0.5, DRAWS)


def taken(values, tree, **more):
    return ranks.taken(values, Region(tree), draws=DRAWS, seed=1, **more)


@pytest.mark.parametrize(
    "tree",
    [TWO, Tree(groups={"all": 1.0}, within={"all": {"minutes": 0.3, "npc": 0.7}})],
    ids=["two groups", "one group of two"],
)
def test_two_weights_by_hand(tree):
    found = taken(of_two(), tree)
    # With w for travel: ant 100w, bee 100(1-w), cow 60. Ant first above 0.6, bee below 0.4, cow between: .4 .4 .2.
    # Cow is second otherwise (.8); between 0.5 and 0.6 ant is second (.1), between 0.4 and 0.5 bee. Third: half each.
    expected = pd.DataFrame({1: [0.4, 0.4, 0.2], 2: [0.1, 0.1, 0.8], 3: [0.5, 0.5, 0.0]}, index=["ant", "bee", "cow"])
    assert (found.shares - expected).abs().to_numpy().max() < ERRORS
    # Mean ranks: 0.4 + 0.2 + 1.5 = 2.1 and 0.2 + 1.6 = 1.8. Typical weights: the middles of 0.6-1, 0-0.4, 0.4-0.6.
    assert found.mean.to_dict() == pytest.approx({"ant": 2.1, "bee": 2.1, "cow": 1.8}, abs=0.03)
    assert found.central["minutes"].to_dict() == pytest.approx({"ant": 0.8, "bee": 0.2, "cow": 0.5}, abs=0.01)
    assert found.central.sum(axis=1).tolist() == pytest.approx([1.0] * 3)


def test_three_weights_by_areas():
    values = at_random(THREE, 8, seed=11)
    found = taken(values, THREE)
    for option in values.index:
        share = _cell(values, option).area / 0.5  # the triangle of all weights has area one half
        assert found.shares.at[option, 1] == pytest.approx(share, abs=4 * ranks.error_share(share, DRAWS) + 1e-9)
        if share > 0.05:
            centre = _cell(values, option).centroid
            assert found.central.loc[option, ["minutes", "npc"]].tolist() == pytest.approx(
                [centre.x, centre.y], abs=0.01
            )


def _cell(values, option):
    """Where the option is first: the triangle of the first two weights, cut by a half-plane for each other option."""
    cell = Polygon([(0, 0), (1, 0), (0, 1)])
    for other in values.index.drop(option):
        d = values.loc[option] - values.loc[other]
        # d1 x + d2 y + d3 (1 - x - y) >= 0, as a large rectangle on that side of the line.
        normal = np.array([d.iloc[0] - d.iloc[2], d.iloc[1] - d.iloc[2]])
        size = float(np.hypot(*normal))
        foot, along = -d.iloc[2] * normal / size**2, np.array([-normal[1], normal[0]]) / size
        deep = normal / size * 100
        corners = [foot - 100 * along, foot + 100 * along, foot + 100 * along + deep, foot - 100 * along + deep]
        cell = cell.intersection(Polygon([tuple(c) for c in corners]))
    return cell


def test_each_rank_is_somebodys_and_each_option_has_some_rank():
    found = taken(at_random(DEEP, 30, seed=2), DEEP, ranks=30)
    assert found.shares.sum(axis=0).tolist() == pytest.approx([1.0] * 30)
    assert found.shares.sum(axis=1).tolist() == pytest.approx([1.0] * 30)
    assert (found.shares @ np.arange(1, 31)).tolist() == pytest.approx(found.mean.tolist())
    assert found.mean.sum() == pytest.approx(30 * 31 / 2)


def test_every_option_ever_first_is_first_for_its_typical_weights():
    # The weights that put an option first are a convex set, so that their mean is one of them: confidence is certain.
    values = at_random(DEEP, 60, seed=3)
    central = taken(values, DEEP).central
    assert len(central) > 5
    for option, weights in central.iterrows():
        assert (values @ weights).idxmax() == option


def test_a_dominated_option_changes_nothing_for_those_before_it():
    values = at_random(DEEP, 20, seed=4)
    worse = pd.concat([values, pd.DataFrame([values.min() - 1.0], index=["worst"]).clip(lower=0.0)])
    before, after = taken(values, DEEP), taken(worse, DEEP)
    pd.testing.assert_frame_equal(before.shares, after.shares.loc[values.index])
    pd.testing.assert_series_equal(before.mean, after.mean[values.index])
    assert after.mean["worst"] == 21
    assert after.times_first["worst"] == 0


def test_duplicates_share_what_one_alone_would_have():
    values = of_two()
    twice = pd.concat([values, values.loc[["ant"]].set_axis(["ant-again"])])
    before, after = taken(values, TWO), taken(twice, TWO)
    # Where ant was first, the two are first and second, half the time each; the others' shares of the first rank stay.
    half = before.shares.at["ant", 1] / 2
    assert after.shares.loc["ant", 1] == after.shares.loc["ant-again", 1] == pytest.approx(half)
    assert after.shares.loc["ant", 2] == pytest.approx(half + before.shares.at["ant", 2] / 2)
    assert after.shares.loc[["bee", "cow"], 1].tolist() == before.shares.loc[["bee", "cow"], 1].tolist()
    assert after.shares.sum(axis=0).tolist() == pytest.approx([1.0] * 4)
    assert after.mean["ant"] == after.mean["ant-again"] == pytest.approx((after.shares.loc["ant"] * [1, 2, 3, 4]).sum())
    assert after.times_first["ant"] == after.times_first["ant-again"] == before.times_first["ant"]
    assert after.namesakes.to_dict() == {"ant": "ant", "bee": "bee", "cow": "cow", "ant-again": "ant"}


def test_duplicates_at_the_last_rank_counted_share_it_too():
    values = pd.DataFrame({"minutes": [50.0] * 3, "npc": [50.0] * 3}, index=["ant", "bee", "cow"])
    found = taken(values, TWO, ranks=2)
    assert found.shares.to_numpy().ravel().tolist() == pytest.approx([1 / 3] * 6)
    assert found.mean.tolist() == [2.0] * 3


def test_a_criterion_split_in_two_gains_its_group_nothing():
    split = Tree(TWO.groups, {"travel": {"minutes": 0.5, "again": 0.5}, "cost": {"npc": 1.0}})
    values = of_two().assign(again=of_two()["minutes"])
    assert taken(values, split).shares[1].to_dict() == pytest.approx({"ant": 0.4, "bee": 0.4, "cow": 0.2}, abs=ERRORS)
    # As three groups the same criterion would count double: ant is first where either of two is above...
    flat = Tree(
        {"travel": 0.3, "again": 0.3, "cost": 0.4},
        {"travel": {"minutes": 1.0}, "again": {"again": 1.0}, "cost": {"npc": 1.0}},
    )
    # ... P(cost < 0.4) = 1 - 0.6^2 = 0.64 of the triangle.
    assert taken(values, flat).shares.at["ant", 1] == pytest.approx(0.64, abs=ERRORS)


@pytest.mark.parametrize("region", [Region(DEEP), Region(DEEP, "in order"), Region(DEEP, "near", 0.25)])
def test_who_is_first_is_the_same_without_the_other_ranks(region):
    values = at_random(DEEP, 40, seed=6)
    values.loc["option-7"] = values.loc["option-3"] = 90.0
    whole = ranks.taken(values, region, draws=3000, seed=9)
    short = ranks.first(values, region, draws=3000, seed=9)
    assert short.share.tolist() == pytest.approx(whole.shares[1].tolist())
    assert short.times.tolist() == whole.times_first.tolist()
    assert short.share["option-7"] == short.share["option-3"] > 0


def test_options_that_differ_only_where_nothing_weighs_share_too():
    tree = Tree({"a": 1.0}, {"a": {"x": 0.6, "y": 0.4, "z": 0.0}})
    values = pd.DataFrame({"x": [50.0, 50.0], "y": [50.0, 50.0], "z": [0.0, 100.0]}, index=["ant", "bee"])
    near = ranks.first(values, Region(tree, "near", 0.25), draws=100, seed=1)
    assert near.share.tolist() == [0.5, 0.5]
    assert ranks.first(values, Region(tree), draws=100, seed=1).share.tolist() == [0.0, 1.0]


def test_the_error_of_a_share():
    # sqrt(0.5 * 0.5 / 10000) = 0.005; spread of repeated runs agrees with it.
    assert ranks.error_share(0.5, 10_000) == 0.005
    assert ranks.error_share(0.0, 100) == ranks.error_share(1.0, 100) == 0.0
    runs = [ranks.first(of_two(), Region(TWO), draws=400, seed=s).share["ant"] for s in range(60)]
    assert np.std(runs) == pytest.approx(ranks.error_share(0.4, 400), rel=0.25)
    assert np.mean(runs) == pytest.approx(0.4, abs=4 * ranks.error_share(0.4, 400 * 60))

"""Weights drawn: uniform over the tree, in order, near; and the same region as linear conditions."""

import numpy as np
import pytest

from feasibility.appraisal.value.tree import Tree
from feasibility.appraisal.weight_space import regions
from feasibility.appraisal.weight_space.regions import Region
from tests.robustness.weight_world import DEEP, THREE, TWO

DRAWS = 40_000
EVERY_KIND = [Region(DEEP), Region(DEEP, "in order"), Region(DEEP, "near", 0.25)]


def draw(region, draws=DRAWS, seed=1):
    return regions.drawn(region, draws, np.random.default_rng(seed))


@pytest.mark.parametrize("region", EVERY_KIND, ids=lambda r: r.kind)
def test_every_draw_is_a_share_of_the_whole_and_within_the_region(region):
    weights = draw(region)
    assert weights.shape == (DRAWS, 8)
    assert np.abs(weights.sum(axis=1) - 1).max() < 1e-12
    assert weights.min() >= 0
    conditions = regions.bounds(region)
    assert len(conditions) == {"all": 0, "in order": 6 + 3 + 1 + 1, "near": 2 * (4 + 3 + 1 + 2 + 2)}[region.kind]
    assert all((weights @ row <= 1e-12).all() for row in conditions)


def test_all_weights_are_uniform_over_the_simplex():
    # Of n shares uniform on the simplex: mean 1/n, variance (n-1)/(n^2 (n+1)): for three, 1/3 and 2/36 = 1/18;
    # and P(share > x) = (1-x)^2 for three.
    weights = draw(Region(THREE))
    assert weights.mean(axis=0) == pytest.approx([1 / 3] * 3, abs=4 * np.sqrt(1 / 18 / DRAWS))
    assert weights.var(axis=0) == pytest.approx([1 / 18] * 3, rel=0.03)
    assert (weights[:, 0] > 0.7).mean() == pytest.approx(0.09, abs=4 * np.sqrt(0.09 * 0.91 / DRAWS))


def test_a_group_gains_nothing_by_having_more_criteria():
    weights = draw(Region(DEEP))
    groups = np.column_stack([weights[:, :3].sum(axis=1), weights[:, 3], weights[:, 4:6].sum(axis=1)])
    # Four groups: mean 1/4, variance 3/80, however many criteria each has. A flat draw of eight would give travel 3/8.
    assert groups.mean(axis=0) == pytest.approx([0.25] * 3, abs=4 * np.sqrt(3 / 80 / DRAWS))
    assert groups.var(axis=0) == pytest.approx([3 / 80] * 3, rel=0.04)
    # Within travel the three criteria share evenly whatever the group has: 1/12 of the whole each.
    assert weights[:, :3].mean(axis=0) == pytest.approx([1 / 12] * 3, abs=0.002)


@pytest.mark.parametrize(
    ("count", "centroid"),
    [
        # Rank order centroid weights, the mean of all weights in a given order: (1/n) sum over k >= i of 1/k
        # (Barron and Barrett, Management Science 42 (11), 1996, print .6111 .2778 .1111 and so on).
        (3, [0.6111, 0.2778, 0.1111]),
        (4, [0.5208, 0.2708, 0.1458, 0.0625]),
        (5, [0.4567, 0.2567, 0.1567, 0.0900, 0.0400]),
    ],
)
def test_weights_in_order_have_the_published_centre(count, centroid):
    stated = np.arange(count, 0, -1) / (count * (count + 1) / 2)
    tree = Tree({f"g{i}": s for i, s in enumerate(stated)}, {f"g{i}": {f"c{i}": 1.0} for i in range(count)})
    assert draw(Region(tree, "in order")).mean(axis=0) == pytest.approx(centroid, abs=0.003)


def test_what_is_stated_as_equal_has_no_order():
    tree = Tree({"a": 0.1 + 0.2 + 0.1, "b": 0.4, "c": 0.2}, {"a": {"x": 1.0}, "b": {"y": 1.0}, "c": {"z": 1.0}})
    weights = draw(Region(tree, "in order"))
    # The least of three has 1/9 on average; the other two share the rest evenly, 4/9 each, first and second by lot.
    assert weights.mean(axis=0) == pytest.approx([4 / 9, 4 / 9, 1 / 9], abs=0.004)
    assert (weights[:, 0] > weights[:, 1]).mean() == pytest.approx(0.5, abs=0.01)


def test_weights_in_order_are_those_of_all_weights_that_keep_it():
    tree = Tree({"a": 0.5, "b": 0.3, "c": 0.2}, {"a": {"x": 0.7, "y": 0.3}, "b": {"z": 1.0}, "c": {"w": 1.0}})
    free = draw(Region(tree), 200_000, seed=5)
    conditions = regions.bounds(Region(tree, "in order"))
    kept = free[(free @ conditions.T <= 0).all(axis=1)]
    # 1 in 6 orders of three groups, 1 in 2 of two criteria.
    assert len(kept) / len(free) == pytest.approx(1 / 12, abs=0.003)
    ordered = draw(Region(tree, "in order"))
    for share in (0.25, 0.5, 0.75):
        assert np.quantile(ordered, share, axis=0) == pytest.approx(np.quantile(kept, share, axis=0), abs=0.01)


def test_weights_near_the_stated_are_uniform_between_their_bounds():
    # travel 0.3 +- 0.075, cost what is left, 0.7 -+ 0.075, well within its own 0.7 +- 0.175.
    travel = draw(Region(TWO, "near", 0.25))[:, 0]
    assert travel.min() > 0.225
    assert travel.max() < 0.375
    assert np.quantile(travel, [0.25, 0.5, 0.75]) == pytest.approx([0.2625, 0.3, 0.3375], abs=0.0015)


def test_weights_near_the_stated_drop_those_that_leave_too_much_for_one():
    # Stated 0.4, 0.3, 0.3: the two drawn are within 0.075 each; together they may be 0.15 out, the largest 0.1 only.
    tree = Tree({"a": 0.4, "b": 0.3, "c": 0.3}, {"a": {"x": 1.0}, "b": {"y": 1.0}, "c": {"z": 1.0}})
    weights = draw(Region(tree, "near", 0.25))
    assert len(weights) == DRAWS
    assert np.abs(weights[:, 0] - 0.4).max() <= 0.1 + 1e-12
    # Of the square of side 2 (in units of 0.075) two corners beyond |u+v| > 4/3 are cut: 1/9 of it. The mean stays.
    assert weights.mean(axis=0) == pytest.approx([0.4, 0.3, 0.3], abs=0.001)
    assert (weights[:, 0] > 0.45).mean() == pytest.approx(_above(0.05 / 0.075), abs=0.008)


def _above(bound):
    """P(-(u+v) > bound) for u, v uniform on [-1, 1], given |u+v| <= 4/3: areas of corners of a square of 4."""
    corner = (2 - bound) ** 2 / 2
    cut = (2 - 4 / 3) ** 2 / 2
    return (corner - cut) / (4 - 2 * cut)


def test_a_criterion_stated_as_nothing_stays_nothing_near_the_stated():
    tree = Tree({"a": 1.0}, {"a": {"x": 0.6, "y": 0.4, "z": 0.0}})
    assert regions.moved(Region(tree, "near", 0.25)) == ["x", "y"]
    assert regions.moved(Region(tree)) == ["x", "y", "z"]
    assert draw(Region(tree, "near", 0.25), 100)[:, 2].tolist() == [0.0] * 100


def test_the_seed_alone_decides():
    region = Region(DEEP, "near", 0.25)
    assert (draw(region, 500, seed=3) == draw(region, 500, seed=3)).all()
    assert (draw(region, 500, seed=3) != draw(region, 500, seed=4)).any()

"""Who can be first at all: exact where draws cannot tell never from hardly ever."""

import numpy as np
import pandas as pd
import pytest

from feasibility.appraisal.value.tree import Tree
from feasibility.appraisal.weight_space import leading, ranks, regions
from feasibility.appraisal.weight_space.regions import Region
from tests.robustness.weight_world import DEEP, THREE, TWO, at_random, of_two


def can_lead(values, region):
    nothing_known = pd.Series(False, index=values.index)
    return leading.can_lead(values, region, known=nothing_known).to_dict()


@pytest.mark.parametrize(
    ("middle", "leads"),
    [(51.0, True), (50.00001, True), (50.0, False), (49.0, False)],
    ids=["ahead", "just ahead", "at best level", "behind, yet dominated by neither"],
)
def test_a_compromise_leads_only_above_the_line_between_the_extremes(middle, leads):
    values = of_two()
    values.loc["cow"] = middle  # both extremes are level at 50 where the weights are even
    assert can_lead(values, Region(TWO)) == {"ant": True, "bee": True, "cow": leads}


def test_hardly_ever_is_not_never():
    values = of_two()
    values.loc["cow"] = 50.00001
    drawn = ranks.first(values, Region(TWO), draws=5000, seed=1)
    assert drawn.times["cow"] == 0
    assert leading.can_lead(values, Region(TWO), known=drawn.times > 0)["cow"]


def test_a_dominated_option_never_leads_and_a_duplicate_leads_with_its_like():
    values = pd.DataFrame(
        {"minutes": [100.0, 100.0, 100.0, 20.0], "npc": [10.0, 10.0, 9.0, 90.0]},
        index=["ant", "ant-again", "flea", "bee"],
    )
    # flea is level with ant where travel has the whole, and behind elsewhere.
    assert can_lead(values, Region(TWO)) == {"ant": True, "ant-again": True, "flea": False, "bee": True}
    assert leading.undominated(values.drop("ant-again")).tolist() == [True, False, True]


def test_an_option_alone_leads():
    assert can_lead(of_two().loc[["cow"]], Region(TWO)) == {"cow": True}


def test_order_and_nearness_rule_options_out():
    # Travel is stated at 0.3, cost at 0.7: ant needs more than 0.6 for travel, cow 0.4 to 0.6, bee less than 0.4.
    # In order: travel up to 0.5. Within 25%: 0.225 to 0.375.
    assert can_lead(of_two(), Region(TWO, "in order")) == {"ant": False, "bee": True, "cow": True}
    assert can_lead(of_two(), Region(TWO, "near", 0.25)) == {"ant": False, "bee": True, "cow": False}
    assert can_lead(of_two(), Region(TWO, "near", 0.35)) == {"ant": False, "bee": True, "cow": True}  # up to 0.405


def test_order_within_a_group_counts():
    tree = Tree({"travel": 0.6, "cost": 0.4}, {"travel": {"minutes": 0.7, "worst": 0.3}, "cost": {"npc": 1.0}})
    values = pd.DataFrame({"minutes": [80.0, 50.0], "worst": [10.0, 70.0], "npc": [50.0, 50.0]}, index=["ant", "bee"])
    # Within travel bee needs 30m < 60(1-m): m < 2/3. In order m >= 1/2: both can; without cost they still can.
    assert can_lead(values, Region(tree, "in order")) == {"ant": True, "bee": True}
    values.loc["bee", "worst"] = 35.0  # now 30m < 25(1-m): m < 25/55, below a half
    assert can_lead(values, Region(tree, "in order")) == {"ant": True, "bee": False}
    assert can_lead(values, Region(tree)) == {"ant": True, "bee": True}


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("kind", ["all", "in order", "near"])
def test_whoever_is_drawn_first_can_lead_and_whoever_can_has_weights_that_show_it(kind, seed):
    values = at_random(DEEP, 30, seed)
    region = Region(DEEP, kind, 0.25)
    exact = pd.Series(can_lead(values, region))
    drawn = ranks.first(values, region, draws=4000, seed=seed)
    assert exact[drawn.times > 0].all()
    assert exact.sum() >= (drawn.times > 0).sum() > 0
    anywhere = pd.Series(can_lead(values, Region(DEEP)))
    shorter = leading.can_lead(values, region, known=drawn.times > 0, anywhere=anywhere)
    assert shorter.to_dict() == exact.to_dict()


def test_the_same_is_found_by_cutting_up_the_triangle():
    values = at_random(THREE, 40, seed=8)
    step = 400  # weights on a fine grid of the triangle, its edges left out
    grid = np.array([(i, j, step - i - j) for i in range(1, step) for j in range(1, step - i)]) / step
    winners = set(values.index[np.unique((grid @ values.to_numpy().T).argmax(axis=1))])
    exact = {option for option, leads in can_lead(values, Region(THREE)).items() if leads}
    assert winners <= exact
    for option in exact - winners:  # cells smaller than the grid: none here is expected to stay
        others = values.drop(option).to_numpy()
        points = values.loc[option].to_numpy()
        fine = _weights_near_best(points, others)
        assert (fine @ (points - others).T).min(axis=1).max() > 0


def _weights_near_best(points, others):
    """Grids of the triangle, each finer about the best weights of the one before."""
    random = np.random.default_rng(0)
    best = np.full(3, 1 / 3)
    tried = best[None, :]
    for spread in (1.0, 0.1, 0.01, 0.001):
        tried = np.abs(best + spread * random.normal(size=(20_000, 3)))
        tried /= tried.sum(axis=1, keepdims=True)
        best = tried[(tried @ (points - others).T).min(axis=1).argmax()]
    return tried


def test_bounds_of_the_region_name_what_they_mean():
    # In order: cost, stated lower, less travel, stated higher, is at most nought, and the like of criteria in a group.
    assert regions.bounds(Region(TWO, "in order")).tolist() == [[1.0, -1.0]]
    assert regions.bounds(Region(TWO)).shape == (0, 2)

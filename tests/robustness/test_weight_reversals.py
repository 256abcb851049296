"""Where the lead passes: by hand, and by scoring again on both sides of every change."""

import numpy as np
import pandas as pd
import pytest

from feasibility.appraisal.value.tree import Tree
from feasibility.appraisal.weight_space import reversals
from feasibility.appraisal.weight_space.reversals import Change, Line, Moved, Stretch
from tests.robustness.weight_world import DEEP, TWO, at_random, of_two


def lines(values, tree, leader):
    found = []
    for moved in reversals.weights(tree):
        ends = reversals.ends(values, moved)
        found.append(Line(moved, reversals.stretches(ends), reversals.level_at(ends, leader)))
    return tuple(found)


def moved_by_hand(tree, weight_id, kind, share):
    """Criterion to share of the whole, the others pro rata: a second way to the same weights."""
    stated = tree.shares
    own = tree.within[weight_id] if kind == "group" else {weight_id: 1.0}
    rest = sum(share for c, share in stated.items() if c not in own)
    return {c: share * own[c] if c in own else (1 - share) * stated[c] / rest for c in stated}


def scored(values, weights):
    return pd.Series(values.to_numpy() @ np.array([weights[c] for c in values.columns]), index=values.index)


def test_two_weights_by_hand():
    travel, cost = lines(of_two(), TWO, "bee")
    # bee 100(1-w) meets cow 60 at w = 0.4; ant 100w meets cow at 0.6.
    assert [(s.leader, s.from_share, s.to_share) for s in travel.stretches] == [
        ("bee", 0.0, pytest.approx(0.4)),
        ("cow", pytest.approx(0.4), pytest.approx(0.6)),
        ("ant", pytest.approx(0.6), 1.0),
    ]
    assert [s.leader for s in cost.stretches] == ["ant", "cow", "bee"]
    # bee is level with cow at 0.4 and with ant at 0.5.
    assert travel.level_at.to_dict() == pytest.approx({"ant": 0.5, "cow": 0.4})
    assert cost.level_at.to_dict() == pytest.approx({"ant": 0.5, "cow": 0.6})
    # Stated at 0.3, bee leads; the nearest change is at 0.4, by travel and by cost alike: the tree's first is named.
    assert reversals.nearest((travel, cost), "bee", "bee") == Change(
        "travel", "group", 0.3, pytest.approx(0.4), True, "cow"
    )
    assert reversals.nearest((travel, cost), "bee", "ant") == Change(
        "travel", "group", 0.3, pytest.approx(0.6), True, "ant"
    )


def test_which_weights_are_moved():
    moved = [(m.weight_id, m.kind, m.stated_share) for m in reversals.weights(DEEP)]
    assert moved == [
        ("travel", "group", 0.4),
        ("minutes", "criterion", pytest.approx(0.2)),
        ("worst", "criterion", pytest.approx(0.12)),
        ("fair", "criterion", pytest.approx(0.08)),
        ("cost", "group", 0.3),  # one criterion: moved as the group
        ("room", "group", 0.2),
        ("seats", "criterion", pytest.approx(0.12)),
        ("spare", "criterion", pytest.approx(0.08)),
        ("access", "group", 0.1),
        ("steps", "criterion", pytest.approx(0.07)),
        ("lifts", "criterion", pytest.approx(0.03)),
    ]
    one = Tree({"all": 1.0}, {"all": {"minutes": 0.3, "npc": 0.7}})
    assert [m.weight_id for m in reversals.weights(one)] == ["minutes", "npc"]  # the whole has nothing to take from


def test_others_keep_their_proportions():
    for moved in reversals.weights(DEEP):
        for share in (0.0, moved.stated_share, 1.0):
            weights = (1 - share) * moved.with_nothing + share * moved.with_all
            expected = moved_by_hand(DEEP, moved.weight_id, moved.kind, share)
            assert weights.to_dict() == pytest.approx(expected)
        stated = (1 - moved.stated_share) * moved.with_nothing + moved.stated_share * moved.with_all
        assert stated.to_dict() == pytest.approx(DEEP.shares)


@pytest.mark.parametrize("seed", range(3))
def test_scored_again_on_both_sides(seed):
    values = at_random(DEEP, 40, seed)
    leader = str(scored(values, DEEP.shares).idxmax())
    changes = 0
    for line in lines(values, DEEP, leader):

        def at(share, line=line):
            return scored(values, moved_by_hand(DEEP, line.moved.weight_id, line.moved.kind, share))

        for below, above in zip(line.stretches, line.stretches[1:], strict=False):
            changes += 1
            assert below.to_share == above.from_share
            assert at(above.from_share - 1e-6).idxmax() == below.leader
            assert at(above.from_share + 1e-6).idxmax() == above.leader
        for stretch in line.stretches:  # and nobody else leads in between
            for share in np.linspace(stretch.from_share, stretch.to_share, 7):
                assert at(share)[stretch.leader] == pytest.approx(at(share).max(), abs=1e-6)
        for rival, share in line.level_at.dropna().items():
            assert at(share)[rival] == pytest.approx(at(share)[leader], abs=1e-6)
        # Never level in between: one of the two is ahead throughout.
        ahead = [(at(share) - at(share)[leader])[line.level_at.index[line.level_at.isna()]] for share in (0.0, 1.0)]
        assert (ahead[0] * ahead[1] >= -1e-6).all()
    assert changes > 3


def test_a_dominated_option_moves_no_change():
    values = at_random(DEEP, 20, seed=9)
    worse = pd.concat([values, pd.DataFrame([(values.loc["option-0"] - 5).clip(lower=0.0)], index=["worse"])])
    for before, after in zip(lines(values, DEEP, "option-0"), lines(worse, DEEP, "option-0"), strict=True):
        assert before.stretches == after.stretches


def test_options_that_are_level_are_named_in_the_order_of_the_rows():
    values = of_two().loc[["bee", "ant"]]
    values.loc["ant-again"] = values.loc["ant"]
    assert [s.leader for s in lines(values, TWO, "bee")[0].stretches] == ["bee", "ant"]
    again = values.loc[["ant-again", "ant", "bee"]]
    assert [s.leader for s in lines(again, TWO, "bee")[0].stretches] == ["bee", "ant-again"]
    assert lines(again, TWO, "ant")[0].level_at.isna().to_dict() == {"ant-again": True, "bee": False}


def test_three_lines_through_one_point_make_one_change():
    scores = pd.DataFrame({"nothing": [60.0, 50.0, 40.0], "whole": [40.0, 50.0, 60.0]}, index=["ant", "bee", "cow"])
    assert reversals.stretches(scores) == (Stretch(0.0, 0.5, "ant"), Stretch(0.5, 1.0, "cow"))


def test_level_at_an_end_is_no_change():
    level_at_nothing = pd.DataFrame({"nothing": [50.0, 50.0], "whole": [40.0, 60.0]}, index=["ant", "bee"])
    assert reversals.stretches(level_at_nothing) == (Stretch(0.0, 1.0, "bee"),)
    level_at_the_whole = pd.DataFrame({"nothing": [40.0, 60.0], "whole": [50.0, 50.0]}, index=["ant", "bee"])
    assert reversals.stretches(level_at_the_whole) == (Stretch(0.0, 1.0, "bee"),)
    assert reversals.level_at(level_at_the_whole, "bee").isna().all()


def test_a_change_at_the_stated_weight_itself():
    values = pd.DataFrame({"minutes": [80.0, 10.0], "npc": [20.0, 50.0]}, index=["ant", "bee"])
    # 20 + 60w and 50 - 40w meet at w = 0.3, as stated: the first of the rows leads, and anything less loses it.
    found = lines(values, TWO, "ant")
    assert reversals.nearest(found, "ant", "ant") == Change("travel", "group", 0.3, pytest.approx(0.3), False, "bee")


def test_no_single_weight_may_do():
    values = pd.DataFrame({"minutes": [90.0, 10.0], "npc": [80.0, 70.0]}, index=["ant", "bee"])
    found = lines(values, TWO, "ant")
    assert [len(line.stretches) for line in found] == [1, 1]
    assert reversals.nearest(found, "ant", "ant") is None
    assert reversals.nearest(found, "ant", "bee") is None


def test_of_several_changes_the_nearest_to_the_stated_weight_is_told():
    # 0.3 of travel is stated: ant leads from 0.1 to 0.45; 0.5 of cost: ant leads up to 0.55, the least way to go.
    nowhere = pd.Series(dtype=float)
    every = pd.Series({"minutes": 0.5, "npc": 0.5})
    found = (
        Line(
            Moved("travel", "group", 0.3, every, every),
            (Stretch(0.0, 0.1, "bee"), Stretch(0.1, 0.45, "ant"), Stretch(0.45, 0.8, "cow"), Stretch(0.8, 1.0, "dog")),
            nowhere,
        ),
        Line(
            Moved("cost", "group", 0.5, every, every), (Stretch(0.0, 0.55, "ant"), Stretch(0.55, 1.0, "bee")), nowhere
        ),
    )
    assert reversals.nearest(found, "ant", "ant") == Change("cost", "group", 0.5, 0.55, True, "bee")
    assert reversals.nearest(found[:1], "ant", "ant") == Change("travel", "group", 0.3, 0.45, True, "cow")
    assert reversals.nearest(found, "ant", "dog") == Change("travel", "group", 0.3, 0.8, True, "dog")
    assert reversals.nearest(found[:1], "ant", "bee") == Change("travel", "group", 0.3, 0.1, False, "bee")

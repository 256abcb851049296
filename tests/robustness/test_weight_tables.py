"""The weights explored whole: tables, sentences, faults."""

import pandas as pd
import pytest

from feasibility.appraisal import weight_space
from feasibility.appraisal.value.tree import Tree
from feasibility.appraisal.weight_space import Names
from feasibility.errors import InputError
from feasibility.tables.base import checked
from feasibility.tables.weights import WeightReversalsTable, WeightRivalsTable, WeightSpaceTable
from tests.robustness.weight_world import DEEP, TWO, at_random, of_two

TITLES = {"ant": "Antwerp Road", "bee": "Beech Hall", "cow": "Cowley Court"}
NAMES = Names(TITLES, {"travel": "staff travel", "cost": "cost"}, {})


def explored(values, tree, **more):
    settings = {"names": NAMES, "draws": 2000, "seed": 1, "near_share": 0.25}
    return weight_space.explored(values, tree, **{**settings, **more})


def test_two_weights_by_hand():
    # Stated 30% travel: bee 70, cow 60, ant 30. See test_weight_ranks and test_weight_reversals for the sums.
    found = explored(of_two(), TWO, draws=20_000)
    assert found.leader == "bee"
    assert found.space["option_id"].tolist()[2] == "cow"
    space = found.space.set_index("option_id")
    assert space.loc["bee", "first_share"] == pytest.approx(0.4, abs=0.014)
    assert space.loc["bee", "first_error_share"] == pytest.approx(0.0035, abs=0.0001)
    # In order travel is uniform up to 0.5: bee up to 0.4 has 0.8, cow the rest; near, 0.225 to 0.375, bee has all.
    assert space["first_in_order_share"].to_dict() == pytest.approx({"ant": 0, "bee": 0.8, "cow": 0.2}, abs=0.012)
    assert space["first_near_share"].to_dict() == {"ant": 0, "bee": 1, "cow": 0}
    assert space["can_lead_in_order"].to_dict() == {"ant": False, "bee": True, "cow": True}
    assert space.loc["cow", "central_weights"] == "staff travel 50%, cost 50%"
    assert found.reversals["changes_at_share"].tolist() == pytest.approx([0.4, 0.6, 0.4, 0.6])
    assert found.reversals["change_share"].tolist() == pytest.approx([0.1, 0.3, -0.3, -0.1])
    assert found.reversals["words"][0] == (
        "Beech Hall leads where staff travel is worth less than 40% of the whole, Cowley Court where more "
        "(stated: 30%)."
    )
    # The least change that brings a rival level: cow by a tenth, ant by two; of either weight.
    least = found.rivals.groupby("option_id")["change_share"].agg(lambda c: c.abs().min())
    assert least.to_dict() == pytest.approx({"ant": 0.2, "cow": 0.1})
    assert found.words[0].startswith("By value alone, Beech Hall is first for 4")
    assert found.words[0].endswith("and for all of those within 25% of the stated ones.")
    assert found.words[1] == "Cowley Court leads if staff travel is worth more than 40% of the whole (stated: 30%)."
    assert found.words[2].endswith("of 3 options, 3 can be first for some weights.")


def test_the_tables_keep_to_their_schemas_and_list_only_who_comes_near():
    values = at_random(DEEP, 50, seed=1)
    found = explored(values, DEEP)
    for frame, schema in (
        (found.space, WeightSpaceTable),
        (found.reversals, WeightReversalsTable),
        (found.rivals, WeightRivalsTable),
    ):
        checked(frame, schema, "test")
    left_out = values.index.difference(found.space["option_id"])
    assert found.unlisted == len(left_out) > 0
    assert not found.spread.can_lead.loc[left_out].any().any()
    assert (found.spread.anywhere.shares.loc[left_out, :3].sum(axis=1) < 0.01).all()
    assert found.space["first_share"].is_monotonic_decreasing
    assert set(found.rivals["option_id"]) <= set(found.space["option_id"])
    assert found.leader not in set(found.rivals["option_id"])
    assert set(found.reversals["weight_id"]) == {line.moved.weight_id for line in found.lines}
    unchanged = found.reversals["changes_at_share"].isna()
    assert (found.reversals.loc[unchanged, "leader_below"] == found.leader).all()


def test_who_leads_nowhere_is_listed_for_one_weight_in_a_hundred_in_the_first_three():
    # With w for travel, cow's 93 leads from 0.07 to 0.93. Above 0.93/0.98 = 0.949 gnat passes cow and is third, for 5%
    # of weights; otherwise ant or bee, flea and cow are before it. Midge, behind gnat, is never above fourth.
    values = pd.DataFrame(
        {"minutes": [100.0, 0.0, 93.0, 99.0, 98.0, 97.0], "npc": [0.0, 100.0, 93.0, 0.0, 0.0, 0.0]},
        index=["ant", "bee", "cow", "flea", "gnat", "midge"],
    )
    found = explored(values, TWO)
    assert sorted(found.space["option_id"]) == ["ant", "bee", "cow", "flea", "gnat"]
    gnat = found.space.set_index("option_id").loc["gnat"]
    assert gnat["third_share"] == pytest.approx(0.051, abs=0.02)
    assert (gnat["can_lead"], gnat["first_share"], gnat["central_weights"]) == (False, 0.0, "")
    assert found.unlisted == 1


def test_the_seed_alone_decides():
    values = at_random(DEEP, 8, seed=1)
    one, two = explored(values, DEEP), explored(values, DEEP)
    pd.testing.assert_frame_equal(one.space, two.space)
    assert one.words == two.words
    assert not explored(values, DEEP, seed=2).space["first_share"].equals(one.space["first_share"])


def test_a_duplicate_shares_and_speaks_with_its_like():
    values = of_two()
    values.loc["bee-again"] = values.loc["bee"]
    alone, both = (
        explored(of_two(), TWO),
        explored(values, TWO, names=Names({**TITLES, "bee-again": "Beech Annexe"}, NAMES.groups, {})),
    )
    assert both.leader == "bee"
    assert both.level_with == ("bee-again",)
    shares = both.space.set_index("option_id")["first_share"]
    assert shares["bee"] == shares["bee-again"] == alone.space.set_index("option_id")["first_share"]["bee"] / 2
    assert both.words[0] == alone.words[0].replace("Beech Hall", "Beech Hall or Beech Annexe")
    assert both.words[1] == alone.words[1]
    assert both.words[2].endswith("of 4 options, 4 can be first for some weights.")


def test_a_dominated_option_changes_no_figure_of_the_others():
    values = at_random(DEEP, 25, seed=5)
    worse = pd.concat([values, pd.DataFrame([values.min()], index=["worst"])])
    before, after = explored(values, DEEP), explored(worse, DEEP)
    pd.testing.assert_frame_equal(before.space, after.space)
    pd.testing.assert_frame_equal(before.reversals, after.reversals)
    pd.testing.assert_frame_equal(before.rivals, after.rivals)
    assert before.words[:2] == after.words[:2]
    assert after.unlisted == before.unlisted + 1


def test_of_another_option_than_the_first():
    found = explored(of_two(), TWO, leader="ant")
    assert found.leader == "ant"
    assert found.words[0].startswith("By value alone, Antwerp Road is first for ")
    assert "for none of those that keep the stated order" in found.words[0]
    assert found.words[1] == "Antwerp Road leads if staff travel is worth more than 60% of the whole (stated: 30%)."
    assert set(found.rivals["option_id"]) == {"bee", "cow"}


def test_a_criterion_may_have_the_id_of_a_group():
    tree = Tree({"cost": 0.5, "travel": 0.5}, {"cost": {"cost": 0.5, "cash": 0.5}, "travel": {"minutes": 1.0}})
    values = pd.DataFrame({"cost": [90.0, 10.0], "cash": [80.0, 30.0], "minutes": [0.0, 100.0]}, index=["ant", "bee"])
    found = explored(values, tree, names=Names(TITLES, {"cost": "money"}, {"cost": "present cost"}))
    assert found.reversals[["weight_id", "weight", "kind"]].drop_duplicates().to_numpy().tolist() == [
        ["cost", "money", "group"],
        ["cost", "present cost", "criterion"],
        ["cash", "cash", "criterion"],
        ["travel", "travel", "group"],
    ]


def test_one_option_alone_and_one_criterion_alone():
    alone = explored(of_two().loc[["cow"]], TWO)
    assert alone.words == ("By value alone, Cowley Court is first whatever the weights.",)
    assert alone.rivals.empty
    one = Tree({"travel": 1.0}, {"travel": {"minutes": 1.0}})
    single = explored(of_two()[["minutes"]], one)
    assert single.words == ("By value alone, Antwerp Road is first whatever the weights.",)
    assert single.reversals.empty


def test_every_fault_at_once():
    values = of_two()
    values.loc["bee", "npc"] = float("nan")
    values.loc["cow", "minutes"] = 100.5
    with pytest.raises(InputError) as raised:
        explored(values, TWO, draws=0, near_share=1.5, leader="dog")
    assert [fault.split(";")[0] for fault in raised.value.faults] == [
        "option cow, criterion minutes: found 100.5",
        "option bee, criterion npc: found nan",
        "found 0 draws",
        "found 1.5 as the share that weights may be out by",
        "found dog as the option to speak of, which has no values",
    ]
    with pytest.raises(InputError, match="found minutes and steps among the values or among the weights alone"):
        explored(of_two().rename(columns={"minutes": "steps"}), TWO)
    with pytest.raises(InputError, match="found ant twice"):
        explored(pd.concat([of_two(), of_two().loc[["ant"]]]), TWO)
    with pytest.raises(InputError, match="no option with values"):
        explored(of_two().iloc[:0], TWO)

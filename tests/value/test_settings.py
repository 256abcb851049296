"""What a tree of criteria must be, and what an officer is told of one that is not."""

import pytest
from pydantic import ValidationError

from feasibility.appraisal.value import tree
from feasibility.scenario.value import ValueSettings, counted_twice
from tests.value.worlds import HELD, MEAN, SIGNED, settings

TWO = {"staff": {"name": "Staff", "weight": 70}, "place": {"name": "Place", "weight": 30}}


def told(stated: dict) -> str:
    with pytest.raises(ValidationError) as err:
        ValueSettings.model_validate(stated)
    return "; ".join(str(fault["msg"]) for fault in err.value.errors())


def of(*changes: tuple[str, dict], groups: dict | None = None) -> dict:
    return SIGNED | {"criterion": dict(changes), "group": groups or {}}


def test_nothing_is_declared_by_default():
    assert not ValueSettings().declared
    assert tree.stated(ValueSettings()).shares == {}


def test_shares_of_groups_and_within_them_multiply():
    # Staff 70 of 100: 60 of it is 42 % of the whole, 40 is 28 %; place has the other 30 %.
    found = tree.stated(
        settings(TWO, mean=MEAN | {"group": "staff"}, held=HELD | {"group": "place", "weight": 100},
                 tenth=MEAN | {"group": "staff", "measure": "change_minutes_worst_tenth", "weight": 40})
    )  # fmt: skip
    assert found.shares == pytest.approx({"mean": 0.42, "tenth": 0.28, "held": 0.3})
    assert found.groups == pytest.approx({"staff": 0.7, "place": 0.3})


def test_few_criteria_need_no_group_and_thirds_may_be_rounded():
    third = {"weight": 33.33}
    found = tree.stated(
        settings(a=MEAN | third, b=HELD | third, c=MEAN | third | {"measure": "change_minutes_employer_gap"})
    )
    assert found.within == {tree.WHOLE: pytest.approx(dict.fromkeys("abc", 1 / 3))}


def test_weights_that_do_not_sum():
    assert "the weights of the criteria sum to 90 (mean 60, held 30); they must sum to 100" in told(
        of(("mean", MEAN), ("held", HELD | {"weight": 30}))
    )
    grouped = of(("mean", MEAN | {"group": "staff"}), ("held", HELD | {"group": "place", "weight": 100}),
                 groups=TWO | {"place": {"name": "Place", "weight": 40}})  # fmt: skip
    words = told(grouped)
    assert "the weights of the groups sum to 110 (staff 70, place 40)" in words
    assert "the weights of the criteria of group staff sum to 60 (mean 60)" in words
    assert "group place" not in words


@pytest.mark.parametrize(
    ("first", "second", "why"),
    [
        ("total_npc_gbp", "change_minutes_mean", "the total prices the time of journeys"),
        ("worse_30_share", "total_npc_gbp", "the total prices the time of journeys"),
        ("total_npc_gbp", "change_kgco2e_per_year", "the total prices the carbon of journeys"),
        ("resource_npc_gbp", "cash_gbp", "the money of each is most of the other's"),
        ("headroom_share", "headroom_share", "both are the same measure"),
    ],
)
def test_what_is_counted_twice_is_refused_by_name(first, second, why):
    pair = of(("one", MEAN | {"measure": first}), ("two", MEAN | {"measure": second, "weight": 40}))
    assert f"criteria one ({first}) and two ({second}) count one thing twice: {why}" in told(pair)


@pytest.mark.parametrize("cost", ["resource_npc_gbp", "cash_gbp"])
def test_money_without_journeys_may_stand_beside_journeys(cost):
    both = settings(cost=MEAN | {"measure": cost}, mean=MEAN | {"weight": 40})
    assert counted_twice(both) == []
    # Not where leavers are in the money: they leave over the same minutes.
    assert "(change_minutes_mean) count one thing twice: people.attrition.counted" in counted_twice(
        both, attrition_counted=True
    )[0]  # fmt: skip


def test_the_gap_between_employers_has_no_price():
    gap = MEAN | {"measure": "change_minutes_employer_gap", "weight": 40}
    assert settings(cost=MEAN | {"measure": "total_npc_gbp"}, gap=gap).declared


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"points": [[20, 0], [20, 100]]}, "figures of points (20, 20) must rise, or fall, from each pair to the next"),
        ({"points": [[0, 0], [9, 100], [3, 0]]}, "the figures of points (0, 9, 3) must rise"),
        ({"points": [[0, 100], [5, 0], [9, 100]]}, "the points fall and rise again (100, 0, 100)"),
        ({"points": [[0, 20], [9, 100]]}, "least and most of points are 20, 100; give the worst 0 and the best 100"),
        ({"points": [[0, 0], [9, 120]]}, "less than or equal to 100"),
        ({"points": None}, "give points for figures, or bands for words, and not both"),
        ({"bands": {"yes": 100, "no": 0}}, "give points for figures, or bands for words, and not both"),
        ({"points": None, "bands": {"yes": 100, "no": 0}}, "bands are for words, and change_minutes_mean is a figure"),
        ({"over_sites": "worst"}, "over_sites goes with tenure and judgement alone"),
        ({"group": "stff"}, "names the group stff, which is not declared"),
        ({"weight": 0}, "greater than 0"),
    ],
)  # fmt: skip
def test_a_criterion_that_cannot_be_scored(change, words):
    assert words in told(of(("mean", MEAN | {"weight": 100} | change)))


def test_words_and_groups_that_do_not_fit():
    tenure = HELD | {"weight": 100, "bands": {"owned": 100, "rented": 0}}
    assert "bands name rented, which no site has; its words are leased, owned, nhs, unknown" in told(of(("t", tenure)))
    words = told(of(("mean", MEAN | {"weight": 100, "group": "stff"}), groups={"staff": {"name": "S", "weight": 100}}))
    assert "(did you mean staff?)" in words
    assert "group staff has no criterion" in words
    assert "criterion mean names no group; add group = one of staff" in told(
        of(("mean", MEAN | {"weight": 100}), groups={"staff": {"name": "S", "weight": 100}})
    )
    assert "staff is the id of a group and of a criterion" in told(
        of(("staff", MEAN | {"weight": 100, "group": "staff"}), groups={"staff": {"name": "S", "weight": 100}})
    )


def test_somebody_must_have_set_them():
    words = told({"criterion": {"mean": MEAN | {"weight": 100}}})
    assert "set_by is missing; say who set the weights" in words
    assert "set_on is missing" in words


def test_every_fault_is_told_at_once():
    words = told(of(("mean", MEAN | {"measure": "total_npc_gbp"}), ("more", MEAN), ("held", HELD)))
    assert "count one thing twice" in words
    assert "sum to 160" in words

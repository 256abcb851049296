"""The sections on the value score and on what its weights decide."""

from dataclasses import replace

import pandas as pd
import pytest

from feasibility.publication.appendices import h_sensitivity
from feasibility.publication.figures import benefit as benefit_chart
from feasibility.publication.views import benefit, value, weights
from feasibility.tables import PUBLISHED, empty
from tests.publication.example_release import example_release
from tests.publication.example_tables import HOSTILE_NOTE, HOSTILE_SITE

LEADER = "pair-kings-house-ruxley"
"""By value as stated: 78 points of the journey at 60%, and held: 46.8 + 40 = 86.8."""
VALUE = ("value_criteria", "value_scores", "value_options", "weight_space", "weight_reversals", "weight_rivals")


@pytest.fixture(scope="module")
def release():
    return example_release()


def changed(release, **tables):
    return replace(release, tables={**release.tables, **tables})


def rows(view):
    return [row for group in view.groups for row in group.rows]


def heads(view):
    return [head.text for head in view.columns]


def test_the_least_firm_weights_are_named_first(release):
    said = value.status(release)
    assert said.startswith(f"Weight and range of Can it be had {HOSTILE_NOTE} are illustrative. They show how")
    assumed = release.tables["value_criteria"].assign(status="assumed")
    assert value.status(changed(release, value_criteria=assumed)).startswith("The weights and ranges are assumed: ")


def test_who_set_the_weights_when_and_who_dissents(release):
    assert value.set_by(release) == (
        ("Weights set by", f"Board {HOSTILE_NOTE}"),
        ("Set on", "14 June 2010"),
        ("Dissent", f"Union: too little {HOSTILE_NOTE} (Mean journey)"),
        ("Dissent", f"none is recorded (Can it be had {HOSTILE_NOTE})"),
    )


def test_what_is_beaten_is_told_before_any_weight(release):
    # do-minimum and the virtual pool do what do-nothing does, for more; Ruxley is dearer than King's House, and farther
    assert value.before_weights(release).startswith(
        "Before any weight: of 6 options within reach of all staff, 3 are beaten by none. For each of the other 3 "
    )
    assert value.before_weights(release).endswith("whatever the weights.")
    missing = release.tables["value_options"].copy()
    missing.loc[0, ["score", "place"]] = float("nan")
    said = value.before_weights(changed(release, value_options=missing))
    assert said.endswith("1 option has no score: a figure has no points, as the tables say.")


def test_performance_is_in_units_with_who_beats_whom(release):
    (view,) = value.performance(release)
    assert heads(view) == ["Option", "Mean journey", f"Can it be had {HOSTILE_NOTE}", "Cost beside it (£)", "Beaten by"]
    assert [head.text for head in view.over] == ["", f"Staff {HOSTILE_NOTE}", "Delivery", "", ""]
    by_option = {row[0]: row[1:] for row in rows(view)}
    assert by_option[f"One shared site: {HOSTILE_SITE}"] == (
        f"3.4 minutes {HOSTILE_NOTE}", "held", "920,000", "none"
    )  # fmt: skip
    assert by_option["Do minimum: each mends its own centre"][-1] == "Do nothing: two centres as now"
    assert "are in value_scores.csv" not in view.note  # all six are shown


def test_many_criteria_go_into_several_tables(release, monkeypatch):
    monkeypatch.setattr(value, "CRITERIA_ACROSS", 1)
    first, second = value.performance(release)
    assert heads(first) == ["Option", "Mean journey"]
    assert heads(second) == ["Option", f"Can it be had {HOSTILE_NOTE}", "Cost beside it (£)", "Beaten by"]
    assert first.caption.endswith("(1 of 2)")


def test_options_beaten_by_none_are_shown_as_far_as_they_fit(release):
    pair = release.tables["value_options"].query("option_id == 'pair-kings-house-ruxley'")
    more = [pair.assign(option_id=f"p{n}", place=9, on_frontier=False) for n in range(20)]
    many = changed(release, value_options=pd.concat([release.tables["value_options"], *more], ignore_index=True))
    assert len(value.chosen(many)) == value.SHOWN  # 6, and the first 4 of the 20
    # 26 less 10
    assert value._left_out(many, value.chosen(many)).endswith(
        "The other 16, 16 of them beaten by none, are in value_scores.csv."
    )


def test_points_over_the_range_are_told_with_their_units(release):
    first, second = (row for _, row in release.tables["value_criteria"].iterrows())
    assert value.scale_in_words(first) == "0 at +10.0 minutes, 100 at 0.0 minutes"
    assert value.scale_in_words(second) == "100 for held, 30 for doubtful"
    shares = first.replace({"change_minutes_mean": "answered_share", "10 = 0; 0 = 100": "0.5 = 0; 1 = 100"})
    assert value.scale_in_words(shares) == "0 at 50%, 100 at 100%"


def test_criteria_stand_under_their_group_with_weight_and_reason(release):
    view = value.criteria(release)
    assert [group.title for group in view.groups] == [
        f"Staff {HOSTILE_NOTE}: 60% of the whole",
        "Delivery: 40% of the whole",
    ]
    assert rows(view)[1][2:] == ("40%", "Made for tests. Of several sites the worst counts.")
    uneven = release.tables["value_criteria"].assign(weight_share=[0.625, 0.375])
    assert rows(value.criteria(changed(release, value_criteria=uneven)))[0][2] == "62.5%"


def test_the_score_is_built_up_in_the_open(release):
    view = benefit.built_up(release)
    # highest score, then the lowest cost, which is the best single site as well
    assert [head.text for head in view.over[2:]] == [
        f"Two sites: {HOSTILE_SITE} and Ruxley", f"One shared site: {HOSTILE_SITE}"
    ]  # fmt: skip
    mean, had, total = rows(view)
    # 66 x 0.6 = 39.6; 100 x 0.4 = 40; together 79.6
    assert mean[-3:] == (f"3.4 minutes {HOSTILE_NOTE}", "66.0", "39.6")
    assert had[-3:] == ("held", "100.0", "40.0")
    assert total[-3:] == ("", "", "79.6")
    assert view.groups[-1].totals


def test_a_score_that_is_missing_is_none_and_not_nought(release):
    options, scores = (release.tables[name].copy() for name in ("value_options", "value_scores"))
    options.loc[0, ["score", "place", "benefit"]] = float("nan")
    scores.loc[1, ["points", "weighted_points"]] = float("nan")
    _, had, total = rows(benefit.built_up(changed(release, value_options=options, value_scores=scores)))
    assert had[-2:] == ("none", "none")
    assert total[-1] == "none"


def test_benefit_stands_beside_a_cost_without_what_is_scored(release):
    assert benefit.beside_cost(release) == (
        "The cost beside the benefit: total net present cost without the value of staff travel time, scored as "
        "benefit, so that nothing is counted twice."
    )
    view = benefit.table(release)
    assert heads(view) == ["Option", "Cost beside it (£)", "Benefit (out of 100)", "Place by score", "On the frontier"]
    assert rows(view)[0][1:] == ("920,000", "79.6", "2", "yes")
    money = release.tables["value_criteria"].assign(is_cost=[True, False])
    scored = changed(release, value_criteria=money)
    assert "Score" in heads(benefit.table(scored))
    assert benefit.beside_cost(scored).endswith("The benefit is the score without the criteria that are money.")


def test_no_benefit_no_chart(release):
    none = changed(release, value_options=release.tables["value_options"].assign(benefit=float("nan")))
    assert benefit_chart.chart(none) is None
    assert benefit.table(none).groups == ()
    assert benefit.beside_cost(none) == ""


SPACE = pd.DataFrame({
    "option_id": ["single-ruxley", "do-nothing", "single-kings-house"],
    "option": ["", "", ""],
    "first_share": [0.99996, 0.0, 0.0],
    "first_error_share": [0.0, 0.0, 0.0],
    "second_share": [0.0, 0.42, 0.0],
    "third_share": [0.0, 0.0, 1.0],
    "expected_rank": [1.0, 2.0, 3.0],
    "can_lead": [True, True, False],
    "first_in_order_share": [1.0, 0.0, 0.0],
    "can_lead_in_order": [True, False, False],
    "first_near_share": [1.0, 0.0, 0.0],
    "can_lead_near": [True, True, False],
    "central_weights": ["staff 60%, delivery 40%", "", ""],
})  # fmt: skip


def test_none_and_all_are_kept_for_what_is_certain(release):
    ruxley, nothing, kings = rows(weights.shares(changed(release, weight_space=SPACE)))
    assert ruxley[1:] == (
        "over 99.9%", "under 0.1%", "under 0.1%", "yes", "all", "over 99.9%", "staff 60%, delivery 40%"
    )  # fmt: skip
    # it can lead, though no draw had it first
    assert nothing[1:] == ("under 0.1%", "42.0%", "under 0.1%", "yes", "none", "under 0.1%", "too few to say")
    assert kings[1] == "none"


def test_a_long_list_is_cut_and_counted(release):
    more = [SPACE.tail(1).assign(option_id=f"x{n}", can_lead=n < 2) for n in range(3)]
    few = pd.concat([SPACE, *more, *[SPACE.head(1).assign(option_id=f"y{n}", can_lead_near=False) for n in range(7)]])
    view = weights.shares(changed(release, weight_space=few.reset_index(drop=True)))
    assert len(rows(view)) == weights.SHOWN  # of 13, and those near and staying are among the first
    assert view.note.endswith("5 further options can be first for some weights: weight_space.csv has them.")


def reversals(*changes):
    frame = pd.DataFrame([
        {"weight_id": "had", "weight": "can it be had", "kind": "criterion", "stated_share": 0.4,
         "changes_at_share": at, "change_share": at - 0.4, "leader_below": below, "leader_above": above, "words": ""}
        for at, below, above in changes
    ])  # fmt: skip
    return frame.astype({"changes_at_share": float, "change_share": float})


def test_the_nearest_change_on_each_side_is_shown(release):
    pair, nothing, ruxley = "pair-kings-house-ruxley", "do-nothing", "single-ruxley"
    table = reversals((0.1, ruxley, pair), (0.25, pair, nothing), (0.815, nothing, ruxley), (0.9, ruxley, pair))
    (row,) = rows(weights.reversals(changed(release, weight_reversals=table)))
    assert row == (
        "Can it be had", "40.0%", "25.0%", "81.5%",
        f"Two sites: {HOSTILE_SITE} and Ruxley or One shared site: Ruxley",
    )  # fmt: skip


def test_how_far_each_weight_of_the_example_can_go(release):
    view = weights.reversals(release)
    # w of the journey: staying has 30 + 70 w, the pair 100 - 22 w; level at 70 / 92 = 0.761, or 0.239 of delivery
    assert [row[1:] for row in rows(view)] == [
        ("group", "60.0%", "never", "76.1%", "Do nothing: two centres as now"),
        ("group", "40.0%", "23.9%", "never", "Do nothing: two centres as now"),
    ]
    assert view.note.startswith(f"Of the weights stated, the highest score is that of Two sites: {HOSTILE_SITE} and R")


def test_a_weight_that_changes_nothing_says_never(release):
    (row,) = rows(weights.reversals(changed(release, weight_reversals=reversals((float("nan"), "do-nothing", "")))))
    assert row[2:] == ("never", "never", "nobody else")


@pytest.mark.parametrize(
    ("below", "above", "down", "up"),
    [(LEADER, "single-ruxley", "never", "40.0%"), ("single-ruxley", LEADER, "40.0%", "never")],
)
def test_a_change_just_at_the_stated_weight_lies_where_the_other_leads(release, below, above, down, up):
    (row,) = rows(weights.reversals(changed(release, weight_reversals=reversals((0.4, below, above)))))
    assert row[2:] == (down, up, "One shared site: Ruxley")


def test_weights_at_which_the_score_passes_stand_with_the_sensitivity_where_criteria_are_declared(release):
    heading = "Weights at which the highest score passes"
    assert heading in [getattr(block, "text", "") for block in h_sensitivity.part(release).blocks]
    none = changed(release, **{name: empty(PUBLISHED[name]) for name in VALUE})
    assert heading not in [getattr(block, "text", "") for block in h_sensitivity.part(none).blocks]

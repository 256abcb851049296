"""Facts made by hand into performance, dominance, points and scores; and what is told of what cannot be scored."""

import numpy as np
import pandas as pd
import pytest

from feasibility.appraisal import value
from feasibility.errors import InputError
from feasibility.scenario.value import ValueSettings
from feasibility.tables import checked, empty
from feasibility.tables.value import Judgements, ValueCriteriaTable, ValueOptionsTable, ValueScoresTable
from tests.value.worlds import HELD, MEAN, facts, judgements, settings

CARBON = {"name": "Carbon", "measure": "change_kgco2e_per_year", "weight": 40, "points": [[1000, 0], [0, 100]]}
EASE = {"name": "Ease", "measure": "judgement", "weight": 100, "points": [[0, 0], [10, 100]]}
ALL_OWNED = {"owned": 100, "leased": 50, "nhs": 0}


def of(found: value.Valued, option: str, criterion: str) -> dict[str, object]:
    rows = found.scores.set_index(["option_id", "criterion_id"])
    return {str(name): cell for name, cell in rows.loc[option, criterion].items()}


def column(found: value.Valued, name: str) -> dict[str, object]:
    return found.options.set_index("option_id")[name].to_dict()


def one(measure: str, points: list[list[float]], **also: object) -> value.Valued:
    """The value of one criterion alone."""
    asked = {"name": "One", "measure": measure, "weight": 100, "points": points} | also
    return value.appraised(facts(), settings(one=asked))


def raw(found: value.Valued) -> list[float]:
    return [float(cell) for cell in found.scores["raw"]]


class TestScores:
    FOUND = value.appraised(facts(), settings(mean=MEAN, held=HELD))

    def test_from_figure_to_points_to_what_they_add(self):
        # 8 minutes of 20 to -5 is 12/25 = 48 points; 60 % of it is 28.8. Leased is 50 points; 40 % is 20.
        assert of(self.FOUND, "a", "mean") == pytest.approx(
            {"raw": 8, "performance": "+8.0 minutes", "points": 48, "weight_share": 0.6, "weighted_points": 28.8}
        )
        held = of(self.FOUND, "a", "held")
        assert (held["performance"], held["points"], held["weighted_points"]) == ("leased", 50, 20)
        assert column(self.FOUND, "score")["a"] == pytest.approx(48.8)
        assert self.FOUND.points.loc["a"].to_dict() == pytest.approx({"mean": 48, "held": 50})

    def test_the_worst_site_counts_unless_it_is_said_otherwise(self):
        # a with b: leased at 30 of 40 workstations, NHS at 10. The worst is 20; the mean (50 x 30 + 20 x 10) / 40.
        assert of(self.FOUND, "a--b", "held")["performance"] == "nhs (b)"
        assert of(self.FOUND, "a--b", "held")["points"] == 20
        mixed = value.appraised(facts(), settings(mean=MEAN, held=HELD | {"over_sites": "mean-by-workstations"}))
        assert of(mixed, "a--b", "held")["points"] == 42.5
        assert of(mixed, "a--b", "held")["performance"] == "leased at 75% of workstations; nhs at 25% of workstations"
        assert of(mixed, "do-nothing", "held")["performance"] == "owned"

    def test_the_tables_are_of_their_schemas_and_every_weighted_point_is_in_the_score(self):
        for table, schema in ((self.FOUND.criteria, ValueCriteriaTable), (self.FOUND.scores, ValueScoresTable),
                              (self.FOUND.options, ValueOptionsTable)):  # fmt: skip
            checked(table, schema, "value")
        added = self.FOUND.scores.groupby("option_id")["weighted_points"].sum()
        assert added.to_dict() == pytest.approx(column(self.FOUND, "score"))
        assert self.FOUND.tree.shares == {"mean": 0.6, "held": 0.4}
        assert self.FOUND.warnings == ()

    def test_places_by_score_and_equal_scores_share_one(self):
        # do-nothing 60 % of 80 and 40 make 88; b 60 % of 60 and 8 make 44; a with b 60 % of 72 and 8 make 51.2.
        assert column(self.FOUND, "score") == pytest.approx({"do-nothing": 88, "a": 48.8, "b": 44, "a--b": 51.2})
        assert column(self.FOUND, "place") == {"do-nothing": 1, "a--b": 2, "a": 3, "b": 4}
        alike = value.appraised(facts(), settings(held=HELD | {"weight": 100}))
        assert column(alike, "place") == {"do-nothing": 1, "a": 2, "b": 3, "a--b": 3}


class TestCriteria:
    def test_who_set_it_when_and_who_dissented(self):
        groups = {"staff": {"name": "Staff", "weight": 70, "set_by": "Unions", "dissent": ["Bromley: 50"]},
                  "place": {"name": "Place", "weight": 30}}  # fmt: skip
        asked = settings(
            groups,
            mean=MEAN | {"group": "staff", "weight": 100, "dissent": ["Bexley: 20 minutes is too few"],
                         "reason": "Asked of staff", "set_on": "2010-07-01"},
            held=HELD | {"group": "place", "weight": 100},
        ).model_copy(update={"dissent": ("Nobody asked the public",), "reason": "A trial"})  # fmt: skip
        rows = value.appraised(facts(), asked).criteria.set_index("criterion_id")
        said = ["set_by", "set_on", "dissent", "reason", "status"]
        assert rows.loc["mean", said].tolist() == [
            "Unions", "2010-07-01", "Nobody asked the public; Bromley: 50; Bexley: 20 minutes is too few",
            "Asked of staff", "illustrative",
        ]  # fmt: skip
        assert rows.loc["held", said].tolist() == [
            "Joint committee", "2010-06-14", "Nobody asked the public", "A trial", "illustrative",
        ]  # fmt: skip
        assert rows.loc["mean", ["group", "group_share", "within_share", "weight_share"]].tolist() == [
            "Staff", 0.7, 1.0, 0.7,
        ]  # fmt: skip
        assert rows.loc["mean", ["unit", "scale", "range_from", "range_to", "over_sites"]].tolist() == [
            "minutes one way", "20 = 0; -5 = 100", -5.0, 20.0, "",
        ]  # fmt: skip
        assert rows.loc["held", "scale"] == "owned = 100; leased = 50; nhs = 20; unknown = 0"
        assert rows.loc["held", "over_sites"] == "worst"


class TestMeasures:
    def test_of_journeys_money_and_capacity(self):
        assert raw(one("change_minutes_worst_tenth", [[40, 0], [0, 100]])) == [0, 16, 10, 4]
        # The gap: a 10 - 4, b 15 - -5.
        assert raw(one("change_minutes_employer_gap", [[40, 0], [0, 100]])) == [0, 6, 20, 0]
        assert raw(one("worse_15_share", [[1, 0], [0, 100]])) == [0, 0.2, 0.4, 0.1]
        assert raw(one("cash_gbp", [[9e3, 0], [0, 100]])) == [900, 1500, 1400, 2200]
        assert raw(one("headroom_share", [[0, 0], [2, 100]])) == [0, 0.1, 0.5, 1]
        assert raw(one("answered_share", [[0, 0], [1, 100]])) == [0.4, 0, 0, 0.3]
        assert raw(one("sites_count", [[1, 0], [2, 100]])) == [2, 1, 1, 2]

    def test_what_is_not_known_of_a_site_counts_as_no(self):
        # Of 45 workstations as now the 15 of hall-w are known to be step-free; of a with b the 30 of a.
        assert raw(one("step_free_share", [[0, 0], [1, 100]])) == [pytest.approx(15 / 45), 1, 0, 0.75]
        assert raw(one("network_ready_share", [[0, 0], [1, 100]])) == [1, 0, 1, 0.25]

    def test_an_option_can_be_had_when_its_last_site_can(self):
        # When b can be had is not known.
        found = one("available_months", [[24, 0], [0, 100]])
        assert raw(found)[:2] == [0, 9]
        assert np.isnan(raw(found)[2:]).all()
        assert of(found, "a", "one")["performance"] == "9.0 months"
        assert "is not known, or has no points, for 2 options, which have no score: b, a--b" in found.warnings[0]

    def test_when_a_place_can_be_had_is_the_first_start_of_its_leases(self):
        sites = pd.DataFrame(
            {"tenure": "leased", "step_free": "", "network_ready": "", "present_of": ["west", "", ""]},
            index=["hall-w", "a", "b"],
        )
        leases = pd.DataFrame(
            {"site_id": ["a", "a", "a", "hall-w"], "event": ["start", "start", "rent", "start"],
             "date": ["2011-04-01", "2012-04-01", "2010-04-02", "2015-04-01"]}
        )  # fmt: skip
        months = value.of_sites(sites, leases, 2010)["available_months"]
        assert months["a"] == pytest.approx(12, abs=0.01)
        assert months["hall-w"] == 0
        assert np.isnan(months["b"])
        assert value.of_sites(sites, None, 2010)["available_months"].isna().tolist() == [False, True, True]

    def test_employers_that_are_not_shown_apart_leave_the_gap_unknown(self):
        shown = facts().journeys
        for hidden in (shown[shown["employer"] == "all"], shown.assign(
            change_minutes_mean=shown["change_minutes_mean"].mask(shown["employer"] == "west"))):  # fmt: skip
            gap = MEAN | {"measure": "change_minutes_employer_gap", "weight": 100}
            found = value.appraised(facts(journeys=hidden), settings(gap=gap))
            assert set(found.scores["performance"]) == {"not known"}
            assert found.options["score"].isna().all()


class TestJudgements:
    def test_figures_over_sites(self):
        judged = judgements(("hall-w", "ease", "10"), ("hall-e", "ease", "8"), ("a", "ease", "6"), ("b", "ease", "2"))
        worst = value.appraised(facts(judgements=judged), settings(ease=EASE))
        assert raw(worst) == [8, 6, 2, 2]
        # (10 x 15 + 8 x 30) / 45 and (6 x 30 + 2 x 10) / 40.
        mean = value.appraised(facts(judgements=judged), settings(ease=EASE | {"over_sites": "mean-by-workstations"}))
        assert raw(mean) == pytest.approx([390 / 45, 6, 2, 5])
        checked(worst.judgements, Judgements, "judgements")

    def test_the_worst_is_that_with_the_fewest_points_not_the_least_figure(self):
        judged = judgements(
            ("hall-w", "noise", "3"), ("hall-e", "noise", "9"), ("a", "noise", "1"), ("b", "noise", "5")
        )
        noise = EASE | {"points": [[0, 100], [10, 0]]}
        assert raw(value.appraised(facts(judgements=judged), settings(noise=noise))) == [9, 1, 5, 5]

    def test_a_site_that_nobody_judged(self):
        judged = judgements(("hall-w", "ease", "10"), ("hall-e", "ease", "8"), ("a", "ease", "6"))
        found = value.appraised(facts(judgements=judged), settings(ease=EASE))
        assert of(found, "a--b", "ease")["performance"] == "not known of b: judge it"
        assert column(found, "missing") == {
            "do-nothing": "", "a": "", "b": "Ease: not known of b: judge it", "a--b": "Ease: not known of b: judge it",
        }  # fmt: skip
        assert column(found, "score")["a"] == 60
        words = {k: c for k, c in EASE.items() if k != "points"} | {"bands": {"easy": 100, "hard": 0}}
        assert set(value.appraised(facts(), settings(ease=words)).scores["performance"]) == {
            "not known of hall-w, hall-e: judge it", "not known of a: judge it", "not known of b: judge it",
            "not known of a, b: judge it",
        }  # fmt: skip


class TestMissedRange:
    def test_it_is_named_and_never_clipped(self):
        # b is 5 minutes longer and a 8: a range to 6 misses a alone.
        narrow = MEAN | {"points": [[6, 0], [-5, 100]]}
        found = value.appraised(facts(), settings(mean=narrow, held=HELD))
        assert of(found, "a", "mean")["performance"] == "8 is outside -5 to 6: widen the range"
        assert of(found, "a", "mean")["raw"] == 8
        assert np.isnan(found.points.at["a", "mean"])
        assert np.isnan(column(found, "score")["a"])
        assert np.isnan(column(found, "place")["a"])
        assert column(found, "missing")["a"] == "Mean journey: 8 is outside -5 to 6: widen the range"
        assert found.warnings == (
            "Mean journey (value.criterion.mean): the range -5 to 6 misses 1 option, which has no score: a. A range of "
            "-5 to 8 would hold it; the weight was judged for the range, so judge it again.",
        )
        # Nothing else is lost: the others keep their scores and places, a its points of the other criterion.
        assert column(found, "place") == {"do-nothing": 1, "a": pytest.approx(np.nan, nan_ok=True), "b": 3, "a--b": 2}
        assert of(found, "a", "held")["points"] == 50

    def test_all_that_it_misses_are_named_with_a_range_that_holds_them(self):
        found = one("change_minutes_mean", [[4, 0], [1, 100]])
        assert "misses 3 options, which have no score: do-nothing, a, b. A range of 0 to 8 " in found.warnings[0]

    def test_many_are_counted_after_the_tenth(self):
        ids = [f"o-{n:02d}" for n in range(13)]
        table = pd.DataFrame({"option_id": ids, "option": ids, "verdict": "behind", "unreached_heads": 0.0,
                              "total_npc_gbp": 1.0, "cash_gbp": 99.0})  # fmt: skip
        cost = MEAN | {"measure": "cash_gbp", "weight": 100, "points": [[9, 0], [0, 100]]}
        (said,) = value.appraised(facts(options=table), settings(cost=cost)).warnings
        assert "o-09 and 3 more (the table of scores has each). A range of 0 to 99 would" in said

    def test_a_word_without_a_band(self):
        found = value.appraised(facts(), settings(held=HELD | {"weight": 100, "bands": {"owned": 100, "leased": 0}}))
        assert of(found, "a--b", "held")["performance"] == "nhs is none of owned, leased: add a band"
        assert column(found, "score")["do-nothing"] == 100

    def test_beyond_its_range_an_option_may_still_be_beaten(self):
        # b is out of the range of both, dearer than do-nothing and worse in both.
        found = value.appraised(
            facts(),
            settings(mean=MEAN | {"points": [[2, 0], [0, 100]]}, carbon=CARBON | {"points": [[200, 0], [0, 100]]}),
        )
        assert column(found, "beaten_by") == {
            "do-nothing": "",
            "a": "do-nothing",
            "b": "do-nothing",
            "a--b": "do-nothing",
        }


class TestBenefitAndCost:
    def test_the_cost_leaves_out_what_is_scored(self):
        # a: 2,000 less 250 for time and 50 for carbon.
        both = value.appraised(facts(), settings(mean=MEAN, carbon=CARBON))
        assert column(both, "cost_gbp") == {"do-nothing": 1000, "a": 1700, "b": 1750, "a--b": 2500}
        assert set(both.options["cost_basis"]) == {
            "Total net present cost without the value of staff travel time and the value of carbon of journeys, "
            "scored as benefit"
        }
        time = value.appraised(facts(), settings(mean=MEAN, held=HELD))
        assert column(time, "cost_gbp") == {"do-nothing": 1000, "a": 1750, "b": 1770, "a--b": 2540}
        neither = value.appraised(facts(), settings(held=HELD | {"weight": 100}))
        assert column(neither, "cost_gbp")["a"] == 2000
        assert set(neither.options["cost_basis"]) == {"Total net present cost"}

    def test_benefit_is_the_score_without_cost(self):
        # Cost 40 of 100: a has 1,700 of 3,000 to 0, so 43.33 points; its journeys 48. Score 0.4 x 43.33 + 0.6 x 48.
        cost = CARBON | {"measure": "resource_npc_gbp", "points": [[3000, 0], [0, 100]]}
        found = value.appraised(facts(), settings(mean=MEAN, cost=cost))
        assert column(found, "benefit")["a"] == pytest.approx(48)
        assert column(found, "score")["a"] == pytest.approx(0.4 * 130 / 3 + 28.8)
        assert found.criteria["is_cost"].tolist() == [False, True]
        alone = value.appraised(facts(), settings(cost=cost | {"weight": 100}))
        assert alone.options["benefit"].isna().all()
        assert not alone.options["on_frontier"].any()

    def test_the_frontier_and_what_is_beaten_before_any_weight(self):
        # Tenure owned, leased, nhs, nhs and minutes 0, 8, 5, 2 at rising cost: do-nothing beats all of them.
        found = value.appraised(facts(), settings(mean=MEAN, held=HELD))
        assert column(found, "beaten_by") == {
            "do-nothing": "",
            "a": "do-nothing",
            "b": "do-nothing",
            "a--b": "do-nothing",
        }
        assert column(found, "on_frontier") == {"do-nothing": True, "a": False, "b": False, "a--b": False}
        room = MEAN | {"measure": "headroom_share", "weight": 40, "points": [[0, 0], [1, 100]]}
        more = value.appraised(facts(), settings(mean=MEAN, room=room))
        assert set(column(more, "beaten_by").values()) == {""}
        # Benefit 48, 32.8, 56 and 83.2 at 1,000, 1,750, 1,770 and 2,540 pounds.
        assert column(more, "benefit") == pytest.approx({"do-nothing": 48, "a": 32.8, "b": 56, "a--b": 83.2})
        assert column(more, "on_frontier") == {"do-nothing": True, "a": False, "b": True, "a--b": True}

    def test_the_cost_of_leavers_and_their_minutes_are_not_both_scored(self):
        leavers = pd.DataFrame([("a", "attrition@west", 90.0)], columns=["option_id", "line_id", "npc_gbp"])
        with_them = facts(costs=pd.concat([facts().costs, leavers], ignore_index=True))
        apart = value.appraised(with_them, settings(mean=MEAN, held=HELD))
        assert column(apart, "cost_gbp")["a"] == 2000 - 250 - 90
        assert "the cost of staff who leave over longer journeys" in apart.options["cost_basis"][0]
        cost = CARBON | {"measure": "resource_npc_gbp", "points": [[3000, 0], [0, 100]]}
        with pytest.raises(InputError, match=r"mean \(change_minutes_mean\) and cost \(resource_npc_gbp\) count one"):
            value.appraised(with_them, settings(mean=MEAN, cost=cost))


class TestWhoIsCompared:
    def test_nothing_where_nothing_is_declared(self):
        found = value.appraised(facts(), ValueSettings())
        for table, schema in ((found.criteria, ValueCriteriaTable), (found.scores, ValueScoresTable),
                              (found.options, ValueOptionsTable), (found.judgements, Judgements)):  # fmt: skip
            pd.testing.assert_frame_equal(table, empty(schema))
        assert found.points.empty
        assert found.tree.shares == {}
        assert found.warnings == ()

    def test_options_that_cannot_be_had_or_leave_staff_out_of_reach_are_not_scored(self):
        options = facts().options.assign(
            verdict=["best", "cannot be had", "behind", "behind"], unreached_heads=[0.0, 0.0, float("nan"), 0.0]
        )
        found = value.appraised(facts(options=options), settings(mean=MEAN, held=HELD))
        assert found.options["option_id"].tolist() == ["do-nothing", "a--b"]
        none = value.appraised(facts(options=options.assign(verdict="cannot be had")), settings(mean=MEAN, held=HELD))
        assert none.options.empty

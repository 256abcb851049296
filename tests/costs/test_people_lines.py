"""Posts, redundancy and training of a way of working; staff lost to longer journeys."""

import numpy as np
import pandas as pd
import pytest
from pydantic import ValidationError

from feasibility.costs import attrition, people_lines
from feasibility.costs.lines import SHARED, Book
from feasibility.costs.timeline import Timeline
from feasibility.scenario.people import AttritionSettings, PeopleSettings

TIMELINE = Timeline(2010, 2)
"""Twelve quarters."""
POSTS = {"now": 80.0, "apart": 80.0, "pooled": 74.0, "virtual": 82.0}
SETTINGS = PeopleSettings(
    posts_released_share=0.5, post_gbp_per_year=30_000.0, redundancy_gbp_per_post=12_000.0,
    recruitment_gbp_per_post=4_000.0, training_gbp_per_head=300.0,
)  # fmt: skip


def lines(way: str, settings: PeopleSettings = SETTINGS) -> dict[str, people_lines.Line]:
    return {line.line_id: line for line in people_lines.lines(way, POSTS, 100, 6, TIMELINE, settings, {})}


class TestPosts:
    def test_half_of_six_posts_are_given_up_from_the_move(self):
        found = lines("pooled")
        given_up, redundancy = found["posts-given-up@all"], found["redundancy@all"]
        # 6 x 0.5 = 3 posts, -30,000 a year for the six quarters from quarter 6: -135,000
        assert (given_up.per_driver, given_up.rate_gbp) == (3, -30_000)
        assert given_up.per_driver * given_up.rate_gbp * sum(given_up.timing) == pytest.approx(-135_000)
        assert given_up.timing[:6] == (0,) * 6
        assert (redundancy.per_driver, redundancy.rate_gbp, redundancy.timing[6]) == (3, 12_000, 1)

    def test_redundancy_is_cash_and_no_resource(self):
        found = lines("pooled")
        assert (found["redundancy@all"].cash, found["redundancy@all"].economic) == (True, False)
        assert all(line.economic and line.cash for key, line in found.items() if key != "redundancy@all")
        assert {line.payer for line in found.values()} == {SHARED}

    def test_by_default_posts_spared_save_nothing(self):
        assert set(lines("pooled", PeopleSettings())) == {"training@all"}

    def test_posts_added_are_paid_for_whatever_is_released(self):
        found = lines("virtual", PeopleSettings(posts_released_share=0.0))
        # two posts more than now
        assert found["posts-added@all"].per_driver == 2
        assert found["recruitment@all"].rate_gbp * found["recruitment@all"].per_driver == 8_000

    def test_the_same_posts_cost_nothing(self):
        assert set(lines("apart")) == {"training@all"}

    def test_all_are_trained_before_the_move(self):
        training = lines("apart")["training@all"]
        assert (training.per_driver, training.rate_gbp, training.timing[5]) == (100, 300, 1)

    @pytest.mark.parametrize("way", ["do-nothing", "do-minimum"])
    def test_who_stays_is_not_trained(self, way):
        assert people_lines.lines(way, {"now": 80.0}, 100, 6, TIMELINE, SETTINGS, {}) == []


CURVES = AttritionSettings(
    counted=True, added_minutes=(0.0, 10.0, 30.0), low_shares=(0.0, 0.05, 0.1), central_shares=(0.0, 0.1, 0.3),
    high_shares=(0.0, 0.2, 1.0), leaver_gbp=5_000.0,
)  # fmt: skip


class TestAttrition:
    def test_a_curve_is_straight_between_its_points_and_level_beyond(self):
        minutes = np.array([-20.0, 0.0, 5.0, 10.0, 20.0, 30.0, 90.0, np.nan])
        assert attrition.share(minutes, CURVES, "central").tolist() == pytest.approx(
            [0, 0, 0.05, 0.1, 0.2, 0.3, 0.3, 0]
        )

    def test_a_curve_that_begins_above_nought_spares_those_who_gain(self):
        early = AttritionSettings(central_shares=(0.02, 0.02, 0.06, 0.15), high_shares=(0.1, 0.1, 0.15, 0.35))
        assert attrition.share(np.array([-5.0, 0.0, 1.0]), early, "central").tolist() == pytest.approx([0, 0, 0.02])

    @pytest.fixture
    def leaving(self):
        """20 of bexley in one group, half 30 minutes longer to `a` and half no longer; 10 of bromley, 10 minutes."""
        keys = [f"p{i}" for i in range(30)]
        added = [30.0] * 10 + [0.0] * 10 + [10.0] * 10
        journeys = pd.DataFrame({"staff_key": keys, "site_id": "a", "minutes_before": 20.0})
        journeys["minutes_after"] = 20.0 + np.array(added)
        employer = pd.Series(["bexley"] * 20 + ["bromley"] * 10, index=keys)
        of_staff = pd.Series(["g-1"] * 20 + ["g-2"] * 10, index=keys)
        return attrition.find(attrition.lengthened(journeys, employer, of_staff, pd.Index(["a"])), CURVES)

    def test_each_persons_own_change_counts(self, leaving):
        found = attrition.leavers(attrition.expected(leaving, pd.DataFrame({"a": {"g-1": 20, "g-2": 10}})))
        # ten at 0.3 and ten at 0: 3 (the mean change of 15 minutes would say 20 x 0.15, the same on this straight
        # stretch); high: ten at 1.0 (at the mean it would be 20 x 0.4 = 8)
        assert found["bexley"] == {"low": 1, "central": 3, "high": 10}
        assert found["bromley"] == {"low": 1, "central": 1, "high": 2}  # 0.5 rounds up

    def test_lines_are_of_the_central_curve_in_the_year_after_the_move(self, leaving):
        found = attrition.expected(leaving, pd.DataFrame({"a": {"g-1": 15, "g-2": 0}}))
        (line,) = attrition.lines(found, {"bexley": "Bexley", "bromley": "Bromley"}, TIMELINE, 6, CURVES, {})
        # fifteen of the group of which half leave at 0.3: 15 x 0.15, unrounded; none of bromley's is seated here
        assert line.per_driver == pytest.approx(2.25)
        assert (line.rate_gbp, line.payer, line.economic) == (5_000, "bexley", True)
        assert line.timing == (0,) * 6 + (0.25,) * 4 + (0,) * 2

    def test_what_a_head_is_expected_to_cost_is_what_the_lines_come_to(self, leaving):
        # 0.15 and 0.1 of £5,000, half of the year after the move in year 1 and half in year 2: 0.5 x 0.8 + 0.5 x 0.64.
        book = Book(TIMELINE, tuple(0.8 ** (q // 4) for q in range(12)), (), 6)
        gbp = attrition.present_value(leaving, book, CURVES)
        assert gbp["a"].to_dict() == pytest.approx({"g-1": 750 * 0.72, "g-2": 500 * 0.72})
        heads = pd.DataFrame({"a": {"g-1": 13, "g-2": 10}})
        names = {"bexley": "Bexley", "bromley": "Bromley"}
        lines = attrition.lines(attrition.expected(leaving, heads), names, TIMELINE, 6, CURVES, {})
        assert sum(map(book.npc_gbp, lines)) == pytest.approx((13 * 750 + 10 * 500) * 0.72)

    def test_nobody_known_is_nobody_expected_to_leave(self):
        leaving = attrition.find(attrition.NOBODY, CURVES)
        assert attrition.present_value(leaving, Book(TIMELINE, (1.0,) * 12, ()), CURVES).empty

    def test_off_by_default_and_still_shown(self, leaving):
        found = attrition.leavers(attrition.expected(leaving, pd.DataFrame({"a": {"g-1": 20, "g-2": 10}})))
        assert attrition.lines(found, {}, TIMELINE, 6, AttritionSettings(), {}) == []
        shown = attrition.table(attrition.rows("a", found, AttritionSettings(), heads_min=10))
        assert len(shown) == 6
        assert not shown["counted"].any()
        counted = attrition.table(attrition.rows("a", found, CURVES, heads_min=10)).set_index(["employer", "curve"])
        assert counted.index[counted["counted"]].tolist() == [("bexley", "central"), ("bromley", "central")]
        assert counted.at[("bexley", "high"), "cost_gbp"] == 50_000

    def test_few_leavers_are_not_told(self, leaving):
        found = attrition.leavers(attrition.expected(leaving, pd.DataFrame({"a": {"g-1": 20, "g-2": 10}})))
        shown = attrition.table(attrition.rows("a", found, CURVES, heads_min=10)).set_index(["employer", "curve"])
        # bexley 1, 3 and 10; bromley 1, 1 and 2: the cost is that of 0, 5, 10, 0, 0 and 0
        assert shown["leavers"].isna().tolist() == [True, True, False, True, True, True]
        assert shown["cost_gbp"].tolist() == [0, 25_000, 50_000, 0, 0, 0]
        assert [attrition.stepped(n) for n in (0, 2, 3, 7, 8, 12)] == [0, 0, 5, 5, 10, 10]

    @pytest.mark.parametrize(
        ("wrong", "words"),
        [
            ({"added_minutes": (0.0, 30.0, 15.0, 60.0)}, "must rise"),
            ({"low_shares": (0.0, 0.1)}, "low_shares has 2 figures and added_minutes 4"),
            ({"high_shares": (0.0, 0.2, 0.1, 0.4)}, "high_shares must not fall"),
            ({"low_shares": (0.0, 0.1, 0.1, 0.1)}, "at most central_shares"),
        ],
    )
    def test_curves_that_do_not_agree_are_refused(self, wrong, words):
        with pytest.raises(ValidationError, match=words):
            AttritionSettings(**wrong)

"""A partner leaving: what stands empty, until when, and who pays under each rule."""

from dataclasses import replace

import pandas as pd
import pytest

from feasibility.appraisal.partners import OptionFacts, appraise
from feasibility.costs.lines import SHARED
from feasibility.scenario.partners import PartnersSettings
from feasibility.tables import empty
from feasibility.tables.partners import EXIT_RULES, GIVE_UP, STAY_ON, PartnerKeys
from tests.appraisal.partners import worlds
from tests.appraisal.partners.worlds import line, works

BROMLEY = PartnersSettings(leaves="bromley", leaves_in_years=(3,))


def table_of(settings: PartnersSettings = BROMLEY, accounts=None, **others: object) -> pd.DataFrame:
    facts = worlds.facts(**others)
    return appraise(accounts or worlds.accounts(), ("do-minimum", "hub"), facts, empty(PartnerKeys), settings).exits


def by_rule(settings: PartnersSettings = BROMLEY, course: str = STAY_ON, key: str = "contacts", **others: object):
    table = table_of(settings, **others)
    return table[(table["key"] == key) & (table["course"] == course)].set_index("rule")


def both(rule: str = "share-until-break", key: str = "contacts", **others: object) -> pd.DataFrame:
    table = table_of(**others)
    return table[(table["key"] == key) & (table["rule"] == rule)].set_index("course")


def apart() -> dict[str, OptionFacts]:
    return {**worlds.facts().options, "hub": OptionFacts("apart", {"hub": 36}, 40)}


class TestWithoutABreak:
    def test_there_is_one_course_alone(self):
        table = table_of()
        assert set(table["course"]) == {STAY_ON}
        assert table["cheaper"].all()
        assert (table["elsewhere_gbp"] == 0).all()

    def test_what_stands_empty_and_until_when(self):
        row = by_rule().iloc[0]
        # 30 taken, Bexley needs 12: 18 empty, 0.6 of a rent of 60 a quarter, from quarter 12 to 23: 12 x 36 = 432
        assert (row["workstations_empty"], row["empty_space_gbp"]) == (18, pytest.approx(432))
        assert (row["leaves_on"], row["held_until"]) == ("2013-14 Q1", "2015-16 Q4")
        assert row["ends_by"] == "end of the period"
        # void of 12 months, then half of it: quarters 16 to 23, 8 x 18 = 144
        assert row["sub_let_gbp"] == pytest.approx(144)
        # fit-out of 240 in quarter 3, nine quarters old: 240 x (1 - 9/40) = 186, of which 0.6
        assert row["unused_fit_out_gbp"] == pytest.approx(111.6)
        assert (row["split_systems_gbp"], row["break_penalty_gbp"]) == (pytest.approx(100), 0)

    def test_who_pays_under_each_rule(self):
        rows = by_rule()
        # Together they would have paid 12 quarters of 67: 804. Now 804 - 144 + 100 = 760.
        assert set(rows["together_gbp"].round(6)) == {804}
        assert (rows["leaver_pays_gbp"] + rows["rest_pay_gbp"]).tolist() == pytest.approx([760] * 3)
        # Share until the end: 2/3 of 904 less the 144 of the sub-tenants of the space it pays for. Notice: 2/3 of four
        # quarters of 67 and the 100, while nothing is let. Nothing at all.
        assert rows["leaver_pays_gbp"].to_dict() == pytest.approx(
            {"share-until-break": 904 * 2 / 3 - 144, "notice-only": 368 * 2 / 3, "rest-bear-all": 0}
        )
        assert rows["rest_sub_let_gbp"].to_dict() == pytest.approx(
            {"share-until-break": 0, "notice-only": 144, "rest-bear-all": 144}
        )
        # Bexley would have paid 804 / 3 = 268. While Bromley pays its share, Bexley loses a third of the 100 alone.
        assert rows["rest_change_gbp"].to_dict() == pytest.approx(
            {"share-until-break": 100 / 3, "notice-only": 760 - 368 * 2 / 3 - 268, "rest-bear-all": 760 - 268}
        )
        assert (rows["leaver_change_gbp"] + rows["rest_change_gbp"]).tolist() == pytest.approx([100 - 144] * 3)

    def test_notice_of_no_months_is_no_payment(self):
        rows = by_rule(BROMLEY.model_copy(update={"notice_months": 0}))
        assert rows.loc["notice-only", "leaver_pays_gbp"] == 0

    def test_present_cost_of_what_the_rest_lose(self):
        # A pound from year 4 on (quarter 16) is worth half. The rest bear all: in quarters 12 to 15 4 x 67 + 100 = 368,
        # from 16 on 8 x (67 - 18) = 392; they would have paid a third of 268 and of 536.
        factors = (1.0,) * 16 + (0.5,) * 8
        rows = by_rule(accounts=worlds.accounts(factors=factors))
        assert rows.loc["rest-bear-all", "rest_change_present_gbp"] == pytest.approx(
            368 + 392 / 2 - (268 + 536 / 2) / 3
        )

    def test_no_sub_letting(self):
        row = by_rule(BROMLEY.model_copy(update={"sub_let_share": 0.0})).iloc[0]
        assert row["sub_let_gbp"] == 0

    def test_a_void_that_ends_within_a_quarter(self):
        # 13 months: a third of quarter 16 is still void: (7 + 2/3) x 18 = 138
        row = by_rule(BROMLEY.model_copy(update={"void_months": 13})).iloc[0]
        assert row["sub_let_gbp"] == pytest.approx(138)


FREE = worlds.lease(("break", "2015-04-01", 6, 0))
DEAR = worlds.lease(("break", "2015-04-01", 6, 50))
"""A break on 1 April 2015, quarter 20 of 24: four quarters remain."""


class TestWithABreak:
    """Space elsewhere costs what a workstation of the hub does: (1,200 of rent + 240 of works) / 30 / 5 years = 9.6."""

    def test_giving_the_space_up_and_finding_other(self):
        row = both(leases=DEAR).loc[GIVE_UP]
        assert (row["held_until"], row["ends_by"]) == ("2014-15 Q4", "break on 1 April 2015")
        # eight quarters of 36 empty, four of 18 let
        assert (row["empty_space_gbp"], row["sub_let_gbp"]) == (pytest.approx(288), pytest.approx(72))
        # Rent of 4 x 60 is spared; Bexley's 12 must be found for one year.
        assert (row["given_up_gbp"], row["workstations_elsewhere"]) == (pytest.approx(240), pytest.approx(12))
        assert row["elsewhere_gbp_per_workstation_per_year"] == pytest.approx(9.6)
        assert row["elsewhere_gbp"] == pytest.approx(115.2)
        # Fit-out: 0.6 of 186 when Bromley goes, 0.4 of 240 x (1 - 17/40) = 138 when Bexley does
        assert row["unused_fit_out_gbp"] == pytest.approx(111.6 + 55.2)

    def test_a_large_partner_leaves_and_giving_up_is_cheaper(self):
        rows = both(leases=DEAR)
        # The pot: 804 - 240 + 115.2 - 72 + 50 + 100 = 757.2. Bromley until then: 2/3 of 536 + 50 + 100, less the 72.
        assert rows.loc[GIVE_UP, "leaver_pays_gbp"] == pytest.approx(686 * 2 / 3 - 72)
        assert rows.loc[GIVE_UP, "rest_pay_gbp"] == pytest.approx(757.2 - 686 * 2 / 3 + 72)
        # Bexley: a third of the 150; then upkeep of 28 and 115.2 alone in place of a third of 268
        assert rows.loc[GIVE_UP, "rest_change_gbp"] == pytest.approx(50 + 28 + 115.2 - 268 / 3)
        # Staying on: 804 - 144 + 100 = 760. Bromley until the break: 2/3 of 536 + 100, less the 72 of that time.
        assert rows.loc[STAY_ON, "leaver_pays_gbp"] == pytest.approx(636 * 2 / 3 - 72)
        # Bexley: a third of the 100; then 268 alone, less 72 from sub-tenants, in place of a third
        assert rows.loc[STAY_ON, "rest_change_gbp"] == pytest.approx(100 / 3 + 268 - 72 - 268 / 3)
        assert rows.loc[STAY_ON, "rest_sub_let_gbp"] == pytest.approx(72)
        assert rows["cheaper"].to_dict() == {GIVE_UP: True, STAY_ON: False}

    def test_a_small_partner_leaves_and_staying_on_is_cheaper(self):
        rows = both(settings=PartnersSettings(leaves="bexley", leaves_in_years=(3,)), leases=DEAR)
        # Bromley alone needs 24 of 30. Two thirds of 150; then 28 and 24 x 9.6 = 230.4 in place of 2/3 of 268
        assert rows.loc[GIVE_UP, "rest_change_gbp"] == pytest.approx(100 + 28 + 230.4 - 268 * 2 / 3)
        # Two thirds of 100; then 268 less 4 x 6 from sub-tenants
        assert rows.loc[STAY_ON, "rest_change_gbp"] == pytest.approx(200 / 3 + 268 - 24 - 268 * 2 / 3)
        assert rows["cheaper"].to_dict() == {GIVE_UP: False, STAY_ON: True}

    def test_every_row_adds_up(self):
        rows = table_of(PartnersSettings(), leases=DEAR)
        pot = (
            rows["together_gbp"] - rows["given_up_gbp"] + rows["elsewhere_gbp"] - rows["sub_let_gbp"]
            + rows["break_penalty_gbp"] + rows["split_systems_gbp"]
        )  # fmt: skip
        assert (rows["leaver_pays_gbp"] + rows["rest_pay_gbp"]).tolist() == pytest.approx(pot.tolist())
        changes = rows["leaver_change_gbp"] + rows["rest_change_gbp"]
        assert changes.tolist() == pytest.approx((pot - rows["together_gbp"]).tolist())

    def test_the_cheaper_course_costs_the_rest_less_under_every_rule(self):
        rows = table_of(PartnersSettings(), leases=DEAR)
        which = ["key", "leaver", "year", "rule"]
        costs = rows.set_index([*which, "course"])["rest_change_gbp"]
        chosen = rows[rows["cheaper"]].set_index([*which, "course"])["rest_change_gbp"]
        assert len(chosen) == costs.groupby(which).ngroups
        assert set(rows[rows["cheaper"]]["course"]) == {GIVE_UP, STAY_ON}
        assert chosen.droplevel("course").sort_index().tolist() == pytest.approx(costs.groupby(which).min().tolist())

    def test_apart_a_penalty_free_break_is_no_gain(self):
        # 36 taken: a workstation costs 1,440 / 36 / 5 = 8 a year; Bexley finds 12 for a year: 96. It pays upkeep of 28
        # and the 96 in place of a third of 268, and no system comes apart.
        rows = both(options=apart(), leases=FREE)
        assert rows.loc[GIVE_UP, "elsewhere_gbp"] == pytest.approx(96)
        assert rows.loc[GIVE_UP, "rest_change_gbp"] == pytest.approx(28 + 96 - 268 / 3)
        # Staying on: 268, less half of 4 x 40, in place of a third
        assert rows.loc[STAY_ON, "rest_change_gbp"] == pytest.approx(268 - 80 - 268 / 3)

    def test_until_the_break_the_share_paid_leaves_nothing_to_lose(self):
        # The pot of the years after is the whole of the harm: none before, though Bromley leaves two years earlier.
        early, late = (
            both(settings=BROMLEY.model_copy(update={"leaves_in_years": (year,)}), options=apart(), leases=FREE)
            for year in (3, 4)
        )
        assert early.loc[GIVE_UP, "rest_change_gbp"] == pytest.approx(late.loc[GIVE_UP, "rest_change_gbp"])

    def test_the_first_break_ends_the_leavers_part_though_a_later_one_is_cheaper(self):
        two = worlds.lease(("break", "2015-04-01", 6, 0), ("break", "2014-04-01", 6, 90))
        row = both(leases=two).loc[GIVE_UP]
        assert (row["ends_by"], row["break_penalty_gbp"]) == ("break on 1 April 2014", 90)

    @pytest.mark.parametrize(("day", "used"), [("2013-10-01", True), ("2013-09-30", False)])
    def test_a_break_needs_its_notice_from_the_day_of_leaving(self, day, used):
        # 1 April 2013 and six months
        row = by_rule(leases=worlds.lease(("break", day, 6, 0))).iloc[0]
        assert row["ends_by"].startswith("break") == used

    def test_a_break_before_the_day_of_leaving_is_gone(self):
        assert set(table_of(leases=worlds.lease(("break", "2013-03-31", 0, 0)))["course"]) == {STAY_ON}

    def test_the_quarter_of_the_last_day_is_paid(self):
        # A break on 25 March 2015 ends in quarter 19, one on 2 April 2015 in quarter 20
        held = [both(leases=worlds.lease(("break", day, 0, 0))).loc[GIVE_UP, "held_until"]
                for day in ("2015-03-25", "2015-04-02")]  # fmt: skip
        assert held == ["2014-15 Q4", "2015-16 Q1"]

    def test_putting_right_falls_due_when_the_space_is_given_up(self):
        # 90 in quarter 22, had it stayed; in quarter 19 once given up, where Bromley has its share in it
        owed = works("putting-right", SHARED, 90, 22, group="property", place="hub", kind="revenue")
        rows = both(accounts=worlds.accounts({"hub": (*worlds.HUB, owed)}), leases=DEAR)
        assert rows.loc[GIVE_UP, "given_up_gbp"] == pytest.approx(240)
        assert rows.loc[GIVE_UP, "leaver_pays_gbp"] == pytest.approx((686 + 90) * 2 / 3 - 72)
        # a workstation now costs (1,440 + 90) / 30 / 5 = 10.2 a year
        pot = 894 - 240 + 12 * 10.2 - 72 + 50 + 100
        assert rows.loc[GIVE_UP, "rest_pay_gbp"] == pytest.approx(pot - 776 * 2 / 3 + 72)
        assert rows.loc[STAY_ON, "leaver_pays_gbp"] == pytest.approx(636 * 2 / 3 - 72)


class TestInFavourOfTheRest:
    """A departure may leave the rest better off, for two reasons alone; exit_words says which."""

    def test_never_while_the_leaver_pays_to_the_end(self):
        for options in (worlds.facts().options, apart()):
            rows = table_of(PartnersSettings(), options=options)
            paid = rows[rows["rule"] == "share-until-break"]
            assert (paid["rest_change_gbp"] >= -1e-9).all()

    def test_where_the_key_charged_them_for_more_than_they_need(self):
        # 50:50, apart: after the break Bexley pays 28 and 96 in place of half of 268
        row = both(key="equal", options=apart(), leases=FREE).loc[GIVE_UP]
        assert row["rest_change_gbp"] == pytest.approx(28 + 96 - 134)
        assert row["rest_sub_let_gbp"] == 0

    def test_where_sub_tenants_pay_more_than_the_leaver_did(self):
        # A share of 0.05 of 804 against 8 x 20 from sub-tenants
        told = worlds.supplied(bexley=0.95, bromley=0.05)
        table = appraise(worlds.accounts(), ("hub",), worlds.facts(options=apart()), told, BROMLEY).exits
        row = table[(table["key"] == "told") & (table["rule"] == "rest-bear-all")].iloc[0]
        assert row["rest_change_gbp"] == pytest.approx(0.05 * 804 - 160)
        assert row["rest_sub_let_gbp"] == pytest.approx(160)


class TestOtherEnds:
    def test_expiry(self):
        row = both(leases=worlds.lease(("expiry", "2015-03-25", float("nan"), float("nan")))).loc[GIVE_UP]
        # quarters 12 to 19
        assert (row["ends_by"], row["empty_space_gbp"]) == ("expiry on 25 March 2015", pytest.approx(288))

    def test_a_break_after_the_expiry_is_no_break(self):
        both_told = worlds.lease(("expiry", "2014-04-01", 0, 0), ("break", "2015-04-01", 0, 0))
        assert by_rule(leases=both_told).iloc[0]["ends_by"] == "expiry on 1 April 2014"

    def test_a_lease_that_has_run_out_is_held_to_the_end(self):
        old = worlds.lease(("expiry", "2012-04-01", 0, 0))
        assert by_rule(leases=old).iloc[0]["ends_by"] == "end of the period"

    def test_an_expiry_after_the_period_is_no_way_out(self):
        late = worlds.lease(("expiry", "2016-03-31", 0, 0))
        assert set(table_of(leases=late)["course"]) == {STAY_ON}

    def test_space_that_can_be_given_up_at_once(self):
        row = both(leases=worlds.lease(("earliest_vacation", "2011-01-01", 0, 0))).loc[GIVE_UP]
        assert (row["ends_by"], row["empty_space_gbp"]) == ("given up on 1 April 2013", 0)
        # All of twelve quarters' rent is spared, and found again for twelve workstations over three years.
        assert (row["given_up_gbp"], row["elsewhere_gbp"]) == (pytest.approx(720), pytest.approx(12 * 9.6 * 3))
        assert row["leaver_pays_gbp"] == pytest.approx(100 * 2 / 3)

    def test_another_site_has_leases_of_its_own(self):
        other = worlds.lease(("break", "2014-04-01", 0, 0), site_id="elsewhere")
        assert by_rule(leases=other).iloc[0]["ends_by"] == "end of the period"


class TestWho:
    def test_each_in_turn(self):
        table = table_of(PartnersSettings(leaves_in_years=(3, 4)))
        assert set(zip(table["leaver"], table["year"], strict=True)) == {
            ("bexley", 3), ("bexley", 4), ("bromley", 3), ("bromley", 4),
        }  # fmt: skip
        assert list(dict.fromkeys(table["rule"])) == list(EXIT_RULES)
        # Bromley alone needs 24 of 30
        assert set(table.loc[table["leaver"] == "bexley", "workstations_empty"]) == {6}

    def test_years_beyond_the_period_and_before_the_move_are_left_out(self):
        # The rent begins in quarter 4: year 1 is the year of the move itself
        assert set(table_of(PartnersSettings(leaves_in_years=(1, 2, 5, 6)))["year"]) == {2, 5}

    def test_only_an_option_that_shares_something_can_be_left(self):
        assert set(table_of()["option_id"]) == {"hub"}

    def test_the_agreed_key_and_rule_are_marked(self):
        marked = table_of()[lambda rows: rows["agreed"]]
        assert marked[["key", "rule"]].drop_duplicates().to_numpy().tolist() == [["contacts", "share-until-break"]]

    def test_what_the_rest_need_in_a_pool_of_their_own(self):
        row = by_rule(workstations_without={"bromley": 14}).iloc[0]
        assert row["workstations_empty"] == 16

    def test_the_rest_may_need_all_there_is(self):
        row = by_rule(workstations_apart={"bexley": 31, "bromley": 24}).iloc[0]
        assert (row["workstations_empty"], row["empty_space_gbp"], row["unused_fit_out_gbp"]) == (0, 0, 0)


class TestWays:
    def test_apart_there_are_no_systems_to_split(self):
        options = worlds.facts().options | {"hub": OptionFacts("apart", {"hub": 36}, 40)}
        row = by_rule(options=options).iloc[0]
        # 36 taken, 12 needed: two thirds of 720
        assert (row["split_systems_gbp"], row["workstations_empty"]) == (0, 24)
        assert row["empty_space_gbp"] == pytest.approx(480)

    def test_a_virtual_pool_leaves_no_space_empty(self):
        options = worlds.facts().options | {"hub": OptionFacts("virtual", {}, 0)}
        row = by_rule(options=options).iloc[0]
        assert (row["workstations_empty"], row["empty_space_gbp"], row["ends_by"]) == (0, 0, "end of the period")
        assert row["split_systems_gbp"] == pytest.approx(100)

    def test_two_sites_empty_alike_and_end_each_by_its_own_lease(self):
        second = replace(line("rent", SHARED, 120, worlds.LATER, place="annexe"), line_id="rent@annexe")
        accounts = worlds.accounts({"hub": (*worlds.HUB, second)})
        options = worlds.facts().options | {"hub": OptionFacts("pooled", {"hub": 20, "annexe": 10}, 40)}
        leases = worlds.lease(("break", "2014-04-01", 0, 0), site_id="annexe")
        rows = both(accounts=accounts, options=options, leases=leases)
        row = rows.loc[GIVE_UP]
        # 18 of 30 empty: 0.6 of 60 in the hub for 12 quarters, 0.6 of 30 in the annexe for 4
        assert row["empty_space_gbp"] == pytest.approx(432 + 72)
        assert row["ends_by"] == "hub: end of the period; annexe: break on 1 April 2014"
        assert row["held_until"] == "2015-16 Q4"
        # Had it stayed, 12 quarters of 67 and 30. The annexe is given up for 8 of them, and its four of Bexley found
        # elsewhere for two years at (1,440 + 600) / 30 / 5 = 13.6.
        assert row["together_gbp"] == pytest.approx(804 + 360)
        assert row["given_up_gbp"] == pytest.approx(240)
        assert (row["workstations_elsewhere"], row["elsewhere_gbp"]) == (pytest.approx(4), pytest.approx(4 * 13.6 * 2))
        # Bromley has its part in the annexe until the break, in all else to the end, whatever Bexley does. Sub-tenants
        # pay 8 x 18 in the hub; in the annexe, void until the break, 8 x 9 to Bexley alone.
        assert row["leaver_pays_gbp"] == pytest.approx((804 + 120 + 100) * 2 / 3 - 144)
        assert rows.loc[STAY_ON, "leaver_pays_gbp"] == pytest.approx((804 + 120 + 100) * 2 / 3 - 144)
        assert rows.loc[STAY_ON, "rest_sub_let_gbp"] == pytest.approx(72)

"""A partner leaving: what stands empty, until when, and who pays under each rule."""

from dataclasses import replace

import pandas as pd
import pytest

from feasibility.appraisal.partners import OptionFacts, appraise
from feasibility.costs.lines import SHARED
from feasibility.scenario.partners import PartnersSettings
from feasibility.tables import empty
from feasibility.tables.partners import EXIT_RULES, PartnerKeys
from tests.appraisal.partners import worlds
from tests.appraisal.partners.worlds import line

BROMLEY = PartnersSettings(leaves="bromley", leaves_in_years=(3,))


def table_of(settings: PartnersSettings = BROMLEY, accounts=None, **others: object) -> pd.DataFrame:
    facts = worlds.facts(**others)
    return appraise(accounts or worlds.accounts(), ("do-minimum", "hub"), facts, empty(PartnerKeys), settings).exits


def by_rule(settings: PartnersSettings = BROMLEY, **others: object) -> pd.DataFrame:
    table = table_of(settings, **others)
    return table[table["key"] == "contacts"].set_index("rule")


class TestWithoutABreak:
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
        # Share until the end: 2/3 of 760. Notice: 2/3 of four quarters of 67 and the 100. Nothing at all.
        assert rows["leaver_pays_gbp"].to_dict() == pytest.approx(
            {"share-until-break": 760 * 2 / 3, "notice-only": 368 * 2 / 3, "rest-bear-all": 0}
        )
        # Bexley would have paid 804 / 3 = 268
        assert rows["rest_change_gbp"].to_dict() == pytest.approx(
            {"share-until-break": 760 / 3 - 268, "notice-only": 760 - 368 * 2 / 3 - 268, "rest-bear-all": 760 - 268}
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


class TestWithABreak:
    def test_a_break_that_costs_less_than_holding_on_is_used(self):
        # On 1 April 2015 (quarter 20): 8 x 36 - 4 x 18 + 50 = 266 against 432 - 144 = 288
        rows = by_rule(leases=worlds.lease(("break", "2015-04-01", 6, 50)))
        row = rows.loc["share-until-break"]
        assert (row["held_until"], row["ends_by"]) == ("2014-15 Q4", "break on 1 April 2015")
        assert (row["empty_space_gbp"], row["sub_let_gbp"]) == (pytest.approx(288), pytest.approx(72))
        # Together 8 x 67 = 536; now 536 - 72 + 50 + 100 = 614, of which Bromley 2/3
        assert row["leaver_pays_gbp"] == pytest.approx(614 * 2 / 3)
        assert row["rest_pay_gbp"] == pytest.approx(614 / 3)

    def test_a_break_that_costs_more_is_not(self):
        # 216 + 100 = 316 against 288
        row = by_rule(leases=worlds.lease(("break", "2015-04-01", 6, 100))).iloc[0]
        assert (row["ends_by"], row["break_penalty_gbp"]) == ("end of the period", 0)

    @pytest.mark.parametrize(("day", "used"), [("2013-10-01", True), ("2013-09-30", False)])
    def test_a_break_needs_its_notice_from_the_day_of_leaving(self, day, used):
        # 1 April 2013 and six months
        row = by_rule(leases=worlds.lease(("break", day, 6, 0))).iloc[0]
        assert row["ends_by"].startswith("break") == used

    def test_a_break_before_the_day_of_leaving_is_gone(self):
        assert by_rule(leases=worlds.lease(("break", "2013-03-31", 0, 0))).iloc[0]["ends_by"] == "end of the period"

    def test_of_two_breaks_the_cheaper(self):
        # 2014-04-01 (quarter 16): 4 x 36 = 144 + 90 = 234; 2015-04-01: 216 + 50 = 266
        both = worlds.lease(("break", "2015-04-01", 6, 50), ("break", "2014-04-01", 6, 90))
        assert by_rule(leases=both).iloc[0]["ends_by"] == "break on 1 April 2014"

    def test_the_quarter_of_the_last_day_is_paid(self):
        # A break on 25 March 2015 ends in quarter 19, one on 2 April 2015 in quarter 20
        assert by_rule(leases=worlds.lease(("break", "2015-03-25", 0, 0))).iloc[0]["held_until"] == "2014-15 Q4"
        assert by_rule(leases=worlds.lease(("break", "2015-04-02", 0, 0))).iloc[0]["held_until"] == "2015-16 Q1"


class TestOtherEnds:
    def test_expiry(self):
        row = by_rule(leases=worlds.lease(("expiry", "2015-03-25", float("nan"), float("nan")))).iloc[0]
        # quarters 12 to 19
        assert (row["ends_by"], row["empty_space_gbp"]) == ("expiry on 25 March 2015", pytest.approx(288))

    def test_a_break_after_the_expiry_is_no_break(self):
        both = worlds.lease(("expiry", "2014-04-01", 0, 0), ("break", "2015-04-01", 0, 0))
        assert by_rule(leases=both).iloc[0]["ends_by"] == "expiry on 1 April 2014"

    def test_a_lease_that_has_run_out_is_held_to_the_end(self):
        old = worlds.lease(("expiry", "2012-04-01", 0, 0))
        assert by_rule(leases=old).iloc[0]["ends_by"] == "end of the period"

    def test_space_that_can_be_given_up_at_once(self):
        row = by_rule(leases=worlds.lease(("earliest_vacation", "2011-01-01", 0, 0))).iloc[0]
        assert (row["ends_by"], row["empty_space_gbp"]) == ("given up on 1 April 2013", 0)
        assert row["together_gbp"] == 0

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
        row = by_rule(accounts=accounts, options=options, leases=leases).iloc[0]
        # 18 of 30 empty: 0.6 of 60 in the hub for 12 quarters, 0.6 of 30 in the annexe for 4
        assert row["empty_space_gbp"] == pytest.approx(432 + 72)
        assert row["ends_by"] == "hub: end of the period; annexe: break on 1 April 2014"
        # 12 quarters of 67 and 4 of 30
        assert row["together_gbp"] == pytest.approx(804 + 120)

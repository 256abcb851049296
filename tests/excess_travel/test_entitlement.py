"""Staff into groups, a plan into pay by employer and year, and pay into lines that tell of nobody."""

import math
from dataclasses import replace

import pandas as pd
import pytest

from feasibility.excess_travel import described, entitlement, lines
from feasibility.excess_travel.entitlement import Owed
from feasibility.scenario.people import PeopleSettings
from tests.excess_travel.worlds import OF_STAFF, SITES, STAFF, TIMELINE, heads, journeys, shipped, table

PEOPLE = PeopleSettings(employers_ni_share=0.125)
NAMES = {"bexley": "Bexley", "bromley": "Bromley"}
BOTH = {"bexley": "lincolnshire", "bromley": "angus"}
ALL_AT_A = heads(a={"g-1": 2, "g-2": 1, "g-3": 1, "g-4": 1})


def owed(plan: pd.DataFrame = ALL_AT_A, move_quarter: int = 4, **of_authority: str) -> tuple[Owed, ...]:
    """Moves in 2011-12, when a mile by car is 45p."""
    policies = {name: shipped()[policy] for name, policy in (of_authority or BOTH).items()}
    found = entitlement.find(journeys(), STAFF, OF_STAFF, SITES, policies, TIMELINE, 45.0)
    return entitlement.owed(found, plan, move_quarter)


def test_each_employer_has_its_own_policy():
    bexley, bromley, second = owed()
    # p1 alone goes over ten miles: 12 x 2 x 225 x 45p = 2,430. p3 takes the train, of which the policy says nothing.
    assert (bexley.pay_gbp, bexley.recipients, bexley.unsaid_heads) == (pytest.approx(2_430), 1, 1)
    # p4: £450 more a year is £10 a week; less 5 is £225 a year, for two years; nothing is known of p5.
    assert (bromley.pay_gbp, bromley.recipients, bromley.unknown_heads) == (pytest.approx(225), 1, 1)
    assert (second.year, second.pay_gbp) == (2, pytest.approx(225))


def test_one_site_and_policy_for_an_employer_without_staff_there():
    (bexley,) = owed(heads(a={"g-3": 1}, b={"g-1": 2, "g-2": 1, "g-4": 1}), bexley="lincolnshire")
    assert (bexley.pay_gbp, bexley.recipients, bexley.unsaid_heads) == (0, 0, 0)


def test_a_group_that_is_split_is_paid_by_its_mean():
    # g-1 is p1 (2,430) and p2 (8 miles more, nothing): one of the two at `a` has half of both, 1,215
    bexley = owed(heads(a={"g-1": 1}, b={"g-1": 1}))[0]
    assert (bexley.pay_gbp, bexley.recipients) == (pytest.approx(1_215), pytest.approx(0.5))


def test_each_quarter_is_paid_at_the_rate_of_its_own_year():
    # moved in October 2010: two quarters at 40p (2,160 / 4 each), two at 45p (2,430 / 4)
    bexley = owed(move_quarter=2)[0]
    assert bexley.quarters_gbp == pytest.approx((540, 540, 607.5, 607.5))
    assert bexley.pay_gbp == pytest.approx(2_295)


def test_hours_off_and_removals_are_counted_not_paid():
    sefton = owed(bexley="sefton")[0]
    # p1 24, p2 16 and p3 30 minutes more each way: 48 - 30, 32 - 30 and 60 - 30 over 210 days: 63 + 7 + 105 hours
    assert sefton.time_off_hours == pytest.approx(175)
    assert sefton.time_off_heads == 3
    hampshire = owed(bexley="hampshire-2007")[0]
    # p1 12 miles and 24 minutes more, p3 15 miles and 30 minutes more to 25 miles: p3 may move home, both are entitled
    assert (hampshire.relocation_heads, hampshire.unsaid_heads, hampshire.pay_gbp) == (1, 2, 0)


class TestDisclosure:
    @pytest.mark.parametrize(
        ("pay", "recipients", "rounded"),
        [(12_499, 10, 12_000), (12_500, 10, 13_000), (12_499, 9.9, 10_000), (12_500, 3, 15_000), (2_430, 1, 0),
         (0, 0, 0)],
    )  # fmt: skip
    def test_pay_is_rounded_the_more_the_fewer_have_it(self, pay, recipients, rounded):
        assert lines.rounded_pay_gbp(pay, recipients, 10) == rounded

    def test_heads_are_rounded_and_few_are_blank(self):
        assert [lines.rounded_heads(n, 10) for n in (0, 10, 12.4, 12.5, 13)] == [0, 10, 10, 15, 15]
        assert all(math.isnan(lines.rounded_heads(n, 10)) for n in (0.3, 1, 9.99))

    def test_a_lone_traveller_makes_no_line(self):
        assert lines.lines(owed(), NAMES, TIMELINE, 4, PEOPLE, {}, 10) == []


def many(times: float, years: tuple[Owed, ...]) -> tuple[Owed, ...]:
    """As though as many more had the same journey."""
    return tuple(
        replace(y, pay_gbp=y.pay_gbp * times, recipients=y.recipients * times,
                quarters_gbp=tuple(q * times for q in y.quarters_gbp))
        for y in years
    )  # fmt: skip


class TestLines:
    def test_pay_and_insurance_by_employer(self):
        found = {line.line_id: line for line in lines.lines(many(12, owed()), NAMES, TIMELINE, 4, PEOPLE, {}, 10)}
        assert list(found) == ["excess-travel@bexley", "excess-travel-ni@bexley", "excess-travel@bromley",
                               "excess-travel-ni@bromley"]  # fmt: skip
        bexley = found["excess-travel@bexley"]
        # 12 x 2,430 = 29,160, to the nearest £1,000; over the four quarters of 2011-12
        assert (bexley.rate_gbp, bexley.per_driver, bexley.payer) == (29_000, 1, "bexley")
        assert bexley.timing == pytest.approx((0,) * 4 + (0.25,) * 4 + (0,) * 16)
        assert (bexley.cash, bexley.economic, bexley.group, bexley.kind) == (True, False, "people", "revenue")
        assert found["excess-travel-ni@bexley"].rate_gbp == pytest.approx(29_000 * 0.125)
        # 12 x 225 = 2,700 in each of two years: 3,000 + 3,000
        bromley = found["excess-travel@bromley"]
        assert bromley.rate_gbp == 6_000
        assert bromley.timing == pytest.approx((0,) * 4 + (0.125,) * 8 + (0,) * 12)

    def test_no_insurance_where_the_policy_owes_none(self):
        years = many(12, owed(bexley="lincolnshire"))
        free = tuple(replace(y, policy=replace(y.policy, employers_ni=False)) for y in years)
        found = lines.lines(free, NAMES, TIMELINE, 4, PEOPLE, {}, 10)
        assert [line.line_id for line in found] == ["excess-travel@bexley"]

    def test_what_falls_after_the_timeline_is_not_paid(self):
        # moved in the last quarter but one: two quarters of four remain, 14,500 of 29,000
        line = lines.lines(many(12, owed(move_quarter=22, bexley="lincolnshire")), NAMES, TIMELINE, 22, PEOPLE, {}, 10)[
            0
        ]
        assert sum(line.timing) * line.rate_gbp == pytest.approx(14_500)

    def test_the_table_says_the_same_sums_as_the_lines(self):
        years = many(12, owed())
        shown = lines.table(lines.rows("a", years, PEOPLE, 10))
        assert shown["pay_gbp"].tolist() == [29_000, 3_000, 3_000]
        assert shown["employers_ni_gbp"].tolist() == pytest.approx([3_625, 375, 375])
        assert shown["recipients"].tolist() == [10, 10, 10]
        assert shown["unsaid_heads"].isna().tolist() == [True, False, False]
        made = lines.lines(years, NAMES, TIMELINE, 4, PEOPLE, {}, 10)
        assert sum(line.rate_gbp for line in made) == pytest.approx(
            shown["pay_gbp"].sum() + shown["employers_ni_gbp"].sum()
        )


def test_policies_in_words():
    words = described.policies_table(table(), {"bexley": "lincolnshire", "bromley": None}).set_index("employer")
    assert words.at["bexley", "trigger"] == "over 10 extra miles one way"
    assert words.at["bexley", "pays"].startswith("car: HMRC's approved rate a mile; ")
    assert words.at["bexley", "pays"].endswith("public transport: not said")
    assert words.at["bexley", "lasts"] == "12 months"
    assert words.at["bexley", "taxed"] == "taxed; employer's National Insurance"
    assert words.at["bromley", "pays"] == "nothing"

"""Each policy's worked case, and each trigger where it binds and where it is slack."""

from dataclasses import replace

import numpy as np
import pytest

from feasibility.excess_travel.policy import Trigger
from feasibility.excess_travel.rules import due
from tests.excess_travel.worlds import owed, pay, shipped, trips


class TestLincolnshire:
    def test_the_published_case(self):
        # 12 miles extra each way x 2 x 225 days x 45p = 2,430
        assert pay("lincolnshire", trips((10, 22))) == pytest.approx(2_430)

    def test_at_the_rate_of_2010(self):
        # 12 x 2 x 225 x 40p = 2,160
        assert pay("lincolnshire", trips((10, 22)), year=2010) == pytest.approx(2_160)

    def test_ten_miles_are_not_more_than_ten(self):
        assert pay("lincolnshire", trips((10, 20))) == 0
        # 10.5 x 2 x 225 x 0.45 = 2,126.25
        assert pay("lincolnshire", trips((10, 20.5))) == pytest.approx(2_126.25)

    def test_part_of_a_week_is_paid_pro_rata(self):
        # three days of five: 2,430 x 3 / 5 = 1,458; a sixth day adds nothing
        assert pay("lincolnshire", trips((10, 22), days_per_week=3)) == pytest.approx(1_458)
        assert pay("lincolnshire", trips((10, 22), days_per_week=6)) == pytest.approx(2_430)

    def test_without_pro_rata_everybody_has_the_same_days(self):
        whole = replace(shipped()["lincolnshire"], pro_rata=False)
        found = due(whole, trips((10, 22), days_per_week=3), financial_year=2012, working_weeks_per_year=45)
        assert found.pay_gbp.tolist() == pytest.approx([2_430])

    def test_beyond_ten_thousand_miles_the_rate_falls(self):
        # 30 x 2 x 225 = 13,500 miles: 10,000 x 45p + 3,500 x 25p = 5,375
        assert pay("lincolnshire", trips((10, 40))) == pytest.approx(5_375)

    @pytest.mark.parametrize(("vehicle", "gbp"), [("motorcycle", 1_296), ("cycle", 1_080)])
    def test_other_vehicles_have_rates_of_their_own(self, vehicle, gbp):
        # 5,400 miles x 24p = 1,296; x 20p = 1,080
        assert pay("lincolnshire", trips((10, 22), vehicle=vehicle)) == pytest.approx(gbp)

    def test_public_transport_it_does_not_speak_of(self):
        found = owed("lincolnshire", trips((10, 22), vehicle="transit"))
        assert found.unsaid.tolist() == [True]
        assert found.pay_gbp.tolist() == [0]
        assert owed("lincolnshire", trips((10, 15), vehicle="transit")).unsaid.tolist() == [False]


class TestEssex:
    def test_eight_extra_miles(self):
        # the page's own case, 10 to 18 miles: 8 x 2 x 225 x 25p = 900
        assert pay("essex", trips((10, 18))) == pytest.approx(900)

    def test_five_miles_are_enough(self):
        assert pay("essex", trips((10, 15))) == pytest.approx(562.5)  # 5 x 2 x 225 x 0.25
        assert pay("essex", trips((10, 14.9))) == 0

    def test_nothing_where_it_costs_nothing(self):
        assert pay("essex", trips((10, 18), extra_gbp_per_day=0)) == 0

    def test_lasts_a_year_and_a_half(self):
        assert shipped()["essex"].quarter_shares() == (0.25,) * 6


class TestSefton:
    def test_a_driver_has_the_car_rate_over_42_weeks(self):
        # 4 x 2 x 5 x 42 = 1,680 miles x 45p = 756, with no trigger
        assert pay("sefton", trips((10, 14))) == pytest.approx(756)

    def test_others_have_the_extra_fare(self):
        # £2 a day x 5 x 42 = 420
        assert pay("sefton", trips((10, 14), vehicle="transit", extra_gbp_per_day=2)) == pytest.approx(420)

    def test_time_beyond_half_an_hour_a_day_is_given_back(self):
        # 25 more minutes each way: 50 - 30 = 20 a day x 210 days = 70 hours; 15 each way is just the half-hour
        assert owed("sefton", trips((10, 14), (20, 45))).time_off_hours.tolist() == pytest.approx([70])
        assert owed("sefton", trips((10, 14), (20, 35))).time_off_hours.tolist() == [0]


class TestCouncilOf2012:
    def test_the_first_five_miles_are_left_out(self):
        # (12 - 5) x 2 x 225 x 45p = 1,417.50
        assert pay("council-2012", trips((10, 22))) == pytest.approx(1_417.5)

    def test_five_miles_are_not_more_than_five(self):
        assert pay("council-2012", trips((10, 15))) == 0

    def test_small_sums_are_not_paid(self):
        # a tenth of a mile beyond the five: 0.1 x 2 x 5 x 45p = 45p a week, not above £2.75
        assert pay("council-2012", trips((10, 15.1))) == 0
        # one mile beyond: £4.50 a week x 45 = 202.50
        assert pay("council-2012", trips((10, 16))) == pytest.approx(202.5)

    def test_bus_fares_are_paid_whole(self):
        # £2.40 a day x 225 = 540; but 50p a day is £2.50 a week
        assert pay("council-2012", trips((10, 16), vehicle="transit", extra_gbp_per_day=2.4)) == pytest.approx(540)
        assert pay("council-2012", trips((10, 16), vehicle="transit", extra_gbp_per_day=0.5)) == 0


class TestAngus:
    def test_only_what_exceeds_five_pounds_a_week(self):
        # 8 x 2 x 5 x 25p = £20 a week; less 5 is 15; x 45 = 675
        assert pay("angus", trips((10, 18))) == pytest.approx(675)

    def test_part_of_a_week_leaves_out_a_pound_a_day(self):
        # 8 x 2 x 2 x 25p = £8 a week; less 2 is 6; x 45 = 270
        assert pay("angus", trips((10, 18), days_per_week=2)) == pytest.approx(270)

    def test_nothing_within_five_pounds(self):
        assert pay("angus", trips((10, 12))) == 0  # 2 x 2 x 5 x 25p = £5 a week


class TestHampshire:
    MEETS = ((14.0, 20.0), (20.0, 40.0))

    def test_all_tests_met_counts_and_pays_nothing(self):
        found = owed("hampshire-2007", trips(*self.MEETS))
        assert found.unsaid.tolist() == [True]
        assert found.pay_gbp.tolist() == [0]

    @pytest.mark.parametrize(
        "journey",
        [
            trips((15.1, 20), (20, 40)),  # 4.9 miles more
            trips((14, 20), (26, 40)),  # 14 minutes more
            trips((13, 19.9), (20, 40)),  # 19.9 miles in all
            trips((14, 20), (10, 29)),  # 29 minutes in all
            trips((14, 20), (20, 40), extra_gbp_per_day=0),  # no dearer
        ],
    )
    def test_every_test_binds(self, journey):
        assert owed("hampshire-2007", journey).unsaid.tolist() == [False]

    def test_help_to_move_home_is_counted(self):
        assert owed("hampshire-2007", trips((10, 25), (30, 60))).relocates.tolist() == [True]
        for journey in (trips((10.1, 25), (30, 60)), trips((9.9, 24.9), (30, 60)), trips((10, 25), (31, 60))):
            assert owed("hampshire-2007", journey).relocates.tolist() == [False]


def test_the_nhs_pays_by_its_public_transport_rate():
    # 12 x 2 x 225 x 24p = 1,296 by car; the extra fare, £2 x 225 = 450, by bus; for four years
    assert pay("nhs-17-27", trips((10, 22))) == pytest.approx(1_296)
    assert pay("nhs-17-27", trips((10, 22), vehicle="transit", extra_gbp_per_day=2)) == pytest.approx(450)
    assert len(shipped()["nhs-17-27"].quarter_shares()) == 16
    assert owed("nhs-17-27", trips((10, 12), vehicle="cycle")).unsaid.tolist() == [True]
    # whose ride is no longer than before asks for nothing that the policy could be silent of
    assert owed("nhs-17-27", trips((10, 8), (30, 30), vehicle="cycle")).unsaid.tolist() == [False]


def test_hmrc_pays_the_net_cost_by_anything():
    assert pay("hmrc-2021", trips((10, 22), extra_gbp_per_day=4)) == pytest.approx(900)  # £4 x 225
    assert pay("hmrc-2021", trips((10, 22), extra_gbp_per_day=-4)) == 0


def test_nothing_beyond_the_law():
    found = owed("statutory-none", trips((0, 100), (0, 200)))
    assert (found.pay_gbp[0], found.unsaid[0], shipped()["statutory-none"].years) == (0, False, 1)


class TestFurtherRules:
    def test_a_cap_binds_and_is_slack(self):
        capped = replace(shipped()["lincolnshire"], cap_gbp_per_year=2_000.0)
        assert due(capped, trips((10, 22)), financial_year=2012, working_weeks_per_year=45).pay_gbp[0] == 2_000
        slack = replace(capped, cap_gbp_per_year=3_000.0)
        found = due(slack, trips((10, 22)), financial_year=2012, working_weeks_per_year=45)
        assert found.pay_gbp[0] == pytest.approx(2_430)

    def test_a_trigger_of_minutes(self):
        asks = replace(shipped()["nhs-17-27"], extra_minutes=Trigger(30.0, at_least=False))
        for minutes, gbp in ((30, 0.0), (31, 1_296.0)):
            found = due(asks, trips((10, 22), (30, 30 + minutes)), financial_year=2012, working_weeks_per_year=45)
            assert found.pay_gbp[0] == pytest.approx(gbp)

    def test_the_cheapest_way(self):
        cheapest = replace(shipped()["sefton"], bases=shipped()["sefton"].bases | {"car": "cheapest"})

        def paid(by_transit: float) -> float:
            journey = trips((10, 14), by_transit=by_transit)
            return float(due(cheapest, journey, financial_year=2012, working_weeks_per_year=45).pay_gbp[0])

        # by car 756 (see above); the fare £1 more a day x 210 = 210; £5 a day is dearer than the car; not known
        assert [paid(1), paid(5), paid(np.nan)] == pytest.approx([210, 756, 756])

    def test_a_taper_and_a_part_quarter(self):
        tapered = replace(shipped()["essex"], duration_months=17.0, year_shares=(1.0, 0.5))
        # four whole quarters; then 3, and 2 of 3 months at half: 0.125 and 2 / 12 x 0.5
        assert tapered.quarter_shares() == pytest.approx((0.25, 0.25, 0.25, 0.25, 0.125, 1 / 12))

    def test_a_shorter_journey_is_never_charged_for(self):
        for policy_id in shipped():
            assert pay(policy_id, trips((20, 10), (60, 30), extra_gbp_per_day=-1)) == 0

    def test_what_is_not_known_is_told_and_not_paid(self):
        lost = owed("lincolnshire", trips((np.nan, np.nan), (np.nan, np.nan), vehicle="none"))
        assert (lost.unknown[0], lost.pay_gbp[0]) == (True, 0)
        # minutes supplied without km: a policy of miles cannot tell, one of cost can
        assert owed("lincolnshire", trips((np.nan, np.nan))).unknown.tolist() == [True]
        assert owed("hmrc-2021", trips((np.nan, np.nan))).unknown.tolist() == [False]
        assert owed("hmrc-2021", trips((10, 22), extra_gbp_per_day=np.nan)).unknown.tolist() == [True]

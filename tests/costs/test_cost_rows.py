"""Rows of the table of cost lines: each moment, unit, date, bias and tax, worked by hand (worlds.py)."""

import pytest

from feasibility.costs.book import DO_MINIMUM, DO_NOTHING
from feasibility.costs.cost_rows import NAMES
from feasibility.costs.lines import SHARED
from feasibility.errors import InputError
from feasibility.tables import COST_GROUPS, COST_LINES
from tests.costs.worlds import BIAS, ROUND, books, cash, leases, npc, site_costs, sites, taken

NEW, KEPT, STAY = {"new": 9}, {"old-b": 6}, {"old-b": 0, "old-r": 0}


def further(key, workstations, *rows, money=npc, stays=False, events=None, **others):
    """What the rows come to, by the id of their lines without `further-`."""
    made = books(costs=site_costs(*rows, **others), events=events)[key]
    found = money(made, taken(made, workstations, stays=stays))
    return {i.removeprefix("further-"): gbp for i, gbp in found.items() if i.startswith("further-")}


class TestInUse:
    def test_a_new_place_from_the_move(self):
        rows = (
            ("new", "energy", "in_use", 10.0, "gbp_per_m2_per_year"),
            ("new", "fm_soft", "in_use", 500.0, "gbp_per_year"),
            ("new", "network", "in_use", 20.0, "gbp_per_workstation_per_year"),
            ("new", "insurance", "in_use", 100.0, "gbp_per_year"),
        )
        assert further("apart", NEW, *rows) == pytest.approx({
            "energy-in-use-each@new": 1_296,  # 90 m² x 10 x 1.44
            "fm-soft-in-use@new": 720,  # 500 x 1.44
            "network-in-use-each@new": 259.2,  # 9 x 20 x 1.44
            "insurance-in-use@new": 194,  # 100 x 1.94: from when the space is taken
        })  # fmt: skip

    def test_a_present_centre_that_is_left(self):
        # 40 m² x 10: a year until the move, 0.2 of double running, then nothing.
        row = ("old-b", "energy", "in_use", 10.0, "gbp_per_m2_per_year")
        assert further("apart", NEW, row) == {"energy-in-use-until-move@old-b": 400, "energy-in-use-double@old-b": 80}

    def test_a_present_centre_that_is_kept_and_added_to(self):
        row = ("old-b", "energy", "in_use", 10.0, "gbp_per_m2_per_year")
        assert further("apart", KEPT, row) == {
            "energy-in-use-until-move@old-b": 400,
            "energy-in-use@old-b": 576,  # 40 x 10 x 1.44
            "energy-in-use-each@old-b": 288,  # two more workstations: 20 x 10 x 1.44
        }

    def test_staying(self):
        row = ("old-b", "network", "in_use", 50.0, "gbp_per_workstation_per_year")
        assert further(DO_NOTHING, STAY, row, stays=True) == {"network-in-use@old-b": 488}  # 4 x 50 x 2.44

    def test_further_rent_goes_on_where_space_is_not_released(self):
        row = ("old-b", "service_charge", "in_use", 1000.0, "gbp_per_year")
        assert further("apart", NEW, row)["service-charge-in-use-not-released@old-b"] == 620  # half, for 1.24

    def test_its_dates_bound_it(self):
        # From July 2011 (quarter 5) to the end of March 2012: 0.75 x 0.8 = 0.6.
        row = ("new", "fm_soft", "in_use", 500.0, "gbp_per_year")
        dates = {"first_date": "2011-07-01", "last_date": "2012-03-31"}
        assert further("apart", NEW, row, **dates) == {"fm-soft-in-use@new": 300}
        assert further("apart", NEW, row, last_date="2011-03-31") == {}


class TestMovingIn:
    def test_works_spread_and_the_rest_at_its_time(self):
        rows = (
            ("new", "fit_out_cat_b", "moving_in", 100.0, "gbp_per_m2"),
            ("new", "fit_out_cat_a", "moving_in", 2_000.0, "gbp"),
            ("new", "fees", "moving_in", 0.1, "share_of_fit_out"),
            ("new", "furniture", "moving_in", 400.0, "gbp_per_workstation"),
            ("new", "removal", "moving_in", 1_000.0, "gbp"),
        )
        assert further("apart", NEW, *rows) == pytest.approx({
            "fit-out-cat-b-moving-in-each@new": 9_000,  # 90 x 100 in year 0
            "fit-out-cat-a-moving-in@new": 2_000,
            "fees-moving-in@new": 200,  # a tenth of 2000
            "fees-moving-in-each@new": 3_600,  # a tenth of 90 x (300 + 100)
            "furniture-moving-in-each@new": 3_600,
            "removal-moving-in@new": 800,  # at the move, year 1
        })  # fmt: skip
        lines = books(costs=site_costs(*rows))["apart"].by_id
        assert lines["further-fit-out-cat-b-moving-in-each@new"].timing[:4] == (0, 0, 0.5, 0.5)
        assert lines["further-furniture-moving-in-each@new"].timing[:4] == (0, 0, 0, 1)
        assert lines["further-removal-moving-in@new"].kind == "revenue"
        assert {x.payer for x in lines.values() if x.line_id.startswith("further")} == {SHARED}

    def test_a_present_centre_pays_for_what_is_added(self):
        rows = (
            ("old-b", "furniture", "moving_in", 400.0, "gbp_per_workstation"),
            ("old-b", "fit_out_cat_b", "moving_in", 100.0, "gbp_per_m2"),
            ("old-b", "improvement", "moving_in", 700.0, "gbp"),
        )
        assert further("apart", KEPT, *rows) == {
            "furniture-moving-in-each@old-b": 800,  # two of its six
            "fit-out-cat-b-moving-in-each@old-b": 2_000,
            "improvement-moving-in@old-b": 700,
        }
        assert further("apart", NEW, *rows) == {}

    def test_a_day_of_its_own(self):
        row = ("new", "fit_out_cat_a", "moving_in", 2_000.0, "gbp")
        assert further("apart", NEW, row, first_date="2011-05-01") == {"fit-out-cat-a-moving-in@new": 1_600}
        assert further("apart", NEW, row, last_date="2012-04-01") == {"fit-out-cat-a-moving-in@new": 1_280}
        # Evenly over 2011-12 and 2012-13: 1000 x 0.8 + 1000 x 0.64, to the day of a leap year
        both = {"first_date": "2011-04-01", "last_date": "2013-03-31"}
        assert further("apart", NEW, row, **both)["fit-out-cat-a-moving-in@new"] == pytest.approx(1_440)
        # Paid before the programme: spent, whatever is decided now.
        assert further("apart", NEW, row, first_date="2009-05-01") == {}


class TestLeaving:
    def test_when_it_is_given_up(self):
        rows = (
            ("old-r", "decant", "leaving", 100.0, "gbp"),
            ("old-r", "capital_receipt", "leaving", -1_000.0, "gbp"),
            ("old-r", "void_cost", "after_leaving", 10.0, "gbp_per_m2_per_year"),
        )
        assert further("apart", NEW, *rows) == {
            "decant-leaving@old-r": 80,  # with the move, year 1
            "capital-receipt-leaving@old-r": -800,  # after double running, in quarter 5
            "void-cost-after-leaving@old-r": 620,  # 50 x 10 x 1.24
        }
        # A lease that ends in April 2012, quarter 8: what is paid every year ends, and what is received waits.
        assert further("apart", NEW, *rows, events=leases(("old-r", "expiry", "2012-04-01"))) == {
            "decant-leaving@old-r": 80,
            "capital-receipt-leaving@old-r": -640,
            "void-cost-after-leaving@old-r": 300,  # 50 x 10 x 0.6
        }

    def test_empty_space_of_an_owner_is_what_is_not_released(self):
        row = ("old-b", "void_cost", "after_leaving", 10.0, "gbp_per_m2_per_year")
        assert further("apart", NEW, row) == {"void-cost-after-leaving@old-b": 248}  # 20 m² x 10 x 1.24

    def test_nothing_where_the_centre_is_kept(self):
        row = ("old-b", "void_cost", "after_leaving", 10.0, "gbp_per_m2_per_year")
        assert further("apart", KEPT, row) == further(DO_NOTHING, STAY, row, stays=True) == {}


class TestStayingAndDoMinimum:
    ROWS = (
        ("old-b", "maintenance", "staying", 100.0, "gbp_per_year"),
        ("old-r", "backlog_maintenance", "staying", 900.0, "gbp"),
        ("old-b", "improvement", "do_minimum", 400.0, "gbp"),
    )

    def test_in_every_option_that_keeps_the_centres(self):
        staying = {"maintenance-staying@old-b": 244, "backlog-maintenance-staying@old-r": 900}
        for key in (DO_NOTHING, "virtual"):
            assert further(key, STAY, *self.ROWS, stays=True) == staying
        assert further(DO_MINIMUM, STAY, *self.ROWS, stays=True) == {**staying, "improvement-do-minimum@old-b": 400}

    def test_a_centre_kept_as_the_shared_place_is_kept_up_too(self):
        assert further("apart", NEW, *self.ROWS) == {}
        assert further("apart", KEPT, *self.ROWS) == {
            "maintenance-staying-until-move@old-b": 100,
            "maintenance-staying@old-b": 144,
        }
        lines = books(costs=site_costs(*self.ROWS))["apart"].by_id
        payers = [lines[f"further-maintenance-staying{when}@old-b"].payer for when in ("-until-move", "")]
        assert payers == ["bexley", SHARED]


class TestBiasAndTax:
    def test_bias_by_category(self):
        row = ("new", "network", "moving_in", 1_000.0, "gbp")
        for bias, gbp in {"none": 1_000, "standard_buildings": 1_200, "equipment": 2_000}.items():
            assert further("apart", NEW, row, bias=bias) == {"network-moving-in@new": gbp}

    def test_half_mitigated(self):
        # The upper bound of 20 % less half of it.
        settings = ROUND.model_copy(update={"bias": BIAS.model_copy(update={"buildings_mitigated_share": 0.5})})
        found = books(settings=settings)["apart"].by_id
        assert found["fit-out@new"].bias_share == pytest.approx(0.1)
        assert "costs.bias.buildings_mitigated_share" in found["fit-out@new"].basis

    def test_vat_lost_is_cash_and_no_cost_to_the_economy(self):
        # VAT of 20 %, two fifths of it lost: 8 % of the rate; bias of 20 % beside it, not under it.
        row = ("new", "fit_out_cat_a", "moving_in", 1_000.0, "gbp")
        others = {"irrecoverable_vat_share": 0.4, "bias": "standard_buildings"}
        assert further("apart", NEW, row, **others) == {"fit-out-cat-a-moving-in@new": 1_200}
        assert further("apart", NEW, row, money=cash, **others) == {"fit-out-cat-a-moving-in@new": 1_280}
        assert "costs.vat_rate_share" in books(costs=site_costs(row, **others))["apart"].by_id[
            "further-fit-out-cat-a-moving-in@new"
        ].basis  # fmt: skip

    def test_stamp_duty_is_a_tax(self):
        row = ("new", "stamp_duty", "moving_in", 1_000.0, "gbp")
        assert further("apart", NEW, row) == {}
        assert further("apart", NEW, row, money=cash) == {"stamp-duty-moving-in@new": 1_000}

    def test_opportunity_cost_is_no_cash(self):
        row = ("new", "opportunity_cost", "in_use", 100.0, "gbp_per_year")
        assert further("apart", NEW, row) == {"opportunity-cost-in-use@new": 194}
        assert further("apart", NEW, row, money=cash) == {}


class TestMoneyForSpaceThatIsLeft:
    """Owned space that is released is no longer charged: that is its value; its price too would count it twice."""

    RECEIPT = ("old-b", "capital_receipt", "leaving", -9_000.0, "gbp")
    LETTING = ("old-b", "letting_income", "after_leaving", -1_000.0, "gbp_per_year")

    def test_a_receipt_for_owned_space_is_cash_alone(self):
        assert further("apart", NEW, self.RECEIPT) == {}
        assert further("apart", NEW, self.RECEIPT, money=cash) == {"capital-receipt-leaving@old-b": -9_000}

    @pytest.mark.parametrize(("released", "npc_gbp"), [(0.0, -1_240), (0.5, -1_240), (1.0, 0)])
    def test_letting_earns_back_what_is_still_charged(self, released, npc_gbp):
        made = books(sites().assign(released_share=released), costs=site_costs(self.LETTING))["apart"]
        quantity = taken(made, NEW)
        assert npc(made, quantity).get("further-letting-income-after-leaving@old-b", 0) == npc_gbp
        assert cash(made, quantity)["further-letting-income-after-leaving@old-b"] == -1_750  # seven quarters

    def test_subletting_leased_space_counts_in_both(self):
        row = ("old-r", "letting_income", "after_leaving", -1_000.0, "gbp_per_year")
        assert further("apart", NEW, row, events=leases(("old-r", "expiry", "2012-04-01"))) == {
            "letting-income-after-leaving@old-r": -600
        }

    def test_no_receipt_where_nothing_is_released(self):
        with pytest.raises(
            InputError, match="site old-b, line capital_receipt: money is received for a place of which"
        ):
            books(sites().assign(released_share=0.0), costs=site_costs(self.RECEIPT))


def test_rows_that_cannot_be_of_a_candidate_are_all_told():
    rows = (
        ("new", "decant", "leaving", 10.0, "gbp"),
        ("new", "improvement", "do_minimum", 10.0, "gbp"),
        ("new", "dilapidations", "leaving", 10.0, "gbp"),
    )
    with pytest.raises(InputError) as caught:
        books(costs=site_costs(*rows))
    assert [fault.split(":")[0] for fault in caught.value.faults] == [
        "site new, line decant",
        "site new, line improvement",
    ]


def test_a_line_may_stand_more_than_once_and_for_sites_left_out():
    rows = (
        ("new", "fm_soft", "in_use", 100.0, "gbp_per_year"),
        ("new", "fm_soft", "in_use", 300.0, "gbp_per_year"),
        ("elsewhere", "fm_soft", "in_use", 900.0, "gbp_per_year"),
    )
    assert further("apart", NEW, *rows) == {"fm-soft-in-use@new": 144, "fm-soft-in-use-2@new": 432}


def test_every_line_of_the_table_has_a_name_and_a_heading():
    assert tuple(NAMES) == COST_LINES
    assert {group for _, group in NAMES.values()} <= set(COST_GROUPS)
    assert len({name for name, _ in NAMES.values()}) == len(COST_LINES)

"""What is declared of each assumption, and the figures at its quantiles."""

import numpy as np
import pytest

from feasibility.errors import InputError
from feasibility.robustness.distributions import declared, held, values
from tests import priced_world
from tests.robustness.drawn_world import one, register, stated

EVENLY = (np.arange(100_000) + 0.5) / 100_000
NAMES = {"old-b": "Old Hall", "new": "New Place"}


def at(*quantiles: float, **given: object) -> list[float]:
    return values(one(**given), np.array(quantiles)).tolist()


class TestFiguresAtQuantiles:
    def test_uniform(self):
        assert at(0.25, 0.5, shape="uniform") == [1, 2]

    def test_triangular(self):
        # A quarter lies below the value 1: sqrt(0.0625 x 4 x 1) = 0.5; 4 - sqrt(0.1875 x 4 x 3) = 2.5
        assert at(0.25, 0.0625, 0.8125, shape="triangular") == pytest.approx([1, 0.5, 2.5])

    def test_triangular_with_its_value_at_an_end(self):
        # From 0, likeliest, to 4: 4 - sqrt(0.25 x 4 x 4) = 2; from 4, likeliest: sqrt(0.25 x 4 x 4) = 2
        assert at(0.75, shape="triangular", value=0) == pytest.approx([2])
        assert at(0.25, shape="triangular", value=4) == pytest.approx([2])

    def test_pert_has_the_mean_that_its_weights_say_and_keeps_to_its_ends(self):
        drawn = values(one(shape="pert"), EVENLY)
        # (0 + 4 x 1 + 4) / 6
        assert drawn.mean() == pytest.approx(8 / 6, abs=1e-4)
        assert (drawn.min() >= 0, drawn.max() <= 4) == (True, True)
        # thinner tails than a triangle's: above 3, a triangle has (4 - 3)² / (4 x 3) = 1/12
        assert (drawn > 3).mean() < 1 / 12

    @pytest.mark.parametrize(("shape", "low", "value", "high"), [("normal", 0, 1, 4), ("lognormal", 1, 2, 8)])
    def test_low_value_and_high_are_the_5th_50th_and_95th_percentiles(self, shape, low, value, high):
        found = at(0.05, 0.5, 0.95, shape=shape, low=low, value=value, high=high)
        assert found == pytest.approx([low, value, high])

    def test_where_the_value_is_half_way_a_normal_is_a_plain_one(self):
        drawn = values(one(shape="normal", low=0, value=2, high=4), EVENLY)
        # 2 / 1.645 on either side
        assert (drawn.mean(), drawn.std()) == pytest.approx((2, 2 / 1.6449), abs=1e-3)

    def test_what_lies_beyond_what_the_setting_allows_is_cut_off_and_does_not_pile_up(self):
        drawn = values(one(shape="normal", low=0.5, value=0.8, high=0.95, least=0.0, most=1.0), EVENLY)
        assert 0 <= drawn.min() < drawn.max() <= 1
        assert (drawn > 0.999).mean() < 0.001
        # P(above 1) of the whole is about 0.0142 (0.2 / 0.0912 = 2.193 deviations): the median is half of what is left
        assert np.median(drawn) == pytest.approx(0.8, abs=0.005)

    def test_a_bound_that_is_not_allowed_itself_is_not_reached_by_rounding(self):
        last = np.nextafter(1, 0)
        assert at(1 - 2.0**-53, shape="normal", low=0.5, value=0.8, high=0.95, least=0.0, most=last) == [last]

    def test_lognormal_cut_at_both_sides_of_what_is_allowed(self):
        drawn = values(one(shape="lognormal", low=1, value=2, high=4, least=0.9, most=4.5), EVENLY)
        assert 0.9 <= drawn.min() < 0.95
        assert 4.4 < drawn.max() <= 4.5

    def test_whole_numbers(self):
        # 2, 3 and 4, each a third of the draws; a triangle's draws go to the nearest
        drawn = values(one(low=2, value=3, high=4, whole=True), EVENLY)
        assert np.unique(drawn, return_counts=True)[1] == pytest.approx([100_000 / 3] * 3, abs=1)
        assert set(values(one(shape="triangular", low=2, value=3, high=4, whole=True), EVENLY)) == {2, 3, 4}

    @pytest.mark.parametrize("shape", ["triangular", "uniform", "pert", "normal", "lognormal"])
    def test_more_of_the_quantile_is_never_less_of_the_figure(self, shape):
        drawn = values(one(shape=shape, low=1, value=2, high=8, least=0.5, most=9.0), EVENLY)
        assert (np.diff(drawn) >= 0).all()


class TestDeclared:
    SETTINGS = priced_world.settings()

    def found(self, *rows, **names):
        return declared(register(*rows), self.SETTINGS, names.get("names", NAMES))

    def faults(self, *rows):
        with pytest.raises(InputError) as told:
            self.found(*rows)
        assert told.value.where == "what is drawn"
        return list(told.value.faults)

    def test_settings_and_figures_of_sites_by_id_with_what_they_are_and_may_be(self):
        rent = ("sites.new.rent_gbp_per_m2_per_year", "80", "60", "100", "pert")
        desks = ("seats.support_workstations", "6", "4", "10", "triangular")
        cap = ("seats.contained_share", "0", "0", "0.1", "uniform")
        calls = ("authority.bexley.contacts_per_year", "40,000", "35,000", "45,000", "normal")
        blank = ("seats.peak_day_factor", "1.2", "1", "1.3", "")
        found = self.found(rent, desks, cap, calls, blank)
        assert [(d.assumption_id, d.shape, d.low, d.value, d.high, d.whole) for d in found] == [
            ("authority.bexley.contacts_per_year", "normal", 35_000, 40_000, 45_000, False),
            ("seats.contained_share", "uniform", 0, 0, 0.1, False),
            ("seats.support_workstations", "triangular", 4, 6, 10, True),
            ("sites.new.rent_gbp_per_m2_per_year", "pert", 60, 80, 100, False),
        ]
        assert [d.title for d in found] == [
            "Contacts a year that reach an agent, Bexley",
            "Share of the contacts given that recorded menus answer in full",
            "Workstations for planning, quality, training and management where one pooled operation works",
            "Rent (£/m²/yr), New Place",
        ]
        # above 0; 0 or more and below 1; 0 to 500; 0 or more
        assert [d.least for d in found] == [5e-324, 0, 0, 0]
        assert [d.most for d in found] == [1e8, np.nextafter(1, 0), 500, np.inf]

    def test_a_setting_said_to_be_the_same_as_another_is_called_by_its_name(self):
        (found,) = self.found(("seats.support_workstations_per_authority", "4", "2", "6", "uniform"))
        assert found.title == "Support workstations per authority"

    def test_sites_not_named_and_figures_of_nothing_are_not_drawn(self):
        gone = ("sites.gone.nia_m2", "300", "200", "400", "uniform")
        free = ("sites.new.fit_out_gbp_per_m2", "0", "0", "0", "uniform")
        assert self.found(gone, free) == []

    def test_a_value_that_the_scenario_has_moved_out_of_the_range_is_held_and_told(self):
        moved = ("seats.handling_time_seconds", "400", "180", "360", "triangular")
        at_end = ("seats.shrinkage_share", "0.35", "0.25", "0.35", "normal")
        assert self.found(moved, at_end) == []
        assert held(register(moved, at_end)) == [
            "seats.handling_time_seconds is not drawn: its value here, 400, lies outside its range in the register, "
            "180 to 360",
            "seats.shrinkage_share is not drawn: its value here, 0.35, is an end of its range, and normal takes it for "
            "the middle",
        ]

    def test_what_no_draw_can_be_worked_out_for(self):
        assert self.faults(
            ("travel.car.scale", "0.68", "0.6", "0.8", "normal"),
            ("partners.void_months", "12", "6", "18", "uniform"),
            ("sites.new.parking_spaces", "12", "6", "18", "uniform"),
        ) == [
            "partners.void_months: leave its distribution blank; draws are of settings of authority, seats, space, "
            "ways, costs, people, options, and of figures of sites",
            "sites.new.parking_spaces: leave its distribution blank; of a site, draws are of nia_m2, "
            "rent_gbp_per_m2_per_year, rateable_value_gbp_per_m2, service_charge_gbp_per_m2_per_year, "
            "fit_out_gbp_per_m2, occupied_m2, released_share",
            "travel.car.scale: leave its distribution blank: journeys would have to be measured again for every draw; "
            "state how far they may be out under robustness.journey_error_minutes",
        ]

    def test_a_distribution_beyond_what_the_setting_allows(self):
        assert self.faults(
            ("seats.service_level_share", "0.8", "0.7", "1", "triangular"),
            ("seats.support_workstations", "6", "4.5", "10", "triangular"),
            ("sites.old-b.released_share", "0.9", "0.7", "1.2", "uniform"),
            ("seats.queue", "erlang-c", "", "", "uniform"),
        ) == [
            "seats.queue: is no number with a range, so nothing can be drawn; leave its distribution blank",
            "seats.service_level_share: its high, 1, is not what the setting allows: 0 or more and below 1; mend high",
            "seats.support_workstations: its low, 4.5, is no whole number, and the setting takes no other; mend low",
            "sites.old-b.released_share: its high, 1.2, is not what the setting allows: 0 or more and 1 or less; mend "
            "high",
        ]

    def test_an_end_that_does_not_go_with_the_other_settings(self):
        settings = priced_world.settings(costs={"bias": {"equipment_lower_share": 0.1}})
        with pytest.raises(InputError) as told:
            declared(register(("costs.bias.equipment_upper_share", "2", "0.05", "3", "uniform")), settings, NAMES)
        assert told.value.faults == (
            "costs.bias.equipment_upper_share: its low, 0.05, is refused: equipment_lower_share is 0.1, above "
            "equipment_upper_share (0.05); a lower bound is no more than its upper bound",
        )

    def test_faults_of_distributions_and_of_correlations_are_told_together(self):
        settings = self.SETTINGS.model_copy(update={"robustness": stated(("seats.shrinkage_share", "seats.x", 0.5))})
        with pytest.raises(InputError) as told:
            declared(register(("travel.car.scale", "0.68", "0.6", "0.8", "normal")), settings, NAMES)
        assert len(told.value.faults) == 3

"""How many units of each line an option takes, and what a line comes to."""

from dataclasses import replace

import pytest

from feasibility.costs.lines import Book, quantities
from tests.costs.ledgers import FIT_OUT, OWNED, RATES, RENT, TENTH_OFF, TRAVEL, YEARS, book

SITE = replace(RENT, line_id="site@hub", per_driver=100.0)
EACH = replace(RENT, line_id="each@hub", driver="workstation", per_driver=10.0)
OTHER = replace(RENT, line_id="each@mill", place="mill", driver="workstation", per_driver=12.0)
LEFT = replace(RENT, line_id="left@old", place="old", driver="left", per_driver=80.0)
KEPT = replace(RENT, line_id="kept@old", place="old", driver="site", per_driver=80.0)
ALWAYS = replace(RENT, line_id="pool@all", place="all", driver="always", per_driver=1.0)
WHOLE = book(SITE, EACH, OTHER, LEFT, KEPT, ALWAYS)
PRESENT = ["old", "town"]


class TestQuantities:
    def test_a_new_site_and_the_centre_that_is_left(self):
        # Seven workstations beyond those of a present centre: 70 m²; old no longer serves.
        found = quantities(WHOLE, {"hub": 7}, PRESENT, stays=False)
        assert found == {"site@hub": 100, "each@hub": 70, "left@old": 80, "pool@all": 1}

    def test_a_present_centre_that_serves_on(self):
        # None beyond its own: no line for workstations, and it is not left.
        assert quantities(WHOLE, {"old": 0}, PRESENT, stays=False) == {"kept@old": 80, "pool@all": 1}

    def test_two_sites(self):
        found = quantities(WHOLE, {"hub": 3, "mill": 4}, PRESENT, stays=False)
        assert found == {"site@hub": 100, "each@hub": 30, "each@mill": 48, "left@old": 80, "pool@all": 1}

    def test_where_nobody_moves_nothing_is_left_or_opened(self):
        assert quantities(WHOLE, {}, PRESENT, stays=True) == {"pool@all": 1}

    def test_nobody_moves_is_not_the_same_as_no_site(self):
        assert quantities(WHOLE, {}, PRESENT, stays=False) == {"left@old": 80, "pool@all": 1}


class TestPresentCost:
    def test_rate_bias_and_discounting(self):
        # £1000 in the second year at 90p; fit-out £2000 with a quarter of bias in the first, VAT left out.
        assert book(RENT).npc_gbp(RENT) == pytest.approx(900)
        assert book(FIT_OUT).npc_gbp(FIT_OUT) == pytest.approx(2_500)

    def test_a_transfer_costs_the_economy_nothing_and_owned_space_does(self):
        assert book(RATES).npc_gbp(RATES) == 0
        assert book(OWNED).npc_gbp(OWNED) == pytest.approx(800 + 720)
        assert book(TRAVEL).npc_gbp(TRAVEL) == pytest.approx(270)

    def test_timing_and_factors_must_be_of_one_length(self):
        with pytest.raises(ValueError, match="zip"):
            Book(YEARS, TENTH_OFF[:-1], (RENT,)).npc_gbp(RENT)

    def test_lines_by_their_id(self):
        assert WHOLE.by_id["each@mill"] is OTHER
        assert len(WHOLE.by_id) == 6

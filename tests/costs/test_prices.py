"""The optimiser's numbers and the lines of the cost sheets are one: on many worlds, for every kind of plan."""

from itertools import combinations

import numpy as np
import pytest

from feasibility.costs import prices
from tests.costs.worlds import at_random, books, npc, prices_of, site_costs, taken


@pytest.mark.parametrize("seed", range(40))
def test_lines_of_any_plan_sum_to_its_prices(seed):
    world = at_random(seed)
    rng = np.random.default_rng(seed)
    for way in ("apart", "pooled"):
        found = prices_of(world.books[way], world.places)
        for opened in [*combinations(found.sites.index, 1), *combinations(found.sites.index, 2)]:
            counts = {site: int(rng.integers(0, found.sites.at[site, "workstations_max"] + 1)) for site in opened}
            beyond = {s: max(0, n - int(found.sites.at[s, "workstations_present"])) for s, n in counts.items()}
            priced = found.moving_gbp + sum(
                found.sites.at[s, "open_gbp"] + n * found.sites.at[s, "workstation_gbp"] for s, n in beyond.items()
            )
            lines = npc(world.books[way], taken(world.books[way], counts, world.places))
            assert sum(lines.values()) == pytest.approx(priced, abs=0.01)


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("key", ["do-nothing", "do-minimum", "virtual"])
def test_lines_of_staying_sum_to_its_price(seed, key):
    world = at_random(seed)
    made = world.books[key]
    lines = npc(made, taken(made, {}, world.places, stays=True))
    assert sum(lines.values()) == pytest.approx(prices.staying_gbp(made), abs=0.01)
    assert {line.driver for line in made.lines} <= {"always"}


@pytest.mark.parametrize("seed", range(20))
def test_a_present_centre_that_is_kept_or_left_is_paid_for_whole_until_the_move(seed):
    # The yearly lines of do nothing, cut at the move, are the lines of every moving book until then.
    world = at_random(seed)
    nothing, moving = world.books["do-nothing"].by_id, world.books["pooled"]
    quarter = moving.move_quarter
    for stem in ("rent", "opportunity-cost", "rates", "service-charge", "running", "site-running"):
        for site in ("s-0", "s-1"):
            stays, before = nothing.get(f"{stem}@{site}"), moving.by_id.get(f"{stem}-until-move@{site}")
            spent = [0.0] if stays is None else stays.timing[:quarter]
            assert (before is None) == (not any(spent))
            if before and stays:
                assert before.timing[:quarter] == pytest.approx(stays.timing[:quarter])
                assert not any(before.timing[quarter:])
                assert before.per_driver * before.rate_gbp == pytest.approx(stays.per_driver * stays.rate_gbp)


def test_opening_is_negative_where_a_centre_costs_more_to_leave_than_to_keep():
    # old-r, 1.44 x (50 x 150 + 1000) = 12 240 to keep; 1700 of double running and dilapidations 20 000 x 0.8.
    made = books(costs=site_costs(("old-r", "dilapidations", "leaving", 20_000.0, "gbp")))["apart"]
    found = prices_of(made)
    assert found.sites.at["old-r", "open_gbp"] == pytest.approx(12_240 - 1_700 - 16_000)
    assert found.moving_gbp == pytest.approx(21_964 + 16_000)  # test_book.py
    lines = npc(made, taken(made, {"old-r": 5}))
    assert sum(lines.values()) == pytest.approx(37_964 - 5_460)

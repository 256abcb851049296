"""The quick way against the whole model, on a study small enough to work out every draw in full."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from feasibility import enumeration, pricing
from feasibility.appraisal import asked_again
from feasibility.robustness import quick, response, seated, staff_moved, taken, whole
from feasibility.robustness.quick import Moved
from feasibility.robustness.staff_moved import Trips
from tests import priced_world as world

PENNY = 0.01
MONEY = {
    "costs.site_set_up_gbp": (30_000.0, 90_000.0),
    "costs.moving_gbp_per_workstation": (500.0, 1_500.0),
    "costs.value_of_time_gbp_per_hour": (4.0, 8.0),
    "costs.bias.buildings_mitigated_share": (0.0, 0.9),
    "people.posts_released_share": (0.0, 1.0),
    "people.post_gbp_per_year": (20_000.0, 40_000.0),
    "ways.pooled.telephony_gbp": (0.0, 5_000.0),
    "sites.new.rent_gbp_per_m2_per_year": (40.0, 120.0),
    "sites.far.fit_out_gbp_per_m2": (200.0, 500.0),
    "sites.old-b.released_share": (0.2, 1.0),
}
SEATS = {
    "authority.bexley.contacts_per_year": (20_000.0, 120_000.0),
    "authority.bromley.contacts_per_year": (30_000.0, 150_000.0),
    "seats.handling_time_seconds": (180.0, 420.0),
    "seats.shrinkage_share": (0.2, 0.4),
    "space.peak_attendance_factor": (1.0, 1.5),
}


def draws_of(ranges, count: int, seed: int = 7) -> pd.DataFrame:
    generator = np.random.default_rng(seed)
    drawn = {key: generator.uniform(low, high, count) for key, (low, high) in ranges.items()}
    return pd.DataFrame(drawn, index=pd.RangeIndex(1, count + 1, name="draw"))


class Small:
    """The study as stated, and both ways of working draws out."""

    def __init__(self):
        settings, evidence = world.settings(), world.evidence()
        self.known = asked_again.known(settings, evidence)
        self.options = world.listed(settings, evidence)
        self.problems = pricing.priced(settings, evidence).problems
        found = enumeration.enumerate_all(self.problems, self.options)
        self.sound = [item for item in found if item.plan is not None]

    def placed(self):
        return seated.seated(self.sound, self.problems, self.known.evidence.groups)

    def quickly(self, draws: pd.DataFrame, moved: Moved | None = None) -> pd.DataFrame:
        units = response.drawn(self.known, draws)
        need = taken.needed(self.known.settings, self.known.evidence, draws)
        given = quick.costed(units, need, taken.sites(self.known, draws))
        found = quick.totals(given, self.placed(), moved or Moved({}))
        return found.set_axis(draws.index)

    def in_full(self, draws: pd.DataFrame, **others) -> pd.DataFrame:
        ids = [item.option.option_id for item in self.sound]
        return whole.solved(self.known, draws, [item.option for item in self.sound], ids, **others)


@pytest.fixture(scope="module")
def small() -> Small:
    return Small()


def gaps(quickly: pd.DataFrame, in_full: pd.DataFrame) -> pd.DataFrame:
    assert (quickly[in_full.columns].isna() == in_full.isna()).all(axis=None)
    return (quickly[in_full.columns] - in_full).abs()


def test_figures_as_stated_give_the_totals_of_the_run(small):
    stated = pd.DataFrame({"costs.site_set_up_gbp": [60_000.0, 60_000.0]}, index=[1, 2])
    assert gaps(small.quickly(stated), small.in_full(stated)).max(axis=None) < PENNY


def test_money_drawn_is_the_whole_model_to_the_penny(small):
    draws = draws_of(MONEY, 12)
    quickly, in_full = small.quickly(draws), small.in_full(draws)
    assert gaps(quickly, in_full).max(axis=None) < PENNY
    assert in_full.drop(columns=["do-nothing", "do-minimum"]).std().min() > 0


def test_seats_drawn_are_the_whole_model_to_the_penny_and_so_is_what_cannot_be_had(small):
    draws = draws_of(SEATS, 25)
    quickly, in_full = small.quickly(draws), small.in_full(draws)
    assert in_full.isna().any(axis=None)
    assert in_full.notna().all(axis=1).any()
    assert gaps(quickly, in_full).max(axis=None) < PENNY


def test_money_and_seats_together_are_the_whole_model_to_the_penny(small):
    draws = draws_of(MONEY | SEATS, 25)
    quickly, in_full = small.quickly(draws), small.in_full(draws)
    assert gaps(quickly, in_full).max(axis=None) < PENNY


def test_a_share_released_of_nothing_now_is_read_off_where_it_is_something(small):
    # As stated no post is given up, so the line is not in the book: its units come from the middle of the draws.
    draws = pd.DataFrame({"people.posts_released_share": [0.0, 0.25, 1.0]}, index=[1, 2, 3])
    pooled = [c for c in small.quickly(draws).columns if c.endswith("--pooled") or c == "virtual-pool"]
    totals = small.quickly(draws)[pooled]
    saved = totals.loc[1] - totals.loc[3]
    assert (saved > 0).all()
    assert (totals.loc[1] - totals.loc[2] - saved / 4).abs().max() < PENNY


def test_staff_drawn_anew_and_journeys_out_move_travel_as_the_whole_model_does(small):
    draws = draws_of({"costs.value_of_time_gbp_per_hour": (4.0, 8.0)}, 4)
    groups, index = small.known.evidence.groups, draws.index
    heads = pd.DataFrame([[5, 7], [4, 8], [6, 6], [7, 5]], index=index, columns=groups.heads.index)
    journeys = pd.DataFrame(450.0, index=groups.heads.index, columns=groups.places)
    now = pd.DataFrame({"old-b": [450.0, 0.0], "old-r": [0.0, 450.0]}, index=groups.heads.index)
    trips = Trips({"car": journeys}, {"car": now})
    errors = {"car": pd.DataFrame([[1.0, -2.0, 0.5, 3.0]] * 4, index=index, columns=groups.places)}
    single = [option for option in small.placed() if len(option.site_ids) == 1]
    ids = [option.option_id for option in single]
    resampled = small.quickly(draws, staff_moved.moved(small.placed(), groups, heads, {}, None))[ids]
    assert gaps(resampled, small.in_full(draws, resampled=heads)[ids]).max(axis=None) < PENNY
    out = small.quickly(draws, staff_moved.moved(small.placed(), groups, None, errors, trips))[ids]
    assert gaps(out, small.in_full(draws, errors=errors, of_trips=trips)[ids]).max(axis=None) < PENNY
    # To `new`, 0.5 minutes longer than thought; from old-b, 1 longer: 450 x (0.5 - 1) = -225 a head of g-1 a year;
    # from old-r, 2 shorter: 450 x (0.5 + 2) = 1,125 a head of g-2. 5 x -225 + 7 x 1,125 = 6,750 minutes a year.
    added = staff_moved.moved(small.placed(), groups, None, errors, trips).by_part["minutes"]
    assert added.filter(regex="^new--apart$").to_numpy() == pytest.approx(6_750.0)


def test_two_sites_with_the_staff_and_the_journeys_of_each_draw_in_their_own_order(small):
    draws = draws_of(SEATS | {"costs.value_of_time_gbp_per_hour": (4.0, 8.0)}, 12)
    groups, generator = small.known.evidence.groups, np.random.default_rng(3)
    at_first = generator.integers(2, 11, len(draws))
    heads = pd.DataFrame({"g-1": at_first, "g-2": 12 - at_first}, index=draws.index)
    trips = Trips(
        {"car": pd.DataFrame(450.0, index=groups.heads.index, columns=groups.places)},
        {"car": pd.DataFrame({"old-b": [450.0, 0.0], "old-r": [0.0, 450.0]}, index=groups.heads.index)},
    )
    out = generator.normal(0, 5, (len(draws), len(groups.places)))
    errors = {"car": pd.DataFrame(out, index=draws.index, columns=groups.places)}
    units = response.drawn(small.known, draws)
    need = taken.needed(small.known.settings, small.known.evidence, draws)
    given = quick.costed(units, need, taken.sites(small.known, draws))
    pairs = [option for option in small.placed() if len(option.site_ids) == 2]
    found = {
        option.option_id: quick.total(given, option, staff_moved.anew(given, option, groups, heads, errors, trips))
        for option in pairs
    }
    in_full = small.in_full(draws, resampled=heads, errors=errors, of_trips=trips)[list(found)]
    assert len(pairs) > 4
    assert gaps(pd.DataFrame(found, index=draws.index), in_full).max(axis=None) < PENNY


def test_what_a_rule_or_a_third_site_shapes_is_said_to_stay_as_planned(small):
    assert not any(option.as_planned for option in small.placed())  # two sites at most, and no rule
    ruled = {way: replace(problem, teams=_one_team(problem)) for way, problem in small.known.problems.items()}
    moving = [item for item in small.sound if not item.plan.stays]
    assert all(option.as_planned for option in seated.seated(moving, ruled, small.known.evidence.groups))


def _one_team(problem):
    return pd.Series("team", index=problem.heads.index)

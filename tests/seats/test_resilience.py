"""What goes on when the largest site fails."""

import time

import pandas as pd
import pytest

from feasibility.scenario.seats import SeatsSettings
from feasibility.scenario.space import SpaceSettings
from feasibility.seats import resilience
from feasibility.seats.resilience import Day

DAY = Day(contacts=5000, agent_hours=400)


def fails(plan, settings=None, *, agents=82, present=None) -> pd.Series:
    found = resilience.of_options(
        {"a": plan}, present or {}, agents={"a": agents}, day=DAY, seats=SeatsSettings(), settings=settings or
        SpaceSettings(),
    )  # fmt: skip
    return found.iloc[0]


def test_a_single_site_takes_everything_with_it():
    row = fails({"one": 95})
    # half of 82 must go on: 41
    assert row[["workstations_left", "agents_kept", "agents_wanted", "seats_to_find"]].tolist() == [0, 0, 41, 41]
    assert (row["largest_site_share"], row["answered_share"]) == (1.0, 0.0)
    # all 5,000 contacts; 400 hours x 14 pounds
    assert row[["contacts_lost_per_day", "idle_gbp_per_day"]].tolist() == [5000, 5600]
    assert row["finding"] == "All work stops when one fails, the only site: 41 fallback seats are to be found elsewhere"


def test_the_other_site_of_a_pair():
    row = fails({"large": 60, "small": 35})
    # 35 desks, one in 13 a team leader's: 35 x 12/13 = 32.3 -> 32; 41 - 32 = 9
    assert row[["largest_site", "workstations_left", "agents_at_other_sites", "seats_to_find"]].tolist() == [
        "large", 35, 32, 9,
    ]  # fmt: skip
    assert row["answered_share"] == pytest.approx(32 / 82)
    assert row["contacts_lost_per_day"] == pytest.approx(5000 * 50 / 82)
    assert row["finding"] == "32 agents go on when large fails, 41 are wanted: 9 fallback seats are missing"


def test_even_halves_hold():
    row = fails({"b": 48, "a": 48})
    # 48 x 12/13 = 44.3 -> 44 of 41 wanted; of two alike the first by name is taken to fail
    assert row[["largest_site", "agents_kept", "seats_to_find"]].tolist() == ["a", 44, 0]
    assert row["finding"].endswith("the fallback holds")


def test_support_that_keeps_its_desks():
    # 48 x 82/96 = 41.0
    row = fails({"a": 48, "b": 48}, SpaceSettings(support_gives_way=False))
    assert row["agents_kept"] == 41


def test_council_buildings_count_only_where_they_may_be_used():
    plan, present = {"one": 95, "bexley": 0}, {"bexley": 16}
    named = SpaceSettings(fallback_places=("council_building",), council_building_workstations=10)
    assert fails(plan, SpaceSettings(), present=present)["agents_kept"] == 0  # the 16 not released are not named
    # 10 and 16 not released: 26 x 12/13 = 24
    assert fails(plan, named, present=present)["agents_at_council_buildings"] == 24
    # a present centre that the option uses is no spare one
    assert fails({"one": 60, "bexley": 35}, named, present=present)["agents_at_council_buildings"] == 9


def test_home():
    at_home = SpaceSettings(fallback_places=("other_site", "home"), fallback_home_share=0.5)
    # 82 x 0.5
    assert fails({"one": 95}, at_home)[["agents_at_home", "seats_to_find"]].tolist() == [41, 0]
    assert fails({"one": 95}, SpaceSettings(fallback_places=("other_site", "home")))["agents_at_home"] == 0
    # those who are at home on the day go on whatever fails: 82 - ceil(82 x 0.7) = 82 - 58
    assert fails({"one": 71}, SpaceSettings(home_share_on_peak=0.3))["agents_at_home"] == 24
    # nobody goes on twice: 41 at home leave 41 for the 60 desks
    both = fails({"a": 60, "b": 60}, at_home)
    assert both[["agents_at_home", "agents_at_other_sites", "answered_share"]].tolist() == [41, 41, 1.0]


def test_a_lost_contact_is_worth_what_is_stated_and_nothing_by_itself():
    assert fails({"one": 95})["contacts_loss_gbp_per_day"] == 0
    assert fails({"one": 95}, SpaceSettings(day_loss_gbp_per_contact=0.5))["contacts_loss_gbp_per_day"] == 2500


def test_no_agent_needs_to_go_on():
    row = fails({"one": 95}, SpaceSettings(fallback_share=0.0))
    assert (row["seats_to_find"], row["finding"]) == (0, "No agent is asked to go on when a site fails")


def test_mean_day():
    # 1,250,000 / 253 = 4,940.7; 79.5 x 36 x 52 x 0.7 / 253 = 411.8 hours,
    # which is 4,940.7 contacts x 240 s / 0.8 in contact = 411.7 but for the rounding of 79.5
    day = resilience.mean_day(1_250_000, 79.5, SeatsSettings())
    assert (round(day.contacts, 1), round(day.agent_hours, 1)) == (4940.7, 411.8)
    # 52 Saturdays at 0.4 of a weekday count as 20.8 of them: 1,250,000 / 273.8
    open_saturdays = SeatsSettings(saturday_opens="09:00", saturday_closes="13:00")
    assert round(resilience.mean_day(1_250_000, 79.5, open_saturdays).contacts, 1) == 4565.4


def test_an_option_without_a_desk_is_a_fault_of_the_programme():
    with pytest.raises(ValueError, match="takes no workstation"):
        fails({"one": 0})


def test_many_options_are_quick():
    plans = {f"o{i}": {"a": 30 + i % 40, "b": 60 - i % 30} for i in range(240)}
    taken = []
    for _ in range(3):  # the first builds the schema
        begun = time.process_time()
        found = resilience.of_options(plans, {}, agents=dict.fromkeys(plans, 82), day=DAY, seats=SeatsSettings(),
                                      settings=SpaceSettings())  # fmt: skip
        taken.append(time.process_time() - begun)
    assert len(found) == 240
    # a millisecond an option would be 0.24 s
    assert min(taken) < 0.24

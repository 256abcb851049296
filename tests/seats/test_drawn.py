"""The seats of many draws at once, each draw against `needed` alone, which knows nothing of arrays."""

import math

import numpy as np
import pandas as pd
import pytest
from pydantic import ValidationError

from feasibility import seats
from feasibility.errors import InputError
from feasibility.scenario.seats import SeatsSettings
from feasibility.scenario.space import SpaceSettings
from feasibility.seats import erlang, operations, profile, staffing
from feasibility.seats.drawn import agents, desks, need, values
from feasibility.seats.drawn.agents import Queues, fewest_each

WHOLE = ("workstations", "workstations_now", "workstations_virtual", "agents")
REAL = ("posts", "full_time_equivalents")
RANGES = {
    "seats.handling_time_seconds": (120, 480),
    "seats.handling_time_rise_per_take_up": (0, 2),
    "seats.service_level_share": (0.5, 0.97),
    "seats.answer_seconds": (0, 90),
    "seats.answer_seconds_mean_max": (1, 60),
    "seats.occupancy_cap_share": (0.6, 1),
    "seats.growth_share_per_year": (-0.1, 0.1),
    "seats.growth_years": (0, 20),
    "seats.contained_share": (0, 0.4),
    "seats.working_days_per_year": (240, 260),
    "seats.saturdays_per_year": (40, 53),
    "seats.saturday_factor": (0.2, 0.8),
    "seats.busy_hour_share": (0.11, 0.3),
    "seats.peak_month_factor": (1, 1.6),
    "seats.peak_day_factor": (1, 1.6),
    "seats.take_up_share": (0, 0.5),
    "seats.shrinkage_share": (0.1, 0.5),
    "seats.utilisation_share": (0.5, 0.9),
    "seats.hours_per_week": (30, 40),
    "seats.weeks_per_year": (50, 53),
    "seats.mean_contract_share": (0.6, 1),
    "seats.team_leader_span": (4, 20),
    "seats.support_workstations": (0, 20),
    "seats.support_workstations_per_authority": (0, 10),
    "seats.floor_m2_per_workstation": (8, 14),
    "seats.patience_seconds": (60, 600),
    "space.home_share_on_peak": (0, 0.9),
    "space.days_on_site_per_week": (1, 5),
    "space.peak_attendance_factor": (1, 2),
    "space.support_desks_per_person": (0.3, 1),
    "space.touch_down_workstations": (0, 9),
    "space.training_places": (0, 20),
    "space.training_m2_per_place": (1, 5),
    "space.meeting_m2": (0, 200),
    "space.nia_over_gia_share": (0.7, 1),
    "space.persons_per_workstation": (0.8, 2),
    "space.ceiling_height_m": (2.4, 4),
    "space.workroom_share": (0.7, 1),
    "space.fallback_share": (0, 1),
    "space.council_building_workstations": (0, 50),
    "space.fallback_home_share": (0, 1),
    "space.day_loss_gbp_per_contact": (0, 5),
    "space.idle_gbp_per_agent_hour": (10, 20),
}
"""Every setting that is a number, but those of simple contacts, which stand in place of the rise with take-up."""
SIMPLE = {"seats.simple_contacts_share": (0.05, 0.6), "seats.simple_handling_time_seconds": (30, 110)}
GIVEN_BY_ERLANG_A_ALONE = {"seats.abandonment_share_max"}
SPACE = SpaceSettings(fallback_places=("other_site", "council_building", "home"))


def numbers() -> set[str]:
    """Keys of all settings of the two sections that hold a number."""
    return {
        f"{name}.{field}"
        for name, section in (("seats", SeatsSettings), ("space", SpaceSettings))
        for field, of_field in section.model_fields.items()
        if of_field.annotation in (int, float) or "float" in str(of_field.annotation).split("|")[0].replace("tuple", "")
    } - {"seats.take_up_shares_shown"}


def drawn_of(ranges, draws, seed) -> dict[str, np.ndarray]:
    rng = np.random.default_rng(seed)
    return {key: rng.uniform(low, high, draws) for key, (low, high) in ranges.items()}


def contacts_of(draws, seed, **means) -> dict[str, np.ndarray]:
    rng = np.random.default_rng(seed)
    return {name: mean * rng.lognormal(0, 0.3, draws) for name, mean in means.items()}


def alone(draw, contacts, settings, space, drawn, demand=None) -> seats.Seats:
    """`needed` of one draw, its settings put together here."""
    stated = {"seats": settings.model_dump(), "space": space.model_dump()}
    for key, column in drawn.items():
        section, name = key.split(".")
        whole = {"seats": SeatsSettings, "space": SpaceSettings}[section].model_fields[name].annotation is int
        stated[section][name] = round(float(column[draw])) if whole else float(column[draw])
    return seats.needed(
        {name: float(n[draw]) for name, n in contacts.items()},
        SeatsSettings(**stated["seats"]),
        SpaceSettings(**stated["space"]),
        demand,
    )


def assert_same(found: seats.SeatsDrawn, draw: int, one: seats.Seats) -> None:
    for column in WHOLE:
        got = {key: int(of_key[draw]) for key, of_key in getattr(found, column).items()}
        assert got == dict(getattr(one, column)), (draw, column)
    for column in REAL:
        got = {key: float(of_key[draw]) for key, of_key in getattr(found, column).items()}
        assert got == pytest.approx(dict(getattr(one, column)), rel=1e-9), (draw, column)


def assert_all_same(contacts, settings, space, drawn, demand=None) -> seats.SeatsDrawn:
    found = seats.needed_each(contacts, settings, space, drawn, demand)
    assert not found.refused.any(), found.refused_why
    for draw in range(len(found.refused)):
        assert_same(found, draw, alone(draw, contacts, settings, space, drawn, demand))
    return found


def frame(rows, **columns) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(columns["of"]))


def half_hours(authority, day, starts, weights):
    total = sum(weights)
    return [(authority, day, start, weight / total) for start, weight in zip(starts, weights, strict=True)]


def supplied(*, queues: bool) -> seats.Demand:
    """Bexley has weekdays and months of its own, Croydon by rule; all have Saturdays, Bexley unlike queues."""
    weekday, saturday = profile.starts_between("08:00", "18:00"), profile.starts_between("09:00", "13:00")
    rng = np.random.default_rng(5)
    rows = [
        *half_hours("bexley", "weekday", weekday, rng.uniform(0.5, 2, len(weekday))),
        *half_hours("bexley", "saturday", saturday, [1, 3, 3, 2, 2, 1, 1, 0]),
        *half_hours("bromley", "saturday", saturday, [2, 3, 4, 2, 2, 1, 1, 1]),
    ]
    months = [("bexley", m, 1 + 0.3 * math.sin(m)) for m in range(1, 13)]
    months += [("croydon", m, 1 + 0.3 * math.cos(m)) for m in range(1, 13)]
    kinds = [("bexley", "council tax", 0.7, 200.0), ("bexley", "housing", 0.3, 700.0)]
    return seats.Demand(
        half_hours=frame(rows, of=("authority", "day", "starts", "share")),
        months=frame(months, of=("authority", "month", "factor")),
        queues=frame(kinds, of=("authority", "queue", "contacts_share", "handling_time_seconds")) if queues else None,
    )


def test_every_number_of_both_sections_is_drawn():
    assert numbers() == {*RANGES, *SIMPLE, *GIVEN_BY_ERLANG_A_ALONE}


def test_two_authorities_and_every_setting_at_once():
    contacts = contacts_of(60, 1, bromley=800_000, bexley=450_000)
    found = assert_all_same(contacts, SeatsSettings(), SPACE, drawn_of(RANGES, 60, 2))
    assert found.vectorised
    assert found.asked_singly == 0
    assert "space.touch_down_workstations is a whole number" in found.why


def test_one_setting_at_a_time():
    # A setting read from the wrong place would show here and could hide among all of them.
    for key, ends in (RANGES | SIMPLE).items():
        drawn, settings = {key: np.array(ends, dtype=float)}, SeatsSettings()
        if key in SIMPLE:
            settings = SeatsSettings(simple_contacts_share=0.3, simple_handling_time_seconds=60.0, take_up_share=0.2)
        if key == "seats.saturdays_per_year":
            settings = SeatsSettings(saturday_opens="09:00", saturday_closes="12:30")
        contacts = {"bexley": np.array([450_000.0, 450_000.0]), "bromley": np.array([800_000.0, 800_000.0])}
        found = assert_all_same(contacts, settings, SPACE, drawn)
        assert found.vectorised


@pytest.mark.parametrize("queues", [False, True])
def test_supplied_profiles_months_and_unlike_queues(queues):
    # Five of the draws keep everybody's handling time but the queues' own at 350 s, the mean of Bexley's queues.
    settings = SeatsSettings(saturday_opens="09:00", saturday_closes="13:00")
    contacts = contacts_of(18, 3, bromley=800_000, bexley=450_000, croydon=300_000)
    drawn = drawn_of(RANGES, 18, 4)
    drawn["seats.handling_time_seconds"][:5] = 350.0
    assert_all_same(contacts, settings, SPACE, drawn, supplied(queues=queues))


def test_the_half_hour_of_long_contacts_counts():
    # Most traffic is Bromley's short contacts in the first hour; Bexley's long ones, later, may still need more agents.
    starts = profile.starts_between("08:00", "10:00")
    rows = half_hours("bexley", "weekday", starts, [1, 1, 9, 8])
    rows += half_hours("bromley", "weekday", starts, [8, 9, 1, 1])
    kinds = [("bexley", "assessments", 1.0, 2400.0)]
    demand = seats.Demand(
        half_hours=frame(rows, of=("authority", "day", "starts", "share")),
        queues=frame(kinds, of=("authority", "queue", "contacts_share", "handling_time_seconds")),
    )
    settings = SeatsSettings(closes="10:00", occupancy_cap_share=1.0, answer_seconds=60.0)
    rng = np.random.default_rng(21)
    contacts = {"bexley": rng.uniform(1_000, 6_000, 15), "bromley": rng.uniform(40_000, 240_000, 15)}
    drawn = {"seats.handling_time_seconds": rng.uniform(40, 80, 15)}
    assert_all_same(contacts, settings, SPACE, drawn, demand)


def test_simple_contacts_leave_first():
    ranges = {key: RANGES[key] for key in ("seats.handling_time_seconds", "seats.take_up_share")} | SIMPLE
    contacts = contacts_of(15, 6, bexley=450_000, bromley=800_000)
    assert_all_same(contacts, SeatsSettings(), SPACE, drawn_of(ranges, 15, 7))


def test_one_authority_and_authorities_that_are_equal():
    drawn = drawn_of(RANGES, 8, 8)
    assert_all_same(contacts_of(8, 9, bexley=450_000), SeatsSettings(), SPACE, drawn)
    same = np.linspace(100_000, 500_000, 8)
    assert_all_same({"a": same, "b": same, "c": same}, SeatsSettings(), SPACE, drawn)


def test_targets_left_out():
    drawn = drawn_of({"seats.handling_time_seconds": (120, 480)}, 6, 10)
    contacts = contacts_of(6, 11, bexley=450_000, bromley=800_000)
    for settings in (
        SeatsSettings(occupancy_cap_share=1.0),
        SeatsSettings(service_level_share=0.0),
        SeatsSettings(service_level_share=0.0, occupancy_cap_share=1.0, answer_seconds_mean_max=15.0),
    ):
        assert_all_same(contacts, settings, SPACE, drawn)


def test_tiny_and_huge_traffic():
    # 40 million pooled: 4e7 / 253 x 1.25 x 1.2 x 0.07 x 480 / 1800 = 4,427 erlangs, 5,209 agents at 0.85; 1e-7 at least
    contacts = {"bexley": np.array([1e-3, 1.0, 500.0, 2e7]), "bromley": np.array([1e-3, 1e6, 1.0, 2e7])}
    found = assert_all_same(contacts, SeatsSettings(handling_time_seconds=480.0), SPACE, {})
    assert found.agents["pooled"][0] == 1
    assert found.agents["pooled"][3] == 5_209


def test_whole_day_in_two_half_hours():
    settings = SeatsSettings(opens="10:00", closes="11:00", busy_hour_share=1.0)
    contacts = contacts_of(3, 1, bexley=45_000)
    assert_all_same(contacts, settings, SPACE, drawn_of({"seats.peak_day_factor": (1, 2)}, 3, 1))
    found = seats.needed_each(contacts, settings, SPACE, {"seats.busy_hour_share": np.array([1.0, 0.9, 1.0])})
    assert found.refused.tolist() == [False, True, False]


def test_floor_and_rooms_on_every_basis():
    per_person = SPACE.model_copy(update={"floor_basis": "nia_per_person", "persons_per_workstation": 1.2})
    drawn = {"seats.floor_m2_per_workstation": np.array([10.0, 12.0]), "space.training_places": np.array([0.0, 10.0])}
    drawn["space.nia_over_gia_share"] = np.array([0.8, 0.9])
    contacts = {"bexley": np.array([450_000.0, 450_000.0])}
    bases = {"nia_per_workstation": (SPACE, [10, 12]), "nia_per_person": (per_person, [12, 14.4])}
    bases["gia_per_workstation"] = (SPACE.model_copy(update={"floor_basis": "gia_per_workstation"}), [8, 10.8])
    for space, expected in bases.values():
        found = seats.needed_each(contacts, SeatsSettings(), space, drawn)
        assert found.nia_m2_per_workstation == pytest.approx(expected)
        assert found.rooms_m2.tolist() == [0.0, 30.0]  # 10 places of 3 m²


def test_in_blocks_as_at_once(monkeypatch):
    contacts, drawn = contacts_of(40, 12, bexley=450_000, bromley=800_000), drawn_of(RANGES, 40, 13)
    drawn["seats.shrinkage_share"][[3, 39]] = 1.0
    at_once = seats.needed_each(contacts, SeatsSettings(), SPACE, drawn)
    monkeypatch.setattr(need, "HALF_HOURS_AT_ONCE", 7 * 2 * 3 * 20)  # seven draws
    monkeypatch.setattr(agents, "QUEUES_AT_ONCE", 5)
    monkeypatch.setattr(values, "CHECKED_AT_ONCE", 9)
    in_blocks = seats.needed_each(contacts, SeatsSettings(), SPACE, drawn)
    assert np.flatnonzero(in_blocks.refused).tolist() == [3, 39]
    for column in (*WHOLE, *REAL):
        for key, of_key in getattr(at_once, column).items():
            np.testing.assert_array_equal(getattr(in_blocks, column)[key], of_key)


def test_callers_who_give_up_are_worked_out_one_by_one():
    settings = SeatsSettings(queue="erlang-a", abandonment_share_max=0.05)
    ranges = {key: RANGES[key] for key in ("seats.handling_time_seconds", "seats.patience_seconds")}
    drawn = drawn_of(ranges, 4, 14) | {"seats.shrinkage_share": np.array([0.2, 1.0, 0.3, 0.4])}
    contacts = contacts_of(4, 15, bexley=45_000, bromley=80_000)
    found = seats.needed_each(contacts, settings, SPACE, drawn)
    assert not found.vectorised
    assert "erlang-a" in found.why
    assert found.asked_singly == 3
    assert found.refused.tolist() == [False, True, False, False]
    for draw in (0, 2, 3):
        assert_same(found, draw, alone(draw, contacts, settings, SPACE, drawn))


def test_a_target_met_to_the_last_digit_is_asked_singly():
    # The service level asked for is the one that 30 agents give in the busiest half-hour: a digit decides 30 or 31.
    settings = SeatsSettings(occupancy_cap_share=1.0)
    busiest = 450_000 / 253 * 1.2 * 1.25 * 0.07 * 240 / 1800
    level = erlang.measure(30, busiest, handling_time_seconds=240, answer_seconds=20).service_level_share
    contacts = {"bexley": np.array([450_000.0, 450_000.0])}
    drawn = {"seats.service_level_share": np.array([level, level - 1e-6])}
    found = assert_all_same(contacts, settings, SPACE, drawn)
    assert found.asked_singly == 1
    assert found.agents["now"][1] == 30


REFUSED = {
    "seats.shrinkage_share": (1.0, "seats.shrinkage_share: found 1.0; must be below 1 (a share, so 5 % is 0.05)"),
    "seats.handling_time_seconds": (0.0, "seats.handling_time_seconds: found 0.0; must be above 0 (seconds)"),
    "seats.answer_seconds": (math.nan, "seats.answer_seconds: found nan; write a number that is neither infinite"),
    "seats.support_workstations": (501.0, "seats.support_workstations: found 501; must be 500 or less"),
    "seats.busy_hour_share": (0.05, "the busiest hour holds 0.1 or more"),
    "seats.floor_m2_per_workstation": (5.0, "the Workplace Regulations (regulation 10)"),
    "seats.simple_handling_time_seconds": (60.0, "simple_contacts_share and simple_handling_time_seconds go together"),
    "seats.abandonment_share_max": (0.1, "nobody gives up under erlang-c"),
    "space.fallback_home_share": (0.2, "fallback_places does not name home"),
    "space.touch_down_workstations": (-1.0, "space.touch_down_workstations: found -1; must be 0 or more"),
    "space.ceiling_height_m": (1.5, "space.ceiling_height_m: found 1.5; must be 2 or more"),
    "seats.opens": (8.0, "seats.opens: found 8"),
}


@pytest.mark.parametrize("key", REFUSED)
def test_a_refused_draw_is_marked_with_its_reason(key):
    value, words = REFUSED[key]
    contacts = contacts_of(4, 16, bexley=450_000, bromley=800_000)
    stands = {**SeatsSettings().model_dump(), **SpaceSettings().model_dump()}[key.split(".")[1]]
    common = stands if isinstance(stands, float | int) else value
    drawn = {key: np.array([common, common, value, common], dtype=float)}
    found = seats.needed_each(contacts, SeatsSettings(), SpaceSettings(), drawn)
    every = common is value  # no value but the one refused can stand there
    assert found.refused.tolist() == [every, every, True, every]
    assert words in found.refused_why
    assert found.agents["pooled"][2] == found.workstations_now["bexley"][2] == 0
    assert all(math.isnan(figures[2]) for figures in (found.posts["now"], found.nia_m2_per_workstation))
    if not every:
        assert_same(found, 3, alone(3, contacts, SeatsSettings(), SpaceSettings(), drawn))


def test_contacts_that_cannot_be():
    contacts = {"bexley": np.array([1e5, 0.0, -3.0, np.nan, np.inf])}
    found = seats.needed_each(contacts, SeatsSettings(), SPACE, {})
    assert found.refused.tolist() == [False, True, True, True, True]
    assert found.refused_why == "bexley: contacts a year must be above 0 and finite"


def test_refused_are_those_that_needed_refuses():
    # Ranges wider than the settings allow, simple contacts slower than the mean, days that are too flat.
    ranges = {"seats.handling_time_seconds": (40, 300), "seats.busy_hour_share": (0.06, 0.3),
              "seats.floor_m2_per_workstation": (3, 12), "space.ceiling_height_m": (1.8, 4),
              "seats.contained_share": (-0.1, 0.5)} | SIMPLE  # fmt: skip
    contacts, drawn = contacts_of(120, 17, bexley=45_000), drawn_of(ranges, 120, 18)
    found = seats.needed_each(contacts, SeatsSettings(), SPACE, drawn)
    assert 30 < found.refused.sum() < 110
    for draw, refused in enumerate(found.refused):
        try:
            one = alone(draw, contacts, SeatsSettings(), SPACE, drawn)
        except (InputError, ValidationError):
            assert refused
        else:
            assert_same(found, draw, one)
            assert not refused


def test_what_is_wrong_whatever_is_drawn_is_raised():
    contacts = {"bexley": np.array([1e5, 2e5])}
    outside = seats.Demand(half_hours=frame([("bexley", "weekday", "07:00", 1.0)], of=("authority", "day", "starts",
                                                                                      "share")))  # fmt: skip
    with pytest.raises(InputError, match="07:00 lie outside weekday opening"):
        seats.needed_each(contacts, SeatsSettings(), SPACE, {"seats.shrinkage_share": np.array([0.1, 1.0])}, outside)
    with pytest.raises(InputError, match="no authority is given"):
        seats.needed_each({}, SeatsSettings(), SPACE, {})
    with pytest.raises(InputError, match="stands for every authority"):
        seats.needed_each({"all": np.array([1.0])}, SeatsSettings(), SPACE, {})
    with pytest.raises(KeyError, match=r"costs\.rent"):
        seats.needed_each(contacts, SeatsSettings(), SPACE, {"costs.rent": np.array([1.0, 2.0])})
    with pytest.raises(KeyError, match=r"seats\.shrinkage"):
        seats.needed_each(contacts, SeatsSettings(), SPACE, {"seats.shrinkage": np.array([1.0, 2.0])})
    with pytest.raises(ValueError, match="for 2 draws"):
        seats.needed_each(contacts, SeatsSettings(), SPACE, {"seats.shrinkage_share": np.array([0.1])})
    with pytest.raises(ValueError, match="not 2 values for every authority"):
        seats.needed_each(contacts | {"z": np.array([1.0])}, SeatsSettings(), SPACE, {})


def test_no_draws():
    found = seats.needed_each({"bexley": np.array([])}, SeatsSettings(), SPACE, {"seats.shrinkage_share": np.array([])})
    assert len(found.agents["pooled"]) == len(found.refused) == 0
    assert found.refused_why == ""


def test_fewest_agents_of_round_figures():
    # Whole erlangs against caps that divide them: 17 under 0.85 take 20 agents, and one slip in a digit makes it 21.
    grid = [
        (traffic, handling, level, seconds, wait, cap)
        for traffic in (0.0, 1e-12, 0.5, 1.0, 2.999999999999, 16.0, 17.0, 17.000000001, 34.0, 85.0, 250.0)
        for handling in (60.0, 240.0)
        for level, wait in ((0.8, np.inf), (0.9999, np.inf), (0.0, 19.0), (0.8, 3.0))
        for seconds in (0.0, 20.0)
        for cap in (0.5, 0.8, 0.85, 1.0)
    ]
    found, close = fewest_each(Queues(*(np.array(column) for column in zip(*grid, strict=True))))
    assert not close.any()
    for (traffic, handling, level, seconds, wait, cap), number in zip(grid, found, strict=True):
        asked = staffing.Targets(
            service_level_share=level or None,
            answer_seconds=seconds,
            answer_seconds_mean_max=None if wait == np.inf else wait,
            abandonment_share_max=None,
            occupancy_cap_share=cap if cap < 1 else None,
            patience_seconds=None,
        )
        assert number == staffing.fewest(traffic, handling, asked).agents


def test_a_mean_wait_met_exactly_is_close():
    # Two agents at 1 erlang: a third of contacts wait, 60 s over 1 agent to spare on average, 20 s of all contacts.
    asked = (np.array([figure, figure]) for figure in (1.0, 60.0, 0.0, 0.0))
    _, close = fewest_each(Queues(*asked, np.array([20.0, 20.1]), np.ones(2)))
    assert close.tolist() == [True, False]


def test_a_cap_met_to_its_slack_is_close():
    # 20 agents under 0.85 may be 17 erlangs busy and a billionth more: at that edge a digit decides 20 or 21.
    traffic = np.array([17 * (1 + 1e-9), 17.0, 17.001])
    others = (np.full(3, figure) for figure in (240.0, 0.0, 0.0, np.inf, 0.85))
    found, close = fewest_each(Queues(traffic, *others))
    assert close.tolist() == [True, False, False]
    assert found[1:].tolist() == [20, 21]


def test_agents_shared_out_as_by_one():
    rng = np.random.default_rng(19)
    counts = {name: rng.uniform(1, 100, 300) for name in ("a", "b", "c")}
    counts["b"][:100] = counts["a"][:100]  # remainders that tie
    counts["c"][:50] = counts["a"][:50]
    split, close = desks.shared_out(rng.integers(0, 200, 300), counts)
    rng = np.random.default_rng(19)
    for _ in counts:
        rng.uniform(1, 100, 300)
    number = rng.integers(0, 200, 300)
    assert not close.any()
    for draw in range(300):
        one = operations.shared_out(int(number[draw]), {name: float(n[draw]) for name, n in counts.items()})
        assert {name: int(of_name[draw]) for name, of_name in split.items()} == one


def test_remainders_that_differ_in_a_binary_fraction_are_equal():
    # 0.1 + 0.2 is a little more than 0.3 in binary; of equals the first is served first all the same.
    split, close = desks.shared_out(np.array([11]), {"a": np.array([0.3]), "b": np.array([0.1 + 0.2])})
    assert {name: int(n[0]) for name, n in split.items()} == {"a": 6, "b": 5}
    assert not close.any()


def test_remainders_that_nine_digits_hardly_tell_apart_are_close():
    # 11 agents over counts that differ by 1 in 10^9: remainders 0.5 less and more 2.75e-9.
    _, close = desks.shared_out(np.array([11, 11]), {"a": np.array([1.0, 1.0]), "b": np.array([1 + 1e-9, 1.1])})
    assert close.tolist() == [True, False]


def test_workstations_held_by_floors_of_many_draws():
    rng = np.random.default_rng(20)
    per = np.concatenate([rng.uniform(4, 14, 40), np.array([8.8, 9.6, 10.1, 0.1 + 0.2])])
    # Whole numbers of workstations, where a binary fraction would lose one, areas between, and rooms beyond the area.
    areas = np.concatenate([per[:20] * np.arange(1, 21), rng.uniform(0, 3_000, 20), [0.0]])[:, None]
    for rooms in (np.zeros(len(per)), np.full(len(per), 55.0), rng.uniform(0, 3_000, len(per))):
        held = seats.workstations_held_each(areas, per, rooms)
        assert held.shape == (41, 44)
        for site in range(41):
            for draw in range(44):
                one = seats.workstations_held(float(areas[site, 0]), float(per[draw]), float(rooms[draw]))
                assert held[site, draw] == one
    # 61.6 / 8.8 is 6.999999999999999 in binary: seven, all the same
    assert seats.workstations_held_each(np.array([61.6]), np.array([8.8])).tolist() == [7]

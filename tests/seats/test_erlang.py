"""Erlang C against published values, fractions worked by hand and bounds that must hold."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feasibility.scenario.seats import SeatsSettings
from feasibility.seats import erlang, staffing
from feasibility.seats.demand import rostered
from feasibility.seats.staffing import Targets

# pyworkforce 0.1.0 and R ErlangC 0.1.0: 100 calls in 30 minutes of 180 s: 200 an hour x 180 / 3600 = 10 erlangs.
PUBLISHED = {"handling_time_seconds": 180.0, "answer_seconds": 20.0}


def asked(**changes) -> Targets:
    nothing = dict.fromkeys(
        ("service_level_share", "answer_seconds_mean_max", "abandonment_share_max", "occupancy_cap_share",
         "patience_seconds")
    )  # fmt: skip
    return Targets(**{**nothing, "answer_seconds": 20.0, **changes})


EIGHTY_TWENTY = asked(service_level_share=0.8)


def test_published_case_of_fourteen_agents():
    assert erlang.traffic(200, 180) == 10
    found = erlang.measure(14, 10, **PUBLISHED)
    assert found.waiting_share == pytest.approx(0.1741319335950498, abs=1e-15)
    assert 1 - found.waiting_share == pytest.approx(0.8258681, abs=5e-8)
    assert found.service_level_share == pytest.approx(0.8883500191794669, abs=1e-15)
    assert found.occupancy_share == pytest.approx(0.7142857142857143, abs=1e-15)
    assert found.answer_seconds_mean == pytest.approx(7.83593701177724, abs=1e-12)
    assert found.abandonment_share == 0


def test_published_case_needs_fourteen_at_work_and_twenty_on_the_roster():
    needed = staffing.fewest(10.0, 180.0, asked(service_level_share=0.8, occupancy_cap_share=0.85))
    # 10 / 0.85 = 11.76: twelve would do for the occupancy cap, so the service level sets fourteen
    assert (needed.agents, needed.binding) == (14, "service level")
    assert staffing.fewest(10.0, 180.0, asked(occupancy_cap_share=0.85)).agents == 12
    # 14 / (1 - 0.3) = 20 people; the seats stay fourteen
    assert rostered(needed.agents, 0.3) == 20


@pytest.mark.parametrize(
    ("agents", "wait_share", "reached", "digits"),
    [
        (11, 0.6821182, 0.3896138, 7),
        (12, 0.4493882243, 0.6401580404, 10),
        (13, 0.2852704530, 0.7955947884, 10),
    ],
)
def test_published_cases_of_fewer_agents(agents, wait_share, reached, digits):
    found = erlang.measure(agents, 10, **PUBLISHED)
    assert round(found.waiting_share, digits) == wait_share
    assert round(found.service_level_share, digits) == reached


@pytest.mark.parametrize(
    ("agents", "traffic", "fraction"),
    [(1, 0.37, 0.37), (2, 1, 1 / 3), (3, 2, 4 / 9), (5, 4, 128 / 231)],
)
def test_exact_fractions_of_erlang_c(agents, traffic, fraction):
    assert erlang.waiting(agents, traffic) == pytest.approx(fraction, rel=1e-15)


@pytest.mark.parametrize(("agents", "traffic", "fraction"), [(0, 5, 1), (2, 1, 1 / 5), (3, 2, 4 / 19)])
def test_exact_fractions_of_erlang_b(agents, traffic, fraction):
    assert erlang.blocking(agents, traffic) == pytest.approx(fraction, rel=1e-15)


def test_case_of_fifty_five_agents():
    # 360 calls in 30 minutes of 240 s: 720 x 240 / 3600 = 48 erlangs; target 15 s
    assert erlang.traffic(720, 240) == 48
    found = erlang.measure(55, 48, handling_time_seconds=240, answer_seconds=15)
    assert round(found.occupancy_share, 4) == 0.8727
    assert round(found.waiting_share, 10) == 0.2387009364
    assert round(found.service_level_share, 10) == 0.8458830922
    assert round(found.answer_seconds_mean, 6) == 8.184032


def test_no_wait_for_nine_in_ten_takes_six_agents():
    # 30 calls an hour of 300 s: 2.5 erlangs; a target of 0 s is the share that does not wait at all
    assert round(erlang.waiting(6, 2.5), 7) == 0.0474448
    assert staffing.fewest(2.5, 300.0, asked(service_level_share=0.9, answer_seconds=0.0)).agents == 6


def test_case_of_fifty_agents_at_forty_eight_erlangs():
    # 48 calls a minute of 60 s
    found = erlang.measure(50, 48, handling_time_seconds=60, answer_seconds=20)
    assert round(found.waiting_share, 7) == 0.6944556
    assert round(found.answer_seconds_mean, 2) == 20.83


AGENTS = {
    5: (8, 8, 8), 10: (14, 14, 14), 15: (19, 19, 19), 20: (24, 25, 25), 25: (30, 30, 30), 30: (35, 35, 36),
    40: (45, 46, 46), 50: (56, 56, 57), 75: (82, 82, 83), 100: (107, 108, 108),
}  # fmt: skip


@pytest.mark.parametrize("traffic", AGENTS)
def test_agents_for_eighty_in_twenty_at_three_handling_times(traffic):
    found = tuple(staffing.fewest(float(traffic), seconds, EIGHTY_TWENTY).agents for seconds in (180.0, 240.0, 300.0))
    assert found == AGENTS[traffic]


@pytest.mark.parametrize(
    ("each", "apart", "pooled", "binding"),
    # 300 s, 80 in 20 and a cap of 85 %, contacts in half an hour. 60 of them are 60 x 300 / 1800 = 10 erlangs.
    # 120 + 160 are 46.7 erlangs: 46.7 / 0.85 = 54.9 -> 55, which the cap sets; 46.7 without it asks for fewer.
    [((60, 80), (14, 18), 28, "service level"), ((120, 160), None, 55, "occupancy cap"), ((30, 40), None, 16, None)],
)
def test_pooling_of_three_pairs_of_centres(each, apart, pooled, binding):
    targets = asked(service_level_share=0.8, occupancy_cap_share=0.85)
    alone = tuple(staffing.fewest(n * 300 / 1800, 300.0, targets).agents for n in each)
    together = staffing.fewest(sum(each) * 300 / 1800, 300.0, targets)
    assert sum(alone) == {28: 32, 55: 57, 16: 18}[pooled]
    assert apart is None or alone == apart
    assert together.agents == pooled
    assert binding is None or together.binding == binding


def test_too_few_agents_never_catch_up():
    found = erlang.measure(10, 10, **PUBLISHED)
    assert (found.waiting_share, found.service_level_share, found.answer_seconds_mean) == (1, 0, math.inf)
    assert erlang.measure(9, 10, **PUBLISHED).occupancy_share == 1


def test_no_traffic_needs_nobody():
    needed = staffing.fewest(0.0, 180.0, asked(service_level_share=0.8, occupancy_cap_share=0.85))
    assert (needed.agents, needed.binding) == (0, "no contacts")
    assert (needed.performance.occupancy_share, needed.performance.answer_seconds_mean) == (0, 0)


def test_every_contact_in_time_is_refused():
    with pytest.raises(ValueError, match="below 1"):
        staffing.fewest(10.0, 180.0, asked(service_level_share=1.0))


def test_thousands_of_agents_stay_finite():
    # square-root rule: 5,000 erlangs need 5,000 and a small multiple of sqrt(5,000) = 71 agents
    needed = staffing.fewest(5000.0, 180.0, EIGHTY_TWENTY).agents
    assert 5000 < needed < 5071
    assert 0 < erlang.waiting(needed, 5000) < 1
    # far from its traffic the share underflows to nothing, not to an error
    assert erlang.waiting(5000, 10) == 0


def test_occupancy_cap_forgives_binary_fractions_only():
    capped = asked(occupancy_cap_share=0.85)
    # 0.85 x 20 = 17 exactly in decimals: twenty agents, not twenty-one
    assert staffing.fewest(17.0, 180.0, capped).agents == 20
    assert staffing.fewest(17.001, 180.0, capped).agents == 21
    # a cap of 0.999 on 17 erlangs: 17 / 0.999 = 17.02 -> 18
    assert staffing.fewest(17.0, 180.0, asked(occupancy_cap_share=0.999)).agents == 18


def test_answer_speed_binds_where_it_is_the_stricter():
    # 10 erlangs of 180 s: 14 agents wait 7.84 s on average; 13 wait C x 180 / 3 = 0.28527 x 60 = 17.1 s
    slack = asked(service_level_share=0.8, answer_seconds_mean_max=8.0)
    assert (staffing.fewest(10.0, 180.0, slack).agents, staffing.fewest(10.0, 180.0, slack).binding) == (
        14, "service level",
    )  # fmt: skip
    # 15 agents: 3.7 s; a target of 5 s takes one agent more than the service level
    strict = staffing.fewest(10.0, 180.0, asked(service_level_share=0.8, answer_seconds_mean_max=5.0))
    assert (strict.agents, strict.binding) == (15, "answer speed")
    alone = staffing.fewest(10.0, 180.0, asked(answer_seconds_mean_max=17.2))
    assert (alone.agents, alone.binding) == (13, "answer speed")


def test_without_a_target_agents_must_keep_up():
    needed = staffing.fewest(10.0, 180.0, asked())
    assert (needed.agents, needed.binding) == (11, "traffic")


def test_targets_of_the_settings_are_asked_for_only_where_they_are_set():
    assert staffing.targets(SeatsSettings()) == asked(service_level_share=0.8, occupancy_cap_share=0.85)
    free = SeatsSettings(service_level_share=0.0, occupancy_cap_share=1.0, answer_seconds_mean_max=30.0)
    assert staffing.targets(free) == asked(answer_seconds_mean_max=30.0)
    gives_up = SeatsSettings(queue="erlang-a", patience_seconds=120.0, abandonment_share_max=0.05)
    assert staffing.targets(gives_up) == asked(
        service_level_share=0.8, occupancy_cap_share=0.85, patience_seconds=120.0, abandonment_share_max=0.05
    )


@settings(deadline=None)
@given(st.floats(0.01, 400), st.integers(1, 450))
def test_one_agent_more_never_makes_waiting_worse(traffic, agents):
    assert 0 <= erlang.waiting(agents + 1, traffic) <= erlang.waiting(agents, traffic) <= 1


@settings(deadline=None)
@given(
    st.floats(0.01, 300), st.floats(30, 900), st.floats(0, 120), st.floats(0.01, 0.99), st.floats(0.3, 0.99),
    st.floats(0.5, 600), st.one_of(st.none(), st.floats(5, 2000)),
)  # fmt: skip
def test_agents_needed_are_the_fewest_that_meet_every_target(
    traffic, handling, answer, share, cap, mean_wait, patience
):
    targets = asked(
        service_level_share=share, answer_seconds=answer, occupancy_cap_share=cap, answer_seconds_mean_max=mean_wait,
        patience_seconds=patience,
    )  # fmt: skip
    needed = staffing.fewest(traffic, handling, targets)

    def met(agents: int) -> bool:
        found = staffing.measure(agents, traffic, handling, targets)
        return (
            found.service_level_share >= share
            and found.occupancy_share <= cap * (1 + 1e-9)
            and found.answer_seconds_mean <= mean_wait
        )

    assert met(needed.agents)
    assert not met(needed.agents - 1)

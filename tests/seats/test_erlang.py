"""Erlang's formulae against published values, fractions worked by hand and bounds that must hold."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feasibility.seats import erlang
from feasibility.seats.demand import rostered

# pyworkforce 0.1.0 and R ErlangC 0.1.0: 100 calls in 30 minutes of 180 s: 200 an hour x 180 / 3600 = 10 erlangs.
PUBLISHED = {"handling_time_seconds": 180.0, "answer_seconds": 20.0}


def test_published_case_of_fourteen_agents():
    assert erlang.traffic(200, 180) == 10
    assert erlang.waiting(14, 10) == pytest.approx(0.1741319335950498, abs=1e-15)
    assert 1 - erlang.waiting(14, 10) == pytest.approx(0.8258681, abs=5e-8)
    assert erlang.service_level(14, 10, **PUBLISHED) == pytest.approx(0.8883500191794669, abs=1e-15)
    assert erlang.occupancy(14, 10) == pytest.approx(0.7142857142857143, abs=1e-15)
    assert erlang.answer_seconds_mean(14, 10, handling_time_seconds=180) == pytest.approx(7.83593701177724, abs=1e-12)


def test_published_case_needs_fourteen_at_work_and_twenty_on_the_roster():
    needed = erlang.agents_for_service_level(10, service_level_share=0.8, **PUBLISHED)
    # 10 / 0.85 = 11.76: twelve would do for the occupancy cap, so the service level sets fourteen
    assert (needed, erlang.agents_for_occupancy(10, 0.85)) == (14, 12)
    # 14 / (1 - 0.3) = 20 people; the seats stay fourteen
    assert rostered(needed, 0.3) == 20


@pytest.mark.parametrize(
    ("agents", "wait_share", "reached", "digits"),
    [
        (11, 0.6821182, 0.3896138, 7),
        (12, 0.4493882243, 0.6401580404, 10),
        (13, 0.2852704530, 0.7955947884, 10),
    ],
)
def test_published_cases_of_fewer_agents(agents, wait_share, reached, digits):
    assert round(erlang.waiting(agents, 10), digits) == wait_share
    assert round(erlang.service_level(agents, 10, **PUBLISHED), digits) == reached


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
    assert round(erlang.occupancy(55, 48), 4) == 0.8727
    assert round(erlang.waiting(55, 48), 10) == 0.2387009364
    assert round(erlang.service_level(55, 48, handling_time_seconds=240, answer_seconds=15), 10) == 0.8458830922
    assert round(erlang.answer_seconds_mean(55, 48, handling_time_seconds=240), 6) == 8.184032


def test_no_wait_for_nine_in_ten_takes_six_agents():
    # 30 calls an hour of 300 s: 2.5 erlangs; a target of 0 s is the share that does not wait at all
    assert round(erlang.waiting(6, 2.5), 7) == 0.0474448
    needed = erlang.agents_for_service_level(2.5, handling_time_seconds=300, answer_seconds=0, service_level_share=0.9)
    assert needed == 6


def test_case_of_fifty_agents_at_forty_eight_erlangs():
    # 48 calls a minute of 60 s
    assert round(erlang.waiting(50, 48), 7) == 0.6944556
    assert round(erlang.answer_seconds_mean(50, 48, handling_time_seconds=60), 2) == 20.83


EIGHTY_TWENTY = {
    5: (8, 8, 8), 10: (14, 14, 14), 15: (19, 19, 19), 20: (24, 25, 25), 25: (30, 30, 30), 30: (35, 35, 36),
    40: (45, 46, 46), 50: (56, 56, 57), 75: (82, 82, 83), 100: (107, 108, 108),
}  # fmt: skip


@pytest.mark.parametrize("traffic", EIGHTY_TWENTY)
def test_agents_for_eighty_in_twenty_at_three_handling_times(traffic):
    found = tuple(
        erlang.agents_for_service_level(
            traffic, handling_time_seconds=seconds, answer_seconds=20, service_level_share=0.8
        )
        for seconds in (180.0, 240.0, 300.0)
    )
    assert found == EIGHTY_TWENTY[traffic]


def test_too_few_agents_never_catch_up():
    assert erlang.waiting(10, 10) == 1
    assert erlang.service_level(10, 10, **PUBLISHED) == 0
    assert erlang.answer_seconds_mean(10, 10, handling_time_seconds=180) == math.inf
    assert erlang.occupancy(9, 10) == 1


def test_no_traffic_needs_nobody():
    assert erlang.agents_for_service_level(0, service_level_share=0.8, **PUBLISHED) == 0
    assert erlang.agents_for_occupancy(0, 0.85) == 0
    assert (erlang.occupancy(0, 0), erlang.answer_seconds_mean(0, 0, handling_time_seconds=180)) == (0, 0)


def test_every_contact_in_time_is_refused():
    with pytest.raises(ValueError, match="below 1"):
        erlang.agents_for_service_level(10, service_level_share=1.0, **PUBLISHED)


def test_thousands_of_agents_stay_finite():
    # square-root rule: 5,000 erlangs need 5,000 and a small multiple of sqrt(5,000) = 71 agents
    needed = erlang.agents_for_service_level(5000, service_level_share=0.8, **PUBLISHED)
    assert 5000 < needed < 5071
    assert 0 < erlang.waiting(needed, 5000) < 1
    # far from its traffic the share underflows to nothing, not to an error
    assert erlang.waiting(5000, 10) == 0


def test_occupancy_cap_forgives_binary_fractions_only():
    # 0.85 x 20 = 17 exactly in decimals: twenty agents, not twenty-one
    assert erlang.agents_for_occupancy(17, 0.85) == 20
    assert erlang.agents_for_occupancy(17.001, 0.85) == 21
    assert erlang.agents_for_occupancy(17, 1.0) == 17


@settings(deadline=None)
@given(st.floats(0.01, 400), st.integers(1, 450))
def test_one_agent_more_never_makes_waiting_worse(traffic, agents):
    assert 0 <= erlang.waiting(agents + 1, traffic) <= erlang.waiting(agents, traffic) <= 1


@settings(deadline=None)
@given(st.floats(0.01, 300), st.floats(30, 900), st.floats(0, 120), st.floats(0.01, 0.99))
def test_agents_needed_is_the_fewest_that_meet_the_target(traffic, handling, answer, share):
    times = {"handling_time_seconds": handling, "answer_seconds": answer}
    needed = erlang.agents_for_service_level(traffic, service_level_share=share, **times)
    assert erlang.service_level(needed, traffic, **times) >= share
    assert erlang.service_level(needed - 1, traffic, **times) < share

"""Erlang A against published values, an independent chain of states, and Erlang C at its limit."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.linalg import expm

from feasibility.seats import erlang, erlang_a, staffing
from feasibility.seats.demand import rostered
from tests.seats.test_erlang import asked


def measure(agents, traffic, handling, patience, answer=20.0):
    return erlang_a.measure(
        agents, traffic, handling_time_seconds=handling, patience_seconds=patience, answer_seconds=answer
    )


def test_published_case_of_thirteen_agents():
    # pyworkforce development guide: 100 calls in 30 minutes of 3 minutes, patience of 5 minutes, 13 agents
    found = measure(13, 10.0, 180.0, 300.0)
    assert round(found.waiting_share, 7) == 0.2257971
    assert round(found.abandonment_share, 7) == 0.0249633
    assert round(found.occupancy_share, 7) == 0.7500282
    assert round(found.answer_seconds_mean / 60, 7) == 0.1248165
    # 13 / (1 - 0.3) = 18.6 -> 19 on the roster
    assert rostered(13, 0.3) == 19


def test_published_case_of_fifty_agents():
    # Gans, Koole and Mandelbaum (2003): 48 calls a minute of a minute, patience of two; given as 3.1 % and 3.7 s
    found = measure(50, 48.0, 60.0, 120.0)
    assert round(found.abandonment_share * 100, 4) == 3.0912
    assert round(found.answer_seconds_mean, 3) == 3.709
    assert round(found.occupancy_share, 6) == 0.930324


def test_fewest_agents_where_one_in_twenty_may_give_up():
    # The study's busy hour at 240 s: Bromley 44.27, Bexley 24.90 and both 69.17 erlangs; patience 180 s
    targets = asked(abandonment_share_max=0.05, patience_seconds=180.0)
    hours = [n / 253 * 1.25 * 1.2 * 0.14 for n in (800_000, 450_000, 1_250_000)]
    found = [staffing.fewest(n * 240 / 3600, 240.0, targets) for n in hours]
    assert [x.agents for x in found] == [46, 28, 70]
    assert {x.binding for x in found} == {"abandonment"}


def chain(agents: int, traffic: float, handling: float, patience: float, answer: float) -> dict[str, float]:
    """The same figures from the chain of states itself, cut off where nobody ever waits, times in seconds."""
    states = np.arange(agents + 400)
    service, leave, arrive = 1 / handling, 1 / patience, traffic / handling
    death = np.minimum(states, agents) * service + np.maximum(states - agents, 0) * leave
    weight = np.concatenate([[1.0], np.cumprod(arrive / death[1:])])
    held = weight / weight.sum()
    # A contact that finds j waiting: j + 1 departures ahead of it stand between it and an agent, unless it gives up.
    depth = 120
    rates = np.zeros((depth + 2, depth + 2))
    for j in range(depth + 1):
        ahead = agents * service + j * leave
        rates[j, j], rates[j, j - 1 if j else depth + 1] = -(ahead + leave), ahead
    served = expm(rates * answer)[: depth + 1, depth + 1]
    queue = np.maximum(states - agents, 0)
    return {
        "waiting_share": held[agents:].sum(),
        "abandonment_share": leave * (held * queue).sum() / arrive,
        "service_level_share": held[:agents].sum() + (held[agents : agents + depth + 1] * served).sum(),
        "occupancy_share": (held * np.minimum(states, agents)).sum() / agents,
    }


@pytest.mark.parametrize(
    "case",
    # enough agents; exactly the traffic; overloaded; impatient; patient; a long target; a single agent
    [(13, 10.0, 180.0, 300.0, 20.0), (10, 10.0, 240.0, 120.0, 20.0), (8, 10.0, 240.0, 60.0, 30.0),
     (10, 9.0, 300.0, 5.0, 10.0), (12, 10.0, 180.0, 3000.0, 60.0), (10, 9.5, 60.0, 90.0, 600.0),
     (1, 0.8, 200.0, 100.0, 15.0)],
)  # fmt: skip
def test_every_figure_is_that_of_the_chain_of_states(case):
    found = measure(*case)
    for name, value in chain(*case).items():
        assert getattr(found, name) == pytest.approx(value, abs=1e-10), name
    assert found.answer_seconds_mean == pytest.approx(found.abandonment_share * case[3], rel=1e-12)


def test_nobody_at_work_answers_nobody():
    found = measure(0, 3.0, 240.0, 180.0)
    assert found.waiting_share == pytest.approx(1)
    assert found.abandonment_share == pytest.approx(1)
    assert (found.service_level_share, found.answer_seconds_mean) == (pytest.approx(0), pytest.approx(180))


def test_no_traffic_and_far_too_many_agents():
    assert measure(5, 0.0, 240.0, 180.0) == erlang.NO_TRAFFIC
    # the chance that 5,000 agents are all busy at 10 erlangs is below any number: nobody waits
    assert measure(5000, 10.0, 240.0, 180.0).service_level_share == 1


def test_thousands_of_agents():
    targets = asked(service_level_share=0.8, patience_seconds=180.0)
    needed = staffing.fewest(5000.0, 240.0, targets)
    # With so many agents waits hardly vary: 5,000 x exp(-20 / 180) = 4,474 agents let nearly everybody wait 20 s, and a
    # tenth gives up. A service level alone hides that; Erlang C asks for more than the traffic.
    assert 4474 < needed.agents < 5000 < staffing.fewest(5000.0, 240.0, asked(service_level_share=0.8)).agents
    assert 0.08 < needed.performance.abandonment_share < 0.11
    overloaded = measure(2500, 5000.0, 240.0, 180.0)
    # half the traffic cannot be handled, so half give up, and every agent is busy
    assert overloaded.abandonment_share == pytest.approx(0.5, abs=1e-6)
    assert overloaded.occupancy_share == pytest.approx(1, abs=1e-6)


@settings(deadline=None, max_examples=60)
@given(st.floats(0.1, 100), st.integers(1, 30), st.floats(30, 900), st.floats(0, 120))
def test_long_patience_gives_erlang_c(traffic, spare, handling, answer):
    agents = int(traffic) + 1 + spare
    patient = erlang.measure(agents, traffic, handling_time_seconds=handling, answer_seconds=answer)
    found = measure(agents, traffic, handling, 1e9, answer)
    assert found.waiting_share == pytest.approx(patient.waiting_share, rel=1e-4, abs=1e-9)
    assert found.service_level_share == pytest.approx(patient.service_level_share, rel=1e-4)
    assert found.answer_seconds_mean == pytest.approx(patient.answer_seconds_mean, rel=1e-3, abs=1e-9)
    assert found.abandonment_share < 1e-5


@settings(deadline=None, max_examples=60)
@given(st.floats(0.1, 150), st.integers(0, 160), st.floats(30, 900), st.floats(1, 3000), st.floats(0, 300))
def test_shares_are_shares_and_one_agent_more_never_serves_worse(traffic, agents, handling, patience, answer):
    fewer, more = (measure(n, traffic, handling, patience, answer) for n in (agents, agents + 1))
    for found in (fewer, more):
        shares = (found.waiting_share, found.abandonment_share, found.service_level_share, found.occupancy_share)
        assert all(-1e-12 <= share <= 1 + 1e-9 for share in shares)
        # who is answered in time is not lost, and who does not wait is answered in time
        assert found.service_level_share + found.abandonment_share <= 1 + 1e-9
        assert found.service_level_share >= 1 - found.waiting_share - 1e-9
    assert more.service_level_share >= fewer.service_level_share - 1e-9
    assert more.abandonment_share <= fewer.abandonment_share + 1e-9
    assert more.waiting_share <= fewer.waiting_share + 1e-9

"""Erlang C held against pyworkforce, which staffs contact centres from the same inputs.

It is no part of the test extra, because it brings a solver of its own (ortools); install it to run this. Version 0.5.1,
the last for Python 3.11, has no Erlang A.
"""

import itertools
import math

import pytest

from feasibility.seats import erlang, staffing
from feasibility.seats.demand import rostered
from feasibility.seats.staffing import Targets

queuing = pytest.importorskip("pyworkforce.queuing", reason="pyworkforce is not installed")

pytestmark = pytest.mark.benchmark

CONTACTS = (10, 60, 100, 187, 332, 519, 1000)
HANDLING_MINUTES = (2.0, 3.0, 4.0, 5.0, 6.0)
TARGETS = tuple(itertools.product((0.7, 0.8, 0.9), (10.0, 20.0, 60.0), (0.75, 0.85, 1.0)))
INTERVAL_MINUTES = 30.0
SHRINKAGE = 0.3


def cases():
    return itertools.product(CONTACTS, HANDLING_MINUTES, TARGETS)


def peer(contacts: float, handling_minutes: float, answer_seconds: float):
    return queuing.ErlangC(
        transactions=contacts,
        aht=handling_minutes,
        interval=INTERVAL_MINUTES,
        asa=answer_seconds / 60,
        shrinkage=SHRINKAGE,
    )


def test_as_many_agents_for_the_same_service_and_cap():
    differ, compared = {}, 0
    for contacts, minutes, (share, seconds, cap) in cases():
        asked = Targets(share, seconds, None, None, cap if cap < 1 else None, None)
        ours = staffing.fewest(contacts * minutes / INTERVAL_MINUTES, minutes * 60, asked).agents
        theirs = peer(contacts, minutes, seconds).required_positions(service_level=share, max_occupancy=cap)
        # 21 / 0.7 is 30 people; in binary fractions it is a hair above, and the peer rosters 31
        people = rostered(ours, SHRINKAGE) + (ours % 7 == 0 and ours / (1 - SHRINKAGE) > ours * 10 // 7)
        if (theirs["raw_positions"], theirs["positions"]) != (ours, people):
            differ[contacts, minutes, share, seconds, cap] = (theirs, ours, people)
        compared += 1
    assert compared == 945
    assert differ == {}


def test_the_same_waits_service_level_and_occupancy():
    compared = 0
    for contacts, minutes in itertools.product(CONTACTS, HANDLING_MINUTES):
        traffic = contacts * minutes / INTERVAL_MINUTES
        for agents, seconds in itertools.product((1, 3, 8), (10.0, 20.0, 60.0)):
            positions = math.floor(traffic) + agents
            found = erlang.measure(positions, traffic, handling_time_seconds=minutes * 60, answer_seconds=seconds)
            theirs = peer(contacts, minutes, seconds)
            assert theirs.waiting_probability(positions=positions) == pytest.approx(found.waiting_share, rel=1e-9)
            assert theirs.service_level(positions=positions) == pytest.approx(found.service_level_share, abs=1e-9)
            assert theirs.achieved_occupancy(positions=positions) == pytest.approx(found.occupancy_share, rel=1e-12)
            compared += 1
    assert compared == 315

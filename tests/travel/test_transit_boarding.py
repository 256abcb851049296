"""Lines in common and waits."""

import numpy as np
import pytest

from feasibility.travel.transit.boarding import boardings, cost
from feasibility.travel.transit.rides import rides
from feasibility.travel.transit.value import Rides, Runs
from tests.travel.transit_worlds import PLAIN


def choice(*lines, rail=False):
    """Lines as (minutes on board, vehicles an hour) between one pair of stops."""
    count = len(lines)
    ridden = Rides(
        call=np.arange(count), start=np.zeros(count, int), end=np.ones(count, int), rail=np.full(count, rail),
        minutes=np.array([minutes for minutes, _ in lines], float), km=np.full(count, 2.0),
    )  # fmt: skip
    return boardings(ridden, np.array([often for _, often in lines], float), PLAIN)


def expected(found):
    return 30 / 60 * found.headway_minutes[0] + found.minutes[0]


def test_one_line_waits_half_its_headway():
    found = choice((10, 6))
    assert found.headway_minutes[0] == pytest.approx(10)
    assert expected(found) == pytest.approx(15)  # 5 + 10


def test_lines_in_common_are_taken_as_they_come():
    # (30 + 6 x 10 + 6 x 12) / 12 = 13.5, less than the 15 of the first alone.
    found = choice((10, 6), (12, 6))
    assert found.rides[0] == 2
    assert expected(found) == pytest.approx(13.5)
    assert found.minutes[0] == pytest.approx(11)
    assert found.headway_minutes[0] == pytest.approx(5)


def test_a_slow_line_is_let_pass():
    # With it (30 + 60 + 120) / 12 = 17.5; without it 15.
    found = choice((10, 6), (20, 6))
    assert found.rides[0] == 1
    assert expected(found) == pytest.approx(15)


def test_a_rare_fast_line_is_waited_for_only_beside_a_frequent_one():
    # Alone, once in two hours: 60 + 10. With the slow one: (30 + 0.5 x 10 + 6 x 20) / 6.5 = 23.8.
    assert expected(choice((10, 0.5), (20, 6))) == pytest.approx(155 / 6.5)


def test_a_line_that_does_not_run_counts_for_nothing():
    assert expected(choice((5, 0), (10, 6))) == pytest.approx(15)
    assert len(choice((5, 0)).start) == 0


def test_too_seldom_is_no_service():
    assert len(choice((10, 0.5)).start) == 1  # every 120 minutes, the most allowed
    assert len(choice((10, 0.4)).start) == 0


def test_what_a_boarding_costs():
    bus, train = choice((10, 3)), choice((10, 3), rail=True)
    first, later = cost(bus, PLAIN, first=True), cost(bus, PLAIN, first=False)
    # Half of 20, 2 of reliability, 10 on board; after a change 3 more; on a bad day the whole 20.
    assert (first.minutes[0], later.minutes[0]) == (pytest.approx(22), pytest.approx(25))
    assert (first.bad_day_minutes[0], later.bad_day_minutes[0]) == (pytest.approx(32), pytest.approx(35))
    # By rail 1 of reliability, and 5 for the change.
    assert cost(train, PLAIN, first=False).minutes[0] == pytest.approx(10 + 1 + 10 + 5)


def test_people_go_by_the_timetable_at_the_first_stop_only():
    capped = PLAIN.model_copy(update={"first_wait_minutes_max": 6.0})
    assert cost(choice((10, 3)), capped, first=True).wait_minutes[0] == pytest.approx(8)  # 6 + 2
    assert cost(choice((10, 3)), capped, first=False).wait_minutes[0] == pytest.approx(12)  # 10 + 2
    assert cost(choice((10, 6)), capped, first=True).wait_minutes[0] == pytest.approx(7)  # 5 + 2: the limit is slack
    # A bad day is missing it: the limit does not help.
    assert cost(choice((10, 3)), capped, first=True).bad_day_minutes[0] == pytest.approx(32)


def test_a_loop_counts_its_quickest_ride_once():
    runs = Runs(line=np.zeros(4, int), run=np.zeros(4, int), stop=np.array([0, 1, 2, 0]),
                minutes=np.array([0.0, 4, 9, 15]), metres=np.array([0.0, 2000, 4500, 7500]))  # fmt: skip
    found = rides(runs, np.array([False]))
    got = {(int(a), int(b)): float(m) for a, b, m in zip(found.start, found.end, found.minutes, strict=True)}
    # From 0 to 1 and 2; from 1 to 2 and, around, 0; from 2 to 0. Never from 0 to itself.
    assert got == {(0, 1): 4, (0, 2): 9, (1, 2): 5, (1, 0): 11, (2, 0): 6}

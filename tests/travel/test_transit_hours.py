"""How often lines come in the hours of a shift."""

import numpy as np
import pandas as pd
import pytest

from feasibility.scenario.travel import Shift
from feasibility.scenario.travel.journeys import minutes_of
from feasibility.travel.transit.hours import Window, departures, per_hour, windows
from feasibility.travel.transit.value import Runs
from tests.travel.transit_worlds import PLAIN, line


def rate(described, start, end, day="weekday", minutes=0.0):
    """Vehicles an hour at a call so many minutes from the first."""
    runs = Runs(*(np.array(values) for values in ([0], [0], [0], [minutes], [0.0])))
    window = Window(day, minutes_of(start), minutes_of(end))
    return per_hour(pd.DataFrame([described]), runs, window, PLAIN)[0]


def test_services_are_spread_over_the_day():
    # 84 over 14 hours.
    assert rate(line("a"), "12:00", "13:00") == pytest.approx(6.0)
    assert rate(line("a"), "08:00", "09:00") == pytest.approx(6.0)


def test_peaks_come_as_stated_and_the_rest_over_the_other_hours():
    # Six hours of peak at 10 = 60; the other 24 over 06-07, 10-16 and 19-20 = 8 hours.
    busy = line("a", peak_per_hour=10.0)
    assert rate(busy, "07:30", "08:30") == pytest.approx(10.0)
    assert rate(busy, "17:00", "18:00") == pytest.approx(10.0)
    assert rate(busy, "12:00", "13:00") == pytest.approx(3.0)
    # Half in, half out: (10 + 3) / 2.
    assert rate(busy, "09:30", "10:30") == pytest.approx(6.5)
    # No peak on a Saturday.
    assert rate(busy, "08:00", "09:00", day="saturday") == pytest.approx(6.0)


def test_peak_services_never_exceed_those_of_the_day():
    # 30 services and six hours at 10: five an hour in the peaks, none between.
    assert rate(line("a", services=30.0, peak_per_hour=10.0), "08:00", "09:00") == pytest.approx(5.0)
    assert rate(line("a", services=30.0, peak_per_hour=10.0), "12:00", "13:00") == 0


def test_the_evening_is_thinner():
    # 14 hours by day and 4 in the evening at half: 16 shares of 96 services.
    late = line("a", services=96.0, last_departure="24:00")
    assert rate(late, "12:00", "13:00") == pytest.approx(6.0)
    assert rate(late, "21:00", "22:00") == pytest.approx(3.0)


def test_nothing_runs_outside_its_hours():
    assert rate(line("a"), "20:30", "21:30") == 0
    assert rate(line("a"), "04:00", "06:00") == 0
    assert rate(line("a"), "12:00", "13:00", day="sunday") == 0


def test_the_last_departure_passes_later_stops_later():
    early = line("a", services=81.0, last_departure="19:30")  # 13.5 hours at 6
    assert rate(early, "20:15", "21:15") == 0
    # An hour along, the last passes at 20:30: a quarter of an hour of the window at 6.
    assert rate(early, "20:15", "21:15", minutes=60.0) == pytest.approx(1.5)


def test_a_single_departure_is_spread_over_an_hour():
    knots, departed = departures(line("a", services=1.0, last_departure="06:00"), "weekday", PLAIN)
    assert list(knots) == [360, 420]
    assert list(departed) == [0, 1]


def test_windows_reach_an_hour_back_from_arrival_and_an_hour_on_from_leaving():
    to_work, to_home = windows(
        Shift(arrive_from="08:00", arrive_by="09:00", leave_from="20:15", leave_by="20:15"), PLAIN
    )
    assert to_work == Window("weekday", 420, 540)
    assert to_home == Window("weekday", 1215, 1275)


@pytest.mark.parametrize(("start", "end"), [("24:00", "24:30"), ("00:00", "00:30")])
def test_after_midnight_either_way_of_writing_the_hour_finds_the_same(start, end):
    # One line runs to 24:30 (a night bus of the evening before), the other all round the clock from 00:00.
    late = line("a") | {"first_departure": "06:00", "last_departure": "24:30"}
    round_the_clock = line("b") | {"first_departure": "00:00", "last_departure": "23:59"}
    assert rate(late, start, end) > 0
    assert rate(round_the_clock, start, end) > 0
    assert rate(late, start, end) == pytest.approx(rate(late, "24:00", "24:30"))
    assert rate(late, "02:00", "03:00") == rate(late, "26:00", "27:00") == 0

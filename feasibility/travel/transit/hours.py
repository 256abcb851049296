"""How often each line passes each of its calls in the hours of a journey."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from feasibility.scenario.travel.journeys import Shift, minutes_of
from feasibility.scenario.travel.transit import TransitSettings
from feasibility.travel.street import Floats
from feasibility.travel.transit.value import Runs

PEAKS = ((7 * 60.0, 10 * 60.0), (16 * 60.0, 19 * 60.0))
"""Hours that `peak_per_hour` of the table of lines speaks of, in minutes after midnight."""
DAY_MINUTES = 24 * 60.0
"""Hours after midnight are those of two days of a kind: `24:30` of the one is `00:30` of the next."""
SPAN_MINUTES_MIN = 60.0
"""The services of a line that runs for less than this are spread over it."""


@dataclass(frozen=True)
class Window:
    """Hours in which vehicles are boarded, in minutes after midnight of the day."""

    day: str
    start: float
    end: float


def windows(shift: Shift, settings: TransitSettings) -> tuple[Window, Window]:
    """The hours of the way to work and of the way home.

    Vehicles count from some time before the arrival window to its end, and from the start of the leaving window to some
    time after it.
    """
    wide = settings.boarding_minutes
    return (
        Window(shift.day, minutes_of(shift.arrive_from) - wide, minutes_of(shift.arrive_by)),
        Window(shift.day, minutes_of(shift.leave_from), minutes_of(shift.leave_by) + wide),
    )


def per_hour(lines: pd.DataFrame, runs: Runs, window: Window, settings: TransitSettings) -> Floats:
    """Vehicles an hour at each call of `runs`, averaged over the window; 0 where the line does not run then.

    A vehicle passes a call as long after its departure as the run takes to get there: so do the first and the last.
    """
    rates = np.zeros(len(runs.line))
    start, end = window.start - runs.minutes, window.end - runs.minutes
    hours = (window.end - window.start) / 60
    order = np.argsort(runs.line, kind="stable")
    bounds = np.searchsorted(runs.line[order], np.arange(len(lines) + 1))
    for row, line in enumerate(lines.to_dict("records")):
        calls = order[bounds[row] : bounds[row + 1]]
        knots, departed = departures(line, window.day, settings)
        for day in (-DAY_MINUTES, 0.0, DAY_MINUTES):
            passed = np.interp(end[calls] + day, knots, departed) - np.interp(start[calls] + day, knots, departed)
            rates[calls] += passed / hours
    return rates


def departures(line: dict[str, object], day: str, settings: TransitSettings) -> tuple[Floats, Floats]:
    """Departures up to each of some times of the day; in between they are evenly spread.

    Those in the peaks are as stated; the rest are spread over the other hours, thinner in the evening.
    """
    first, last = minutes_of(str(line["first_departure"])), minutes_of(str(line["last_departure"]))
    last = max(last, first + SPAN_MINUTES_MIN)
    evening = minutes_of(settings.evening_from)
    marks = [first, last, evening, *(edge for peak in PEAKS for edge in peak)]
    knots = np.unique([mark for mark in marks if first <= mark <= last])
    middle, hours = (knots[1:] + knots[:-1]) / 2, np.diff(knots) / 60
    services = float(str(line[f"{day}_services"]))
    peak = float(str(line["peak_per_hour"])) if day == "weekday" else np.nan
    busy = np.isfinite(peak) & np.any([(middle > begin) & (middle < end) for begin, end in PEAKS], axis=0)
    in_peaks = min(services, float(hours[busy].sum()) * peak) if busy.any() else 0.0
    weight = np.where(busy, 0.0, np.where(middle >= evening, settings.evening_service_share, 1.0)) * hours
    departed = np.where(busy, hours * in_peaks / max(float(hours[busy].sum()), 1e-9), 0.0)
    departed = departed + weight * (services - in_peaks) / max(float(weight.sum()), 1e-9)
    return knots, np.concatenate([[0.0], np.cumsum(departed)])

"""One excess-travel policy applied to many journeys at once: who is entitled, and to how much a year."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from feasibility.excess_travel.policy import VEHICLES, Policy, Trigger
from feasibility.tables.policies import AMAP, CHEAPEST, COST, PENCE, UNSAID

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
AMAP_CAR_GBP_PER_MILE = ((0, 0.40), (2011, 0.45))
"""First financial year, and HMRC's approved rate from it: 40p until 2010-11 and 45p from 2011-12 (sourced: Parliament;
taxpartnership and saltd). Fixed in nominal terms; here they stand for pounds of the price base."""
AMAP_CAR_BEYOND_GBP_PER_MILE, AMAP_MILES = 0.25, 10_000.0
"""The car rate for each mile of a year above ten thousand (sourced: the same)."""
AMAP_GBP_PER_MILE = {"motorcycle": 0.24, "cycle": 0.20}
"""HMRC's approved rates that have not changed (sourced: the same)."""
FULL_WEEK_DAYS = 5.0
JOURNEYS_PER_DAY = 2
"""There and back."""
MINUTES_PER_HOUR = 60


@dataclass(frozen=True)
class Trips:
    """Journeys to work before and after a move, one way; arrays of one shape. A figure not known is nan."""

    vehicle: npt.NDArray[np.object_]
    """After the move: car, motorcycle, cycle, transit, walk, or `none`."""
    miles_before: Floats
    miles_after: Floats
    minutes_before: Floats
    minutes_after: Floats
    extra_gbp_per_day: Floats
    """What the new journey costs more than the old one, there and back."""
    days_per_week: Floats
    """On site."""
    transit_extra_gbp_per_day: Floats
    """The same if it were made by public transport; only the basis `cheapest` asks."""


@dataclass(frozen=True)
class Due:
    """What a policy owes for each journey; arrays of the shape of the trips."""

    unknown: Flags
    """A figure that the policy asks for is not known, so nothing is said of it."""
    unsaid: Flags
    """Travels longer and meets the tests of the journey, but the policy does not say what is paid for its vehicle."""
    pay_gbp: Floats
    """In a full year, before any taper; 0 where nothing is owed."""
    time_off_hours: Floats
    """In a full year."""
    relocates: Flags
    """Meets the tests for help to move home."""


def due(policy: Policy, trips: Trips, *, financial_year: int, working_weeks_per_year: float) -> Due:
    """What is owed in a full year at the rates of a financial year (2011 is 2011-12).

    Days are those of the policy, else days on site in `working_weeks_per_year`. Pounds are nominal rates taken as
    pounds of the price base.
    """
    extra_miles = trips.miles_after - trips.miles_before
    extra_minutes = trips.minutes_after - trips.minutes_before
    unknown = _unknown(policy, trips, extra_miles, extra_minutes)
    with np.errstate(invalid="ignore"):  # what is not known fails every comparison, and is told by `unknown`
        days, weeks = _days(policy, trips.days_per_week, working_weeks_per_year)
        meets = _met(policy.extra_miles, extra_miles) & _met(policy.extra_minutes, extra_minutes) & ~unknown
        meets &= trips.miles_after >= _or_none(policy.after_miles_min)
        meets &= trips.minutes_after >= _or_none(policy.after_minutes_min)
        if policy.net_cost_required:
            meets &= trips.extra_gbp_per_day > 0
        pay = _pay(policy, trips, extra_miles, days, financial_year)
        meets_gbp = meets & _met(policy.gbp_per_week, pay / weeks)
        excluded = policy.gbp_per_week_excluded * weeks * (_part_week(trips.days_per_week) if policy.pro_rata else 1.0)
        most = np.inf if policy.cap_gbp_per_year is None else policy.cap_gbp_per_year
        owed = np.where(meets_gbp, np.clip(pay - excluded, 0.0, most), 0.0)
        silent = np.isin(trips.vehicle, [v for v in VEHICLES if policy.bases[v] == UNSAID])
    return Due(
        unknown=unknown,
        unsaid=meets & silent & (extra_minutes > 0),
        pay_gbp=np.nan_to_num(owed),
        time_off_hours=_time_off_hours(policy, extra_minutes, days, unknown),
        relocates=_relocates(policy, trips, extra_miles, extra_minutes),
    )


def _or_none(least: float | None) -> float:
    return -np.inf if least is None else least


def _met(trigger: Trigger, figures: Floats) -> Flags:
    if trigger.value is None:
        return np.ones(figures.shape, dtype=bool)
    met: Flags = figures >= trigger.value if trigger.at_least else figures > trigger.value
    return met


def _part_week(days_per_week: Floats) -> Floats:
    """Days on site as a part of a five-day week, never more than all of it."""
    return np.minimum(days_per_week / FULL_WEEK_DAYS, 1.0)


def _days(policy: Policy, days_per_week: Floats, working_weeks_per_year: float) -> tuple[Floats, Floats]:
    """Days a year, and weeks a year, that pay is counted over."""
    if policy.days_per_year is not None:
        weeks = np.full(days_per_week.shape, policy.days_per_year / FULL_WEEK_DAYS)
        return policy.days_per_year * (_part_week(days_per_week) if policy.pro_rata else 1.0) + 0 * weeks, weeks
    weeks_per_year = working_weeks_per_year if policy.weeks_per_year is None else policy.weeks_per_year
    return days_per_week * weeks_per_year, np.full(days_per_week.shape, weeks_per_year)


def _pay(policy: Policy, trips: Trips, extra_miles: Floats, days: Floats, financial_year: int) -> Floats:
    """In a full year, before triggers, exclusions of pounds and cap; nan where the vehicle's figure is not known."""
    miles = np.maximum(extra_miles - policy.first_miles_excluded, 0.0) * JOURNEYS_PER_DAY * days
    cost = np.maximum(trips.extra_gbp_per_day, 0.0) * days
    by_transit = np.maximum(trips.transit_extra_gbp_per_day, 0.0) * days
    pay = np.zeros(miles.shape)
    for vehicle, basis in policy.bases.items():
        rate = policy.gbp_per_mile.get(vehicle)
        by_mile = _amap_gbp(vehicle, miles, financial_year) if rate is None else miles * rate
        if basis in (AMAP, PENCE):
            amount = by_mile
        elif basis == COST:
            amount = cost
        elif basis == CHEAPEST:
            # A driver's fare is seldom known: the mileage rate stands until it is.
            amount = cost if vehicle == "transit" else np.fmin(by_mile, by_transit)
        else:
            continue
        pay = np.where(trips.vehicle == vehicle, amount, pay)
    return pay


def _amap_gbp(vehicle: str, miles: Floats, financial_year: int) -> Floats:
    """HMRC's approved payment for the miles of a year; nothing by public transport, which has no such rate."""
    if vehicle != "car":
        return miles * AMAP_GBP_PER_MILE.get(vehicle, 0.0)
    rate = [gbp for year, gbp in AMAP_CAR_GBP_PER_MILE if year <= financial_year][-1]
    beyond = np.maximum(miles - AMAP_MILES, 0.0)
    return (miles - beyond) * rate + beyond * AMAP_CAR_BEYOND_GBP_PER_MILE


def _unknown(policy: Policy, trips: Trips, extra_miles: Floats, extra_minutes: Floats) -> Flags:
    """No journey at all, or none of the length or cost that the policy asks for."""
    lost: Flags = np.isnan(extra_minutes) | (trips.vehicle == "none")
    by_mile = [v for v in VEHICLES if policy.bases[v] in (AMAP, PENCE, CHEAPEST)]
    asks_miles = policy.extra_miles.value is not None or policy.after_miles_min is not None
    lost |= np.isnan(extra_miles) & (asks_miles | np.isin(trips.vehicle, by_mile))
    by_cost = [v for v in VEHICLES if policy.bases[v] == COST or (v == "transit" and policy.bases[v] == CHEAPEST)]
    return lost | (np.isnan(trips.extra_gbp_per_day) & (policy.net_cost_required | np.isin(trips.vehicle, by_cost)))


def _time_off_hours(policy: Policy, extra_minutes: Floats, days: Floats, unknown: Flags) -> Floats:
    if policy.time_off_minutes_above is None:
        return np.zeros(extra_minutes.shape)
    beyond = np.maximum(extra_minutes * JOURNEYS_PER_DAY - policy.time_off_minutes_above, 0.0)
    return np.where(unknown, 0.0, np.nan_to_num(beyond) * days / MINUTES_PER_HOUR)


def _relocates(policy: Policy, trips: Trips, extra_miles: Floats, extra_minutes: Floats) -> Flags:
    if policy.relocation is None:
        return np.zeros(extra_miles.shape, dtype=bool)
    miles, after_miles, minutes = policy.relocation
    found: Flags = (extra_miles >= miles) & (trips.miles_after >= after_miles) & (extra_minutes >= minutes)
    return found

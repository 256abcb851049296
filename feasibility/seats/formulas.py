"""Sums of seats that hold for one value and for an array of draws alike: written once, so that the two cannot part."""

from typing import TypeVar

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Number = TypeVar("Number", float, Floats)
"""One value, or an array of draws; arrays of one sum have one shape."""

DAYS_WORKED_PER_WEEK = 5
HALF_HOURS_PER_HOUR = 2


def contacts_left(
    contacts_per_year: Number,
    take_up_share: Number,
    *,
    growth_share_per_year: Number,
    growth_years: Number,
    contained_share: Number,
) -> Number:
    """Contacts a year that reach an agent in the year planned for, once menus and other channels have taken theirs."""
    grown: Number = contacts_per_year * (1 + growth_share_per_year) ** growth_years
    return grown * (1 - contained_share) * (1 - take_up_share)


def risen_seconds(before_seconds: Number, take_up_share: Number, rise_per_take_up: Number) -> Number:
    """Mean handling time that grows in proportion to take-up."""
    return before_seconds * (1 + rise_per_take_up * take_up_share)


def seconds_without_simple(before_seconds: Number, gone_share: Number, simple_seconds: Number) -> Number:
    """Mean handling time once a share of all contacts, the simple ones, has gone out of the mean."""
    return (before_seconds - gone_share * simple_seconds) / (1 - gone_share)


def useful_hours(hours_per_week: Number, weeks_per_year: Number, shrinkage_share: Number) -> Number:
    """Hours a year that one full-time contract is at work, once shrinkage is taken off."""
    return hours_per_week * weeks_per_year * (1 - shrinkage_share)


def full_time_equivalents(
    contacts_per_year: Number, handling_time_seconds: Number, useful_hours_per_year: Number, utilisation_share: Number
) -> Number:
    """Full-time contracts that the year's contacts take: contact hours over the useful hours of one contract."""
    contact_hours = contacts_per_year * handling_time_seconds / 3600
    return contact_hours / (useful_hours_per_year * utilisation_share)


def half_hour_shares(busy_hour_share: Number, half_hours: int) -> tuple[Number, Number]:
    """Share of a day's contacts in each half-hour of its busiest hour, and in each other half-hour of opening."""
    others = half_hours - HALF_HOURS_PER_HOUR
    rest = (1 - busy_hour_share) / others if others else 0.0 * busy_hour_share
    return busy_hour_share / HALF_HOURS_PER_HOUR, rest


def attendance_share(days_on_site_per_week: Number, peak_attendance_factor: Number) -> Number:
    """Attendance on the busiest weekday as people's days would have it: above 1 everybody is there."""
    return days_on_site_per_week / DAYS_WORKED_PER_WEEK * peak_attendance_factor


def rooms_m2(training_places: Number, training_m2_per_place: Number, meeting_m2: Number) -> Number:
    """Floor area of training and meeting rooms beside the workstations of an operation."""
    return training_places * training_m2_per_place + meeting_m2

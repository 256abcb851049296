"""Draws that `needed` would refuse, found for all draws at once, and the reason of one in its own words."""

from collections.abc import Mapping

import numpy as np
from pydantic import ValidationError

from feasibility.errors import FeasibilityError
from feasibility.scenario import faults
from feasibility.seats import formulas, planning, profile
from feasibility.seats.demand import Demand
from feasibility.seats.drawn import desks, staffed, values
from feasibility.seats.drawn.values import Values, each
from feasibility.seats.formulas import HALF_HOURS_PER_HOUR, Bools, Floats


def refused(contacts_per_year: Mapping[str, Floats], of: Values, supplied: Demand) -> Bools:
    """Draws whose settings refuse a value, or whose contacts, handling times, busiest hour or volume cannot be."""
    found = values.refused(of) | desks.too_little_volume(of) | _too_flat(contacts_per_year, of, supplied)
    for name, contacts in contacts_per_year.items():
        found |= ~((contacts > 0) & (contacts < np.inf))
        # Not stated is NaN, which is above nothing.
        found |= each(of, "seats.simple_handling_time_seconds") > staffed.mean_seconds(name, of, supplied)
    return found


def _too_flat(contacts_per_year: Mapping[str, Floats], of: Values, supplied: Demand) -> Bools:
    """Draws whose busiest hour is not the busiest of the weekday, where the day follows the rule."""
    found = np.zeros(of.draws, dtype=bool)
    if any(profile.by_rule(name, supplied.half_hours) for name in contacts_per_year):
        half_hours = len(profile.starts_between(of.seats.opens, of.seats.closes))
        share = each(of, "seats.busy_hour_share")
        busy, rest = formulas.half_hour_shares(share, half_hours)
        found |= (rest > busy) | ((half_hours == HALF_HOURS_PER_HOUR) & (share < 1))
    return found


def reason(draw: int, contacts_per_year: Mapping[str, Floats], of: Values, supplied: Demand) -> str:
    """Why `needed` refuses a draw, in the words that an officer would read."""
    contacts = {name: float(of_name[draw]) for name, of_name in contacts_per_year.items()}
    try:
        seats, space = values.at(of, draw)
        planning.needed(contacts, seats, space, supplied)
    except ValidationError as err:
        return "; ".join(words for _, words in faults.sentences(err, values.Sections))
    except FeasibilityError as err:
        return "; ".join(err.faults)
    raise AssertionError(f"draw {draw} is refused, and `needed` answers it")

"""Policies as they ship, journeys to apply them to, and a small world of staff, groups and sites."""

from functools import cache

import numpy as np
import pandas as pd

from feasibility.costs.timeline import Timeline
from feasibility.excess_travel import policy
from feasibility.excess_travel.policy import Policy
from feasibility.excess_travel.rules import Due, Trips, due
from feasibility.inputs import travel_policies
from tests import data_notes

KM = 1.609344
TIMELINE = Timeline(2010, 5)
"""2010-11 to 2015-16: 24 quarters."""


@cache
def table() -> pd.DataFrame:
    return travel_policies.of_file(data_notes.DATA / "reference" / "travel_policies.csv")


@cache
def shipped() -> dict[str, Policy]:
    return policy.by_id(table())


def trips(
    miles: tuple[float, float],
    minutes: tuple[float, float] = (30.0, 60.0),
    *,
    vehicle: str = "car",
    extra_gbp_per_day: float = 1.0,
    days_per_week: float = 5.0,
    by_transit: float = np.nan,
) -> Trips:
    """One journey, before and after, one way."""
    kind = np.array([vehicle], dtype=object)
    figures = (*miles, *minutes, extra_gbp_per_day, days_per_week, by_transit)
    return Trips(kind, *(np.array([float(figure)]) for figure in figures))


def owed(policy_id: str, journey: Trips, *, year: int = 2012, weeks: float = 45.0) -> Due:
    return due(shipped()[policy_id], journey, financial_year=year, working_weeks_per_year=weeks)


def pay(policy_id: str, journey: Trips, *, year: int = 2012, weeks: float = 45.0) -> float:
    return float(owed(policy_id, journey, year=year, weeks=weeks).pay_gbp[0])


# Person: employer, group, days a week, mode, miles before, miles after at `a`, pounds a year before, after at `a`.
PEOPLE = {
    "p1": ("bexley", "g-1", 5.0, "car", 10.0, 22.0, 2000.0, 4400.0),
    "p2": ("bexley", "g-1", 5.0, "car", 10.0, 18.0, 2000.0, 3600.0),
    "p3": ("bexley", "g-2", 5.0, "transit", 10.0, 25.0, 900.0, 1350.0),
    "p4": ("bromley", "g-3", 5.0, "transit", 10.0, 12.0, 900.0, 1350.0),
    "p5": ("bromley", "g-4", 4.0, "none", np.nan, np.nan, np.nan, np.nan),
}
STAFF = pd.DataFrame(
    {
        "employer": {key: row[0] for key, row in PEOPLE.items()},
        "days_on_site_per_week": {key: row[2] for key, row in PEOPLE.items()},
    }
)
OF_STAFF = pd.Series({key: row[1] for key, row in PEOPLE.items()})
SITES = pd.Index(["a", "b"])


def journeys() -> pd.DataFrame:
    """The columns that entitlement reads; minutes are twice the miles, and `b` is where everybody works now."""
    rows = []
    for key, (_, _, _, mode, before, after, gbp_before, gbp_after) in PEOPLE.items():
        for site, miles, gbp in (("a", after, gbp_after), ("b", before, gbp_before)):
            rows.append({
                "staff_key": key, "site_id": site, "mode_before": mode, "mode_after": mode,
                "km_before": before * KM, "km_after": miles * KM,
                "minutes_before": 2 * before, "minutes_after": 2 * miles,
                "cost_gbp_per_year_before": gbp_before, "cost_gbp_per_year_after": gbp,
            })  # fmt: skip
    return pd.DataFrame(rows)


def heads(**columns: dict[str, int]) -> pd.DataFrame:
    """Group by site."""
    return pd.DataFrame(columns).reindex(["g-1", "g-2", "g-3", "g-4"]).fillna(0).astype(int)

"""Staff as groups that the optimiser can count: same employer, mode, days and kilometre square of home."""

from dataclasses import dataclass

import geopandas as gpd
import pandas as pd

from feasibility.costs import discounting
from feasibility.scenario.costs import CostsSettings


@dataclass(frozen=True)
class Groups:
    """Groups by id. Private: a group may be one person."""

    heads: "pd.Series[int]"
    """Group id to number of staff."""
    of_staff: "pd.Series[str]"
    """Staff key to group id."""
    minutes_per_year: pd.DataFrame
    """Group by site: minutes a year that one of its staff travels more (less, when negative) than now; the mean of the
    group where homes differ."""


def gather(staff: gpd.GeoDataFrame, journeys: pd.DataFrame, settings: CostsSettings) -> Groups:
    """Groups of staff, and what each site adds to the travel of one of their heads.

    A home counts by the kilometre square of the National Grid it stands in. Two journeys a day on site.
    """
    squares = (
        (staff.geometry.x // 1000).astype(int).astype(str) + "-" + (staff.geometry.y // 1000).astype(int).astype(str)
    )
    alike = [staff["employer"], staff["usual_mode"], staff["days_on_site_per_week"], squares]
    numbers = staff.groupby(alike, sort=True).ngroup()
    of_staff = numbers.map(lambda n: f"g-{n + 1:05d}")
    journeys_per_year = 2 * staff["days_on_site_per_week"] * settings.working_weeks_per_year
    added = (journeys["minutes_after"] - journeys["minutes_before"]) * journeys["staff_key"].map(journeys_per_year)
    by_person = journeys.assign(added=added, group_id=journeys["staff_key"].map(of_staff))
    means = by_person.pivot_table(index="group_id", columns="site_id", values="added", aggfunc="mean", observed=True)
    return Groups(heads=of_staff.value_counts().sort_index(), of_staff=of_staff, minutes_per_year=means.sort_index())


def travel_gbp(groups: Groups, settings: CostsSettings) -> pd.DataFrame:
    """Group by site: present value in pounds of the travel that a move adds to one head."""
    gbp_per_minute = settings.value_of_time_gbp_per_hour / 60
    return groups.minutes_per_year * (gbp_per_minute * discounting.annuity(settings))

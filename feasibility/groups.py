"""Staff as groups that the optimiser can count: alike in employer, way of travel, hours, home square and reach."""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd

from feasibility.costs import discounting
from feasibility.scenario.costs import CostsSettings
from feasibility.travel import coverage


@dataclass(frozen=True)
class Groups:
    """Groups by id. Private: a group may be one person."""

    heads: "pd.Series[int]"
    """Group id to number of staff."""
    of_staff: "pd.Series[str]"
    """Staff key to group id."""
    minutes_per_year: pd.DataFrame
    """Group by site considered: minutes a year that one of its staff travels more (less, when negative) than now; the
    mean of the group where homes differ. Blank where its staff have no journey there; 0 for staff not measured."""

    @property
    def unreached(self) -> pd.DataFrame:
        """Group by site: True where none of its staff has a journey to the site. Groups never mix the two."""
        return self.minutes_per_year.isna()


def gather(
    staff: gpd.GeoDataFrame, journeys: pd.DataFrame, considered: "pd.Index[str]", settings: CostsSettings
) -> Groups:
    """Groups of staff, and what each site considered adds to the travel of one of their heads.

    `staff` is tables.Staff by staff key, `journeys` tables.PersonJourneys. A home counts by the kilometre square of the
    National Grid it stands in. Two journeys a day on site. Whoever is not measured (`travel.coverage`) adds no travel.
    """
    added_minutes = _added_minutes(journeys, considered).reindex(staff.index)
    known = coverage.measured(journeys, considered).reindex(staff.index)
    added_minutes = added_minutes.mask(~known, 0.0)
    squares = (
        (staff.geometry.x // 1000).astype(int).astype(str) + "-" + (staff.geometry.y // 1000).astype(int).astype(str)
    )
    traits = [staff[trait] for trait in ("employer", "usual_mode", "days_on_site_per_week")]
    alike = [*traits, squares, staff["shift"], staff["has_car"], known, _reach(added_minutes)]
    of_staff = staff.groupby(alike, sort=True).ngroup().map(lambda n: f"g-{n + 1:05d}")
    journeys_per_year = 2 * staff["days_on_site_per_week"] * settings.working_weeks_per_year
    means = added_minutes.mul(journeys_per_year, axis="index").groupby(of_staff, sort=True).mean()
    return Groups(heads=of_staff.value_counts().sort_index(), of_staff=of_staff, minutes_per_year=means)


def _added_minutes(journeys: pd.DataFrame, considered: "pd.Index[str]") -> pd.DataFrame:
    """Staff key by site considered: minutes one way after less before."""
    rows = journeys[journeys["site_id"].isin(considered)]
    added = (rows["minutes_after"] - rows["minutes_before"]).set_axis(
        pd.MultiIndex.from_frame(rows[["staff_key", "site_id"]])
    )
    return added.unstack("site_id")[list(considered)]  # noqa: PD010 - one row a person, one column a site


def _reach(added_minutes: pd.DataFrame) -> "pd.Series[str]":
    """The sites that each person has a journey to, as one word."""
    bits = np.packbits(added_minutes.notna().to_numpy(), axis=1)
    return pd.Series([row.tobytes().hex() for row in bits], index=added_minutes.index, dtype=str)


def travel_gbp(groups: Groups, settings: CostsSettings) -> pd.DataFrame:
    """Group by site: present value in pounds of the travel that a move adds to one head.

    Nothing where the site is not reached: no sum of money stands for a journey that does not exist. An option that
    seats anybody there is ranked below every other instead.
    """
    gbp_per_minute = settings.value_of_time_gbp_per_hour / 60
    return groups.minutes_per_year.fillna(0.0) * (gbp_per_minute * discounting.annuity(settings))

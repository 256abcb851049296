"""Who has a parking space: limited spaces shared out by one stated rule, the same before and after."""

import geopandas as gpd
import numpy as np
import pandas as pd

RULE = (
    "Where a place has a limited number of spaces, those who drive to work there now keep theirs; what is left goes "
    "first to others who work there now, then to newcomers, each time to those whom a space saves most minutes over "
    "their next best way (a person with no other way before all others; ties in the order of the staff file's keys), "
    "until the next in line no longer fits. A person of d days on site a week uses d fifths of a space. Spaces are "
    "shared out as if all staff came to that place, whatever their hours, which errs on the side of too few."
)
"""The rule in an officer's words (assumed: no council's parking policy was seen)."""
DAYS_A_SPACE = 5.0
"""Days a week that a space serves."""
ROUNDING_DAYS = 1e-9
"""Sums of days such as 2.1 differ from whole ones by less than this: never a reason to refuse the last space."""
DRIVES_THERE, WORKS_THERE, NEWCOMER = range(3)


def given(
    saving_minutes: pd.DataFrame,
    asked: pd.DataFrame,
    staff: gpd.GeoDataFrame,
    sites: gpd.GeoDataFrame,
    present: pd.Series,
) -> pd.DataFrame:
    """Who of those who ask for a space has one (True or False), person by site, by `RULE`.

    `saving_minutes`: minutes by the next best way less minutes by car, infinite where there is no other way.
    `asked`: whether the person would drive there. `staff` and `sites` are tables.Staff and tables.Sites by their keys;
    `present` is the site each person works at now. A site without a number of spaces has one for everybody.
    """
    asked = asked.sort_index()  # ties go by the key, and every sort below keeps the order of equals
    has_space, spaces = asked.copy(), sites["parking_spaces"].reindex(asked.columns)
    drives = staff["usual_mode"].reindex(asked.index) == "car"
    days, place = staff["days_on_site_per_week"].reindex(asked.index), present.reindex(asked.index)
    for site_id in spaces.index[spaces.notna()]:
        asking = asked.index[asked[site_id]]
        works_there = place[asking] == site_id
        standing = np.where(works_there & drives[asking], DRIVES_THERE, np.where(works_there, WORKS_THERE, NEWCOMER))
        queue = asking[np.lexsort((-saving_minutes[site_id][asking].to_numpy(), standing))]
        fits = days[queue].cumsum() <= DAYS_A_SPACE * spaces[site_id] + ROUNDING_DAYS
        keeps = pd.Series(standing == DRIVES_THERE, index=asking)[queue]
        has_space[site_id] = has_space.index.isin(queue[fits | keeps])
    return has_space

"""Limited parking spaces: who has one now, and journeys to a site with a space and without one.

Who has a space after a move is part of a plan (`problem.Parking`, `Plan.parked`), so journeys to a site with a limited
number are held twice: with a space for whoever may be given one, under the id of the site, and without, under
`without_space` of it. Those ids are made and read here alone, and never published.
"""

from collections.abc import Sequence

import geopandas as gpd
import numpy as np
import pandas as pd

RULE = (
    "Where a place has a limited number of spaces, every plan shares them out among the staff it seats there. Whoever "
    "works there now and stays keeps the space that he has, or goes without as he does now: those who drive there now "
    "have theirs, and what is left goes to others who work there, to those first whom a space saves most minutes over "
    "their next best way (ties in the order of the staff file's keys), until the next in line no longer fits. Of "
    "newcomers who would drive there, those have a space whom it saves most in the plan's total cost; no whole space "
    "stands empty while one of them has none. Those without go by their next best way, and nobody is seated at a place "
    "that only a space not had would bring within reach. A person of d days on site a week uses d fifths of a space. A "
    "place where more drive to work now than it has spaces for has as many as they use; one with spaces for all staff "
    "who would drive there is not limited. Spaces are shared out on the basis that ranks, and stand on the other."
)
"""The rule in an officer's words (assumed: no council's parking policy was seen)."""
DAYS_A_SPACE = 5.0
"""Days a week that a space serves."""
ROUNDING_DAYS = 1e-9
"""Sums of days such as 2.1 differ from whole ones by less than this: never a reason to refuse the last space."""
NO_SPACE = "/no-space"
"""Behind the id of a site, which never has a stroke in it (`tables.base.ID_PATTERN`)."""


def held_now(
    saving_minutes: pd.DataFrame,
    asked: pd.DataFrame,
    staff: gpd.GeoDataFrame,
    sites: gpd.GeoDataFrame,
    present: "pd.Series[str]",
) -> pd.DataFrame:
    """Who has a space at the present workplace now (True or False), person by site with a limited number, by `RULE`.

    False at every other site. `saving_minutes`: minutes by the next best way less minutes by car, infinite where there
    is no other way. `asked`: whether the person would drive there. `staff` and `sites` are tables.Staff and
    tables.Sites by their keys; `present` is the site each person works at now.
    """
    asked = asked.sort_index()  # ties go by the key, and every sort below keeps the order of equals
    spaces = sites["parking_spaces"].reindex(asked.columns)
    has_space = asked[spaces.index[spaces.notna()]] & False
    drives = staff["usual_mode"].reindex(asked.index) == "car"
    days, place = staff["days_on_site_per_week"].reindex(asked.index), present.reindex(asked.index)
    for site_id in has_space.columns:
        asking = asked.index[asked[site_id] & (place == site_id)]
        queue = asking[np.lexsort((-saving_minutes[site_id][asking].to_numpy(), ~drives[asking].to_numpy()))]
        fits = days[queue].cumsum() <= DAYS_A_SPACE * spaces[site_id] + ROUNDING_DAYS
        has_space[site_id] = has_space.index.isin(queue[fits | drives[queue]])
    return has_space


def without_space(site_id: str) -> str:
    """What the journey to a site without a space is held under."""
    return site_id + NO_SPACE


def sites_of(places: "pd.Series[str] | pd.Index[str]") -> "pd.Series[str] | pd.Index[str]":
    """The site that each journey leads to, with a space or without."""
    return places.str.removesuffix(NO_SPACE)


def limited(site_ids: "pd.Index[str]", places: "pd.Index[str]") -> list[str]:
    """Those of the sites that `places` holds the journey without a space to."""
    return [str(site) for site in site_ids if without_space(str(site)) in places]


def with_and_without(site_ids: "pd.Index[str]", journeys: pd.DataFrame) -> "pd.Index[str]":
    """The sites, and behind them what their journeys without a space are held under in tables.PersonJourneys."""
    twice = limited(site_ids, pd.Index(journeys["site_id"].unique()))
    return site_ids.append(pd.Index([without_space(site) for site in twice])) if twice else site_ids


def with_spaces(journeys: pd.DataFrame) -> pd.DataFrame:
    """The rows of tables.PersonJourneys but for those without a space."""
    return journeys[~journeys["site_id"].str.endswith(NO_SPACE)]


def split(figures: pd.DataFrame, short: Sequence[str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Figures by site without a space at the sites `short`, with one elsewhere; and what a space adds at the former.

    `figures` has a column a site, and one more for the journey without a space to each site that is short.
    """
    sites = figures.loc[:, ~figures.columns.str.endswith(NO_SPACE)]
    if not short:
        return sites, pd.DataFrame()
    without = figures[[without_space(site) for site in short]].set_axis(list(short), axis="columns")
    return sites.assign(**without), sites[list(short)] - without

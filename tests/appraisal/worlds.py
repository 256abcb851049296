"""The stages from enumeration to ranking on a ledger of sites, with journeys kept out of the way."""

from collections.abc import Mapping
from dataclasses import replace

import geopandas as gpd
import pandas as pd

from feasibility import audit
from feasibility.appraisal import ranking
from feasibility.costs.sheet import Ledger
from feasibility.enumeration import enumerate_all
from feasibility.options import listed
from feasibility.scenario.sections import Options
from feasibility.seats import Seats
from feasibility.tables import OptionsTable, checked
from tests.costs.worlds import asked, prices_of

NEED = Seats("pooled", 0.0, 6, 60.0, 6, {"bexley": 4, "bromley": 5}, {"bexley": 3.0, "bromley": 4.0})


def journeys_of(option_ids: list[str]) -> pd.DataFrame:
    """Everybody's journey unchanged: only what the ranking reads."""
    return pd.DataFrame(
        {
            "option_id": option_ids,
            "employer": "all",
            "change_minutes_mean": 0.0,
            "worse_15_share": 0.0,
            "worse_30_share": 0.0,
        }
    )


def ranked(
    book: Ledger,
    *,
    minutes: Mapping[str, float] | None = None,
    sites_open_max: int = 1,
    near_tie_share: float = 0.05,
    needed: int = 6,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The ranked options and the cost lines: three staff in one group, `minutes` a year added a head by site."""
    table = pd.DataFrame([{s: (minutes or {}).get(s, 0.0) for s in book.sites.index}], index=["g-1"])
    problem, groups = asked(book, {"g-1": 3}, table, needed)
    rules = Options(staff_per_site_min=1, sites_open_max=sites_open_max, near_tie_share=near_tie_share)
    problem = replace(problem, rules=rules)
    names = {s: s.capitalize() for s in book.sites.index}
    present = list(book.sites.index[book.sites["present_of"] != ""])
    found = enumerate_all(problem, listed(names, present, rules))
    sound = [item for item in found if item.plan is not None]
    costs = audit.cost_sheets(sound, problem, groups, book)
    journeys = journeys_of([item.option.option_id for item in sound])
    held = prices_of(book).sites["workstations_present"]
    table = ranking.ranked(found, costs, journeys, problem, NEED, held, book.settings)
    return checked(table, OptionsTable, "options"), costs


def with_rent(sites: gpd.GeoDataFrame, rise: float, *site_ids: str) -> gpd.GeoDataFrame:
    """The sites with rent at some of them raised by `rise`."""
    raised = sites["rent_gbp_per_m2_per_year"].copy()
    raised[list(site_ids)] += rise
    return sites.assign(rent_gbp_per_m2_per_year=raised)

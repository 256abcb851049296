"""The stages from enumeration to ranking on books of round figures, with journeys kept out of the way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import geopandas as gpd
import pandas as pd

from feasibility import audit
from feasibility.appraisal import ranking
from feasibility.audit import Audited
from feasibility.costs import travel_values
from feasibility.costs.accounts import Accounts
from feasibility.costs.added_space import Short
from feasibility.costs.lines import Book, Line
from feasibility.enumeration import Found, enumerate_all
from feasibility.groups import Groups
from feasibility.options import listed
from feasibility.plan import Plan
from feasibility.problem import Problem
from feasibility.scenario.costs import CostsSettings
from feasibility.scenario.sections import Options
from feasibility.scenario.ways import WaySettings, WaysSettings
from feasibility.seats import Seats
from feasibility.tables import OptionsTable, checked
from tests.costs.worlds import ROUND, asked, books, prices_of, site_costs, sites

NEED = Seats(
    take_up_share=0.0,
    workstations={"apart": 9, "pooled": 6, "virtual": 8},
    workstations_now={"bexley": 4, "bromley": 5},
    workstations_virtual={"bexley": 3, "bromley": 5},
    floor_m2={"apart": 90.0, "pooled": 60.0, "virtual": 80.0},
    agents={"now": 6, "apart": 6, "pooled": 4, "virtual": 4},
    posts={"now": 9.0, "apart": 9.0, "pooled": 8.0, "virtual": 8.0},
    full_time_equivalents={"bexley": 3.0, "bromley": 4.0},
    binding_half_hour={"apart": "10:00", "pooled": "10:00", "virtual": "10:00"},
)
POOLED = WaysSettings(
    compared=("pooled",), pooled=WaySettings(telephony_gbp=1500.0, records_gbp=500.0, lead_time_months=12)
)
"""One way of working, whose staff move in quarter 4: a yearly pound from then on is worth 0.8 + 0.64 = 1.44."""
MINIMUM = site_costs(("old-b", "improvement", "do_minimum", 1_000_000.0, "gbp"))
"""A million for the do-minimum, in the first quarter and without bias: far behind every other option."""


@dataclass(frozen=True)
class Ranked:
    """The ranked options, and what they were ranked from."""

    options: pd.DataFrame
    """tables.OptionsTable."""
    accounts: Accounts

    @property
    def costs(self) -> pd.DataFrame:
        """tables.CostsTable."""
        return self.accounts.costs


def journeys_of(option_ids: Sequence[str]) -> pd.DataFrame:
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


def travel(plan: Plan, groups: Groups, book: Book, settings: CostsSettings) -> list[Line]:
    """The lines of the journeys of a plan, worked from minutes alone."""
    if plan.stays:
        return []
    added = travel_values.added(
        groups.minutes_per_year, groups.vehicle_km_per_year, groups.kgco2e_per_year, plan.heads[list(plan.site_ids)]
    )
    return travel_values.lines(added, settings, book.timeline, book.move_quarter, {})


def accounts_of(
    sound: Sequence[Found], problems: Mapping[str, Problem], groups: Groups, made: Mapping[str, Book],
    settings: CostsSettings, present: "pd.Series[int]",
) -> Accounts:  # fmt: skip
    """The audited money of every plan, journeys among it."""
    first = next(iter(problems.values()))
    items = [
        Audited(
            found, found.plan, problems.get(found.option.working, first), groups, made[found.option.book],
            travel(found.plan, groups, made[found.option.book], settings),
        )
        for found in sound
    ]  # fmt: skip
    return audit.accounts(items)


def ranked(
    places: gpd.GeoDataFrame | None = None,
    settings: CostsSettings = ROUND,
    ways: WaysSettings = POOLED,
    *,
    minutes: Mapping[str, float] | None = None,
    sites_open_max: int = 1,
    near_tie_share: float = 0.05,
    needed: Mapping[str, int] | None = None,
    short: Mapping[str, Sequence[Short]] | None = None,
    **others: object,
) -> Ranked:
    """Three staff in one group, `minutes` a year added a head by site; six workstations are needed in one queue."""
    found_sites = sites() if places is None else places
    made = books(found_sites, settings, ways, **{"costs": MINIMUM, **others})
    table = pd.DataFrame([{s: (minutes or {}).get(s, 0.0) for s in found_sites.index}], index=["g-1"])
    rules = Options(staff_per_site_min=1, sites_open_max=sites_open_max, near_tie_share=near_tie_share)
    present = list(found_sites.index[found_sites["present_of"] != ""])
    problems, groups = {}, None
    for way in [w for w in ("apart", "pooled") if w in ways.compared]:
        problem, groups = asked(
            made, way, {"g-1": 3}, table, {**NEED.workstations, **(needed or {})}[way],
            places=found_sites, settings=settings, rules=rules,
        )  # fmt: skip
        problems[way] = replace(problem, as_now=frozenset(present) if way == "apart" else frozenset())
    names = {s: s.capitalize() for s in found_sites.index}
    found = enumerate_all(problems, listed(names, present, rules, ways.compared))
    sound = [item for item in found if item.plan is not None]
    held = prices_of(made[next(iter(problems))], found_sites).sites["workstations_present"]
    accounts = accounts_of(sound, problems, groups, made, settings, held)
    journeys = journeys_of([item.option.option_id for item in sound])
    options = ranking.ranked(found, accounts, journeys, problems, NEED, held, short)
    return Ranked(checked(options, OptionsTable, "options"), accounts)


def with_rent(places: gpd.GeoDataFrame, rise: float, *site_ids: str) -> gpd.GeoDataFrame:
    """The sites with rent at some of them raised by `rise`."""
    raised = places["rent_gbp_per_m2_per_year"].copy()
    raised[list(site_ids)] += rise
    return places.assign(rent_gbp_per_m2_per_year=raised)

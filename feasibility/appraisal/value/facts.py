"""What a run knows of its options that a value score may use: published figures, and officers' judgements of sites."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from feasibility.scenario.value import Measure
from feasibility.tables import ALL

DAYS_PER_MONTH = 365.25 / 12
FIRST_MONTH = 4
"""A financial year begins in April."""
TIME_LINE, CARBON_LINE, LEAVERS_LINE = "travel-time@", "travel-carbon@", "attrition@"
"""Beginnings of the cost lines (tables.CostsTable) that price time, carbon and staff who leave."""


@dataclass(frozen=True)
class Facts:
    """Figures of the options as they may be published. Nothing of a person, no count of a few."""

    options: pd.DataFrame
    """tables.OptionsTable: the options that can be had within reach are scored, in this order."""
    journeys: pd.DataFrame
    """tables.JourneysTable, rows of the basis that ranks."""
    resilience: pd.DataFrame
    """tables.ResilienceTable."""
    costs: pd.DataFrame
    """tables.CostsTable."""
    seated: pd.DataFrame
    """option_id, site_id, workstations: those taken at each site, present centres that stay among them."""
    sites: pd.DataFrame
    """By site_id: tenure, step_free, network_ready, available_months, as `of_sites` gives them."""
    judgements: pd.DataFrame | None = None
    """tables.value.Judgements; None where the scenario names none."""


def of_sites(sites: pd.DataFrame, leases: pd.DataFrame | None, first_financial_year: int) -> pd.DataFrame:
    """What a value score may use of the sites (tables.Sites, by site_id).

    `available_months`: months from the start of the first financial year until the place can be had, which is the first
    `start` of its leases (tables.Leases); 0 at a present centre; blank where no lease says.
    """
    from_day = date(first_financial_year, FIRST_MONTH, 1)
    starts: Mapping[str, str] = {}
    if leases is not None:
        starts = leases[leases["event"] == "start"].groupby("site_id")["date"].min().to_dict()
    months = {
        site: max(0.0, (date.fromisoformat(day) - from_day).days / DAYS_PER_MONTH) for site, day in starts.items()
    }
    held = sites["present_of"] != ""
    available = pd.Series(sites.index.map(months), index=sites.index, dtype=float).mask(held, 0.0)
    known = pd.DataFrame(sites[["tenure", "step_free", "network_ready"]])
    return known.assign(available_months=available)


def figure(facts: Facts, measure: Measure, option_ids: "pd.Index[str]") -> "pd.Series[float]":
    """Option id to the figure of a measure, blank where it is not known. Not for measures in words of sites."""
    return _FIGURES[measure](facts).reindex(option_ids).astype(float)


def _of_options(name: str) -> "Callable[[Facts], pd.Series[float]]":
    return lambda facts: facts.options.set_index("option_id")[name]


def _of_journeys(name: str) -> "Callable[[Facts], pd.Series[float]]":
    return lambda facts: facts.journeys[facts.journeys["employer"] == ALL].set_index("option_id")[name]


def _of_resilience(name: str) -> "Callable[[Facts], pd.Series[float]]":
    return lambda facts: facts.resilience.set_index("option_id")[name]


def _employer_gap(facts: Facts) -> "pd.Series[float]":
    """Between the employers whose mean journey lengthens most and least; blank where they are not shown apart."""
    apart = facts.journeys[facts.journeys["employer"] != ALL]
    means = apart.pivot_table(  # not a number stays one: an employer not shown leaves the gap unknown
        index="option_id", columns="employer", values="change_minutes_mean", dropna=False, aggfunc="first"
    )
    if means.shape[1] < 2:
        return pd.Series(dtype=float)
    return means.max(axis=1, skipna=False) - means.min(axis=1, skipna=False)


def _share_at(column: str) -> "Callable[[Facts], pd.Series[float]]":
    """Share of the workstations taken that are at sites known to have it: not known counts as no."""

    def share(facts: Facts) -> "pd.Series[float]":
        there = facts.seated["site_id"].map(facts.sites[column]) == "yes"
        taken, options = facts.seated["workstations"], facts.seated["option_id"]
        return taken.where(there, 0).groupby(options).sum() / taken.groupby(options).sum()

    return share


def _available(facts: Facts) -> "pd.Series[float]":
    """When the last of the option's sites can be had; not known where that of one is not."""
    months = facts.seated["site_id"].map(facts.sites["available_months"])
    known = months.notna().groupby(facts.seated["option_id"]).all()
    return months.groupby(facts.seated["option_id"]).max().where(known)


_FIGURES: "Mapping[Measure, Callable[[Facts], pd.Series[float]]]" = {
    "change_minutes_mean": _of_journeys("change_minutes_mean"),
    "change_minutes_worst_tenth": _of_journeys("change_minutes_worst_tenth"),
    "change_minutes_employer_gap": _employer_gap,
    "worse_15_share": _of_options("worse_15_share"),
    "worse_30_share": _of_options("worse_30_share"),
    "total_npc_gbp": _of_options("total_npc_gbp"),
    "resource_npc_gbp": _of_options("resource_npc_gbp"),
    "cash_gbp": _of_options("cash_gbp"),
    "headroom_share": _of_options("headroom_share"),
    "answered_share": _of_resilience("answered_share"),
    "sites_count": _of_resilience("sites"),
    "step_free_share": _share_at("step_free"),
    "network_ready_share": _share_at("network_ready"),
    "available_months": _available,
    "change_kgco2e_per_year": _of_journeys("change_kgco2e_per_year"),
}
"""How each measure is read off the tables."""


def priced(facts: Facts, line: str) -> "pd.Series[float]":
    """Option id to the present cost of the lines that begin with `line`; options without one are left out."""
    of_line = facts.costs[facts.costs["line_id"].str.startswith(line)]
    return of_line.groupby("option_id")["npc_gbp"].sum()

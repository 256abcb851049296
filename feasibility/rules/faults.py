"""What is wrong with the rules of a scenario once its tables are known, in an officer's words."""

import difflib
from collections.abc import Collection, Iterator

import geopandas as gpd
import pandas as pd

from feasibility.costs.timeline import Timeline
from feasibility.scenario.model import Settings
from feasibility.scenario.rules import RulesSettings, sites_named


def faults(settings: Settings, sites: gpd.GeoDataFrame, staff: pd.DataFrame, why_not: "pd.Series[str]") -> list[str]:
    """A line for each rule that the tables do not bear out; empty where there is none.

    `sites` is tables.Sites by site id, `staff` tables.Staff; `why_not` gives each site that may not be chosen, and why.
    """
    rules = settings.rules
    return [
        *_unknown(rules, sites.index),
        *_not_considered(rules, why_not),
        *_too_many(settings),
        *_not_told(rules, sites),
        *_no_teams(rules, staff),
        *_years(settings),
    ]


def _unknown(rules: RulesSettings, known: "pd.Index[str]") -> Iterator[str]:
    """Sites that the table of sites lacks, each with the nearest that it has."""
    for setting, site in dict.fromkeys(sites_named(rules)):
        if site not in known:
            near = difflib.get_close_matches(site, sorted(known), n=1, cutoff=0.6)
            hint = f"is it {near[0]}?" if near else f"it has {', '.join(sorted(known))}"
            yield f'{setting}: found "{site}", which the table of sites lacks; {hint}'


def _not_considered(rules: RulesSettings, why_not: "pd.Series[str]") -> Iterator[str]:
    """Sites that have to open and cannot, because they are not considered."""
    for site in rules.must_open or ():
        if site in why_not.index:
            yield f"rules.must_open: {site} cannot open: {why_not[site]}; widen boundary.corridor_km, or take it out"
    for name, chosen in rules.at_least.items():
        out = [site for site in chosen.sites if site in why_not.index]
        if len(chosen.sites) - len(out) < chosen.count and out:
            yield (
                f"rules.at_least.{name}: asks for {chosen.count}, but {_those(out)} not considered "
                f"({why_not[out[0]]}); widen boundary.corridor_km, or ask for fewer"
            )


def _those(sites: Collection[str]) -> str:
    return f"{' and '.join(sites)} {'is' if len(sites) == 1 else 'are'}"


def _too_many(settings: Settings) -> Iterator[str]:
    """More sites that have to open than may."""
    forced, most = len(settings.rules.must_open or ()), settings.options.sites_open_max
    if forced > most:
        yield f"rules.must_open: names {forced} sites, options.sites_open_max allows {most}; raise it, or take some out"
    for name, chosen in settings.rules.at_least.items():
        if chosen.count > most:
            yield (
                f"rules.at_least.{name}: asks for {chosen.count} sites, options.sites_open_max allows {most}; raise "
                "it, or ask for fewer"
            )


def _not_told(rules: RulesSettings, sites: gpd.GeoDataFrame) -> Iterator[str]:
    """Rules on what the table of sites says of no site."""
    for column in ("step_free", "network_ready"):
        if getattr(rules, f"{column}_only") and (sites[column] == "").all():
            yield (
                f"rules.{column}_only: column {column} of the table of sites says of no site whether it is, and not "
                "known counts as no; fill it with yes or no"
            )


def _no_teams(rules: RulesSettings, staff: pd.DataFrame) -> Iterator[str]:
    if rules.keep_teams_together and (staff["team"] == "").all():
        yield "rules.keep_teams_together: column team of the staff file names no team; fill it with a word for each"


def _years(settings: Settings) -> Iterator[str]:
    """Budgets of years that the study does not count."""
    timeline = Timeline(settings.costs.first_financial_year, settings.costs.period_years)
    known = [timeline.year_label(year) for year in range(timeline.years)]
    for year in settings.rules.budget_gbp_by_year:
        if year not in known:
            yield (
                f"rules.budget_gbp_by_year: {year} is none of the years counted, {known[0]} to {known[-1]}; take it "
                "out, or change costs.first_financial_year or costs.period_years"
            )

"""What follows when a partner leaves: space that stands empty, and who pays under each rule (tables.ExitsTable)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from feasibility.appraisal.partners.cash import Floats, OptionCash, written_down
from feasibility.appraisal.partners.facts import OptionFacts, PartnerFacts
from feasibility.appraisal.partners.held import Held, after, held, left_on
from feasibility.appraisal.partners.keys import Key
from feasibility.costs.timeline import QUARTERS_PER_YEAR, Timeline
from feasibility.scenario.partners import EACH, PartnersSettings
from feasibility.tables import ALL, checked, empty
from feasibility.tables.partners import EXIT_RULES, ExitsTable

JOINED = ("pooled", "virtual")
"""Ways of working that join systems, which must be taken apart again."""


@dataclass(frozen=True)
class Leaving:
    """One partner leaving one option in one year, whoever pays."""

    quarter: int
    """First quarter without it."""
    workstations_empty: int
    until: int
    """First quarter in which no shared space is paid for."""
    ends_by: str
    together: Floats
    """What the partners would divide had it stayed, over the same quarters."""
    empty_gbp: float
    sub_let: Floats
    penalty: Floats
    split: Floats
    """Taking systems apart, in the quarter of leaving."""
    unused_fit_out_gbp: float

    @property
    def pot(self) -> Floats:
        """What there is to divide once it has left."""
        return self.together - self.sub_let + self.penalty + self.split


def table(
    cash: Mapping[str, OptionCash], keys: Sequence[Key], facts: PartnerFacts, timeline: Timeline,
    factors: Sequence[float], settings: PartnersSettings,
) -> pd.DataFrame:  # fmt: skip
    """tables.partners.ExitsTable: a row an option that shares something, key, leaver, year and rule.

    A year beyond the period is left out, and so is one before anything is shared.
    """
    leavers = list(facts.names) if settings.leaves == EACH else [settings.leaves]
    years = [year for year in settings.leaves_in_years if year <= timeline.period_years]
    rows = []
    for option_id, option_cash in cash.items():
        due = np.flatnonzero(_site_cash(option_cash, facts.options[option_id]))
        for leaver, year in ((leaver, year) for leaver in leavers for year in years):
            if not len(due) or year * QUARTERS_PER_YEAR <= due[0]:
                continue
            leaving = left(option_cash, facts.options[option_id], facts, leaver, year, timeline, settings)
            told = {"option_id": option_id, "leaver": leaver, "year": year} | _told(leaving, timeline)
            rows += [
                told | {"key": key.name, "agreed": (key.name, rule) == (settings.agreed_key, settings.exit_rule)} | paid
                for key in keys
                if not key.left_out
                for rule, paid in _paid(leaving, key.shares[leaver], factors, settings.notice_months)
            ]
    frame = pd.DataFrame(rows)[list(empty(ExitsTable).columns)] if rows else empty(ExitsTable)
    return checked(frame, ExitsTable, "exits")


def _site_cash(cash: OptionCash, option: OptionFacts) -> Floats:
    """What shows that sharing has begun: occupancy of shared sites, or any shared line where nobody moves."""
    return cash.part(groups=("occupancy",), places=option.workstations) if option.workstations else cash.pot


def left(
    cash: OptionCash, option: OptionFacts, facts: PartnerFacts, leaver: str, year: int, timeline: Timeline,
    settings: PartnersSettings,
) -> Leaving:  # fmt: skip
    """A partner leaving on 1 April of a year, saying so on that day.

    Each shared site empties in the same proportion: the workstations that the others do not need, over those taken.
    Lines of a shared site are paid until it can be given up, the other shared lines until the last site is, or until
    the end of the period where nobody moved.
    """
    quarter, quarters = QUARTERS_PER_YEAR * year, timeline.quarters
    taken = sum(option.workstations.values())
    vacant = max(0, taken - _needed_without(leaver, facts)) if taken else 0
    share = vacant / taken if taken else 0.0
    sites = {
        site: held(
            cash.part(groups=("occupancy",), places=(site,)), share, facts.lease_events.get(site, ()),
            left_on(year, timeline), timeline,
            void_months=settings.void_months, sub_let_share=settings.sub_let_share,
        )
        for site in option.workstations
    }  # fmt: skip
    joining = cash.part(groups=("systems",), places=(ALL,), kind="capital")
    again = settings.split_systems_share * float(joining[:quarter].sum()) if option.working in JOINED else 0.0
    fit_out = cash.part(groups=("works",), places=sites, kind="capital")
    return Leaving(
        quarter=quarter,
        workstations_empty=vacant,
        until=max((site.end.quarter for site in sites.values()), default=quarters),
        ends_by=_ends_by(sites),
        together=_together(cash, sites, quarter),
        empty_gbp=float(sum(site.empty.sum() for site in sites.values())),
        sub_let=sum((site.sub_let for site in sites.values()), start=np.zeros(quarters)),
        penalty=_penalties(list(sites.values()), quarters),
        split=np.where(np.arange(quarters) == quarter, again, 0.0),
        unused_fit_out_gbp=share * written_down(fit_out, quarter, settings.write_down_years),
    )


def _ends_by(sites: Mapping[str, Held]) -> str:
    if len(sites) == 1:
        return next(site.end.words for site in sites.values())
    return "; ".join(f"{site_id}: {site.end.words}" for site_id, site in sites.items()) or "end of the period"


def _together(cash: OptionCash, sites: Mapping[str, Held], quarter: int) -> Floats:
    """Shared lines from a quarter on: those of a site until it is given up, the others until the last site is."""
    until = max((site.end.quarter for site in sites.values()), default=len(cash.pot))
    due = _between(cash.pot - cash.part(places=sites), quarter, until)
    for site_id, site in sites.items():
        due = due + _between(cash.part(places=(site_id,)), quarter, site.end.quarter)
    return due


def _needed_without(leaver: str, facts: PartnerFacts) -> int:
    """Workstations that the others need once the leaver is gone."""
    apart = sum(count for a, count in facts.workstations_apart.items() if a != leaver)
    return facts.workstations_without.get(leaver, apart)


def _between(amounts: Floats, first: int, end: int) -> Floats:
    place = np.arange(len(amounts))
    return np.asarray(np.where((place >= first) & (place < end), amounts, 0.0))


def _penalties(sites: Sequence[Held], quarters: int) -> Floats:
    due = np.zeros(quarters)
    for site in sites:
        due[site.end.quarter - 1] += site.end.penalty_gbp
    return due


def _told(leaving: Leaving, timeline: Timeline) -> dict[str, str | float | int]:
    return {
        "leaves_on": timeline.label(leaving.quarter),
        "workstations_empty": leaving.workstations_empty,
        "held_until": timeline.label(leaving.until - 1),
        "ends_by": leaving.ends_by,
        "empty_space_gbp": leaving.empty_gbp,
        "sub_let_gbp": float(leaving.sub_let.sum()),
        "break_penalty_gbp": float(leaving.penalty.sum()),
        "split_systems_gbp": float(leaving.split.sum()),
        "unused_fit_out_gbp": leaving.unused_fit_out_gbp,
        "together_gbp": float(leaving.together.sum()),
    }


def _paid(
    leaving: Leaving, share: float, factors: Sequence[float], notice_months: int
) -> list[tuple[str, dict[str, object]]]:
    """By rule, what the leaver and the rest pay, and how that differs from its staying. The sum is the same."""
    quarters, stayed, pot = len(factors), share * leaving.together, leaving.pot
    in_notice = 1 - after(leaving.quarter, notice_months, quarters)
    weights = dict(zip(EXIT_RULES, (np.ones(quarters), in_notice, np.zeros(quarters)), strict=True))
    found: list[tuple[str, dict[str, object]]] = []
    for rule, weight in weights.items():
        leaver = share * pot * weight
        rest, change = pot - leaver, pot - leaver - (leaving.together - stayed)
        found.append((rule, {
            "rule": rule, "key_share": share,
            "leaver_pays_gbp": float(leaver.sum()), "rest_pay_gbp": float(rest.sum()),
            "leaver_change_gbp": float((leaver - stayed).sum()), "rest_change_gbp": float(change.sum()),
            "rest_change_present_gbp": float(change @ np.array(factors)),
        }))  # fmt: skip
    return found

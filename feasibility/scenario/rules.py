"""Settings of the rules that an officer may set on where sites open, who sits where, and what it may cost."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from typing import Annotated, Literal, Self

from pydantic import Field, field_validator, model_validator

from feasibility.scenario.base import Identifier, Section, Share

SiteIds = Annotated[tuple[Identifier, ...], Field(strict=False, min_length=1, max_length=200)]
"""Ids of sites of the table of sites."""
Minutes = Annotated[float, Field(ge=0, le=1440)]
"""Minutes one way."""
Tenure = Literal["leased", "owned", "nhs", "unknown"]
"""How the space at a site would be held."""
Gbp = Annotated[float, Field(ge=0, le=1e12)]
YEAR = re.compile(r"(\d{4})-(\d{2})")


class SomeOf(Section):
    """A named set of sites, and how many of them."""

    sites: SiteIds
    """The sites of the set."""
    count: int = Field(ge=0, le=25)
    """How many of them may, or must, open."""


class RulesSettings(Section):
    """Rules beyond those of [boundary] and [options]; each is off unless it is stated.

    They bind every option in which staff move, and none in which the centres stay.
    """

    must_open: SiteIds | None = None
    """Sites that every shared option opens."""
    must_close: SiteIds | None = None
    """Sites that no shared option opens."""
    at_most: dict[Identifier, SomeOf] = Field(default={})
    """Sets of sites of which no more than so many open: `[rules.at_most.<name>]`."""
    at_least: dict[Identifier, SomeOf] = Field(default={})
    """Sets of sites of which so many or more open: `[rules.at_least.<name>]`."""
    not_together: Annotated[tuple[SiteIds, ...], Field(strict=False, min_length=1, max_length=200)] | None = None
    """Lists of sites; of each list one site opens at most."""
    sites_per_authority_max: Annotated[int, Field(ge=1, le=25)] | None = None
    """Most shared sites that stand in one authority; a site outside the partners counts to none."""
    step_free_only: bool = False
    """Whether only sites open that are known to be step-free: column `step_free` of the table of sites."""
    network_ready_only: bool = False
    """Whether only sites open that are known to be on the network: column `network_ready` of the table of sites."""
    tenures_allowed: Annotated[tuple[Tenure, ...], Field(strict=False, min_length=1)] | None = None
    """Only sites held in one of these ways open: column `tenure` of the table of sites."""
    keep_teams_together: bool = False
    """Whether every team sits at one site: column `team` of the staff file."""
    journey_minutes_max: Minutes | None = None
    """Nobody is seated where the journey takes longer, one way."""
    beyond_minutes: Minutes | None = None
    """One-way journeys longer than this count as long; `beyond_share_max` says for how many staff."""
    beyond_share_max: Share | None = None
    """Largest share of the staff measured whose journey is longer than `beyond_minutes`."""
    worse_minutes_max: Minutes | None = None
    """Nobody is seated where the journey takes longer than now by more than this, one way."""
    change_minutes_mean_max: Minutes | None = None
    """Most that the mean one-way journey of each partner's staff may lengthen."""
    change_minutes_median_max: Minutes | None = None
    """For at least half of each partner's staff the one-way journey lengthens by no more than this."""
    change_minutes_gap_max: Minutes | None = None
    """Most that the mean changes of the one-way journeys of two partners' staff may lie apart."""
    no_partner_worse_off_than_do_minimum: bool = False
    """Whether each partner must pay no more, under the agreed key and in present cash, than by its own do-minimum."""
    budget_gbp_by_year: dict[str, Gbp] = Field(default={})
    """Most cash of all partners together by financial year, pounds of that year: `2011-12 = 500000`. Optimism bias and
    lost VAT are counted, capital and revenue together; a year that is not named has no limit."""
    seats_left_share_min: Share | None = None
    """Share of the workstations needed that the sites left must hold when any one site fails."""
    fallback_km_max: Annotated[float, Field(gt=0, le=500)] | None = None
    """Farthest that another open site, or a place marked `fallback` in the table of sites, may be from each open site;
    straight."""

    @field_validator("budget_gbp_by_year")
    @classmethod
    def _of_years(cls, budgets: dict[str, float]) -> dict[str, float]:
        wrong = [year for year in budgets if not is_year(year)]
        if wrong:
            told = ", ".join(f'"{year[:40]}"' for year in wrong)
            raise ValueError(f"found {told}; write a financial year such as 2011-12")
        return budgets

    @model_validator(mode="after")
    def _can_be_kept(self) -> Self:
        faults = [*_halves(self), *_repeated(self), *_against_each_other(self)]
        if faults:
            raise ValueError("; ".join(faults))
        return self


def is_year(label: str) -> bool:
    """Whether a text is a financial year as councils write it: `2011-12`."""
    match = YEAR.fullmatch(label)
    return match is not None and (int(match[1]) + 1) % 100 == int(match[2])


def sites_named(rules: RulesSettings) -> list[tuple[str, str]]:
    """Every site that the rules name, with the setting that names it, in the order of the settings."""
    sets = [
        *(("must_open", rules.must_open or ()), ("must_close", rules.must_close or ())),
        *((f"at_most.{name}", chosen.sites) for name, chosen in rules.at_most.items()),
        *((f"at_least.{name}", chosen.sites) for name, chosen in rules.at_least.items()),
        *(("not_together", sites) for sites in rules.not_together or ()),
    ]
    return [(f"rules.{setting}", site) for setting, sites in sets for site in sites]


def _halves(rules: RulesSettings) -> list[str]:
    """Settings that mean nothing one without the other."""
    if (rules.beyond_minutes is None) == (rules.beyond_share_max is None):
        return []
    there, lacks = ("beyond_minutes", "beyond_share_max")
    if rules.beyond_minutes is None:
        there, lacks = lacks, there
    return [f"{there} stands without {lacks}; state both, or neither"]


def _repeated(rules: RulesSettings) -> list[str]:
    lists: list[tuple[str, Sequence[str]]] = [
        ("must_open", rules.must_open or ()),
        ("must_close", rules.must_close or ()),
        ("tenures_allowed", rules.tenures_allowed or ()),
        *((f"at_most.{name}", chosen.sites) for name, chosen in rules.at_most.items()),
        *((f"at_least.{name}", chosen.sites) for name, chosen in rules.at_least.items()),
        *((f"not_together (entry {n})", sites) for n, sites in enumerate(rules.not_together or (), start=1)),
    ]
    faults = [
        f"{name} names {site} more than once; keep one"
        for name, sites in lists
        for site, count in Counter(sites).items()
        if count > 1
    ]
    faults += [
        f"not_together (entry {n}) names {sites[0]} alone; name two or more"
        for n, sites in enumerate(rules.not_together or (), start=1)
        if len(sites) == 1
    ]
    return faults + [
        f"at_least.{name} asks for {chosen.count} of {len(chosen.sites)} sites; ask for {len(chosen.sites)} or fewer"
        for name, chosen in rules.at_least.items()
        if chosen.count > len(chosen.sites)
    ]


def _against_each_other(rules: RulesSettings) -> list[str]:
    """Rules of which no option can keep both, whatever the sites are like."""
    opened, closed = set(rules.must_open or ()), set(rules.must_close or ())
    faults = [f"{site} stands in must_open and in must_close; keep one" for site in sorted(opened & closed)]
    faults += [
        f"must_open asks for {' and '.join(both)}, which not_together (entry {n}) keeps apart; take one out"
        for n, sites in enumerate(rules.not_together or (), start=1)
        for both in combinations([site for site in sites if site in opened], 2)
    ]
    faults += [
        f"must_open asks for {len(forced)} sites of at_most.{name}, which allows {chosen.count}; take some out"
        for name, chosen in rules.at_most.items()
        if len(forced := opened & set(chosen.sites)) > chosen.count
    ]
    return faults + [
        f"must_close leaves {len(left)} sites of at_least.{name}, which asks for {chosen.count}; take some out"
        for name, chosen in rules.at_least.items()
        if len(left := set(chosen.sites) - closed) < min(chosen.count, len(set(chosen.sites)))
    ]


NO_RULES = RulesSettings()
"""Every rule off."""

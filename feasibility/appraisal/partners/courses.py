"""The two courses of those who stay when a partner leaves: give the space up, or stay on to the end of the period."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from feasibility.appraisal.partners.cash import Floats, OptionCash, written_down
from feasibility.appraisal.partners.facts import OptionFacts, PartnerFacts
from feasibility.appraisal.partners.held import End, empty, first_end, left_on
from feasibility.costs.timeline import QUARTERS_PER_YEAR, Timeline
from feasibility.scenario.partners import PartnersSettings
from feasibility.tables import ALL
from feasibility.tables.partners import GIVE_UP, STAY_ON

JOINED = ("pooled", "virtual")
"""Ways of working that join systems, which must be taken apart again."""
END_OF_PERIOD = "end of the period"


@dataclass(frozen=True)
class Space:
    """One shared site after a partner has left, by quarter from the day of leaving on."""

    lines: Floats
    """Everything shared at the site, had the partner stayed."""
    empty: Floats
    """Occupancy cost of what stands empty."""
    sub_let: Floats
    """Received from sub-tenants."""
    putting_right: Floats
    """What its lease asks to be put right at its end; part of `lines`."""
    fit_out: Floats
    """Capital of its works over the whole period."""
    taken: int
    """Workstations taken there while the partner was there."""
    end: End | None
    """The first way to give it up; none before the end of the period."""


@dataclass(frozen=True)
class Leaving:
    """One partner leaving one option in one year, whoever pays and whatever the rest then do."""

    quarter: int
    """First quarter without it."""
    spaces: Mapping[str, Space]
    empty_share: float
    """Workstations that the others do not need, over those taken: the same at every site."""
    together: Floats
    """What the partners would divide to the end of the period had it stayed."""
    split: Floats
    """Taking systems apart, in the quarter of leaving."""
    elsewhere_gbp_per_workstation_per_year: float
    """The option's own mean cost of a workstation: everything shared at its sites, from their first cost in use on."""

    @property
    def workstations_empty(self) -> int:
        """At all sites together."""
        return round(self.empty_share * sum(space.taken for space in self.spaces.values()))

    @property
    def liable_until(self) -> int:
        """First quarter by which every site can be given up; the end of the period where one cannot be before it."""
        quarters = len(self.together)
        return max((s.end.quarter if s.end else quarters for s in self.spaces.values()), default=quarters)

    @property
    def liable(self) -> Floats:
        """What the leaver has a share in: each site's lines until it can be given up, the others until the last can."""
        lines = sum((space.lines for space in self.spaces.values()), start=np.zeros(len(self.together)))
        due = before(self.together - lines, self.liable_until)
        for space in self.spaces.values():
            due = due + (before(space.lines, space.end.quarter) if space.end else space.lines)
        return due

    @property
    def ends_by(self) -> str:
        """How each site can first be given up, in words."""
        words = {site: space.end.words if space.end else END_OF_PERIOD for site, space in self.spaces.items()}
        if len(words) == 1:
            return next(iter(words.values()))
        return "; ".join(f"{site}: {how}" for site, how in words.items()) or END_OF_PERIOD


@dataclass(frozen=True)
class Course:
    """What one course of the rest comes to, whoever pays, from the day of leaving to the end of the period."""

    name: str
    held_until: int
    """First quarter in which no shared space is paid for."""
    empty: Floats
    sub_let: Floats
    to_leaver: Floats
    """The part of `sub_let` that a leaver who pays for the empty space has a claim to: until it can be given up."""
    given_up: Floats
    """Lines of given-up sites that are then no longer paid."""
    elsewhere: Floats
    """Space found elsewhere."""
    workstations_elsewhere: float
    on_giving_up: Floats
    """Penalties of breaks, and putting right what would have been due later."""
    put_off: Floats
    """What `on_giving_up` brings forward, in the quarters where it would have been due."""
    penalty_gbp: float
    unused_fit_out_gbp: float

    def pot(self, leaving: Leaving) -> Floats:
        """What there is to pay by quarter."""
        kept = leaving.together - self.given_up - self.put_off
        return kept + self.elsewhere + self.on_giving_up + leaving.split - self.sub_let


def left(
    cash: OptionCash, option: OptionFacts, facts: PartnerFacts, leaver: str, year: int, timeline: Timeline,
    settings: PartnersSettings,
) -> Leaving:  # fmt: skip
    """A partner leaving on 1 April of a year, saying so on that day."""
    quarter = QUARTERS_PER_YEAR * year
    taken = sum(option.workstations.values())
    share = max(0, taken - _needed_without(leaver, facts)) / taken if taken else 0.0
    joining = cash.part(groups=("systems",), places=(ALL,), kind="capital")
    again = settings.split_systems_share * float(joining[:quarter].sum()) if option.working in JOINED else 0.0
    spaces = {}
    for site, count in option.workstations.items():
        cost, sub_let = empty(
            cash.part(groups=("occupancy",), places=(site,)), share, quarter,
            void_months=settings.void_months, sub_let_share=settings.sub_let_share,
        )  # fmt: skip
        spaces[site] = Space(
            lines=since(cash.part(places=(site,)), quarter),
            empty=cost,
            sub_let=sub_let,
            putting_right=since(cash.part(groups=("property",), places=(site,), kind="revenue"), quarter),
            fit_out=cash.part(groups=("works",), places=(site,), kind="capital"),
            taken=count,
            end=first_end(facts.lease_events.get(site, ()), left_on(year, timeline), timeline),
        )
    return Leaving(
        quarter=quarter,
        spaces=spaces,
        empty_share=share,
        together=since(cash.pot, quarter),
        split=np.where(np.arange(timeline.quarters) == quarter, again, 0.0),
        elsewhere_gbp_per_workstation_per_year=_mean_cost(cash, option),
    )


def courses(leaving: Leaving, settings: PartnersSettings) -> list[Course]:
    """What the rest may do: give up every site that can be before the end of the period, if any; or stay on."""
    stay = _course(STAY_ON, leaving, {}, settings)
    ends = {site: space.end for site, space in leaving.spaces.items() if space.end is not None}
    return [_course(GIVE_UP, leaving, ends, settings), stay] if ends else [stay]


def _course(name: str, leaving: Leaving, ends: Mapping[str, End], settings: PartnersSettings) -> Course:
    """The course in which the sites of `ends` are given up and the others kept to the end of the period."""
    quarters, nothing = len(leaving.together), np.zeros(len(leaving.together))
    empties, sub_let, to_leaver, given_up, elsewhere = (nothing.copy() for _ in range(5))
    on_giving_up, put_off = nothing.copy(), nothing.copy()
    unused, found = 0.0, 0.0
    each = leaving.elsewhere_gbp_per_workstation_per_year / QUARTERS_PER_YEAR
    for site, space in leaving.spaces.items():
        end = ends.get(site)
        until = end.quarter if end else quarters
        empties += before(space.empty, until)
        sub_let += before(space.sub_let, until)
        to_leaver += before(space.sub_let, min(until, space.end.quarter if space.end else quarters))
        unused += leaving.empty_share * written_down(space.fit_out, leaving.quarter, settings.write_down_years)
        if end is None:
            continue
        later, used = since(space.putting_right, until), (1 - leaving.empty_share) * space.taken
        given_up += since(space.lines, until) - later
        put_off += later
        on_giving_up[max(until - 1, leaving.quarter)] += end.penalty_gbp + float(later.sum())
        elsewhere += since(np.full(quarters, used * each), until)
        found += used
        unused += (1 - leaving.empty_share) * written_down(space.fit_out, until, settings.write_down_years)
    return Course(
        name=name,
        held_until=max((ends[s].quarter if s in ends else quarters for s in leaving.spaces), default=quarters),
        empty=empties, sub_let=sub_let, to_leaver=to_leaver, given_up=given_up, elsewhere=elsewhere,
        workstations_elsewhere=found, on_giving_up=on_giving_up, put_off=put_off,
        penalty_gbp=sum((end.penalty_gbp for end in ends.values()), 0.0), unused_fit_out_gbp=unused,
    )  # fmt: skip


def _mean_cost(cash: OptionCash, option: OptionFacts) -> float:
    """Mean cost of a workstation a year: everything shared at the sites, works and moving among it.

    Over the years from their first occupancy cost to the end of the period; 0 where there is none.
    """
    in_use = np.flatnonzero(cash.part(groups=("occupancy",), places=option.workstations))
    if not option.workstations or not len(in_use):
        return 0.0
    years = (len(cash.pot) - int(in_use[0])) / QUARTERS_PER_YEAR
    return float(cash.part(places=option.workstations).sum()) / sum(option.workstations.values()) / years


def _needed_without(leaver: str, facts: PartnerFacts) -> int:
    """Workstations that the others need once the leaver is gone."""
    apart = sum(count for a, count in facts.workstations_apart.items() if a != leaver)
    return facts.workstations_without.get(leaver, apart)


def since(amounts: Floats, quarter: int) -> Floats:
    """What falls due in a quarter or later; nothing before it."""
    return np.asarray(np.where(np.arange(len(amounts)) >= quarter, amounts, 0.0))


def before(amounts: Floats, quarter: int) -> Floats:
    """What falls due before a quarter; nothing from it on."""
    return amounts - since(amounts, quarter)


def any_shared(cash: OptionCash, option: OptionFacts) -> Sequence[int]:
    """The quarters in which something shared is paid for: occupancy of shared sites, or any line if nobody moves."""
    due = cash.part(groups=("occupancy",), places=option.workstations) if option.workstations else cash.pot
    return [int(quarter) for quarter in np.flatnonzero(due)]

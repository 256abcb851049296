"""The question as numbers keyed by id: no geography, no solver."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd

from feasibility import positions
from feasibility.costs.prices import Prices
from feasibility.groups import Groups, Pairs
from feasibility.measures import Bound, Measure
from feasibility.positions import Positions
from feasibility.scenario.sections import Options
from feasibility.travel.parking import DAYS_A_SPACE, ROUNDING_DAYS, split, without_space

FINEST_DAYS = 1e-3
"""Days a week are told no finer than this, so less by it is less."""
Whole = TypeVar("Whole", int, npt.NDArray[np.int64])


@dataclass(frozen=True)
class Parking:
    """Limited spaces, and what having one means to a head. Sites with spaces for everybody are not named.

    Figures a head at such a site (`travel_gbp`, and the heads of every measure) are those without a space.
    """

    spaces_days: "pd.Series[float]"
    """By limited site: days of parking a week that its spaces give (a space serves five)."""
    days: "pd.Series[float]"
    """Group id to days a week on site of one head."""
    asks: pd.DataFrame
    """Group by limited site: True where a head would use a space."""
    gbp: pd.DataFrame
    """Group by limited site: present value that a space adds to a head's travel; less than 0 where it saves."""
    needs: pd.DataFrame
    """Group by limited site: True where a head is not seated there without a space: there is no journey without, or a
    rule is against it, or the head has a space there now and keeps it."""
    change_minutes: pd.DataFrame = field(default_factory=pd.DataFrame)
    """Group by limited site: minutes one way that a space adds to a head's journey; less than 0 where it saves. Empty
    for nothing."""

    @property
    def in_use_days(self) -> "pd.Series[float]":
        """By limited site: days of parking a week that are given at least where somebody who asks for a space has none.

        What is left then is less than a whole space, and than anybody takes.
        """
        return (self.spaces_days - max(DAYS_A_SPACE, float(self.days.max())) + FINEST_DAYS).clip(lower=0.0)


@dataclass(frozen=True)
class Problem:
    """Which sites to open, and how many of each group to seat there: within reach, then at the least present cost."""

    heads: "pd.Series[int]"
    """Group id to number of staff."""
    travel_gbp: pd.DataFrame
    """Group by site: present value of what one head adds there, travel and expected leavers where they are counted; 0
    where the site is not reached."""
    unreached: pd.DataFrame
    """Group by site: True where its staff have no journey to the site."""
    sites: pd.DataFrame
    """By site id: workstations_max, workstations_present, open_gbp, workstation_gbp, ready (before staff move)."""
    moving_gbp: float
    staying_gbp: Mapping[str, float]
    """Option id of each way of staying to its present cost; do nothing is one."""
    workstations_needed: int
    """For all staff together at one shared centre."""
    rules: Options
    as_now: frozenset[str] = frozenset()
    """Sites that may not be opened alone together, because nothing would be shared; empty where any may."""
    bounds: tuple[Bound, ...] = ()
    """Rules on figures that add up: budgets, fairness, sites together, seats left and the like (`rules`)."""
    barred: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    """Key of a rule to group by site: True where none of the group's staff may be seated."""
    teams: "pd.Series[str]" = field(default_factory=lambda: pd.Series(dtype=str))
    """Group id to the team that all its staff belong to, which sits at one site; groups of no team are not named."""
    tiers: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """Site id to the sizes that space is let in there, as workstations paid for beyond the present ones, rising; a site
    not named lets any number."""
    parking: "Parking | None" = None
    """None where every site has spaces enough."""
    change_minutes: pd.DataFrame = field(default_factory=pd.DataFrame)
    """Group by site: minutes that one head travels more than now, one way (less, when negative); the mean of the group.
    0 where the site is not reached, and for staff whose journeys are not measured."""

    @cached_property
    def cost(self) -> Measure:
        """Present cost of a plan in which staff move, in pounds."""
        sites = self.sites
        return Measure(
            self.moving_gbp, sites["open_gbp"], sites["workstation_gbp"], self.travel_gbp, staying=self.staying_gbp,
            space=self.parking.gbp if self.parking else pd.DataFrame(),
        )  # fmt: skip

    @cached_property
    def staff(self) -> int:
        """Number of staff in all."""
        return int(self.heads.sum())

    @cached_property
    def of_site(self) -> Mapping[str, Mapping[str, Any]]:
        """Column of `sites` to site id to its figure: quicker to look up one by one."""
        return {str(name): column.to_dict() for name, column in self.sites.items()}

    @cached_property
    def positions(self) -> Positions:
        """The tables by group and site as arrays."""
        parking = self.parking
        space_gbp = None if parking is None else parking.gbp.where(parking.asks, 0.0)
        return positions.of_tables(self.heads, self.travel_gbp, self.unreached, self.sites.index, space_gbp)

    def paid_beyond(self, site: str, workstations: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """Workstations paid for beyond the present ones where so many are taken: the least size that space is let in.

        Where no size is large enough, what is taken: more than the floor holds, which `soundness` refuses.
        """
        beyond = np.maximum(workstations - int(self.of_site["workstations_present"][site]), 0)
        if site not in self.tiers:
            return beyond
        return least_size(self.tiers[site], beyond)

    def workstations_for(self, heads: Whole) -> Whole:
        """Whole workstations that `heads` staff take (one number, or many): their share of the centre's, rounded up."""
        return -(-self.workstations_needed * heads // self.staff)


def least_size(sizes: Sequence[int], beyond: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """The least of the sizes that space is let in that holds so many workstations; as many as asked where none does."""
    let = np.array([0, *sizes])
    place = np.searchsorted(let, beyond)
    return np.where(place < len(let), let[np.minimum(place, len(let) - 1)], beyond)


def build(
    known: Pairs,
    travel_gbp: pd.DataFrame,
    prices: Prices,
    staying_gbp: Mapping[str, float],
    needed: int,
    rules: Options,
    as_now: frozenset[str] = frozenset(),
) -> Problem:
    """The problem of one way of working over the sites considered. Whether it can have an answer: `impossible`."""
    considered = known.unreached.columns
    sites = prices.sites if prices.sites.index.equals(considered) else prices.sites.loc[considered]
    sites = sites.set_axis(sites.columns.str.replace("available", "ready"), axis="columns")
    return Problem(
        heads=known.heads,
        travel_gbp=travel_gbp.reindex(columns=considered),
        unreached=known.unreached,
        sites=sites,
        moving_gbp=prices.moving_gbp,
        staying_gbp=staying_gbp,
        workstations_needed=needed,
        rules=rules,
        as_now=as_now if as_now <= set(considered) else frozenset(),
        change_minutes=known.change_minutes,
    )


def with_parking(asked: Problem, groups: Groups, travel_gbp: pd.DataFrame, sites: pd.DataFrame) -> Problem:
    """The problem with the spaces of sites that have too few for all staff who would ask; as it is where none has.

    `travel_gbp` has a column for every journey (`Groups.places`); `sites` is tables.Sites by site id. A site has all
    the spaces that are used there now (`travel.parking.RULE`).
    """
    limited = [site for site in groups.asks.columns if site in asked.sites.index]
    if not limited:
        return asked
    each = groups.heads * groups.days
    asked_days, kept_days = (
        flags[limited].mul(each, axis="index").sum() for flags in (groups.asks, groups.keeps)
    )  # fmt: skip
    spaces_days = (DAYS_A_SPACE * sites.loc[limited, "parking_spaces"]).clip(lower=kept_days)
    short = [site for site in limited if asked_days[site] > spaces_days[site] + ROUNDING_DAYS]
    if not short:
        return asked
    places = [*asked.sites.index, *map(without_space, short)]
    without_gbp, space_gbp = split(travel_gbp.reindex(columns=places), short)
    without_minutes, space_minutes = split(groups.change_minutes.reindex(columns=places).fillna(0.0), short)
    only_with = groups.unreached[[without_space(site) for site in short]].set_axis(short, axis="columns")
    asks = groups.asks[short].astype(bool)
    return replace(
        asked,
        travel_gbp=without_gbp,
        change_minutes=without_minutes,
        parking=Parking(
            spaces_days=spaces_days[short],
            days=groups.days,
            asks=asks,
            gbp=space_gbp,
            needs=groups.keeps[short].astype(bool) | (asks & only_with),
            change_minutes=space_minutes,
        ),
    )


def impossible_in_every_way(problems: Mapping[str, Problem]) -> list[str]:
    """What each way of working lacks, where none can have an answer; empty where one may.

    What every way lacks alike is told once; anything else after the way it is said of.
    """
    faults = {way: impossible(problem) for way, problem in problems.items()}
    if not all(faults.values()):
        return []
    alike = set.intersection(*(set(found) for found in faults.values()))
    told = [fault if fault in alike else f"{way}: {fault}" for way, found in faults.items() for fault in found]
    return list(dict.fromkeys(told))


def impossible(problem: Problem) -> list[str]:
    """Why no admissible set of sites can seat everybody; empty where one may."""
    ready = problem.sites[problem.sites["ready"]]
    rules, seats = problem.rules, ready["workstations_max"].sort_values(ascending=False)
    faults = []
    if len(problem.sites) >= rules.sites_open_min > len(seats):
        faults.append(
            f"rule availability: {len(seats)} site(s) are available before staff move, options.sites_open_min asks for "
            f"{rules.sites_open_min}. Move later (costs.move_after_months) or add sites"
        )
    elif len(seats) < rules.sites_open_min:
        faults.append(
            f"rule boundary.corridor_km: {len(seats)} site(s) stand in the corridor, options.sites_open_min asks for "
            f"{rules.sites_open_min}; {rules.sites_open_min - len(seats)} short. Widen the corridor or add sites"
        )
    elif int(seats.iloc[: rules.sites_open_max].sum()) < problem.workstations_needed:
        held = int(seats.iloc[: rules.sites_open_max].sum())
        largest = " and ".join(str(s) for s in seats.index[: rules.sites_open_max])
        sets = {1: "", 2: " or pair of sites"}.get(rules.sites_open_max, f" or set of {rules.sites_open_max}")
        faults.append(
            f"rule capacity: no site{sets} on the list holds "
            f"{problem.workstations_needed} workstations; the largest ({largest}) holds {held}, "
            f"{problem.workstations_needed - held} short. Add a larger site or lower the need in [seats]"
        )
    if problem.staff < rules.staff_per_site_min * rules.sites_open_min:
        faults.append(
            f"rule options.staff_per_site_min: {problem.staff} staff cannot give {rules.sites_open_min} site(s) "
            f"{rules.staff_per_site_min} each; "
            f"{rules.staff_per_site_min * rules.sites_open_min - problem.staff} short. Lower the rule"
        )
    return faults

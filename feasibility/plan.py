"""What an option does: who sits where, and how many workstations are taken. Holds nothing of the solver."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from feasibility.measures import Measure
from feasibility.problem import Problem
from feasibility.travel import parking


@dataclass(frozen=True)
class Plan:
    """A decision. A way of staying has no site."""

    heads: pd.DataFrame
    """Group by open site: whole numbers of staff."""
    workstations: "pd.Series[int]"
    """Open site to workstations taken."""
    stays_as: str = ""
    """Option id of the way of staying; blank where staff move."""
    beyond: "pd.Series[int]" = field(default_factory=lambda: pd.Series(dtype=int))
    """Open site to workstations paid for beyond the present ones: those taken, or the size that space is let in."""
    parked: pd.DataFrame = field(default_factory=pd.DataFrame)
    """Group by open site with limited parking: staff who have a space; empty where there is no such site."""

    @cached_property
    def site_ids(self) -> tuple[str, ...]:
        """Sites open, in the order of the problem."""
        return tuple(str(s) for s in self.workstations.index)

    @cached_property
    def journey_heads(self) -> pd.DataFrame:
        """Group by journey: staff who go to each open site; where spaces are limited, those who have one.

        Those who have none, or ask for none, are under `parking.without_space` of the site.
        """
        heads = self.heads.copy()
        for site in self.parked.columns:
            heads[site] = self.parked[site]
            heads[parking.without_space(str(site))] = self.heads[site] - self.parked[site]
        return heads

    @property
    def stays(self) -> bool:
        """Whether both centres stay as they are."""
        return self.stays_as != ""


def staying(problem: Problem, option_id: str) -> Plan:
    """The plan of a way of staying."""
    return Plan(pd.DataFrame(index=problem.heads.index), pd.Series(dtype=int), option_id)


def seated(problem: Problem, heads: pd.DataFrame, parked: pd.DataFrame | None = None) -> Plan:
    """The plan that seats `heads` (group by site), taking the workstations they need.

    Without `parked`, everybody who asks for a space has one: `soundness` refuses that where there are too few.
    """
    staff = dict(zip(map(str, heads.columns), heads.to_numpy().sum(axis=0).tolist(), strict=True))
    taken = {site: problem.workstations_for(int(count)) for site, count in staff.items()}
    paid = {site: int(problem.paid_beyond(site, np.array([count]))[0]) for site, count in taken.items()
            if site in problem.positions.place}  # fmt: skip
    if parked is None:
        parked = _all_parked(problem, heads)
    return Plan(heads.astype(int), _counts(taken), beyond=_counts(paid), parked=parked)


def _counts(by_site: Mapping[str, int]) -> "pd.Series[int]":
    return pd.Series(np.array(list(by_site.values()), dtype=int), index=pd.Index(list(by_site), dtype=str))


def _all_parked(problem: Problem, heads: pd.DataFrame) -> pd.DataFrame:
    if problem.parking is None:
        return pd.DataFrame()
    limited = [site for site in heads.columns if site in problem.parking.spaces_days.index]
    return heads[limited].where(problem.parking.asks[limited], 0).astype(int) if limited else pd.DataFrame()


def unreached_heads(problem: Problem, plan: Plan) -> int:
    """Staff whom the plan seats at a site that they have no journey to; none where the centres stay."""
    if plan.stays:
        return 0
    return int(over_seats(plan, at_seats(plan, problem.unreached)))


def objective_gbp(problem: Problem, plan: Plan) -> float:
    """Present cost of the plan by the problem's numbers, travel included."""
    return figure(plan, problem.cost)


def figure(plan: Plan, measure: Measure) -> float:
    """A measure of the plan."""
    if plan.stays:
        return measure.staying.get(plan.stays_as, 0.0)
    total = measure.moving + _over_sites(measure.opened, dict.fromkeys(plan.site_ids, 1))
    total += _over_sites(measure.workstation, plan.beyond.to_dict())
    if not measure.head.empty:
        total += over_seats(plan, at_seats(plan, measure.head))
    if not measure.space.empty and not plan.parked.empty:
        of_space = measure.space.reindex(index=plan.parked.index, columns=plan.parked.columns).fillna(0.0)
        total += float((plan.parked.to_numpy() * of_space.to_numpy()).sum())
    if not measure.worst.empty:
        total += float(_highest(plan, measure)[: measure.worst_heads].sum())
    return total


def _over_sites(per_unit: "pd.Series[float]", units: Mapping[str, int]) -> float:
    if per_unit.empty:
        return 0.0
    return float(np.nansum([per_unit.get(site, 0.0) * count for site, count in units.items()]))


def _highest(plan: Plan, measure: Measure) -> npt.NDArray[np.float64]:
    """The figure of every head seated, highest first."""
    each = at_seats(plan, measure.worst).astype(float).ravel()
    return np.sort(np.repeat(each, at_seats(plan, plan.heads).ravel()))[::-1]


def at_seats(plan: Plan, per_head: pd.DataFrame) -> npt.NDArray[Any]:
    """The figures a head of the plan's sites, a row each, and groups; blank where there are none.

    Always laid out site after site, so that a sum over them is the same to the last bit.
    """
    if not per_head.index.equals(plan.heads.index) or any(site not in per_head.columns for site in plan.site_ids):
        per_head = per_head.reindex(index=plan.heads.index, columns=list(plan.site_ids))
    rows = [per_head.columns.get_loc(site) for site in plan.site_ids]
    return np.take(per_head.to_numpy().T, rows, axis=0)


def over_seats(plan: Plan, at_its_seats: npt.NDArray[Any]) -> float:
    """The sum over all staff whom the plan seats of a figure a head, given by `at_seats`."""
    return float((at_seats(plan, plan.heads) * at_its_seats).sum())

"""What an option does: who sits where, and how many workstations are taken. Holds nothing of the solver."""

from dataclasses import dataclass, field

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

    @property
    def site_ids(self) -> tuple[str, ...]:
        """Sites open, in the order of the problem."""
        return tuple(str(s) for s in self.workstations.index)

    @property
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
    taken = {str(site): problem.workstations_for(int(heads[site].sum())) for site in heads.columns}
    paid = {site: int(problem.paid_beyond(site, np.array([count]))[0]) for site, count in taken.items()
            if site in problem.sites.index}  # fmt: skip
    if parked is None:
        parked = _all_parked(problem, heads)
    return Plan(heads.astype(int), pd.Series(taken, dtype=int), beyond=pd.Series(paid, dtype=int), parked=parked)


def _all_parked(problem: Problem, heads: pd.DataFrame) -> pd.DataFrame:
    if problem.parking is None:
        return pd.DataFrame()
    limited = [site for site in heads.columns if site in problem.parking.spaces_days.index]
    return heads[limited].where(problem.parking.asks[limited], 0).astype(int) if limited else pd.DataFrame()


def unreached_heads(problem: Problem, plan: Plan) -> int:
    """Staff whom the plan seats at a site that they have no journey to; none where the centres stay."""
    if plan.stays:
        return 0
    return int(over_seats(plan, at_seats(plan, problem.unreached).astype(int)))


def objective_gbp(problem: Problem, plan: Plan) -> float:
    """Present cost of the plan by the problem's numbers, travel included."""
    return figure(plan, problem.cost)


def figure(plan: Plan, measure: Measure) -> float:
    """A measure of the plan."""
    if plan.stays:
        return measure.staying.get(plan.stays_as, 0.0)
    total = measure.moving + _over_sites(measure.opened, pd.Series(1, index=plan.workstations.index))
    total += _over_sites(measure.workstation, plan.beyond)
    if not measure.head.empty:
        total += over_seats(plan, at_seats(plan, measure.head))
    if not measure.space.empty and not plan.parked.empty:
        of_space = measure.space.reindex(index=plan.parked.index, columns=plan.parked.columns).fillna(0.0)
        total += float((plan.parked.to_numpy() * of_space.to_numpy()).sum())
    if not measure.worst.empty:
        total += float(_highest(plan, measure)[: measure.worst_heads].sum())
    return total


def _over_sites(per_unit: "pd.Series[float]", units: "pd.Series[int]") -> float:
    if per_unit.empty:
        return 0.0
    return float((per_unit.reindex(units.index).fillna(0.0) * units).sum())


def _highest(plan: Plan, measure: Measure) -> npt.NDArray[np.float64]:
    """The figure of every head seated, highest first."""
    each = at_seats(plan, measure.worst).to_numpy(dtype=float).ravel()
    seats = plan.heads[list(plan.site_ids)].to_numpy().ravel()
    return np.sort(np.repeat(each, seats))[::-1]


def at_seats(plan: Plan, per_head: pd.DataFrame) -> pd.DataFrame:
    """The figures a head, by group and site, of the plan's groups and sites; blank where there are none."""
    site_ids = list(plan.site_ids)
    if per_head.index.equals(plan.heads.index) and per_head.columns.isin(site_ids).sum() == len(site_ids):
        return per_head[site_ids]
    return per_head.reindex(index=plan.heads.index, columns=site_ids)


def over_seats(plan: Plan, at_its_seats: pd.DataFrame) -> float:
    """The sum over all staff whom the plan seats of a figure a head, given by `at_seats`."""
    heads = plan.heads[list(plan.site_ids)]
    return float((heads.to_numpy() * at_its_seats.to_numpy()).sum())

"""What an option does: who sits where, and how many workstations are taken. Holds nothing of the solver."""

from dataclasses import dataclass

import pandas as pd

from feasibility.problem import Problem


@dataclass(frozen=True)
class Plan:
    """A decision. A way of staying has no site."""

    heads: pd.DataFrame
    """Group by open site: whole numbers of staff."""
    workstations: "pd.Series[int]"
    """Open site to workstations taken."""
    stays_as: str = ""
    """Option id of the way of staying; blank where staff move."""

    @property
    def site_ids(self) -> tuple[str, ...]:
        """Sites open, in the order of the problem."""
        return tuple(str(s) for s in self.workstations.index)

    @property
    def stays(self) -> bool:
        """Whether both centres stay as they are."""
        return self.stays_as != ""


def staying(problem: Problem, option_id: str) -> Plan:
    """The plan of a way of staying."""
    return Plan(pd.DataFrame(index=problem.heads.index), pd.Series(dtype=int), option_id)


def seated(problem: Problem, heads: pd.DataFrame) -> Plan:
    """The plan that seats `heads` (group by site), taking the workstations they need."""
    taken = {str(site): problem.workstations_for(int(heads[site].sum())) for site in heads.columns}
    return Plan(heads.astype(int), pd.Series(taken, dtype=int))


def unreached_heads(problem: Problem, plan: Plan) -> int:
    """Staff whom the plan seats at a site that they have no journey to; none where the centres stay."""
    if plan.stays:
        return 0
    return int(over_seats(plan, at_seats(plan, problem.unreached).astype(int)))


def objective_gbp(problem: Problem, plan: Plan) -> float:
    """Present cost of the plan by the problem's numbers, travel included."""
    if plan.stays:
        return problem.staying_gbp[plan.stays_as]
    sites = problem.sites.loc[list(plan.site_ids)]
    beyond = (plan.workstations - sites["workstations_present"]).to_numpy().clip(min=0)
    space_gbp = float(sites["open_gbp"].sum() + (beyond * sites["workstation_gbp"].to_numpy()).sum())
    return problem.moving_gbp + space_gbp + over_seats(plan, at_seats(plan, problem.travel_gbp))


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

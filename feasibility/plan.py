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
    heads = plan.heads[list(plan.site_ids)]
    unreached = problem.unreached.reindex(index=heads.index, columns=heads.columns)
    return int((heads.to_numpy() * unreached.to_numpy(dtype=int)).sum())


def objective_gbp(problem: Problem, plan: Plan) -> float:
    """Present cost of the plan by the problem's numbers, travel included."""
    if plan.stays:
        return problem.staying_gbp[plan.stays_as]
    sites = problem.sites.loc[list(plan.site_ids)]
    beyond = (plan.workstations - sites["workstations_present"]).to_numpy().clip(min=0)
    space_gbp = float(sites["open_gbp"].sum() + (beyond * sites["workstation_gbp"].to_numpy()).sum())
    heads = plan.heads[list(plan.site_ids)]
    travel_gbp = problem.travel_gbp.reindex(index=heads.index, columns=heads.columns)
    return problem.moving_gbp + space_gbp + float((heads.to_numpy() * travel_gbp.to_numpy()).sum())

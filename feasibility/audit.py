"""Every rule re-checked and all money recounted from the tables, without the solver: the figures that are published."""

from collections.abc import Sequence

import pandas as pd

from feasibility.costs import sheet
from feasibility.costs.sheet import Ledger, Line
from feasibility.enumeration import Found
from feasibility.errors import UnsoundPlan
from feasibility.groups import Groups
from feasibility.options import Option
from feasibility.plan import Plan, objective_gbp, unreached_heads
from feasibility.problem import Problem

POUND_TOLERANCE = 0.01
"""A recount that differs by more than a penny from the plan's cost is an error (rounding of sums of floats)."""


def breaches(problem: Problem, plan: Plan) -> list[str]:
    """Every rule the plan breaks, in words; empty when it is sound."""
    if plan.stays:
        seated = ", ".join(str(s) for s in plan.heads.columns)
        return [f"the centres stay, yet staff are seated at {seated}"] if seated else []
    heads, taken, rules = plan.heads, plan.workstations, problem.rules
    unknown = [s for s in plan.site_ids if s not in problem.sites.index]
    closed = [str(s) for s in heads.columns if s not in plan.site_ids]
    empty = [s for s in plan.site_ids if s not in heads.columns]
    misplaced = [
        *(f"{s}: not a site of the problem" for s in unknown),
        *(f"{s}: staff are seated there, but it is not open" for s in closed),
        *(f"{s}: open, but no staff are seated there" for s in empty),
    ]
    if misplaced:
        return misplaced
    return [
        *_seating_breaches(problem, heads),
        *_site_count_breaches(len(plan.site_ids), rules.sites_open_min, rules.sites_open_max),
        *(
            f"{site}: {int(heads[site].sum())} staff, fewer than {rules.staff_per_site_min}"
            for site in plan.site_ids
            if heads[site].sum() < rules.staff_per_site_min
        ),
        *(
            f"{site}: {taken[site]} workstations for {int(heads[site].sum())} staff, who need "
            f"{problem.workstations_for(int(heads[site].sum()))}"
            for site in plan.site_ids
            if taken[site] < problem.workstations_for(int(heads[site].sum()))
        ),
        *(
            f"{site}: {taken[site]} workstations, but its floor holds {problem.sites.at[site, 'workstations_max']}"
            for site in plan.site_ids
            if taken[site] > problem.sites.at[site, "workstations_max"]
        ),
    ]


def _seating_breaches(problem: Problem, heads: pd.DataFrame) -> list[str]:
    if not heads.index.equals(problem.heads.index):
        return ["groups of the plan are not those of the problem"]
    seats = heads.sum(axis=1)
    wrong = seats.index[seats != problem.heads]
    found = [f"{group}: {seats[group]:g} seats for {int(problem.heads[group])} staff" for group in wrong]
    negative = heads.index[(heads < 0).any(axis=1)]
    found += [f"{group}: a negative number of staff" for group in negative]
    parts = heads.index[(heads != heads.round()).any(axis=1)]
    return found + [f"{group}: staff are not whole" for group in parts]


def _site_count_breaches(opened: int, least: int, most: int) -> list[str]:
    if least <= opened <= most:
        return []
    return [f"{opened} sites are open; the scenario allows {least} to {most}"]


def recount(option: Option, plan: Plan, groups: Groups, ledger: Ledger) -> list[Line]:
    """The cost sheet of a plan, from the tables of sites and settings."""
    if plan.stays:
        return sheet.do_nothing(option.option_id, ledger)
    # Where there is no journey there are no minutes to pay for; `unreached_recounted` counts those heads instead.
    minutes_per_year = groups.minutes_per_year[list(plan.site_ids)].fillna(0.0)
    minutes = float((plan.heads * minutes_per_year).to_numpy().sum())
    taken = {str(site): int(count) for site, count in plan.workstations.items()}
    return [
        *sheet.shared(option.option_id, taken, ledger),
        sheet.travel(option.option_id, minutes, ledger),
    ]


def unreached_recounted(plan: Plan, groups: Groups) -> int:
    """Staff seated at a site that their group has no minutes to, by the table of minutes."""
    if plan.stays:
        return 0
    heads = plan.heads[list(plan.site_ids)]
    minutes = groups.minutes_per_year.reindex(index=heads.index, columns=heads.columns)
    return int((heads.to_numpy() * minutes.isna().to_numpy(dtype=int)).sum())


def cost_sheets(found: Sequence[Found], problem: Problem, groups: Groups, ledger: Ledger) -> pd.DataFrame:
    """The cost sheets of every plan (tables.CostsTable). Raises `UnsoundPlan` at the first that is not sound."""
    lines = [
        line
        for item in found
        if item.plan is not None
        for line in lines_checked(item.option, item.plan, problem, groups, ledger)
    ]
    return pd.DataFrame(lines)


def lines_checked(option: Option, plan: Plan, problem: Problem, groups: Groups, ledger: Ledger) -> list[Line]:
    """The cost sheet of a sound plan.

    Raises `UnsoundPlan` on any breach, or when recount and plan differ in money or in staff out of reach.
    """
    faults = breaches(problem, plan)
    lines = recount(option, plan, groups, ledger)
    counted = sum(float(line["npc_gbp"]) for line in lines)
    planned = objective_gbp(problem, plan)
    if abs(counted - planned) > POUND_TOLERANCE:
        faults.append(f"the tables give £{counted:,.2f}, the plan £{planned:,.2f}")
    recounted, stated = unreached_recounted(plan, groups), unreached_heads(problem, plan)
    if recounted != stated:
        faults.append(f"the tables give {recounted} staff without a journey, the plan {stated}")
    if faults:
        raise UnsoundPlan(f"{option.option_id}: " + "; ".join(faults))
    return lines

"""Every rule re-checked and all money recounted from the tables, without the solver: the figures that are published."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from feasibility.costs import lines
from feasibility.costs.accounts import Accounts, gathered
from feasibility.costs.lines import Book, Line
from feasibility.enumeration import Found
from feasibility.errors import UnsoundPlan
from feasibility.groups import Groups
from feasibility.plan import Plan, at_seats, objective_gbp, over_seats, unreached_heads
from feasibility.problem import Problem


@dataclass(frozen=True)
class Audited:
    """A plan that can be had, with what it is recounted from."""

    found: Found
    plan: Plan
    problem: Problem
    groups: Groups
    book: Book
    further: Sequence[Line]
    """Lines of this option alone: journeys, and pay that follows from them."""


POUND_TOLERANCE = 0.01
"""A recount that differs by more than a penny from the plan's cost is an error (rounding of sums of floats)."""


def breaches(problem: Problem, plan: Plan) -> list[str]:
    """Every rule the plan breaks, in words; empty when it is sound."""
    if plan.stays:
        seated = ", ".join(str(s) for s in plan.heads.columns)
        if plan.stays_as not in problem.staying_gbp:
            return [f"{plan.stays_as}: not a way of staying of the problem"]
        return [f"the centres stay, yet staff are seated at {seated}"] if seated else []
    heads, taken, rules = plan.heads, plan.workstations, problem.rules
    staff = {site: int(count) for site, count in zip(heads.columns, heads.to_numpy().sum(axis=0), strict=True)}
    unknown = [s for s in plan.site_ids if s not in problem.sites.index]
    closed = [str(s) for s in heads.columns if s not in plan.site_ids]
    empty = [s for s in plan.site_ids if s not in heads.columns]
    misplaced = [
        *(f"{s}: not a site of the problem" for s in unknown),
        *(f"{s}: staff are seated there, but it is not open" for s in closed),
        *(f"{s}: open, but no staff are seated there" for s in empty),
        *(
            f"{s}: not available before staff move"
            for s in plan.site_ids
            if s not in unknown and not problem.sites.at[s, "ready"]
        ),
    ]
    if misplaced:
        return misplaced
    return [
        *(["just the present centres are open: nothing is shared"] if set(plan.site_ids) == problem.as_now else []),
        *_seating_breaches(problem, heads),
        *_site_count_breaches(len(plan.site_ids), rules.sites_open_min, rules.sites_open_max),
        *(
            f"{site}: {staff[site]} staff, fewer than {rules.staff_per_site_min}"
            for site in plan.site_ids
            if staff[site] < rules.staff_per_site_min
        ),
        *(
            f"{site}: {taken[site]} workstations for {staff[site]} staff, who need "
            f"{problem.workstations_for(staff[site])}"
            for site in plan.site_ids
            if taken[site] < problem.workstations_for(staff[site])
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
    seated = heads.to_numpy()
    seats = seated.sum(axis=1)
    wrong = np.flatnonzero(seats != problem.heads.to_numpy())
    found = [f"{heads.index[i]}: {seats[i]:g} seats for {int(problem.heads.iloc[i])} staff" for i in wrong]
    negative = heads.index[(seated < 0).any(axis=1)]
    found += [f"{group}: a negative number of staff" for group in negative]
    parts = heads.index[(seated != seated.round()).any(axis=1)]
    return found + [f"{group}: staff are not whole" for group in parts]


def _site_count_breaches(opened: int, least: int, most: int) -> list[str]:
    if least <= opened <= most:
        return []
    return [f"{opened} sites are open; the scenario allows {least} to {most}"]


def quantities(plan: Plan, book: Book, present: "pd.Series[int]") -> dict[str, float]:
    """Line id to how many of its units a plan takes, from the book and the workstations of each present centre."""
    beyond = {str(site): max(0, int(count) - int(present[site])) for site, count in plan.workstations.items()}
    left = {line.place for line in book.lines if line.driver == "left"}
    return lines.quantities(book, beyond, left, stays=plan.stays)


def unreached_recounted(plan: Plan, groups: Groups) -> int:
    """Staff seated at a site that their group has no minutes to, by the table of minutes."""
    if plan.stays:
        return 0
    return int(over_seats(plan, at_seats(plan, groups.minutes_per_year).isna()))


def accounts(items: Sequence[Audited], present: "pd.Series[int]") -> Accounts:
    """The money of every plan line by line (tables.CostsTable), quarter by quarter.

    `present` gives the workstations of each present centre by site id; 0 elsewhere. Raises `UnsoundPlan`, naming every
    plan that breaks a rule or whose recount differs from the problem's numbers in money or in staff out of reach.
    """
    counted = gathered(
        (item.found.option.option_id, item.book, quantities(item.plan, item.book, present), item.further)
        for item in items
    )
    totals = counted.costs.groupby("option_id")["npc_gbp"].sum()
    faults = [
        f"{item.found.option.option_id}: {'; '.join(found)}" for item in items if (found := _faults(item, totals))
    ]
    if faults:
        raise UnsoundPlan("; ".join(faults))
    return counted


def _faults(item: Audited, totals: "pd.Series[float]") -> list[str]:
    faults = breaches(item.problem, item.plan)
    counted, planned = float(totals[item.found.option.option_id]), objective_gbp(item.problem, item.plan)
    if abs(counted - planned) > POUND_TOLERANCE:
        faults.append(f"the tables give £{counted:,.2f}, the plan £{planned:,.2f}")
    recounted, stated = unreached_recounted(item.plan, item.groups), unreached_heads(item.problem, item.plan)
    if recounted != stated:
        faults.append(f"the tables give {recounted} staff without a journey, the plan {stated}")
    return faults

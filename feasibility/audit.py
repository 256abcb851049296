"""Every rule re-checked and all money recounted from the tables, without the solver: the figures that are published."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from feasibility.costs import lines
from feasibility.costs.accounts import Accounts, gathered
from feasibility.costs.lines import Book, Line
from feasibility.enumeration import Found
from feasibility.errors import UnsoundPlan
from feasibility.groups import Groups
from feasibility.plan import Plan, objective_gbp, unreached_heads
from feasibility.problem import Problem
from feasibility.soundness import breaches


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


def quantities(plan: Plan, book: Book) -> dict[str, float]:
    """Line id to how many of its units a plan takes, from the book and the workstations paid for at each site."""
    beyond = {str(site): int(plan.beyond[site]) for site in plan.site_ids}
    left = {line.place for line in book.lines if line.driver == "left"}
    return lines.quantities(book, beyond, left, stays=plan.stays)


def unreached_recounted(plan: Plan, groups: Groups) -> int:
    """Staff seated at a site that their group has no minutes to, by the table of minutes."""
    if plan.stays:
        return 0
    heads = plan.journey_heads
    lost = groups.minutes_per_year.reindex(index=heads.index, columns=heads.columns).isna()
    return int((heads.to_numpy() * lost.to_numpy()).sum())


def accounts(items: Sequence[Audited]) -> Accounts:
    """The money of every plan line by line (tables.CostsTable), quarter by quarter.

    Raises `UnsoundPlan`, naming every plan that breaks a rule or whose recount differs from the problem's numbers in
    money or in staff out of reach.
    """
    counted = gathered(
        (item.found.option.option_id, item.book, quantities(item.plan, item.book), item.further) for item in items
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

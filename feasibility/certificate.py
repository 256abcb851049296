"""The proof behind the answer: optimiser and complete enumeration must name the same least cost within reach of all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from feasibility.enumeration import Found
from feasibility.errors import UnsoundPlan
from feasibility.outcome import Outcome
from feasibility.plan import Plan, objective_gbp, unreached_heads
from feasibility.pool import Pool
from feasibility.problem import Problem
from feasibility.scenario.sections import Solver
from feasibility.soundness import breaches

AGREEMENT_GBP = 0.5
"""Optimiser and enumeration agree when their costs differ by less than this: the solver's own tolerance in pounds."""


@dataclass(frozen=True)
class Certificate:
    """How the answer of one way of working was proved, ways of staying among the alternatives."""

    enumerated: int
    feasible: int
    searched: int
    """Options whose seatings were searched by the solver, since rules bind that counting does not know."""
    unproved: int
    """Of those, the ones whose search was stopped before the best seating was proved."""
    best_unreached_heads: int
    """Staff seated out of reach by the best option: fewest come first, money second."""
    best_gbp: float
    optimiser_gbp: float | None
    agrees: bool
    outcome: Outcome
    near_best: str = ""
    """How the options near the best were found where there are too many to work out one by one; else blank."""


def certify_all(
    problems: Mapping[str, Problem], found: Sequence[Found], solved: Mapping[str, tuple[Plan | None, Outcome]]
) -> dict[str, Certificate]:
    """A certificate for each way of working. Raises `UnsoundPlan` where enumeration and optimiser differ in any."""
    return {
        way: certify(problem, [f for f in found if f.option.stays or f.option.working == way], *solved[way])
        for way, problem in problems.items()
    }


def certify(problem: Problem, found: Sequence[Found], plan: Plan | None, outcome: Outcome) -> Certificate:
    """The certificate. Raises `UnsoundPlan` where a proved optimum differs from the best of the enumeration.

    Options are compared by staff out of reach first, and by cost among those with fewest. A search stopped early, or
    allowed a gap, may lie above the enumeration's best by as much as its gap; it may never lie below it, nor may its
    bound lie above it.
    """
    standings = [
        (unreached_heads(problem, f.plan), objective_gbp(problem, f.plan)) for f in found if f.plan is not None
    ]
    fewest, best = min(standings)
    optimiser = None if plan is None else objective_gbp(problem, plan)
    faults = [] if plan is None else breaches(problem, plan)
    seated_out_of_reach = fewest if plan is None else unreached_heads(problem, plan)
    if seated_out_of_reach != fewest:
        faults.append(
            f"the optimiser seats {seated_out_of_reach} staff where they have no journey to, the enumeration {fewest}"
        )
    agrees = optimiser is not None and abs(optimiser - best) <= AGREEMENT_GBP
    if optimiser is not None and optimiser < best - AGREEMENT_GBP:
        faults.append(f"the optimiser found £{optimiser:,.2f}, below the enumeration's £{best:,.2f}")
    if outcome.bound is not None and outcome.bound > best + AGREEMENT_GBP:
        faults.append(
            f"the optimiser proved that nothing costs less than £{outcome.bound:,.2f}, "
            f"the enumeration found £{best:,.2f}"
        )
    if outcome.proved_best and not agrees and not _within_gap(best, optimiser, outcome):
        faults.append(f"the optimiser proved {_pounds(optimiser)}, the enumeration found £{best:,.2f}")
    if outcome.no_plan_exists:
        faults.append(f"the optimiser says that no plan keeps every rule, the enumeration found £{best:,.2f}")
    if faults:
        raise UnsoundPlan("certificate: " + "; ".join(faults))
    searched = [f for f in found if f.outcome is not None]
    unproved = sum(not f.outcome.proved_best and not f.outcome.no_plan_exists for f in searched if f.outcome)
    return Certificate(len(found), len(standings), len(searched), unproved, fewest, best, optimiser, agrees, outcome)


def with_pool(certificates: Mapping[str, Certificate], pool: Pool, sets_of_sites: int) -> dict[str, Certificate]:
    """The certificates where `sets_of_sites` are too many to work out: what was sought, and what is proved."""
    return {way: replace(c, near_best=_near_best(pool, way, sets_of_sites)) for way, c in certificates.items()}


def _near_best(pool: Pool, way: str, sets_of_sites: int) -> str:
    searched = pool.by_way[way]
    within = (
        f"{sets_of_sites:,} sets of sites are too many to work out one by one; {len(searched.found)} found by search, "
        f"each time without those found before"
    )
    if searched.floor_gbp > pool.limit_gbp:
        return f"{within}; proved that no other costs £{pool.limit_gbp:,.2f} or less"
    return f"{within}; the search ended before it was proved that no other costs £{pool.limit_gbp:,.2f} or less"


def _within_gap(best: float, optimiser: float | None, outcome: Outcome) -> bool:
    """Whether a search that may stop short of the best by a gap stands no farther from the enumeration than that."""
    if optimiser is None or outcome.gap_share is None:
        return False
    return optimiser - best <= outcome.gap_share * abs(optimiser) + AGREEMENT_GBP


def _pounds(total: float | None) -> str:
    return "none" if total is None else f"£{total:,.2f}"


def _agreement(certificate: Certificate) -> str:
    if certificate.agrees:
        return "yes"
    if certificate.outcome.proved_best:
        return "within the gap that the scenario allows; the enumeration stands"
    return "no: the search stopped early; the enumeration stands"


def table(certificates: Mapping[str, Certificate], solver: str, limits: Solver | None = None) -> pd.DataFrame:
    """The certificates as a table a reader can follow (tables.CertificateTable); `limits` are those of each search."""
    several = len(certificates) > 1
    rows = [("Ranked by", "fewest staff seated where they have no journey to, then least total")]
    for way, certificate in certificates.items():
        told = f", {way}" if several else ""
        rows += [(f"{check}{told}", value) for check, value in _rows(certificate)]
    rows += [
        ("Solver", solver),
        *(_limits(limits) if limits else []),
        ("Audit", "every plan that can be had keeps every rule; all money and reach recounted from the tables"),
    ]
    return pd.DataFrame(rows, columns=["check", "value"])


def _limits(limits: Solver) -> list[tuple[str, str]]:
    """What each search was allowed."""
    return [
        ("Seed of the search", str(limits.seed)),
        ("Time allowed for each search", f"{limits.time_limit_seconds:g} seconds"),
        ("Gap allowed", f"{limits.gap_share:.4%}"),
    ]


def _found_by(certificate: Certificate) -> str:
    if not certificate.searched:
        return "found by counting alone; the optimiser had no part in it"
    stopped = f"; {certificate.unproved} of these stopped before the best was proved" if certificate.unproved else ""
    counted = certificate.enumerated - certificate.searched
    return f"{counted} found by counting, {certificate.searched} by a search of their own{stopped}"


def _rows(certificate: Certificate) -> list[tuple[str, str]]:
    outcome = certificate.outcome
    return [
        ("Options enumerated", f"{certificate.enumerated}, of which {certificate.feasible} can be had"),
        ("Their best seatings", _found_by(certificate)),
        *([("Options near the best", certificate.near_best)] if certificate.near_best else []),
        ("Staff that the best option seats out of reach", str(certificate.best_unreached_heads)),
        ("Least total found by enumeration", f"£{certificate.best_gbp:,.2f}"),
        ("Least total found by the optimiser", _pounds(certificate.optimiser_gbp)),
        ("The two agree", _agreement(certificate)),
        ("State of the search", outcome.words),
        ("Gap", "not known" if outcome.gap_share is None else f"{outcome.gap_share:.4%}"),
    ]

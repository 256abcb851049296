"""Every option's best plan: by counting alone where rules allow, else by a search of that option's seatings.

The other half of the certificate. Counting never sees the optimiser; a search does, and the certificate says of how
many options.
"""

from collections.abc import Mapping, Sequence

import pandas as pd

from feasibility.enumeration.counting import allowed_splits, counted, knows_every_rule, lower_bounds_gbp, parks_all
from feasibility.enumeration.found import Found
from feasibility.enumeration.searching import narrowed, searched
from feasibility.options import STAYING, Option
from feasibility.plan import Plan, objective_gbp, staying, unreached_heads
from feasibility.problem import Problem
from feasibility.scenario.sections import Solver
from feasibility.soundness import breaches, broken, published

__all__ = [
    "AGAINST_RULES", "PENNY", "TOO_LATE", "Found", "best_of", "enumerate_all", "lower_bounds_gbp", "narrowed",
    "place_among_equals", "refused", "winner",
]  # fmt: skip

TOO_LATE = "not available before staff move"
"""How the reason of an option ends whose place is had too late."""
AGAINST_RULES = "against the rules"
"""How the reason of an option begins whose places a rule of the study shuts out."""
PENNY = 2
"""Totals are compared to the penny: sums of the same figures in another order may differ far behind it."""


def enumerate_all(
    problems: Mapping[str, Problem], options: Sequence[Option], settings: Solver | None = None
) -> list[Found]:
    """The best plan of each option, in the order given. `problems` has one problem for each way of moving.

    Where nobody moves, every problem says the same; the first is asked.
    """
    first = next(iter(problems.values()))
    return [best_of(first if option.stays else problems[option.working], option, settings) for option in options]


def winner(problems: Mapping[str, Problem], options: Sequence[Option]) -> Found:
    """The best option alone, found without working out every other: those that cannot be better are passed over.

    Somebody can always stay put, so the best option seats nobody out of reach, and money decides; of totals equal to
    the penny, the first by `place_among_equals`.
    """
    first = next(iter(problems.values()))
    asked = [(first if option.stays else problems[option.working], option) for option in options]
    bounds = {
        way: lower_bounds_gbp(problem, [o for o in options if not o.stays and o.working == way])
        for way, problem in problems.items()
    }
    floor_gbp = [
        problem.staying_gbp[option.option_id] if option.stays else bounds[option.working][option.option_id]
        for problem, option in asked
    ]
    best: Found | None = None
    least = (float("inf"), (len(STAYING), ""))
    for place in sorted(range(len(asked)), key=floor_gbp.__getitem__):
        if round(floor_gbp[place], PENNY) > least[0]:
            break
        problem, option = asked[place]
        found = best_of(problem, option)
        if found.plan is None or unreached_heads(problem, found.plan):
            continue
        standing = (round(objective_gbp(problem, found.plan), PENNY), place_among_equals(option.option_id))
        if standing < least:
            best, least = found, standing
    if best is None:
        raise ValueError("no way of staying is among the options")
    return best


def place_among_equals(option_id: str) -> tuple[int, str]:
    """Which of two options with equal totals goes first: ways of staying, doing nothing before all, then by id."""
    return (STAYING.index(option_id) if option_id in STAYING else len(STAYING), option_id)


def best_of(problem: Problem, option: Option, settings: Solver | None = None) -> Found:
    """The best plan that opens just the option's sites: fewest staff out of reach, then cheapest. Exact.

    One or two sites are counted out. Where the plan so found breaks a rule that counting does not know, or there are
    more sites, the seatings of these sites are searched; a rule that the cheapest seating keeps costs nothing.
    """
    if option.stays:
        return Found(option, staying(problem, option.option_id), "")
    reason = refused(problem, option.site_ids)
    if reason:
        return Found(option, None, reason)
    if len(option.site_ids) <= 2 and parks_all(problem, option.site_ids):
        plan = counted(problem, option.site_ids)
        if knows_every_rule(problem) or not breaches(problem, plan):
            return Found(option, plan, "")
        if len(option.site_ids) == 1:  # there is no other seating
            return Found(option, None, "; ".join(published(problem, plan)))
    return searched(problem, option, settings or Solver())


def refused(problem: Problem, site_ids: tuple[str, ...]) -> str:
    """Why these sites cannot be had whoever sits where; blank where that is not known before seats are tried."""
    sites = problem.of_site
    late = [s for s in site_ids if not sites["ready"][s]]
    if late:
        return f"{' and '.join(late)}: {TOO_LATE}"
    held = sum(int(sites["workstations_max"][s]) for s in site_ids)
    if held < problem.workstations_needed:
        short = problem.workstations_needed - held
        return f"holds {held} workstations of {problem.workstations_needed} needed: {short} short"
    on_sites = [bound for bound in problem.bounds if bound.measure.of_sites_alone]
    if on_sites:
        opened = Plan(pd.DataFrame(), pd.Series(0, index=list(site_ids)))
        against = [bound.sentence for bound in on_sites if broken(opened, bound)]
        if against:
            return f"{AGAINST_RULES}: " + "; ".join(against)
    least = problem.rules.staff_per_site_min
    if len(site_ids) == 1 and problem.staff < least:
        return f"a site opens for {least} staff or more; there are {problem.staff}"
    if len(site_ids) == 2 and not len(allowed_splits(problem, site_ids)):
        return f"no split gives each site {least} staff or more within its floor area"
    return ""

"""Whether a plan keeps every rule, worked out from the problem's numbers alone: a check a rule, no solver."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from feasibility.measures import Bound
from feasibility.plan import Plan, at_seats, figure, over_seats
from feasibility.problem import Problem

TOLERANCE_SHARE = 1e-9
"""A figure beyond its limit by less than this share of it is a sum of floats, not a breach."""
TOLERANCE = 1e-6
"""The same for limits near nought, in the figure's own unit."""


def breaches(problem: Problem, plan: Plan) -> list[str]:
    """Every rule the plan breaks, in words; empty when it is sound."""
    if plan.stays:
        seated = ", ".join(str(s) for s in plan.heads.columns)
        if plan.stays_as not in problem.staying_gbp:
            return [f"{plan.stays_as}: not a way of staying of the problem"]
        return [f"the centres stay, yet staff are seated at {seated}"] if seated else []
    misplaced = list(_misplaced(problem, plan))
    if misplaced:
        return misplaced
    return [
        *_as_now(problem, plan),
        *_seating(problem, plan.heads),
        *_number_of_sites(problem, plan),
        *_least_staff(problem, plan),
        *_workstations(problem, plan),
        *_paid_for(problem, plan),
        *_barred(problem, plan),
        *_teams(problem, plan),
        *_parking(problem, plan),
        *(said for bound in problem.bounds for said in _beyond_bound(plan, bound)),
    ]


OF_PERSONS = ("people", "minutes")
"""Units of figures that may be those of a few: a partner's mean change is that of its staff, however few they are."""


def published(problem: Problem, plan: Plan) -> list[str]:
    """Every rule the plan breaks, in words that may be published: never how many people, and no group.

    `problem` must be that of the plan's own sites, or hold them.
    """
    told = [
        *_number_of_sites(problem, plan),
        *(f"{site}: fewer staff than {problem.rules.staff_per_site_min}" for site, staff in _staff_at(plan).items()
          if staff < problem.rules.staff_per_site_min),
        *_workstations_short(problem, plan),
        *(f"rule {rule}: somebody's journey is against it"
          for rule, pairs in problem.barred.items() if over_seats(plan, at_seats(plan, pairs).astype(int))),
        *_teams(problem, plan),
        *(["too few parking spaces for staff who cannot do without"] if list(_parking(problem, plan)) else []),
    ]  # fmt: skip
    for bound in problem.bounds:
        excess = broken(plan, bound)
        if excess:
            by = f" ({abs(excess):,.2f} {bound.unit} {'over' if excess > 0 else 'short'})"
            told.append(f"rule {bound.rule}: {bound.sentence}{'' if bound.unit in OF_PERSONS else by}")
    return told


def broken(plan: Plan, bound: Bound) -> float:
    """By how much the plan is beyond a bound, in the bound's unit; 0 where it keeps it.

    Above nought where it has more than `most`, below where it has less than `least`.
    """
    if plan.stays:
        return 0.0
    found = figure(plan, bound.measure)
    if found > bound.most + _slack(bound.most):
        return found - bound.most
    if found < bound.least - _slack(bound.least):
        return found - bound.least
    return 0.0


def _slack(limit: float) -> float:
    return TOLERANCE + TOLERANCE_SHARE * abs(limit)


def _misplaced(problem: Problem, plan: Plan) -> Iterator[str]:
    sites, seated = problem.sites, [str(s) for s in plan.heads.columns]
    yield from (f"{s}: not a site of the problem" for s in plan.site_ids if s not in sites.index)
    yield from (f"{s}: staff are seated there, but it is not open" for s in seated if s not in plan.site_ids)
    yield from (f"{s}: open, but no staff are seated there" for s in plan.site_ids if s not in seated)
    yield from (
        f"{s}: not available before staff move" for s in plan.site_ids if s in sites.index and not sites.at[s, "ready"]
    )


def _as_now(problem: Problem, plan: Plan) -> list[str]:
    alone = set(plan.site_ids) == problem.as_now
    return ["just the present centres are open: nothing is shared"] if alone else []


def _seating(problem: Problem, heads: pd.DataFrame) -> list[str]:
    if not heads.index.equals(problem.heads.index):
        return ["groups of the plan are not those of the problem"]
    seated = heads.to_numpy()
    seats = seated.sum(axis=1)
    wrong = np.flatnonzero(seats != problem.heads.to_numpy())
    found = [f"{heads.index[i]}: {seats[i]:g} seats for {int(problem.heads.iloc[i])} staff" for i in wrong]
    negative = np.flatnonzero((seated < 0).any(axis=1))
    found += [f"{heads.index[i]}: a negative number of staff" for i in negative]
    parts = np.flatnonzero((seated != seated.round()).any(axis=1))
    return found + [f"{heads.index[i]}: staff are not whole" for i in parts]


def _number_of_sites(problem: Problem, plan: Plan) -> list[str]:
    opened, least, most = len(plan.site_ids), problem.rules.sites_open_min, problem.rules.sites_open_max
    if least <= opened <= most:
        return []
    return [f"{opened} sites are open; the scenario allows {least} to {most}"]


def _staff_at(plan: Plan) -> dict[str, int]:
    """Open site to staff seated there."""
    counts = plan.heads.to_numpy().sum(axis=0)
    return {str(site): int(count) for site, count in zip(plan.heads.columns, counts, strict=True)}


def _least_staff(problem: Problem, plan: Plan) -> list[str]:
    least = problem.rules.staff_per_site_min
    return [f"{site}: {staff} staff, fewer than {least}" for site, staff in _staff_at(plan).items() if staff < least]


def _workstations(problem: Problem, plan: Plan) -> Iterator[str]:
    staff, taken, most = _staff_at(plan), plan.workstations, problem.sites["workstations_max"]
    for site in plan.site_ids:
        needed = problem.workstations_for(staff[site])
        if taken[site] < needed:
            yield f"{site}: {taken[site]} workstations for {staff[site]} staff, who need {needed}"
        if taken[site] > most[site]:
            yield f"{site}: {taken[site]} workstations, but its floor holds {most[site]}"


def _paid_for(problem: Problem, plan: Plan) -> Iterator[str]:
    """Workstations beyond the present ones are paid for, in the sizes that space is let in."""
    for site in plan.site_ids:
        due = int(problem.paid_beyond(site, np.array([plan.workstations[site]]))[0])
        paid = int(plan.beyond.get(site, 0))
        if paid != due:
            yield f"{site}: {paid} workstations are paid for beyond the present ones, {due} are due"
        largest = max(problem.tiers.get(site, (due,)))
        if due > largest:
            yield _larger_than_let(site, due, largest)


def _larger_than_let(site: str, due: int, largest: int) -> str:
    return f"{site}: {due} workstations beyond the present ones, but the largest space let there has {largest}"


def _workstations_short(problem: Problem, plan: Plan) -> list[str]:
    """Where the largest size that space is let in is too small."""
    due = {site: int(plan.beyond.get(site, 0)) for site in plan.site_ids if site in problem.tiers}
    return [_larger_than_let(s, n, max(problem.tiers[s])) for s, n in due.items() if n > max(problem.tiers[s])]


def _barred(problem: Problem, plan: Plan) -> Iterator[str]:
    for rule, pairs in problem.barred.items():
        if over_seats(plan, at_seats(plan, pairs).astype(int)):
            yield f"rule {rule}: staff are seated where it does not allow"


def _teams(problem: Problem, plan: Plan) -> list[str]:
    if problem.teams.empty:
        return []
    sites_of = (plan.heads.loc[problem.teams.index] > 0).groupby(problem.teams).any().sum(axis=1)
    return ["rule rules.keep_teams_together: a team sits at more than one site"] if (sites_of > 1).any() else []


def _parking(problem: Problem, plan: Plan) -> Iterator[str]:
    parking = problem.parking
    if parking is None:
        return
    for site in (s for s in plan.site_ids if s in parking.spaces_days.index):
        seated = plan.heads[site]
        parked = plan.parked[site] if site in plan.parked.columns else seated * 0
        if ((parked < 0) | (parked > seated) | ((parked > 0) & ~parking.asks[site])).any():
            yield f"{site}: spaces are given to staff who do not sit there or ask for none"
        if ((parked < seated) & parking.needs[site]).any():
            yield f"{site}: staff who cannot get there without a space have none"
        used, there = float((parked * parking.days).sum()), float(parking.spaces_days[site])
        if used > there + TOLERANCE:
            yield f"{site}: spaces for {there:g} days a week, {used:g} are given"
        lacking = ((parked < seated) & parking.asks[site]).any()
        if lacking and used < float(parking.in_use_days[site]) - TOLERANCE:
            yield f"{site}: a whole space is left, and somebody who asks for one has none"


def _beyond_bound(plan: Plan, bound: Bound) -> Iterator[str]:
    excess = broken(plan, bound)
    if excess:
        found = figure(plan, bound.measure)
        yield f"rule {bound.rule}: {bound.sentence}; found {found:,.2f} {bound.unit}, {abs(excess):,.2f} too " + (
            "much" if excess > 0 else "little"
        )

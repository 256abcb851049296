"""The best seating of one or two sites, and what no plan of some sites can go below: by counting, without a solver."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from feasibility.options import Option
from feasibility.plan import Plan, seated
from feasibility.problem import Problem
from feasibility.soundness import TOLERANCE

GBP_DECIMALS = 6
"""Gains alike to a millionth of a pound are equal: the order of the groups decides, not the last bit of a sum."""


def counted(problem: Problem, site_ids: tuple[str, ...]) -> Plan:
    """The best plan of one or two sites by the rules that counting knows: floor area, least staff, sizes, reach.

    Fewest staff out of reach, then cheapest. Exact where all who ask for a space there can have one: `parks_all`.
    """
    return seated(problem, _best_split(problem, site_ids, allowed_splits(problem, site_ids)))


def knows_every_rule(problem: Problem) -> bool:
    """Whether what counting finds keeps every rule, as far as sites alone do not decide: `enumeration.refused`."""
    of_seats = [bound for bound in problem.bounds if not bound.measure.of_sites_alone]
    return not of_seats and not problem.barred and problem.teams.empty and not problem.tiers


def parks_all(problem: Problem, site_ids: tuple[str, ...]) -> bool:
    """Whether each of these sites has spaces enough for all who would ask, if everybody came there."""
    parking = problem.parking
    if parking is None:
        return True
    limited = [s for s in site_ids if s in parking.spaces_days.index]
    asked = parking.asks[limited].mul(problem.heads * parking.days, axis=0).sum()
    return bool((asked <= parking.spaces_days[limited] + TOLERANCE).all())


def allowed_splits(problem: Problem, site_ids: tuple[str, ...]) -> np.ndarray:
    """Numbers of staff the first site may take, the rest going to the second (or all of them, for one site)."""
    least, everybody = problem.rules.staff_per_site_min, problem.staff
    counts = np.array([everybody]) if len(site_ids) == 1 else np.arange(least, everybody - least + 1)
    counts = counts[counts >= least]
    limits = [int(problem.of_site["workstations_max"][site]) for site in site_ids]
    fits = problem.workstations_for(counts) <= limits[0]
    if len(site_ids) == 2:
        fits &= problem.workstations_for(everybody - counts) <= limits[1]
    return np.asarray(counts[fits])


def _best_split(problem: Problem, site_ids: tuple[str, ...], splits: np.ndarray) -> pd.DataFrame:
    """The best seating of two sites: of the splits with fewest staff out of reach, the cheapest.

    At the first site sits first who is out of reach of the second alone, then who gains most by it, and last who is out
    of reach of the first alone: for a given split no other seating has fewer out of reach, nor as few for less.
    """
    if len(site_ids) == 1:
        return problem.heads.to_frame(site_ids[0])
    (first, second), known = site_ids, problem.positions
    at, other = known.place[first], known.place[second]
    out_of_reach = known.unreached[at] - known.unreached[other]
    gbp = (known.with_space_gbp[at] - known.with_space_gbp[other]).round(GBP_DECIMALS)
    order = np.lexsort((gbp, out_of_reach))  # stable, the last key first
    queue = known.heads[order]
    unreached, travel_gbp = (
        np.concatenate([[0], np.cumsum(np.repeat(gain[order], queue))]) for gain in (out_of_reach, gbp)
    )
    price = [float(problem.of_site["workstation_gbp"][site]) for site in site_ids]
    beyond_first = problem.paid_beyond(first, problem.workstations_for(splits))
    beyond_second = problem.paid_beyond(second, problem.workstations_for(problem.staff - splits))
    total_gbp = travel_gbp[splits] + beyond_first * price[0] + beyond_second * price[1]
    fewest = unreached[splits] == unreached[splits].min()
    taken = int(splits[fewest][int(total_gbp[fewest].argmin())])
    at_first = np.empty_like(queue)
    at_first[order] = np.clip(taken - (queue.cumsum() - queue), 0, queue)
    return pd.DataFrame(np.array([at_first, known.heads - at_first]).T, problem.heads.index, list(site_ids))


def lower_bounds_gbp(problem: Problem, options: Sequence[Option]) -> dict[str, float]:
    """Option id to a sum that no plan of the option can go below: each person and workstation where it is cheapest."""
    columns = ("open_gbp", "workstation_gbp", "workstations_present")
    opening, each, present = (problem.sites[name].to_numpy(dtype=float) for name in columns)
    known = problem.positions
    cheapest_gbp = np.minimum(known.travel_gbp, known.with_space_gbp)
    widest = np.array([max(problem.tiers.get(site, (0,))) for site in known.place])
    bounds: dict[str, float] = {}
    for count in sorted({len(option.site_ids) for option in options}):
        alike = [option for option in options if len(option.site_ids) == count]
        at = np.array([known.rows(option.site_ids) for option in alike])
        cheapest = each[at].min(axis=1)
        # One more workstation a site may be taken for rounding, so a price below nought is counted for those too.
        beyond = np.maximum(0.0, problem.workstations_needed - present[at].sum(axis=1))
        taken = np.where(cheapest >= 0, beyond, np.maximum(problem.workstations_needed + count, widest[at].sum(axis=1)))
        travel = cheapest_gbp[at].min(axis=1) @ known.heads
        least = problem.moving_gbp + opening[at].sum(axis=1) + taken * cheapest + travel
        bounds |= dict(zip((option.option_id for option in alike), least.tolist(), strict=True))
    return bounds

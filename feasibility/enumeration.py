"""Every option's best plan, found by counting alone: the other half of the certificate, without the solver."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from feasibility.options import Option
from feasibility.plan import Plan, objective_gbp, seated, staying, unreached_heads
from feasibility.problem import Problem

GBP_DECIMALS = 6
"""Gains alike to a millionth of a pound are equal: the order of the groups decides, not the last bit of a sum."""


@dataclass(frozen=True)
class Found:
    """An option with its best plan, or the reason it cannot be had."""

    option: Option
    plan: Plan | None
    reason: str


def enumerate_all(problems: Mapping[str, Problem], options: Sequence[Option]) -> list[Found]:
    """The best plan of each option, in the order given. `problems` has one problem for each way of moving.

    Where nobody moves, every problem says the same; the first is asked.
    """
    first = next(iter(problems.values()))
    return [best_of(first if option.stays else problems[option.working], option) for option in options]


def winner(problems: Mapping[str, Problem], options: Sequence[Option]) -> Found:
    """The best option alone, found without working out every other: those that cannot be better are passed over.

    Somebody can always stay put, so the best option seats nobody out of reach, and money decides.
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
    least_gbp = float("inf")
    for place in sorted(range(len(asked)), key=floor_gbp.__getitem__):
        if floor_gbp[place] >= least_gbp:
            break
        problem, option = asked[place]
        found = best_of(problem, option)
        if found.plan is None or unreached_heads(problem, found.plan):
            continue
        cost_gbp = objective_gbp(problem, found.plan)
        if cost_gbp < least_gbp:
            best, least_gbp = found, cost_gbp
    if best is None:
        raise ValueError("no way of staying is among the options")
    return best


def lower_bounds_gbp(problem: Problem, options: Sequence[Option]) -> dict[str, float]:
    """Option id to a sum that no plan of the option can go below: each person and workstation where it is cheapest."""
    columns = ("open_gbp", "workstation_gbp", "workstations_present")
    opening, each, present = (problem.sites[name].to_numpy(dtype=float) for name in columns)
    place = {str(site): i for i, site in enumerate(problem.sites.index)}
    travel_gbp = problem.travel_gbp[list(place)].to_numpy(dtype=float)
    heads = problem.heads.to_numpy(dtype=float)
    bounds: dict[str, float] = {}
    for count in sorted({len(option.site_ids) for option in options}):
        alike = [option for option in options if len(option.site_ids) == count]
        at = np.array([[place[site] for site in option.site_ids] for option in alike])
        cheapest = each[at].min(axis=1)
        # One more workstation a site may be taken for rounding, so a price below nought is counted for those too.
        beyond = np.maximum(0.0, problem.workstations_needed - present[at].sum(axis=1))
        taken = np.where(cheapest >= 0, beyond, problem.workstations_needed + count)
        travel = heads @ travel_gbp[:, at].min(axis=2)
        least = problem.moving_gbp + opening[at].sum(axis=1) + taken * cheapest + travel
        bounds |= dict(zip((option.option_id for option in alike), least.tolist(), strict=True))
    return bounds


def best_of(problem: Problem, option: Option) -> Found:
    """The best plan that opens just the option's sites: fewest staff out of reach, then cheapest.

    Exact for one site and for two.
    """
    if option.stays:
        return Found(option, staying(problem, option.option_id), "")
    sites = problem.sites.loc[list(option.site_ids)]
    late = [s for s in option.site_ids if not sites.at[s, "ready"]]
    if late:
        return Found(option, None, f"{' and '.join(late)}: not available before staff move")
    held = int(sites["workstations_max"].sum())
    if held < problem.workstations_needed:
        short = problem.workstations_needed - held
        return Found(option, None, f"holds {held} workstations of {problem.workstations_needed} needed: {short} short")
    splits = _allowed_splits(problem, sites)
    if len(splits) == 0:
        least = problem.rules.staff_per_site_min
        if len(sites) == 1:
            return Found(option, None, f"a site opens for {least} staff or more; there are {problem.staff}")
        return Found(option, None, f"no split gives each site {least} staff or more within its floor area")
    heads = _best_split(problem, option.site_ids, sites, splits)
    return Found(option, seated(problem, heads), "")


def _allowed_splits(problem: Problem, sites: pd.DataFrame) -> np.ndarray:
    """Numbers of staff the first site may take, the rest going to the second (or all of them, for one site)."""
    least, everybody = problem.rules.staff_per_site_min, problem.staff
    counts = np.array([everybody]) if len(sites) == 1 else np.arange(least, everybody - least + 1)
    counts = counts[counts >= least]
    limits = sites["workstations_max"].to_numpy()
    fits = problem.workstations_for(counts) <= limits[0]
    if len(sites) == 2:
        fits &= problem.workstations_for(everybody - counts) <= limits[1]
    return np.asarray(counts[fits])


def _best_split(problem: Problem, site_ids: tuple[str, ...], sites: pd.DataFrame, splits: np.ndarray) -> pd.DataFrame:
    """The best seating of two sites: of the splits with fewest staff out of reach, the cheapest.

    At the first site sits first who is out of reach of the second alone, then who gains most by it, and last who is out
    of reach of the first alone: for a given split no other seating has fewer out of reach, nor as few for less.
    """
    first = site_ids[0]
    if len(site_ids) == 1:
        return problem.heads.to_frame(first)
    second = site_ids[1]
    out_of_reach = problem.unreached[first].to_numpy(dtype=int) - problem.unreached[second].to_numpy(dtype=int)
    gbp = (problem.travel_gbp[first].to_numpy() - problem.travel_gbp[second].to_numpy()).round(GBP_DECIMALS)
    order = np.lexsort((gbp, out_of_reach))  # stable, the last key first
    queue = problem.heads.to_numpy()[order]
    unreached, travel_gbp = (
        np.concatenate([[0], np.cumsum(np.repeat(gain[order], queue))]) for gain in (out_of_reach, gbp)
    )
    present, price = sites["workstations_present"].to_numpy(), sites["workstation_gbp"].to_numpy()
    beyond_first = np.maximum(problem.workstations_for(splits) - present[0], 0)
    beyond_second = np.maximum(problem.workstations_for(problem.staff - splits) - present[1], 0)
    total_gbp = travel_gbp[splits] + beyond_first * price[0] + beyond_second * price[1]
    fewest = unreached[splits] == unreached[splits].min()
    taken = int(splits[fewest][int(total_gbp[fewest].argmin())])
    at_first = np.empty_like(queue)
    at_first[order] = np.clip(taken - (queue.cumsum() - queue), 0, queue)
    at_second = problem.heads.to_numpy() - at_first
    return pd.DataFrame({first: at_first, second: at_second}, index=problem.heads.index)

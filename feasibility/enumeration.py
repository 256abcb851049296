"""Every option's best plan, found by counting alone: the other half of the certificate, without the solver."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from feasibility.options import Option
from feasibility.plan import Plan, seated, staying
from feasibility.problem import Problem

GBP_DECIMALS = 6
"""Gains alike to a millionth of a pound are equal: the order of the groups decides, not the last bit of a sum."""


@dataclass(frozen=True)
class Found:
    """An option with its best plan, or the reason it cannot be had."""

    option: Option
    plan: Plan | None
    reason: str


def enumerate_all(problem: Problem, options: Sequence[Option]) -> list[Found]:
    """The best plan of each option, in the order given."""
    return [best_of(problem, option) for option in options]


def best_of(problem: Problem, option: Option) -> Found:
    """The best plan that opens just the option's sites: fewest staff out of reach, then cheapest.

    Exact for one site and for two.
    """
    if option.is_do_nothing:
        return Found(option, staying(problem), "")
    sites = problem.sites.loc[list(option.site_ids)]
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
    gains = pd.DataFrame(
        {
            "unreached": problem.unreached[first].astype(int) - problem.unreached[second].astype(int),
            "gbp": (problem.travel_gbp[first] - problem.travel_gbp[second]).round(GBP_DECIMALS),
        }
    )
    gains = gains.sort_values(["unreached", "gbp"], kind="stable")
    queue = problem.heads[gains.index]
    unreached, travel_gbp = (np.concatenate([[0], np.cumsum(np.repeat(gains[c].to_numpy(), queue))]) for c in gains)
    present, price = sites["workstations_present"].to_numpy(), sites["workstation_gbp"].to_numpy()
    beyond_first = np.maximum(problem.workstations_for(splits) - present[0], 0)
    beyond_second = np.maximum(problem.workstations_for(problem.staff - splits) - present[1], 0)
    total_gbp = travel_gbp[splits] + beyond_first * price[0] + beyond_second * price[1]
    fewest = unreached[splits] == unreached[splits].min()
    taken = int(splits[fewest][int(total_gbp[fewest].argmin())])
    at_first = (taken - (queue.cumsum() - queue)).clip(lower=0, upper=queue).reindex(problem.heads.index)
    return pd.DataFrame({first: at_first, second: problem.heads - at_first})

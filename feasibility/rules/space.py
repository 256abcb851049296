"""Space that is let in sizes: a site is taken in one of them, and all of it is paid for."""

from dataclasses import replace

import numpy as np
import pandas as pd

from feasibility.problem import Problem
from feasibility.rules.given import Given
from feasibility.seats import workstations_held


def in_sizes(problem: Problem, given: Given) -> Problem:
    """Space at a site is taken in the sizes that it is let in, and paid for whole.

    A size is as many workstations as its floor area holds beside the rooms of a shared site, those of a present centre
    taken off: the same floor area a workstation that everything is priced on. A site holds no more than its largest
    size; one whose sizes add nothing to its present space has that alone. Sites that are not named let any number.
    """
    if given.space_tiers is None or given.space_tiers.empty:
        return problem
    most, tiers = problem.sites["workstations_max"].copy(), {}
    for site, rows in given.space_tiers.groupby("site_id", sort=True):
        if site not in problem.sites.index:
            continue
        present = int(problem.sites.at[site, "workstations_present"])
        sizes = _sizes(rows["nia_m2"], present, int(most[site]), given)
        most[site] = present + max(sizes, default=0)
        if sizes:
            tiers[str(site)] = sizes
    return replace(problem, sites=problem.sites.assign(workstations_max=most), tiers=tiers)


def _sizes(nia_m2: "pd.Series[float]", present: int, most: int, given: Given) -> tuple[int, ...]:
    """Workstations beyond the present ones, rising, without those that add none."""
    held = [workstations_held(m2, given.floor_m2_per_workstation, given.rooms.shared_m2) for m2 in nia_m2]
    beyond = np.unique(np.minimum(held, most) - present)
    return tuple(int(size) for size in beyond if size > 0)

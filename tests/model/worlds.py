"""Small problems made by hand or at random, for the model, the enumeration and the audit."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from feasibility.enumeration import Found, enumerate_all
from feasibility.options import DO_MINIMUM, DO_NOTHING, Option, listed
from feasibility.problem import Problem
from feasibility.scenario.sections import Options


def reached(heads: pd.Series, sites: pd.DataFrame, *out_of_reach: tuple[str, str]) -> pd.DataFrame:
    """Group by site: False but at the pairs given."""
    table = pd.DataFrame(False, index=heads.index, columns=sites.index)
    for group, site in out_of_reach:
        table.at[group, site] = True
    return table


def out_of_reach(problem: Problem, *pairs: tuple[str, str]) -> Problem:
    """The problem with no journey from some groups to some sites; such a pair adds no pounds."""
    unreached = reached(problem.heads, problem.sites, *pairs)
    return replace(problem, unreached=unreached, travel_gbp=problem.travel_gbp.mask(unreached, 0.0))


def staying(do_nothing_gbp: float) -> dict[str, float]:
    """Doing nothing, and doing the minimum for £500 more."""
    return {DO_NOTHING: do_nothing_gbp, DO_MINIMUM: do_nothing_gbp + 500.0}


def tiny(**rules: int) -> Problem:
    """Two groups (6 and 4 staff), three sites, 20 workstations for 10 staff: two workstations a head.

    Travel for one head, pounds: g-1 at a 10, b 50, c 30; g-2 at a 60, b 20, c 30.
    Sites a, b hold 24; c holds 12. Opening: 100, 100, 40; a workstation: 5, 5, 4.
    """
    heads = pd.Series({"g-1": 6, "g-2": 4})
    sites = pd.DataFrame(
        {
            "workstations_max": [24, 24, 12],
            "workstations_present": [0, 0, 0],
            "open_gbp": [100.0, 100.0, 40.0],
            "workstation_gbp": [5.0, 5.0, 4.0],
            "ready": True,
        },
        index=["a", "b", "c"],
    )
    return Problem(
        heads=heads,
        travel_gbp=pd.DataFrame({"a": [10.0, 60.0], "b": [50.0, 20.0], "c": [30.0, 30.0]}, index=["g-1", "g-2"]),
        unreached=reached(heads, sites),
        sites=sites,
        moving_gbp=50.0,
        staying_gbp=staying(10_000.0),
        workstations_needed=20,
        rules=Options(**({"sites_open_min": 1, "sites_open_max": 2, "staff_per_site_min": 1} | rules)),
    )


def at_random(seed: int) -> Problem:
    """A problem of up to 7 groups and 6 sites, some too small or out of reach, sometimes best left alone."""
    rng = np.random.default_rng(seed)
    groups = [f"g-{i}" for i in range(rng.integers(1, 8))]
    sites = [f"s-{i}" for i in range(rng.integers(1, 7))]
    heads = pd.Series(rng.integers(1, 6, len(groups)), index=groups)
    needed = int(rng.integers(1, 40))
    present = np.where(rng.random(len(sites)) < 0.3, rng.integers(0, needed + 1, len(sites)), 0)
    asked = Problem(
        heads=heads,
        unreached=pd.DataFrame(False, index=groups, columns=sites),
        travel_gbp=pd.DataFrame(rng.normal(0, 50, (len(groups), len(sites))).round(2), index=groups, columns=sites),
        sites=pd.DataFrame(
            {
                "workstations_max": np.maximum(present, rng.integers(0, needed + 10, len(sites))),
                "workstations_present": present,
                "open_gbp": rng.uniform(0, 300, len(sites)).round(2),
                "workstation_gbp": rng.uniform(1, 20, len(sites)).round(2),
                "ready": True,
            },
            index=sites,
        ),
        moving_gbp=float(rng.uniform(0, 100)),
        staying_gbp=staying(float(rng.uniform(0, 1500))),
        workstations_needed=needed,
        rules=Options(
            sites_open_min=1, sites_open_max=int(rng.integers(1, 3)), staff_per_site_min=int(rng.integers(1, 5))
        ),
    )
    # Every second problem has pairs out of reach, drawn last so that the others are what they were before.
    pairs = [(g, s) for g in groups for s in sites if rng.random() < 0.2] if seed % 2 == 0 else []
    return out_of_reach(asked, *pairs)


def enumerated(problem: Problem, options: Sequence[Option] | None = None) -> list[Found]:
    """The best plan of every option, or of those given, where one way of working is compared."""
    return enumerate_all({"pooled": problem}, options_of(problem) if options is None else options)


def options_of(problem: Problem) -> list[Option]:
    """Every option of a problem."""
    names = {s: s.upper() for s in problem.sites.index}
    return listed(names, [], problem.rules)

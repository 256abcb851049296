"""Small questions that no move answers, by hand and at random."""

from dataclasses import replace

import numpy as np
import pandas as pd

from feasibility.explain import Asked
from feasibility.measures import Bound, Measure
from feasibility.problem import Problem
from feasibility.scenario.sections import Solver
from tests.model.worlds import at_random, tiny

SOLVER = Solver()


def small_sites(**rules: int) -> Problem:
    """`tiny` with 12, 12 and 8 workstations at a, b and c, of 20 needed for 10 staff: a pair holds them, no site."""
    return replace(tiny(**rules), sites=tiny().sites.assign(workstations_max=[12, 12, 8]))


def one_site() -> Problem:
    """`small_sites` where one site may open."""
    return small_sites(sites_open_max=1)


def with_bounds(problem: Problem, *bounds: Bound) -> Problem:
    return replace(problem, bounds=bounds)


def budget(most: float, gbp: dict[str, float] | None = None) -> Bound:
    """Pounds for opening sites: 100, 100 and 40 at a, b and c, unless said otherwise."""
    opened = pd.Series(gbp or {"a": 100.0, "b": 100.0, "c": 40.0})
    return Bound("budget-2011-12", "rules.budget_gbp_by_year.2011-12", Measure(opened=opened), "pounds",
                 f"Cash of 2011-12 is £{most:,.0f} or less", most=most)  # fmt: skip


def must_open(site: str) -> Bound:
    return Bound(f"must-open-{site}", "rules.must_open", Measure(opened=pd.Series({site: 1.0})), "sites",
                 f"{site} opens", least=1.0)  # fmt: skip


def must_close(site: str) -> Bound:
    return Bound(f"must-close-{site}", "rules.must_close", Measure(opened=pd.Series({site: 1.0})), "sites",
                 f"{site} stays shut", most=0.0)  # fmt: skip


def mean_minutes(problem: Problem, minutes: dict[str, list[float]], most: float) -> Bound:
    """Minutes of each group at each site, averaged over all staff."""
    each = pd.DataFrame(minutes, index=problem.heads.index) / problem.staff
    return Bound("mean-change-all", "rules.change_minutes_mean_max", Measure(head=each), "minutes",
                 f"the mean journey lengthens by {most:g} minutes or less", most=most)  # fmt: skip


def asked(*problems: Problem) -> Asked:
    """One way of moving, or two; nothing to price anew from."""
    return Asked(dict(zip(("pooled", "apart"), problems, strict=False)), SOLVER)


def random_question(seed: int) -> Problem:
    """`at_random` with bounds, bars, teams and late sites, often more than can be kept."""
    rng = np.random.default_rng(10_000 + seed)
    problem = at_random(seed)
    groups, sites = list(problem.heads.index), list(problem.sites.index)
    bounds = []
    if rng.random() < 0.5:
        gbp = dict(zip(sites, rng.integers(10, 100, len(sites)).astype(float), strict=True))
        bounds.append(budget(float(rng.integers(20, 140)), gbp))
    if rng.random() < 0.5:
        minutes = {s: list(rng.integers(0, 60, len(groups)).astype(float)) for s in sites}
        bounds.append(mean_minutes(problem, minutes, float(rng.integers(10, 60))))
    if rng.random() < 0.4:
        bounds.append(must_close(str(rng.choice(sites))))
    if rng.random() < 0.4:
        bounds.append(must_open(str(rng.choice(sites))))
    bars = pd.DataFrame(rng.random((len(groups), len(sites))) < 0.2, index=groups, columns=sites)
    team = pd.Series("team-001", index=groups[: int(rng.integers(0, len(groups) + 1))], dtype=str)
    return replace(
        problem,
        bounds=tuple(bounds),
        barred={"rules.journey_minutes_max": bars} if rng.random() < 0.4 else {},
        teams=team if rng.random() < 0.3 else problem.teams,
        sites=problem.sites.assign(ready=rng.random(len(sites)) < 0.9),
        rules=problem.rules.model_copy(update={"staff_per_site_min": int(rng.integers(1, 9))}),
    )

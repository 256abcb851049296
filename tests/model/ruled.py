"""Small problems with every kind of rule on them, and every seating there is."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import numpy as np
import pandas as pd

from feasibility.measures import Bound, Measure
from feasibility.plan import Plan, seated
from feasibility.problem import Parking, Problem
from tests.model.worlds import at_random

KINDS = ("bound", "barred", "teams", "tiers", "parking", "sites")


def with_rules(seed: int, *, most_sites: int = 3) -> Problem:
    """A random problem with two or three kinds of rules, and up to `most_sites` sites opened."""
    problem = at_random(seed)
    rng = np.random.default_rng(10_000 + seed)
    rules = problem.rules.model_copy(update={"sites_open_max": int(rng.integers(1, most_sites + 1))})
    problem = replace(problem, rules=rules)
    if seed % 5 == 4:  # space that somebody pays to have used
        gbp = rng.uniform(-20, 10, len(problem.sites)).round(2)
        problem = replace(problem, sites=problem.sites.assign(workstation_gbp=gbp))
    for kind in sorted(rng.choice(KINDS, int(rng.integers(2, 4)), replace=False)):
        problem = _ADD[kind](problem, rng)
    return problem


def _of_pairs(problem: Problem, values: np.ndarray) -> pd.DataFrame:
    return pd.DataFrame(values, index=problem.heads.index, columns=problem.sites.index)


def _bound(problem: Problem, rng: np.random.Generator) -> Problem:
    shape = problem.travel_gbp.shape
    minutes = _of_pairs(problem, rng.integers(-10, 40, shape).astype(float))
    sites = problem.sites.index
    cash = Measure(10.0, pd.Series(rng.integers(0, 50, len(sites)).astype(float), index=sites),
                   pd.Series(rng.integers(0, 5, len(sites)).astype(float), index=sites))  # fmt: skip
    bounds = (
        Bound("mean", "rules.mean", Measure(head=minutes), "minutes", "", most=float(15 * problem.staff)),
        Bound("cash", "rules.cash", cash, "pounds", "", most=float(rng.integers(40, 300))),
        Bound("gap", "rules.gap", Measure(head=minutes - 5), "minutes", "", least=float(-5 * problem.staff)),
    )
    return replace(problem, bounds=(*problem.bounds, *bounds[: int(rng.integers(1, 4))]))


def _sites(problem: Problem, rng: np.random.Generator) -> Problem:
    sites = problem.sites.index
    chosen = rng.choice(sites, min(2, len(sites)), replace=False)
    together = Measure(opened=pd.Series(1.0, index=chosen))
    kind = rng.integers(0, 3)
    bound = (
        Bound("together", "rules.not_together", together, "sites", "not together", most=1.0),
        Bound("must", "rules.must_open", Measure(opened=pd.Series({sites[0]: 1.0})), "sites", "must open", least=1.0),
        Bound("shut", "rules.must_close", Measure(opened=pd.Series({sites[0]: 1.0})), "sites", "shut", most=0.0),
    )[kind]
    return replace(problem, bounds=(*problem.bounds, bound))


def _barred(problem: Problem, rng: np.random.Generator) -> Problem:
    return replace(problem, barred={"rules.limit": _of_pairs(problem, rng.random(problem.travel_gbp.shape) < 0.15)})


def _teams(problem: Problem, rng: np.random.Generator) -> Problem:
    teams = pd.Series(rng.choice(["red", "blue", ""], len(problem.heads)), index=problem.heads.index)
    return replace(problem, teams=teams[teams != ""])


def _tiers(problem: Problem, rng: np.random.Generator) -> Problem:
    sizes = {
        str(s): tuple(sorted({int(n) for n in rng.integers(1, problem.workstations_needed + 5, 2)}))
        for s in problem.sites.index
        if rng.random() < 0.6
    }
    return replace(problem, tiers=sizes)


def _parking(problem: Problem, rng: np.random.Generator) -> Problem:
    limited = [s for s in problem.sites.index if rng.random() < 0.7] or [problem.sites.index[0]]
    shape = (len(problem.heads), len(limited))
    asks = pd.DataFrame(rng.random(shape) < 0.7, index=problem.heads.index, columns=limited)
    saving = pd.DataFrame(-rng.integers(1, 60, shape).astype(float), index=problem.heads.index, columns=limited)
    needs = asks & (rng.random(shape) < 0.1)
    days = pd.Series(rng.integers(1, 6, len(problem.heads)).astype(float), index=problem.heads.index)
    spaces = pd.Series(rng.integers(0, 4 * problem.staff, len(limited)).astype(float), index=limited)
    return replace(problem, parking=Parking(spaces, days, asks, saving.where(asks, 0.0), needs))


_ADD = {"bound": _bound, "barred": _barred, "teams": _teams, "tiers": _tiers, "parking": _parking, "sites": _sites}


def every_plan(problem: Problem, site_ids: tuple[str, ...]) -> Iterator[Plan]:
    """Every way to seat all staff at just these sites and to give out the spaces; most of them break some rule."""
    splits = [list(_parts(int(n), len(site_ids))) for n in problem.heads]
    for rows in product(*splits):
        heads = pd.DataFrame(list(rows), index=problem.heads.index, columns=list(site_ids))
        limited = [] if problem.parking is None else [s for s in site_ids if s in problem.parking.spaces_days.index]
        if not limited:
            yield seated(problem, heads)
            continue
        cells = [range(int(heads.at[g, s]) + 1) for g in heads.index for s in limited]
        for spaces in product(*cells):
            grid = np.array(spaces).reshape(len(heads), len(limited))
            yield seated(problem, heads, pd.DataFrame(grid, index=heads.index, columns=limited))


def _parts(total: int, places: int) -> Iterator[tuple[int, ...]]:
    if places == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in _parts(total - first, places - 1):
            yield (first, *rest)

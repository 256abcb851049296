"""Worlds so small that every plan can be listed, with every rule there is now and then."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import combinations, product

import numpy as np
import pandas as pd

from feasibility.measures import Bound, Measure
from feasibility.options import DO_MINIMUM, DO_NOTHING
from feasibility.plan import Plan, seated, staying, unreached_heads
from feasibility.problem import Parking, Problem
from feasibility.scenario.sections import Options
from feasibility.soundness import breaches


def world(seed: int, *, ruled: bool = False) -> Problem:
    """Two or three groups of one to three staff, two or three sites; whole minutes, costs to the penny.

    `ruled` adds space in sizes, parking, teams, barred seats and a limit on a figure, each in some worlds.
    """
    rng = np.random.default_rng(seed)
    groups = [f"g-{i}" for i in range(rng.integers(2, 4))]
    sites = [f"s-{i}" for i in range(rng.integers(2, 4))]
    heads = pd.Series(rng.integers(1, 4, len(groups)), index=groups)
    shape, needed = (len(groups), len(sites)), int(rng.integers(int(heads.sum()), 2 * int(heads.sum())))
    present = np.where(rng.random(len(sites)) < 0.4, rng.integers(1, needed, len(sites)), 0)
    unreached = pd.DataFrame(rng.random(shape) < 0.1, index=groups, columns=sites)
    asked = Problem(
        heads=heads,
        travel_gbp=_table(rng.normal(0, 30, shape).round(2), groups, sites).mask(unreached, 0.0),
        unreached=unreached,
        sites=pd.DataFrame(
            {
                "workstations_max": np.maximum(present, rng.integers(2, needed + 4, len(sites))),
                "workstations_present": present,
                "open_gbp": rng.uniform(0, 100, len(sites)).round(2),
                "workstation_gbp": rng.uniform(-3, 15, len(sites)).round(2),
                "ready": rng.random(len(sites)) < 0.9,
            },
            index=sites,
        ),
        moving_gbp=20.0,
        staying_gbp={DO_NOTHING: float(rng.uniform(50, 400).__round__(2)), DO_MINIMUM: 500.0},
        workstations_needed=needed,
        rules=Options(sites_open_min=1, sites_open_max=2, staff_per_site_min=int(rng.integers(1, 3))),
        as_now=frozenset(sites[:2]) if rng.random() < 0.2 else frozenset(),
        change_minutes=_table(rng.integers(-12, 25, shape).astype(float), groups, sites).mask(unreached, 0.0),
    )
    return _with_rules(asked, rng) if ruled else asked


def _table(values: np.ndarray, groups: list[str], sites: list[str]) -> pd.DataFrame:
    return pd.DataFrame(values, index=groups, columns=sites)


def _with_rules(asked: Problem, rng: np.random.Generator) -> Problem:
    groups, sites = list(asked.heads.index), list(asked.sites.index)
    shape = (len(groups), len(sites))
    if rng.random() < 0.4:
        asked = replace(asked, tiers={sites[0]: tuple(int(n) for n in np.cumsum(rng.integers(1, 6, 3)))})
    if rng.random() < 0.3:
        asked = replace(asked, teams=pd.Series("team-001", index=groups[:2]))
    if rng.random() < 0.3:
        asked = replace(asked, barred={"rules.worse_minutes_max": asked.change_minutes > 18})
    if rng.random() < 0.4:
        asks = _table(rng.random(shape) < 0.6, groups, sites)[sites[:1]]
        parking = Parking(
            spaces_days=pd.Series({sites[0]: 5.0 * rng.integers(0, 3)}),
            days=pd.Series(rng.integers(2, 6, len(groups)).astype(float), index=groups),
            asks=asks,
            gbp=_table(rng.normal(0, 20, shape).round(2), groups, sites)[sites[:1]].where(asks, 0.0),
            needs=asks & _table(rng.random(shape) < 0.2, groups, sites)[sites[:1]],
        )
        asked = replace(asked, parking=parking)
    if rng.random() < 0.5:
        worst = Measure(worst=asked.change_minutes, worst_heads=2)
        asked = replace(asked, bounds=(Bound("worst", "rules.worst", worst, "minutes", "The worst two", most=26.0),))
    if rng.random() < 0.5:
        left = Measure(workstation=pd.Series(1.0, index=sites))
        fair = Bound("beyond", "rules.beyond", left, "workstations", "Some beyond", least=1.0, most=9.0)
        asked = replace(asked, bounds=(*asked.bounds, fair))
    return asked


@cache
def plans_of(seed: int, *, ruled: bool = False) -> tuple[Problem, tuple[Plan, ...]]:
    """A world with every plan there is."""
    problem = world(seed, ruled=ruled)
    return problem, tuple(every_plan(problem))


def every_plan(problem: Problem) -> list[Plan]:
    """Every sound plan with nobody out of reach, ways of staying among them."""
    plans = [staying(problem, option_id) for option_id in problem.staying_gbp]
    for count in range(problem.rules.sites_open_min, problem.rules.sites_open_max + 1):
        for chosen in combinations(problem.sites.index, count):
            plans += [plan for heads in _seatings(problem, chosen) for plan in _parkings(problem, heads)]
    return [plan for plan in plans if not breaches(problem, plan) and not unreached_heads(problem, plan)]


def _seatings(problem: Problem, chosen: tuple[str, ...]) -> Iterator[pd.DataFrame]:
    splits = [[split for split in product(range(n + 1), repeat=len(chosen)) if sum(split) == n] for n in problem.heads]
    for seats in product(*splits):
        yield pd.DataFrame(list(seats), index=problem.heads.index, columns=list(chosen))


def _parkings(problem: Problem, heads: pd.DataFrame) -> Iterator[Plan]:
    limited = [] if problem.parking is None else [s for s in heads.columns if s in problem.parking.spaces_days.index]
    if not limited:
        yield seated(problem, heads)
        return
    site = limited[0]
    for given in product(*(range(int(n) + 1) for n in heads[site])):
        yield seated(problem, heads, pd.DataFrame({site: given}, index=heads.index))

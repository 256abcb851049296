"""Sites copied under other ids: all that a problem says of them is the same but for their floor."""

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from feasibility.measures import Bound, Measure
from feasibility.problem import Problem


def with_twins(problem: Problem, twins: Mapping[str, str], held: "pd.Series[int]", *, ready: bool = False) -> Problem:
    """The problem with a twin (new id to the site it copies) that holds `held` workstations, whatever rules count.

    `ready` makes the twins available before staff move; else they are as the sites they copy.
    """

    def row(of_sites: "pd.Series[float]") -> "pd.Series[float]":
        there = {twin: site for twin, site in twins.items() if site in of_sites.index}
        return pd.concat([of_sites, of_sites[list(there.values())].set_axis(list(there))]) if there else of_sites

    def columns(pairs: pd.DataFrame) -> pd.DataFrame:
        there = {twin: site for twin, site in twins.items() if site in pairs.columns}
        return pd.concat([pairs, pairs[list(there.values())].set_axis(list(there), axis=1)], axis=1) if there else pairs

    def measure(found: Measure) -> Measure:
        return replace(
            found, opened=row(found.opened), workstation=row(found.workstation), head=columns(found.head),
            space=columns(found.space), worst=columns(found.worst),
        )  # fmt: skip

    copied = problem.sites.loc[list(twins.values())].set_axis(list(twins))
    copied = copied.assign(workstations_max=held.reindex(copied.index), ready=copied["ready"].astype(bool) | ready)
    sizes = {twin: _filling(problem, site, int(held[twin])) for twin, site in twins.items() if site in problem.tiers}
    parking = problem.parking
    return replace(
        problem,
        sites=pd.concat([problem.sites, copied]),
        travel_gbp=columns(problem.travel_gbp),
        unreached=columns(problem.unreached),
        change_minutes=columns(problem.change_minutes),
        barred={rule: columns(pairs) for rule, pairs in problem.barred.items()},
        bounds=tuple(replace(bound, measure=measure(bound.measure)) for bound in problem.bounds),
        tiers={**problem.tiers, **sizes},
        parking=None if parking is None else replace(
            parking, spaces_days=row(parking.spaces_days), asks=columns(parking.asks), gbp=columns(parking.gbp),
            needs=columns(parking.needs), change_minutes=columns(parking.change_minutes),
        ),
    )  # fmt: skip


def _filling(problem: Problem, site: str, held: int) -> tuple[int, ...]:
    """The sizes that space is let in at a site, with one that fills a floor of `held` workstations."""
    beyond = max(0, held - int(problem.sites.at[site, "workstations_present"]))
    return tuple(sorted({*problem.tiers[site], beyond}))


def with_one_larger(problem: Problem, more: int) -> Problem:
    """The problem with one site, whichever is best, that holds `more` workstations beyond what it holds.

    A plan opens a site or its larger twin (`TWIN` behind its id), and no more than one twin in all.
    """
    sites = [str(site) for site in problem.sites.index]
    twins = {site + TWIN: site for site in sites}
    held = (problem.sites["workstations_max"] + more).set_axis(list(twins))
    made = with_twins(problem, twins, held)
    one = [_most("one-larger", pd.Series(1.0, index=list(twins)), 1.0)]
    one += [_most(f"once-{site}", pd.Series(1.0, index=[site, site + TWIN]), 1.0) for site in sites]
    if problem.as_now:
        present = {*problem.as_now, *(site + TWIN for site in problem.as_now)}
        sides = pd.Series({site: 1.0 if site in present else -1.0 for site in made.sites.index})
        one.append(_most("not-as-now", sides, len(problem.as_now) - 1.0))
    return replace(made, bounds=(*made.bounds, *one))


TWIN = "--larger"
"""Behind the id of a site: ids of sites end in a letter, a digit or one hyphen, and are never doubled so."""


def _most(name: str, opened: "pd.Series[float]", most: float) -> Bound:
    return Bound(name + TWIN, TWIN, Measure(opened=opened), "sites", "", most=most)

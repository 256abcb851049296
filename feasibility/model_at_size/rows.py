"""Rows of the matrix by rule: each a function whose first line is the rule in an officer's words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import sparse

from feasibility.measures import Bound
from feasibility.model_at_size.amounts import amount, unit_figures
from feasibility.model_at_size.columns import Columns, Floats, Ints, table
from feasibility.problem import Problem

FREE = np.inf


@dataclass(frozen=True)
class Rows:
    """lower <= matrix @ unknowns <= upper."""

    matrix: Any
    """scipy sparse, rows by columns."""
    lower: Floats
    upper: Floats


def every_rule(problem: Problem, columns: Columns) -> Iterator[Rows]:
    """The rows of every rule of the problem, its bounds among them."""
    yield stay_or_move(columns)
    yield seat_everyone_once(problem, columns)
    yield sit_only_where_open(problem, columns)
    yield from keep_teams_together(problem, columns)
    yield from workstations_for_staff(problem, columns)
    yield workstations_within_floor(problem, columns)
    yield from pay_beyond_present(problem, columns)
    yield from pay_for_whole_sizes(problem, columns)
    yield from park_within_spaces(problem, columns)
    yield from not_as_now(problem, columns)
    yield from number_of_sites(problem, columns)
    yield enough_staff_at_each_site(problem, columns)
    yield from worst_served(problem, columns)
    for bound in problem.bounds:
        yield keep_within(problem, columns, bound)


def stay_or_move(columns: Columns) -> Rows:
    """Either both centres stay, in one of the ways there are, or both operations move."""
    places = [*columns.stays, columns.moves]
    return _rows(columns, 1, [(0, places, 1.0)], 1.0, 1.0)


def seat_everyone_once(problem: Problem, columns: Columns) -> Rows:
    """If the operations move, every member of each group has one seat at one site."""
    heads, groups = _heads(problem), np.arange(len(problem.heads))
    entries = [(columns.seats.group, columns.seats.column, 1.0), (groups, columns.moves, -heads)]
    return _rows(columns, len(groups), entries, 0.0, 0.0)


def sit_only_where_open(problem: Problem, columns: Columns) -> Rows:
    """Nobody is seated at a site that is not open; implied by floor area, but it tightens the relaxation."""
    seats = columns.seats
    each = np.arange(len(seats.column))
    entries = [(each, seats.column, 1.0), (each, columns.opened[seats.site], -_heads(problem)[seats.group])]
    return _rows(columns, len(each), entries, -FREE, 0.0)


def keep_teams_together(problem: Problem, columns: Columns) -> Iterator[Rows]:
    """All members of a team sit at one site."""
    teams, sites = list(dict.fromkeys(problem.teams)), len(problem.sites)
    if not teams:
        return
    at = columns.teams
    yield _rows(
        columns, len(teams), [(at.group, at.column, 1.0), (np.arange(len(teams)), columns.moves, -1.0)], 0.0, 0.0
    )
    of_group = problem.teams.reindex(problem.heads.index).map({team: i for i, team in enumerate(teams)}).to_numpy(float)
    bound = np.flatnonzero(~np.isnan(of_group[columns.seats.group]))
    group, site = columns.seats.group[bound], columns.seats.site[bound]
    there = at.column[of_group[group].astype(np.int64) * sites + site]
    each = np.arange(len(bound))
    entries = [(each, columns.seats.column[bound], 1.0), (each, there, -_heads(problem)[group])]
    yield _rows(columns, len(each), entries, -FREE, 0.0)


def workstations_for_staff(problem: Problem, columns: Columns) -> Iterator[Rows]:
    """A site takes workstations for its share of the staff, rounded up: neither fewer nor more."""
    sites, seats = np.arange(len(problem.sites)), columns.seats
    taken = (sites, columns.workstations, float(problem.staff))
    seated = (seats.site, seats.column, -float(problem.workstations_needed))
    yield _rows(columns, len(sites), [taken, seated], 0.0, FREE)
    rounded = (sites, columns.opened, -float(problem.staff - 1))
    yield _rows(columns, len(sites), [taken, seated, rounded], -FREE, 0.0)


def workstations_within_floor(problem: Problem, columns: Columns) -> Rows:
    """A site takes no more workstations than its floor area holds, and none unless it is open."""
    sites = np.arange(len(problem.sites))
    most = problem.sites["workstations_max"].to_numpy(dtype=float)
    return _rows(columns, len(sites), [(sites, columns.workstations, 1.0), (sites, columns.opened, -most)], -FREE, 0.0)


def pay_beyond_present(problem: Problem, columns: Columns) -> Iterator[Rows]:
    """Workstations a present centre already has are paid for with the centre; those beyond are added, and no others."""
    sites = np.arange(len(problem.sites))
    present = problem.sites["workstations_present"].to_numpy(dtype=float)
    most = problem.sites["workstations_max"].to_numpy(dtype=float)
    beyond, taken = (sites, columns.beyond, 1.0), (sites, columns.workstations, -1.0)
    yield _rows(columns, len(sites), [beyond, taken, (sites, columns.opened, present)], 0.0, FREE)
    whole = np.flatnonzero(~_in_sizes(problem))
    rows = np.arange(len(whole))
    not_more = [
        (rows, columns.beyond[whole], 1.0), (rows, columns.workstations[whole], -1.0),
        (rows, columns.opened[whole], present[whole]), (rows, columns.within[whole], -present[whole]),
    ]  # fmt: skip
    yield _rows(columns, len(rows), not_more, -FREE, 0.0)
    none = [(rows, columns.beyond[whole], 1.0), (rows, columns.within[whole], most[whole])]
    yield _rows(columns, len(rows), [*none, (rows, columns.opened[whole], -most[whole])], -FREE, 0.0)


def pay_for_whole_sizes(problem: Problem, columns: Columns) -> Iterator[Rows]:
    """Where space is let in sizes, the least that is large enough is taken, and all of it is paid for."""
    if not len(columns.tiers.column):
        return
    tiers, count = columns.tiers, len(problem.sites)
    sizes = [np.array(problem.tiers.get(str(s), ()), dtype=float) for s in problem.sites.index]
    size = np.array([sizes[site][place] for place, site in zip(tiers.group, tiers.site, strict=True)])
    above = np.array([
        sizes[site][place - 1] + 1 if place else 1.0 for place, site in zip(tiers.group, tiers.site, strict=True)
    ])  # fmt: skip
    here = np.flatnonzero(_in_sizes(problem))
    present = problem.sites["workstations_present"].to_numpy(dtype=float)
    paid = np.zeros(count), np.zeros(count)
    paid[0][~_in_sizes(problem)], paid[1][~_in_sizes(problem)] = -FREE, FREE
    yield _rows(columns, count, [(here, columns.beyond[here], 1.0), (tiers.site, tiers.column, -size)], *paid)
    one = [(tiers.site, tiers.column, 1.0), (here, columns.within[here], 1.0), (here, columns.opened[here], -1.0)]
    yield _rows(columns, count, one, 0.0, 0.0)
    enough = [
        (here, columns.workstations[here], 1.0), (here, columns.opened[here], -present[here]),
        (tiers.site, tiers.column, -np.where(size > 0, above, -present[tiers.site])),
        (here, columns.within[here], present[here]),
    ]  # fmt: skip
    yield _rows(columns, count, enough, 0.0, FREE)


def _in_sizes(problem: Problem) -> Any:  # noqa: ANN401 - flags by site
    return np.array([str(s) in problem.tiers for s in problem.sites.index], dtype=bool)


def park_within_spaces(problem: Problem, columns: Columns) -> Iterator[Rows]:
    """Spaces go to staff who sit there and ask for one, as many days a week as there are; some cannot do without.

    No whole space is left while somebody who asks has none.
    """
    parking, parked, seats = problem.parking, columns.parked, columns.seats
    if parking is None:
        return
    place = np.full((len(problem.heads), len(problem.sites)), -1)
    place[seats.group, seats.site] = seats.column
    each = np.arange(len(parked.column))
    seat = place[parked.group, parked.site]
    lower = np.where(table(parking.needs, problem)[parked.group, parked.site] > 0, 0.0, -FREE)
    yield _rows(columns, len(each), [(each, parked.column, 1.0), (each, seat, -1.0)], lower, 0.0)
    days = parking.days.reindex(problem.heads.index).fillna(0.0).to_numpy(dtype=float)
    there = parking.spaces_days.reindex(problem.sites.index).fillna(FREE).to_numpy(dtype=float)
    used = (parked.site, parked.column, days[parked.group])
    yield _rows(columns, len(there), [used], -FREE, there)
    gone, heads = columns.spaces_gone, np.bincount(parked.site, _heads(problem)[parked.group], len(there))
    without = [(parked.site, seat, 1.0), (parked.site, parked.column, -1.0), (np.arange(len(there)), gone, -heads)]
    yield _rows(columns, len(there), without, -FREE, 0.0)
    in_use = parking.in_use_days.reindex(problem.sites.index).fillna(0.0).to_numpy()
    yield _rows(columns, len(there), [used, (np.arange(len(there)), gone, -in_use)], 0.0, FREE)


def not_as_now(problem: Problem, columns: Columns) -> Iterator[Rows]:
    """Where the operations stay apart, opening just the present centres shares nothing: another site opens as well."""
    if problem.as_now:
        present = np.where(problem.sites.index.isin(list(problem.as_now)), 1.0, -1.0)
        yield _rows(columns, 1, [(0, columns.opened, present)], -FREE, float(len(problem.as_now) - 1))


def number_of_sites(problem: Problem, columns: Columns) -> Iterator[Rows]:
    """A move opens at least and at most the number of sites that the scenario states."""
    opened = (0, columns.opened, 1.0)
    yield _rows(columns, 1, [opened, (0, columns.moves, -float(problem.rules.sites_open_min))], 0.0, FREE)
    yield _rows(columns, 1, [opened, (0, columns.moves, -float(problem.rules.sites_open_max))], -FREE, 0.0)


def enough_staff_at_each_site(problem: Problem, columns: Columns) -> Rows:
    """No site is opened for fewer staff than the scenario's least."""
    sites = np.arange(len(problem.sites))
    least = (sites, columns.opened, -float(problem.rules.staff_per_site_min))
    return _rows(columns, len(sites), [(columns.seats.site, columns.seats.column, 1.0), least], 0.0, FREE)


def worst_served(problem: Problem, columns: Columns) -> Iterator[Rows]:
    """Every head by itself sits in one seat of its group, and has above the level what its own figure has."""
    if not columns.worst:
        return
    seats, units, heads = columns.seats, columns.units, np.arange(problem.staff)
    yield _rows(
        columns,
        len(seats.column),
        [(units.site, units.column, 1.0), (np.arange(len(seats.column)), seats.column, -1.0)],
        0.0,
        0.0,
    )
    yield _rows(columns, len(heads), [(units.group, units.column, 1.0)], 0.0, 1.0)
    for worst in columns.worst:
        figures = (units.group, units.column, -unit_figures(problem, columns, worst.measure.worst))
        entries = [(heads, worst.above, 1.0), (heads, worst.level, 1.0), figures]
        yield _rows(columns, len(heads), entries, 0.0, FREE)


def keep_within(problem: Problem, columns: Columns, bound: Bound) -> Rows:
    """A move keeps the figure that a rule of the scenario speaks of within its limits."""
    figure = amount(problem, columns, bound.measure, staying=False)
    entries: list[tuple[Any, Any, Any]] = []
    lower: list[float] = []
    upper: list[float] = []
    for limit, sense in ((bound.most, 1), (bound.least, -1)):
        if np.isfinite(limit):
            entries += [(len(lower), figure.column, figure.value), (len(lower), columns.moves, -limit)]
            lower.append(-FREE if sense > 0 else 0.0)
            upper.append(0.0 if sense > 0 else FREE)
    return _rows(columns, len(lower), entries, np.array(lower), np.array(upper))


def _heads(problem: Problem) -> Floats:
    heads: Floats = problem.heads.to_numpy(dtype=float)
    return heads


def _rows(
    columns: Columns,
    count: int,
    entries: Sequence[tuple[Ints | int, Any, Any]],
    lower: Floats | float,
    upper: Floats | float,
) -> Rows:
    """Rows from triples of row, column and value, each one number or many."""
    parts = [
        [np.ravel(a) for a in np.broadcast_arrays(np.asarray(r), np.asarray(c), np.asarray(v, dtype=float))]
        for r, c, v in entries
    ]
    row, column, value = (np.concatenate([part[i] for part in parts]) if parts else np.zeros(0) for i in range(3))
    matrix = sparse.csr_matrix((value, (row.astype(np.int64), column.astype(np.int64))), shape=(count, columns.count))
    return Rows(matrix, np.broadcast_to(lower, count).astype(float), np.broadcast_to(upper, count).astype(float))

"""The unknowns of a problem as columns of a matrix: which stands where. Positions live inside this package only."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from feasibility.measures import Measure
from feasibility.problem import Problem

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Pairs:
    """Some pairs of group and site by position, and the column of each."""

    group: Ints
    site: Ints
    column: Ints


@dataclass(frozen=True)
class Worst:
    """The worst served of one measure: the figure that they all exceed or reach, and what each unit has above it."""

    measure: Measure
    level: int
    above: Ints
    """By unit."""


@dataclass(frozen=True)
class Columns:
    """The unknowns by column."""

    moves: int
    """1 when the operations move to shared sites."""
    stays: Ints
    """By way of staying: 1 when it is chosen."""
    opened: Ints
    """By site: 1 when it is opened."""
    workstations: Ints
    """By site: workstations taken."""
    beyond: Ints
    """By site: workstations paid for beyond the present ones."""
    spaces_gone: Ints
    """By site, where any has limited parking: 1 when no whole space is left there."""
    within: Ints
    """By site: 1 when no workstation beyond the present ones is paid for though the site is open."""
    tiers: Pairs
    """By size and site: 1 when space is let in that size; `group` is the place of the size among the site's."""
    seats: Pairs
    """By group and site, where staff may sit: staff of the group seated there."""
    parked: Pairs
    """By group and site, where a head would use a limited space: those who have one."""
    teams: Pairs
    """By team and site: 1 when the team sits there; `group` is the place of the team."""
    units: Pairs
    """By head and seat: 1 when the head sits there; `group` is the head's place, `site` the place of its seat."""
    worst: tuple[Worst, ...]
    """For each measure that counts the worst served."""
    count: int
    """Of columns."""


def columns(problem: Problem, measures: list[Measure]) -> Columns:
    """The columns that a problem needs, and what the worst served of `measures` need."""
    sites, may = len(problem.sites), may_sit(problem)
    sizes = [(k, i) for i, s in enumerate(problem.sites.index) for k in range(len(problem.tiers.get(str(s), ())))]
    seats = np.argwhere(may)
    counted = [measure for measure in measures if not measure.worst.empty]
    pairs = {
        "tiers": np.array(sizes, dtype=np.int64).reshape(-1, 2),
        "seats": seats,
        "parked": np.argwhere(_may_park(problem) & may),
        "teams": np.argwhere(np.ones((problem.teams.nunique(), sites), dtype=bool)),
        "units": _units(problem, seats) if counted else np.zeros((0, 2), dtype=np.int64),
    }
    lengths = [
        1, len(problem.staying_gbp), sites, sites, sites, sites, 0 if problem.parking is None else sites,
        *map(len, pairs.values()), *(1 + problem.staff for _ in counted),
    ]  # fmt: skip
    moves, *rest = np.split(np.arange(sum(lengths)), np.cumsum(lengths)[:-1])
    stays, opened, workstations, beyond, within, spaces_gone = rest[:6]
    tiers, seat, parked, teams, units = (
        Pairs(places[:, 0], places[:, 1], column) for places, column in zip(pairs.values(), rest[6:11], strict=True)
    )
    worst = tuple(Worst(m, int(own[0]), own[1:]) for m, own in zip(counted, rest[11:], strict=True))
    return Columns(
        int(moves[0]), stays, opened, workstations, beyond, spaces_gone, within, tiers, seat, parked, teams, units,
        worst, sum(lengths),
    )  # fmt: skip


def _units(problem: Problem, seats: Ints) -> Ints:
    """Each head, and each place in `seats` where it may sit."""
    heads = problem.heads.to_numpy(dtype=np.int64)
    first, times = np.cumsum(heads) - heads, heads[seats[:, 0]]
    of_group = np.arange(times.sum()) - np.repeat(np.cumsum(times) - times, times)
    return np.column_stack([np.repeat(first[seats[:, 0]], times) + of_group, np.repeat(np.arange(len(seats)), times)])


def table(frame: pd.DataFrame, problem: Problem, missing: float = 0.0) -> Floats:
    """A frame by group and site as an array in the order of the problem; what is not named is `missing`."""
    if frame.empty:
        return np.full((len(problem.heads), len(problem.sites)), missing)
    ordered = frame.reindex(index=problem.heads.index, columns=problem.sites.index)
    found: Floats = ordered.to_numpy(dtype=float, na_value=missing)
    return found


def may_sit(problem: Problem) -> npt.NDArray[np.bool_]:
    """Group by site: where staff of the group may be seated: within reach, and barred by no rule."""
    barred = [table(frame, problem) > 0 for frame in problem.barred.values()]
    allowed: npt.NDArray[np.bool_] = ~np.logical_or.reduce([table(problem.unreached, problem) > 0, *barred])
    return allowed


def _may_park(problem: Problem) -> npt.NDArray[np.bool_]:
    if problem.parking is None:
        return np.zeros((len(problem.heads), len(problem.sites)), dtype=bool)
    asks: npt.NDArray[np.bool_] = table(problem.parking.asks, problem) > 0
    return asks

"""The weights at which the lead passes: exactly, because every score is a straight line in the weight that is moved.

A weight is taken from nothing to the whole, all others keeping their proportions to one another ("each weight 0 to 1,
others pro rata"). A group is moved with its criteria in proportion; a criterion is moved as a share of the whole, and
all other criteria give way in proportion, those of its own group no more than the rest.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from feasibility.appraisal.value.tree import Tree
from feasibility.appraisal.weight_space.regions import ALIKE

GROUP, CRITERION = "group", "criterion"


@dataclass(frozen=True)
class Moved:
    """One weight that is moved."""

    weight_id: str
    kind: str
    stated_share: float
    """Share of the whole."""
    with_nothing: pd.Series
    """Weights of all criteria where it has nothing: criterion to share of the whole."""
    with_all: pd.Series
    """Weights of all criteria where it has the whole."""


@dataclass(frozen=True)
class Stretch:
    """A range of one weight over which one option is first."""

    from_share: float
    to_share: float
    leader: str


@dataclass(frozen=True)
class Line:
    """One weight moved from nothing to the whole."""

    moved: Moved
    stretches: tuple[Stretch, ...]
    """From nothing to the whole."""
    level_at: pd.Series
    """Option to the share of the whole at which it is level with the one held against; blank where none makes it so."""


@dataclass(frozen=True)
class Change:
    """Where the lead passes."""

    weight_id: str
    kind: str
    stated_share: float
    at_share: float
    above: bool
    """Whether `leader` leads above; otherwise below."""
    leader: str


def weights(tree: Tree) -> tuple[Moved, ...]:
    """Every weight that can be moved, in the order of the tree: each group, then its criteria.

    A criterion that is a group by itself is moved as the group. A weight that is the whole already is left out: there
    are no proportions to give the rest by.
    """
    shares = pd.Series(tree.shares, dtype=float)
    found: list[Moved] = []
    for group, share in tree.groups.items():
        within = pd.Series(dict(tree.within[group]), dtype=float).reindex(shares.index, fill_value=0.0)
        found.append(_moved(group, GROUP, share, shares, within))
        if len(tree.within[group]) > 1:
            alone = {c: pd.Series(1.0, index=[c]).reindex(shares.index, fill_value=0.0) for c in tree.within[group]}
            found += [_moved(c, CRITERION, shares[c], shares, all_of_it) for c, all_of_it in alone.items()]
    return tuple(moved for moved in found if moved.stated_share < 1 - ALIKE)


def _moved(weight_id: str, kind: str, share: float, shares: pd.Series, with_all: pd.Series) -> Moved:
    rest = shares.where(with_all.eq(0), 0.0)
    return Moved(weight_id, kind, float(share), rest / rest.sum() if share < 1 - ALIKE else rest, with_all)


def ends(values: pd.DataFrame, moved: Moved) -> pd.DataFrame:
    """Score of each option where the weight has nothing and where it has the whole: columns `nothing` and `whole`."""
    return pd.DataFrame(
        {
            "nothing": values[moved.with_nothing.index] @ moved.with_nothing,
            "whole": values[moved.with_all.index] @ moved.with_all,
        }
    ).round(9)


def stretches(scores: pd.DataFrame) -> tuple[Stretch, ...]:
    """Who is first over each range of the weight, from nothing to the whole: the upper envelope of the lines of `ends`.

    Options whose lines are the same are named by the first of them, in the order of the rows.
    """
    start = scores["nothing"].to_numpy(dtype=np.float64)
    slope = scores["whole"].to_numpy(dtype=np.float64) - start
    leader, at, found = int(np.argmax(start)), 0.0, []
    while (gaining := np.flatnonzero(slope > slope[leader] + ALIKE)).size:
        crossings = (start[leader] - start[gaining]) / (slope[gaining] - slope[leader])
        crossing = max(float(crossings.min()), at)
        if crossing >= 1 - ALIKE:
            break
        if crossing > at + ALIKE:  # at a point where several meet, the lead is handed on until none gains any more
            found.append(Stretch(at, crossing, str(scores.index[leader])))
            at = crossing
        leader = int(gaining[np.argmin(crossings)])
    return (*found, Stretch(at, 1.0, str(scores.index[leader])))


def level_at(scores: pd.DataFrame, leader: str) -> pd.Series:
    """Share of the whole, between nothing and all, at which each option is level with the leader; blank where none is.

    Two straight lines meet once, so that this is the least change that does. Options level throughout are blank too.
    """
    apart = scores.loc[leader] - scores
    turned = apart["nothing"] - apart["whole"]
    share = apart["nothing"] / turned.where(turned.abs() > ALIKE)
    return share.where(share.between(ALIKE, 1 - ALIKE)).drop(leader)


def nearest(lines: tuple[Line, ...], first: str, leader: str) -> Change | None:
    """The change nearest to the stated weights by which `leader` loses the lead, or, where `first` has it, gains it.

    None where no single weight does that. Of changes as near, the first in the order of the tree.
    """
    changes = [
        change for line in lines for change in (_losses(line, leader) if first == leader else _gains(line, leader))
    ]
    return min(changes, key=lambda c: round(abs(c.at_share - c.stated_share), 9), default=None)


def _losses(line: Line, leader: str) -> list[Change]:
    stated = line.moved.stated_share
    found = []
    for below, above in zip(line.stretches, line.stretches[1:], strict=False):
        at = above.from_share
        if below.leader == leader and below.from_share - ALIKE <= stated <= at + ALIKE:
            found.append(Change(line.moved.weight_id, line.moved.kind, stated, at, True, above.leader))
        if above.leader == leader and at - ALIKE <= stated <= above.to_share + ALIKE:
            found.append(Change(line.moved.weight_id, line.moved.kind, stated, at, False, below.leader))
    return found


def _gains(line: Line, leader: str) -> list[Change]:
    stated = line.moved.stated_share
    found = []
    for below, above in zip(line.stretches, line.stretches[1:], strict=False):
        at = above.from_share
        if above.leader == leader and stated <= at + ALIKE:
            found.append(Change(line.moved.weight_id, line.moved.kind, stated, at, True, leader))
        if below.leader == leader and stated >= at - ALIKE:
            found.append(Change(line.moved.weight_id, line.moved.kind, stated, at, False, leader))
    return found

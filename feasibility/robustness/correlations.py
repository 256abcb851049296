"""Pairs of assumptions that are drawn together: which they are, and whether their correlations can all be true at once.

A rank correlation r becomes the correlation 2 sin(pi r / 6) of normal scores (Pearson 1907), which a Gaussian copula is
drawn by.
"""

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

import numpy as np
import numpy.typing as npt

from feasibility.scenario.robustness import CorrelatedPair, RobustnessSettings

Array = npt.NDArray[np.float64]
Pair = tuple[str, str]
"""Two ids, the lesser first."""
WHERE = "robustness.correlations"
MANY = "*"
ROUNDING = 1e-9
"""An eigenvalue this far below 0 is arithmetic, no fault."""
FAR_IN = 0.1
"""An assumption takes part in a fault where its share of the offending direction is a tenth of the largest or more."""
STEPS = 60
"""Halvings of a range no wider than 2: far below the two decimals told."""
PAIRS_TOLD = 6
"""Pairs that a message tells of."""


@dataclass(frozen=True)
class Block:
    """Assumptions that hang together by their correlations, by id, and the correlations of their normal scores."""

    ids: tuple[str, ...]
    normal: Array


def pairs(stated: RobustnessSettings, ids: Sequence[str]) -> dict[Pair, float]:
    """Each pair of the assumptions drawn that is correlated, and its rank correlation. Others of `ids` are left out."""
    return {pair: rank for entry in stated.correlations or () for pair, rank in _told(entry, sorted(ids))}


def blocks(correlated: Mapping[Pair, float]) -> list[Block]:
    """Assumptions that hang together, block by block in the order of their first ids."""
    together: dict[str, set[str]] = {}
    for one, other in correlated:
        joined = together.get(one, {one}) | together.get(other, {other})
        together |= dict.fromkeys(joined, joined)
    found = sorted({tuple(sorted(members)) for members in together.values()})
    return [Block(ids, normal(_matrix(ids, correlated))) for ids in found]


def normal(rank: Array) -> Array:
    """Correlations of normal scores from rank correlations."""
    scores = 2 * np.sin(np.pi * rank / 6)
    np.fill_diagonal(scores, 1.0)
    return np.asarray(scores)


def faults(stated: RobustnessSettings, ids: Sequence[str], known: Mapping[str, str]) -> list[str]:
    """What is wrong with the correlations stated, in words.

    `ids` are the assumptions drawn, `known` every assumption with its distribution. Told are: assumptions that are not
    known or not drawn, an assumption with itself, a pair stated twice and not alike, and correlations that cannot all
    be true, with the pairs that take part and what each could be.
    """
    entries = stated.correlations or ()
    told = [fault for entry in entries for fault in _entry_faults(entry, known)]
    told += _twice(entries, sorted(ids))
    return told or [fault for block in blocks(pairs(stated, ids)) for fault in _impossible(block, pairs(stated, ids))]


def _told(entry: CorrelatedPair, ids: Sequence[str]) -> Iterator[tuple[Pair, float]]:
    """The pairs that one entry speaks of. Two patterns pair each site's figure of the one with its own of the other."""
    first, second, rank = entry
    of_first = [key for key in ids if fnmatchcase(key, first)]
    of_second = [key for key in ids if fnmatchcase(key, second)]
    own_alone = MANY in first and MANY in second and first != second
    for one in of_first:
        for other in of_second:
            if one != other and not (own_alone and one.rpartition(".")[0] != other.rpartition(".")[0]):
                yield (one, other) if one < other else (other, one), rank


def _entry_faults(entry: CorrelatedPair, known: Mapping[str, str]) -> list[str]:
    first, second, _ = entry
    told = []
    for key in dict.fromkeys((first, second)):
        meant = [name for name in known if fnmatchcase(name, key)]
        if not meant:
            near = difflib.get_close_matches(key, list(known), n=1)
            hint = f"did you mean {near[0]}?" if near else "name one of the register, or of all sites: sites.*.nia_m2"
            told.append(f"{WHERE}: {key} is no assumption of this study; {hint}")
        elif not any(known[name] for name in meant):
            told.append(f"{WHERE}: {key} has no distribution in the register; give it one, or take the pair out")
    if first == second and MANY not in first:
        told.append(f"{WHERE}: {first} is paired with itself; name two assumptions")
    return told


def _twice(entries: Sequence[CorrelatedPair], ids: Sequence[str]) -> list[str]:
    """Pairs that are given one correlation and then another."""
    given: dict[Pair, float] = {}
    told = []
    for entry in entries:
        for pair, rank in dict(_told(entry, ids)).items():
            if given.setdefault(pair, rank) != rank:
                told.append(f"{WHERE}: {_words(pair)} is stated twice, {given[pair]:g} and {rank:g}; keep one")
    return told


def _words(pair: Pair) -> str:
    return f"{pair[0]} with {pair[1]}"


def _matrix(ids: Sequence[str], correlated: Mapping[Pair, float]) -> Array:
    """Rank correlations of `ids`; 0 where none is stated."""
    at = {key: place for place, key in enumerate(ids)}
    rank = np.eye(len(ids))
    for (one, other), value in correlated.items():
        if one in at and other in at:
            rank[at[one], at[other]] = rank[at[other], at[one]] = value
    return rank


def _impossible(block: Block, correlated: Mapping[Pair, float]) -> list[str]:
    """Why the correlations of a block cannot all be true; nothing where they can."""
    least, directions = np.linalg.eigh(block.normal)
    if least[0] >= -ROUNDING:
        return []
    direction = dict(zip(block.ids, np.abs(directions[:, 0]), strict=True))
    far_in = FAR_IN * max(direction.values())
    involved = [p for p in correlated if p[0] in direction and min(direction[p[0]], direction[p[1]]) >= far_in]
    involved.sort(key=lambda pair: (-direction[pair[0]] * direction[pair[1]], pair))
    told = [f"{_words(pair)} {correlated[pair]:g}" for pair in involved[:PAIRS_TOLD]]
    further = f"; and {len(involved) - PAIRS_TOLD} pairs more" if len(involved) > PAIRS_TOLD else ""
    could = [(pair, _nearest(block.ids, correlated, pair)) for pair in involved[:PAIRS_TOLD]]
    each = [f"{_words(pair)} {near:.2f}" for pair, near in could if near is not None]
    mend = f"with the others as they are, one of these would do: {'; '.join(each)}" if each else (
        f"no one of them alone mends it; all at {_shrunk(block.ids, correlated):.0%} of what is stated would do"
    )  # fmt: skip
    return [f"{WHERE}: these cannot all be true: {'; '.join(told)}{further}; {mend}"]


def _least(ids: Sequence[str], correlated: Mapping[Pair, float]) -> float:
    return float(np.linalg.eigvalsh(normal(_matrix(ids, correlated)))[0])


def _nearest(ids: Sequence[str], correlated: Mapping[Pair, float], pair: Pair) -> float | None:
    """The rank correlation of a pair nearest to that stated with which, the others kept, all can be true.

    The least eigenvalue is concave in one correlation: its highest point is found by thirds, then where it turns good.
    To two decimals, towards what is possible; None where there is none.
    """

    def least(rank: float) -> float:
        return _least(ids, {**correlated, pair: rank})

    low, high = -1.0, 1.0
    for _ in range(STEPS):
        one, other = low + (high - low) / 3, high - (high - low) / 3
        low, high = (one, high) if least(one) < least(other) else (low, other)
    good, bad = (low + high) / 2, correlated[pair]
    if least(good) < -ROUNDING:
        return None
    for _ in range(STEPS):
        half = (good + bad) / 2
        good, bad = (half, bad) if least(half) >= -ROUNDING else (good, half)
    told = (np.floor if bad > good else np.ceil)(good * 100) / 100
    return float(told) if least(told) >= -ROUNDING else None


def _shrunk(ids: Sequence[str], correlated: Mapping[Pair, float]) -> float:
    """The largest part of every correlation, in whole per cents, with which all can be true."""
    for percent in range(99, 0, -1):
        if _least(ids, {pair: rank * percent / 100 for pair, rank in correlated.items()}) >= -ROUNDING:
            return percent / 100
    return 0.0

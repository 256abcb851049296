"""In what order to find things out: each figure that, known besides those before it, betters the choice most."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pandas as pd

from feasibility.robustness import unknowns
from feasibility.robustness.unknowns import DRAWS_LEAST, DRAWS_MOST, Choice, Worth

STEPS = 5
"""Figures found out one after the other; later ones add little, and rest on more terms than draws can bear."""
SCREENED = 12
"""Figures tried at each step: those that go most with what the choice made now loses (for time)."""
LEAST_SHARE = 0.02
"""A step is told where it gains this share of all that there is to know, and more than chance gives."""


@dataclass(frozen=True)
class Step:
    """A figure found out, and what it is worth to know it and those before it."""

    assumption_id: str
    together: Worth


def in_order(made: Choice, draws: pd.DataFrame, noise_gbp: float) -> list[Step]:
    """The figures to find out, in order; `draws` is draw by assumption id.

    One at a time, the best first; where none by itself adds anything, two at a time, since a share and the pounds it is
    of may tell only together. Nothing where there are too few draws.
    """
    if len(made.best_gbp) < DRAWS_LEAST:
        return []
    screened = _screened(made, draws)
    least = max(noise_gbp, LEAST_SHARE * made.evpi_gbp)
    taken: list[str] = []
    steps: list[Step] = []
    known = Worth(0.0, made.won_now_share)
    while len(taken) < STEPS:
        rest = [key for key in screened if key not in taken]
        for size in (1, 2):
            keys, worth = _best(made, draws, taken, combinations(rest, size))
            if keys and worth.gbp > known.gbp + least and unknowns.sure(worth, known):
                break
        else:
            break
        taken += keys
        steps += [Step(key, worth) for key in keys]
        known = worth
    return steps


def _best(
    made: Choice, draws: pd.DataFrame, taken: list[str], further: Iterable[tuple[str, ...]]
) -> tuple[tuple[str, ...], Worth]:
    """The figures that, known besides those taken, are worth most; of equals the first."""
    best: tuple[str, ...] = ()
    most = Worth(-np.inf, 0.0)
    for keys in further:
        worth = unknowns.worth_of(made, unknowns.drawn_of(draws, [*taken, *keys]))
        if worth.gbp > most.gbp:
            best, most = keys, worth
    return best, most


def _screened(made: Choice, draws: pd.DataFrame) -> list[str]:
    """Figures by how closely they go with what the choice made now loses, the closest first."""
    lost = -made.best_gbp
    if lost.std() == 0:
        return []
    figures = unknowns.drawn_of(draws, list(draws.columns))[:DRAWS_MOST]
    spread = figures.std(axis=0)
    moved = (figures - figures.mean(axis=0)).T @ (lost - lost.mean()) / len(lost)
    closeness = np.divide(np.abs(moved), spread * lost.std(), out=np.zeros(len(spread)), where=spread > 0)
    order = sorted(
        range(len(spread)), key=lambda place: (-round(float(closeness[place]), 9), str(draws.columns[place]))
    )
    return [str(draws.columns[place]) for place in order if spread[place] > 0][:SCREENED]

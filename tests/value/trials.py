"""Random trials of options by criteria, and an option that joins: dominated, duplicated or irrelevant."""

from dataclasses import dataclass

import numpy as np

TRIALS = 10_000
JOINERS = ("dominated", "duplicated", "irrelevant")


@dataclass(frozen=True)
class Trial:
    """Two to six options by two to five criteria of which less is better."""

    raw: np.ndarray
    scales: tuple[tuple[tuple[float, float], ...], ...]
    """Of each criterion a falling line, or two that meet within the range; every figure is in it."""
    shares: np.ndarray


def at_random(rng: np.random.Generator) -> Trial:
    """Figures anywhere in 0 to 100, in ranges that somebody declared beforehand: 0 to 100 and a little more."""
    options, criteria = int(rng.integers(2, 7)), int(rng.integers(2, 6))
    bends = rng.uniform([20.0, 10.0], [80.0, 90.0], (criteria, 2))
    scales = tuple(
        ((-5.0, 100.0), (float(at), float(points)), (125.0, 0.0)) if bent else ((-5.0, 100.0), (125.0, 0.0))
        for (at, points), bent in zip(bends, rng.random(criteria) < 0.5, strict=True)
    )
    return Trial(rng.uniform(0, 100, (options, criteria)), scales, rng.dirichlet(np.ones(criteria)))


def joined(trial: Trial, joiner: str, rng: np.random.Generator) -> np.ndarray:
    """The figures with one option more, last.

    Dominated: no better than one of the others in anything, and worse in everything. Duplicated: another's twin.
    Irrelevant: worst of all in everything but one criterion, in which it is anywhere: never near the best.
    """
    like = trial.raw[int(rng.integers(len(trial.raw)))]
    if joiner == "dominated":
        new = like + rng.uniform(0, 20, like.size)
    elif joiner == "duplicated":
        new = like
    else:
        new = trial.raw.max(axis=0) + rng.uniform(0, 20, like.size)
        new[int(rng.integers(like.size))] = rng.uniform(0, 100)
    return np.vstack([trial.raw, new])

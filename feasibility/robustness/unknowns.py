"""What knowing an unknown is worth: how much better the choice would be, with that figure known before it is made.

The expected value of partial perfect information, from the draws there are: each option's cost is fitted to the figure
by a line broken at three points, and the option chosen that the fit makes cheapest (nonparametric regression: Strong,
Oakley and Brennan 2014, Medical Decision Making 34(3)). A fit that is both made and judged on the same draws finds
worth in chance, an upward bias; here half of the draws are fitted and the other half judged, both ways round, so that
chance costs, and a figure that does nothing comes out at nought or just below.

A figure that is drawn together with another (a stated correlation) tells of the other as well, and is worth that too.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import TypeAlias

import numpy as np
import pandas as pd

BROKEN_AT = (0.1, 0.5, 0.9)
"""Quantiles at which the fitted line may change its slope: a straight response is met exactly, a bend nearly so."""
TERMS_MAX = 8
"""Figures known at once, up to which each has a broken line, and each two their product, since a share and the pounds
that it is of are worth knowing only together; more have straight lines, lest terms outgrow draws."""
DRAWS_LEAST = 200
"""Fewer draws tell nothing of worth: a hundred in each half, twenty for each of five terms (analyst's judgement)."""
DRAWS_MOST = 50_000
"""No more are used: the worth of a figure is then known to about a two-hundredth of the spread of what it decides."""
LEFT_OUT_SHARE = 0.01
"""Options that could gain no more are passed over, for time: of hundreds of options some dozens matter."""
SHUFFLES = 49
"""Trials with the draws of a figure shuffled, so that it does nothing: by chance alone a figure without effect passes
the largest of them one time in fifty."""
SURE_ERRORS = 3.0
"""A worth, or what a further figure adds to it, is told from this many standard errors on, since it is the largest of
many that is told: of a hundred figures without effect one would pass in one trial of eight (0.13 % each)."""
SHUFFLE_STREAM = 6
"""Sets the shuffles apart from the draws, which begin from the same seed."""
HALF_A_PENNY = 0.005
Basis: TypeAlias = np.ndarray
"""Draw by term."""


@dataclass(frozen=True)
class Choice:
    """The choice made now, and what every other option that may do better would change."""

    gains_gbp: np.ndarray
    """Draw by option: cost less that of the choice made now, which stands first, at nought."""
    best_gbp: np.ndarray
    """Draw: the same of the draw's best option."""

    @property
    def evpi_gbp(self) -> float:
        """What knowing everything is worth: the mean regret of the choice made now."""
        return float(-self.best_gbp.mean())

    @property
    def won_now_share(self) -> float:
        """Share of draws in which the choice made now is the best."""
        return float((self.best_gbp >= -HALF_A_PENNY).mean())


@dataclass(frozen=True)
class Worth:
    """What it is worth to know something before choosing."""

    gbp: float
    """Pounds that the choice would cost less on average; may be just below nought where there is nothing to know."""
    won_share: float
    """Share of draws in which the choice would be the best."""
    saved_gbp: np.ndarray = field(default_factory=lambda: np.zeros(0), repr=False, compare=False)
    """Draw: pounds that it saves, of which `gbp` is the mean; empty where nothing is known."""


UNTOLD = Worth(float("nan"), float("nan"))
"""Of fewer draws than `DRAWS_LEAST`."""


def choice(costs_gbp: np.ndarray, chosen: int) -> Choice:
    """The choice made now, option `chosen` of `costs_gbp` (draw by option, none blank).

    Whatever is known, an option gains no more by itself than what it saves in the draws in which it is cheaper. One
    that gains no more than `LEFT_OUT_SHARE` of all that there is to know is left out.
    """
    gains = costs_gbp[:DRAWS_MOST] - costs_gbp[:DRAWS_MOST, [chosen]]
    best = gains.min(axis=1)
    may_gain = np.maximum(0.0, -gains).mean(axis=0)
    kept = np.flatnonzero(may_gain > -LEFT_OUT_SHARE * best.mean())
    return Choice(gains[:, [chosen, *kept]], best)


def worth_of(made: Choice, known: np.ndarray) -> Worth:
    """What it is worth to know the figures in the columns of `known` (draw by figure) before choosing.

    Not a number where there are too few draws.
    """
    if len(made.gains_gbp) < DRAWS_LEAST:
        return UNTOLD
    basis = _basis(known[:DRAWS_MOST])
    if basis.shape[1] == 1 or made.gains_gbp.shape[1] == 1:
        return Worth(0.0, made.won_now_share)
    picked = np.empty(len(basis), dtype=np.int64)
    for fitted, judged in ((slice(0, None, 2), slice(1, None, 2)), (slice(1, None, 2), slice(0, None, 2))):
        terms = basis[fitted]
        slopes = np.linalg.pinv(terms.T @ terms, hermitian=True) @ (terms.T @ made.gains_gbp[fitted])
        picked[judged] = (basis[judged] @ slopes).argmin(axis=1)
    gained = made.gains_gbp[np.arange(len(picked)), picked]
    return Worth(float(-gained.mean()), float((gained <= made.best_gbp + HALF_A_PENNY).mean()), -gained)


def noise_gbp(made: Choice, seed: int) -> float:
    """The most that a figure without any effect came out at, of `SHUFFLES` tried; never below nought."""
    draws = len(made.gains_gbp)
    if draws < DRAWS_LEAST:
        return float("nan")
    generator = np.random.default_rng([SHUFFLE_STREAM, seed])
    idle = np.linspace(0.0, 1.0, draws)
    return max(0.0, *(worth_of(made, generator.permutation(idle)[:, None]).gbp for _ in range(SHUFFLES)))


def above_noise(found: Worth, made: Choice, noise: float) -> Worth:
    """What was found, or nothing where chance alone gives as much."""
    told = np.isnan(found.gbp) or (found.gbp > noise and sure(found))
    return found if told else Worth(0.0, made.won_now_share)


def sure(found: Worth, known: Worth | None = None) -> bool:
    """Whether it is told from nothing, or from what is known already; not where there are too few draws to tell."""
    if not found.saved_gbp.size:
        return False
    more = found.saved_gbp - (known.saved_gbp if known is not None and known.saved_gbp.size else 0.0)
    return bool(more.mean() > SURE_ERRORS * more.std() / np.sqrt(more.size))


def together(assumption_ids: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    """Figures to be known at once, by a pattern of their ids: the same figure everywhere, all of a place, of a section.

    Two or more each; of two patterns that take the same figures, the first.
    """
    found: dict[str, list[str]] = {}
    for key in assumption_ids:
        first, *rest = key.split(".")
        if len(rest) > 1:
            found.setdefault(".".join([first, "*", *rest[1:]]), []).append(key)
            found.setdefault(".".join([first, rest[0], "*"]), []).append(key)
        found.setdefault(f"{first}.*", []).append(key)
    groups: dict[tuple[str, ...], str] = {}
    for pattern, keys in found.items():
        if len(keys) > 1:
            groups.setdefault(tuple(keys), pattern)
    return {pattern: keys for keys, pattern in groups.items()}


def drawn_of(draws: pd.DataFrame, keys: Sequence[str]) -> np.ndarray:
    """Draw by figure."""
    return np.asarray(draws[list(keys)].to_numpy(dtype=float))


def _basis(known: np.ndarray) -> Basis:
    """The terms of the fit: a constant, each figure, each beyond the points where its line may break, and products."""
    terms, straight = [np.ones(len(known))], []
    for figure in known.T:
        spread = figure.std()
        if spread == 0:
            continue
        scaled = (figure - figure.mean()) / spread
        straight.append(scaled)
        if known.shape[1] <= TERMS_MAX:
            points = np.unique(np.quantile(scaled, BROKEN_AT))
            terms += [np.maximum(0.0, scaled - p) for p in points if scaled.min() < p < scaled.max()]
    products = combinations(straight, 2) if known.shape[1] <= TERMS_MAX else ()
    return np.column_stack([*terms, *straight, *(one * other for one, other in products)])

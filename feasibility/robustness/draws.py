"""Distributions into draws: every assumption of a draw at once, the same draw for every option.

Each assumption has its own stream of random numbers, seeded by the setting `robustness.seed` and by its id: its draws
are the same whatever else is drawn. Only raw 64-bit numbers of the generator are taken (PCG64, whose stream numpy
promises to keep), so that draws are the same on every machine and with every version of it.
"""

import hashlib
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.special import ndtr, ndtri

from feasibility.robustness import correlations
from feasibility.robustness.correlations import Block
from feasibility.robustness.distributions import Distribution, values
from feasibility.scenario.robustness import RobustnessSettings
from feasibility.tables import checked, empty, headings
from feasibility.tables.robustness_draws import RobustnessDrawsTable

Array = npt.NDArray[np.float64]
ALMOST_ONE = 1 - 2.0**-53
RIDGE = 1e-12
"""Added to a matrix of correlations before its root is taken, so that 1 and -1 may stand in it."""


def drawn(distributions: Sequence[Distribution], settings: RobustnessSettings) -> pd.DataFrame:
    """Draw (from 1) by assumption id: figures, whole where the setting is.

    Under Latin hypercube each column holds one figure from each of so many equally likely parts as there are draws, and
    so it does where correlations are stated: the figures are put in another order (Iman and Conover 1982), which gives
    each pair its rank correlation to within the small difference that normal scores leave. Of assumptions correlated
    with one another the first by id keeps its order. Plain Monte Carlo draws from the Gaussian copula itself.
    """
    ordered = sorted(distributions, key=lambda d: d.assumption_id)
    quantiles = {d.assumption_id: uniforms(d.assumption_id, settings) for d in ordered}
    for block in correlations.blocks(correlations.pairs(settings, list(quantiles))):
        quantiles |= _together(block, {key: quantiles[key] for key in block.ids}, settings)
    return pd.DataFrame(
        {d.assumption_id: values(d, quantiles[d.assumption_id]) for d in ordered},
        index=pd.RangeIndex(1, settings.draws + 1, name="draw"),
    )


def uniforms(name: str, settings: RobustnessSettings) -> Array:
    """`settings.draws` numbers above 0 and below 1, the same for a name and a seed wherever they are drawn."""
    if settings.method == "monte-carlo":
        return raw(name, settings.seed, settings.draws)
    order, within = np.split(raw(name, settings.seed, 2 * settings.draws), 2)
    part = np.argsort(order, kind="stable")
    return np.minimum((part + within) / max(settings.draws, 1), ALMOST_ONE)


def raw(name: str, seed: int, count: int) -> Array:
    """Numbers above 0 and below 1, equally likely, from the stream of a name."""
    word = int.from_bytes(hashlib.sha256(name.encode()).digest()[:16], "big")
    stream = np.random.PCG64(np.random.SeedSequence([seed, word]))
    return np.asarray(((stream.random_raw(count) >> np.uint64(12)) + 0.5) * 2.0**-52)


def _together(block: Block, quantiles: dict[str, Array], settings: RobustnessSettings) -> dict[str, Array]:
    """The quantiles of assumptions that are correlated, from those drawn of each by itself."""
    scores = ndtri(np.column_stack([quantiles[key] for key in block.ids]))
    joint = _uncorrelated(scores, settings) @ _root(block.normal).T
    if settings.method == "monte-carlo":
        return {key: ndtr(joint[:, place]) for place, key in enumerate(block.ids)}
    ranks = np.argsort(np.argsort(joint, axis=0, kind="stable"), axis=0, kind="stable")
    return {key: np.sort(quantiles[key])[ranks[:, place]] for place, key in enumerate(block.ids)}


def _uncorrelated(scores: Array, settings: RobustnessSettings) -> Array:
    """The scores without the correlations that chance has put in; as they are where draws are too few to tell."""
    if settings.method == "monte-carlo" or len(scores) <= 2 * scores.shape[1]:
        return scores
    by_chance: Array = np.asarray(np.corrcoef(scores, rowvar=False), dtype=np.float64)
    return np.asarray(np.linalg.solve(_root(by_chance), scores.T).T, dtype=np.float64)


def _root(matrix: Array) -> Array:
    """The lower triangle whose product with its transpose is the matrix, once arithmetic below 0 is cut off."""
    sizes, directions = np.linalg.eigh(matrix)
    if sizes[0] < RIDGE:
        matrix = (directions * np.maximum(sizes, RIDGE)) @ directions.T + RIDGE * np.eye(len(matrix))
    return np.asarray(np.linalg.cholesky(matrix))


def summary(distributions: Sequence[Distribution], draws: pd.DataFrame, settings: RobustnessSettings) -> pd.DataFrame:
    """What was drawn, a row an assumption (tables.robustness_draws.RobustnessDrawsTable)."""
    correlated = correlations.pairs(settings, [d.assumption_id for d in distributions])
    rows = [_row(d, draws[d.assumption_id], correlated) for d in sorted(distributions, key=lambda d: d.assumption_id)]
    table = pd.DataFrame(rows, columns=list(headings(RobustnessDrawsTable))) if rows else empty(RobustnessDrawsTable)
    return checked(table, RobustnessDrawsTable, "what was drawn")


def _row(
    distribution: Distribution, figures: "pd.Series[float]", correlated: dict[correlations.Pair, float]
) -> dict[str, object]:
    key = distribution.assumption_id
    low, middle, high = figures.quantile([0.05, 0.5, 0.95])
    others = {one if other == key else other: rank for (one, other), rank in correlated.items() if key in (one, other)}
    return {
        "assumption_id": key, "title": distribution.title, "distribution": distribution.shape,
        "unit": distribution.unit, "status": distribution.status,
        "low": distribution.low, "value": distribution.value, "high": distribution.high,
        "drawn_mean": float(figures.mean()), "drawn_p05": low, "drawn_p50": middle, "drawn_p95": high,
        "drawn_with": "; ".join(f"{other} {rank:g}" for other, rank in sorted(others.items())),
    }  # fmt: skip

"""Figures into points over a declared range: straight between the pairs given, and never a word beyond them."""

from collections.abc import Sequence
from math import ceil, floor, log10

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Scale = Sequence[tuple[float, float]]
"""Pairs of a figure and its points, by rising figure."""
SLACK = 1e-9
"""Share of the range by which a sum of rounded figures may miss its end."""
DIGITS = 3
"""Figures that a range is told to."""


def values(raw: Floats, scale: Scale) -> Floats:
    """Points of each figure; not a number where it is not known or lies outside the range. Nothing is clipped."""
    figures, points = _parts(scale)
    slack = SLACK * (figures[-1] - figures[0])
    inside = (raw >= figures[0] - slack) & (raw <= figures[-1] + slack)
    within: Floats = np.where(inside, np.interp(raw, figures, points), np.nan)
    return within


def preferences(raw: Floats, scale: Scale) -> Floats:
    """Points of each figure, and beyond the range those of its last straight part carried on: only to tell what beats.

    Not a number where the figure is not known.
    """
    figures, points = _parts(scale)
    slopes = np.diff(points) / np.diff(figures)
    below, above = np.minimum(raw - figures[0], 0.0), np.maximum(raw - figures[-1], 0.0)
    within: Floats = np.interp(raw, figures, points)
    carried_on: Floats = within + below * slopes[0] + above * slopes[-1]
    return carried_on


def holding(raw: Floats, scale: Scale) -> tuple[float, float]:
    """The range, widened outwards to three figures until it holds every figure that is known."""
    figures, _ = _parts(scale)
    least, most = float(np.nanmin(raw)), float(np.nanmax(raw))
    return (
        float(figures[0]) if least >= figures[0] else _outward(least, up=False),
        float(figures[-1]) if most <= figures[-1] else _outward(most, up=True),
    )


def weighed(of_criteria: Sequence[Floats], shares: Sequence[float]) -> Floats:
    """The sum of points times their share of the whole, option by option; not a number where any is not known.

    Added criterion by criterion, so that an option's sum is the same to the last bit whatever other options there are.
    """
    total: Floats = np.zeros_like(of_criteria[0])
    for points, share in zip(of_criteria, shares, strict=True):
        total = total + points * share
    return total


def _parts(scale: Scale) -> tuple[Floats, Floats]:
    figures, points = zip(*scale, strict=True)
    return np.array(figures, dtype=float), np.array(points, dtype=float)


def _outward(figure: float, *, up: bool) -> float:
    """The next figure away from the range with few digits."""
    if figure == 0:
        return 0.0
    decimals = DIGITS - 1 - floor(log10(abs(figure)))
    step = 10.0**decimals
    return round((ceil if up else floor)(figure * step) / step, max(decimals, 0))

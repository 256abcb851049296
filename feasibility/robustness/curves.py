"""What travel costs as staff of two sites move from one to the other, draw by draw, in the order of what it costs.

`Planned` takes the order and the staff of the plan, for every option; `Anew` takes the staff and the journeys of each
draw and puts them in order anew, for the few options that matter most (for time).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Planned:
    """Travel in the plan's order of staff."""

    moved: Mapping[str, Floats]
    """Part of travel to what is added a year with 0, 1, 2... staff at the first site, over what the plan adds."""
    unit_gbp: Mapping[str, Floats]
    """Part of travel to pounds of present cost for one unit a year, by draw."""

    def gbp(self, at_first: Whole) -> Floats:
        """What is added in each draw with so many staff at the first site, over what the plan adds."""
        parts = [of_part[at_first] * self.unit_gbp[part] for part, of_part in self.moved.items()]
        return np.asarray(np.sum(parts, axis=0), dtype=float)

    def gaining(self, slope_gbp: Floats) -> Whole:
        """How many staff add less than `slope_gbp` each at the first site; dearer and cheaper draws keep the order."""
        return np.searchsorted(self._middle_gbp, slope_gbp / self._scale)

    @cached_property
    def _middle_gbp(self) -> Floats:
        """What each head more at the first site adds at the middle of the draws, rising."""
        total = sum(of_part * float(self.unit_gbp[part].mean()) for part, of_part in self.moved.items())
        return np.asarray(np.maximum.accumulate(np.diff(np.asarray(total, dtype=float))))

    @cached_property
    def _scale(self) -> Floats:
        """How much more a minute is worth in a draw than in their middle; other parts are taken to go with it."""
        minutes = self.unit_gbp["minutes"]
        middle = float(minutes.mean())
        return np.maximum(minutes / middle, np.finfo(float).tiny) if middle > 0 else np.ones_like(minutes)


@dataclass(frozen=True)
class Anew:
    """Travel of the staff of each draw in the order of that draw. Private: a group may be one person."""

    gain_gbp: Floats
    """Draw by place in the queue: what a head adds at the first site over the second, rising."""
    heads_before: Whole
    """Draw by place in the queue, and one more: heads of all places before."""
    gbp_before: Floats
    """The same: what they add."""

    def gbp(self, at_first: Whole) -> Floats:
        """What is added in each draw with so many staff at the first site, over all of them at the second."""
        full = (self.heads_before[:, 1:] <= at_first[:, None]).sum(axis=1)
        rows, last = np.arange(len(at_first)), np.minimum(full, self.gain_gbp.shape[1] - 1)
        rest = at_first - self.heads_before[rows, full]
        return np.asarray(self.gbp_before[rows, full] + rest * self.gain_gbp[rows, last])

    def gaining(self, slope_gbp: Floats) -> Whole:
        """How many staff add less than `slope_gbp` each at the first site."""
        places = (self.gain_gbp < slope_gbp[:, None]).sum(axis=1)
        return np.asarray(self.heads_before[np.arange(len(slope_gbp)), places])


Curve: TypeAlias = Planned | Anew


def anew(heads: Whole, gain_gbp: Floats) -> Anew:
    """The curve of `heads` (draw by group), each adding `gain_gbp` (draw by group) at the first site."""
    order = np.argsort(gain_gbp, axis=1, kind="stable")
    in_order, gains = np.take_along_axis(heads, order, axis=1), np.take_along_axis(gain_gbp, order, axis=1)
    nobody = np.zeros((len(heads), 1))
    return Anew(
        gain_gbp=gains,
        heads_before=np.concatenate([nobody.astype(np.int64), in_order.cumsum(axis=1)], axis=1),
        gbp_before=np.concatenate([nobody, (in_order * gains).cumsum(axis=1)], axis=1),
    )

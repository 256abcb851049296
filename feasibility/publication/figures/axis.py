"""Scales of charts: round marks along an axis, and where a figure stands on it."""

import math
from dataclasses import dataclass

from feasibility import wording


@dataclass(frozen=True)
class Scale:
    """An axis on the drawing: the first mark stands at `start_px`, the last one `length_px` on; below nought is up."""

    marks: tuple[float, ...]
    start_px: float
    length_px: float

    def at(self, value: float) -> float:
        """Where a figure stands, in pixels."""
        return self.start_px + self.length_px * (value - self.marks[0]) / (self.marks[-1] - self.marks[0])


def scale(lowest: float, highest: float, start_px: float, length_px: float, *, steps: int = 5) -> Scale:
    """A scale over round marks that holds both figures."""
    return Scale(tuple(ticks(lowest, highest, steps=steps)), start_px, length_px)


def ticks(lowest: float, highest: float, *, steps: int = 5) -> list[float]:
    """About so many round values, nought among them, from at or below the lowest to at or above the highest."""
    rough = (highest - lowest) / steps
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * m for m in (1, 2, 5, 10) if power * m >= rough)
    return [step * n for n in range(math.floor(lowest / step), math.ceil(highest / step) + 1)]


def pounds(mark: float, marks: tuple[float, ...]) -> str:
    """A mark in pounds: millions where the axis reaches them, with a decimal only where the steps need it."""
    most = max(abs(marks[0]), abs(marks[-1]))
    if mark == 0 or most < 1e6:
        return wording.pounds(mark)
    kind = wording.TENTHS if marks[1] - marks[0] < 1e6 else wording.COUNT
    return f"{wording.MINUS if mark < 0 else ''}£{wording.number(abs(mark) / 1e6, kind)}m"


def plain(mark: float, marks: tuple[float, ...]) -> str:
    """A mark as a number, with a decimal only where the steps need it."""
    return wording.number(mark, wording.COUNT if marks[1] - marks[0] >= 1 else wording.TENTHS)

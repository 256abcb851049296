"""Room on a crowded drawing: markers side by side, names only where they cover nothing."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

STEP_PX, FARTHEST_PX, TURNS = 6, 72, 16
"""How far apart, how far out and in how many directions a free spot is looked for. Assumed; as in the page's script."""


@dataclass(frozen=True)
class Disc:
    """A marker on the drawing, in pixels."""

    x: float
    y: float
    radius: float

    def clear_of(self, other: "Disc") -> bool:
        """Whether the two do not overlap."""
        return math.hypot(self.x - other.x, self.y - other.y) >= self.radius + other.radius


@dataclass(frozen=True)
class Box:
    """A rectangle on the drawing, in pixels."""

    left: float
    bottom: float
    right: float
    top: float

    def overlaps(self, other: "Box") -> bool:
        """Whether the two share any ground."""
        across = self.left < other.right and other.left < self.right
        return across and self.bottom < other.top and other.bottom < self.top

    def within(self, frame: "Box") -> bool:
        """Whether the frame holds the whole of it."""
        across = frame.left <= self.left and self.right <= frame.right
        return across and frame.bottom <= self.bottom and self.top <= frame.top

    @classmethod
    def around(cls, disc: Disc) -> "Box":
        """The square that holds a disc."""
        return cls(disc.x - disc.radius, disc.y - disc.radius, disc.x + disc.radius, disc.y + disc.radius)


def side_by_side(discs: Sequence[Disc]) -> list[Disc]:
    """The discs so moved that none overlaps an earlier one: the first stays, the others go as little as need be.

    A disc with no free spot near stays where it is.
    """
    placed: list[Disc] = []
    for disc in discs:
        free = (spot for spot in _spots(disc) if all(spot.clear_of(other) for other in placed))
        placed.append(next(free, disc))
    return placed


def first_free(boxes: Iterable[Box], taken: Sequence[Box], frame: Box) -> int | None:
    """Which of the places for a name is the first within the frame that covers nothing; `None` where none is."""
    for number, box in enumerate(boxes):
        if box.within(frame) and not any(box.overlaps(other) for other in taken):
            return number
    return None


def _spots(disc: Disc) -> Iterator[Disc]:
    yield disc
    for far in range(STEP_PX, FARTHEST_PX + 1, STEP_PX):
        for turn in range(TURNS):
            angle = 2 * math.pi * turn / TURNS
            yield Disc(disc.x + far * math.cos(angle), disc.y + far * math.sin(angle), disc.radius)

"""A file of any known format into pieces to look through: texts, tables and points."""

from collections.abc import Sequence
from dataclasses import dataclass

Cell = str | float | int | None


@dataclass(frozen=True)
class Text:
    """Words of a file."""

    where: str
    words: str
    is_code: bool = False
    """True for scripts, styles and drawing paths: looked through for what is known, not for what looks like it."""


@dataclass(frozen=True)
class Grid:
    """A table of a file: rows of cells, the headings among them."""

    where: str
    rows: Sequence[Sequence[Cell]]


@dataclass(frozen=True)
class Points:
    """Points of a file, easting and northing in metres or longitude and latitude in degrees."""

    where: str
    positions: Sequence[tuple[float, float]]


Piece = Text | Grid | Points


class UnreadableError(Exception):
    """A file, or a part of one, that cannot be read: it cannot be proved clean."""

"""What an officer is told, and how a test asks about it."""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass

SECRET = "BR7 5RW"
"""Planted in the staff file; it must come out nowhere."""


@dataclass(frozen=True)
class Told:
    code: int
    out: str
    err: str

    @property
    def faults(self) -> list[str]:
        return [line.strip() for line in self.err.splitlines() if line.startswith("  ") and " s  " not in line]


Tell = Callable[..., Told]


def only(told: Told, *parts: str, code: int = 1) -> None:
    """One fault, which says all of `parts`."""
    assert told.code == code, told.err
    assert len(told.faults) == 1, told.err
    for part in parts:
        assert part in told.faults[0]


def with_decimal_commas(content: bytes) -> list[list[str]]:
    return [[cell.replace(".", ",") for cell in row] for row in csv.reader(io.StringIO(content.decode()))]

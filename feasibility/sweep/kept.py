"""Finished cells of a sweep that is under way, one small file each: what an interruption cannot take."""

import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from feasibility.errors import FeasibilityError
from feasibility.sweep.results import CellResult, as_text, of_text


def place(parent: Path, name: str) -> Path:
    """The work folder of the sweep `name`: hidden, beside its final place, there until the sweep is complete."""
    return parent / f".{name}.cells"


def keep(folder: Path, name: str, result: CellResult) -> None:
    """Write one finished cell: whole on the disk, or not there. Raises `FeasibilityError` where there is no room."""
    final = _file(folder, result.number)
    partial = final.with_suffix(".partial")
    try:
        with partial.open("w", encoding="utf-8", newline="\n") as file:
            file.write(as_text(result, _key(name, result.number)))
            file.flush()
            os.fsync(file.fileno())
        partial.replace(final)
    except OSError as err:
        told = f"a finished cell cannot be written: {err.strerror}; make room, and type the same command again"
        raise FeasibilityError(str(folder), [told]) from None


def read(folder: Path, name: str, number: int) -> CellResult | None:
    """A finished cell; None where it is not there, is not whole, or is of another sweep."""
    try:
        text = _file(folder, number).read_text(encoding="utf-8")
    except (OSError, ValueError):
        return None
    return of_text(text, _key(name, number))


def finished(folder: Path, name: str, numbers: Sequence[int]) -> set[int]:
    """The cells that need not be worked out again."""
    return {number for number in numbers if read(folder, name, number) is not None}


def clear(folder: Path) -> None:
    """Take the work folder away, once the sweep is complete."""
    shutil.rmtree(folder, ignore_errors=True)


def _file(folder: Path, number: int) -> Path:
    return folder / f"cell-{number:06d}.json"


def _key(name: str, number: int) -> str:
    """A file that was moved to another cell's place, or another sweep's, is of no use."""
    return f"{name} {number}"

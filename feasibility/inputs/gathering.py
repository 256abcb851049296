"""Faults of many files gathered, so that an officer sees them together."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from feasibility.errors import InputError

Value = TypeVar("Value")


class Gathering:
    """Faults of all files, so that an officer sees them together."""

    def __init__(self) -> None:
        self.faults: list[str] = []
        self.unreadable: set[Path] = set()

    def attempt(self, read: Callable[[Path], Value], path: Path) -> Value | None:
        """What `read` makes of the file, or None with its faults kept; None for a file known to be unreadable."""
        if path in self.unreadable:
            return None
        try:
            return read(path)
        except InputError as err:
            self.faults += [f"{err.where}: {fault}" for fault in err.faults]
        except OSError as err:
            self.unreadable.add(path)
            self.faults.append(f"{path.name}: cannot be read: {err.strerror or 'the system refuses it'}")
        return None

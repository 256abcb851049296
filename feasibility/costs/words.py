"""The words of cost lines: marks that begin a line's name, names as a sentence says them, and how firm a line is."""

from collections.abc import Iterable, Mapping

from feasibility.tables import STATUSES

NOT_RELEASED = "Not released: "
"""Begins a line of present space that is paid for after it is left, because it cannot be given up."""
DOUBLE_RUNNING = "Double running: "
"""Begins a line of a present centre that is kept on for some months after the move."""
SPACE_ADDED = "Space added: "
"""Begins a line of space beyond what a present centre occupies, taken because its workstations need it."""
MARKS = (NOT_RELEASED, DOUBLE_RUNNING, SPACE_ADDED)
"""In the order in which they stand."""

RENTS = ("Rent", "Opportunity cost of space")
"""Names of the lines that rise with rent: of leased and of owned space."""


def is_rent(line: str) -> bool:
    """Whether a line is rent, or what owned space could be let for, taken or not released."""
    return _unmarked(line) in RENTS


def _unmarked(line: str) -> str:
    for mark in MARKS:
        line = line.removeprefix(mark)
    return line


def in_a_sentence(line: str) -> str:
    """A line's name as a sentence says it: `Fit-out` is `fit-out`, and a mark becomes words at the end."""
    words = _unmarked(line)
    added = " of space added" if SPACE_ADDED in line else ""
    kept = " of present space not released" if line.startswith(NOT_RELEASED) else ""
    doubled = " while running double" if line.startswith(DOUBLE_RUNNING) else ""
    return words[0].lower() + words[1:] + added + kept + doubled


def least_firm(statuses: Iterable[str]) -> str:
    """The least firm of several statuses: a sum is no firmer than its weakest figure."""
    return max(statuses, key=STATUSES.index)


def firmness(statuses: Mapping[str, str], keys: Iterable[str], figures: Iterable[str] = ()) -> str:
    """The least firm of the settings in `keys` and of `figures`; a setting the register lacks is `assumed`."""
    return least_firm([*(statuses.get(key, "assumed") for key in keys), *figures])

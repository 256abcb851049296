"""What is handed to whoever works a cell out, and what comes back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from feasibility.errors import FeasibilityError
from feasibility.scenario import Scenario
from feasibility.sweep import answering
from feasibility.sweep.ground import Ground
from feasibility.sweep.results import CellResult


@dataclass(frozen=True)
class Task:
    """One cell to be worked out."""

    number: int
    name: str
    ground: int
    """Place of its ground in the list that all workers have."""
    scenario: Scenario


@dataclass(frozen=True)
class Refused:
    """A cell whose settings and tables do not go together, or that ended every process that worked on it."""

    number: int
    faults: tuple[str, ...]


Outcome: TypeAlias = CellResult | Refused
Done: TypeAlias = Callable[[Outcome], None]
Runner: TypeAlias = Callable[[Sequence[Ground], Sequence[Task], Done], None]
"""Works every task out and hands each outcome over as it comes, in any order."""


def worked(ground: Ground, scenario: Scenario, number: int) -> Outcome:
    """One cell, worked out or refused in words."""
    try:
        return answering.cell(ground, scenario, number)
    except FeasibilityError as err:
        return Refused(number, err.faults)


def in_one_process(grounds: Sequence[Ground], tasks: Sequence[Task], done: Done) -> None:
    """One cell after the other, here."""
    for task in tasks:
        done(worked(grounds[task.ground], task.scenario, task.number))

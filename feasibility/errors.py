"""The few things an officer can put right: the only exceptions that reach a person without a traceback."""

from collections.abc import Sequence


class FeasibilityError(Exception):
    """A fault an officer can mend. Carries every fault found in one place, each saying what was found and what to do.

    `where` names the file or stage; `faults` are whole sentences or `key: what is wrong` lines, all of them at once.
    """

    exit_code = 1

    def __init__(self, where: str, faults: Sequence[str]) -> None:
        self.where = where
        self.faults = tuple(faults)
        super().__init__(f"{where}: " + "; ".join(self.faults))


class ScenarioError(FeasibilityError):
    """The scenario file cannot be read as a scenario."""


class InputError(FeasibilityError):
    """A file that the scenario names cannot be used."""


class SolverMissing(FeasibilityError):
    """The solver's package is not there, or cannot be loaded."""


NO_OPTION = "no shared option is feasible"
"""Where a `NoFeasibleOption` speaks from."""


class NoFeasibleOption(FeasibilityError):
    """The question has no answer under the rules given: names the rule and the shortfall."""

    exit_code = 3


class UnsoundPlan(Exception):
    """The audit found a plan that breaks a rule or does not add up: a fault of the programme, never of the officer."""


def raise_all(kind: type[FeasibilityError], where: str, faults: Sequence[str]) -> None:
    """Raise `kind` with every fault, or return when there is none."""
    if faults:
        raise kind(where, faults)

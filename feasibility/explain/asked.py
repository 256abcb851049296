"""A question, and the same question with some changes made to it: what every repair is tried on."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from pydantic import ValidationError

from feasibility.appraisal.asked_again import Known
from feasibility.errors import FeasibilityError
from feasibility.explain.named import Problems, without
from feasibility.explain.possible import possible
from feasibility.scenario.model import Settings
from feasibility.scenario.sections import Solver

Regroup = Callable[[Settings], Known]
"""Other settings of limits on journeys or of teams, by which staff have to be grouped anew."""


@dataclass(frozen=True)
class Asked:
    """A question that no move answers, and what it takes to ask it again."""

    problems: Problems
    solver: Solver
    known: Known | None = None
    """Settings and evidence to price anew from; None leaves only changes to the problems themselves."""
    regroup: Regroup | None = None
    names: Mapping[str, str] | None = None
    """Site id to name; ids are shown without."""
    lifted: tuple[str, ...] = ()
    """Keys of rules (`named`) that are left out of the question, and of every question asked again."""

    def name(self, site_id: str) -> str:
        """The site as readers know it."""
        return (self.names or {}).get(site_id, site_id)


@dataclass(frozen=True)
class Change:
    """One thing done otherwise."""

    key: str
    """The setting, or the name of the rule."""
    words: str
    """What is done: `2.5 days on site instead of 3`."""
    size: float
    """How far it goes, as a share of the figure it changes, for ties."""
    of_known: Callable[[Known], Known] | None = None
    of_problems: Callable[[Problems], Problems] | None = None
    regroups: Callable[[Settings], Settings] | None = None
    """Other settings by which staff are grouped anew."""


def changed(asked: Asked, changes: Sequence[Change]) -> Problems | None:
    """The problems with the changes made, priced anew where they are of settings; None where they are not allowed."""
    problems = asked.problems
    try:
        if any(change.of_known or change.regroups for change in changes):
            problems = _priced(asked, changes)
    except (FeasibilityError, ValidationError):
        return None
    for change in changes:
        problems = change.of_problems(problems) if change.of_problems else problems
    return {way: without(problem, asked.lifted) for way, problem in problems.items()}


def _priced(asked: Asked, changes: Sequence[Change]) -> Problems:
    known = asked.known
    if known is None:
        raise ValueError("a change of settings needs evidence to price it from")
    settings = known.settings
    for change in changes:
        settings = change.regroups(settings) if change.regroups else settings
    if settings is not known.settings:
        if asked.regroup is None:
            raise ValueError("a change of limits on journeys needs staff to group anew")
        known = asked.regroup(settings)
    for change in changes:
        known = change.of_known(known) if change.of_known else known
    return known.problems


def works(asked: Asked, changes: Sequence[Change]) -> bool:
    """Whether a move is possible with the changes made. Raises `Undecided` as `possible` does."""
    problems = changed(asked, changes)
    return problems is not None and possible(problems, asked.solver)

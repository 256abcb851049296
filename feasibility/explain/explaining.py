"""Why no shared option can be had, worked out: the clash, the shortfalls, the repairs."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from feasibility.explain import named
from feasibility.explain.asked import Asked
from feasibility.explain.clash import clashes
from feasibility.explain.named import Problems, only, without
from feasibility.explain.possible import possible
from feasibility.explain.repairs import Repair, repairs
from feasibility.explain.shortfall import Shortfall, shortfalls
from feasibility.scenario.sections import Solver


@dataclass(frozen=True)
class Explanation:
    """Why staff cannot move, and what would let them."""

    clashes: tuple[tuple[Shortfall, ...], ...]
    """Sets of rules that cannot all be kept, irreducible and without a rule in common, each rule with its shortfall.
    Something of each set has to give way. Empty where no rule is to blame."""
    repairs: tuple[Repair, ...]
    """Cheapest first; each has been solved."""
    reach_kept: bool
    """False where some staff reach no site considered, so that reach is left out of the question."""


def had(problems: Problems, settings: Solver) -> bool:
    """Whether any shared option can be had. One that seats staff out of reach can: it ranks below the others.

    Raises `Undecided` where the time limit leaves it open.
    """
    return possible(_without_reach(problems), settings)


def explained(asked: Asked, say: Callable[[str], None] = lambda _: None) -> Explanation:
    """The explanation of a question in which no shared option can be had (`had`), reach kept where it can be.

    Raises `ValueError` where a move is possible, and `Undecided` where the time limit leaves open what is asked.
    """
    reach_kept = possible(only(asked.problems, [named.REACH]), asked.solver)
    asked = asked if reach_kept else replace(asked, problems=_without_reach(asked.problems), lifted=(named.REACH,))
    found = clashes(asked.problems, asked.solver)
    told = tuple(shortfalls(asked.problems, clash, asked.solver) for clash in found)
    say("Trying what would make one possible")
    return Explanation(told, repairs(asked, found), reach_kept)


def _without_reach(problems: Problems) -> Problems:
    return {way: without(problem, [named.REACH]) for way, problem in problems.items()}

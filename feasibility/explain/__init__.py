"""Why no shared option can be had, in words: rules that clash, what each lacks, and repairs that were solved."""

from collections.abc import Callable
from typing import NoReturn

import pandas as pd

from feasibility import problem
from feasibility.errors import NO_OPTION, NoFeasibleOption
from feasibility.explain import corridor
from feasibility.explain.asked import Asked, Change
from feasibility.explain.explaining import Explanation, explained, had
from feasibility.explain.named import Problems
from feasibility.explain.possible import Undecided
from feasibility.explain.table import repairs_table
from feasibility.explain.words import lines
from feasibility.scenario.sections import Solver

__all__ = ["Asked", "Change", "Explanation", "Undecided", "explained", "had", "may_be_had", "refuse", "repairs_table"]


def may_be_had(problems: Problems, settings: Solver) -> bool:
    """Whether any shared option can be had, as far as is known: a search stopped by its time limit is no proof."""
    try:
        return not problem.impossible_in_every_way(problems) and had(problems, settings)
    except Undecided:
        return True


def refuse(asked: Asked, say: Callable[[str], None], standing: pd.DataFrame | None = None) -> NoReturn:
    """Raise `NoFeasibleOption` with the whole explanation, where no shared option `may_be_had`.

    What can be seen without a search stands first. `standing` is `boundary.Border.sites`, for sites that the corridor
    leaves out. Where a search is stopped by its time limit, the explanation says where it broke off.
    """
    told = problem.impossible_in_every_way(asked.problems)
    say("Finding out why no shared option can be had")
    try:
        told += lines(asked, explained(asked, say))
    except Undecided:
        told.append("What would help was not found within solver.time_limit_seconds; give it more")
    beyond = [] if asked.known is None or standing is None else corridor.left_out(asked.known, standing)
    raise NoFeasibleOption(NO_OPTION, [*told, *beyond])

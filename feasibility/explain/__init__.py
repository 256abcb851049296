"""Why no shared option can be had, in words: rules that clash, what each lacks, and repairs that were solved."""

from collections.abc import Callable

import pandas as pd

from feasibility import problem
from feasibility.errors import NO_OPTION, NoFeasibleOption
from feasibility.explain import corridor
from feasibility.explain.asked import Asked, Change
from feasibility.explain.explaining import Explanation, explained, had
from feasibility.explain.possible import Undecided
from feasibility.explain.table import repairs_table
from feasibility.explain.words import lines

__all__ = ["Asked", "Change", "Explanation", "Undecided", "explained", "had", "refuse_impossible", "repairs_table"]


def refuse_impossible(asked: Asked, say: Callable[[str], None], standing: pd.DataFrame | None = None) -> None:
    """Raise `NoFeasibleOption` where no shared option can be had, with the whole explanation; else return.

    What can be seen without a search stands first. `standing` is `boundary.Border.sites`, for sites that the corridor
    leaves out. A search stopped by its time limit is no proof: the run goes on where it is open whether an option can
    be had, and the explanation says where it broke off.
    """
    told = _seen(asked)
    try:
        if not told and had(asked.problems, asked.solver):
            return
    except Undecided:
        return
    say("Finding out why no shared option can be had")
    try:
        told += lines(asked, explained(asked, say))
    except Undecided:
        told.append("What would help was not found within solver.time_limit_seconds; give it more")
    beyond = [] if asked.known is None or standing is None else corridor.left_out(asked.known, standing)
    raise NoFeasibleOption(NO_OPTION, [*told, *beyond])


def _seen(asked: Asked) -> list[str]:
    try:
        problem.refuse_impossible(asked.problems)
    except NoFeasibleOption as err:
        return list(err.faults)
    return []

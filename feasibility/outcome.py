"""The one place that reads how a search ended. Nothing else asks the solver."""

import math
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

PROOF_TOLERANCE = 1e-6
"""Best and bound this close, as a share of the best, count as equal: the solver's own feasibility tolerance."""


@dataclass(frozen=True)
class Outcome:
    """How the search ended, in our words."""

    has_plan: bool
    proved_best: bool
    gap_share: float | None
    """How far the best found may be from the best there is, as a share of it; None where that is not known."""
    bound: float | None
    """What no plan can go below, in the unit of the objective; None where that is not known."""
    words: str
    no_plan_exists: bool = False
    """True where the solver proved that no plan keeps every rule."""


def read(model: object, gap_share_allowed: float) -> Outcome:
    """The outcome of a PuLP problem that HiGHS has solved.

    PuLP 3.3 says "Optimal" of a search stopped by its time limit, and both PuLP 3.3 and 4 leave numbers in the
    variables of an infeasible problem. So the answer is read from HiGHS itself, which both leave on the problem.
    """
    highs = getattr(model, "solverModel", None)
    if highs is None:
        return Outcome(False, False, None, None, "the solver did not run")
    return read_highs(highs, gap_share_allowed)


def read_highs(highs: Any, gap_share_allowed: float) -> Outcome:  # noqa: ANN401 - highspy is untyped
    """The outcome of a HiGHS object that has run, whoever built it; see `read`."""
    status, info = highs.getModelStatus().name, highs.getInfo()
    has_plan = int(info.primal_solution_status) == FEASIBLE_POINT and status not in WITHOUT_PLAN
    if not has_plan:
        words = _TROUBLE if status == "kOptimal" else WORDS.get(status, _TROUBLE)
        words += "; no plan was found" if status in STOPPED_EARLY else ""
        return Outcome(False, False, None, None, words, no_plan_exists=status == "kInfeasible")
    best, bound = info.objective_function_value, info.mip_dual_bound
    if not len(highs.getLp().integrality_):  # a linear programme has no search: solved is proved
        bound = best if status == "kOptimal" else -math.inf
    gap = _gap(best, bound) if math.isfinite(bound) else None
    proved = status == "kOptimal" and gap is not None and gap <= max(gap_share_allowed, PROOF_TOLERANCE)
    words = _words(status, proved, gap)
    return Outcome(True, proved, gap, bound if math.isfinite(bound) else None, words)


def searched(best: float | None, bound: float, gap_share_allowed: float, *, stopped_early: bool) -> Outcome:
    """The outcome of a search of our own that ended with the plan of cost `best` (None without one).

    `bound` is what no plan can go below (minus infinity where nothing is known); `stopped_early` says that the time
    limit ended the search. A search that went to its end without a plan has proved that there is none.
    """
    status = "kTimeLimit" if stopped_early else "kOptimal"
    if best is None:
        words = f"{WORDS[status]}; no plan was found" if stopped_early else WORDS["kInfeasible"]
        return Outcome(False, False, None, None, words, no_plan_exists=not stopped_early)
    if not math.isfinite(bound):
        return Outcome(True, False, None, None, _words(status, False, None))
    bound = min(bound, best)  # rounding may have lifted it past
    gap = _gap(best, bound)
    proved = gap <= max(gap_share_allowed, PROOF_TOLERANCE)
    return Outcome(True, proved, gap, bound, _words(status, proved, gap))


def _gap(best: float, bound: float) -> float:
    """As a share of the best. Beside a best of nought what is left by rounding would be a large share: it is none."""
    short = abs(best - bound)
    return short / max(abs(best), 1e-9) if short > ROUNDING else 0.0


ROUNDING = 1e-12
"""Sums of figures that come to nought differ from it by this at most."""


def _words(status: str, proved: bool, gap: float | None) -> str:
    if proved and gap is not None:
        return "proved best" if gap <= PROOF_TOLERANCE else f"proved to be within {gap:.2%} of the best"
    found = f"{WORDS.get(status, _TROUBLE)}: best found, not proved best"
    return found if gap is None else f"{found}; it may be up to {gap:.2%} from the best"


FEASIBLE_POINT = 2
"""HiGHS' `kSolutionStatusFeasible`."""
WITHOUT_PLAN = ("kInfeasible", "kUnbounded", "kUnboundedOrInfeasible", "kNotset", "kLoadError", "kModelError",
                "kPresolveError", "kSolveError", "kPostsolveError", "kModelEmpty")  # fmt: skip
STOPPED_EARLY = ("kTimeLimit", "kInterrupt", "kHighsInterrupt", "kIterationLimit", "kSolutionLimit", "kMemoryLimit")
_REFUSED = "the solver refused the model: a figure in it is no number, or too large; look for one in the tables"
_TROUBLE = "the solver met numerical trouble and proved nothing; look for figures far too large or too small"
WORDS = {
    "kInfeasible": "no plan keeps every rule",
    "kUnbounded": "the model is at fault: its cost has no lower end",
    "kUnboundedOrInfeasible": "no plan keeps every rule, or the cost has no lower end",
    "kTimeLimit": "stopped by the time limit",
    "kInterrupt": "interrupted",
    "kHighsInterrupt": "interrupted",
    "kIterationLimit": "stopped by an iteration limit",
    "kSolutionLimit": "stopped by a limit on solutions",
    "kMemoryLimit": "stopped for want of memory",
    "kOptimal": "solved",
    "kNotset": "the solver did not run",
    "kModelEmpty": _REFUSED,  # what HiGHS is left with when it refuses a model; none of ours is empty
    "kModelError": _REFUSED,
    "kLoadError": _REFUSED,
    "kPresolveError": _TROUBLE,
    "kSolveError": _TROUBLE,
    "kPostsolveError": _TROUBLE,
    "kUnknown": _TROUBLE,
}


def solver_name() -> str:
    """The solver and its version, as the certificate names it."""
    return f"HiGHS {version('highspy')} by way of PuLP {version('pulp')}"

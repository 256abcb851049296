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
    """How far the best found may be from the best there is; None where no plan was found."""
    bound_gbp: float | None
    words: str


def read(model: Any, gap_share_allowed: float) -> Outcome:
    """The outcome of a PuLP problem that HiGHS has solved.

    PuLP 3.3 says "Optimal" of a search stopped by its time limit, and both PuLP 3.3 and 4 leave numbers in the
    variables of an infeasible problem. So the answer is read from HiGHS itself, which both leave on the problem.
    """
    highs = getattr(model, "solverModel", None)
    if highs is None:
        return Outcome(False, False, None, None, "the solver did not run")
    status, info = highs.getModelStatus().name, highs.getInfo()
    has_plan = int(info.primal_solution_status) == FEASIBLE_POINT and status not in WITHOUT_PLAN
    if not has_plan:
        return Outcome(False, False, None, None, WORDS.get(status, f"no plan found ({status})"))
    best, bound = info.objective_function_value, info.mip_dual_bound
    gap = abs(best - bound) / max(abs(best), 1e-9) if math.isfinite(bound) else None
    proved = status == "kOptimal" and gap is not None and gap <= max(gap_share_allowed, PROOF_TOLERANCE)
    words = "proved best" if proved else f"{WORDS.get(status, status)}: best found, not proved best"
    if not proved and gap is not None:
        words += f"; it may be up to {gap:.2%} from the best"
    return Outcome(True, proved, gap, bound if math.isfinite(bound) else None, words)


FEASIBLE_POINT = 2
"""HiGHS' `kSolutionStatusFeasible`."""
WITHOUT_PLAN = ("kInfeasible", "kUnbounded", "kUnboundedOrInfeasible", "kNotset", "kLoadError", "kModelError",
                "kPresolveError", "kSolveError", "kPostsolveError", "kModelEmpty")  # fmt: skip
WORDS = {
    "kInfeasible": "no plan keeps every rule",
    "kUnbounded": "the model is at fault: its cost has no lower end",
    "kUnboundedOrInfeasible": "no plan keeps every rule, or the cost has no lower end",
    "kTimeLimit": "stopped by the time limit",
    "kInterrupt": "interrupted",
    "kIterationLimit": "stopped by an iteration limit",
    "kOptimal": "solved",
}


def solver_name() -> str:
    """The solver and its version, as the certificate names it."""
    return f"HiGHS {version('highspy')} by way of PuLP {version('pulp')}"

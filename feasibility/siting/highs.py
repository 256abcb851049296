"""Arrays handed to HiGHS in one piece: the border behind which every search at size meets the solver."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from scipy import sparse

from feasibility.errors import SolverMissing
from feasibility.outcome import Outcome, read_highs
from feasibility.siting.arrays import Flags, Floats, Limits

try:
    import highspy
except ImportError as missing:
    raise SolverMissing(
        "the solver",
        ["HiGHS cannot be loaded, and nothing can be proved without it; install it in the Python that this runs in "
         f"by: pip install highspy ({missing})"],
    ) from missing  # fmt: skip


@dataclass(frozen=True)
class Program:
    """Minimise cost @ x + offset with row_lower <= rows @ x <= row_upper and lower <= x <= upper."""

    cost: Floats
    lower: Floats
    upper: Floats
    whole: Flags
    """Which of x are whole numbers; none of them makes a linear programme."""
    rows: Any
    """scipy sparse matrix, constraints by variables."""
    row_lower: Floats
    row_upper: Floats
    offset: float = 0.0


@dataclass(frozen=True)
class Solved:
    """Values of x (None without a plan), how the search ended, and of a linear programme the prices of its rows."""

    values: Floats | None
    outcome: Outcome
    row_prices: Floats | None = None
    reduced_costs: Floats | None = None
    iterations: int = field(default=0)


def solve(
    program: Program,
    limits: Limits,
    *,
    start: Floats | None = None,
    options: Sequence[tuple[str, Any]] = (),
) -> Solved:
    """The least cost. `start` is a plan to begin from.

    One thread and a fixed seed: two runs give the same plan, unless the time limit stops them at different points.
    """
    if not _all_numbers(program):  # HiGHS takes a row that is no number for one that asks nothing, and proves a best
        raise ValueError("a figure of the programme is no number, or its costs or rows are not finite")
    highs: Any = highspy.Highs()  # type: ignore[no-untyped-call]
    for name, value in (
        ("output_flag", False), ("threads", 1), ("random_seed", limits.seed), ("time_limit", max(limits.seconds, 0.0)),
        ("mip_rel_gap", limits.gap_share), ("mip_abs_gap", 0.0), *options,
    ):  # fmt: skip
        highs.setOptionValue(name, value)
    if highs.passModel(_model(program)) == highspy.HighsStatus.kError:
        raise ValueError("HiGHS takes no such programme")  # running it all the same would end the process
    if start is not None:
        solution = highspy.HighsSolution()
        solution.col_value = start.tolist()
        highs.setSolution(solution)
    highs.run()
    whole = bool(program.whole.any())
    outcome = read_highs(highs, limits.gap_share)
    if not outcome.has_plan:
        return Solved(None, outcome)
    found = highs.getSolution()
    values = np.array(found.col_value)
    if whole:
        return Solved(values, outcome, iterations=int(highs.getInfo().mip_node_count))
    return Solved(
        values, outcome, np.array(found.row_dual), np.array(found.col_dual),
        int(highs.getInfo().simplex_iteration_count),
    )  # fmt: skip


def _all_numbers(program: Program) -> bool:
    """Whether costs and rows are finite, and the limits numbers or infinite."""
    limits = (program.lower, program.upper, program.row_lower, program.row_upper)
    finite = np.isfinite(program.cost).all() and np.isfinite(sparse.csr_matrix(program.rows).data).all()
    return bool(finite) and not any(np.isnan(limit).any() for limit in limits)


def _model(program: Program) -> Any:  # noqa: ANN401 - highspy is untyped
    rows = sparse.csr_matrix(program.rows)
    if not rows.has_canonical_format:  # HiGHS refuses a pair of row and column that stands twice
        rows = rows.copy()
        rows.sum_duplicates()
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = rows.shape[1], rows.shape[0]
    lp.col_cost_, lp.col_lower_, lp.col_upper_ = program.cost, program.lower, program.upper
    lp.row_lower_, lp.row_upper_ = program.row_lower, program.row_upper
    lp.offset_ = program.offset
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.num_col_, lp.a_matrix_.num_row_ = rows.shape[1], rows.shape[0]
    lp.a_matrix_.start_, lp.a_matrix_.index_, lp.a_matrix_.value_ = rows.indptr, rows.indices, rows.data
    if program.whole.any():
        kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
        lp.integrality_ = [kinds[int(flag)] for flag in program.whole]
    return lp

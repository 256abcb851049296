"""What each part of the optimiser takes on the example: one run, seconds of the processor, against the MILP alone."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest

from feasibility import business_case, certificate, changes, enumeration, model, run, seatings
from feasibility.appraisal import pareto
from feasibility.plan import objective_gbp
from feasibility.soundness import breaches
from feasibility.tables.switching import ANYBODY

pytestmark = pytest.mark.benchmark
SCENARIO = Path(__file__).parents[2] / "scenarios" / "bexley-bromley-2010.toml"
PARTS_TO_ONE_MILP = 30.0
"""All parts together take no more than so many times the two models alone: 14 where this was measured, twice that on a
bad day. A part that began to solve for each of 242 options would take a hundred times as long."""
Answer = TypeVar("Answer")


class Clock:
    """Seconds of the processor by part: other work on the machine is not counted."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}

    def of(self, part: str, work: Callable[[], Answer]) -> Answer:
        began = time.process_time()
        found = work()
        self.spent[part] = time.process_time() - began
        return found


def test_every_part_on_the_example(tmp_path, capsys):
    asked, clock = run.check(SCENARIO, tmp_path, lambda _: None), Clock()
    findings = run.answer(asked, lambda _: None)
    problems, solver, ranked = asked.priced.problems, asked.scenario.solver, findings.options
    found = clock.of("enumeration", lambda: enumeration.enumerate_all(problems, asked.options, solver))
    solved = clock.of("optimisation", lambda: model.solve_all(problems, solver))
    proofs = clock.of("certificate", lambda: certificate.certify_all(problems, found, solved))
    sound = [item for item in found if item.plan is not None]
    accounts, _ = clock.of("audit of every plan", lambda: business_case.audited(sound, asked))
    journeys = findings.journeys.ranking
    best = clock.of("Pareto set", lambda: pareto.of_options(ranked, journeys))
    clock.of("seatings of the Pareto set", lambda: seatings.of_best_set(asked, sound, ranked, journeys))
    changed = clock.of("fragile, switching values, why not", lambda: changes.tables(asked, sound, ranked, accounts))

    for way, problem in problems.items():
        plan, outcome = solved[way]
        assert outcome.proved_best and proofs[way].agrees and not breaches(problem, plan)
        least = min(objective_gbp(problem, f.plan) for f in sound if f.option.stays or f.option.working == way)
        assert objective_gbp(problem, plan) == pytest.approx(least, abs=certificate.AGREEMENT_GBP)
    assert not any(breaches(problems.get(f.option.working, problem), f.plan) for f in sound)
    assert best.loc[best["in_set"], "option_id"].isin([f.option.option_id for f in sound]).all()
    of_all = changed["switching"][changed["switching"]["rival"] == ANYBODY]
    assert not of_all.empty and (of_all["above"].isna() | (of_all["above"] >= of_all["value"])).all()
    whole, alone = sum(clock.spent.values()), clock.spent["optimisation"]
    with capsys.disabled():
        print(f"\n{len(asked.options)} options, {len(of_all)} inputs moved; seconds of the processor:")  # noqa: T201
        print("\n".join(f"{part:>36} {spent:6.2f}" for part, spent in clock.spent.items()))  # noqa: T201
        print(f"{'in all':>36} {whole:6.2f}, {whole / alone:.1f} times the optimisation")  # noqa: T201
    assert whole < PARTS_TO_ONE_MILP * alone
    # Every option is counted out in less than the search takes that proves the best of them.
    assert clock.spent["enumeration"] < alone

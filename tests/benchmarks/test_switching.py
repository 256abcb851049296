"""The example's switching values: re-solved from nothing, three of them by the model, and what they take to find."""

import time
from dataclasses import replace
from pathlib import Path

import pytest

from feasibility import enumeration, model, run
from feasibility.appraisal import asked_again
from feasibility.options import DO_NOTHING
from feasibility.plan import objective_gbp
from feasibility.scenario.changed import changed
from feasibility.tables.switching import ANYBODY

pytestmark = pytest.mark.benchmark
SCENARIO = Path(__file__).parents[2] / "scenarios" / "bexley-bromley-2010.toml"
THREE = ("sites.bexley-civic-offices.rent_gbp_per_m2_per_year", "seats.floor_m2_per_workstation",
         "seats.handling_time_seconds")  # fmt: skip


def test_the_example(tmp_path, capsys):
    asked = run.check(SCENARIO, tmp_path, lambda _: None)
    findings = run.answer(asked, lambda _: None)
    began = time.process_time()
    enumeration.enumerate_all(asked.priced.problems, asked.options)
    enumerated = time.process_time() - began
    table = findings.case["switching"]
    of_all = table[table["rival"] == ANYBODY].set_index("input_id")
    for input_id in THREE:
        row = of_all.loc[input_id]
        end, side = ("above", 1) if row["above"] == row["above"] else ("below", -1)
        for value, leads in ((row[end], True), (row[end] + side * row["step"], False)):
            settings, evidence = asked.scenario, asked.evidence
            if input_id.startswith("sites."):
                _, site, column = input_id.split(".")
                places = evidence.sites.copy()
                places.loc[site, column] = value
                evidence = replace(evidence, sites=places)
            else:
                settings = changed(settings, input_id, repr(float(value)))
            problems = asked_again.known(settings, evidence).problems
            assert (enumeration.winner(problems, asked.options).option.option_id == DO_NOTHING) == leads, input_id
            plans = {way: model.solve(problem, settings.solver)[0] for way, problem in problems.items()}
            best = min(plans, key=lambda way: objective_gbp(problems[way], plans[way]))
            assert (plans[best].stays_as == DO_NOTHING) == leads, input_id
    with capsys.disabled():
        print(f"\none enumeration {enumerated:.2f} s of the processor")  # noqa: T201
        print("\n".join(of_all["words"]))  # noqa: T201

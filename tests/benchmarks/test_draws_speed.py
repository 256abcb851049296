"""Ten thousand draws of the example by the quick way, against the whole model in one run: seconds and pounds."""

import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from feasibility import listing
from feasibility.robustness import redrawn, trial
from feasibility.run import check

SCENARIO = Path("scenarios/bexley-bromley-2010.toml")
SOLVED = 100


@pytest.mark.benchmark
def test_draws_by_the_quick_way_against_the_whole_model(tmp_path, capsys):
    asked = check(SCENARIO, tmp_path, lambda _: None)
    listed = listing.worked_out(asked)[1]
    seconds = {}
    for solved in (0, SOLVED):
        robustness = asked.scenario.robustness.model_copy(update={"draws": 10_000, "draws_solved": solved})
        question = replace(asked, scenario=asked.scenario.model_copy(update={"robustness": robustness}))
        began = time.process_time()
        found = trial.tried(question, listed.sound, lambda _: None)
        seconds[solved] = time.process_time() - began
    assert found is not None
    table = redrawn.redrawn_table(found.totals.gbp, found.again)
    each = (seconds[SOLVED] - seconds[0]) / SOLVED
    told = (
        f"10,000 draws of {found.draws.shape[1]} figures, {found.totals.gbp.shape[1]} options: {seconds[0]:.1f} s CPU",
        f"whole model, some options: {each:.3f} s a draw; {each * 10_000 / seconds[0]:.0f} times as long for all",
        redrawn.summary(table),
    )
    with capsys.disabled():
        sys.stdout.write("\n" + "\n".join(told) + "\n")
    assert table["alike"].all()

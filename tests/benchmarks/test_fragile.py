"""What it takes to try every assumption at both ends of its range, against one enumeration of the same options."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from feasibility import enumeration, run
from feasibility.appraisal import fragile

pytestmark = pytest.mark.benchmark
SCENARIO = Path(__file__).parents[2] / "scenarios" / "bexley-bromley-2010.toml"


def spent(work: Callable[[], object]) -> float:
    """Seconds of the processor, the least of three: other work on the machine is not counted."""
    found = []
    for _ in range(3):
        began = time.process_time()
        work()
        found.append(time.process_time() - began)
    return min(found)


def test_trying_every_assumption_against_one_enumeration(tmp_path, capsys):
    asked = run.check(SCENARIO, tmp_path, lambda _: None)
    table = fragile.tried(asked.scenario, asked.evidence, asked.register, asked.options)
    once = spent(lambda: enumeration.enumerate_all(asked.priced.problems, asked.options))
    tried = spent(lambda: fragile.tried(asked.scenario, asked.evidence, asked.register, asked.options))
    with capsys.disabled():
        print(  # noqa: T201 - the figures are what a benchmark is for
            f"\n{len(asked.options)} options enumerated once: {once:.2f} s; {2 * len(table)} ends of {len(table)} "
            f"assumptions tried: {tried:.2f} s, {tried / once:.1f} times as much, "
            f"{tried / 2 / len(table) / once:.3f} an end"
        )
    # An end costs a small part of an enumeration: neither are all options priced again, nor is all money worked out.
    assert tried / 2 / len(table) < once / 4

"""The p-median route on OR-Library's pmed, against the published optima, the plain model in HiGHS and spopt."""

import csv
import importlib.util
import time
import tracemalloc
import warnings
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pytest

from feasibility.siting import median, plain
from feasibility.siting.arrays import Arrays, Limits
from tests.benchmarks.siting_instances import BENCH, pmed, pmed_names

LIMITS = Limits(seconds=120.0, gap_share=0.0, seed=1)
WITH_PEERS = ("pmed1", "pmed4", "pmed8")
"""Small enough for the peers to end."""


@dataclass(frozen=True)
class Run:
    cost: float
    proved: bool
    cpu_seconds: float
    peak_mb: float


def _arrays(name: str) -> Arrays:
    frame, p = pmed(name)
    sites = len(frame.columns)
    return Arrays(
        cost=frame.to_numpy(),
        demand=np.ones(len(frame)),
        fixed=np.zeros(sites),
        capacity=np.full(sites, np.inf),
        required=np.zeros(sites, bool),
        sites_min=p,
        sites_max=p,
        single_source=False,
    )


def _optima() -> dict[str, float]:
    with (BENCH / "optima.csv").open(encoding="utf-8") as lines:
        return {row["instance"]: float(row["value"]) for row in csv.DictReader(lines) if row["problem"] == "p-median"}


def _measured(run: Callable[[], tuple[float, bool]]) -> Run:
    """CPU seconds of one run, and the peak of a second under the memory trace, which slows it."""
    began = time.process_time()
    cost, proved = run()
    seconds = time.process_time() - began
    tracemalloc.start()
    run()
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    return Run(cost, proved, seconds, peak)


def _ours(world: Arrays, solve: Callable[[Arrays, Limits], median.Found]) -> tuple[float, bool]:
    found = solve(world, LIMITS)
    assert found.share is not None
    return float((world.cost * found.share).sum()), found.outcome.proved_best


def _spopt(world: Arrays) -> tuple[float, bool]:
    pulp, locate = importlib.import_module("pulp"), importlib.import_module("spopt.locate")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the peer's own
        model = locate.PMedian.from_cost_matrix(world.cost, world.demand, p_facilities=world.sites_min)
        model = model.solve(pulp.getSolver("HiGHS", msg=False))
    return float(model.problem.objective.value()), True


@pytest.mark.benchmark
def test_every_pmed_is_proved_at_the_published_optimum(capsys: pytest.CaptureFixture[str]) -> None:
    names, optima = pmed_names(), _optima() if pmed_names() else {}
    if not names:
        pytest.skip("public instances are read from shared/bench")
    lines, total = ["instance  optimum  CPU s  route"], 0.0
    for name in names:
        world = _arrays(name)
        began = time.process_time()
        found = median.solve(world, LIMITS)
        seconds = time.process_time() - began
        total += seconds
        assert found.share is not None
        assert float((world.cost * found.share).sum()) == optima[name], name
        assert found.outcome.proved_best and found.outcome.bound == optima[name], name
        lines.append(f"{name:8}  {optima[name]:7.0f}  {seconds:5.2f}  {found.route}")
    with capsys.disabled():
        print("\n" + "\n".join(lines) + f"\nin all {total:.2f} s")  # noqa: T201 - the table is the result


@pytest.mark.benchmark
@pytest.mark.parametrize("name", WITH_PEERS)
def test_against_the_plain_model_and_spopt(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    world = _arrays(name)
    runs = {
        "median": _measured(lambda: _ours(world, median.solve)),
        "plain": _measured(lambda: _ours(world, plain.solve)),
    }
    if importlib.util.find_spec("spopt"):
        runs["spopt"] = _measured(lambda: _spopt(world))
    with capsys.disabled():
        for who, run in runs.items():
            ratio = run.cpu_seconds / runs["median"].cpu_seconds
            print(  # noqa: T201
                f"\n{name} {who}: {run.cost:.0f}, {run.cpu_seconds:.2f} s ({ratio:.1f}x), {run.peak_mb:.0f} MB", end=""
            )
    assert len({run.cost for run in runs.values()}) == 1

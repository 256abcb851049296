"""A sweep of 200 cells of the example on one process, two processes and two Dask workers: times, and the same bytes."""

import time
from functools import partial
from importlib.util import find_spec
from pathlib import Path

import pytest

from feasibility.scenario import load
from feasibility.sweep.checking import check
from feasibility.sweep.cluster import on_cluster
from feasibility.sweep.cores import over_cores
from feasibility.sweep.grid import grid
from feasibility.sweep.work import in_one_process
from tests.sweep.studies import gathering
from tests.sweep.test_cluster import PATIENCE_SECONDS, Cluster

pytestmark = pytest.mark.benchmark
ROOT = Path(__file__).parents[2]
SWEEP = """extends = "{base}"

[sweep.seats]
take_up_share = [0.0, 0.05, 0.1, 0.15, 0.2]
handling_time_seconds = [200, 210, 220, 230, 240, 250, 260, 270, 280, 290]

[sweep.space]
days_on_site_per_week = [5, 3]

[sweep.ways]
compared = [["apart"], ["pooled"]]
"""
"""5 x 10 x 2 x 2 = 200 cells."""


@pytest.fixture(scope="module")
def ready(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sweep")
    path = folder / "two-hundred.toml"
    base = ROOT / "scenarios" / "bexley-bromley-2010.toml"
    path.write_text(SWEEP.format(base=base.as_posix()), encoding="utf-8")
    began = time.perf_counter()
    cells = grid(load(path))
    said(f"{len(cells.cells)} cells made and checked as scenarios in {time.perf_counter() - began:.1f} s")
    began = time.perf_counter()
    checked = check(cells.cells, folder, lambda _: None)
    said(f"files read, journeys measured, tables held against every cell in {time.perf_counter() - began:.1f} s")
    assert len(checked.tasks) == 200
    return checked


@pytest.fixture(scope="module")
def alone(ready) -> tuple[dict[int, str], float]:
    return timed(in_one_process, ready)


def said(words: str) -> None:
    """The figures are what a benchmark is for."""
    print(f"\n{words}")  # noqa: T201


def timed(runner, ready) -> tuple[dict[int, str], float]:
    found: dict[int, str] = {}
    began = time.perf_counter()
    runner(ready.grounds, ready.tasks, gathering(found))
    return found, time.perf_counter() - began


def test_two_processes(ready, alone):
    found, seconds = timed(partial(over_cores, workers=2), ready)
    each = alone[1] / len(found)
    said(f"one process {alone[1]:.1f} s, {each:.2f} s a cell; two {seconds:.1f} s, {alone[1] / seconds:.2f} as fast")
    assert found == alone[0]


@pytest.mark.skipif(find_spec("distributed") is None, reason="the extra cluster is not installed: distributed")
def test_two_dask_workers(ready, alone, tmp_path):
    from distributed import Client  # noqa: PLC0415 - an extra

    running = Cluster(tmp_path)
    try:
        for _ in range(2):
            running.worker()
        with Client(running.address, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=PATIENCE_SECONDS)
        found, seconds = timed(partial(on_cluster, address=running.address), ready)
    finally:
        running.end()
    said(f"two Dask workers {seconds:.1f} s, {alone[1] / seconds:.2f} times as fast as one process")
    assert found == alone[0]

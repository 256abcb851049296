"""Every set of 3, 4 and 6 of 28 clinics ranked, and the best proved, against a plain loop and lokigi.

lokigi is no part of the test extra; install it to have its column (0.9.1 keeps every set, or the best n of them).
"""

import importlib.util
import itertools
import time
import tracemalloc
from collections.abc import Callable
from importlib.metadata import version
from math import comb
from typing import TypeVar

import pandas as pd
import pytest

from feasibility import siting
from tests.benchmarks import siting_instances

T = TypeVar("T")

pytestmark = pytest.mark.benchmark

MEAN_MINUTES = {3: 11.118, 4: 9.978, 6: 8.606}
"""Published best demand-weighted means."""
LOOPED = 300
"""Sets that the plain loop prices; the whole would take minutes."""


def spent(work: Callable[[], T]) -> tuple[T, float]:
    """What the work gives, and its seconds of the processor."""
    began = time.process_time()
    done = work()
    return done, time.process_time() - began


def tell(capsys, line: str) -> None:
    with capsys.disabled():
        print(f"\n{line}")  # noqa: T201 - the figures are what a benchmark is for


@pytest.mark.parametrize("p", MEAN_MINUTES)
def test_the_complete_ranking_and_its_certificate(p, capsys):
    minutes, patients = siting_instances.hsma()
    table, ranked_seconds = spent(lambda: siting.every_set(minutes, p, demand=patients))
    proof, proved_seconds = spent(lambda: siting.p_median(minutes, p, demand=patients))
    assert len(table) == comb(28, p)
    assert proof.proved_best
    assert proof.opened == tuple(table.filter(like="site_").loc[1])
    assert proof.objective == pytest.approx(table.at[1, "objective"], rel=1e-9)
    assert proof.objective / patients.sum() == pytest.approx(MEAN_MINUTES[p], abs=5e-4)
    looped = looped_seconds(minutes, patients, p) * comb(28, p)
    tell(
        capsys,
        f"p = {p}: {len(table):,} sets ranked in {ranked_seconds:.2f} s and the best proved in {proved_seconds:.2f} s; "
        f"a pandas loop {looped:,.0f} s, {looped / (ranked_seconds + proved_seconds):,.0f} times as much",
    )
    assert looped > ranked_seconds


def looped_seconds(minutes: pd.DataFrame, patients: pd.Series, p: int) -> float:
    """Seconds a set of a plain loop, over the first few hundred sets."""

    def loop() -> list[float]:
        sets = itertools.islice(itertools.combinations(minutes.columns, p), LOOPED)
        return [float((minutes[list(sites)].min(axis=1) * patients).sum()) for sites in sets]

    return spent(loop)[1] / LOOPED


def test_memory_stays_bounded(capsys):
    minutes, patients = siting_instances.hsma()
    peaks = {}
    for keep in (None, 100):
        tracemalloc.start()
        siting.every_set(minutes, 6, demand=patients, keep=keep)
        peaks[keep] = tracemalloc.get_traced_memory()[1] / 1e6
        tracemalloc.stop()
    tell(capsys, f"{comb(28, 6):,} sets: {peaks[None]:.0f} MB for all of them, {peaks[100]:.0f} MB for the best 100")
    assert peaks[100] < peaks[None] / 3


@pytest.mark.skipif(importlib.util.find_spec("lokigi") is None, reason="lokigi is not installed")
def test_against_lokigi(capsys):
    minutes, patients = siting_instances.hsma()
    table, ours = spent(lambda: siting.every_set(minutes, 3, demand=patients))
    best, theirs = spent(lambda: _of_lokigi(minutes, patients, 3))
    tell(capsys, f"p = 3: {ours:.2f} s; lokigi {version('lokigi')} {theirs:.1f} s, {theirs / ours:,.0f} times as much")
    assert table.at[1, "objective"] / patients.sum() == pytest.approx(best, rel=1e-6)
    assert theirs > ours


@pytest.mark.filterwarnings("ignore")
def _of_lokigi(minutes: pd.DataFrame, patients: pd.Series, p: int) -> float:
    """The best demand-weighted mean of its complete search."""
    from lokigi.site import SiteProblem  # noqa: PLC0415 - not installed everywhere

    problem = SiteProblem()
    problem.add_demand(patients.rename("patients").reset_index(), demand_col="patients", location_id_col="sector")
    sites = pd.DataFrame({"site": minutes.columns, "lat": 50.8, "long": -1.1})
    problem.add_sites(sites, candidate_id_col="site", crs="EPSG:4326")
    problem.add_travel_matrix(minutes.reset_index(), source_col="sector", unit="minutes")
    found = problem.solve(p=p, show_progress=False)
    return float(found.solution_df["weighted_average"].min())

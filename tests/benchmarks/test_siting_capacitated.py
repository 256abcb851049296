"""Public instances with capacities, through the public function: every published optimum reached and proved.

Beside it the time of the plain model handed to HiGHS. Times are of the processor, not the wall; none is asserted.
`pytest -m benchmark -s` prints the tables: instance, cost, ours, plain model, ratio, peak memory so far in the process.
"""

import resource
import time

import numpy as np
import pytest

from feasibility import siting
from feasibility.siting import plain
from feasibility.siting.arrays import Arrays, Limits
from tests.benchmarks import siting_instances
from tests.benchmarks.siting_instances import Facility

pytestmark = pytest.mark.benchmark

SECONDS = 240.0
PLAIN_SECONDS = 100.0
"""The plain model is cut off here; its ratio is then at least what is printed."""
AT_SIZE = (8_000.0, 12_000.0)
"""Capacities of capa whose optima are published."""
BESIDE = {"p1", "p13", "p24", "p26", "p33", "p40"}
"""One of each size and tightness; p29 to p32 keep the plain model busy for minutes."""


def ours(facility: Facility, *, single_source: bool) -> tuple[siting.Answer, float]:
    began = time.process_time()
    answer = siting.facility_location(
        facility.cost, facility.demand, fixed_cost=facility.fixed_cost, capacity=facility.capacity,
        single_source=single_source, cost_is="for all", search=siting.Search(time_limit_seconds=SECONDS),
    )  # fmt: skip
    return answer, time.process_time() - began


def plain_seconds(facility: Facility, *, single_source: bool) -> tuple[float, bool]:
    sites = len(facility.fixed_cost)
    arrays = Arrays(
        facility.cost.to_numpy(), facility.demand.to_numpy(), facility.fixed_cost.to_numpy(),
        facility.capacity.to_numpy(), np.zeros(sites, bool), 1, sites, single_source,
    )  # fmt: skip
    began = time.process_time()
    found = plain.solve(arrays, Limits(seconds=PLAIN_SECONDS, gap_share=0.0, seed=0))
    return time.process_time() - began, found.outcome.proved_best


def check(name: str, facility: Facility, optimum: float, *, single_source: bool, beside: bool) -> None:
    answer, seconds = ours(facility, single_source=single_source)
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    ratio = ""
    if beside:
        other, proved = plain_seconds(facility, single_source=single_source)
        ratio = f"{other:8.2f}{' ' if proved else '+'} {other / seconds:6.1f}x"
    print(f"{name:12} {answer.objective:16.3f} {seconds:8.2f} {ratio:19} {peak_mb:6.0f} MB")  # noqa: T201 - a benchmark tells its figures
    assert answer.objective == pytest.approx(optimum, rel=1e-8)
    assert answer.proved_best


@pytest.mark.parametrize("name", siting_instances.cap_names())
def test_small_instances_of_or_library(name: str) -> None:
    facility, optimum = siting_instances.cap(name), siting_instances.optimum(name, "CFLP")
    check(name, facility, optimum, single_source=False, beside=True)


@pytest.mark.parametrize("capacity", AT_SIZE)
def test_a_hundred_sites_and_a_thousand_clients(capacity: float) -> None:
    name = f"capa-{capacity:.0f}"
    facility, optimum = siting_instances.cap("capa", capacity), siting_instances.optimum(name, "CFLP")
    check(name, facility, optimum, single_source=False, beside=False)


@pytest.mark.parametrize("name", siting_instances.holmberg_names())
def test_one_site_for_each_client(name: str) -> None:
    facility, optimum = siting_instances.holmberg(name), siting_instances.optimum(name, "SSCFLP")
    check(name, facility, optimum, single_source=True, beside=name in BESIDE)


def test_beside_the_plain_model_at_size() -> None:
    """Capacity 14,000: slack enough for the plain model to end in a minute of processor or so."""
    facility = siting_instances.cap("capa", 14_000.0)
    answer, seconds = ours(facility, single_source=False)
    other, proved = plain_seconds(facility, single_source=False)
    ratio = f"{other:8.2f}{' ' if proved else '+'} {other / seconds:6.1f}x"
    print(f"capa-14000   {answer.objective:16.3f} {seconds:8.2f} {ratio}")  # noqa: T201 - a benchmark tells its figures
    assert answer.proved_best
    assert seconds < other

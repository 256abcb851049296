"""Public instances with capacities: every published optimum reached and proved, and the time beside the plain model.

Times are of the processor, not the wall; none is asserted. `pytest -m benchmark -s` prints the tables.
"""

import time

import numpy as np
import pytest

from feasibility.siting import capacitated, plain
from feasibility.siting.arrays import Arrays, Found, Limits
from tests.benchmarks import siting_instances

pytestmark = pytest.mark.benchmark

LIMITS = Limits(seconds=600.0, gap_share=0.0, seed=0)
AT_SIZE = (8_000.0, 12_000.0)
"""Capacities of capa whose optima are published; 10,000 and 14,000 are run beside the plain model only."""


def as_arrays(facility: siting_instances.Facility, *, single_source: bool) -> Arrays:
    sites = len(facility.fixed_cost)
    return Arrays(
        facility.cost.to_numpy(), facility.demand.to_numpy(), facility.fixed_cost.to_numpy(),
        facility.capacity.to_numpy(), np.zeros(sites, bool), 0, sites, single_source,
    )  # fmt: skip


def timed(route: object, arrays: Arrays) -> tuple[Found, float]:
    began = time.process_time()
    found = route.solve(arrays, LIMITS)  # type: ignore[attr-defined]
    return found, time.process_time() - began


def cost_of(arrays: Arrays, found: Found) -> float:
    assert found.opened is not None
    assert found.share is not None
    assert found.share.sum(axis=1) == pytest.approx(np.ones(len(arrays.demand)))
    assert (arrays.demand @ found.share <= arrays.capacity * (1 + 1e-7)).all()
    return float((np.where(found.share > 0.0, arrays.cost, 0.0) * found.share).sum() + arrays.fixed[found.opened].sum())


def check(name: str, arrays: Arrays, optimum: float, *, beside: bool) -> None:
    found, seconds = timed(capacitated, arrays)
    other = timed(plain, arrays)[1] if beside else None
    ratio = "" if other is None else f"{other:8.2f} {other / seconds:6.1f}x"
    print(f"{name:12} {cost_of(arrays, found):16.3f} {seconds:8.2f} {ratio}")  # noqa: T201 - a benchmark tells its figures
    assert cost_of(arrays, found) == pytest.approx(optimum, rel=1e-8)
    assert found.outcome.proved_best


@pytest.mark.parametrize("name", siting_instances.cap_names())
def test_small_instances_of_or_library(name: str) -> None:
    arrays = as_arrays(siting_instances.cap(name), single_source=False)
    check(name, arrays, siting_instances.optimum(name, "CFLP"), beside=True)


@pytest.mark.parametrize("capacity", AT_SIZE)
def test_a_hundred_sites_and_a_thousand_clients(capacity: float) -> None:
    arrays = as_arrays(siting_instances.cap("capa", capacity), single_source=False)
    name = f"capa-{capacity:.0f}"
    check(name, arrays, siting_instances.optimum(name, "CFLP"), beside=False)


@pytest.mark.parametrize("name", siting_instances.holmberg_names())
def test_one_site_for_each_client(name: str) -> None:
    arrays = as_arrays(siting_instances.holmberg(name), single_source=True)
    check(name, arrays, siting_instances.optimum(name, "SSCFLP"), beside=name in {"p1", "p26", "p30", "p33", "p40"})


def test_beside_the_plain_model_at_size() -> None:
    """Capacity 14,000: slack enough for the plain model to end."""
    arrays = as_arrays(siting_instances.cap("capa", 14_000.0), single_source=False)
    found, seconds = timed(capacitated, arrays)
    whole, other = timed(plain, arrays)
    print(f"capa-14000   {cost_of(arrays, found):16.3f} {seconds:8.2f} {other:8.2f} {other / seconds:6.1f}x")  # noqa: T201 - a benchmark tells its figures
    assert found.outcome.proved_best
    if whole.outcome.proved_best:
        assert cost_of(arrays, found) == pytest.approx(cost_of(arrays, whole), rel=1e-6)
        assert seconds < other

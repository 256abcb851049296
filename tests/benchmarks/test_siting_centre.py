"""The p-centre of every pmed at hand: the published optimum, proved, beside the plain model in HiGHS and spopt."""

import time

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from feasibility import siting
from feasibility.siting import highs
from feasibility.siting.arrays import Limits
from feasibility.siting.highs import Program
from tests.benchmarks import siting_instances as instances

pytestmark = pytest.mark.benchmark
PEER_SECONDS = 20.0
"""Of wall time, given to the plain model and to spopt; a figure with ">" was stopped by it."""
PEERS_UP_TO = 200
"""Nodes. The plain model is stopped already on every one of these sizes."""


def test_every_pmed_to_its_published_optimum(capsys):
    lines, total = ["", "instance  nodes    p  radius  ours s  plain HiGHS s  ratio  spopt s"], 0.0
    names = instances.pmed_names()
    if not names:
        pytest.skip("no pmed is there: public instances are read from shared/bench")
    for name in names:
        travel, p = instances.pmed(name)
        began = time.process_time()
        answer = siting.p_centre(travel, p)
        ours = time.process_time() - began
        total += ours
        assert answer.objective == instances.optimum(name, "vertex p-center")
        assert answer.proved_best
        line = f"{name:8} {len(travel):6} {p:4} {answer.objective:7.0f} {ours:7.2f}"
        if len(travel) <= PEERS_UP_TO:
            stopped, spent = _plain(travel.to_numpy(), p)
            line += f"  {'>' if stopped else ' '}{spent:12.2f} {spent / ours:6.0f}  {_spopt(travel, p)}"
        lines.append(line)
    with capsys.disabled():
        print("\n".join([*lines, f"all {len(names)}: {total:.1f} s of CPU"]))  # noqa: T201 - what a benchmark is for


def test_a_thousand_points_in_the_plane(capsys):
    """Whole-number distances on a square of 1,000: what the search reaches in a minute, and the gap it proves."""
    places = np.random.default_rng(1).integers(0, 1000, (1000, 2)).astype(float)
    travel = pd.DataFrame(np.round(np.linalg.norm(places[:, None] - places[None], axis=2)))
    began = time.process_time()
    answer = siting.p_centre(travel, 50, search=siting.Search(time_limit_seconds=60.0))
    spent = time.process_time() - began
    assert answer.bound is not None
    assert answer.bound <= answer.objective
    told = f"radius {answer.objective:.0f}, bound {answer.bound:.0f}, {spent:.1f} s of CPU"
    with capsys.disabled():
        print(f"\n1,000 points, p = 50: {told}")  # noqa: T201 - what a benchmark is for


def _plain(travel, p):
    """The textbook model with one radius variable, in arrays; whether it was stopped, and CPU seconds."""
    clients, sites = travel.shape
    pairs = clients * sites
    client, site, each = np.repeat(np.arange(clients), sites), np.tile(np.arange(sites), clients), np.arange(pairs)
    served = sparse.csr_matrix((np.ones(pairs), (client, each)), (clients, pairs))
    rows = sparse.vstack([
        sparse.hstack([sparse.csr_matrix((clients, sites)), served, sparse.csr_matrix((clients, 1))]),
        sparse.hstack([
            sparse.csr_matrix((-np.ones(pairs), (each, site)), (pairs, sites)), sparse.identity(pairs),
            sparse.csr_matrix((pairs, 1)),
        ]),
        sparse.hstack([
            sparse.csr_matrix((clients, sites)), sparse.csr_matrix((travel.ravel(), (client, each)), (clients, pairs)),
            -sparse.csr_matrix(np.ones((clients, 1))),
        ]),
        sparse.csr_matrix(np.concatenate([np.ones(sites), np.zeros(pairs + 1)])[None, :]),
    ])  # fmt: skip
    variables = sites + pairs + 1
    program = Program(
        cost=np.append(np.zeros(variables - 1), 1.0),
        lower=np.zeros(variables),
        upper=np.append(np.ones(variables - 1), travel.max()),
        whole=np.arange(variables) < sites,
        rows=rows,
        row_lower=np.concatenate([np.ones(clients), np.full(pairs + clients, -np.inf), [0.0]]),
        row_upper=np.concatenate([np.ones(clients), np.zeros(pairs + clients), [float(p)]]),
    )
    began = time.process_time()
    solved = highs.solve(program, Limits(PEER_SECONDS, 0.0, 1))
    return not solved.outcome.proved_best, time.process_time() - began


def _spopt(travel, p):
    """CPU seconds of spopt's PCenter with HiGHS, in words."""
    try:
        import pulp  # noqa: PLC0415
        from spopt.locate import PCenter  # noqa: PLC0415
    except ImportError:
        return "not installed"
    began = time.process_time()
    model = PCenter.from_cost_matrix(travel.to_numpy(), p_facilities=p)
    model.solve(pulp.getSolver("HiGHS", msg=False, timeLimit=PEER_SECONDS), results=False)
    return f"{time.process_time() - began:.2f}"

"""A sweep on a real Dask cluster of two workers in processes of their own, one of which is killed midway."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from feasibility.errors import InputError
from feasibility.sweep import cluster
from feasibility.sweep.work import in_one_process
from tests.sweep.studies import checked, gathering, varied

REQUIRED = os.environ.get("FEASIBILITY_CLUSTER") == "required"
"""Set to `required`, this environment variable turns a skip for want of the extra into a failure."""
pytestmark = pytest.mark.skipif(
    find_spec("distributed") is None and not REQUIRED, reason="the extra cluster is not installed: distributed"
)
PATIENCE_SECONDS = 120
"""A machine that runs the whole suite starts three processes slowly."""


class Cluster:
    """A scheduler and its workers, as an officer starts them."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.started = folder, []
        file = folder / "scheduler.json"
        self.begin("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(file))
        self.address = json.loads(self.awaited(file))["address"]

    def begin(self, *words: str) -> subprocess.Popen[bytes]:
        with (self.folder / f"{len(self.started)}.log").open("wb") as log:
            command = [sys.executable, "-m", "dask", *words]
            self.started.append(subprocess.Popen(command, stdout=log, stderr=log, cwd=self.folder))
        return self.started[-1]

    def worker(self) -> subprocess.Popen[bytes]:
        return self.begin("worker", self.address, "--nthreads", "1", "--no-dashboard", "--no-nanny")

    def end(self) -> None:
        for process in self.started:
            process.kill()
            process.wait()

    @staticmethod
    def awaited(file: Path) -> str:
        end = time.monotonic() + PATIENCE_SECONDS
        while not file.exists() or not file.read_text(encoding="utf-8").strip():
            assert time.monotonic() < end, "the scheduler did not start"
            time.sleep(0.1)
        return file.read_text(encoding="utf-8")


@pytest.fixture
def running(tmp_path) -> Iterator[Cluster]:
    begun = Cluster(tmp_path)
    yield begun
    begun.end()


def test_a_cluster_gives_the_same_bytes_though_a_worker_is_killed(running, tmp_path):
    from distributed import Client  # noqa: PLC0415 - an extra

    ready = checked(varied(tmp_path / "study"), tmp_path)
    with pytest.raises(InputError, match="has no worker"):
        cluster.on_cluster(ready.grounds, ready.tasks, lambda _: None, address=running.address)
    workers = [running.worker(), running.worker()]
    with Client(running.address, set_as_default=False) as client:
        client.wait_for_workers(2, timeout=PATIENCE_SECONDS)

    found: dict[int, str] = {}
    keep = gathering(found)

    def done(outcome) -> None:
        keep(outcome)
        workers[0].kill()

    cluster.on_cluster(ready.grounds, ready.tasks, done, address=running.address)
    assert workers[0].wait(PATIENCE_SECONDS) != 0
    assert workers[1].poll() is None
    alone: dict[int, str] = {}
    in_one_process(ready.grounds, ready.tasks, gathering(alone))
    assert found == alone


def test_other_versions_are_refused_in_words(monkeypatch):
    class Workers:
        @staticmethod
        def run(_) -> dict[str, dict[str, str]]:
            return {"tcp://a": cluster.versions() | {"numpy": "1.0"}}

    with pytest.raises(InputError) as refused:
        cluster._refuse_other_versions(Workers, "tcp://a")
    assert refused.value.faults[0].startswith("numpy: 1.0 on a worker, ")


def test_an_address_where_nothing_answers_is_told_in_words(monkeypatch):
    monkeypatch.setattr(cluster, "CONNECT_SECONDS", 1)
    with pytest.raises(InputError, match="cannot be reached"):
        cluster.on_cluster((), (), lambda _: None, address="tcp://127.0.0.1:9")

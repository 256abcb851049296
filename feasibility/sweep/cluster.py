"""Cells worked out by a Dask cluster that the officer has started; its scheduler runs a lost worker's cells again."""

import platform
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import feasibility
from feasibility.errors import FeasibilityError, InputError
from feasibility.publication.writing import PACKAGES
from feasibility.sweep.ground import Ground
from feasibility.sweep.work import Done, Outcome, Refused, Task, worked

CONNECT_SECONDS = 20
"""Wait for the scheduler: longer than a busy machine of the same network takes to answer (assumed)."""
SENDINGS_MAX = 3
"""Times the grounds are sent where every worker that had them is lost."""
INSTALL = 'install the extra: pip install "feasibility[cluster]"'


def on_cluster(grounds: Sequence[Ground], tasks: Sequence[Task], done: Done, *, address: str) -> None:
    """Every task on the cluster at `address`, such as `tcp://10.0.0.5:8786`; each worker is sent the grounds once.

    Raises `InputError` where the cluster cannot be reached, has no worker, or has other versions than this machine.
    """
    with _client(address) as client:
        _refuse_other_versions(client, address)
        left = list(tasks)
        for _ in range(SENDINGS_MAX):
            finished = _until_lost(client, grounds, left, done)
            left = [task for task in left if task.number not in finished]
            if not left:
                return
    raise FeasibilityError(
        f"cluster {address}",
        [f"lost every worker {SENDINGS_MAX} times; start workers, and type the same command again"],
    )


@contextmanager
def _client(address: str) -> Iterator[Any]:
    """A connection to the scheduler. Versions are compared by `_refuse_other_versions`, in words, so not by Dask."""
    try:
        from distributed import Client  # noqa: PLC0415 - an extra, and slow to load
    except ImportError:
        raise InputError("--scheduler", [f"needs the package distributed, which is not there; {INSTALL}"]) from None
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="\nMismatched versions found")
        try:
            client = Client(address, timeout=CONNECT_SECONDS, set_as_default=False)
        except (OSError, TimeoutError, ValueError) as err:
            raise InputError(
                f"--scheduler {address}",
                [f"cannot be reached ({type(err).__name__}); start it with: dask scheduler, and write the address it "
                 "prints, such as tcp://10.0.0.5:8786"],
            ) from None  # fmt: skip
    try:
        yield client
    finally:
        client.close()


def versions() -> dict[str, str]:
    """What may change a figure: version of each package, of Python and of this one."""
    found = {"feasibility": feasibility.__version__, "python": platform.python_version()}
    for name in PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "not there"
    return found


def _refuse_other_versions(client: Any, address: str) -> None:  # noqa: ANN401 - of an extra
    where, here = f"cluster {address}", versions()
    try:
        there: Mapping[str, Mapping[str, str]] = client.run(versions)
    except (ImportError, AttributeError, TypeError):
        raise InputError(where, ["its workers lack feasibility; install it there, of the same version"]) from None
    if not there:
        raise InputError(where, [f"has no worker; start one with: dask worker {address} --nthreads 1"])
    differing = {
        f"{name}: {found.get(name, 'not there')} on a worker, {stated} here"
        for found in there.values()
        for name, stated in here.items()
        if found.get(name) != stated
    }
    if differing:
        raise InputError(where, [*sorted(differing), "install the same versions on all, so that figures are the same"])


def _until_lost(client: Any, grounds: Sequence[Ground], tasks: Sequence[Task], done: Done) -> set[int]:  # noqa: ANN401
    """Work until all is done, or the grounds are lost with the last worker that had them: the numbers finished."""
    from distributed import CancelledError, KilledWorker, as_completed  # noqa: PLC0415

    held = client.scatter(list(grounds), broadcast=True, hash=False)
    futures = {client.submit(worked, held[task.ground], task.scenario, task.number, pure=False): task for task in tasks}
    finished: set[int] = set()
    for future in as_completed(futures, loop=client.loop):
        try:
            outcome: Outcome = future.result()
        except CancelledError:
            continue
        except KilledWorker:
            outcome = Refused(futures[future].number, ("ended every worker that it ran on",))
        done(outcome)
        finished.add(futures[future].number)
    return finished

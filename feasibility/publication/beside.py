"""Print twins drawn in a process of its own, so that a second processor has work while the first goes on.

The process starts with the run and waits: loading what it draws with takes time of its own. It reads the releases of
one run and ends; it ends too when the run does, however that ends, because its input closes.
"""

import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from feasibility.publication.release import Release

Editions = Mapping[str, Release]
"""Edition to its release."""
Pictures = Callable[[], dict[str, dict[str, bytes]]]
"""Gives edition to file name to file, waiting for them if need be."""


@contextmanager
def artist() -> Iterator[Callable[[Editions], Pictures]]:
    """Start the process; hand it the releases, and take the pictures when they are needed.

    It is gone when the block ends.
    """
    command = [sys.executable, "-m", "feasibility.publication.beside"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        try:
            yield lambda releases: _begun(process, releases)
        finally:
            process.kill()


def _begun(process: "subprocess.Popen[bytes]", releases: Editions) -> Pictures:
    # Only ever between this run and the process it started itself: nothing from outside is unpickled.
    try:
        assert process.stdin is not None
        process.stdin.write(pickle.dumps(dict(releases)))
        process.stdin.close()
    except OSError:
        return lambda: _drawn_here(releases)
    return lambda: _taken(process, releases)


def _taken(process: "subprocess.Popen[bytes]", releases: Editions) -> dict[str, dict[str, bytes]]:
    assert process.stdout is not None
    drawn = process.stdout.read()
    if process.wait() != 0:
        return _drawn_here(releases)
    found: dict[str, dict[str, bytes]] = pickle.loads(drawn)
    return found


def _drawn_here(releases: Editions) -> dict[str, dict[str, bytes]]:
    """Where a second process may not run, the pictures are drawn in this one, and any fault shows."""
    from feasibility.publication.figures import twins  # noqa: PLC0415 - loading it takes time

    return twins.twins(releases)


def main() -> None:
    """Read releases from standard input, write their pictures to standard output."""
    from feasibility.publication.figures import twins  # noqa: PLC0415 - before the releases come, not after

    sys.stdout.buffer.write(pickle.dumps(twins.twins(pickle.loads(sys.stdin.buffer.read()))))


if __name__ == "__main__":
    main()

"""The print map drawn in a process of its own, so that a second processor has work while the first goes on.

The process starts with the run and waits: loading what it draws with takes as long as drawing. It reads one release and
ends; it ends too when the run does, however that ends, because its input closes.
"""

import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from feasibility.publication.release import Release

Picture = Callable[[], bytes]
"""Gives the drawn picture, waiting for it if need be."""


@contextmanager
def artist() -> Iterator[Callable[[Release], Picture]]:
    """Start the process; hand it a release, and take the PNG when it is needed. It is gone when the block ends."""
    command = [sys.executable, "-m", "feasibility.publication.beside"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        try:
            yield lambda release: _begun(process, release)
        finally:
            process.kill()


def _begun(process: "subprocess.Popen[bytes]", release: Release) -> Picture:
    # Only ever between this run and the process it started itself: nothing from outside is unpickled.
    try:
        assert process.stdin is not None
        process.stdin.write(pickle.dumps(release))
        process.stdin.close()
    except OSError:
        return lambda: _drawn_here(release)
    return lambda: _taken(process, release)


def _taken(process: "subprocess.Popen[bytes]", release: Release) -> bytes:
    assert process.stdout is not None
    drawn = process.stdout.read()
    return drawn if process.wait() == 0 else _drawn_here(release)


def _drawn_here(release: Release) -> bytes:
    """Where a second process may not run, the picture is drawn in this one, and any fault shows."""
    from feasibility.publication import picture  # noqa: PLC0415 - loading it takes a second

    return picture.png(release)


def main() -> None:
    """Read a release from standard input, write its picture to standard output."""
    from feasibility.publication import picture  # noqa: PLC0415 - before the release comes, not after

    sys.stdout.buffer.write(picture.png(pickle.loads(sys.stdin.buffer.read())))


if __name__ == "__main__":
    main()

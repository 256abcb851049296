"""A run folder that is either whole or not there.

The files are written in a hidden folder beside the final place and moved there by one rename at the end. What a killed
run leaves is hidden, is never taken for a result, and goes when the same run is made again.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from feasibility.errors import FeasibilityError


@contextmanager
def complete(parent: Path, name: str) -> Iterator[Path]:
    """A folder to write in, which becomes `parent / name` when the block ends without an error.

    On an error nothing is left, and a complete folder of an earlier run stays as it was. Raises `FeasibilityError`
    where nothing can be written there, or another programme is writing the same run.
    """
    _made(parent)
    final, partial, replaced = parent / name, parent / f".{name}.partial", parent / f".{name}.replaced"
    with _only_writer(parent / f".{name}.lock"):
        _tidied(final, partial, replaced)
        partial.mkdir()
        try:
            yield partial
            _moved(partial, final, replaced)
        finally:
            shutil.rmtree(partial, ignore_errors=True)


def _made(parent: Path) -> None:
    try:
        parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=parent):
            return
    except OSError as err:
        raise FeasibilityError(
            str(parent), [f"the run folder cannot be written: {err.strerror}; name another folder with --out"]
        ) from None


def _tidied(final: Path, partial: Path, replaced: Path) -> None:
    """Clear what a killed run left; a folder that was put aside, and never replaced, goes back to its place."""
    if replaced.exists() and not final.exists():
        replaced.rename(final)
    for leftover in (partial, replaced):
        if leftover.exists():
            shutil.rmtree(leftover)


def _moved(partial: Path, final: Path, replaced: Path) -> None:
    """No system replaces a full folder in one step, so the old one steps aside first and is deleted last."""
    if final.exists():
        final.rename(replaced)
    try:
        partial.rename(final)
    except OSError:
        if replaced.exists():
            replaced.rename(final)
        raise
    shutil.rmtree(replaced, ignore_errors=True)


@contextmanager
def _only_writer(path: Path) -> Iterator[None]:
    """Hold the run's lock. The system lets it go when the programme ends, however it ends."""
    with path.open("a+b") as file:
        if not (_locked(file) and _same_file(file, path)):
            raise FeasibilityError(
                str(path.parent), [f"{path.stem.lstrip('.')} is being written by another run; wait until it has ended"]
            )
        try:
            yield
        finally:
            if sys.platform != "win32":  # Windows does not delete an open file; there the empty lock stays
                path.unlink(missing_ok=True)


if sys.platform == "win32":
    import msvcrt

    def _locked(file: IO[bytes]) -> bool:
        try:
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _locked(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True


def _same_file(file: IO[bytes], path: Path) -> bool:
    """False where the lock's file was deleted, and perhaps made anew, between opening and locking it."""
    return path.exists() and os.path.samestat(os.fstat(file.fileno()), path.stat())

"""Shared by the runs: the directory of postcodes read once, and a folder that keeps the built networks."""

import functools
from collections.abc import Iterator
from pathlib import Path

import pytest

from feasibility.inputs import postcodes


@pytest.fixture(scope="module", autouse=True)
def directory_read_once() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(postcodes, "read", functools.lru_cache(maxsize=30)(postcodes.read))
        yield


@pytest.fixture(scope="module")
def cache(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("networks")

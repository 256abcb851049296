"""Shared by the runs: a folder that keeps the built networks."""

from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def cache(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("networks")

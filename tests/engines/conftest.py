"""The town's files, and what happens where an engine is absent: a visible skip, or a failure if it is required."""

import os
import sys
from importlib.util import find_spec

import pytest

from tests.engines import worlds

REQUIRED = "FEASIBILITY_ENGINES"
"""Set to `required`, this environment variable turns every skip of an engine into a failure."""


def _absent(reason):
    if os.environ.get(REQUIRED) == "required":
        pytest.fail(f"{reason}, and {REQUIRED}=required")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def town(tmp_path_factory):
    """The town's extract."""
    if find_spec("osmium") is None:
        _absent("osmium is not installed: no extract can be written or read")
    return worlds.extract(tmp_path_factory.mktemp("town") / "town.osm.pbf")


@pytest.fixture(scope="session")
def buses(tmp_path_factory):
    """The town's timetable."""
    return worlds.feed(tmp_path_factory.mktemp("buses") / "buses.zip")


@pytest.fixture(scope="session")
def ferrobus():
    """The engine, or a skip."""
    if find_spec("ferrobus") is None:
        _absent("ferrobus is not installed: the extra `transit`")


@pytest.fixture(scope="session")
def valhalla():
    """The engine, or a skip; it is to be had from Python 3.12 on."""
    if sys.version_info < (3, 12):
        pytest.skip("Valhalla needs Python 3.12 or later")
    if find_spec("valhalla") is None:
        _absent("Valhalla is not installed: the extra `valhalla`")

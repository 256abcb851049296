"""Whether an engine is installed, and what to type where it is not."""

import platform
import sys
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec

from feasibility.errors import FeasibilityError, raise_all

PYTHON_FOR_VALHALLA = (3, 12)
"""pyvalhalla 3.9.1 has wheels for Python 3.12 and later only."""


class EngineAbsent(FeasibilityError):
    """An engine that the scenario asks for is not installed."""


def engine_version(extra: str, package: str, modules: tuple[str, ...]) -> str:
    """Version of the engine's package. Raises `EngineAbsent` where it, or what it needs, is not installed."""
    raise_all(EngineAbsent, f"the engine {package}", _faults(extra, package, modules))
    return version(package)


def _faults(extra: str, package: str, modules: tuple[str, ...]) -> list[str]:
    if extra == "valhalla" and sys.version_info[:2] < PYTHON_FOR_VALHALLA:
        return [
            f"needs Python 3.12 or later, and this is Python {platform.python_version()}; "
            "run the study on Python 3.12, or take another source in [travel.providers]"
        ]
    if any(find_spec(module) is None for module in modules):
        return [
            f'is not installed; type: python -m pip install ".[{extra}]" (or take another source in [travel.providers])'
        ]
    try:
        version(package)
    except PackageNotFoundError:
        return [f'is not installed as a package; type: python -m pip install ".[{extra}]"']
    return []

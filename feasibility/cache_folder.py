"""Where this machine keeps what is slow to build: asked by the command line, and by nothing below it."""

import os
import sys
from pathlib import Path


def cache_folder() -> Path:
    """Where built street graphs are kept: FEASIBILITY_CACHE, or the system's place for such files."""
    stated = os.environ.get("FEASIBILITY_CACHE")
    if stated:
        return Path(stated)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local")) / "feasibility"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "feasibility"
    return Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "feasibility"

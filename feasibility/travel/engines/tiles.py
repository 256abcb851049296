"""Valhalla's tiles from an extract: built once, and kept by the content of the extract where there is a folder for it.

Tiles hold streets and no home.
"""

import hashlib
import json
import logging
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from feasibility.errors import InputError
from feasibility.travel.engines.extract import Extract

log = logging.getLogger(__name__)

FORMAT = 1
"""Raise it whenever the way tiles are built changes."""
PROFILES = ("auto", "bicycle", "pedestrian")
NO_LIMIT = 1_000_000_000
UNUSED = ("admin", "timezone", "landmarks", "traffic_extract", "transit_dir", "transit_feeds_dir")
"""Data that Valhalla can take besides the extract, and that is not given to it."""


@contextmanager
def tile_folder(extract: Extract, engine_version: str, cache_dir: Path | None) -> Iterator[Path]:
    """The folder of tiles for as long as they are used; kept in `cache_dir`, or gone afterwards where that is None."""
    with tempfile.TemporaryDirectory(prefix="tiles-") as passing:
        key = hashlib.sha256(f"{FORMAT} {engine_version} {extract.digest}".encode()).hexdigest()[:24]
        kept = cache_dir / f"valhalla-{key}" if cache_dir else None
        if kept is not None and kept.is_dir():
            yield kept
            return
        built = Path(passing) / "tiles"
        built.mkdir()
        _build(extract, built, Path(passing))
        yield _moved(built, kept) if kept is not None else built


def configuration(tiles: Path) -> dict[str, Any]:
    """Valhalla's own default configuration, with these tiles, no other data and no limit that an officer could meet."""
    from valhalla import get_config  # noqa: PLC0415  an optional extra

    settings: dict[str, Any] = get_config(tile_extract="", tile_dir=tiles)
    settings["mjolnir"] |= dict.fromkeys(UNUSED, "") | {"concurrency": os.cpu_count() or 1}
    settings["additional_data"]["elevation"] = ""
    # One search a site instead of two a pair: the same answers, over ten times quicker for many homes and few sites.
    settings["thor"]["source_to_target_algorithm"] = "timedistancematrix"
    for profile in PROFILES:
        settings["service_limits"][profile] |= {"max_locations": NO_LIMIT, "max_matrix_location_pairs": NO_LIMIT}
    return settings


def _build(extract: Extract, tiles: Path, scratch: Path) -> None:
    import valhalla  # noqa: PLC0415  an optional extra

    settings = scratch / "valhalla.json"
    settings.write_text(json.dumps(configuration(tiles)), encoding="utf-8")
    package = Path(valhalla.__file__).resolve().parent
    windows = sys.platform == "win32"
    program = package / "bin" / ("valhalla_build_tiles.exe" if windows else "valhalla_build_tiles")
    libraries = (
        {"PATH": f"{package.parent / 'pyvalhalla.libs'}{os.pathsep}{os.environ.get('PATH', '')}"} if windows else {}
    )
    log.info("travel: building the tiles of %s", extract.name)
    done = subprocess.run(
        [str(program), "-c", str(settings), str(extract.path)],
        capture_output=True, check=False, env=os.environ | libraries,
    )  # fmt: skip
    if done.returncode or not any(tiles.rglob("*.gph")):
        raise InputError(
            extract.name,
            ["Valhalla makes no tiles of it; check that it has streets in it and that it was downloaded to its end"],
        )


def _moved(built: Path, kept: Path) -> Path:
    """The tiles where they are kept: copied beside, then renamed, so that a killed run leaves nothing half-written."""
    beside = None
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix="tiles-", suffix=".part", dir=kept.parent))
        shutil.copytree(built, beside, dirs_exist_ok=True)
        beside.rename(kept)
    except OSError:
        if beside is not None:
            shutil.rmtree(beside, ignore_errors=True)
        if kept.is_dir():  # another run was quicker
            return kept
        log.warning("travel: the tiles cannot be kept, the folder for them cannot be written")
        return built
    return kept

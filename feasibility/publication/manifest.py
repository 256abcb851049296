"""What went into a run and what came out of it, with checksums: enough to repeat the run and to prove nothing changed.

No moment, no machine and no absolute path is in it, so that the same inputs give the same manifest.
"""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from feasibility.publication.release import Release

NAME = "manifest.json"
SCENARIO = "scenario.toml"
PRIVATE = ("staff", "travel.matrix.")
"""First letters of the keys of private inputs: only a checksum is recorded, for name and size may speak of people."""

Fact = str | int | float | bool | None


def manifest(
    release: Release,
    *,
    inputs: Mapping[str, Path],
    versions: Mapping[str, str],
    solver: Mapping[str, Fact],
    folder: Path,
) -> dict[str, object]:
    """Write `manifest.json` into the run folder, after every other file, and return what it says.

    `inputs` names each input file by its setting, `versions` each package, `solver` what was asked of the solver and
    what it answered (name, version, gap, seed). Outputs are every file found in `folder`.
    """
    outputs = sorted(path for path in folder.rglob("*") if path.is_file() and path != folder / NAME)
    said: dict[str, object] = {
        "run": release.heading.run_id,
        "title": release.heading.title,
        "as_at": release.heading.as_at,
        "price_base": release.heading.price_base,
        "draft": release.heading.draft,
        "edition": release.edition,
        "suppression_heads_min": release.suppression_heads_min,
        "prices_withheld": release.commercial_withheld,
        "scenario_sha256": checksum(folder / SCENARIO),
        "inputs": {key: described(key, path) for key, path in inputs.items()},
        "packages": dict(versions),
        "solver": dict(solver),
        "outputs": {path.relative_to(folder).as_posix(): checksum(path) for path in outputs},
    }
    text = json.dumps(said, indent=2, sort_keys=True, ensure_ascii=False, allow_nan=False)
    (folder / NAME).write_text(text + "\n", encoding="utf-8", newline="\n")
    return said


def checksum(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def described(key: str, path: Path) -> dict[str, Fact]:
    """What the manifest says of an input file: of a private one its checksum alone."""
    if key.startswith(PRIVATE):
        return {"sha256": checksum(path)}
    return {"file": path.name, "sha256": checksum(path), "bytes": path.stat().st_size}

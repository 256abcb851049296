"""What a run is known by: the same inputs always give the same name."""

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import feasibility
from feasibility.scenario import paths
from feasibility.scenario.model import Scenario, Settings

HEADING = (
    "# Every setting of this run, defaults included. Paths start at the folder of the scenario that was run:",
    "# to run it again, put a copy of this file there.",
)


def run_id(scenario: Scenario, checksums: Mapping[str, str]) -> str:
    """Twelve hexadecimal digits of the SHA-256 of the resolved settings, the content of every file and the version.

    `checksums` is by role, as `scenario.model.files_by_role` names them.
    """
    stated = scenario.model_dump(mode="json", exclude={"folder"})
    settings = paths.replaced(stated, Settings, lambda key, value: checksums.get(key.removeprefix("files."), value))
    # A file that may be named and is not makes no difference.
    settings["files"] = {key: value for key, value in settings["files"].items() if value}
    resolved = json.dumps([feasibility.__version__, settings], sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(resolved.encode()).hexdigest()[:12]


def resolved_toml(scenario: Scenario) -> str:
    """The whole scenario with every default written out, as TOML. Paths stand relative to the scenario's folder."""
    stated = scenario.model_dump(mode="json", exclude={"name", "folder"}, exclude_none=True)
    shown = paths.replaced(stated, Settings, lambda _, value: _relative(Path(str(value)), scenario.folder))
    return "\n".join([*HEADING, *_lines("", shown)]) + "\n"


def _relative(path: Path, folder: Path) -> str:
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:  # another drive on Windows
        return path.name


def _lines(prefix: str, table: Mapping[str, Any]) -> list[str]:
    lines = [f"{key} = {_literal(value)}" for key, value in table.items() if not isinstance(value, dict)]
    for key, value in table.items():
        if isinstance(value, dict):
            name = f"{prefix}.{key}" if prefix else key
            inner = _lines(name, value)
            # A table that holds only tables needs no heading of its own.
            heading = [] if all(isinstance(v, dict) for v in value.values()) else ["", f"[{name}]"]
            lines += [*heading, *inner]
    return lines


def _literal(value: object) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(_literal(v) for v in value) + "]"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_literal(v)}" for key, v in value.items()) + " }"
    # JSON's text, numbers and booleans are TOML's as well, but for the one control character that JSON leaves alone.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")

"""Read a scenario file: merge what it extends, check everything, report every fault at once."""

import tomllib
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from feasibility.errors import ScenarioError
from feasibility.scenario.faults import sentences
from feasibility.scenario.model import Scenario, Settings


def load(path: Path) -> Scenario:
    """The scenario in `path`, merged over the file it `extends` if any.

    Raises `ScenarioError` naming every key that is unknown, missing, of the wrong type or out of range.
    """
    stated = _merged(path)
    folder = path.resolve().parent
    name = path.stem.lower().replace("_", "-").replace(" ", "-")
    try:
        settings = Settings.model_validate(stated)
        return Scenario.model_validate(settings.model_dump() | {"name": name, "folder": folder})
    except ValidationError as err:
        raise ScenarioError(path.name, sentences(err, Settings)) from None


def _merged(path: Path) -> dict[str, Any]:
    stated = _with_paths_from(_parsed(path), path.resolve().parent)
    base_name = stated.pop("extends", None)
    if base_name is None:
        return stated
    if not isinstance(base_name, str):
        raise ScenarioError(path.name, ["extends: found a value that is not text; name one scenario file"])
    base_path = path.parent / base_name
    base = _with_paths_from(_parsed(base_path, named_by=path), base_path.resolve().parent)
    if "extends" in base:
        raise ScenarioError(
            path.name, [f"extends: {base_name} extends another file itself; a scenario extends one base, one level deep"]
        )
    return _overlaid(base, stated)


def _parsed(path: Path, named_by: Path | None = None) -> dict[str, Any]:
    where = (named_by or path).name
    if path.is_dir():
        raise ScenarioError(where, [f"{path.name} is a folder; name the scenario file in it"])
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        near = sorted(p.name for p in path.parent.glob("*.toml")) if path.parent.is_dir() else []
        hint = f"; the folder holds {', '.join(near[:8])}" if near else "; check the path"
        raise ScenarioError(where, [f"{path.name} is not there{hint}"]) from None
    except UnicodeDecodeError:
        raise ScenarioError(where, [f"{path.name} is not a text file in UTF-8; save it as plain UTF-8 text"]) from None
    except OSError as err:
        raise ScenarioError(where, [f"{path.name} cannot be read: {err.strerror}"]) from None
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as err:
        raise ScenarioError(where, [f"{path.name} is not valid TOML: {err}"]) from None


def _with_paths_from(stated: dict[str, Any], folder: Path) -> dict[str, Any]:
    files = stated.get("files")
    if not isinstance(files, dict):
        return stated
    placed = {
        key: str(folder / value) if isinstance(value, str) and not key.endswith("_column") else value
        for key, value in files.items()
    }
    return stated | {"files": placed}


def _overlaid(base: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in over.items():
        below = merged.get(key)
        merged[key] = _overlaid(below, value) if isinstance(below, dict) and isinstance(value, dict) else value
    return merged

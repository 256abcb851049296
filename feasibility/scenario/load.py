"""Read a scenario file: merge what it extends, check everything, report every fault at once."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from feasibility.errors import ScenarioError
from feasibility.scenario import paths
from feasibility.scenario.faults import Key, sentences
from feasibility.scenario.model import Scenario, Settings

NAME_CHARACTERS = 60
"""Longest name of a run folder; longer file names are cut."""
LINE_SHOWN = 80
"""Characters of a faulty line that a message quotes."""
TOML_WORDS = (
    ("Cannot overwrite a value", "this setting stands twice; keep one"),
    ("Cannot declare", "this section stands twice; put its settings together under one heading"),
    ("Unescaped '\\'", "write paths with forward slashes, such as ../data/sites.csv"),
    ("Invalid hex value", "write paths with forward slashes, such as ../data/sites.csv"),
    ("Expected '=' after a key", "a line is a [section], a setting such as corridor_km = 3.0, or a # comment"),
    ("Invalid value", "a number stands without unit, text in quotes, and true or false in small letters"),
    ("Expected newline or end of document", "a number stands without unit, and text in quotes"),
    ("Expected ']'", "a section heading ends with ]"),
    ("Illegal character", "a text in quotes must end on its line"),
)
"""What the TOML reader says, and what an officer can do about it."""


def load(path: Path) -> Scenario:
    """The scenario in `path`, merged over the file it `extends` if any.

    Raises `ScenarioError` naming every key that is unknown, missing, of the wrong type or out of range, and every file
    that the scenario names and that is not there.
    """
    stated, base, base_name = _stated(path)
    merged = _overlaid(base, stated)
    try:
        settings = Settings.model_validate(merged)
    except ValidationError as err:
        faults = [
            f"{base_name}: {words}" if _stands_in(base, key) and not _stands_in(stated, key) else words
            for key, words in sentences(err, Settings)
        ]
        raise ScenarioError(path.name, [*faults, *_absent_files(merged)]) from None
    return Scenario.model_validate(settings.model_dump() | {"name": run_name(path), "folder": path.resolve().parent})


def run_name(path: Path) -> str:
    """The scenario file's name as a folder's: small letters, digits and hyphens, accents taken off."""
    plain = unicodedata.normalize("NFKD", path.stem).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:NAME_CHARACTERS].rstrip("-") or "scenario"


def _stated(path: Path) -> tuple[dict[str, Any], dict[str, Any], str]:
    """What the file states, what the file it extends states, and that file's name."""
    stated = _with_paths_from(_parsed(path), path.resolve().parent)
    base_name = stated.pop("extends", None)
    if base_name is None:
        return stated, {}, ""
    if not isinstance(base_name, str) or not base_name:
        raise ScenarioError(path.name, ['extends: name one scenario file in quotes, such as extends = "base.toml"'])
    base_path = path.parent / base_name
    if base_path.exists() and base_path.samefile(path):
        raise ScenarioError(path.name, ["extends: names this very file; name another, or take the line out"])
    base = _with_paths_from(_parsed(base_path, named_by=path), base_path.resolve().parent)
    if "extends" in base:
        raise ScenarioError(
            path.name,
            [f"extends: {base_name} extends {base['extends']} in its turn; extend one file that stands on its own"],
        )
    return stated, base, base_path.name


def _parsed(path: Path, named_by: Path | None = None) -> dict[str, Any]:
    where, what = (named_by.name, f"extends: {path.name} ") if named_by else (path.name, "")
    text = _text(path, where, what)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as err:
        # Lines of another kind of file, perhaps about people, are not for the screen.
        quoted = text if path.suffix.lower() == ".toml" else ""
        raise ScenarioError(where, [what + _toml_fault(str(err), quoted)]) from None
    except (ValueError, RecursionError):  # thousands of digits or of brackets
        raise ScenarioError(where, [f"{what}is not a scenario file: a number or a list in it is endless"]) from None


def _text(path: Path, where: str, what: str) -> str:
    try:
        if path.is_dir():
            raise ScenarioError(where, [f"{what}is a folder; name the scenario file in it{_scenarios_in(path)}"])
        content = path.read_bytes()
    except FileNotFoundError:
        raise ScenarioError(where, [f"{what}is not there; check the path{_scenarios_in(path.parent)}"]) from None
    except (OSError, ValueError) as err:
        reason = getattr(err, "strerror", None) or "its path holds characters that no path may"
        raise ScenarioError(where, [f"{what}cannot be read: {reason}"]) from None
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise ScenarioError(where, [f"{what}is saved as UTF-16; save it as UTF-8"])
    if b"\x00" in content:
        raise ScenarioError(where, [f"{what}is not a text file; a scenario is plain text in TOML"])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as err:
        line = content.count(b"\n", 0, err.start) + 1
        raise ScenarioError(
            where, [f"{what}line {line}: has a character that is not UTF-8; save the file as UTF-8"]
        ) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _scenarios_in(folder: Path) -> str:
    near = sorted(p.name for p in folder.glob("*.toml")) if folder.is_dir() else []
    return f" (the folder holds {', '.join(near[:8])})" if near else ""


def _toml_fault(said: str, text: str) -> str:
    words = next((words for start, words in TOML_WORDS if start in said), "see the examples in scenarios/")
    place = re.search(r"line (\d+)", said)
    lines = text.split("\n") if text else []
    number = int(place[1]) if place else len(lines)
    found = f"found {lines[number - 1].strip()[:LINE_SHOWN] or 'the end of the file'}; this " if lines else ""
    return f"line {number}: {found}is not valid TOML: {words}"


def _with_paths_from(stated: dict[str, Any], folder: Path) -> dict[str, Any]:
    return paths.replaced(
        stated, Settings, lambda _, value: str(folder / value) if isinstance(value, str) and value else value
    )


def _absent_files(merged: Mapping[str, Any]) -> list[str]:
    """Files that are not there, so that a scenario with other faults tells of them as well."""
    named = {key: str(path) for key, path in paths.found(merged, Settings).items() if str(path)}
    return [absent(key, Path(path)) for key, path in named.items() if "\x00" not in path and not Path(path).exists()]


def absent(key: str, path: Path) -> str:
    """The words for a file that is not there; `key` is its setting, such as `files.sites`."""
    slashes = "; write paths with forward slashes" if "\\" in path.name else ""
    return f"{key}: {path.name} is not there; check the path, which starts at the scenario's own folder{slashes}"


def _overlaid(base: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in over.items():
        below = merged.get(key)
        merged[key] = _overlaid(below, value) if isinstance(below, dict) and isinstance(value, dict) else value
    return merged


def _stands_in(stated: object, key: Key) -> bool:
    for part in key:
        if not isinstance(stated, dict) or part not in stated:
            return False
        stated = stated[part]
    return True

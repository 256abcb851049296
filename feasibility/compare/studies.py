"""The study behind a run, found again: its own published settings over files that are those the run read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

import feasibility
from feasibility import wording
from feasibility.compare.reading import Published
from feasibility.publication import manifest
from feasibility.scenario import Scenario, paths
from feasibility.scenario.model import Settings, files_by_role

NO_TOTAL_RESTS_ON = (
    "assumptions", "sources", "claims", "funding", "actuals", "known_journeys", "population", "bands",
)  # fmt: skip
"""Roles of files that speak of the figures, or are kept apart: where these alone have changed, no total has."""
NAMED = 4
"""Files that a message names; the rest are counted."""


@dataclass(frozen=True)
class Study:
    """A run that can be worked out again."""

    run: Published
    scenario: Scenario
    checksums: Mapping[str, str]
    """Role of each file to its checksum in the manifest."""


@dataclass(frozen=True)
class NotFound:
    """Why a run cannot be worked out again, and what to do."""

    reason: str


def folders(named: Sequence[Path]) -> tuple[Path, ...]:
    """The folders that paths of a scenario may start at: those named, and those of the files named."""
    return tuple(dict.fromkeys(path if path.is_dir() else path.parent for path in named))


def found(run: Published, places: Sequence[Path]) -> Study | NotFound:
    """The study of the run in the first of `places` where every file that its totals rest on stands unchanged."""
    if run.version != feasibility.__version__:
        return NotFound(
            f"run {run.place} was made by version {run.version} and this is {feasibility.__version__}; "
            "run its scenario again to have the change explained"
        )
    reasons = []
    for place in places:
        scenario = _scenario(run, place)
        if scenario is None:
            return NotFound(f"the settings of run {run.place} are none of this version; run its scenario again")
        reason = _unlike(run, scenario)
        if not reason:
            return Study(run, scenario, {role: str(each["sha256"]) for role, each in run.inputs.items()})
        reasons.append(reason)
    return NotFound(reasons[0] if len(reasons) == 1 else f"{reasons[0]} (nor in the other places named)")


def _scenario(run: Published, place: Path) -> Scenario | None:
    folder = place.resolve()
    stated = paths.replaced(run.settings, Settings, lambda _, value: str(folder / str(value)) if value else value)
    try:
        settings = Settings.model_validate(stated)
        return Scenario.model_validate(settings.model_dump() | {"name": run.name, "folder": folder})
    except ValidationError:
        return None


def _unlike(run: Published, scenario: Scenario) -> str:
    """Files of the study that are not there, or not those the run read; blank where all are."""
    files = files_by_role(scenario)
    absent = sorted(role for role, path in files.items() if not path.is_file())
    if absent or set(files) != set(run.inputs):
        missing = _few(absent or sorted(set(files) ^ set(run.inputs)))
        return (
            f"files of run {run.place} are not where its scenario has them ({missing}); name its scenario with "
            "--scenarios"
        )
    needed = {role: path for role, path in files.items() if role not in NO_TOTAL_RESTS_ON}
    changed = sorted(role for role, path in needed.items() if manifest.checksum(path) != run.inputs[role]["sha256"])
    if changed:
        return (
            f"files have changed since run {run.place} ({_few(changed)}); put them back, or run the scenario again and "
            "compare that run"
        )
    return ""


def _few(roles: Sequence[str]) -> str:
    rest = len(roles) - NAMED
    return ", ".join(roles[:NAMED]) + (f" and {wording.counted(rest, 'other')}" if rest > 0 else "")

"""The cells of a sweep: every combination of what is varied, each a whole scenario, checked before anything runs."""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from feasibility import wording
from feasibility.errors import ScenarioError, raise_all
from feasibility.scenario import Scenario, paths
from feasibility.scenario.faults import sentences
from feasibility.scenario.load import absent
from feasibility.scenario.model import Settings
from feasibility.scenario.sweep import CASE, Axis, Choice, axes_of, cells_in

OF_THE_SCENARIO = ("name", "folder")
"""What stands in a scenario besides its settings; no cell varies it."""
READ_BY_NO_CELL = ("robustness", "value")
"""Sections of what is left to a run."""
NO_SWEEP = "varies nothing: add a [sweep] with the values of a setting as a list, such as\n  [sweep.seats]\n  "
NO_SWEEP += "take_up_share = [0.0, 0.05, 0.1]"


@dataclass(frozen=True)
class Cell:
    """One combination."""

    number: int
    """From 1, in the order of the product: what is stated first varies slowest."""
    name: str
    """What varies, in words: `take_up_share 0.05, compared pooled`."""
    labels: tuple[str, ...]
    """The value of each axis."""
    scenario: Scenario
    """The whole scenario of the cell, without the sweep."""


@dataclass(frozen=True)
class Grid:
    """Every combination of what is varied."""

    base: Scenario
    axes: tuple[Axis, ...]
    cells: tuple[Cell, ...]


def axes(scenario: Scenario) -> tuple[Axis, ...]:
    """What the scenario varies. Raises `ScenarioError` where it varies nothing."""
    if scenario.sweep is None:
        raise ScenarioError(f"scenario {scenario.name}", [NO_SWEEP])
    return axes_of(scenario.sweep)


def grid(scenario: Scenario) -> Grid:
    """Every cell. Raises `ScenarioError` with every fault of every cell, each told once with the cells it is in."""
    varied = axes(scenario)
    raise_all(ScenarioError, f"scenario {scenario.name}", [
        f"sweep.{axis.key}: no cell reads it, since a sweep makes no trials and no value scores; take it out"
        for axis in varied if axis.key.partition(".")[0] in READ_BY_NO_CELL
    ])  # fmt: skip
    stated = scenario.model_dump(exclude={*OF_THE_SCENARIO, "sweep"})
    cells, faults = [], dict[str, list[str]]()
    placed = [[_placed(choice, scenario.folder) for choice in axis.choices] for axis in varied]
    for number, chosen in enumerate(itertools.product(*placed), start=1):
        choices = [one.choice for one in chosen]
        name = cell_name(varied, choices)
        found = _cell_scenario(scenario, stated, chosen)
        if isinstance(found, Scenario):
            cells.append(Cell(number, name, tuple(choice.label for choice in choices), found))
            continue
        for fault in found:
            faults.setdefault(fault, []).append(name)
    if faults:
        total = cells_in(varied)
        raise ScenarioError(f"scenario {scenario.name}", [_told(fault, at, total) for fault, at in faults.items()])
    return Grid(scenario, varied, tuple(cells))


def cell_name(varied: Sequence[Axis], choices: Sequence[Choice]) -> str:
    """What varies, in words; settings are called by the last part of their key where that tells them apart."""
    short = short_keys(varied)
    words = (
        choice.label if axis.key == CASE else f"{name} {choice.label}"
        for axis, name, choice in zip(varied, short, choices, strict=True)
    )
    return ", ".join(words)


def short_keys(varied: Sequence[Axis]) -> tuple[str, ...]:
    """Name of each axis: the last part of its key where no other ends alike, else the whole key."""
    last = [axis.key.rpartition(".")[2] for axis in varied]
    return tuple(axis.key if last.count(name) > 1 else name for axis, name in zip(varied, last, strict=True))


@dataclass(frozen=True)
class _Placed:
    """A choice with the files it names where they are."""

    choice: Choice
    stated: Mapping[str, Any]
    absent_files: tuple[str, ...]


def _placed(choice: Choice, folder: Path) -> _Placed:
    """Files of a sweep stand relative to the scenario that is run."""
    stated = paths.replaced(
        choice.stated, Settings, lambda _, value: str(folder / value) if isinstance(value, str) else value
    )
    named = {key: Path(path) for key, path in paths.found(stated, Settings).items()}
    absent_files = (f"sweep.{absent(key, path)}" for key, path in named.items() if not path.exists())
    return _Placed(choice, stated, tuple(absent_files))


def _cell_scenario(scenario: Scenario, stated: Mapping[str, Any], placed: Sequence[_Placed]) -> Scenario | list[str]:
    """The scenario of one cell, or what is wrong with it."""
    merged = dict(stated)
    for one in placed:
        merged = _overlaid(merged, one.stated)
    absent_files = [fault for one in placed for fault in one.absent_files]
    try:
        settings = Settings.model_validate(merged)
    except ValidationError as err:
        return [*(f"sweep.{words}" for _, words in sentences(err, Settings)), *absent_files]
    if absent_files:
        return absent_files
    changed = {name: getattr(settings, name) for name in Settings.model_fields if name != "sweep"}
    # A section that does not vary is the scenario's own, once for all cells: thousands of copies would fill the memory.
    kept = {name: section for name, section in changed.items() if section != getattr(scenario, name)}
    return scenario.model_copy(update={**kept, "sweep": None})


def _overlaid(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in over.items():
        below = merged.get(key)
        both = isinstance(below, Mapping) and isinstance(value, Mapping)
        merged[key] = _overlaid(below, value) if both else value  # type: ignore[arg-type]
    return merged


def _told(fault: str, at: Sequence[str], total: int) -> str:
    """A fault of every cell is one of a key; any other names the first cell it is in."""
    if len(at) == total:
        return fault
    more = f" and {wording.counted(len(at) - 1, 'other')}" if len(at) > 1 else ""
    return f"{fault} (cell {at[0]}{more})"

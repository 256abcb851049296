"""What a `[sweep]` varies: settings nested as in a scenario, each with the values it takes, and named cases."""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

CASE = "case"
"""Heading of named cases: `[[sweep.case]]`, each with a name and settings as a scenario states them."""
NAME = "name"
NAME_CHARACTERS = 60
"""Longest name of a case; a longer one fits in no heading."""
PLAIN_KEY = re.compile(r"[a-z0-9_-]+")
"""Settings, and ids of the officer's, are made of these."""


@dataclass(frozen=True)
class Choice:
    """One value of what is varied, or one named case."""

    label: str
    """The value as the register writes it, lists with `+` between; or the name of the case."""
    stated: Mapping[str, Any]
    """What the cell states otherwise, nested as in a scenario."""


@dataclass(frozen=True)
class Axis:
    """One setting that is varied, or the named cases together."""

    key: str
    """Dotted key of the setting, or `case`."""
    choices: tuple[Choice, ...]


def axes_of(sweep: Mapping[str, Any]) -> tuple[Axis, ...]:
    """What is varied, in the order stated. `structure_faults` of the sweep must be none."""
    return tuple(
        _cases(value) if key == (CASE,) else Axis(".".join(key), tuple(Choice(label(v), nested(key, v)) for v in value))
        for key, value in _leaves(sweep)
    )


def cells_in(axes: Sequence[Axis]) -> int:
    """How many cells the product of all values has. No cell is made for it."""
    return math.prod(len(axis.choices) for axis in axes)


def structure_faults(sweep: Mapping[str, Any]) -> list[str]:
    """What is no list of values, or no case, without a look at the values themselves; each with its place."""
    leaves = list(_leaves(sweep))
    if not leaves:
        return ["varies nothing; write the values of a setting as a list, such as seats.take_up_share = [0.0, 0.1]"]
    faults = [fault for key, value in leaves for fault in _faults_of(key, value)]
    varied = [".".join(key) for key, _ in leaves if key != (CASE,)]
    cases = [case for key, value in leaves if key == (CASE,) for case in _tables(value)]
    of_cases = {setting for case in cases for setting in _settings_of(case)}
    twice = [key for key in varied if any(_within(key, other) or _within(other, key) for other in of_cases)]
    return [*faults, *(f"{key}: is varied and stands in a case as well; keep one" for key in twice)]


def nested(key: Sequence[str], value: object) -> dict[str, Any]:
    """A value under its key: `("seats", "take_up_share")` and 0.1 give `{"seats": {"take_up_share": 0.1}}`."""
    return {key[0]: value if len(key) == 1 else nested(key[1:], value)}


def label(value: object) -> str:
    """A value in a few characters, for names of cells and for tables."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return f"{value:.12g}"
    if isinstance(value, list | tuple):
        return "+".join(label(part) for part in value) or "none"
    if isinstance(value, Mapping):
        return " ".join(f"{name}={label(part)}" for name, part in value.items())
    return str(value)


def _leaves(sweep: Mapping[str, Any], above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Everything that is no section, with its key, in the order stated."""
    for name, value in sweep.items():
        if isinstance(value, Mapping):
            yield from _leaves(value, (*above, name))
        else:
            yield (*above, name), value


def _faults_of(key: tuple[str, ...], value: object) -> list[str]:
    if key == (CASE,):
        return _faults_of_cases(value)
    where = ".".join(key)
    if not all(PLAIN_KEY.fullmatch(part) for part in key):
        return [f"{where}: not a known setting"]
    if not isinstance(value, list | tuple):
        return [f"{where}: found {label(value)}; write the values it takes as a list, such as [{label(value)}]"]
    if not value:
        return [f"{where}: is an empty list; write the values it takes, or take the line out"]
    labels = [label(part) for part in value]
    return [f"{where}: the value {twice} stands twice; keep one" for twice in _repeated(labels)]


def _faults_of_cases(value: object) -> list[str]:
    if not _tables(value):
        return [f"{CASE}: write each case as [[sweep.case]] with a name and the settings that it changes"]
    faults, names = [], [case.get(NAME) for case in _tables(value)]
    for place, name in enumerate(names, start=1):
        if not isinstance(name, str) or not name.strip() or len(name) > NAME_CHARACTERS or not name.isprintable():
            faults.append(f"case (entry {place}): needs a name of 1 to {NAME_CHARACTERS} characters on one line")
    known = [name for name in names if isinstance(name, str)]
    keys = dict.fromkeys(key for case in _tables(value) for key, _ in _leaves(case))
    faults += [f"case: {'.'.join(key)} is not a known setting" for key in keys
               if not all(PLAIN_KEY.fullmatch(part) for part in key)]  # fmt: skip
    return [*faults, *(f'case: two cases are called "{twice}"; give each its own name'
                       for twice in _repeated(known))]  # fmt: skip


def _tables(value: object) -> list[Mapping[str, Any]]:
    """The cases, where they are a list of tables; else none."""
    if isinstance(value, list | tuple) and value and all(isinstance(case, Mapping) for case in value):
        return list(value)
    return []


def _cases(value: Sequence[Mapping[str, Any]]) -> Axis:
    choices = (Choice(case[NAME], {key: part for key, part in case.items() if key != NAME}) for case in value)
    return Axis(CASE, tuple(choices))


def _settings_of(case: Mapping[str, Any]) -> list[str]:
    return [".".join(key) for key, _ in _leaves({name: part for name, part in case.items() if name != NAME})]


def _within(key: str, other: str) -> bool:
    return key == other or key.startswith(f"{other}.")


def _repeated(words: Sequence[str]) -> list[str]:
    return sorted({word for word in words if words.count(word) > 1})

"""What differs between two studies, input by input, and the study that lies between them."""

import copy
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from feasibility.compare.studies import NO_TOTAL_RESTS_ON, Study
from feasibility.scenario import Scenario, paths
from feasibility.scenario.model import Settings, setting_text

Key = tuple[str, ...]
FILES = "files."
CHANGES_NO_TOTAL = (
    "study.title", "study.subtitle", "study.as_at", "authority.*.name", "value*", "robustness*", "sweep*",
    "publication.*", "funding.*", "channel_shift.*", "seats.take_up_shares_shown",
    *(f"{FILES}{role}" for role in NO_TOTAL_RESTS_ON),
)  # fmt: skip
"""Settings and files that no total rests on: words, what is drawn, shown or kept apart, and evidence. That the two
ends come out as published, to the penny, is checked each time."""
KEEPS_JOURNEYS = (
    "authority.*.contacts_per_year", "authority.*.population", "authority.*.travel_policy", "seats.*", "space.*",
    "ways.*", "costs.*", "people.*", "partners.*", "options.*", "rules.*", "solver.*",
)  # fmt: skip
"""Settings that journeys do not rest on."""
OF_JOURNEYS = ("costs.working_weeks_per_year",)
"""Settings among those that journeys do rest on: a year's minutes count its weeks."""
HELD_AGAINST_FILES = ("authority.*.travel_policy", "costs.rates.year", "partners.*")
"""Settings that are good or bad by what the files hold: where a file changes as well, the files are read again."""
MISSING = object()


@dataclass(frozen=True)
class Changed:
    """One input that is not the same in both studies, and that a total may rest on."""

    key: str
    """Dotted, such as `costs.discount_rate_share` or `files.sites`."""
    path: Key
    first: str
    """What the first study uses, in words; blank where it states nothing."""
    other: str

    @property
    def of_journeys(self) -> bool:
        """Whether journeys have to be measured again."""
        return _rests_on_files_or_journeys(self.key, ())

    @property
    def private(self) -> bool:
        """Whether it is a file about people."""
        return self.key == "files.staff" or f"{self.key}.".startswith("travel.matrix.")


def between(first: Study, other: Study) -> tuple[Changed, ...]:
    """The inputs that differ, in the order of the file; a file differs where its content does."""
    one, two = _canonical(first), _canonical(other)
    return tuple(
        Changed(".".join(path), path, _words(first, path), _words(other, path))
        for path in _differing(one, two, ())
        if not _any(".".join(path), CHANGES_NO_TOTAL)
    )


def with_changed(first: Study, other: Study, chosen: Collection[Changed]) -> Scenario:
    """The first study with the chosen inputs of the other. Raises `pydantic.ValidationError` where they clash."""
    stated = copy.deepcopy(first.scenario.model_dump())
    theirs = other.scenario.model_dump()
    for each in chosen:
        _set(stated, each.path, _at(theirs, each.path))
    return Scenario.model_validate(stated)


def identity(first: Study, other: Study, chosen: Collection[Changed], *, journeys: bool) -> str:
    """The same text for the same settings and files; of those alone that journeys rest on where asked."""
    stated, theirs = _canonical(first), _canonical(other)
    for each in chosen:
        _set(stated, each.path, _at(theirs, each.path))
    leaves = sorted((".".join(path), repr(value)) for path, value in _leaves(stated, ()))
    if not journeys:
        return repr(leaves)
    held = HELD_AGAINST_FILES if any(each.key.startswith(FILES) for each in between(first, other)) else ()
    return repr([(key, value) for key, value in leaves if _rests_on_files_or_journeys(key, held)])


def _rests_on_files_or_journeys(key: str, held: Sequence[str]) -> bool:
    return key in OF_JOURNEYS or not _any(key, KEEPS_JOURNEYS) or _any(key, held)


def _any(key: str, patterns: Sequence[str]) -> bool:
    return any(fnmatchcase(key, pattern) for pattern in patterns)


def _canonical(study: Study) -> dict[str, Any]:
    """The settings with the checksum of every file in place of its path."""
    stated = study.scenario.model_dump(exclude={"name", "folder"})
    return paths.replaced(
        stated, Settings, lambda key, value: study.checksums.get(key.removeprefix(FILES), "") if value else None
    )


def _differing(one: Mapping[str, Any], two: Mapping[str, Any], above: Key) -> Iterator[Key]:
    for name in dict.fromkeys((*one, *two)):
        mine, theirs = one.get(name, MISSING), two.get(name, MISSING)
        if isinstance(mine, Mapping) and isinstance(theirs, Mapping):
            yield from _differing(mine, theirs, (*above, name))
        elif mine is MISSING or theirs is MISSING or mine != theirs:
            yield (*above, name)


def _leaves(value: Mapping[str, Any], above: Key) -> Iterator[tuple[Key, object]]:
    for name, inner in value.items():
        if isinstance(inner, Mapping) and inner:
            yield from _leaves(inner, (*above, name))
        else:
            yield (*above, name), inner


def _at(value: Any, path: Key) -> Any:  # noqa: ANN401 - whatever a setting holds
    for name in path:
        if not isinstance(value, Mapping) or name not in value:
            return MISSING
        value = value[name]
    return value


def _set(stated: dict[str, Any], path: Key, value: object) -> None:
    for name in path[:-1]:
        stated = stated[name]
    if value is MISSING:
        stated.pop(path[-1], None)
    else:
        stated[path[-1]] = copy.deepcopy(value)


def _words(study: Study, path: Key) -> str:
    """A value as the register writes it; the name of a file, but of a private one; no more than that of a section."""
    value, key = _at(study.scenario.model_dump(), path), ".".join(path)
    if value is MISSING or value is None:
        return ""
    role = key.removeprefix(FILES)
    if role in study.run.inputs:
        return str(study.run.inputs[role].get("file", "a private file"))
    if isinstance(value, Mapping):
        return "stated"
    if any(each.startswith(f"{role}.") for each in study.run.inputs):  # a list of files
        return " ".join(str(v["file"]) for k, v in study.run.inputs.items() if k.startswith(f"{role}.") and "file" in v)
    return setting_text(value)

"""Which settings are paths of files, wherever they stand, and where those files are."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, get_args, get_origin

from pydantic import BaseModel

Key = tuple[str, ...]
"""Where a setting stands: `("travel", "matrix", "tracc", "file")`."""
ANY_ID = "*"
"""In a key, an id that the officer chooses."""


def keys(model: type[BaseModel]) -> Iterator[Key]:
    """Key of every setting of `model` that names a file or a list of files."""
    for name, field in model.model_fields.items():
        inner = section_in(field.annotation)
        if inner is not None:
            by_id = (ANY_ID,) if is_by_id(field.annotation) else ()
            yield from ((name, *by_id, *rest) for rest in keys(inner))
        elif _holds(field.annotation, Path):
            yield (name,)


def is_by_id(annotation: object) -> bool:
    """Whether a setting is a group of sections, each under an id of the officer's."""
    return get_origin(annotation) is dict or any(is_by_id(inner) for inner in get_args(annotation))


def section_in(annotation: object) -> type[BaseModel] | None:
    """The section that an annotation holds, if any."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for inner in get_args(annotation) if (found := section_in(inner)) is not None), None)


def _holds(annotation: object, kind: type) -> bool:
    return annotation is kind or any(_holds(inner, kind) for inner in get_args(annotation))


def found(stated: Mapping[str, Any], model: type[BaseModel]) -> dict[str, str | Path]:
    """Every path in nested settings by its dotted key, such as `files.sites`; those of a list are numbered from 1."""
    seen: dict[str, str | Path] = {}

    def noted(key: str, value: object) -> object:
        if isinstance(value, str | Path):
            seen[key] = value
        return value

    replaced(stated, model, noted)
    return seen


def replaced(
    stated: Mapping[str, Any], model: type[BaseModel], change: Callable[[str, object], object]
) -> dict[str, Any]:
    """The nested settings with `change(dotted key, value)` in place of whatever stands where a path should."""
    whole: object = stated
    for key in keys(model):
        whole = _changed(whole, key, "", change)
    return whole if isinstance(whole, dict) else dict(stated)


def _changed(value: object, key: Key, above: str, change: Callable[[str, object], object]) -> object:
    if not key and isinstance(value, list | tuple):
        return [change(f"{above}.{number}", part) for number, part in enumerate(value, start=1)]
    if not key:
        return change(above, value)
    if not isinstance(value, Mapping):
        return value
    names = list(value) if key[0] == ANY_ID else [key[0]]
    return dict(value) | {
        name: _changed(value[name], key[1:], f"{above}.{name}".lstrip("."), change) for name in names if name in value
    }

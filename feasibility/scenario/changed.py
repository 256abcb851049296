"""Settings with one figure changed, to ask the same question again."""

from typing import TypeVar

from pydantic import BaseModel

Model = TypeVar("Model", bound=BaseModel)


def changed(settings: Model, key: str, text: str) -> Model:
    """The settings with the dotted `key` set to what `text` says, checked as if the scenario file had said it.

    Raises `pydantic.ValidationError` where the value breaks a bound, and `KeyError` where there is no such setting.
    """
    name, _, rest = key.partition(".")
    if name not in type(settings).model_fields:
        raise KeyError(key)
    inner = getattr(settings, name)
    if not rest:
        # The figure is checked in its section; the section above it is only put together again.
        stated = {field: getattr(settings, field) for field in type(settings).model_fields} | {name: text}
        return type(settings).model_validate(stated, strict=False)
    if isinstance(inner, BaseModel):
        return settings.model_copy(update={name: changed(inner, rest, text)})
    owner, _, below = rest.partition(".")
    if not isinstance(inner, dict) or owner not in inner:
        raise KeyError(key)
    return settings.model_copy(update={name: {**inner, owner: changed(inner[owner], below, text)}})

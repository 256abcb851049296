"""What is wrong with a scenario, in an officer's words: which key, what was found, what to write instead."""

import difflib
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

WANTED = {
    "int_type": "write a whole number",
    "int_from_float": "write a whole number",
    "float_type": "write a number without quotes or unit",
    "bool_type": "write true or false",
    "string_type": "write text in quotes",
    "dict_type": "write a section such as [section]",
    "model_type": "write a section such as [section]",
    "tuple_type": "write a list such as [0.5, 0.5]",
    "path_type": "write a file path in quotes",
    "finite_number": "write a number that is not infinite",
}
BOUNDS = {
    "greater_than": ("gt", "must be above {}"),
    "greater_than_equal": ("ge", "must be {} or more"),
    "less_than": ("lt", "must be below {}"),
    "less_than_equal": ("le", "must be {} or less"),
}


def sentences(err: ValidationError, root: type[BaseModel]) -> list[str]:
    """One line a fault, in the order of the scenario's keys."""
    return [_sentence(fault, root) for fault in err.errors(include_url=False)]


def _sentence(fault: Any, root: type[BaseModel]) -> str:
    where = [str(part) for part in fault["loc"] if part != "[key]"]
    key = ".".join(where) or "scenario"
    kind, context, found = fault["type"], fault.get("ctx", {}), fault["input"]
    if kind == "extra_forbidden":
        return f"{key}: not a known setting{_nearest(where, root)}"
    if kind == "missing":
        return f"{key}: is missing; {_help(where, root)}"
    if kind in BOUNDS:
        bound, words = BOUNDS[kind]
        return f"{key}: found {found!r}; {words.format(f'{context[bound]:g}')}"
    if kind == "value_error":
        return f"{key}: {context['error']}"
    if kind == "literal_error":
        return f"{key}: found {_shown(found)}; must be one of {context['expected']}"
    if kind == "string_pattern_mismatch":
        return f"{key}: found {_shown(found)}; use small letters, digits and hyphens"
    if kind in WANTED:
        return f"{key}: found {_shown(found)}; {WANTED[kind]}"
    return f"{key}: found {_shown(found)}; {str(fault['msg']).removeprefix('Input should ')}"


def _shown(found: object) -> str:
    if isinstance(found, str):
        return f'the text "{found}"'
    if isinstance(found, bool):
        return "true" if found else "false"
    if isinstance(found, dict):
        return "a section"
    return repr(found)


def _model_at(where: list[str], root: type[BaseModel]) -> type[BaseModel] | None:
    model: type[BaseModel] | None = root
    for part in where:
        if model is None:
            return None
        field = model.model_fields.get(part)
        model = _model_in(field.annotation) if field else (model if model is not root else None)
    return model


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for inner in get_args(annotation):
        found = _model_in(inner)
        if found is not None:
            return found
    return None


def _nearest(where: list[str], root: type[BaseModel]) -> str:
    model = _model_at(where[:-1], root)
    known = list(model.model_fields) if model else []
    near = difflib.get_close_matches(where[-1], known, n=1, cutoff=0.5)
    if near:
        return f" (did you mean {near[0]}?)"
    elsewhere = _section_with(where[-1], root)
    if elsewhere:
        return f" here; it belongs in [{elsewhere}]"
    return f"; known here: {', '.join(known)}" if known else ""


def _section_with(key: str, root: type[BaseModel]) -> str | None:
    for name, field in root.model_fields.items():
        model = _model_in(field.annotation)
        if model is not None and key in model.model_fields:
            return name
    return None


def _help(where: list[str], root: type[BaseModel]) -> str:
    model = _model_at(where[:-1], root)
    field = model.model_fields.get(where[-1]) if model else None
    text = (field.description if field else "") or "write it"
    return text[0].lower() + text[1:]

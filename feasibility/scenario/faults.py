"""What is wrong with a scenario, in an officer's words: which key, what was found, what to write instead."""

import datetime
import difflib
from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from feasibility.scenario.paths import is_by_id, section_in

Key = tuple[str, ...]
"""Where a setting stands: `("boundary", "corridor_km")`."""

WANTED = {
    "int_type": "write a whole number, without quotes or unit",
    "int_from_float": "write a whole number",
    "float_type": "write a number, without quotes or unit",
    "bool_type": "write true or false, without quotes",
    "string_type": "write text in quotes",
    "dict_type": "write a section",
    "model_type": "write a section",
    "tuple_type": "write a list such as [0.5, 0.5]",
    "path_type": "write a file path in quotes",
    "finite_number": "write a number that is neither infinite nor nan",
}
BOUNDS = {
    "greater_than": ("gt", "must be above {}"),
    "greater_than_equal": ("ge", "must be {} or more"),
    "less_than": ("lt", "must be below {}"),
    "less_than_equal": ("le", "must be {} or less"),
}
LENGTHS = {
    ("string_too_short", 1): "is empty; write some text",
    ("string_too_short", 2): "is too short; write {min_length} characters or more",
    ("string_too_long", 2): "is too long; write {max_length} characters or fewer",
    ("too_short", 2): "has too few entries; give {min_length} or more",
    ("too_long", 2): "has too many entries; give {max_length} or fewer",
}
UNITS = {
    "_km": "kilometres",
    "_metres": "metres",
    "_minutes": "minutes",
    "_seconds": "seconds",
    "_years": "years",
    "_share": "a share, so 5 % is 0.05",
    "_shares": "shares, so 5 % is 0.05",
    "_m2": "square metres",
    "_gbp": "pounds",
    "_degrees": "degrees",
    "_weeks": "weeks",
    "_months": "months",
    "_hours": "hours",
}
"""Unit at the end of a setting's name, once `_max`, `_min` and what follows `_per_` are taken off."""
KINDS = {
    dict: "a section",
    list: "a list",
    datetime.date: "a date",
    datetime.datetime: "a date",
    datetime.time: "a time",
}
SHOWN_CHARACTERS = 40


def sentences(err: ValidationError, root: type[BaseModel]) -> list[tuple[Key, str]]:
    """Each fault as the key it stands at and one line, in the order of the scenario's keys."""
    return [_sentence(fault, root) for fault in _first_hand(err.errors(include_url=False))]


def _first_hand(faults: list[ErrorDetails]) -> list[ErrorDetails]:
    """The faults without lists that are told to be too short only because an entry of theirs is at fault itself."""
    places = [(fault["loc"], place) for fault in faults for place in range(len(fault["loc"]))]
    within = {where[:place] for where, place in places if isinstance(where[place], int)}
    return [fault for fault in faults if not (fault["type"] == "too_short" and fault["loc"] in within)]


def _sentence(fault: ErrorDetails, root: type[BaseModel]) -> tuple[Key, str]:
    where = tuple(part for part in fault["loc"] if isinstance(part, str) and part != "[key]")
    entry = "".join(f" (entry {part + 1})" for part in fault["loc"] if isinstance(part, int))
    return (
        where,
        f"{'.'.join(where) or 'scenario'}{entry}: {_about_key(fault, where, root) or _about_value(fault, where)}",
    )


def _about_key(fault: ErrorDetails, where: Key, root: type[BaseModel]) -> str:
    """Words for a key that should not stand there, or should; blank where the value is at fault."""
    if fault["type"] == "missing":
        return f"is missing; {_missing(where, root)}"
    if fault["type"] == "extra_forbidden":
        return f"not a known {'section' if isinstance(fault['input'], dict) else 'setting'}{_nearest(where, root)}"
    return ""


def _about_value(fault: ErrorDetails, where: Key) -> str:
    kind, context, found = fault["type"], fault.get("ctx", {}), fault["input"]
    if kind == "value_error":
        return str(context["error"])
    words = str(fault["msg"]).removeprefix("Input ")
    if kind in BOUNDS:
        bound, must = BOUNDS[kind]
        words = must.format(f"{context[bound]:g}") + _unit(where[-1])
    elif kind == "literal_error":
        words = f"must be one of {context['expected']}"
    elif kind == "string_pattern_mismatch":
        words = f"use small letters, digits and hyphens, such as {_tidied(found)}"
    elif kind in WANTED:
        section = f" such as [{'.'.join(where)}]" if kind in ("dict_type", "model_type") else ""
        words = f"{WANTED[kind]}{section}{_unit(where[-1]) if kind == 'float_type' else ''}"
    return _of_length(kind, context) or f"found {_shown(found)}; {words}"


def _of_length(kind: str, context: dict[str, Any]) -> str:
    words = (context.get("actual_length") == 0 and LENGTHS.get((kind, 1))) or LENGTHS.get((kind, 2)) or ""
    return words.format(**context)


def _shown(found: object) -> str:
    words = {True: "true", False: "false"}.get(found) if isinstance(found, bool) else KINDS.get(type(found))
    if words is not None:
        return words
    if isinstance(found, int) and abs(found) >= 10**SHOWN_CHARACTERS:
        return f"a whole number of more than {SHOWN_CHARACTERS} digits"
    text = str(found)
    short = text if len(text) <= SHOWN_CHARACTERS else f"{text[:SHOWN_CHARACTERS]}..."
    return f'the text "{short}"' if isinstance(found, str) else short


def _tidied(found: object) -> str:
    """The nearest id the rule allows."""
    kept = "".join(c if c.isascii() and c.isalnum() else "-" for c in str(found).lower())
    return "-".join(part for part in kept.split("-") if part) or "sidcup-station"


def _unit(name: str) -> str:
    amount, _, per = name.removesuffix("_max").removesuffix("_min").partition("_per_")
    unit = next((words for end, words in UNITS.items() if amount.endswith(end)), "")
    if not unit or (per and "share" in unit):
        return ""
    return f" ({unit}{' per ' if per else ''}{per.replace('_', ' ')})"


def _model_at(where: Sequence[str], root: type[BaseModel]) -> type[BaseModel] | None:
    model: type[BaseModel] | None = root
    parts = iter(where)
    for part in parts:
        field = model.model_fields.get(part) if model else None
        if field is None:
            return None
        model = section_in(field.annotation)
        if is_by_id(field.annotation):
            next(parts, None)  # the officer's own id
    return model


def _nearest(where: Key, root: type[BaseModel]) -> str:
    key, model = where[-1], _model_at(where[:-1], root)
    exactly = _sections_with(key, root)
    if exactly:
        return f" here; it belongs in {exactly}"
    known = list(model.model_fields) if model else []
    near = difflib.get_close_matches(key, known, n=1, cutoff=0.6)
    if near:
        return f" (did you mean {near[0]}?)"
    everywhere = {name for section in _sections(root).values() for name in section.model_fields}
    far = difflib.get_close_matches(key, sorted(everywhere), n=1, cutoff=0.75)
    if far:
        return f" (did you mean {far[0]} in {_sections_with(far[0], root)}?)"
    return f"; known here: {', '.join(known)}" if known else ""


def _sections(root: type[BaseModel], above: str = "") -> dict[str, type[BaseModel]]:
    """Heading of each section to its model; a heading with a part the officer chooses shows it as <id>."""
    sections: dict[str, type[BaseModel]] = {}
    for name, field in root.model_fields.items():
        model = section_in(field.annotation)
        if model is not None:
            heading = f"{above}{name}.<id>" if is_by_id(field.annotation) else f"{above}{name}"
            sections |= {heading: model} | _sections(model, f"{heading}.")
    return sections


def _sections_with(key: str, root: type[BaseModel]) -> str:
    return " or ".join(f"[{heading}]" for heading, model in _sections(root).items() if key in model.model_fields)


def _missing(where: Key, root: type[BaseModel]) -> str:
    model = _model_at(where[:-1], root)
    field = model.model_fields.get(where[-1]) if model else None
    if field is None:
        return "write it"
    heading = next((h for h in _sections(root) if h.split(".")[0] == where[-1]), "") if len(where) == 1 else ""
    means = field.description or ""
    return f"add the section [{heading}]: {means}" if heading else f"add {where[-1]} = ... ({means.rstrip('.')})"

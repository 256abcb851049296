"""A document made ready to be laid out: numbered, its text clean, with what every form says at head and foot."""

from dataclasses import fields, is_dataclass, replace
from typing import Any

from feasibility.publication.release import Heading
from feasibility.publication.report.blocks import Document, numbered
from feasibility.publication.report.plain import plain

DRAFT = ("Draft", "Not every key figure behind the answer has been validated. Not for decision.")
VALIDATED = ("Validated", "Every key figure behind the answer has been validated.")
WARNING = "Warning:"
"""Stands before a paragraph that is one, in every form: a box or a colour alone would not be heard."""


def prepared(document: Document) -> Document:
    """The document numbered, without characters that a file cannot hold or that would turn the text about."""
    clean: Document = _clean(document)
    return numbered(clean)


def status(heading: Heading) -> tuple[str, str]:
    """How far the figures may be used: a word, and a sentence."""
    return DRAFT if heading.draft else VALIDATED


def sheet_foot(heading: Heading) -> str:
    """What stands below every printed sheet of a page: of what study and run it is, and that it is a draft."""
    return f"{heading.title} · run {heading.run_id}" + (f" · {status(heading)[0]}" if heading.draft else "")


def facts(heading: Heading) -> tuple[tuple[str, str], ...]:
    """What stands below the title: (name, fact)."""
    return ("As at", heading.as_at), ("Money in", heading.price_base), ("Run", heading.run_id)


def _clean(value: Any) -> Any:  # noqa: ANN401 - whatever a document holds
    """A value of the document with every text in it made plain, whatever holds it."""
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, tuple):
        return tuple(map(_clean, value))
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: _clean(getattr(value, field.name)) for field in fields(value)})
    return value

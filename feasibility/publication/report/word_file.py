"""Word files at the border: opened, checked, and written without dates or people."""

import io
import zipfile
from datetime import datetime
from pathlib import Path

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from feasibility.errors import InputError
from feasibility.inputs.word_template import faults
from feasibility.publication.report.blocks import Document

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first date a zip file can hold: no file says when it was made, so that equal runs give equal files."""
_ABOUT_PEOPLE = frozenset(
    [
        "thumbnail",
        "comments",
        "commentsExtended",
        "commentsIds",
        "commentsExtensible",
        "people",
        "customXml",
        "custom-properties",
        "attachedTemplate",
    ]
)
"""Kinds of parts that may tell who wrote a template, and where it lay, and that the report has no use for."""


def opened(template: Path | None) -> WordDocument:
    """A document to write into: Word's plain one, or the officer's template."""
    if template is None:
        return docx.Document()
    found = faults(template)
    if found:
        raise InputError(str(template.name), found)
    return docx.Document(str(template))


def written(word: WordDocument, document: Document) -> bytes:
    """The file. It names no person and no date."""
    _forget(word)
    about = word.core_properties
    about.title, about.subject = document.heading.title, document.heading.subtitle
    about.author = about.last_modified_by = about.comments = about.keywords = about.category = ""
    about.created = about.modified = about.last_printed = datetime(*EPOCH)
    about.language, about.revision = "en-GB", 1
    file = io.BytesIO()
    word.save(file)
    return _dateless(file.getvalue())


def _forget(word: WordDocument) -> None:
    settings = word.settings.element
    for attached in settings.findall(qn("w:attachedTemplate")):
        settings.remove(attached)
    holders = (word.part.package, word.part, word.part.part_related_by(RELATIONSHIP_TYPE.SETTINGS))
    for holder in holders:
        for key, related in list(holder.rels.items()):
            if related.reltype.rsplit("/", 1)[-1] in _ABOUT_PEOPLE:
                del holder.rels[key]


def _dateless(file: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file)) as old, zipfile.ZipFile(made, "w") as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name), compresslevel=9)
    return made.getvalue()

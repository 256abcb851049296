"""A document as tagged PDF (PDF/UA-1): Typst lays it out, with the package's own font and no other."""

import json
from pathlib import Path
from typing import Any

import typst

from feasibility.publication.report.blocks import (
    Block,
    Bullets,
    Document,
    Figure,
    Paragraph,
    Part,
    Subheading,
    Table,
    Terms,
)
from feasibility.publication.report.layout import (
    MARGIN_MM,
    PADDING_MM,
    UPRIGHT_MM,
    laid,
    picture_width_mm,
    stretches,
)
from feasibility.publication.report.lettering import FAMILY, drawable, fonts, lettered
from feasibility.publication.report.prepared import WARNING, facts, prepared, status
from feasibility.publication.report.references import anchors, pieces
from feasibility.publication.report.templates import ASSETS

EM_PER_CHARACTER = 0.5
"""Mean width of a character of Source Sans 3 over the size of its letters: a figure is 0.497 em wide."""

Said = Any
"""What Typst reads: text, figures, and lists and tables of them."""


def save(document: Document, path: Path) -> None:
    """Write the document as PDF/UA-1: headings, tables with headings, descriptions of pictures, language and title.

    The same document gives the same bytes on every machine. A character without a shape in the font is written out by
    its name.
    """
    path.write_bytes(
        typst.compile(
            (ASSETS / "report.typ").read_bytes(),
            format="pdf",
            pdf_standards=["ua-1"],
            sys_inputs={"document": drawable(json.dumps(_said(prepared(document)), ensure_ascii=False))},
            font_paths=fonts(),
        )
    )


def _said(document: Document) -> Said:
    heading, known = document.heading, anchors(document)
    pictures: list[str] = []
    parts = [_part(part, known, pictures) for part in document.parts]
    return {
        "family": FAMILY,
        "margin_mm": MARGIN_MM,
        "prose_mm": UPRIGHT_MM,
        "title": heading.title,
        "subtitle": heading.subtitle,
        "kind": document.kind,
        "marking": document.marking,
        "draft": heading.draft,
        "status": status(heading),
        "warning": WARNING,
        "facts": [fact for fact in facts(heading) if fact[1]],
        "foot": " · ".join([heading.title, f"run {heading.run_id}", *([status(heading)[0]] if heading.draft else [])]),
        "closing": [heading.firmness, *heading.licence_lines],
        "parts": parts,
        "pictures": pictures,
    }


def _part(part: Part, known: frozenset[str], pictures: list[str]) -> Said:
    return {
        "key": part.key,
        "heading": part.heading,
        "stretches": [
            {
                "across": stretch.across,
                "blocks": [_block(block, known, pictures, across=stretch.across) for block in stretch.blocks],
            }
            for stretch in stretches(part)
        ],
    }


def _block(block: Block, known: frozenset[str], pictures: list[str], *, across: bool) -> Said:
    said: Said = {"is": "new page"}
    match block:
        case Paragraph():
            said = {"is": "paragraph", "kind": block.kind, "words": _words(block.text, known)}
        case Subheading():
            said = {"is": "subheading", "level": block.level, "text": block.text}
        case Bullets():
            said = {"is": "bullets", "numbered": block.numbered, "items": [_words(i, known) for i in block.items]}
        case Terms():
            said = {"is": "terms", "rows": [(name, _words(words, known)) for name, words in block.rows]}
        case Table():
            said = _table(block, known, across=across)
        case Figure():
            said = _figure(block, known, pictures, across=across)
    return said


def _table(block: Table, known: frozenset[str], *, across: bool) -> Said:
    view = block.view
    lies = laid(view, across=across, em_per_character=EM_PER_CHARACTER)
    return {
        "is": "table",
        "number": view.number,
        "caption": view.caption,
        "points": lies.points,
        "widths": lies.widths_mm,
        "together": lies.together,
        "padding": PADDING_MM,
        "row_heading": view.row_heading,
        "over": [{"text": head.text, "span": head.span} for head in view.over],
        "columns": [{"text": head.text, "figures": head.figures} for head in view.columns],
        "groups": [
            {"title": group.title, "note": group.note, "totals": group.totals, "rows": group.rows}
            for group in view.groups
        ],
        "note": _words(view.note, known),
    }


def _figure(block: Figure, known: frozenset[str], pictures: list[str], *, across: bool) -> Said:
    pictures.append(lettered(block.chart.svg))
    return {
        "is": "figure",
        "number": block.number,
        "title": block.chart.title,
        "alt": block.chart.description or block.chart.title,
        "picture": len(pictures) - 1,
        "width_mm": picture_width_mm(block.chart.svg, across=across),
        "note": _words(" ".join(filter(None, (block.note, block.chart.source))), known),
    }


def _words(text: str, known: frozenset[str]) -> list[tuple[str, str]]:
    return [(piece.text, piece.anchor) for piece in pieces(text, known)]

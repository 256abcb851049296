"""A document for Word: real styles, numbered captions, descriptions of pictures, header rows that repeat."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

from docx.document import Document as WordDocument

from feasibility.publication.report import word_lists, word_pictures, word_sheets, word_styles
from feasibility.publication.report import word_parts as parts
from feasibility.publication.report.blocks import (
    Block,
    Bullets,
    Document,
    Figure,
    NewPage,
    Paragraph,
    Subheading,
    Table,
    Terms,
)
from feasibility.publication.report.layout import laid, picture_width_mm, stretches
from feasibility.publication.report.prepared import WARNING, facts, prepared, status
from feasibility.publication.report.raster import png
from feasibility.publication.report.references import anchors, pieces
from feasibility.publication.report.word_file import opened, written

EM_PER_CHARACTER = 0.56
"""Width of a figure of Arial over the size of its letters; most letters are narrower."""
STYLE_OF = {"plain": "Normal", "lead": "Report Lead", "note": "Report Note", "warning": "Report Warning"}


def save(document: Document, path: Path, template: Path | None = None) -> None:
    """Write the document as .docx; the same document and template give the same bytes.

    `template` is an officer's own document: its styles, paper, heads and feet are taken, its text is not. Raises
    InputError where it cannot be read; `template.faults` tells the same beforehand.
    """
    ready = prepared(document)
    word = opened(template)
    word_styles.add(word, own=template is None)
    paper = word_sheets.paper(word, ready, own=template is None)
    writing = _Writing(word, word_styles.ids(word), anchors(ready), paper, count(1))
    word_sheets.fill(word, paper, _sheets(ready, writing))
    path.write_bytes(written(word, ready))


@dataclass(frozen=True)
class _Writing:
    """What the parts of one document share."""

    word: WordDocument
    ids: parts.Ids
    known: frozenset[str]
    paper: word_sheets.Paper
    numbers: Iterator[int]
    """Of bookmarks and pictures: each is given once."""

    def pieces(self, text: str) -> str:
        return parts.words(pieces(text, self.known), self.ids)


def _sheets(document: Document, writing: _Writing) -> Iterator[word_sheets.Sheet]:
    """The text by how its pages lie."""
    yield word_sheets.Sheet(False, "".join(_front(document, writing)))
    for part in document.parts:
        for place, stretch in enumerate(stretches(part)):
            head = _heading(part.heading, 1, part.key, writing) if place == 0 else ""
            body = "".join(_block(block, writing, across=stretch.across) for block in stretch.blocks)
            yield word_sheets.Sheet(stretch.across, head + body, new_page=place == 0)
    closing = (document.heading.firmness, *document.heading.licence_lines)
    yield word_sheets.Sheet(
        False, "".join(parts.paragraph(writing.ids["Report Note"], parts.run(line)) for line in closing)
    )


def _front(document: Document, writing: _Writing) -> Iterator[str]:
    heading, ids = document.heading, writing.ids
    word, sentence = status(heading)
    yield parts.paragraph(ids["Report Status"], parts.run(f"{word} ", "<w:b/>") + parts.run(sentence))
    yield parts.paragraph(ids["Subtitle"], parts.run(document.kind))
    yield parts.paragraph(ids["Title"], parts.run(heading.title))
    if heading.subtitle:
        yield parts.paragraph(ids["Subtitle"], parts.run(heading.subtitle))
    told = (parts.run(f"{name}: ") + parts.run(fact, "<w:b/>") for name, fact in facts(heading) if fact)
    yield parts.paragraph(ids["Normal"], parts.run("    ").join(told))
    yield parts.paragraph(ids["TOC Heading"], parts.run("Contents"))
    yield parts.contents(tuple((1, part.heading, part.key) for part in document.parts), ids)


def _heading(text: str, level: int, anchor: str, writing: _Writing) -> str:
    inside = parts.bookmark(anchor, parts.run(text), next(writing.numbers)) if anchor else parts.run(text)
    return parts.paragraph(writing.ids[f"Heading {level}"], inside)


def _block(block: Block, writing: _Writing, *, across: bool) -> str:
    ids = writing.ids
    made = ""
    match block:
        case Paragraph():
            warned = parts.run(f"{WARNING} ", "<w:b/>") if block.kind == "warning" else ""
            made = parts.paragraph(ids[STYLE_OF[block.kind]], warned + writing.pieces(block.text))
        case Subheading():
            made = _heading(block.text, block.level - 1, "", writing)
        case Bullets():
            style = ids["List Number" if block.numbered else "List Bullet"]
            numbers = word_lists.properties(writing.word, numbered=block.numbered)
            made = "".join(parts.paragraph(style, writing.pieces(item), numbers) for item in block.items)
        case Terms():
            made = "".join(_term(name, words, writing) for name, words in block.rows)
        case Table():
            made = _table(block, writing, across=across)
        case Figure():
            made = _figure(block, writing, across=across)
        case NewPage():
            made = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
    return made


def _term(name: str, words: str, writing: _Writing) -> str:
    inside = parts.run(name, "<w:b/>") + "<w:r><w:tab/></w:r>" + writing.pieces(words)
    return parts.paragraph(writing.ids["Report Term"], inside)


def _table(block: Table, writing: _Writing, *, across: bool) -> str:
    view, ids = block.view, writing.ids
    lies = laid(view, across=across, em_per_character=EM_PER_CHARACTER)
    scale = writing.paper.scale(across=across)
    lies = replace(lies, widths_mm=tuple(width * scale for width in lies.widths_mm))
    return (
        parts.caption("Table", view.number, view.caption, ids, next(writing.numbers))
        + parts.table(view, lies, ids)
        + parts.paragraph(ids["Report Note"], writing.pieces(view.note))
    )


def _figure(block: Figure, writing: _Writing, *, across: bool) -> str:
    chart, ids = block.chart, writing.ids
    width_mm = picture_width_mm(chart.svg, across=across)
    shown_mm = width_mm * min(1.0, writing.paper.scale(across=across))
    picture = word_pictures.drawing(
        writing.word, png(chart.svg, width_mm=width_mm), shown_mm, chart.title, chart.description, next(writing.numbers)
    )
    note = " ".join(filter(None, (block.note, chart.source)))
    return (
        parts.paragraph(ids["Report Picture"], picture)
        + parts.caption("Figure", block.number, chart.title, ids, next(writing.numbers), below=True)
        + (parts.paragraph(ids["Report Note"], writing.pieces(note)) if note else "")
    )

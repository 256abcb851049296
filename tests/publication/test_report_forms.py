"""One document, three forms: every word and figure of it stands in each, in the same order."""

import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from feasibility.publication.report import html, pdf, word
from feasibility.publication.report.blocks import Block, Bullets, Document, Figure, Paragraph, Subheading, Table, Terms
from feasibility.publication.report.lettering import drawable
from feasibility.publication.report.prepared import prepared
from tests.publication.example_document import costs, document

TEXT_OF = ("h2", "h3", "h4", "p", "li", "dt", "dd", "th", "td", "caption", "figcaption")


def said(ready: Document) -> list[str]:
    """What a reader is to find, block by block and cell by cell; empty cells say nothing."""
    words = [text for part in ready.parts for text in (part.heading, *(t for block in part.blocks for t in of(block)))]
    return [text for text in words if text]


def of(block: Block) -> Iterator[str]:
    match block:
        case Paragraph():
            yield f"Warning: {block.text}" if block.kind == "warning" else block.text
        case Subheading():
            yield block.text
        case Bullets():
            yield from block.items
        case Terms():
            yield from (text for row in block.rows for text in row)
        case Table():
            view = block.view
            yield f"Table {view.number}. {view.caption}"
            yield from (head.text for head in (*view.over, *view.columns))
            for group in view.groups:
                yield from (group.title, group.note, *(cell for row in group.rows for cell in row))
            yield view.note
        case Figure():
            yield f"Figure {block.number}. {block.chart.title}"
            yield f"{block.note} {block.chart.source}".strip()


class Words(HTMLParser):
    """The text of every block of the main part of a page; pictures are passed over."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in {"main", "svg"} or (self.open and tag in TEXT_OF):
            self.open.append(tag)
            if tag in TEXT_OF:
                self.found.append("")

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in TEXT_OF:
            self.found[-1] += data


def in_html(ready: Document) -> list[str]:
    parser = Words()
    parser.feed(html.page(ready))
    return [text.strip() for text in parser.found if text.strip()]


def in_word(path: Path) -> list[str]:
    """The words of the body from the first heading on, without the lines that close it."""
    body = docx.Document(str(path)).element.body
    texts = [
        "".join("\t" if node.tag == qn("w:tab") else node.text or "" for node in p.iter(qn("w:t"), qn("w:tab")))
        for p in body.iter(qn("w:p"))
    ]
    first = [p.style for p in body.iter(qn("w:p"))].index("Heading1")
    return [piece for text in texts[first:] for piece in text.split("\t") if piece]


def in_pdf(path: Path) -> str:
    """The words of a tagged PDF in the order of its tags, without any white space."""
    if shutil.which("pdfinfo") is None:
        pytest.skip("pdfinfo (poppler) is not installed")
    told = subprocess.run(["pdfinfo", "-struct-text", str(path)], capture_output=True, text=True, check=True).stdout
    return "".join("".join(re.findall(r'^\s*"(.*)"$', told, re.MULTILINE)).split())


@pytest.fixture(scope="module")
def ready() -> Document:
    return prepared(document())


def test_html_says_the_document_exactly(ready: Document) -> None:
    assert " ".join(in_html(ready)) == " ".join(said(ready))


def test_word_says_the_document_exactly(ready: Document, tmp_path: Path) -> None:
    word.save(ready, tmp_path / "a.docx")
    closing = (ready.heading.firmness, *ready.heading.licence_lines)
    assert in_word(tmp_path / "a.docx") == [*said(ready), *closing]


def test_pdf_says_the_document_in_order(ready: Document, tmp_path: Path) -> None:
    pdf.save(ready, tmp_path / "a.pdf")
    text, place = in_pdf(tmp_path / "a.pdf"), 0
    for words in said(ready):
        sought = "".join(drawable(words).split())
        found = text.find(sought, place)
        assert found >= 0, (words, text[place : place + 200])
        place = found + len(sought)


def test_a_long_table_is_whole_in_each_form(tmp_path: Path) -> None:
    """Forty-five rows take more than a page; header rows repeat on paper and stand once among the tags of a table."""
    long = prepared(document(more=(Table(costs(rows=45)),)))
    word.save(long, tmp_path / "a.docx")
    pdf.save(long, tmp_path / "a.pdf")
    assert " ".join(in_html(long)) == " ".join(said(long))
    assert in_word(tmp_path / "a.docx")[: len(said(long))] == said(long)
    assert in_pdf(tmp_path / "a.pdf").count("Resources") == 2


@pytest.mark.parametrize("ending", ["docx", "pdf"])
def test_the_same_document_gives_the_same_bytes(ending: str, ready: Document, tmp_path: Path) -> None:
    save = {"docx": word.save, "pdf": pdf.save}[ending]
    save(ready, tmp_path / f"a.{ending}")
    save(ready, tmp_path / f"b.{ending}")
    assert (tmp_path / f"a.{ending}").read_bytes() == (tmp_path / f"b.{ending}").read_bytes()


def test_the_word_file_has_no_date_and_no_person(ready: Document, tmp_path: Path) -> None:
    word.save(ready, tmp_path / "a.docx")
    with zipfile.ZipFile(tmp_path / "a.docx") as packed:
        assert {entry.date_time[0] for entry in packed.infolist()} == {1980}
        core = packed.read("docProps/core.xml").decode()
    assert "python-docx" not in core
    assert set(re.findall(r"\b(\d{4})-\d\d-\d\dT", core)) == {"1980"}

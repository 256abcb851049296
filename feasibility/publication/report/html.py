"""A document as one page of HTML that asks no host for anything and runs no script."""

from collections.abc import Mapping

from markupsafe import Markup, escape

from feasibility.publication.report.blocks import Bullets, Document, Figure, Paragraph, Subheading, Table, Terms
from feasibility.publication.report.layout import stretches
from feasibility.publication.report.prepared import WARNING, facts, prepared, status
from feasibility.publication.report.references import anchors, pieces
from feasibility.publication.report.templates import ASSETS, environment

KINDS = {
    Paragraph: "paragraph",
    Subheading: "subheading",
    Bullets: "bullets",
    Terms: "terms",
    Table: "table",
    Figure: "figure",
}


def page(document: Document, beside: Mapping[str, str] | None = None) -> str:
    """The document as a page for screen and print, by WCAG 2.2 AA.

    `beside` has other forms and pages to lead to at the top: words to address, relative to the page.
    """
    ready = prepared(document)
    known = anchors(ready)
    text = (
        environment()
        .get_template("report.html.jinja")
        .render(
            document=ready,
            heading=ready.heading,
            status=status(ready.heading),
            facts=facts(ready.heading),
            warning=WARNING,
            beside=dict(beside or {}),
            parts=[(part, tuple(stretches(part))) for part in ready.parts],
            kind_of=lambda block: KINDS.get(type(block), "new page"),
            written=lambda words: _linked(words, known),
            style=Markup(_style(ready)),
        )
    )
    return text.lstrip()


def _linked(text: str, known: frozenset[str]) -> Markup:
    """Text, escaped, in which the names of parts, tables and figures are links."""
    return Markup("").join(
        Markup('<a href="#{}">{}</a>').format(piece.anchor, piece.text) if piece.anchor else escape(piece.text)
        for piece in pieces(text, known)
    )


def _style(document: Document) -> str:
    """The looks of the page, and what stands at head and foot of every printed sheet."""
    sheets = (ASSETS / name for name in ("appendix.css", "report.css"))
    heading = document.heading
    foot = f"{heading.title} · run {heading.run_id}" + (f" · {status(heading)[0]}" if heading.draft else "")
    margins = f"@top-center {{ content: {_quoted(document.marking)}; font: 700 9pt Arial, Helvetica, sans-serif; }}"
    return "".join(sheet.read_text(encoding="utf-8") for sheet in sheets) + (
        "@media print { @page { "
        + (margins if document.marking else "")
        + f" @bottom-left {{ content: {_quoted(foot)}; font: 8pt Arial, Helvetica, sans-serif; }} }} }}\n"
    )


def _quoted(text: str) -> str:
    """A string of CSS in which every character that is not a letter, figure or space is written as its number.

    The space that ends such a number is part of it.
    """
    inside = "".join(letter if letter.isalnum() or letter == " " else f"\\{ord(letter):x} " for letter in text)
    return f'"{inside}"'

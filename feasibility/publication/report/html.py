"""A document as one page of HTML that asks no host for anything and runs no script."""

from collections.abc import Mapping

from markupsafe import Markup, escape

from feasibility.publication.report.blocks import Bullets, Document, Figure, Paragraph, Subheading, Table, Terms
from feasibility.publication.report.layout import stretches
from feasibility.publication.report.prepared import WARNING, facts, prepared, sheet_foot, status
from feasibility.publication.report.references import anchors, pieces
from feasibility.publication.report.templates import POLICY, environment, style

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
            style=style("appendix.css", "report.css", marking=ready.marking, foot=sheet_foot(ready.heading)),
            policy=POLICY,
        )
    )
    return text.lstrip()


def _linked(text: str, known: frozenset[str]) -> Markup:
    """Text, escaped, in which the names of parts, tables and figures are links."""
    return Markup("").join(
        Markup('<a href="#{}">{}</a>').format(piece.anchor, piece.text) if piece.anchor else escape(piece.text)
        for piece in pieces(text, known)
    )

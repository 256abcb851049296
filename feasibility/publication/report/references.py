"""Words that name another part, table or figure of the document: pages make links of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from feasibility.publication.report.blocks import Document, Figure, Table

_NAMED = re.compile(r"\b(?:Appendix ([A-Z])|(Table|Figure) (\d+))\b")


@dataclass(frozen=True)
class Piece:
    """Words, and the anchor they lead to; blank where they lead nowhere."""

    text: str
    anchor: str = ""


def anchors(document: Document) -> frozenset[str]:
    """What may be led to: `appendix-a`, `table-12`, `figure-3`."""
    numbers = (_anchor_of(block) for part in document.parts for block in part.blocks)
    return frozenset([part.key for part in document.parts]) | {anchor for anchor in numbers if anchor}


def pieces(text: str, known: frozenset[str]) -> Iterator[Piece]:
    """The text in pieces whose words together are the text."""
    end = 0
    for found in _NAMED.finditer(text):
        letter, kind, number = found.groups()
        anchor = f"appendix-{letter.lower()}" if letter else f"{kind.lower()}-{number}"
        if anchor in known:
            if found.start() > end:
                yield Piece(text[end : found.start()])
            yield Piece(found.group(), anchor)
            end = found.end()
    if end < len(text):
        yield Piece(text[end:])


def _anchor_of(block: object) -> str:
    if isinstance(block, Table):
        return f"table-{block.view.number}"
    return f"figure-{block.number}" if isinstance(block, Figure) else ""

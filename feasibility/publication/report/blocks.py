"""What a document is made of. No format is known here: HTML, Word and PDF are made from the same values.

Every figure is already in words, in one place; the forms only place it. Text is plain: no markup, no escapes.
"""

from dataclasses import dataclass, replace
from typing import Literal

from feasibility.publication.figures import Chart
from feasibility.publication.release import Heading
from feasibility.publication.views.view import View


@dataclass(frozen=True)
class Paragraph:
    """Sentences.

    `lead` is the answer at the top, `note` a remark below a table, `warning` what must be known before reading on.
    """

    text: str
    kind: Literal["plain", "lead", "note", "warning"] = "plain"


@dataclass(frozen=True)
class Subheading:
    """A heading below that of the part."""

    text: str
    level: Literal[3, 4] = 3


@dataclass(frozen=True)
class Bullets:
    """A list; numbered where the order matters."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True)
class Terms:
    """Words and what they mean, or names of facts and the facts."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Table:
    """A table with its number, caption and note (`view.number` is set by `numbered`)."""

    view: View


@dataclass(frozen=True)
class Figure:
    """A chart or map with its number and caption."""

    chart: Chart
    note: str = ""
    """A sentence below the picture, such as which table holds the figures."""
    number: int = 0


@dataclass(frozen=True)
class NewPage:
    """What follows begins a new printed page."""


Block = Paragraph | Subheading | Bullets | Terms | Table | Figure | NewPage


@dataclass(frozen=True)
class Part:
    """A part of a document under a heading of its own: an appendix, or the answer before them."""

    key: str
    """Anchor, such as `appendix-a`."""
    title: str
    blocks: tuple[Block, ...]
    letter: str = ""
    """A to N; blank for what stands before the appendices."""

    @property
    def heading(self) -> str:
        """The heading in full: `Appendix A. Mandate, scope and method`."""
        return f"Appendix {self.letter}. {self.title}" if self.letter else self.title


@dataclass(frozen=True)
class Document:
    """A whole document."""

    name: str
    """Its file, without ending."""
    kind: str
    """What it is, in a word or two: stands above the title."""
    heading: Heading
    marking: str
    """Stands on every page; blank where nothing need be."""
    parts: tuple[Part, ...]


def numbered(document: Document) -> Document:
    """The document with its tables and figures numbered through, and empty ones left out."""
    tables, figures, parts = 0, 0, []
    for part in document.parts:
        blocks: list[Block] = []
        for block in part.blocks:
            if isinstance(block, Table):
                if block.view.groups:
                    tables += 1
                    blocks.append(Table(replace(block.view, number=tables)))
            elif isinstance(block, Figure):
                figures += 1
                blocks.append(replace(block, number=figures))
            else:
                blocks.append(block)
        parts.append(replace(part, blocks=tuple(blocks)))
    return replace(document, parts=tuple(parts))

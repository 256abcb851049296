"""HTML and SVG into words, tables and scripts."""

import base64
import binascii
import re
import urllib.parse
from collections.abc import Iterator
from html.parser import HTMLParser

from feasibility.privacy_check.pieces import Grid, Piece, Text

_DATA = re.compile(r"data:[\w/+.-]*(;[\w=-]+)*,([^\"')\s<>]+)")
_BLANKS = re.compile(r"\s+")
_DRAWN = ("d", "points", "transform", "style", "class", "viewbox")
"""Attributes that hold drawing and no words."""
_IN_LINE = (
    "a", "abbr", "b", "code", "em", "i", "kbd", "mark", "small", "span", "strong", "sub", "sup", "time", "tspan", "u",
)  # fmt: skip
"""Tags that a sentence goes on through."""


class _Page(HTMLParser):
    """Words and attributes by line, scripts and styles apart, tables as rows of cells."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.shown: list[str] = []
        self.code: list[str] = []
        self.grids: list[list[list[str]]] = []
        self.inside: list[str] = []
        self.feed(text)
        self.close()

    @property
    def said(self) -> str:
        """What tags say and what is shown, a line a paragraph."""
        return "\n".join([*self.words, "".join(self.shown)])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._line_ends(tag)
        if tag in ("script", "style", "td", "th"):
            self.inside.append(tag)
        if tag == "script" and ("type", "application/json") in attrs:
            self.inside[-1] = "data"
        if tag == "table":
            self.grids.append([])
        if tag == "tr" and self.grids:
            self.grids[-1].append([])
        if tag in ("td", "th") and self.grids and self.grids[-1]:
            self.grids[-1][-1].append("")
            span = next((int(v) for k, v in attrs if k == "colspan" and v and v.isdigit()), 1)
            self.span = span
        self.words += [value for key, value in attrs if value and key not in _DRAWN]
        self.code += [value for key, value in attrs if value and key in _DRAWN]

    def _line_ends(self, tag: str) -> None:
        if tag not in _IN_LINE:
            self.shown.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._line_ends(tag)
        if tag in ("script", "style", "td", "th") and self.inside:
            closed = self.inside.pop()
            if closed in ("td", "th") and self.grids and self.grids[-1] and self.grids[-1][-1]:
                self.grids[-1][-1] += [""] * (self.span - 1)

    def handle_data(self, data: str) -> None:
        now = self.inside[-1] if self.inside else ""
        if now in ("script", "style"):
            self.code.append(data)
        else:
            self.shown.append(_BLANKS.sub(" ", data))
        if now in ("td", "th") and self.grids and self.grids[-1] and self.grids[-1][-1]:
            self.grids[-1][-1][-1] += data

    def handle_comment(self, data: str) -> None:
        self.words.append(data)


def of_html(text: str) -> Iterator[Piece]:
    """What a page shows, what its tags say, its scripts and data, and whatever is packed into its addresses."""
    page = _Page(text)
    yield Text("the words", page.said)
    yield Text("scripts and styles", "\n".join(page.code), is_code=True)
    yield Text("the source", text, is_code=True)
    for number, rows in enumerate(page.grids, start=1):
        yield Grid(f"table {number}", rows)
    yield from _unpacked(text)


def of_svg(text: str) -> Iterator[Piece]:
    """The words of a picture, and the rest of its source as code."""
    page = _Page(text)
    yield Text("the words", page.said)
    yield Text("the source", text, is_code=True)
    yield from _unpacked(text)


def _unpacked(text: str) -> Iterator[Piece]:
    for number, found in enumerate(_DATA.finditer(text), start=1):
        packed = urllib.parse.unquote(found.group(2))
        if ";base64" in found.group(0)[:80]:
            try:
                packed = base64.b64decode(packed, validate=True).decode("latin-1")
            except (binascii.Error, ValueError):
                continue  # no address that a browser could open: the text itself is looked through above
        yield Text(f"address {number} that holds data", packed, is_code=True)

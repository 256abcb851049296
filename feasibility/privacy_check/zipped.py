"""Word documents, workbooks and archives: every member, whatever it is called."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from html import unescape
from pathlib import PurePath

from lxml import etree

from feasibility.privacy_check.pieces import Cell, Grid, Piece, Text

READ_MAX_BYTES = 500_000_000
"""An archive that unpacks to more than this is no council document."""
_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TAG = re.compile(r"<[^>]*>")
_PARAGRAPH = re.compile(r"</(?:w:p|a:p|row|si|c)>")


def of_archive(content: bytes, read: Callable[[str, bytes], Iterator[Piece]]) -> Iterator[Piece]:
    """Pieces of every member. Members of a kind that nobody can read raise, as such files do. Raises `ValueError`."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = [member for member in archive.infolist() if not member.is_dir()]
        if sum(member.file_size for member in members) > READ_MAX_BYTES:
            raise ValueError("unpacks to more than can be read")
        yield Text("the note of the archive", archive.comment.decode("latin-1"))
        shared = _shared(archive)
        for member in members:
            inside = archive.read(member)
            yield Text(f"{member.filename}: its note", member.comment.decode("latin-1"))
            for piece in _member(member.filename, inside, shared, read):
                yield replace(piece, where=f"{member.filename}: {piece.where}")


def _member(
    name: str, content: bytes, shared: list[str], read: Callable[[str, bytes], Iterator[Piece]]
) -> Iterator[Piece]:
    yield from read(name if PurePath(name).suffix else f"{name}.txt", content)
    if re.fullmatch(r"xl/worksheets/[^/]+\.xml", name):
        yield Grid("the sheet", _cells(content, shared))
    if re.fullmatch(r"word/[^/]+\.xml", name):
        yield from _tables(content)


def of_xml(text: str) -> Iterator[Piece]:
    """XML as words: the letters of a paragraph or cell together, however they are cut up, and every attribute."""
    paragraphs = _PARAGRAPH.sub("\n", text)
    yield Text("the words", unescape(_TAG.sub("", paragraphs)))
    yield Text("the source", text, is_code=True)


def _shared(archive: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in archive.namelist():
        return []
    root = etree.fromstring(archive.read("xl/sharedStrings.xml"), _parser())
    return ["".join(item.itertext()) for item in root.iter(f"{_SHEET}si")]


def _cells(content: bytes, shared: list[str]) -> list[list[Cell]]:
    """Rows of a worksheet, each cell where its column is."""
    rows: list[list[Cell]] = []
    for _, row in etree.iterparse(io.BytesIO(content), tag=f"{_SHEET}row", resolve_entities=False):
        cells: list[Cell] = []
        for cell in row.iter(f"{_SHEET}c"):
            place = _column(str(cell.get("r", "")))
            cells += [None] * (place - len(cells))
            cells.append(_value(cell, shared))
        rows.append(cells)
        row.clear()
    return rows


def _value(cell: "etree._Element", shared: list[str]) -> Cell:
    kind, value = cell.get("t"), cell.find(f"{_SHEET}v")
    if kind == "inlineStr":
        return "".join(cell.itertext())
    if value is None or value.text is None:
        return None
    return shared[int(value.text)] if kind == "s" else value.text


def _column(reference: str) -> int:
    """`C7` to 2."""
    letters = re.match(r"[A-Z]*", reference)
    number = 0
    for letter in letters.group() if letters else "":
        number = number * 26 + ord(letter) - ord("A") + 1
    return max(number - 1, 0)


def _tables(content: bytes) -> Iterator[Piece]:
    root = etree.fromstring(content, _parser())
    for number, table in enumerate(root.iter(f"{_WORD}tbl"), start=1):
        rows = [
            ["".join(cell.itertext(f"{_WORD}t")) for cell in row.iter(f"{_WORD}tc")] for row in table.iter(f"{_WORD}tr")
        ]
        yield Grid(f"table {number}", rows)


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)

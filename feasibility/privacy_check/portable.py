"""PDF: the words of every page, its notes, whatever is attached, and what lies packed between."""

import re
import zlib
from collections.abc import Iterator

import pypdfium2

from feasibility.privacy_check.pieces import Piece, Text

_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
UNPACKED_MAX_BYTES = 50_000_000
"""A stream that unpacks to more than this holds pictures, not words."""


def of_pdf(content: bytes) -> Iterator[Piece]:
    """Words page by page, document notes, attachments. Raises `ValueError` where it cannot be read."""
    try:
        with pypdfium2.PdfDocument(content) as document:
            notes = document.get_metadata_dict()
            yield Text("the notes of the document", "\n".join(f"{key}: {value}" for key, value in notes.items()))
            for number, page in enumerate(document, start=1):
                yield Text(f"page {number}", page.get_textpage().get_text_range())
            for number in range(document.count_attachments()):
                file = document.get_attachment(number)
                yield Text(f"attachment {file.get_name()}", bytes(file.get_data()).decode("latin-1"))
    except pypdfium2.PdfiumError as err:
        raise ValueError(str(err)) from None
    yield Text("the source", "\n".join(_source(content)), is_code=True)


def _source(content: bytes) -> Iterator[str]:
    """The file as letters, and each packed part of it unpacked. Letters of two bytes lose the empty one."""
    yield content.decode("latin-1").replace("\0", "")
    for found in _STREAM.finditer(content):
        try:
            unpacked = zlib.decompressobj().decompress(found.group(1), UNPACKED_MAX_BYTES)
        except zlib.error:
            continue  # not packed, or packed as a picture is: read above as it stands
        yield unpacked.decode("latin-1").replace("\0", "")

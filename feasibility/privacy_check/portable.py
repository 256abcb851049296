"""PDF: the words of every page, its notes and whatever is attached."""

import io
from collections.abc import Iterator

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from feasibility.privacy_check.pieces import Piece, Text


def of_pdf(content: bytes) -> Iterator[Piece]:
    """Words page by page, document notes, attachments. Raises `ValueError` where it cannot be read."""
    try:
        reader = PdfReader(io.BytesIO(content))
        notes = {} if reader.metadata is None else dict(reader.metadata)
        yield Text("the notes of the document", "\n".join(f"{key}: {value}" for key, value in notes.items()))
        for number, page in enumerate(reader.pages, start=1):
            yield Text(f"page {number}", page.extract_text())
        for name, files in reader.attachments.items():
            for file in files:
                yield Text(f"attachment {name}", file.decode("latin-1"))
    except PyPdfError as err:
        raise ValueError(str(err)) from None
    yield Text("the source", content.decode("latin-1"), is_code=True)

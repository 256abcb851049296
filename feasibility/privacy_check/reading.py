"""Which reader a file has, by its ending."""

import csv
import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import PurePath

from PIL import Image, UnidentifiedImageError

from feasibility.privacy_check import databases, pages, portable, zipped
from feasibility.privacy_check.pieces import Grid, Piece, Text, UnreadableError

Reader = Callable[[bytes], Iterator[Piece]]


def pieces(name: str, content: bytes) -> Iterator[Piece]:
    """Everything in a file that can be read, member by member. Raises `UnreadableError`."""
    yield Text("its name", name)
    reader = READERS.get(PurePath(name).suffix.lower())
    if reader is None:
        raise UnreadableError("is of a kind that this check cannot read")
    try:
        yield from reader(content)
    except (ValueError, OSError, EOFError, KeyError, zipfile.BadZipFile, UnidentifiedImageError) as err:
        raise UnreadableError(f"cannot be read to its end ({type(err).__name__})") from None


def _plain(content: bytes) -> Iterator[Piece]:
    yield Text("the text", decoded(content))


def _table(content: bytes) -> Iterator[Piece]:
    text = decoded(content)
    yield Text("the text", text)
    yield Grid("the table", list(csv.reader(io.StringIO(text))))


def _picture(content: bytes) -> Iterator[Piece]:
    """The notes of a picture; what it shows is made of the tables and cannot be read back."""
    with Image.open(io.BytesIO(content)) as picture:
        said = [f"{key}: {value}" for key, value in picture.info.items()]
        said += [f"{key}: {value}" for key, value in picture.getexif().items()]
    yield Text("the notes of the picture", "\n".join(said))


def decoded(content: bytes) -> str:
    """Text of a file; a byte that is no UTF-8 is read as Latin-1, so that nothing hides behind it."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("latin-1")


READERS: dict[str, Reader] = {
    ".csv": _table,
    ".json": _plain,
    ".toml": _plain,
    ".txt": _plain,
    ".md": _plain,
    ".log": _plain,
    ".html": lambda content: pages.of_html(decoded(content)),
    ".svg": lambda content: pages.of_svg(decoded(content)),
    ".png": _picture,
    ".jpg": _picture,
    ".jpeg": _picture,
    ".docx": lambda content: zipped.of_archive(content, pieces),
    ".xlsx": lambda content: zipped.of_archive(content, pieces),
    ".zip": lambda content: zipped.of_archive(content, pieces),
    ".xml": lambda content: zipped.of_xml(decoded(content)),
    ".vml": lambda content: zipped.of_xml(decoded(content)),
    ".rels": lambda content: zipped.of_xml(decoded(content)),
    ".qml": lambda content: zipped.of_xml(decoded(content)),
    ".gpkg": databases.of_geopackage,
    ".pdf": portable.of_pdf,
}

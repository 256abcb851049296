"""GeoPackages: every table and column, words, tables and points."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import shapely

from feasibility.privacy_check.pieces import Grid, Piece, Points, Text

_ENVELOPES = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}
"""Bytes of the envelope by its code (GeoPackage 1.3, clause 2.1.3)."""
_HEADER = 8
EXTENTS = ("gpkg_contents", "rtree_")
"""Tables of rectangles around layers and shapes, whose corners are no points of their own."""


def of_geopackage(content: bytes) -> Iterator[Piece]:
    """Everything in the file. Raises `ValueError` where it is no database."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(content)
        database.text_factory = lambda raw: raw.decode("utf-8", errors="replace")
        try:
            # Indices hold what the tables do.
            names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            yield Text("its declarations", "\n".join(
                str(sql) for (sql,) in database.execute("SELECT sql FROM sqlite_master")
            ))  # fmt: skip
            for name in names:
                quoted = name.replace('"', '""')
                rows = database.execute(f'SELECT * FROM "{quoted}"')
                headings = [str(column[0]) for column in rows.description]
                yield from _table(name, headings, rows.fetchall())
        except sqlite3.DatabaseError as err:
            raise ValueError(str(err)) from None
    yield Text("what lies between its tables", content.decode("latin-1"), is_code=True)


def _table(name: str, headings: list[str], rows: list[tuple[object, ...]]) -> Iterator[Piece]:
    blobs = [value for row in rows for value in row if isinstance(value, bytes)]
    cells = [[None if isinstance(value, bytes) else _cell(value) for value in row] for row in rows]
    words = "\n".join(" ".join(str(v) for v in row if v is not None) for row in cells)
    yield Text(f"table {name}", words, is_code=name.startswith(EXTENTS))
    yield Grid(f"table {name}", [headings, *cells])
    yield Points(f"table {name}", [position for blob in blobs for position in _points(blob)])


def _cell(value: object) -> str | float | int | None:
    return value if value is None or isinstance(value, (int, float)) else str(value)


def _points(blob: bytes) -> list[tuple[float, float]]:
    """The points of a geometry; corners of lines and areas are none."""
    if blob[:2] != b"GP":
        return []
    start = _HEADER + _ENVELOPES.get((blob[3] >> 1) & 7, 0)
    geometry = shapely.from_wkb(blob[start:], on_invalid="ignore")
    if geometry is None or geometry.is_empty or geometry.geom_type not in ("Point", "MultiPoint"):
        return []
    return [(x, y) for x, y in shapely.get_coordinates(geometry).tolist()]

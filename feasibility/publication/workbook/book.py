"""The workbook of a release."""

from pathlib import Path

from openpyxl import Workbook
from openpyxl.packaging.core import DocumentProperties

from feasibility import tables, wording
from feasibility.publication.release import Release
from feasibility.publication.workbook import names, notes, sums, tables_of
from feasibility.publication.workbook.archive import FIXED_DATE, settled
from feasibility.publication.workbook.cells import clean, laid_out, printed

MARKED_COLOUR = "8A1C1C"
"""Tabs of the sheets of a marked edition: a dark red, beside the words on every printed page."""


def save(release: Release, path: Path) -> None:
    """Write the workbook. No text in it is a formula, and its bytes depend on the release alone."""
    book, below = Workbook(), {}
    to_follow = sums.sheets(release)
    first = book.active
    first.title = notes.NOTES
    notes.fill(first, release, to_follow)
    for one in to_follow:
        sheet = book.create_sheet(one.title)
        below[_part(book)] = laid_out(sheet, one.columns, f"sum_{one.title.lower().replace(' ', '_')}")
        names.of_sums(book, one)
    for name, schema in tables.PUBLISHED.items():
        title = wording.worded(name)
        rows = laid_out(book.create_sheet(title), tables_of.columns(release.tables[name], schema), f"table_{name}")
        below[_part(book)] = rows
        names.of_table(book, name, title, rows)
    for sheet in book.worksheets:
        printed(sheet, release.marking, release.heading.title, MARKED_COLOUR)
    book.properties = _properties(release)
    path.write_bytes(settled(book, below))


def _part(book: Workbook) -> str:
    """The part of the file that holds the sheet made last."""
    return f"xl/worksheets/sheet{len(book.worksheets)}.xml"


def _properties(release: Release) -> DocumentProperties:
    """No person stands in them: the programme is named as the author."""
    return DocumentProperties(
        creator="feasibility",
        title=clean(release.heading.title),
        subject=clean(release.heading.subtitle),
        description=clean(release.marking) or None,
        category=release.edition,
        language="en-GB",
        created=FIXED_DATE,
        modified=FIXED_DATE,
    )

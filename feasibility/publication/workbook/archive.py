"""A workbook as bytes that are the same on any day."""

import io
import zipfile
from collections.abc import Mapping
from datetime import datetime

from openpyxl import Workbook
from openpyxl.xml.functions import tostring

from feasibility.publication import sheet_rows
from feasibility.publication.sheet_rows import Rows

FIXED_DATE = datetime(1980, 1, 1)
"""Date of every part of the file, the earliest a zip archive can hold: the same run gives the same bytes on any day."""


def settled(book: Workbook, below: Mapping[str, Rows] | None = None) -> bytes:
    """The file's bytes with every date fixed: openpyxl stamps the moment of saving on archive and properties.

    `below` gives parts of the file, such as `xl/worksheets/sheet2.xml`, rows to stand below the headings of the sheet.
    """
    rows = below or {}
    stamped, fixed = io.BytesIO(), io.BytesIO()
    book.save(stamped)
    book.properties.modified = FIXED_DATE
    with zipfile.ZipFile(stamped) as source, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as target:
        for part in sorted(source.namelist()):
            content = tostring(book.properties.to_tree()) if part == "docProps/core.xml" else source.read(part)
            target.writestr(_entry(part), sheet_rows.placed(content, rows[part]) if part in rows else content)
    return fixed.getvalue()


def _entry(part: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(part, FIXED_DATE.timetuple()[:6])
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 0  # the same on every operating system
    return entry

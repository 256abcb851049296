"""CSV and Excel files into frames of text, labelled by the row number an officer sees."""

import csv
import io
import re
import warnings
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pandas as pd

from feasibility.errors import InputError, raise_all

SEPARATORS = (",", ";", "\t")
HEADING_CHARACTERS = 100_000
"""No heading is longer."""
LARGE_CHARACTERS = 2_000_000
"""From here on a file is read the quick way, if it can be."""
DECIMAL_COMMA = r"(-?\d+),(\d+)"
"""A number as Excel writes it where the semicolon separates cells."""


def read(path: Path, sheet: str | None = None) -> pd.DataFrame:
    """A CSV file, or the first or the named sheet of an XLSX file: every cell as trimmed text, blank where empty.

    The index is the row number in the file: the heading is row 1, the first record row 2. Wholly empty rows are left
    out. Raises `InputError` when the file is not what its name says. No message quotes anything: where a
    heading is missing, a person's record may stand in its place.
    """
    suffix = path.suffix.lower()
    content = path.read_bytes()
    if not content.strip():
        raise InputError(path.name, ["is empty"])
    if suffix == ".csv" and sheet is not None:
        raise InputError(path.name, ["is a CSV file, which has no sheets; take the name of the sheet out"])
    if suffix == ".csv":
        rows = _from_csv(path.name, content)
    elif suffix == ".xlsx":
        rows = _from_xlsx(path.name, content, sheet)
    else:
        raise InputError(path.name, [f"is a {suffix or 'nameless'} file; give a .csv or an .xlsx file"])
    return _records(path.name, rows.fillna("").astype(str).apply(lambda cells: cells.str.strip()))


def of_role(path: Path, role: str) -> tuple[pd.DataFrame, str]:
    """The table of a role, such as `leases`, and where messages say that it stands.

    A CSV file holds one table. Of a workbook it is the sheet called as the role (`leases`, `Site costs`), so that one
    workbook may serve many roles; else the first sheet. Raises `InputError` as `read` does.
    """
    named, where = _sheet_of(path, role)
    try:
        return read(path, named), where
    except InputError as err:
        raise InputError(where, err.faults) from None


def place(path: Path, role: str) -> str:
    """Where messages say that the table of a role stands: `costs.csv`, or `costs.xlsx, sheet leases`."""
    return _sheet_of(path, role)[1]


def _sheet_of(path: Path, role: str) -> tuple[str | None, str]:
    """The sheet called as the role, None for the first, and how messages name it."""
    names = _sheet_names(path.read_bytes()) if path.suffix.lower() == ".xlsx" else []
    named = next((name for name in names if _plain(name) == role), None)
    if named:
        return named, f"{path.name}, sheet {role}"
    return None, f"{path.name}, first sheet (none is called {role})" if len(names) > 1 else path.name


def _plain(sheet: str) -> str:
    """A sheet's name as roles are written."""
    return re.sub(r"[ _-]+", "_", sheet.strip().lower())


def _sheet_names(content: bytes) -> list[str]:
    """Names of a workbook's sheets, from its own list; none where it is no workbook, which `read` then tells."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            listed = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError, OSError, RuntimeError):
        return []
    return [part.get("name", "") for part in listed.iter() if part.tag.rpartition("}")[2] == "sheet"]


def _records(name: str, rows: pd.DataFrame) -> pd.DataFrame:
    """The records under the first row that is not blank, which is the heading."""
    rows.index = pd.RangeIndex(1, len(rows) + 1, name="row")
    rows = rows.loc[(rows != "").any(axis=1), (rows != "").any(axis=0)]
    if rows.empty:
        raise InputError(name, ["is empty"])
    heading = rows.loc[rows.index[0]]
    faults = [
        f"column {letter(place)}: has cells but no heading; name it or clear it"
        for place in heading.index[heading == ""]
    ]
    for word in sorted(set(heading[heading.duplicated() & (heading != "")])):
        places = " and ".join(letter(place) for place in heading.index[heading == word])
        faults.append(f"columns {places}: have the same heading; keep one")
    raise_all(InputError, name, faults)
    records = rows.drop(index=rows.index[0]).set_axis(pd.Index(heading.to_numpy(dtype=str)), axis=1)
    if records.empty:
        raise InputError(name, ["has a heading but no records under it"])
    return records


def letter(place: int) -> str:
    """A column's letter in a spreadsheet: 0 is A, 26 is AA."""
    before, last = divmod(place, 26)
    return (letter(before - 1) if before else "") + chr(ord("A") + last)


def _from_csv(name: str, content: bytes) -> pd.DataFrame:
    text = _decoded(name, content)
    separator = max(SEPARATORS, key=text.lstrip()[:HEADING_CHARACTERS].splitlines()[0].count)
    quickly = _without_quotes(text, separator)
    if quickly is not None:
        return _with_decimal_points(name, quickly) if separator == ";" else quickly
    # The reader of the standard library tells each row's own length; pandas would stop at the first that differs.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        rows = list(reader)
    except csv.Error:
        raise InputError(
            name, [f"line {reader.line_num}: a quotation mark is opened and not closed, or closed inside a cell"]
        ) from None
    width = len(next((row for row in rows if any(cell.strip() for cell in row)), []))
    if not width:
        raise InputError(name, ["is empty"])
    long = [i for i, row in enumerate(rows, start=1) if any(cell.strip() for cell in row[width:])]
    raise_all(InputError, name, [
        f"row {i}: has more cells than the heading; put quotes around a cell that holds a comma" for i in long
    ])  # fmt: skip
    frame = pd.DataFrame([(row + [""] * width)[:width] for row in rows], dtype=str)
    return _with_decimal_points(name, frame) if separator == ";" else frame


def _without_quotes(text: str, separator: str) -> pd.DataFrame | None:
    """The rows of a large plain file, read many times faster than by the row; None where the file is not that plain."""
    first = text[:HEADING_CHARACTERS].split("\n", 1)[0]
    lone_returns = text.count("\r") != text.count("\r\n")
    if len(text) < LARGE_CHARACTERS or '"' in text or lone_returns or separator not in first:
        return None
    try:
        return pd.read_csv(
            io.StringIO(text), sep=separator, header=None, dtype=str, keep_default_na=False, skip_blank_lines=False
        )
    except pd.errors.ParserError:  # a row is longer than the first: the slower way names it
        return None


def _with_decimal_points(name: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Numbers of a semicolon file written 1,5 as 1.5. Three digits after the comma might mean thousands: refused."""
    unclear = rows.apply(lambda cells: cells.str.fullmatch(r"\s*-?\d{1,3},\d{3}\s*"))
    raise_all(InputError, name, [
        f"row {row + 1}, column {letter(place)}: a comma before three digits may mark decimals or thousands; write "
        "a decimal point, or no mark at all"
        for place in unclear.columns
        for row in unclear.index[unclear[place]]
    ])  # fmt: skip
    return rows.apply(lambda cells: cells.str.strip().str.replace(f"^{DECIMAL_COMMA}$", r"\1.\2", regex=True))


def _decoded(name: str, content: bytes) -> str:
    if content[:4] == b"PK\x03\x04":
        raise InputError(name, ["is an Excel or zip file under a .csv name; save it as CSV, or rename it .xlsx"])
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise InputError(name, ["is saved as Unicode text (UTF-16); save it as CSV UTF-8"])
    if b"\x00" in content or content[:4] == b"%PDF":
        raise InputError(name, ["is not a text file; save it as CSV UTF-8"])
    text = _text(content)
    if not text.strip():
        raise InputError(name, ["is empty"])
    if re.match(r"\s*[{\[<]", text):
        raise InputError(name, ["is not a CSV file (it begins like JSON, XML or HTML); save it as CSV"])
    return text


def _text(content: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1")


def _from_xlsx(name: str, content: bytes, sheet: str | None) -> pd.DataFrame:
    if content[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise InputError(name, ["is protected by a password, or an old .xls workbook; save it as .xlsx without one"])
    if content[:4] != b"PK\x03\x04":
        raise InputError(name, ["is not an Excel workbook although it is called .xlsx; save it again from Excel"])
    try:
        with warnings.catch_warnings():
            # openpyxl warns of drop-down lists and styles that it does not keep: nothing that a cell's text needs.
            warnings.simplefilter("ignore")
            with pd.ExcelFile(io.BytesIO(content), engine="openpyxl") as book:
                if sheet is None or sheet in book.sheet_names:
                    return book.parse(sheet or 0, dtype=str, header=None, keep_default_na=False)
    except Exception:  # openpyxl raises many kinds for a file it cannot open, and some of them quote cells
        raise InputError(name, ["cannot be read as an Excel workbook; save it again from Excel as .xlsx"]) from None
    raise InputError(name, ["has no sheet of the name that the scenario gives; check its spelling"])

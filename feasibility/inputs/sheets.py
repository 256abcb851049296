"""CSV and Excel files into frames of text, labelled by the row number an officer sees."""

import io
import zipfile
from pathlib import Path

import pandas as pd

from feasibility.errors import InputError


def read(path: Path) -> pd.DataFrame:
    """The first sheet of a CSV or XLSX file: every cell as trimmed text, blank where empty.

    The index is the row number in the file: the heading is row 1, the first record row 2. Wholly empty rows are left
    out. Raises `InputError` when the file is not what its name says.
    """
    suffix = path.suffix.lower()
    content = path.read_bytes()
    if suffix == ".csv":
        frame = _from_csv(path.name, content)
    elif suffix == ".xlsx":
        frame = _from_xlsx(path.name, content)
    else:
        raise InputError(path.name, [f"a {suffix or 'nameless'} file; give a .csv or an .xlsx file"])
    frame.columns = [str(c).strip() for c in frame.columns]
    repeated = sorted({c for c in frame.columns if list(frame.columns).count(c) > 1})
    if repeated:
        raise InputError(path.name, [f"column {c}: stands twice; keep one" for c in repeated])
    frame = frame.fillna("").astype(str).apply(lambda cells: cells.str.strip())
    frame.index = pd.RangeIndex(2, len(frame) + 2, name="row")
    frame = frame[(frame != "").any(axis=1)]
    if frame.empty:
        raise InputError(path.name, ["holds no records under its heading"])
    return frame


def _from_csv(name: str, content: bytes) -> pd.DataFrame:
    if content[:4] == b"PK\x03\x04":
        raise InputError(name, ["is an Excel or zip file under a .csv name; save it as CSV or rename it .xlsx"])
    if b"\x00" in content[:4096]:
        raise InputError(name, ["is not a text file; save it as CSV (UTF-8)"])
    text = _decoded(content)
    if not text.strip():
        raise InputError(name, ["is empty"])
    if text.lstrip()[:1] in "{<":
        raise InputError(name, ["is not a CSV file (it begins like JSON, XML or HTML); save it as CSV"])
    heading = text.split("\n", 1)[0]
    separator = ";" if heading.count(";") > heading.count(",") else ","
    try:
        # header=None keeps repeated headings as they are; pandas would rename the second one.
        rows = pd.read_csv(
            io.StringIO(text), sep=separator, dtype=str, header=None, keep_default_na=False, skip_blank_lines=False
        )
    except pd.errors.ParserError as err:
        raise InputError(name, [f"a row does not fit the heading: {str(err).strip()}"]) from None
    return _headed(rows)


def _headed(rows: pd.DataFrame) -> pd.DataFrame:
    headed = rows.iloc[1:].copy()
    headed.columns = pd.Index([str(c) for c in rows.iloc[0]])
    return headed


def _decoded(content: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1")


def _from_xlsx(name: str, content: bytes) -> pd.DataFrame:
    if content[:4] != b"PK\x03\x04":
        raise InputError(name, ["is not an Excel workbook although it is called .xlsx; save it again from Excel"])
    try:
        rows = pd.read_excel(io.BytesIO(content), dtype=str, header=None, keep_default_na=False, engine="openpyxl")
    except (zipfile.BadZipFile, KeyError, ValueError, OSError) as err:
        raise InputError(name, [f"cannot be read as an Excel workbook: {err}"]) from None
    if rows.empty:
        raise InputError(name, ["the first sheet is empty"])
    return _headed(rows)

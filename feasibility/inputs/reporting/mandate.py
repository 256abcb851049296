"""What the study was asked for, from the officer's file."""

from pathlib import Path

import pandas as pd

from feasibility.errors import InputError, raise_all
from feasibility.inputs import sheets, typed
from feasibility.inputs.reporting import cells
from feasibility.tables import headings
from feasibility.tables.reporting import Mandate

NEEDED = {
    "statement": "say it in a sentence",
    "source": "say where it is written",
    "date": "give the date of the source",
}


def of_file(path: Path) -> pd.DataFrame:
    """The mandate of a CSV or XLSX file. Raises `InputError`."""
    return read(*sheets.of_role(path, "mandate"))


def read(raw: pd.DataFrame, where: str) -> pd.DataFrame:
    """tables.reporting.Mandate, in the order of the file.

    Raises `InputError` for parts that nobody knows, a statement made twice, a blank statement, source or date, and
    cells that hold a postcode or an e-mail address.
    """
    columns = list(headings(Mandate))
    raise_all(InputError, where, typed.column_faults(raw, columns, columns))
    frame = raw[columns]
    faults = typed.schema_faults(frame, Mandate, show=True) + cells.blanks(frame, NEEDED) + cells.persons(frame)
    faults += cells.twice(frame, ["part", "statement"], "say the same of one part; keep one")
    raise_all(InputError, where, faults)
    return frame.reset_index(drop=True)

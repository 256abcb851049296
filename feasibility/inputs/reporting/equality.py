"""The equality screening, from the officer's file."""

from pathlib import Path

import pandas as pd

from feasibility.errors import InputError, raise_all
from feasibility.inputs import sheets, typed
from feasibility.inputs.reporting import cells
from feasibility.tables import headings
from feasibility.tables.reporting import Equality

NOT_KNOWN = "not known"
NEEDED = {
    "question": "say what could happen to the group",
    "action": "say what is to be done, or that nothing is",
    "source": "say where it comes from",
    "date": "give the date of the source",
}


def of_file(path: Path) -> pd.DataFrame:
    """The screening of a CSV or XLSX file. Raises `InputError`."""
    return read(*sheets.of_role(path, "equality"))


def read(raw: pd.DataFrame, where: str) -> pd.DataFrame:
    """tables.reporting.Equality, in the order of the file. Evidence may be blank where the effect is not known.

    Raises `InputError` for groups and effects that nobody knows, a question asked twice of one group, an effect
    without evidence, blanks, and cells that hold a postcode or an e-mail address.
    """
    columns = list(headings(Equality))
    raise_all(InputError, where, typed.column_faults(raw, columns, columns))
    frame = raw[columns]
    faults = typed.schema_faults(frame, Equality, show=True) + cells.blanks(frame, NEEDED) + cells.persons(frame)
    faults += cells.twice(frame, ["characteristic", "question"], "ask the same of one group; keep one")
    bare = frame.index[(frame["evidence"] == "") & ~frame["effect"].isin([NOT_KNOWN, ""])]
    faults += typed.in_rows("evidence", bare, f"is blank, but an effect is stated; say what it rests on, or write "
                                              f"{NOT_KNOWN} as the effect")  # fmt: skip
    raise_all(InputError, where, faults)
    return frame.reset_index(drop=True)

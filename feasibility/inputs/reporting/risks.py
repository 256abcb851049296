"""The register of risks, from the officer's file."""

from pathlib import Path

import pandas as pd

from feasibility.errors import InputError, raise_all
from feasibility.inputs import sheets, typed
from feasibility.inputs.reporting import cells
from feasibility.tables import headings
from feasibility.tables.reporting import Risks

STATED = ("stated_probability", "stated_impact")
NEEDED = {
    "risk": "say what may happen and what would follow",
    "why": "say what the score rests on",
    "action": "say what is done about it",
    "owner": "name the post that answers for it",
    "source": "say where the risk, or its score, comes from",
    "date": "say when it was scored",
}


def of_file(path: Path) -> pd.DataFrame:
    """The risks of a CSV or XLSX file. Raises `InputError`."""
    return read(*sheets.of_role(path, "risks"))


def read(raw: pd.DataFrame, where: str) -> pd.DataFrame:
    """tables.reporting.Risks, in the order of the file.

    Raises `InputError` for ids that stand twice, grades that are none of L, M and H, one stated grade without the
    other, blanks, and cells that hold a postcode or an e-mail address.
    """
    columns = list(headings(Risks))
    raise_all(InputError, where, typed.column_faults(raw, columns, columns))
    frame = raw[columns]
    faults = typed.schema_faults(frame, Risks, show=True) + cells.blanks(frame, NEEDED) + cells.persons(frame)
    for name, other in (STATED, STATED[::-1]):
        lone = frame.index[(frame[name] == "") & (frame[other] != "")]
        faults += typed.in_rows(
            name, lone, f"is blank, but {other} is not; fill both, or neither where the risk is new"
        )
    raise_all(InputError, where, faults)
    return frame.reset_index(drop=True)

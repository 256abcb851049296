"""The register of assumptions and the list of data sources."""

import pandas as pd

from feasibility.errors import InputError, raise_all
from feasibility.inputs import typed
from feasibility.tables import Assumptions, SourcesTable, headings


def read(raw: pd.DataFrame, where: str) -> pd.DataFrame:
    """The register, one row a setting. Raises `InputError` for unknown columns, repeated ids or unknown statuses."""
    columns = list(headings(Assumptions))
    raise_all(InputError, where, typed.column_faults(raw, columns, columns))
    frame = raw[columns]
    faults = typed.schema_faults(frame, Assumptions, show=True)
    for name in ("assumption_id", "value", "source"):
        faults += typed.in_rows(name, frame.index[frame[name] == ""], "is blank; fill it in")
    raise_all(InputError, where, faults)
    return frame.reset_index(drop=True)


def read_sources(raw: pd.DataFrame, where: str) -> pd.DataFrame:
    """Source, date and licence of every data file. Raises `InputError` for missing columns or blank licences."""
    columns = list(headings(SourcesTable))
    raise_all(InputError, where, typed.column_faults(raw, columns, [*columns, "sha256"]))
    frame = raw[columns]
    faults = typed.in_rows("licence", frame.index[frame["licence"] == ""], "is blank; state it")
    raise_all(InputError, where, faults)
    return frame.reset_index(drop=True)

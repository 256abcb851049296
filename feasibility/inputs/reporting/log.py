"""Issues, dependencies, decisions and lessons, from the officer's file."""

from pathlib import Path

import pandas as pd

from feasibility.errors import InputError, raise_all
from feasibility.inputs import dates, sheets, typed
from feasibility.inputs.reporting import cells
from feasibility.tables import headings
from feasibility.tables.reporting import Log

DAYS = ("raised", "due")
NEEDED = {
    "what": "say it in a sentence",
    "action": "say what is done, was decided, or should be done otherwise",
    "owner": "name the post that answers for it",
    "source": "say where it comes from",
}


def of_file(path: Path, report_date: str | None = None) -> pd.DataFrame:
    """The log of a CSV or XLSX file. Raises `InputError`."""
    return read(*sheets.of_role(path, "log"), report_date)


def read(raw: pd.DataFrame, where: str, report_date: str | None = None) -> pd.DataFrame:
    """tables.reporting.Log, in the order of the file; days as ISO text, blank where not known.

    Raises `InputError` for ids that stand twice, kinds that nobody knows, days that are none, an entry due before it
    was raised or raised after the date of the report, blanks, and cells that hold a postcode or an e-mail address.
    """
    columns = list(headings(Log))
    raise_all(InputError, where, typed.column_faults(raw, columns, columns))
    frame, faults = dates.days(raw[columns], DAYS, may_be_blank=DAYS)
    faults += typed.schema_faults(frame, Log, show=True) + cells.blanks(frame, NEEDED) + cells.persons(raw[columns])
    faults += cells.to_come(frame, ["raised"], report_date, "raised")
    early = frame.index[(frame["due"] != "") & (frame["due"] < frame["raised"])]
    faults += typed.in_rows("due", early, "is before the day the entry was raised; mend one of the two")
    raise_all(InputError, where, faults)
    return frame.reset_index(drop=True)

"""Queues of each authority that differ in handling time, from the officer's file."""

from pathlib import Path

import pandas as pd

from feasibility.errors import InputError, raise_all
from feasibility.inputs import sheets, typed
from feasibility.inputs.half_hours import blank_faults, sum_faults
from feasibility.tables import ALL, Queues, headings

FIGURES = ("contacts_share", "handling_time_seconds")
MINUTES_BELOW = 20.0
"""No queue is handled in so few seconds, talk and wrap-up; what is below this was meant as minutes (assumed)."""


def of_file(path: Path) -> pd.DataFrame:
    """The queues of a CSV or XLSX file. Raises `InputError`."""
    return read(*sheets.of_role(path, "queues"))


def read(raw: pd.DataFrame, where: str) -> pd.DataFrame:
    """tables.Queues, in the order of the file within each authority.

    Raises `InputError` for figures that are none, handling times in minutes, queues that stand twice or have no name,
    and an authority whose shares do not sum to 1, each with its rows.
    """
    columns = list(headings(Queues))
    raise_all(InputError, where, typed.column_faults(raw, columns, columns))
    frame, faults = typed.numbers(raw[columns], FIGURES, show=True)
    frame = frame.assign(authority=frame["authority"].str.lower())
    seconds = frame["handling_time_seconds"]
    minutes = (seconds > 0) & (seconds < MINUTES_BELOW)
    words = f"is below {MINUTES_BELOW:g} seconds: are these minutes? Write seconds, such as 240 for 4 minutes"
    faults += typed.in_rows("handling_time_seconds", frame.index[minutes], words)
    faults += typed.schema_faults(frame, Queues, show=True)
    faults += blank_faults(frame)
    nameless = frame["queue"] == ""
    faults += typed.in_rows("queue", frame.index[nameless], "is blank; say what the contacts are about")
    faults += typed.in_rows("queue", frame.index[frame["queue"].str.lower() == ALL], "is a word of its own; say which")
    twice = frame.duplicated(["authority", "queue"], keep=False) & ~nameless
    faults += typed.in_rows("queue", frame.index[twice], "give one queue of an authority more than once; keep one")
    faults += sum_faults(frame, ["authority"], "contacts_share")
    raise_all(InputError, where, faults)
    frame = frame.sort_values("authority", kind="stable").reset_index(drop=True)
    total = frame.groupby("authority")["contacts_share"].transform("sum")
    return frame.assign(contacts_share=frame["contacts_share"] / total)

"""Faults that every table of words can have: blanks, rows that stand twice, days to come, and what tells of people."""

import re
from collections.abc import Collection, Mapping, Sequence

import pandas as pd

from feasibility.inputs import typed

POSTCODE = re.compile(r"\b[A-Z]{1,2}[0-9][A-Z0-9]?\s{0,2}[0-9][ABD-HJLNP-UW-Z]{2}\b", re.IGNORECASE)
"""A unit postcode; the letters C I K M O V stand in the inward half of none."""
ORDINAL = re.compile(r"\s[0-9](?:st|nd|rd|th)$", re.IGNORECASE)
"""`A2 1st floor` is no postcode."""
EMAIL = re.compile(r"\b[\w.+-]+@[\w-]+\.\w")
NO_POSTCODE = "holds a postcode; take it out: places go by their site id, and homes are not published"
NO_EMAIL = "holds an e-mail address; name a post or a board instead, since the table is published"


def blanks(frame: pd.DataFrame, words: Mapping[str, str]) -> list[str]:
    """A fault for each column with blank cells; `words` say, by column, what to write."""
    return [
        fault
        for name, to_write in words.items()
        for fault in typed.in_rows(name, frame.index[frame[name] == ""], f"is blank; {to_write}")
    ]


def twice(frame: pd.DataFrame, key: Sequence[str], words: str) -> list[str]:
    """One fault for the rows that share their key, told at its last column; blank keys are told of elsewhere."""
    alike = frame.duplicated(list(key), keep=False) & (frame[list(key)] != "").all(axis=1)
    return typed.in_rows(key[-1], frame.index[alike], words)


def persons(frame: pd.DataFrame, may_hold: "pd.Series[bool] | None" = None) -> list[str]:
    """Cells that hold a postcode or an e-mail address: these tables are published as they are. Quotes no cell.

    `may_hold` marks the rows whose `value` may hold a postcode: the address of a site.
    """
    faults = []
    for name in frame.columns:
        allowed = may_hold if may_hold is not None and name == "value" else pd.Series(data=False, index=frame.index)
        postcode = frame[name].map(_has_postcode).astype(bool) & ~allowed
        email = frame[name].map(lambda text: EMAIL.search(text) is not None).astype(bool)
        faults += typed.in_rows(name, frame.index[postcode], NO_POSTCODE)
        faults += typed.in_rows(name, frame.index[email], NO_EMAIL)
    return faults


def _has_postcode(text: str) -> bool:
    return any(not ORDINAL.search(found.group()) for found in POSTCODE.finditer(text))


def to_come(frame: pd.DataFrame, columns: Collection[str], report_date: str | None, what: str) -> list[str]:
    """Days after the date of the report, of columns that speak of what has happened. None where no report is dated."""
    if report_date is None:
        return []
    words = f"is after reporting.report_date ({report_date}), so it is not {what} yet; mend one of the two, or clear it"
    return [fault for name in columns for fault in typed.in_rows(name, frame.index[frame[name] > report_date], words)]

"""Money promised to the programme, and what its documents state of it, from the officer's file."""

from datetime import date
from pathlib import Path

import pandas as pd

from feasibility.errors import InputError, raise_all
from feasibility.inputs import dates, sheets, typed
from feasibility.tables.accounts import CASH_KINDS
from feasibility.tables.base import headings
from feasibility.tables.funding import FUNDING_ENTRIES, Funding

PROMISES = ("payment", "match")
"""Entries that are money to come: each is secured or is not."""
HAVE_KIND = ("payment", "total", "item")
QUARTER_MONTHS = (1, 4, 7, 10)
KEY = ["funder", "entry", "kind", "what", "quarter_from"]
DAY_COLUMNS = ("quarter_from", "decision_date")


def of_file(path: Path) -> pd.DataFrame:
    """The funding of a CSV or XLSX file. Raises `InputError`."""
    return read(*sheets.of_role(path, "funding"))


def read(raw: pd.DataFrame, where: str) -> pd.DataFrame:
    """tables.Funding, one row a statement; dates as ISO text, blank where not stated.

    Raises `InputError` for missing columns, figures that are none, a payment without its quarter or kind, a quarter
    that does not begin with one, a promise neither secured nor not, rows that stand twice, or a blank source.
    """
    columns = list(headings(Funding))
    raise_all(InputError, where, typed.column_faults(raw, columns, columns))
    frame, faults = typed.numbers(raw[columns], ["amount_gbp"], show=True)
    frame, day_faults = dates.days(frame, DAY_COLUMNS, may_be_blank=DAY_COLUMNS)
    secured, secured_faults = typed.yes_or_no(
        raw, "secured", pd.Series(data=False, index=raw.index), "a total, an item or a project cost is no promise"
    )
    frame["secured"] = secured
    faults += [*day_faults, *secured_faults, *_row_faults(raw, frame)]
    # What has its own words here is not told a second time by the schema.
    known = frame["entry"].isin(FUNDING_ENTRIES)
    no_kind = ~frame["kind"].isin([*CASH_KINDS, ""])
    faults += typed.schema_faults(frame.loc[known].assign(kind=frame["kind"].where(~no_kind, "")), Funding, show=True)
    faults += typed.in_rows("kind", frame.index[no_kind], f"must be {' or '.join(CASH_KINDS)}")
    unknown = frame.index[~known]
    faults += typed.in_rows("entry", unknown, f"must be one of {', '.join(FUNDING_ENTRIES)}")
    twice = frame.duplicated(KEY, keep=False) & known
    faults += typed.in_rows("entry", frame.index[twice], "say the same of one funder, kind and quarter; add them up")
    raise_all(InputError, where, faults)
    return frame.astype({"amount_gbp": float}).reset_index(drop=True)


def _row_faults(raw: pd.DataFrame, frame: pd.DataFrame) -> list[str]:
    """What an entry needs, and what stands beside an entry that it does not belong to."""
    rows, entry, quarter = frame.index, frame["entry"], frame["quarter_from"]
    promise, stated = entry.isin(PROMISES), raw["quarter_from"] != ""
    begins = quarter.map(lambda text: _begins(text, QUARTER_MONTHS))
    begins_year = quarter.map(lambda text: _begins(text, (4,)))
    read = quarter != ""
    told = entry.isin(FUNDING_ENTRIES)
    checks = [
        ("funder", frame["funder"] == "", "is blank; say who pays, or whose document it is"),
        ("kind", entry.isin(HAVE_KIND) & (frame["kind"] == ""), f"is blank; write {' or '.join(CASH_KINDS)}"),
        ("quarter_from", (entry == "payment") & ~stated, "is blank; write the first day of the payment's quarter"),
        ("quarter_from", (entry == "payment") & read & ~begins, "begins no quarter; write 1 April, July, October or "
         "January, such as 2010-10-01"),
        ("quarter_from", (entry == "total") & read & ~begins_year, "begins no financial year; write 1 April, or leave "
         "it blank for the whole"),
        ("quarter_from", told & ~entry.isin(["payment", "total"]) & stated, "belongs to payments and totals; leave it "
         "blank, or enter a match that has a quarter as a payment"),
        ("secured", promise & (raw["secured"] == ""), "is blank; write yes or no"),
        ("secured", told & ~promise & (raw["secured"] != ""), "belongs to payments and matches; leave it blank"),
        ("what", (entry == "item") & (frame["what"] == ""), "is blank; say what the money is to pay for"),
        ("source", frame["source"] == "", "is blank; say where the figure comes from"),
    ]  # fmt: skip
    return [fault for name, where, words in checks for fault in typed.in_rows(name, rows[where], words)]


def _begins(text: str, months: tuple[int, ...]) -> bool:
    """Whether a day is the first of one of the months."""
    return bool(text) and date.fromisoformat(text).day == 1 and date.fromisoformat(text).month in months

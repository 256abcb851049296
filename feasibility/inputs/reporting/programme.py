"""Milestones and gateways of the programme, from the officer's file: dates that fit, and an order that can be kept."""

import difflib
from collections.abc import Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pandas as pd

from feasibility.errors import InputError, raise_all
from feasibility.inputs import dates, sheets, typed
from feasibility.inputs.reporting import cells
from feasibility.tables import headings
from feasibility.tables.reporting import Programme

DAYS = ("planned_date", "forecast_date", "done_date")
NEEDED = {
    "milestone": "say what is reached",
    "owner": "name the post that answers for it",
    "source": "say where the date comes from",
}


def of_file(path: Path, report_date: str | None = None) -> pd.DataFrame:
    """The programme of a CSV or XLSX file. Raises `InputError`."""
    return read(*sheets.of_role(path, "programme"), report_date)


def read(raw: pd.DataFrame, where: str, report_date: str | None = None) -> pd.DataFrame:
    """tables.reporting.Programme, in the order of the file; days as ISO text, blank where not dated.

    Raises `InputError` for ids that stand twice, days that are none, done after the date of the report, a forecast of
    what is done already, a gateway that nobody signs off, `after` that names no milestone, runs in a circle or is
    planned later, blanks, and cells that hold a postcode or an e-mail address.
    """
    columns = list(headings(Programme))
    raise_all(InputError, where, typed.column_faults(raw, columns, columns))
    frame, faults = dates.days(raw[columns], DAYS, may_be_blank=DAYS)
    faults += typed.schema_faults(frame, Programme, show=True) + cells.blanks(frame, NEEDED)
    faults += cells.persons(raw[columns]) + cells.to_come(frame, ["done_date"], report_date, "done")
    settled = (frame["done_date"] != "") & (frame["forecast_date"] != "")
    faults += typed.in_rows("forecast_date", frame.index[settled], "stands beside done_date; what is done has no "
                                                                   "forecast: clear one of the two")  # fmt: skip
    unsigned = frame.index[(frame["gateway"] == "yes") & (frame["decides"] == "")]
    faults += typed.in_rows("decides", unsigned, "is blank; say who signs the gateway off, or write no under gateway")
    raise_all(InputError, where, faults + _order_faults(frame))
    return frame.reset_index(drop=True)


def _order_faults(frame: pd.DataFrame) -> list[str]:
    """What is wrong with the order that `after` asks for."""
    rows = {name: row for row, name in reversed(list(frame["milestone_id"].items())) if name}
    wanted = {row: list(dict.fromkeys(text.split())) for row, text in frame["after"].items()}
    faults = [_stranger(row, name, rows) for row, names in wanted.items() for name in names if name not in rows]
    before = {name: [other for other in wanted[row] if other in rows] for name, row in rows.items()}
    circle = _circle(before)
    if circle:
        faults.append(
            f"row {rows[circle[0]]}, column after: goes round in a circle: {' after '.join(circle)}; take one out"
        )
        return faults
    for name, others in before.items():
        faults += [_early(frame, rows[name], rows[other]) for other in others]
    return [fault for fault in faults if fault]


def _stranger(row: int, name: str, rows: Mapping[str, int]) -> str:
    near = difflib.get_close_matches(name, sorted(rows), n=1, cutoff=0.6)
    hint = f"is it {near[0]}?" if near else "write ids of milestones with blanks between"
    return f'row {row}, column after: found "{name[:40]}", which is no milestone of the table; {hint}'


def _circle(before: Mapping[str, list[str]]) -> list[str]:
    """Milestones each of which comes after the next, the first again last; none where there is no circle."""
    try:
        TopologicalSorter(before).prepare()
    except CycleError as err:
        found: list[str] = list(err.args[1])
        return found[::-1]
    return []


def _early(frame: pd.DataFrame, row: int, other: int) -> str:
    """What is wrong where a milestone is planned before one that must come before it; blank where nothing is."""
    planned, needed = str(frame.at[row, "planned_date"]), str(frame.at[other, "planned_date"])
    if not planned or not needed or planned >= needed:
        return ""
    return (
        f"row {row}, column planned_date: {planned} is before {frame.at[other, 'milestone_id']} (row {other}, planned "
        f"{needed}), which must come before it; mend a date, or the column after"
    )

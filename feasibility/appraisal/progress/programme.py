"""How late each milestone is, what colour that gives, and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from graphlib import TopologicalSorter

import pandas as pd

from feasibility.appraisal.progress import colours
from feasibility.scenario.reporting import ReportingSettings
from feasibility.tables import checked
from feasibility.tables.reporting import ProgrammeTable
from feasibility.wording import counted, joined

NOBODY_JUDGES = "The scenario sets no report date, so what is not done has no colour."


@dataclass(frozen=True)
class Expected:
    """The day a milestone is reached, or now expected, and what sets that day."""

    day: date | None = None
    """None where nothing is dated."""
    cause: str = ""
    """done, forecast, planned, overdue or held; blank where nothing is dated."""
    held_by: str = ""
    """Id of the milestone that holds it up."""


def table(programme: pd.DataFrame, settings: ReportingSettings) -> pd.DataFrame:
    """tables.reporting.ProgrammeTable of tables.reporting.Programme, in the order of the programme.

    Days late are counted from the planned day to the day of `expected`; blank without either.
    """
    found = expected(programme, settings.report_date)
    rows = programme.to_dict("records")
    late = [_days(row["planned_date"], found[row["milestone_id"]].day) for row in rows]
    told = [_judged(row, days, found, programme, settings) for row, days in zip(rows, late, strict=True)]
    figures = pd.Series([float("nan") if days is None else days for days in late], index=programme.index, dtype=float)
    rag, why = (pd.Series([one[i] for one in told], index=programme.index, dtype=object) for i in (0, 1))
    return checked(programme.assign(days_late=figures, rag=rag, why=why), ProgrammeTable, "programme")


def expected(programme: pd.DataFrame, report_date: str | None) -> dict[str, Expected]:
    """Milestone id to the day it is reached or expected.

    That day is the day it was done; else the forecast, else the planned one, but not before the day of the report, nor
    before any milestone that must come before it. `after` holds no circle: the reader refuses one.
    """
    rows = {str(row["milestone_id"]): row for row in programme.to_dict("records")}
    order = TopologicalSorter({name: row["after"].split() for name, row in rows.items()})
    found: dict[str, Expected] = {}
    for name in order.static_order():
        found[name] = _expected(rows[name], _day(report_date or ""), found)
    return found


def _expected(row: Mapping[str, str], report_date: date | None, found: Mapping[str, Expected]) -> Expected:
    done, own = _day(row["done_date"]), _day(row["forecast_date"] or row["planned_date"])
    if done:
        return Expected(done, "done")
    if own is None:
        return Expected()
    best = Expected(own, "forecast" if row["forecast_date"] else "planned")
    if report_date and own < report_date:
        best = Expected(report_date, "overdue")
    for name in row["after"].split():
        day = found[name].day
        if day and best.day and day > best.day:
            best = Expected(day, "held", name)
    return best


def _judged(
    row: Mapping[str, str],
    days: int | None,
    found: Mapping[str, Expected],
    programme: pd.DataFrame,
    settings: ReportingSettings,
) -> tuple[str, str]:
    """Colour and the sentences that say why."""
    unmet = _unmet(row, programme)
    own = found[row["milestone_id"]]
    if own.day and own.cause == "done":
        when = _beside(days) if days is not None else "; no day was planned"
        skipped = f" What must come before it is not done: {joined(unmet)}." if unmet else ""
        return colours.DONE, f"Done on {colours.in_words(own.day)}{when}.{skipped}"
    if days is None or own.day is None:
        return colours.NOT_DATED, "No day is planned, so nobody can say whether it is late."
    if settings.report_date is None:
        return colours.NOT_DATED, NOBODY_JUDGES
    colour = colours.of_days(days, settings)
    names = programme.set_index("milestone_id")["milestone"]
    day = colours.in_words(own.day)
    causes = {
        "forecast": f"Forecast for {day}",
        "planned": f"Expected on {day}",
        "overdue": f"Not done by {day}, the day of the report",
        "held": f"Not before {day}, when this is expected: {names.get(own.held_by)}",
    }
    undated = tuple(str(names[name]) for name in row["after"].split() if found[name].day is None)
    doubt = f" What must come before it is not dated: {joined(undated)}." if undated else ""
    return colour, f"{causes[own.cause]}{_beside(days)}; {colours.rule_of_days(colour, settings)}.{doubt}"


def _unmet(row: Mapping[str, str], programme: pd.DataFrame) -> tuple[str, ...]:
    """Names of the milestones that must come before this one and are not done."""
    before = programme[programme["milestone_id"].isin(row["after"].split()) & (programme["done_date"] == "")]
    return tuple(str(name) for name in before["milestone"])


def _beside(days: int) -> str:
    if days == 0:
        return ", as planned"
    return f", {counted(abs(days), 'day')} {'after' if days > 0 else 'before'} the planned day"


def _days(planned: str, reached: date | None) -> int | None:
    day = _day(planned)
    return (reached - day).days if reached and day else None


def _day(iso: str) -> date | None:
    return date.fromisoformat(iso) if iso else None

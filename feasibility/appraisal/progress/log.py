"""Issues, dependencies, decisions and lessons with their colours."""

from datetime import date

import pandas as pd

from feasibility.appraisal.progress import colours
from feasibility.scenario.reporting import ReportingSettings
from feasibility.tables import checked
from feasibility.tables.reporting import LogTable


def table(log: pd.DataFrame, settings: ReportingSettings) -> pd.DataFrame:
    """tables.reporting.LogTable of tables.reporting.Log, in the order of the log."""
    rag = [_colour(state, due, settings) for state, due in zip(log["state"], log["due"], strict=True)]
    return checked(log.assign(rag=pd.Series(rag, index=log.index, dtype=object)), LogTable, "log")


def _colour(state: str, due: str, settings: ReportingSettings) -> str:
    if state == "closed":
        return colours.CLOSED
    if not due or settings.report_date is None:
        return colours.NOT_DATED
    return colours.of_days((date.fromisoformat(settings.report_date) - date.fromisoformat(due)).days, settings)

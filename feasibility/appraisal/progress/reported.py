"""The seven tables that a run publishes of what is said beside its figures."""

from collections.abc import Mapping

import pandas as pd

from feasibility.appraisal.progress import highlight, log, programme, risks
from feasibility.scenario.reporting import ReportingSettings
from feasibility.tables import empty
from feasibility.tables.reporting import (
    Equality,
    LogTable,
    Mandate,
    ProgrammeTable,
    RisksTable,
    SiteFacts,
)

FILES = ("mandate", "risks", "programme", "log", "equality", "site_facts")
"""Roles of the scenario's files that the tables are made of."""
AS_FILLED = {"mandate": Mandate, "equality": Equality, "site_facts": SiteFacts}
JUDGED = {
    "risks": (RisksTable, risks.table),
    "programme": (ProgrammeTable, programme.table),
    "log": (LogTable, log.table),
}


def tables(
    files: Mapping[str, pd.DataFrame | None], settings: ReportingSettings, funding_checks: pd.DataFrame
) -> dict[str, pd.DataFrame]:
    """Published name to table, without rows where there is no file. `files` holds the tables of `FILES`, None if none.

    `funding_checks` is tables.funding.FundingChecksTable. The table of facts of sites holds the commercial ones too.
    """
    made: dict[str, pd.DataFrame] = {}
    for name, schema in AS_FILLED.items():
        given = files[name]
        made[name] = empty(schema) if given is None else given
    for name, (schema, judge) in JUDGED.items():
        given = files[name]
        made[name] = empty(schema) if given is None else judge(given, settings)
    return {**made, "highlight": highlight.table(made, settings, funding_checks)}

"""The register of risks with its scores and colours."""

import pandas as pd

from feasibility.appraisal.progress import colours
from feasibility.scenario.reporting import ReportingSettings
from feasibility.tables import checked
from feasibility.tables.reporting import LEVELS, RisksTable

POINTS = {level: points for points, level in enumerate(LEVELS, start=1)}
"""Low 1, medium 2, high 3: the product orders nine cells of the usual matrix, and is no measure of money."""


def table(risks: pd.DataFrame, settings: ReportingSettings) -> pd.DataFrame:
    """tables.reporting.RisksTable of tables.reporting.Risks, in the order of the register."""
    score = risks["probability"].map(POINTS) * risks["impact"].map(POINTS)
    open_now = score.map(lambda points: colours.of_score(int(points), settings))
    rag = open_now.where(risks["state"] == "open", colours.CLOSED)
    return checked(risks.assign(score=score.astype("int64"), rag=rag.astype(object)), RisksTable, "risks")

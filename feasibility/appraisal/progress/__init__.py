"""How the study and its programme stand: scores, lateness and colours by written thresholds, and the month's report."""

from feasibility.appraisal.progress.colours import rules
from feasibility.appraisal.progress.reported import FILES, tables

__all__ = ["FILES", "rules", "tables"]

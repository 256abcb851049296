"""What the audited options come to, before anything is cleared for publication."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from feasibility.appraisal.journeys import JourneyResults
from feasibility.certificate import Certificate


@dataclass(frozen=True)
class Findings:
    """Figures of every option. Private: journeys and areas have not passed disclosure control."""

    options: pd.DataFrame
    """tables.OptionsTable, best first."""
    costs: pd.DataFrame
    """tables.CostsTable."""
    journeys: JourneyResults
    """Journeys by employer, mode, band and home area."""
    certificates: Mapping[str, Certificate]
    """How the answer of each way of working was proved."""
    case: Mapping[str, pd.DataFrame]
    """Tables of the business case by their published name; people in them are counted as they may be published."""

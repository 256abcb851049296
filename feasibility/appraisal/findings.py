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
    seated: pd.DataFrame
    """option_id, site_id, workstations: those taken at each site, present centres that stay among them."""
    firmness: tuple[str, ...]
    """How firm the answer is, in sentences, headline first."""
    trial_notes: tuple[str, ...]
    """How the draws were made, and how far the quick way of pricing them is out."""
    warnings: tuple[str, ...]
    """What a reader must know of how these figures were found."""

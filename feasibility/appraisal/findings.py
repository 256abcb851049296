"""What the audited options come to, before anything is cleared for publication."""

from dataclasses import dataclass

import pandas as pd

from feasibility.certificate import Certificate


@dataclass(frozen=True)
class Findings:
    """Figures of every option. Private: journeys and areas have not passed disclosure control."""

    options: pd.DataFrame
    """tables.OptionsTable, best first."""
    costs: pd.DataFrame
    """tables.CostsTable."""
    journeys: pd.DataFrame
    """tables.JourneysTable."""
    by_area: pd.DataFrame
    """option_id, area_id, heads, change_minutes_mean."""
    by_area_and_site: pd.DataFrame
    """option_id, area_id, site_id, heads."""
    certificate: Certificate

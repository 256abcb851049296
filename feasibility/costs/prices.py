"""What each site costs, as the few numbers the optimiser needs: present value to open it and for each workstation.

The cost sheet in `sheet.py` says the same line by line; the audit holds the two against each other on every run.
"""

from dataclasses import dataclass

import pandas as pd

from feasibility.costs import discounting
from feasibility.scenario.costs import CostsSettings
from feasibility.seats import workstations_held


@dataclass(frozen=True)
class Prices:
    """Present values in pounds."""

    sites: pd.DataFrame
    """By site id: workstations_max, workstations_present (already fitted and paid for at a present centre),
    open_gbp (once the site is open), workstation_gbp (each workstation beyond the present ones)."""
    moving_gbp: float
    """What every shared option pays wherever it is: joining the two operations, and present space not released."""
    do_nothing_gbp: float
    """Both centres kept as they are."""


def occupancy_gbp_per_m2_per_year(sites: pd.DataFrame, settings: CostsSettings) -> "pd.Series[float]":
    """Rent, rates, service charge and running cost of a square metre for a year, by site."""
    return (
        sites["rent_gbp_per_m2_per_year"]
        + sites["rateable_value_gbp_per_m2"] * settings.rates_multiplier
        + sites["service_charge_gbp_per_m2_per_year"]
        + settings.running_gbp_per_m2_per_year
    )


def prices(sites: pd.DataFrame, *, floor_m2_per_workstation: float, pooled: bool, settings: CostsSettings) -> Prices:
    """Present values for every site in `sites` (tables.Sites by id)."""
    years = discounting.annuity(settings)
    per_m2_gbp = occupancy_gbp_per_m2_per_year(sites, settings) * years
    present = sites["present_of"] != ""
    capital_uplift = 1 + settings.capital_optimism_bias_share
    equipment_uplift = 1 + settings.equipment_optimism_bias_share
    fit_out_gbp_per_m2 = sites["fit_out_gbp_per_m2"] * capital_uplift
    fit_out_npc = fit_out_gbp_per_m2 * discounting.spread(settings.fit_out_spread_shares, settings)
    present_gbp = sites["occupied_m2"] * per_m2_gbp
    unreleased_gbp = present_gbp * (1 - sites["released_share"])
    site_running_gbp = settings.site_running_gbp_per_year * years
    set_up_gbp = settings.site_set_up_gbp * equipment_uplift
    frame = pd.DataFrame(
        {
            "workstations_max": [workstations_held(m2, floor_m2_per_workstation) for m2 in sites["nia_m2"]],
            "workstations_present": [workstations_held(m2, floor_m2_per_workstation) for m2 in sites["occupied_m2"]],
            # A present centre that stays open is paid for whole, so nothing is left unreleased there.
            "open_gbp": site_running_gbp + (present_gbp - unreleased_gbp).where(present, set_up_gbp),
            "workstation_gbp": (per_m2_gbp + fit_out_npc) * floor_m2_per_workstation
            + settings.moving_gbp_per_workstation * capital_uplift,
        },
        index=sites.index,
    )
    pooling_gbp = settings.pooling_gbp * equipment_uplift if pooled else 0.0
    return Prices(
        sites=frame,
        moving_gbp=pooling_gbp + float(unreleased_gbp[present].sum()),
        do_nothing_gbp=float((present_gbp + site_running_gbp)[present].sum()),
    )

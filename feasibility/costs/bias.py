"""Optimism bias: what is added to an estimate for the tendency to guess too low, by category of cost.

Source: Mott MacDonald, Review of Large Public Procurement in the UK, 2002, as the Green Book's supplementary guidance
on optimism bias takes it over. Its worked case mitigates 92 % of a bias of 51 % and keeps 51 % x (1 - 0.92) = 4 %: what
is mitigated comes off the upper bound. Going from the upper bound to the lower by that share instead would keep
51 - 0.92 x (51 - 4) = 8 %. The published rule is used here, and the lower bound is the least that is ever added.
"""

from collections.abc import Mapping

import pandas as pd

from feasibility.scenario.costs import BiasSettings
from feasibility.tables import BIAS_CATEGORIES, checked
from feasibility.tables.accounts import BiasTable

NONE = "none"
SYSTEMS = "equipment"
"""Category of telephony, customer records and network: equipment and development, up to 200 %; never a building."""
MITIGATED_BY = {
    "standard_buildings": "buildings_mitigated_share",
    "non_standard_buildings": "buildings_mitigated_share",
    SYSTEMS: "equipment_mitigated_share",
    "outsourcing": "outsourcing_mitigated_share",
}
"""Each category (tables.BIAS_CATEGORIES but `none`) and the setting that says how far it is mitigated."""
COVERS = {
    "standard_buildings": "Offices, fit-out, repair, removal",
    "non_standard_buildings": "Listed, contaminated or hospital buildings, and conversion from another use",
    SYSTEMS: "Telephony, customer records, network and other equipment and development",
    "outsourcing": "Running cost of services bought in",
    NONE: "Costs that no bias is added to",
}
"""What falls under each category (categories: Mott MacDonald 2002; wording: this product)."""


def added_share(category: str, settings: BiasSettings) -> float:
    """Share added to an estimate: upper x (1 - mitigated), and never less than the lower bound; 0 for `none`.

    Raises `KeyError` for a category that there is not.
    """
    upper, lower, mitigated = _terms(category, settings)
    return max(lower, upper * (1 - mitigated))


def mixed(parts: Mapping[str, float], shares: Mapping[str, float]) -> float:
    """Share added to a project of several categories: their shares, each weighted by its part of the cost.

    Raises `ValueError` where the parts do not sum to 1. Source: the same guidance, mixed projects.
    """
    if abs(sum(parts.values()) - 1) > 1e-9:
        raise ValueError(f"the parts of a mixed project sum to {sum(parts.values()):g}; they must sum to 1")
    return sum(part * shares[category] for category, part in parts.items())


def keys(category: str) -> tuple[str, ...]:
    """The settings behind `added_share`."""
    if category == NONE:
        return ()
    return (
        f"costs.bias.{category}_upper_share",
        f"costs.bias.{category}_lower_share",
        f"costs.bias.{MITIGATED_BY[category]}",
    )


def table(settings: BiasSettings) -> pd.DataFrame:
    """tables.BiasTable: what each category adds, and from what bounds."""
    rows = [
        (category, COVERS[category], *_terms(category, settings), added_share(category, settings))
        for category in BIAS_CATEGORIES
    ]
    columns = ["category", "covers", "upper_share", "lower_share", "mitigated_share", "used_share"]
    return checked(pd.DataFrame(rows, columns=columns), BiasTable, "optimism bias")


def _terms(category: str, settings: BiasSettings) -> tuple[float, float, float]:
    """Upper bound, lower bound, share mitigated."""
    if category == NONE:
        return 0.0, 0.0, 0.0
    mitigated: float = getattr(settings, MITIGATED_BY[category])
    upper: float = getattr(settings, f"{category}_upper_share")
    lower: float = getattr(settings, f"{category}_lower_share")
    return upper, lower, mitigated

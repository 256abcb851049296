"""The one border that everything published passes: small numbers about people are taken out here, and nowhere else."""

from feasibility.publication.disclosure.areas import area_changes, areas, unreached
from feasibility.publication.disclosure.cells import assignments, suppressed_cells
from feasibility.publication.disclosure.journey_money import attrition, excess_travel, keys
from feasibility.publication.disclosure.journeys import bands, employers_apart, journeys, modes, nearly_alike, options
from feasibility.publication.disclosure.parts import hidden_parts
from feasibility.publication.disclosure.rounding import rounded_gap

__all__ = [
    "area_changes",
    "areas",
    "assignments",
    "attrition",
    "bands",
    "employers_apart",
    "excess_travel",
    "hidden_parts",
    "journeys",
    "keys",
    "modes",
    "nearly_alike",
    "options",
    "rounded_gap",
    "suppressed_cells",
    "unreached",
]

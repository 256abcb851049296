"""How firmly value separates the options, whatever the weights: shares of all weights, and where the lead passes."""

from feasibility.appraisal.weight_space.exploring import explored
from feasibility.appraisal.weight_space.names import Names
from feasibility.appraisal.weight_space.results import Explored

__all__ = ["Explored", "Names", "explored"]

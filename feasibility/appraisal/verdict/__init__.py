"""The answer in sentences: what costs least, what cannot be told apart, what would change it, what is not known."""

from feasibility.appraisal.verdict import beside_draws
from feasibility.appraisal.verdict.names import NAMES
from feasibility.appraisal.verdict.said import Told, firmness, told

__all__ = ["NAMES", "Told", "beside_draws", "firmness", "told"]

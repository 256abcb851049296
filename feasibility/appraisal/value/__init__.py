"""A value score over declared ranges: performance first, then dominance, then weights."""

from feasibility.appraisal.value.appraised import Valued, appraised
from feasibility.appraisal.value.facts import Facts, of_sites
from feasibility.appraisal.value.tree import Tree

__all__ = ["Facts", "Tree", "Valued", "appraised", "of_sites"]

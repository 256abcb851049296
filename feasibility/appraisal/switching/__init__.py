"""What would change the answer: the value of each input at which the lead passes, and what each loser loses on."""

from feasibility.appraisal.switching.leads import Lead, lead_of
from feasibility.appraisal.switching.values import found, nearest
from feasibility.appraisal.switching.why_not import WhyNot, why_not

__all__ = ["Lead", "WhyNot", "found", "lead_of", "nearest", "why_not"]

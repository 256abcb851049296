"""What would change the answer: the value of each input at which the lead passes, and what each loser loses on."""

from feasibility.appraisal.switching.leads import Lead, lead_of
from feasibility.appraisal.switching.losers import WhyNot, why_not
from feasibility.appraisal.switching.values import found, nearest

__all__ = ["Lead", "WhyNot", "found", "lead_of", "nearest", "why_not"]

"""Between the partners: who pays under each key, and what follows when one joins late or leaves."""

from feasibility.appraisal.partners.facts import OptionFacts, PartnerFacts
from feasibility.appraisal.partners.results import PartnerResults, appraise, faults

__all__ = ["OptionFacts", "PartnerFacts", "PartnerResults", "appraise", "faults"]

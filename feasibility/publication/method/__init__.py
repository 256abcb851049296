"""The method in words, with the settings of a run: the note, the rules of travel and what is said beside the tables."""

from feasibility.publication.method.journeys import BASIS_WORDS, travel_rules
from feasibility.publication.method.note import note
from feasibility.publication.method.seats import capacity

__all__ = ["BASIS_WORDS", "capacity", "note", "travel_rules"]

"""Journeys before and after, by option and by employer, home area, mode and band. Everyone counts once."""

from feasibility.appraisal.journeys.results import JourneyResults, results

__all__ = ["JourneyResults", "results"]

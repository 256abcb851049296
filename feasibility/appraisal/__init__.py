"""Audited options into figures and words: ranking, journeys, near-ties, verdict."""

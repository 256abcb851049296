"""Settings of how the partners divide cost and benefit, and what follows when one joins or leaves."""

from feasibility.scenario.base import Section


class PartnersSettings(Section):
    """Settings of how the partners divide cost and benefit, and what follows when one joins or leaves."""

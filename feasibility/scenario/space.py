"""Settings from agents to people, desks, rooms and floor area, and of resilience."""

from feasibility.scenario.base import Section


class SpaceSettings(Section):
    """People, desks and rooms behind the agents at work at once."""

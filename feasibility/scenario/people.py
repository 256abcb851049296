"""Settings of what people cost."""

from feasibility.scenario.base import Section


class PeopleSettings(Section):
    """Settings of what people cost."""

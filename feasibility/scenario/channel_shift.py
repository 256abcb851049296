"""Settings of the channel-shift case, which is kept apart from the case for sharing."""

from feasibility.scenario.base import Section


class ChannelShiftSettings(Section):
    """Settings of the channel-shift case, which is kept apart from the case for sharing."""
